"""Start a group: the half-days of the programme or of an earlier group, on days from the first on; lay down a programme."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from django.db import models, transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.agenda.models import Room
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.groups.commands import GroupFacts, SessionFacts, check_subject, make_group
from wegwijs.groups.models import Group, Programme
from wegwijs.hours.models import Soort
from wegwijs.organisations.models import Organisation, OrganisationKind
from wegwijs.organisations.queries import givers_for
from wegwijs.stages.welkom.models import Dagdeel, Programmaversie
from wegwijs.stages.welkom.programme import half_days
from wegwijs.stages.welkom.standard import HalfDay
from wegwijs.ui.format import day as written_day
from wi2021.dagen import holidays

SECOND = timedelta(days=2)
WEEK = timedelta(days=7)


class Rhythm(models.TextChoices):
    """How often a group comes together."""

    WEEK = "week", "elke week op deze dag"
    TWEE = "twee", "twee keer per week: ook twee dagen later"


@dataclass(frozen=True, slots=True)
class Start:
    """From which day on, at what hour, where and how often."""

    first: date
    at: time
    room: Room | None = None
    rhythm: Rhythm = Rhythm.WEEK


@transaction.atomic
def start_group(
    facts: GroupFacts, start: Start, *, by: Actor, after: Group | None = None, with_trainers: bool = False
) -> Group:
    """A group with its half-days, each week on the same day; a holiday is passed over and all that follows moves up.

    ``after``: as in that group, ``with_trainers`` by the same people; else as the programme is on the first day. Raises NotAllowed;
    DomainError when nobody in this gemeente gives such half-days, and whatever planning one of them refuses.
    """
    half_days = _as_in(after, with_trainers) if after else _programme(facts, start.first)
    return make_group(facts, list(_on_days(half_days, start)), by=by)


def _on_days(half_days: Sequence[SessionFacts], start: Start) -> Iterator[SessionFacts]:
    days = days_from(start)
    for one in half_days:
        yield replace(one, on=next(days), at=start.at, room=start.room)


def days_from(start: Start) -> Iterator[date]:
    """Days on which a group comes together, without holidays. Never ends."""
    week = start.first
    while True:
        for day in (week, week + SECOND) if start.rhythm is Rhythm.TWEE else (week,):
            if day not in holidays(day.year):
                yield day
        week += WEEK


def _programme(facts: GroupFacts, first: date) -> list[SessionFacts]:
    givers = givers_for(facts.gemeente, on=clock.today())
    return [
        SessionFacts(
            clock.today(), time(9), one.minutes, one.title, one.soort, _giver(givers, one.giver), theme=one.theme,
            practical=one.practical,
        )
        for one in half_days(Programme(facts.programme), first)
    ]  # fmt: skip


def _giver(givers: Sequence[Organisation], kind: OrganisationKind) -> Organisation:
    found = next((one for one in givers if one.kind == kind), None)
    if found is None:
        raise DomainError(
            f"In deze gemeente werkt geen organisatie voor: {kind.label}. Vraag functioneel beheer, of maak de groep als een eerdere.",
            field="gemeente",
        )
    return found


def _as_in(group: Group, with_trainers: bool) -> list[SessionFacts]:
    rows = group.sessions.filter(cancelled_at=None).select_related(
        "organisation", "trainer", "assistant", "interpreter"
    )
    return [
        SessionFacts(
            row.on, row.at, row.minutes, row.title, Soort(row.soort), row.organisation,
            trainer=row.trainer if with_trainers else None, assistant=row.assistant if with_trainers else None,
            interpreter=row.interpreter if with_trainers else None, theme=row.theme, practical=row.practical,
            place="" if row.room_id else row.place,
        )
        for row in rows
    ]  # fmt: skip


@transaction.atomic
def lay_down_programme(
    programme: Programme, days: Sequence[HalfDay], *, by: Actor, valid_from: date, source: str
) -> Programmaversie:
    """The half-days, in this order, of groups that begin on ``valid_from`` or later; groups that were made stay as they are.

    Raises NotAllowed for who doesn't plan groups for the region; DomainError for a day that has gone, for no half-day at all, and
    at the field ``theme-2`` or ``practical-2`` of the second half-day for what doesn't go with its kind.
    """
    by.require(Permission.GROUP_PLAN)
    if not by.sees_all:
        raise NotAllowed("Het programma houdt bij wie groepen plant voor de regio.")
    if valid_from < clock.today():
        raise DomainError(
            "Deze dag is voorbij. Groepen die toen begonnen, blijven zoals ze zijn. Kies vandaag of later.",
            field="valid_from",
        )
    if not days:
        raise DomainError("Vul ten minste één dagdeel in.")
    made = Programmaversie.objects.create(
        programme=programme, valid_from=valid_from, source=source, made_by=by.user, label=by.label, made_at=clock.now()
    )  # fmt: skip
    for number, one in enumerate(days, start=1):
        check_subject(one.soort, one.theme, practical=one.practical, number=number)
    Dagdeel.objects.bulk_create(
        Dagdeel(
            versie=made, position=number, title=one.title, soort=one.soort, giver=one.giver, theme=one.theme,
            practical=one.practical, minutes=one.minutes,
        )
        for number, one in enumerate(days, start=1)
    )  # fmt: skip
    record(
        by=by, action=Action.CHANGE, kind="programma", key=made.pk,
        detail=f"{programme.label} vanaf {written_day(valid_from)}",
    )  # fmt: skip
    return made
