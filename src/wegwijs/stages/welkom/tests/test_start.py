"""Starting a group: which half-days on which days, and who waits."""

from dataclasses import replace
from datetime import date, time
from itertools import islice

import pytest

from support import groups as given
from support.intake import begun
from support.region import TODAY, Region, make_dossier
from wegwijs.errors import DomainError
from wegwijs.groups.commands import cancel_group, enrol
from wegwijs.groups.models import Programme
from wegwijs.hours.models import Soort
from wegwijs.people.commands import set_languages
from wegwijs.stages.welkom import queries
from wegwijs.stages.welkom.commands import Rhythm, Start, days_from, start_group
from wegwijs.stages.welkom.standard import STANDARD
from wi2021.parameters import parameter

pytestmark = pytest.mark.django_db
START = Start(date(2026, 12, 1), time(9, 30))


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (START, [date(2026, 12, 1), date(2026, 12, 8), date(2026, 12, 15)]),
        # Christmas day and New Year's day are Fridays.
        (replace(START, first=date(2026, 12, 18)), [date(2026, 12, 18), date(2027, 1, 8), date(2027, 1, 15)]),
        (replace(START, rhythm=Rhythm.TWEE), [date(2026, 12, 1), date(2026, 12, 3), date(2026, 12, 8)]),
    ],
)
def test_it_comes_together_each_week_but_not_on_holidays(start: Start, expected: list[date]) -> None:
    assert list(islice(days_from(start), 3)) == expected


def test_a_group_has_the_half_days_of_the_standard(region: Region) -> None:
    made = start_group(given.facts(), START, by=region.teamlead)
    sessions = list(made.sessions.select_related("organisation"))
    assert [one.title for one in sessions] == [one.title for one in STANDARD[Programme.WELKOM]]
    assert {one.organisation.short for one in sessions} == {"VluchtelingenWerk", "SDD"}


def test_the_standard_of_the_pvt_has_the_hours_that_the_law_asks_and_something_practical(
    region: Region,
) -> None:
    days = STANDARD[Programme.PVT]
    assert sum(one.minutes for one in days) >= 60 * int(parameter("pvt.uren", on=TODAY).value)
    assert {one.soort for one in days} == {Soort.PVT}
    assert any(one.practical for one in days)


def test_a_group_can_be_made_as_an_earlier_one_with_the_same_people(region: Region) -> None:
    first = given.group(region)
    again = start_group(
        replace(given.facts(), name="Welkom 13"), START, by=region.teamlead, after=first, with_trainers=True
    )
    assert [one.title for one in again.sessions.all()] == ["Gezondheid", "Geld"]
    assert {one.trainer for one in again.sessions.all()} == {given.trainer(region).employee}


def test_where_nobody_gives_such_half_days_it_says_so(region: Region) -> None:
    region.organisations["VluchtelingenWerk"].gemeenten.clear()
    with pytest.raises(DomainError, match="maatschappelijke begeleiding") as refused:
        start_group(given.facts(), START, by=region.teamlead)
    assert refused.value.field == "gemeente"


def test_who_waits_is_counted_by_language_and_no_more_once_placed(region: Region) -> None:
    dossiers = [make_dossier(region) for _ in range(3)]
    for dossier, code in zip(dossiers, ("ar", "ar", "ti"), strict=True):
        begun(dossier, region)
        set_languages(
            dossier.person,
            by=region.regisseur,
            languages={code: "moedertaal"},
            contact=code,
            interpreter=False,
        )
    assert queries.waiting(region.teamlead) == (3, [("ar", 2), ("ti", 1)])
    group = given.group(region)
    enrol(group, dossiers[0], by=region.regisseur)
    assert queries.waiting(region.teamlead) == (2, [("ar", 1), ("ti", 1)])
    cancel_group(group, by=region.teamlead)
    assert queries.waiting(region.teamlead)[0] == 3, "whose group doesn't go on waits again"


def test_the_next_group_starts_some_weeks_after_the_last_as_policy_says(region: Region) -> None:
    assert queries.next_start(region.teamlead, "0505")[0] is None
    given.group(region)
    start, weeks, _ = queries.next_start(region.teamlead, "0505")
    assert (start, weeks) == (date(2027, 1, 11), 6)
