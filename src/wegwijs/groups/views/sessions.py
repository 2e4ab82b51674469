"""Half-days of a group, and the rota: who gives what in the coming weeks."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, attempt, bound, door
from wegwijs.access.pages import form_page
from wegwijs.access.roles import Permission
from wegwijs.agenda.queries import interpreters, rooms
from wegwijs.errors import DomainError
from wegwijs.groups.commands import add_session, cancel_session, change_session
from wegwijs.groups.forms import SessionForm
from wegwijs.groups.models import Group, Session
from wegwijs.groups.presenters.sessions import Line, counts_for, line, wrong_language
from wegwijs.groups.queries import groups as queries
from wegwijs.groups.queries.sessions import between, session_of_or_404, unmanned
from wegwijs.groups.queries.trainers import trainers
from wegwijs.groups.views.groups import back_to_group, where_to_tell
from wegwijs.hours.models import Soort
from wegwijs.organisations.queries import givers_for
from wegwijs.ui import notices

VIEW, PLAN = Permission.GROUP_VIEW, Permission.GROUP_PLAN
WEEKS = 6


def session_form(request: ActorRequest, group: Group, session: Session | None = None) -> SessionForm:
    """With who can give it, where and with whom, in the gemeente of the group."""
    today, gemeente = clock.today(), group.gemeente_id
    return bound(
        SessionForm,
        request,
        people=trainers(gemeente, on=today),
        givers=givers_for(gemeente, on=today),
        rooms=list(rooms([gemeente], on=today)),
        interpreters=list(interpreters(on=today)),
        session=session,
        language=group.language,
    )


def _warn(request: ActorRequest, session: Session) -> None:
    """Of what is planned all the same: that may be meant so, for who interprets may speak more than we know."""
    wrong = wrong_language(session)
    if wrong:
        messages.warning(request, f"Let op: {wrong}, en in deze groep is daarin uitleg. Klopt dat?")


def _back(group: Group) -> str:
    return reverse("groups:page", args=[group.pk])


@door(PLAN)
def add(request: ActorRequest, pk: UUID) -> HttpResponse:
    """One more."""
    group = queries.group_or_404(request.actor, pk)
    form = session_form(request, group)

    def plan(_: object) -> Session:
        made = add_session(group, form.facts(), by=request.actor)
        _warn(request, made)
        return made

    return form_page(
        request,
        form,
        plan,
        title="Bijeenkomst toevoegen",
        done="De bijeenkomst staat gepland. Wie een plaats heeft, wordt verwacht.",
        submit="Plan",
        back=back_to_group(group),
    )


@door(PLAN)
def change(request: ActorRequest, pk: UUID, session_pk: UUID) -> HttpResponse:
    """Another moment, room or trainer; and what its hours count for."""
    group = queries.group_or_404(request.actor, pk)
    session = session_of_or_404(group, session_pk)
    form = session_form(request, group, session)
    done = None
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["version"] or 0
        done = attempt(
            form, lambda: change_session(session, form.facts(), by=request.actor, expected_version=seen)
        )
    if done:
        _warn(request, done)
        notices.saved(
            request,
            "De bijeenkomst is gewijzigd. Is de dag, tijd of plaats anders, nodig de deelnemers dan opnieuw uit.",
        )
        return redirect(_back(group))
    context = {
        "form": form, "group": group, "session": session, "back": _back(group), "off": session.cancelled_at is not None,
        "wrong_language": wrong_language(session),
        "why": counts_for(Soort(session.soort), session.practical),
    }  # fmt: skip
    return render(request, "groups/session.html", context)


@require_POST
@door(PLAN)
def cancel(request: ActorRequest, pk: UUID, session_pk: UUID) -> HttpResponse:
    """It doesn't go on."""
    group = queries.group_or_404(request.actor, pk)
    session = session_of_or_404(group, session_pk)
    try:
        cancel_session(session, by=request.actor)
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        notices.saved(request, "De bijeenkomst is afgezegd. Laat het ook de trainer weten.")
        return redirect(where_to_tell(request, group))
    return redirect(_back(group))


@dataclass(frozen=True, slots=True)
class Week:
    """One week of the rota."""

    title: str
    lines: tuple[Line, ...]


@require_safe
@door(VIEW)
def rota(request: ActorRequest) -> HttpResponse:
    """The coming six weeks by week: who gives what; or only what nobody gives yet."""
    today = clock.today()
    monday = today - timedelta(days=today.weekday())
    rows = between(request.actor, today, monday + timedelta(days=7 * WEEKS - 1))
    missing = request.GET.get("toon") == "zonder"
    if missing:
        rows = rows.filter(unmanned())
    found = list(rows)
    weeks = []
    for n in range(WEEKS):
        first = monday + timedelta(days=7 * n)
        lines = tuple(line(row) for row in found if first <= row.on < first + timedelta(days=7))
        weeks.append(Week(f"Week {first.isocalendar().week}", lines))
    context = {
        "weeks": [week for week in weeks if week.lines],
        "missing": missing,
        "all": not missing,
        "number": WEEKS,
    }
    return render(request, "groups/rota.html", context)
