"""What a school says of weeks of lessons: hours follow in the ledger and money in the book, in one transaction (docs/adr/0026)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.contracts.models import Contract
from wegwijs.contracts.queries.agreements import to_call_off
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import DomainError
from wegwijs.hours.commands import Done, record_attended, take_back_attended
from wegwijs.hours.models import Soort
from wegwijs.stages.leerroutes.commands.answer import RECEIVE, theirs
from wegwijs.stages.leerroutes.commands.money import Purse
from wegwijs.stages.leerroutes.commands.offer import noted
from wegwijs.stages.leerroutes.models import Inburgeringsaanbod, Lesweek
from wegwijs.stages.leerroutes.weeks import stretch
from wegwijs.ui.format import day, duration


@dataclass(frozen=True, slots=True)
class WeekFacts:
    """Of one kind of lesson in the stretch of a week that holds ``on``; all in minutes, and the last three are the first together.

    ``reason``: of what was missed without leave. ``seen``: the row that stood there for who fills this in (None: nothing did), so that a
    colleague's answer isn't overwritten; False: whatever stands there is put right.
    """

    soort: Soort
    on: date
    offered: int
    followed: int
    excused: int = 0
    unexcused: int = 0
    reason: str = ""
    seen: UUID | bool | None = False


@dataclass(frozen=True, slots=True)
class Registered:
    """What became of it: how many weeks changed, and which a colleague filled in otherwise meanwhile (nothing was written)."""

    changed: int
    differ: tuple[Lesweek, ...]


@transaction.atomic
def record_weeks(
    entries: Sequence[tuple[Inburgeringsaanbod, WeekFacts]],
    *,
    by: Actor,
    contracts: dict[UUID, Contract] | None = None,
) -> Registered:
    """Write down weeks of the own school's participants. The same again is nothing; other numbers put the week right.

    Nothing offered takes a week away that stood there. ``contracts``: those that were read in this transaction, by key; others are added. Raises DomainError, with the name, for who isn't the school's any more or follows no lessons in
    that week, for a week to come, for numbers that don't fit, and what ledger or contract refuse.
    """
    changed, differ = 0, []
    contracts = {} if contracts is None else contracts
    for aanbod, facts in entries:
        try:
            stood = _record(aanbod, facts, by, contracts)
        except DomainError as refused:
            raise DomainError(f"{aanbod.name}: {refused}", field=refused.field) from refused
        if isinstance(stood, Lesweek):
            differ.append(stood)
        else:
            changed += stood
    return Registered(changed, tuple(differ))


def _record(
    aanbod: Inburgeringsaanbod, facts: WeekFacts, by: Actor, contracts: dict[UUID, Contract]
) -> bool | Lesweek:  # fmt: skip
    """Whether something changed, or what a colleague wrote; ``contracts``: those that were read before, by key."""
    with theirs(aanbod, by) as (row, dossier):
        first, last = _stretch(row, facts)
        found = list(row.lesweken.filter(soort=facts.soort, first_day=first).select_related("hours__dossier"))
        was = next((one for one in found if one.stands), None)
        if _same(was, facts):
            return False
        if facts.seen is not False and facts.seen != (was.pk if was else None) and was:
            return was
        _check(facts)
        key = row.call_off.contract_id
        if key not in contracts:
            contracts |= to_call_off([key])
        purse = Purse(row, contracts[key], by=by, needs=RECEIVE)
        if was:
            take_week_back(was, purse, by, "de school heeft de week hersteld")
        if facts.offered:
            _write(row, dossier, facts, (first, last), len(found), purse, by)
        purse.milestones(last)
        if row.ended_on:
            purse.completed()
        noted(row, by, f"lessen van {day(first)} tot en met {day(last)}")
        return True


def _stretch(row: Inburgeringsaanbod, facts: WeekFacts) -> tuple[date, date]:
    """The days of the week in which somebody followed lessons here."""
    if row.began_on is None:
        raise DomainError("Leg eerst vast op welke dag de eerste les was.", field="first_day")
    first, last = stretch(facts.on)
    if first > clock.today():
        raise DomainError(f"De week van {day(first)} moet nog komen. Lever aan als de lessen zijn gegeven.", field="first_day")  # fmt: skip
    if last < row.began_on:
        raise DomainError(f"De eerste les was op {day(row.began_on)}. Uren van daarvoor horen niet bij deze plaatsing.", field="first_day")  # fmt: skip
    if row.ended_on and first > row.ended_on:
        raise DomainError(f"De lessen eindigden op {day(row.ended_on)}. Uren van daarna tellen niet.", field="first_day")  # fmt: skip
    return max(first, row.began_on), min(last, row.ended_on or last, clock.today())


def _same(was: Lesweek | None, facts: WeekFacts) -> bool:
    if was is None:
        return not facts.offered
    said = (facts.offered, facts.followed, facts.excused, facts.unexcused, facts.reason)
    return said == (was.offered, was.followed, was.excused, was.unexcused, was.reason)


def _check(facts: WeekFacts) -> None:
    total = facts.followed + facts.excused + facts.unexcused
    if facts.offered != total:
        raise DomainError(
            f"Aangeboden is {duration(facts.offered)}, gevolgd en gemist is samen {duration(total)}. Dat moet gelijk zijn.", field="offered",
        )  # fmt: skip
    if facts.reason and not facts.unexcused:
        raise DomainError("Een reden hoort bij uren die zonder afmelding zijn gemist.", field="reason")


def take_week_back(was: Lesweek, purse: Purse, by: Actor, why: str) -> None:
    """The row stays and stands no longer; what it gave goes back, in ledger and book."""
    was.stands = False
    was.save(update_fields=["stands"])
    if was.hours:
        take_back_attended(was.hours, by=by, reason=why)
    purse.week_back(was)


def _write(
    row: Inburgeringsaanbod, dossier: Dossier, facts: WeekFacts, days: tuple[date, date], turn: int, purse: Purse, by: Actor
) -> None:  # fmt: skip
    """``turn``: how many times this week was written before."""
    first, last = days
    made = Lesweek(
        aanbod=row, soort=facts.soort, first_day=first, last_day=last, offered=facts.offered, followed=facts.followed,
        excused=facts.excused, unexcused=facts.unexcused, reason=facts.reason, recorded_by=by.user, label=by.label,
        recorded_at=clock.now(),
    )  # fmt: skip
    if facts.followed:
        done = Done(
            facts.soort, first, facts.followed, row.organisation, f"les:{row.pk}:{facts.soort}:{first}:{turn}",
            until=last if last > first else None,
        )  # fmt: skip
        made.hours = record_attended(dossier, done, by=by)
    made.save(force_insert=True)
    purse.week(made)
