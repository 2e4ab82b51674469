"""Two entries that may be one person: side by side, and merged only by someone who looked."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record_list
from wegwijs.dossiers import presenters
from wegwijs.dossiers.commands import merge_double, to_divide, undo_merge
from wegwijs.dossiers.doubles import linked, merge_or_404, merges_of, open_doubles
from wegwijs.dossiers.forms.doubles import UnmergeForm
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.person_pages.page import address, reached
from wegwijs.dossiers.queries import address_is_secret, dossier_of, visible
from wegwijs.dossiers.views.page import form_page
from wegwijs.errors import DomainError
from wegwijs.people.doubles import decide_double
from wegwijs.people.models import Dubbel, Person
from wegwijs.people.queries import likely_doubles
from wegwijs.ui import notices
from wegwijs.ui.format import masked_bsn, moment

MERGE = "samenvoegen"
ACTS = (MERGE, Dubbel.Verdict.GEKOPPELD, Dubbel.Verdict.TWEE)


@door(Permission.DOSSIER_EDIT)
def doubles(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Who looks like this person, among those whose dossiers the actor may edit; what was linked and merged before."""
    dossier = reached(request, pk, "dubbel")
    found = likely_doubles(dossier.person)
    mine = visible(request.actor, Permission.DOSSIER_EDIT).filter(person__in=[c.person.pk for c in found])
    by_person = {d.person_id: d for d in mine.select_related("gemeente").order_by("opened_on")}
    lines = [(c, by_person[c.person.pk]) for c in found if c.person.pk in by_person]
    return render(
        request,
        "people/doubles.html",
        {
            "head": presenters.head(dossier, request.actor),
            "dossier": dossier,
            "lines": lines,
            "merges": merges_of(dossier),
            "linked": linked(request.actor, dossier.person),
        },
    )


@require_http_methods(["GET", "POST"])
@door(Permission.DOSSIER_EDIT)
def merge(request: ActorRequest, pk: UUID, other: UUID) -> HttpResponse:
    """Both entries side by side; a post merges the other into this one, links them, or says that they are two."""
    dossier = reached(request, pk, "samenvoegen")
    if other == pk:
        raise Http404
    second = dossier_of(request.actor, other, page="persoon: samenvoegen", permission=Permission.DOSSIER_EDIT)
    refusal = refused_act = ""
    if request.method == "POST":
        try:
            said = _decided(request, dossier, second)
        except DomainError as refused:
            refusal, refused_act = str(refused), request.POST.get("act", "")
        else:
            notices.saved(request, said)
            return redirect(address("people:person", dossier))
    return render(
        request,
        "people/merge.html",
        {
            "head": presenters.head(dossier, request.actor),
            "dossier": dossier,
            "rows": side_by_side(dossier, second),
            "refusal": refusal,
            # What was just refused stays so until something else changed: it isn't offered once more beside the reason.
            "offered": [act for act in ACTS if act != refused_act],
        },
    )


def _decided(request: ActorRequest, dossier: Dossier, second: Dossier) -> str:
    """What the button that was pressed asks: merge, link or keep apart. Returns what the next page says."""
    one, other, act = dossier.person, second.person, request.POST.get("act", "")
    if act == Dubbel.Verdict.TWEE:
        decide_double(one, other, Dubbel.Verdict.TWEE, by=request.actor)
        return "Vastgelegd: het zijn twee personen. Wegwijs vraagt er niet meer naar."
    if act == Dubbel.Verdict.GEKOPPELD:
        decide_double(one, other, Dubbel.Verdict.GEKOPPELD, by=request.actor)
        return "De twee zijn gekoppeld. Bij elk staat nu waar de ander is."
    if act != MERGE:
        raise DomainError("Kies met een van de knoppen wat u met deze twee wilt doen.")
    merge_double(one, other, by=request.actor)
    return "De twee personen zijn samengevoegd. In beide dossiers staat dat het gebeurde."


@require_safe
@door(Permission.DOSSIER_EDIT)
def listing(request: ActorRequest) -> HttpResponse:
    """Every pair that nobody looked at yet, of whom the actor may edit both, the newest first."""
    pairs, more = open_doubles(request.actor)
    record_list(by=request.actor, page="dubbele personen", shown=2 * len(pairs))
    return render(request, "people/double_list.html", {"pairs": pairs, "more": more})


@door(Permission.DOSSIER_EDIT)
def unmerge(request: ActorRequest, pk: UUID, merge_pk: UUID) -> HttpResponse:
    """Take a merge back; what came after it gets an owner by choice."""
    dossier = reached(request, pk, "samenvoeging terugdraaien")
    found = merge_or_404(dossier, merge_pk)
    secret = address_is_secret(dossier) or not request.actor.may(Permission.ADDRESS_VIEW, dossier.gemeente_id)
    form = bound(UnmergeForm, request, merge=found, later=to_divide(found), secret=secret)
    return form_page(
        request,
        dossier,
        form,
        lambda data: undo_merge(found, by=request.actor, to_dropped=form.to_dropped()),
        title="Samenvoeging terugdraaien",
        lead=f"Samengevoegd op {moment(found.merged_at)} door {found.by}. Alles gaat terug naar waar het was; "
        "kies hieronder bij wie hoort wat er daarna bij kwam. Is nu bescherming vastgelegd (een geheim adres, of alleen "
        "via het veilige contact), dan houden beiden die. Haal haar weg bij wie die niet nodig heeft.",
        done="Het zijn weer twee personen. In de dossiers staat dat de samenvoeging is teruggedraaid.",
        submit="Draai de samenvoeging terug",
        to=address("people:person", dossier),
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
        "Talen": ", ".join(str(row) for row in person.languages.all()),
        "Telefoon": person.phone,
        "Dossier": f"{dossier.number}, {dossier.gemeente.naam}, {dossier.get_state_display()}",
        "Bron": person.get_source_display(),
    }
