"""Who is in a group, and the groups of one dossier."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from wegwijs.access.doors import ActorRequest, attempt, bound, door
from wegwijs.access.pages import form_page
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record_list
from wegwijs.dossiers import presenters as dossier_presenters
from wegwijs.dossiers.queries import open_dossier
from wegwijs.errors import DomainError
from wegwijs.groups.commands import enrol, leave
from wegwijs.groups.forms import LeaveForm, MembersForm, PlaceForm
from wegwijs.groups.models import Enrolment, Leaving
from wegwijs.groups.presenters import groups as shown
from wegwijs.groups.presenters.sessions import attended as shown_attended
from wegwijs.groups.queries import groups as queries
from wegwijs.groups.views.groups import back_to_group
from wegwijs.people.languages import LANGUAGES, language_name
from wegwijs.ui import notices

VIEW, PLAN = Permission.GROUP_VIEW, Permission.GROUP_PLAN
REFUSED_SHOWN = 5


@door(PLAN)
def choose(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Give several people a place at once; of whom it can't be, the page says why and the others have theirs."""
    actor = request.actor
    group = queries.group_or_404(actor, pk)
    asked = request.GET.get("taal", group.language)
    language = asked if asked in LANGUAGES else ""
    found = {
        str(one.pk): one
        for one in queries.candidates(actor, group.programme, language=language)[: queries.PAGE]
    }
    record_list(by=actor, page="groep: deelnemers kiezen", shown=len(found))
    choices = [(key, shown.candidate(one)) for key, one in found.items()]
    # Where there is nobody to choose nothing can be wrong with the choice.
    form = bound(MembersForm, request, choices=choices) if found else MembersForm(choices=())
    if request.method == "POST" and form.is_valid():
        said, refused = [], []
        for key in form.cleaned_data["members"]:
            try:
                said.append(enrol(group, found[key], by=actor))
            except DomainError as why:
                refused.append(f"{found[key].person}: {why}")
        _tell(request, said, refused)
        return redirect("groups:page", pk)
    context = {
        "group": group, "form": form, "any": bool(found), "language": language,
        "all": not language, "languages": [(one.code, one.name, one.code == language) for one in LANGUAGES.values() if one.code != "nl"],
        "spoken": language_name(language) if language else "alle talen", "most": len(found) == queries.PAGE,
    }  # fmt: skip
    return render(request, "groups/members.html", context)


def _tell(request: ActorRequest, rows: list[Enrolment], refused: list[str]) -> None:
    placed = sum(1 for row in rows if row.placed_at)
    parts = [f"{placed} geplaatst"] if placed else []
    if len(rows) > placed:
        parts.append(f"{len(rows) - placed} op de wachtlijst")
    if parts:
        notices.saved(request, f"{' en '.join(parts)}. Nodig de deelnemers uit met de knop hieronder.")
    for why in refused[:REFUSED_SHOWN]:
        messages.warning(request, why)
    if len(refused) > REFUSED_SHOWN:
        messages.warning(request, f"En nog {len(refused) - REFUSED_SHOWN} mensen die nu niet kunnen.")


@door(PLAN)
def leave_group(request: ActorRequest, pk: UUID, enrolment_pk: UUID) -> HttpResponse:
    """Somebody leaves; who waits longest moves up."""
    group = queries.group_or_404(request.actor, pk)
    row = queries.enrolment_or_404(request.actor, group, enrolment_pk, page="uit een groep halen")
    return form_page(
        request,
        bound(LeaveForm, request),
        lambda data: leave(row, by=request.actor, reason=Leaving(data["reason"])),
        title="Uit de groep halen" if row.placed_at else "Van de wachtlijst halen",
        lead=f"{row.dossier.person} wordt vanaf vandaag niet meer verwacht. Wat is geregistreerd blijft staan.",
        done=lambda moved: _left(row, moved),
        submit="Haal uit de groep" if row.placed_at else "Haal van de lijst",
        back=back_to_group(group),
    )


def _left(row: Enrolment, moved: Sequence[Enrolment]) -> str:
    """What became of the place."""
    if moved:
        names = " en ".join(str(one.dossier.person) for one in moved)
        return (
            f"De plaats is voor {names}, van de wachtlijst. Nodig deze inburgeraar uit met de knop hieronder."
        )
    if row.placed_at is None:
        return "De inburgeraar staat niet meer op de wachtlijst."
    return "De plaats is vrij. Er is niemand op de wachtlijst die deze plaats nu kan krijgen."


@door(VIEW)
def of_dossier(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The groups of one dossier, each half-day with who was there, and a place in another group."""
    actor = request.actor
    dossier = open_dossier(actor, pk, page="groepen", permission=VIEW)
    may_plan = actor.may(PLAN, dossier.gemeente_id) and dossier.is_open
    offered: dict[str, queries.GroupRow] = {}
    if may_plan:
        offered = {str(one.pk): one for one in queries.open_for(dossier, actor)}
    form = bound(PlaceForm, request, choices=[(key, shown.choice(one)) for key, one in offered.items()])
    if request.method == "POST" and may_plan and form.is_valid():
        row = attempt(form, lambda: enrol(offered[form.cleaned_data["group"]], dossier, by=actor))
        if row:
            notices.saved(
                request,
                f"Geplaatst in {row.group.name}."
                if row.placed_at
                else f"Op de wachtlijst van {row.group.name}.",
            )
            return redirect("groups:dossier", pk)
    return render(
        request,
        "groups/dossier.html",
        {
            "head": dossier_presenters.head(dossier, actor),
            "dossier": dossier,
            "places": [shown.of_dossier(row) for row in queries.of_dossier(dossier)],
            "attended": [shown_attended(row) for row in queries.attended(dossier)],
            "form": form if offered else None,
            "may_plan": may_plan,
        },
    )
