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
    """Two half-days, and one of which nothing is filled in."""
    data = {"valid_from": "01-01-2027", "source": "besluit 12"}
    for number, title in enumerate(("Fietsen", "Wonen"), start=1):
        data |= {
            f"title-{number}": title, f"soort-{number}": "pvt", f"giver-{number}": "begeleiding", f"theme-{number}": "",
            f"minutes-{number}": "",
        }  # fmt: skip
    empty = {"title-3": "", "soort-3": "", "giver-3": "", "theme-3": "", "minutes-3": ""}
    return data | empty | {"practical-1": "on", "minutes-1": "1,5"} | other


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
        ("press", "titles"),
        [
            ("omlaag-1", ["Wonen", "Fietsen", ""]),
            ("omhoog-2", ["Wonen", "Fietsen", ""]),
            ("omhoog-1", ["Fietsen", "Wonen", ""]),
            ("weg-1", ["Wonen", ""]),
            ("erbij", ["Fietsen", "Wonen", "", ""]),
            ("klaar-2", ["Fietsen", "Wonen", ""]),
            ("klaar", ["Fietsen", "Wonen", ""]),
            ("weg-77", ["Fietsen", "Wonen", ""]),
            ("iets", ["Fietsen", "Wonen", ""]),
        ],
    )
    def test_a_press_on_the_list_changes_it_keeps_what_was_typed_and_saves_nothing(
        self, region: Region, press: str, titles: list[str]
    ) -> None:
        answer = browser_of(region.teamlead).post(f"{PAGE}nieuw/", filled(stap=press, source=""))
        form = answer.context["form"]
        assert [form[f"title-{n}"].value() for n in form.rows] == titles
        place = titles.index("Fietsen") + 1 if "Fietsen" in titles else 0
        if place:
            assert form[f"minutes-{place}"].value() == "1,5"
            assert form[f"practical-{place}"].value()
        assert not form.errors
        assert not Programmaversie.objects.exists()

    def test_only_the_half_day_that_somebody_is_ready_with_is_judged(self, region: Region) -> None:
        browser = browser_of(region.teamlead)
        wrong = filled(**{"theme-1": "wonen", "giver-2": ""})
        page = browser.post(f"{PAGE}nieuw/", wrong | {"stap": "klaar-1"}).content.decode()
        assert "hoort niet bij deze soort" in page
        assert "Kies bij dagdeel 2" not in page
        assert page.count('<details class="ww-part__edit" open>') == 1
        page = browser.post(f"{PAGE}nieuw/", wrong | {"stap": "omlaag-1"}).content.decode()
        assert "hoort niet bij deze soort" not in page

    def test_a_new_half_day_stands_open_until_there_are_too_many(self, region: Region) -> None:
        browser = browser_of(region.teamlead)
        page = browser.post(f"{PAGE}nieuw/", filled(stap="erbij")).content.decode()
        assert page.count('<details class="ww-part__edit" open>') == 1
        many = filled(**{f"title-{n}": f"Dagdeel {n}" for n in range(3, 25)})
        page = browser.post(f"{PAGE}nieuw/", many | {"stap": "erbij"}).content.decode()
        assert "Meer dan 24 dagdelen kan niet" in page

    def test_all_half_days_can_go_but_none_is_no_programme(self, region: Region) -> None:
        browser = browser_of(region.teamlead)
        page = browser.post(
            f"{PAGE}nieuw/", {"title-1": "Wonen", "stap": "weg-1", "source": "besluit 12"}
        ).content.decode()
        assert "Nog geen dagdeel" in page
        page = browser.post(
            f"{PAGE}nieuw/", {"valid_from": "01-01-2027", "source": "besluit 12"}
        ).content.decode()
        assert "Vul ten minste één dagdeel in" in page

    @pytest.mark.parametrize(
        ("field", "value", "said"),
        [
            ("title-1", "", "haal dit dagdeel weg"),
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
