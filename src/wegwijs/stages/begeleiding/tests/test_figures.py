"""Delivered against agreed for the grant: sums that agree with the ledger, and nothing of fewer than five people."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import product

import pytest
from django.test import Client

from support.guidance import ALL, Deel, coordinator, manager, offered, planned, visited
from support.region import TODAY, Region, make_dossier, someone
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Role
from wegwijs.dossiers.models import Dossier
from wegwijs.hours.commands import take_back
from wegwijs.organisations.models import Gemeente, Organisation, OrganisationKind
from wegwijs.people.commands import share_household
from wegwijs.people.models import HouseholdMember
from wegwijs.stages.begeleiding.commands import depart, end_plan
from wegwijs.stages.begeleiding.models import Begeleidingsplan, Eindreden
from wegwijs.stages.begeleiding.queries.figures import Figures, Span, figures, spans

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Actor], Client]
Statements = Callable[[Client, str], int]
H1, H2, YEAR = Span(2026, 1), Span(2026, 2), Span(2026)
PAGE = "/begeleidingsaanbod/cijfers/"


def controller(region: Region) -> Actor:
    return someone(region, "controller", Role.CONTROLLER, "SDD")


def of_dordrecht(actor: Actor, span: Span = H2) -> Figures:
    return next(row for row in figures(actor, span, today=TODAY) if row.code == "0505")


def test_agreed_counts_by_the_days_and_delivered_is_the_ledger(region: Region, dossier: Dossier) -> None:
    plan = planned(region, dossier, begins_on=date(2026, 9, 1))
    days = (plan.ends_on - plan.begins_on).days + 1
    wrong = visited(region, plan, minutes=600)
    take_back(wrong.uren, by=region.counsellor, reason="fout")
    visited(region, plan, key="goed")
    row = of_dordrecht(coordinator(region))
    assert (row.persons, row.households, row.delivered) == (1, 1, 90)
    assert row.agreed == round(ALL * 122 / days)
    assert of_dordrecht(coordinator(region), H1).persons == 0
    end_plan(plan, Eindreden.BEREIKT, by=region.counsellor, on=date(2026, 9, 30), expected_version=1)
    assert of_dordrecht(coordinator(region)).agreed == round(ALL * 30 / days)


def test_a_household_counts_once_and_hours_without_a_plan_count_their_person(region: Region) -> None:
    one, two, third = (make_dossier(region) for _ in range(3))
    share_household(
        one.person, two.person, by=region.regisseur, part=HouseholdMember.Part.PARTNER, on=date(2026, 8, 20)
    )
    for dossier in (one, two):
        planned(region, dossier)
    gone = planned(region, third)
    visited(region, gone)
    Begeleidingsplan.objects.filter(pk=gone.pk).update(
        begins_on=date(2025, 1, 1), ends_on=date(2025, 2, 1), ended_on=date(2025, 2, 1), state="beeindigd",
        end_reason=Eindreden.VOORBIJ,
    )  # fmt: skip
    row = of_dordrecht(coordinator(region))
    assert (row.persons, row.households, row.delivered) == (3, 2, 90)


class TestFew:
    """Nobody who sees only sums can tell a small number, not by taking one sum from another either."""

    def put(self, region: Region, number: int, first: date, last: date) -> None:
        for _ in range(number):
            plan = planned(region, make_dossier(region, on=date(2026, 1, 1)), begins_on=first)
            Begeleidingsplan.objects.filter(pk=plan.pk).update(
                ends_on=last, ended_on=last, state="beeindigd", end_reason=Eindreden.VOORBIJ
            )

    @pytest.mark.parametrize(("number", "withheld"), [(0, False), (1, True), (4, True), (5, False)])
    def test_one_to_four_persons_are_withheld(self, number: int, withheld: bool, region: Region) -> None:
        offered(region)
        self.put(region, number, date(2026, 9, 1), date(2026, 10, 1))
        assert of_dordrecht(controller(region)).withheld is withheld
        assert not of_dordrecht(coordinator(region)).withheld
        assert not of_dordrecht(region.teamlead).withheld

    @pytest.mark.parametrize(("before", "after"), [(0, 6), (2, 6), (6, 2), (3, 3), (6, 6)])
    def test_no_sum_less_another_gives_a_small_number(self, before: int, after: int, region: Region) -> None:
        offered(region)
        self.put(region, before, date(2026, 1, 5), date(2026, 2, 1))
        self.put(region, after, date(2026, 9, 1), date(2026, 10, 1))
        by = controller(region)
        told = {span: of_dordrecht(by, span) for span in (H1, H2, YEAR)}
        known = {0, *(row.persons for row in told.values() if not row.withheld)}
        assert not [one - other for one, other in product(known, known) if 0 < one - other < 5]

    def test_beside_a_withheld_row_there_is_no_total(self, region: Region, signed_in: SignedIn) -> None:
        offered(region)
        self.put(region, 2, date(2026, 9, 1), date(2026, 10, 1))
        page = signed_in(controller(region)).get(PAGE)
        assert page.context["total"] is None
        assert "minder dan 5" in page.content.decode()
        assert signed_in(region.teamlead).get(PAGE).context["total"]


class TestWho:
    def test_a_gemeente_s_controller_sees_its_own_gemeente(self, region: Region, signed_in: SignedIn) -> None:
        own = Organisation.objects.create(
            name="Gemeente Papendrecht",
            short="Papendrecht",
            kind=OrganisationKind.GEMEENTE,
            valid_from=date(2022, 1, 1),
        )
        own.gemeenten.set(Gemeente.objects.filter(pk="0590"))
        region.organisations["Papendrecht"] = own
        by = someone(region, "papendrecht", Role.CONTROLLER, "Papendrecht")
        assert [row.code for row in figures(by, H2, today=TODAY)] == ["0590"]
        browser = signed_in(by)
        assert browser.get(PAGE).status_code == 200
        assert browser.get("/", follow=True).status_code == 200

    def test_nobody_else_sees_them_and_who_does_sees_no_dossier(
        self, region: Region, dossier: Dossier, signed_in: SignedIn
    ) -> None:
        planned(region, dossier)
        for actor in (region.counsellor, region.regisseur, region.administrator, manager(region)):
            assert signed_in(actor).get(PAGE).status_code == 404
            assert signed_in(actor).get(f"{PAGE}bestand/").status_code == 404
        browser = signed_in(controller(region))
        for address in (f"/begeleiding/{dossier.pk}/", f"/dossiers/{dossier.pk}/", "/begeleiding/"):
            assert browser.get(address).status_code == 404

    def test_another_organisation_that_guides_sees_its_own_hours_only(
        self, region: Region, dossier: Dossier
    ) -> None:
        planned(region, dossier)
        other = Organisation.objects.create(
            name="Ander", short="Ander", kind=OrganisationKind.BEGELEIDING, valid_from=date(2022, 1, 1)
        )
        other.gemeenten.set(Gemeente.objects.filter(pk="0505"))
        region.organisations["Ander"] = other
        by = someone(region, "ander", Role.COORDINATOR, "Ander")
        assert of_dordrecht(by).persons == 0


def test_the_file_says_what_the_page_says(region: Region, dossier: Dossier, signed_in: SignedIn) -> None:
    visited(region, planned(region, dossier))
    depart(region.dordrecht, Deel.GELD, 240, by=manager(region), valid_from=TODAY, reason="het loket weg is")
    browser = signed_in(region.teamlead)
    page = browser.get(f"{PAGE}?periode=2026")
    text = browser.get(f"{PAGE}bestand/?periode=2026").content.decode("utf-8-sig")
    row = next(line for line in text.splitlines() if line.startswith("Dordrecht"))
    line = next(line for line in page.context["lines"] if line.name == "Dordrecht")
    assert row.split(";")[:7] == list(line.cells[:7])
    assert line.difference.removeprefix("-") == line.less
    assert "geld, post en formulieren: 4 uur meer, omdat het loket weg is" in row
    withheld = signed_in(controller(region)).get(f"{PAGE}bestand/?periode=2026").content.decode("utf-8-sig")
    assert "Dordrecht;minder dan 5;minder dan 5;niet getoond" in withheld


def test_periods_that_began_can_be_chosen_and_another_gives_the_running_one() -> None:
    assert [span.key for span in spans(TODAY)][:4] == ["2026", "2026-2", "2026-1", "2025"]
    assert [span.key for span in spans(date(2026, 3, 1))][:3] == ["2026", "2026-1", "2025"]
    assert (H2.first, H2.last, H1.last) == (date(2026, 7, 1), date(2026, 12, 31), date(2026, 6, 30))


def test_a_page_costs_the_same_however_many_there_are(
    region: Region, dossier: Dossier, signed_in: SignedIn, statements: Statements
) -> None:
    planned(region, dossier)
    browser = signed_in(coordinator(region))
    few = statements(browser, f"{PAGE}?periode=2026")
    for _ in range(3):
        visited(region, planned(region, make_dossier(region)), on=TODAY - timedelta(days=1))
    assert statements(browser, f"{PAGE}?periode=2026") == few <= 8
