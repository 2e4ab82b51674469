"""A volunteer sees the people for whom they are named, for as long as that lasts, and nobody else (misuse case 1)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from support.canaries import Canaries, build_canaries
from support.crawl import reachable
from support.forgetful import forget_filters
from support.guidance import coordinator, guided, planned, visited, volunteer
from support.region import TODAY, Region, make_dossier
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.dossiers.commands import assign_colleague, end_colleague
from wegwijs.dossiers.models import Betrokkenheid, Dossier
from wegwijs.organisations.models import Employee
from wegwijs.rowsecurity import policies
from wegwijs.rowsecurity.scope import entered

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Actor], Client]
WALLED = list(policies.walled())
PAGES = (
    "desk:dossier", "guidance:plan", "guidance:visit", "guidance:change", "guidance:end", "guidance:make", "guidance:assign",
    "hours:page", "hours:record", "dossiers:contact", "dossiers:afspraak", "participatie:overview", "intake:input",
)  # fmt: skip


@pytest.fixture
def helper(region: Region) -> Actor:
    return volunteer(region)


def names(region: Region, helper: Actor, dossier: Dossier, *, days: int | None = None) -> Betrokkenheid:
    assert helper.employee
    until = TODAY + timedelta(days=days) if days is not None else None
    return assign_colleague(dossier, helper.employee, by=coordinator(region), on=TODAY, until=until)


def found(browser: Client, dossier: Dossier) -> set[str]:
    """The pages about a dossier that are there, by asking and by sending nothing."""
    there = set[str]()
    for page in PAGES:
        address = reverse(page, args=[dossier.pk])
        if {browser.get(address).status_code, browser.post(address, {}).status_code} - {404, 405}:
            there.add(page)
    return there


class TestNotNamed:
    def test_the_access_of_the_organisation_gives_a_volunteer_nothing(
        self, region: Region, helper: Actor, signed_in: SignedIn
    ) -> None:
        dossier = make_dossier(region)
        visited(region, planned(region, dossier))
        browser = signed_in(helper)
        assert found(browser, dossier) == set()
        assert found(signed_in(region.counsellor), dossier) >= {"desk:dossier", "guidance:plan", "hours:page"}
        for address in (
            "/",
            "/begeleiding/",
            "/begeleiding/?van=iedereen",
            "/agenda/",
            "/regeldagen/",
            "/meldingen/",
        ):
            text = browser.get(address, follow=True).content.decode()
            assert dossier.number not in text, address
            assert str(dossier.pk) not in text, address

    def test_the_wall_itself_gives_no_row(self, region: Region, helper: Actor) -> None:
        for _ in range(2):
            visited(region, planned(region, make_dossier(region)), key="x")
        with entered(helper.scope):
            assert [model.__name__ for model in WALLED if model._base_manager.exists()] == []
        with entered(region.counsellor.scope):
            assert Dossier.objects.count() == 2

    def test_also_when_every_query_forgot_to_ask(
        self, region: Region, helper: Actor, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        canaries: Canaries = build_canaries(region)
        forget_filters(monkeypatch)
        walked = reachable(signed_in(helper))
        text = " ".join(page for _, page in walked.values())
        assert not [one.number for one in canaries.all if one.number in text]


class TestNamed:
    def test_that_person_and_no_other_and_no_plan_to_make_or_change(
        self, region: Region, helper: Actor, signed_in: SignedIn
    ) -> None:
        mine, other = make_dossier(region), make_dossier(region)
        planned(region, mine)
        guided(region, other)
        names(region, helper, mine)
        browser = signed_in(helper)
        assert found(browser, mine) >= {"desk:dossier", "guidance:plan", "guidance:visit"}
        assert found(browser, other) == set()
        text = browser.get(reverse("guidance:plan", args=[mine.pk])).content.decode()
        assert "Contact en uren" in text
        assert reverse("guidance:change", args=[mine.pk]) not in text
        assert reverse("guidance:assign", args=[mine.pk]) not in text
        with entered(helper.scope):
            assert list(Dossier.objects.all()) == [mine]
            assert set(Betrokkenheid.objects.values_list("employee", flat=True)) == {
                helper.employee and helper.employee.pk
            }

    def test_ended_an_open_session_finds_nothing_any_more(
        self, region: Region, helper: Actor, signed_in: SignedIn
    ) -> None:
        dossier = make_dossier(region)
        planned(region, dossier)
        row = names(region, helper, dossier)
        browser, address = signed_in(helper), reverse("guidance:plan", args=[dossier.pk])
        assert browser.get(address).status_code == 200
        end_colleague(row, by=coordinator(region), on=TODAY - timedelta(days=1))
        assert browser.get(address).status_code == 404

    @pytest.mark.parametrize(("days", "status"), [(7, 200), (8, 404)])
    def test_after_the_last_day_it_is_over_by_itself(
        self, days: int, status: int, region: Region, helper: Actor, signed_in: SignedIn
    ) -> None:
        dossier = make_dossier(region)
        planned(region, dossier)
        names(region, helper, dossier, days=7)
        browser = signed_in(helper)
        with clock.frozen(TODAY + timedelta(days=days)):
            assert browser.get(reverse("guidance:plan", args=[dossier.pk])).status_code == status

    def test_after_the_volunteer_s_own_last_day_nothing_opens_at_all(
        self, region: Region, helper: Actor, signed_in: SignedIn
    ) -> None:
        dossier = make_dossier(region)
        planned(region, dossier)
        names(region, helper, dossier)
        browser = signed_in(helper)
        assert browser.get("/begeleiding/").status_code == 200
        assert helper.employee
        Employee.objects.filter(pk=helper.employee.pk).update(valid_to=TODAY - timedelta(days=1))
        assert browser.get("/begeleiding/").status_code == 403
