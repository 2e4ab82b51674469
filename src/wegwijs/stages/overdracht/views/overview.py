"""Who is on the way to the gemeente, and how one handover stands."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, door
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record_list
from wegwijs.dossiers import presenters as dossier_presenters
from wegwijs.dossiers.models import State
from wegwijs.dossiers.queries import open_dossier, shown_to
from wegwijs.stages.overdracht import presenters
from wegwijs.stages.overdracht.queries import (
    TalkState,
    handover_events,
    profile_rows,
    stands,
    talked,
    to_hand_over,
)
from wegwijs.stages.overdracht.supplies import supply_of

PAGE = 50


@door(Permission.OVERDRACHT_RECORD)
def handovers(request: ActorRequest) -> HttpResponse:
    """Koppelingen and voorlopers, who waits longest first, with what each still lacks."""
    rows = to_hand_over(request.actor)
    mine, only = request.GET.get("van") == "mij", request.GET.get("soort") == "voorloper"
    if mine and request.actor.employee:
        rows = rows.filter(regisseur=request.actor.employee)
    if only:
        rows = rows.filter(state=State.VOORLOPER)
    asked = request.GET.get("stand", "")
    stand = TalkState(asked) if asked in TalkState.values else None
    if stand:
        rows = talked(rows, stand)
    found = list(rows[: PAGE + 1])
    known = stands(found)
    today = clock.today()
    record_list(by=request.actor, page="overdracht", shown=len(found[:PAGE]))
    return render(
        request,
        "overdracht/list.html",
        {
            "lines": [presenters.line(d, known[d.pk], today) for d in found[:PAGE]],
            "more": len(found) > PAGE,
            "mine": mine,
            "only": only,
            "stand": stand.value if stand else "",
            "stands": [(one.value, one.label, one == stand) for one in TalkState],
            "may_open": request.actor.may(Permission.DOSSIER_OPEN),
        },
    )


@door(Permission.OVERDRACHT_RECORD)
def overview(request: ActorRequest, pk: UUID) -> HttpResponse:
    """What is done and what is missing; the profile with source and date; what happened."""
    dossier = open_dossier(
        request.actor, pk, page="overdracht", permission=Permission.OVERDRACHT_RECORD, with_afspraken=True
    )
    stand = stands([dossier])[dossier.pk]
    points = presenters.checks(stand, dossier)
    events = handover_events(dossier)
    return render(
        request,
        "overdracht/overview.html",
        {
            "head": dossier_presenters.head(dossier, request.actor),
            "dossier": dossier,
            "points": points,
            "done": sum(point.done for point in points),
            "needs": stand.missing,
            "talks": presenters.talks(dossier, events),
            "supply": presenters.supplying(supply_of(dossier), dossier),
            "may_write": request.actor.may(Permission.LETTER_SEND, dossier.gemeente_id),
            "may_plan": request.actor.may(Permission.CONTACT_RECORD, dossier.gemeente_id),
            "parts": presenters.profile(profile_rows(dossier), dossier),
            "events": dossier_presenters.happened(shown_to(request.actor, events, dossier)),
        },
    )
