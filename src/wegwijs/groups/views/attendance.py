"""For who gives a half-day: what to give today, and who was there."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, attempt, bound, door
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record_list
from wegwijs.groups.commands import Mark, register_attendance
from wegwijs.groups.forms import AttendanceForm
from wegwijs.groups.forms.attendance import REST
from wegwijs.groups.models import Attendance, Presence
from wegwijs.groups.presenters import sessions as shown
from wegwijs.groups.queries import sessions as queries
from wegwijs.ui import notices

RECORD = Permission.ATTENDANCE_RECORD
PAGE = 60


@require_safe
@door(RECORD)
def mine(request: ActorRequest) -> HttpResponse:
    """What to register first, then today, then what comes; the own ones, or all that somebody may register at."""
    everybody = request.GET.get("van") == "alle"
    rows = list(queries.to_give(request.actor, own=not everybody)[: PAGE + 1])
    lines = [(row, shown.line(row)) for row in rows[:PAGE]]
    today = clock.today()
    context = {
        "open": [one for row, one in lines if one.todo and row.on < today],
        "today": [one for row, one in lines if row.on == today],
        "coming": [one for row, one in lines if row.on > today],
        "done": [one for row, one in reversed(lines) if not one.todo and row.on < today],
        "everybody": everybody,
        "own": not everybody,
        "volunteer": bool(request.actor.employee and request.actor.employee.volunteer),
        "more": len(rows) > PAGE,
    }
    return render(request, "groups/mine.html", context)


@door(RECORD)
def register(request: ActorRequest, session_pk: UUID) -> HttpResponse:
    """Who was there: one tap each, or one button for all who were."""
    actor = request.actor
    session = queries.session_or_404(actor, session_pk)
    expected = queries.expected(session)
    record_list(by=actor, page="aanwezigheid", shown=len(expected))
    form, sent = bound(AttendanceForm, request, expected=expected), request.GET.get("bewaard") == "ja"
    if request.method == "POST" and form.is_valid():
        marks = form.marks(rest=REST in request.POST)
        done = attempt(form, lambda: register_attendance(session, marks, by=actor))
        if done is not None and not done.differ:
            notices.saved(request, _said(done.changed))
            return redirect(f"{reverse('groups:attendance', args=[session_pk])}?bewaard=ja")
        if done is not None:
            # Shown at once and not led on to: what is chosen here must stay chosen beside what a colleague registered.
            chosen = {mark.key: mark for mark in marks}
            mine = {row.pk: chosen[row.pk] for row in done.differ}
            for row in done.differ:
                messages.warning(request, _otherwise(row, mine[row.pk]))
            expected = queries.expected(session)
            form, sent = AttendanceForm(expected=expected, mine=mine), True
    begun = (session.slot.starts - clock.now()).total_seconds() <= 30 * 60
    return render(
        request,
        "groups/attendance.html",
        {
            "session": session,
            "form": form,
            "rows": list(form.rows()),
            "span": shown.span(session),
            "where": shown.where(session),
            "by": shown.by(session),
            "left": sum(1 for row in expected if not row.presence),
            "may_register": begun and session.cancelled_at is None,
            "why": shown.counts_for_session(session),
            "plans": actor.may(Permission.GROUP_VIEW, session.group.gemeente_id),
            "sent": sent,
        },
    )


def _said(changed: int) -> str:
    if not changed:
        return "Er is niets gewijzigd: dit stond er al."
    return f"De aanwezigheid van {changed} {'persoon' if changed == 1 else 'mensen'} is bewaard. De uren staan in het urenboek."


def _otherwise(row: Attendance, mine: Mark) -> str:
    stands, chosen = (Presence(each).label if each else "nog niets" for each in (row.presence, mine.presence))
    return (
        f"{row.name}: {row.label or 'een collega'} registreerde intussen: {stands}. Dat staat er nu. Uw keuze ({chosen}) is "
        "hieronder gekozen. Bewaar opnieuw als die klopt, of kies wat er stond."
    )
