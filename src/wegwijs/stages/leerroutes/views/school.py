"""For a school: who is asked, who follows lessons, and what is done with each. Nothing of the dossier opens here."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.pages import back_to, form_page
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record_list
from wegwijs.stages.leerroutes.commands import accept_place, begin_lessons, end_lessons, refuse_place
from wegwijs.stages.leerroutes.forms.school import AcceptForm, BeginForm, LeaveForm, RefuseForm
from wegwijs.stages.leerroutes.models import Afwijzing, Eindreden, Inburgeringsaanbod
from wegwijs.stages.leerroutes.presenters import levels
from wegwijs.stages.leerroutes.presenters import placing as placed
from wegwijs.stages.leerroutes.presenters import reports as reported
from wegwijs.stages.leerroutes.presenters import school as shown
from wegwijs.stages.leerroutes.presenters import signals as told_signals
from wegwijs.stages.leerroutes.quarters import ended
from wegwijs.stages.leerroutes.queries import aanbod as queries
from wegwijs.stages.leerroutes.queries import reports as found
from wegwijs.stages.leerroutes.queries.week import kept_of
from wegwijs.ui.forms import Form

RECEIVE = Permission.PLACEMENT_RECEIVE
S = Inburgeringsaanbod.State


@require_safe
@door(RECEIVE)
def desk(request: ActorRequest) -> HttpResponse:
    """What to do today: answers first, then first lessons to record, then everybody."""
    actor, today = request.actor, clock.today()
    after = queries.mark(actor, request.GET.get("na", ""))
    asked = queries.asked_of(actor) if after is None else []
    quarter = ended(today)[0]
    people = queries.participants(actor, quarter, today, after=after)
    page = people[: queries.PAGE]
    record_list(by=actor, page="deelnemers", shown=len(asked) + len(page))
    words, colour = reported.todo(found.still_asked(page, quarter), quarter, today)
    last = page[-1] if page else None
    return render(
        request,
        "leerroutes/school.html",
        {
            "asked": [shown.asked(row, today) for row in asked[: queries.PAGE]],
            "begins": [shown.follows(row, today) for row in page if row.state == S.AANGENOMEN],
            "follows": [shown.follows(row, today) for row in page if row.state == S.BEGONNEN],
            "todo": words,
            "todo_kind": "warning" if colour == "late" else "info",
            "first": "?" if after else "",
            "more": f"?na={last.pk}" if last and len(people) > queries.PAGE else "",
        },
    )


@require_safe
@door(RECEIVE)
def participant(request: ActorRequest, aanbod_pk: UUID) -> HttpResponse:
    """One participant: what is told, how the weeks went, what can be done."""
    row = queries.received_or_404(request.actor, aanbod_pk, page="deelnemer")
    weeks = kept_of(row)
    words, followed, planned = placed.sums(weeks, row.planned_minutes)
    reports = [one for one in found.reports_of([row.pk]) if one.stands]
    over = [one for one in ended(clock.today()) if one.asks(row.began_on, row.ended_on)]
    return render(
        request,
        "leerroutes/participant.html",
        {
            "row": row,
            "stand": placed.stand(row, clock.today()),
            "severity": placed.severity(row, clock.today()),
            "facts": shown.told(row),
            "weeks": [placed.week(one) for one in weeks],
            "sums": words,
            "followed": followed,
            "planned": planned,
            "signals": told_signals.for_school(found.signals_of(row)),
            "reported": bool(reports or over),
            "reports": levels.rows(reports),
            "picture": levels.picture(reports),
            "quarters": over,
            "asked": row.state == S.GEVRAAGD,
            "accepted": row.state == S.AANGENOMEN,
            "begun": row.state == S.BEGONNEN,
        },
    )


def _act(
    request: ActorRequest, row: Inburgeringsaanbod, form: Form, command: Callable[[dict[str, Any]], object], *, title: str,
    lead: str, done: str, submit: str = "Opslaan", to: str = "",
) -> HttpResponse:  # fmt: skip
    """Back to the participant, or to the desk where the school reads no more of it."""
    back = back_to("leerroutes:participant", "Terug naar de deelnemer", row.pk)
    return form_page(
        request, form, command, back=back, title=title, lead=lead, done=done, submit=submit, to=to
    )


@door(RECEIVE)
def accept(request: ActorRequest, aanbod_pk: UUID) -> HttpResponse:
    """There is a place."""
    row = queries.received_or_404(request.actor, aanbod_pk, page="plaats aannemen")
    if row.state != S.GEVRAAGD and request.method != "POST":
        return redirect("leerroutes:participant", row.pk)
    return _act(
        request, row, bound(AcceptForm, request, row=row),
        lambda data: accept_place(row, by=request.actor, on=clock.today(), starts_on=data["starts_on"]),
        title="Er is plaats", lead=f"{row.cursus}. De regisseur vertelt de inburgeraar wanneer de eerste les is.",
        done="De regisseur weet dat er plaats is.", submit="Neem aan",
    )  # fmt: skip


@door(RECEIVE)
def refuse(request: ActorRequest, aanbod_pk: UUID) -> HttpResponse:
    """There is no place; the page is gone afterwards."""
    row = queries.received_or_404(request.actor, aanbod_pk, page="plaats weigeren")
    if row.state != S.GEVRAAGD and request.method != "POST":
        return redirect("leerroutes:participant", row.pk)
    return _act(
        request, row, bound(RefuseForm, request),
        lambda data: refuse_place(row, Afwijzing(data["reason"]), data["explained"], by=request.actor, on=clock.today()),
        title="Er is geen plaats", lead="De regisseur krijgt uw reden en zoekt een andere plaats. Daarna ziet u de inburgeraar niet meer.",
        done="De regisseur weet dat er geen plaats is.", submit="Weiger", to=reverse("leerroutes:school"),
    )  # fmt: skip


@door(RECEIVE)
def begin(request: ActorRequest, aanbod_pk: UUID) -> HttpResponse:
    """The first lesson."""
    row = queries.received_or_404(request.actor, aanbod_pk, page="eerste les")
    if row.state != S.AANGENOMEN and request.method != "POST":
        return redirect("leerroutes:participant", row.pk)
    return _act(
        request, row, bound(BeginForm, request, initial={"on": row.starts_on}),
        lambda data: begin_lessons(row, by=request.actor, on=data["on"]),
        title="Eerste les vastleggen", lead="Daarna kunt u per week aanleveren wie les volgde.", done="De eerste les is vastgelegd.",
    )  # fmt: skip


@door(RECEIVE)
def leave(request: ActorRequest, aanbod_pk: UUID) -> HttpResponse:
    """The lessons end."""
    row = queries.received_or_404(request.actor, aanbod_pk, page="lessen beëindigen")
    if row.state != S.BEGONNEN and request.method != "POST":
        return redirect("leerroutes:participant", row.pk)
    return _act(
        request, row, bound(LeaveForm, request),
        lambda data: end_lessons(row, Eindreden(data["reason"]), by=request.actor, last_day=data["last_day"]),
        title="Lessen beëindigen", lead="U kunt nog zes weken weken aanleveren en herstellen.", done="De lessen zijn beëindigd. De regisseur krijgt een taak.",
        submit="Beëindig",
    )  # fmt: skip
