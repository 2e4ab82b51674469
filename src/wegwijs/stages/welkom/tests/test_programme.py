"""The programme of the region is kept in versions, and a group begins with the one of its first day."""

from datetime import date, time, timedelta

import pytest
from django.db import ProgrammingError, transaction

from support import groups as given
from support.region import TODAY, Region
from support.walk import browser_of
from wegwijs.access.actor import Actor
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.groups.models import Programme
from wegwijs.hours.models import Soort
from wegwijs.organisations.models import OrganisationKind
from wegwijs.stages.welkom.commands import Start, lay_down_programme, start_group
from wegwijs.stages.welkom.models import Dagdeel, Programmaversie
from wegwijs.stages.welkom.programme import half_days
from wegwijs.stages.welkom.standard import STANDARD, HalfDay

pytestmark = pytest.mark.django_db
VWN = OrganisationKind.BEGELEIDING
DAYS = [
    HalfDay("Wonen", Soort.BEGELEIDING, VWN),
    HalfDay("Fietsen", Soort.PVT, VWN, practical=True, minutes=90),
]
LATER = TODAY + timedelta(days=30)
PAGE = "/welkom/programma/welkom/"


def laid_down(region: Region, days: list[HalfDay] = DAYS, *, on: date = LATER, by: Actor | None = None) -> Programmaversie:  # fmt: skip
    return lay_down_programme(
        Programme.WELKOM, days, by=by or region.teamlead, valid_from=on, source="besluit 12"
    )


def titles(region: Region, first: date) -> list[str]:
    made = start_group(given.facts(), Start(first, time(9, 30)), by=region.teamlead)
    return [one.title for one in made.sessions.all()]


def test_a_region_without_a_version_has_the_standard(region: Region) -> None:
    assert half_days(Programme.WELKOM, TODAY) == STANDARD[Programme.WELKOM]


def test_a_group_begins_with_the_version_of_its_first_day(region: Region) -> None:
    laid_down(region)
    assert list(half_days(Programme.WELKOM, LATER)) == DAYS
    assert titles(region, LATER) == ["Wonen", "Fietsen"]
    assert titles(region, LATER - timedelta(days=1))[0] == STANDARD[Programme.WELKOM][0].title
    assert half_days(Programme.PVT, LATER) == STANDARD[Programme.PVT]


def test_a_group_that_was_made_stays_as_it_is_and_of_one_day_the_last_version_holds(region: Region) -> None:
    laid_down(region, on=TODAY)
    made = start_group(given.facts(), Start(LATER, time(9, 30)), by=region.teamlead)
    laid_down(region, DAYS[1:], on=TODAY)
    assert made.sessions.count() == 2
    assert list(half_days(Programme.WELKOM, TODAY)) == DAYS[1:]


def test_what_was_laid_down_cannot_be_edited_or_removed(region: Region) -> None:
    laid_down(region)
    for act in (
        lambda: Programmaversie.objects.update(source="anders"),
        lambda: Dagdeel.objects.update(minutes=1),
        lambda: Dagdeel.objects.all().delete(),
    ):
        with pytest.raises(ProgrammingError), transaction.atomic():
            act()


@pytest.mark.parametrize(
    ("days", "on", "field"),
    [
        (DAYS, TODAY - timedelta(days=1), "valid_from"),
        ([], LATER, None),
        ([*DAYS, HalfDay("Werk", Soort.NT2, VWN, theme="wonen")], LATER, "theme-3"),
        ([HalfDay("Werk", Soort.NT2, VWN, practical=True)], LATER, "practical-1"),
    ],
)
def test_what_can_not_be_is_refused_and_leaves_nothing(
    region: Region, days: list[HalfDay], on: date, field: str | None
) -> None:
    with pytest.raises(DomainError) as refused:
        laid_down(region, days, on=on)
    assert refused.value.field == field
    assert not Programmaversie.objects.exists()


def test_only_who_plans_groups_lays_it_down(region: Region) -> None:
    for who in (region.counsellor, region.decider):
        with pytest.raises(NotAllowed):
            laid_down(region, by=who)
        assert browser_of(who).get(PAGE).status_code == 404


def filled(**other: str) -> dict[str, str]:
    """Two half-days, the second to be the first."""
    data = {"valid_from": "01-01-2027", "source": "besluit 12"}
    for number, title in enumerate(("Wonen", "Fietsen", ""), start=1):
        data |= {
            f"title-{number}": title, f"soort-{number}": "pvt", f"giver-{number}": "begeleiding", f"theme-{number}": "",
            f"minutes-{number}": "", f"place-{number}": str(number),
        }  # fmt: skip
    return data | {"place-2": "1", "place-1": "2", "practical-2": "on", "minutes-2": "1,5"} | other


class TestPages:
    def test_a_new_version_is_laid_down_in_the_order_that_was_asked(self, region: Region) -> None:
        browser = browser_of(region.teamlead)
        assert "Kennismaken en de weg vinden" in browser.get(f"{PAGE}nieuw/").content.decode()
        assert browser.post(f"{PAGE}nieuw/", filled())["Location"] == PAGE
        found = half_days(Programme.WELKOM, date(2027, 1, 1))
        assert [(one.title, one.minutes, one.practical) for one in found] == [("Fietsen", 90, True), ("Wonen", 150, False)]  # fmt: skip
        page = browser.get(PAGE).content.decode()
        assert "Vanaf 01-01-2027: 2 dagdelen" in page
        assert "legde nog geen programma vast" in page

    @pytest.mark.parametrize(
        ("field", "value", "said"),
        [
            ("soort-1", "", "Kies bij dagdeel 1"),
            ("giver-1", "", "Kies bij dagdeel 1"),
            ("theme-1", "wonen", "hoort niet bij deze soort"),
            ("source", "", "Besluit of afspraak"),
        ],
    )
    def test_what_is_wrong_is_said_at_its_half_day(
        self, region: Region, field: str, value: str, said: str
    ) -> None:
        answer = browser_of(region.teamlead).post(f"{PAGE}nieuw/", filled(**{field: value}))
        assert answer.status_code == 200
        assert said in answer.content.decode()
        assert not Programmaversie.objects.exists()

    def test_a_pvt_of_fewer_hours_than_the_law_asks_is_warned_of(self, region: Region) -> None:
        lay_down_programme(Programme.PVT, DAYS, by=region.teamlead, valid_from=TODAY, source="besluit")
        page = browser_of(region.teamlead).get("/welkom/programma/pvt/").content.decode()
        assert "De wet vraagt ten minste 12 uur" in page

    def test_no_such_programme_is_not_there(self, region: Region) -> None:
        assert browser_of(region.teamlead).get("/welkom/programma/anders/").status_code == 404
