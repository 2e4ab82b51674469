"""Two entries that may be one person: side by side, and merged only by someone who looked."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from wegwijs.access.doors import ActorRequest, door
from wegwijs.access.roles import Permission
from wegwijs.dossiers import presenters
from wegwijs.dossiers.commands import merge_double
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.person_pages.page import address, reached
from wegwijs.dossiers.queries import dossier_of, visible
from wegwijs.errors import DomainError
from wegwijs.people.models import Person
from wegwijs.people.queries import likely_doubles
from wegwijs.ui import notices
from wegwijs.ui.format import masked_bsn


@door(Permission.DOSSIER_EDIT)
def doubles(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Who looks like this person, among those whose dossiers the actor may edit."""
    dossier = reached(request, pk, "dubbel")
    found = likely_doubles(dossier.person)
    mine = visible(request.actor, Permission.DOSSIER_EDIT).filter(person__in=[c.person.pk for c in found])
    by_person = {d.person_id: d for d in mine.select_related("gemeente").order_by("opened_on")}
    lines = [(c, by_person[c.person.pk]) for c in found if c.person.pk in by_person]
    return render(
        request,
        "people/doubles.html",
        {"head": presenters.head(dossier, request.actor), "dossier": dossier, "lines": lines},
    )


@require_http_methods(["GET", "POST"])
@door(Permission.DOSSIER_EDIT)
def merge(request: ActorRequest, pk: UUID, other: UUID) -> HttpResponse:
    """Both entries side by side; a post merges the other into this one."""
    dossier = reached(request, pk, "samenvoegen")
    if other == pk:
        raise Http404
    second = dossier_of(request.actor, other, page="persoon: samenvoegen", permission=Permission.DOSSIER_EDIT)
    refusal = ""
    if request.method == "POST":
        try:
            merge_double(dossier.person, second.person, by=request.actor)
        except DomainError as refused:
            refusal = str(refused)
        else:
            notices.saved(
                request, "De twee personen zijn samengevoegd. In beide dossiers staat dat het gebeurde."
            )
            return redirect(address("people:person", dossier))
    return render(
        request,
        "people/merge.html",
        {
            "head": presenters.head(dossier, request.actor),
            "dossier": dossier,
            "rows": side_by_side(dossier, second),
            "refusal": refusal,
        },
    )


def side_by_side(first: Dossier, second: Dossier) -> list[tuple[str, str, str, bool]]:
    """What is known of each, and whether it differs."""
    one, two = _words(first.person, first), _words(second.person, second)
    return [
        (label, value, two[label], value != two[label] and label not in ("Dossier", "Bron"))
        for label, value in one.items()
    ]


def _words(person: Person, dossier: Dossier) -> dict[str, str]:
    return {
        "Naam": person.list_name,
        "Geboren": str(person.birth),
        "BSN": masked_bsn(person.bsn or ""),
        "V-nummer": person.v_nummer or "",
        "Geslacht": person.get_sex_display(),
        "Telefoon": person.phone,
        "Dossier": f"{dossier.number}, {dossier.gemeente.naam}, {dossier.get_state_display()}",
        "Bron": person.get_source_display(),
    }
