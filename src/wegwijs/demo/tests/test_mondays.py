"""The Mondays of the example region are what the command would have counted on each of them."""

from datetime import date, datetime, timedelta

import pytest

from support.pips import ready_dossier
from support.region import TODAY, Region, make_dossier
from wegwijs import clock
from wegwijs.access.actor import system_actor
from wegwijs.demo.mondays import EARLY, WEEKS, keep_mondays
from wegwijs.desk.commands import keep_week
from wegwijs.desk.models import TeamWeek
from wegwijs.dossiers.commands import (
    assign_regisseur,
    close_dossier,
    rebuild_termijnen,
    record_event,
    withdraw_event,
)
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier

ENTERED, MONDAY = date(2026, 10, 28), date(2026, 11, 9)
COUNTED = ("monday", "gemeente", "regisseur", "open", "late", "this_week", "at_risk", "silent")


def counted(monday: date) -> list[tuple[object, ...]]:
    return sorted(TeamWeek.objects.filter(monday=monday).values_list(*COUNTED), key=str)


@pytest.fixture
def as_it_was(region: Region) -> list[tuple[object, ...]]:
    """What the command counted on a Monday, after which everything became otherwise."""
    assert region.colleague.employee
    with clock.frozen(ENTERED):
        one, two, three = ready_dossier(region), make_dossier(region), ready_dossier(region, bsn=None)
    early = datetime.combine(MONDAY, EARLY, tzinfo=clock.AMSTERDAM)
    with clock.frozen(early):
        for _ in rebuild_termijnen():
            pass
        keep_week(by=system_actor("wegwijs", on=MONDAY), on=MONDAY)
    found = counted(MONDAY)
    TeamWeek.objects.all().delete()
    with clock.frozen(MONDAY + timedelta(days=2)):
        assign_regisseur(one, region.colleague.employee, by=region.teamlead, on=MONDAY)
        done = record_event(two, Kind.INTAKE_VOLTOOID, by=region.regisseur, on=MONDAY)
        withdraw_event(done, by=region.regisseur, reason="test")
        withdraw_event(
            three.gebeurtenissen.get(kind=Kind.INTAKE_VOLTOOID), by=region.regisseur, reason="test"
        )
        close_dossier(two, by=region.regisseur, on=MONDAY, reason="test")
        make_dossier(region)
    return found


def test_a_monday_is_counted_as_it_stood_then(as_it_was: list[tuple[object, ...]]) -> None:
    before = list(Dossier.objects.order_by("pk").values())
    assert keep_mondays() == 4
    assert counted(MONDAY) == as_it_was
    assert sum(row[3] for row in as_it_was) == 3  # type: ignore[misc]
    assert list(Dossier.objects.order_by("pk").values()) == before


def test_before_anybody_was_entered_there_is_nothing_to_count(as_it_was: object) -> None:
    keep_mondays()
    kept = set(TeamWeek.objects.values_list("monday", flat=True))
    assert kept == {date(2026, 11, 2), MONDAY, date(2026, 11, 16), TODAY}
    assert len(kept) < WEEKS
    assert keep_mondays() == 0
