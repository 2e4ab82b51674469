"""The files of the older system: the same each time, each row as a file may say it, and everything that can happen since."""

from collections import Counter
from datetime import date
from typing import Any

import pytest

from support.region import TODAY
from wegwijs import clock
from wegwijs.demo import region
from wegwijs.demo.caseload import bring_in
from wegwijs.demo.caseload.days import SIZES, WAYS, cases
from wegwijs.demo.caseload.sheet import sheet
from wegwijs.demo.caseload.since import ACTS
from wegwijs.demo.models import RegionPart
from wegwijs.demo.staff import hire
from wegwijs.dossiers.models import Dossier, State
from wegwijs.imports.kinds import guess
from wegwijs.imports.models import ImportRow
from wegwijs.messages.models import InboundMessage
from wegwijs.people.models import Child, Household, Person
from wegwijs.tables import read_table
from wegwijs.takeover.kind import CASELOAD
from wegwijs.takeover.reading import read_case

LEFT = date(2026, 11, 6)
HERE = "0590"


def test_files_are_the_same_each_time_and_every_row_can_be_read() -> None:
    with clock.frozen(LEFT):
        for gemeente in SIZES:
            made, again = (sheet(cases(gemeente, LEFT), gemeente, "Hier", ["A", "B"]) for _ in range(2))
            assert made == again
            table = read_table(made.encode())
            mapping = guess(CASELOAD, table.header, {})
            *rows, unknown = table.rows
            assert len(rows) == SIZES[gemeente]
            assert len(set(mapping.values()) - {""}) == len(table.header)
            for row in rows:
                read_case({mapping[column]: text for column, text in row.cells.items()})
            assert not unknown.cells["BSN"]


def test_the_whole_is_about_five_hundred_of_both_groups_each_with_an_own_number() -> None:
    everybody = [case for gemeente in SIZES for case in cases(gemeente, LEFT)]
    numbers = Counter(case.who.bsn for case in everybody)
    assert 500 <= len(everybody) == len(numbers) <= 550
    assert 0.5 < sum(case.asylum for case in everybody) / len(everybody) < 0.8


@pytest.mark.django_db
def test_all_that_can_happen_to_somebody_does_by_the_commands_of_people(settings: Any) -> None:
    settings.DUO_TRANSPORT = "wegwijs.demo.duo.transport"
    with clock.frozen(TODAY):
        bring_in(hire(), [HERE], len(WAYS))
        happened = {since.act for case in cases(HERE, LEFT) for since in case.since}
    assert set(ACTS) < happened
    assert ImportRow.objects.filter(state=ImportRow.State.TAKEN).count() == len(WAYS)
    assert ImportRow.objects.filter(differs=True).exists()
    assert set(InboundMessage.objects.values_list("state", flat=True)) == {InboundMessage.State.HANDLED}
    reasons = set(Dossier.objects.filter(state=State.GESLOTEN).values_list("closed_reason", flat=True))
    assert len(reasons) >= 6
    assert Dossier.objects.filter(state=State.GESCHORST).exists()
    assert Person.objects.filter(protected=True).exists()
    assert Person.objects.filter(bsn=None, dossiers__isnull=False).exists()
    assert Household.objects.exists()
    assert Child.objects.exists()


@pytest.mark.django_db
def test_of_a_region_that_broke_off_what_lacks_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[list[str]] = []
    monkeypatch.setattr(region, "hire", lambda: None)
    monkeypatch.setattr(region, "tell_beside", lambda parts, say: told.extend(parts))
    monkeypatch.setattr(region, "rebuild_termijnen", lambda: iter(()))
    monkeypatch.setattr(region, "around", lambda staff, gemeenten, say: None)
    RegionPart.objects.create(part="0505", at=clock.now())
    assert not region.is_whole()
    region.load_beside(lambda line: None)
    assert sorted(code for part in told for code in part) == sorted(set(region.EVERYWHERE) - {"0505"})
    assert region.is_whole()
