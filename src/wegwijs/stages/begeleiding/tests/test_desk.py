"""The desk of VluchtelingenWerk: whom I guide, of whom nothing was heard, whose plan ends, who is named."""

from collections.abc import Callable
from datetime import time, timedelta

import pytest
from django.test import Client

from support.guidance import coordinator, guided, offered, planned, visited, volunteer
from support.region import TODAY, Region, make_dossier
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.dossiers.commands import (
    Planned,
    assign_colleague,
    close_dossier,
    end_colleague,
    end_involvement,
    plan_afspraak,
)
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Afspraak, Betrokkenheid, Dossier, Gebeurtenis
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.organisations.models import Beleid
from wegwijs.organisations.policy import PolicyKey
from wegwijs.stages.begeleiding.models import Begeleidingsplan

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Actor], Client]
Statements = Callable[[Client, str], int]
ALL = "/begeleiding/?van=iedereen"


def listed(browser: Client, address: str = ALL) -> list[str]:
    return [line.pk for line in browser.get(address).context["lines"]]


class TestList:
    def test_who_was_heard_of_longest_ago_comes_first_with_hours_and_the_next_talk(
        self, region: Region, dossier: Dossier, signed_in: SignedIn
    ) -> None:
        plan = planned(region, dossier)
        visited(region, plan)
        silent = guided(region, make_dossier(region))
        assert region.counsellor.employee
        talk = Planned(
            region.counsellor.employee,
            Afspraak.Soort.ANDERS,
            TODAY + timedelta(days=2),
            time(10),
            60,
            Afspraak.Way.HUIS,
        )
        plan_afspraak(dossier, talk, by=region.counsellor)
        lines = signed_in(region.counsellor).get(ALL).context["lines"]
        assert [line.pk for line in lines] == [str(silent.pk), str(dossier.pk)]
        assert (lines[0].heard, lines[0].end, lines[0].people) == (
            "nog geen contact",
            "nog geen plan",
            "nog niemand",
        )
        assert lines[1].people == "M. Bakker"
        assert (lines[1].heard, lines[1].hours, lines[1].talk) == (
            "gisteren",
            "1,5 van 15 uur",
            "over 2 dagen",
        )

    def test_mine_are_those_whose_plan_i_carry_out_or_for_whom_i_am_named(
        self, region: Region, dossier: Dossier, signed_in: SignedIn
    ) -> None:
        planned(region, dossier)
        named, other = guided(region, make_dossier(region)), guided(region, make_dossier(region))
        by = coordinator(region)
        assert by.employee
        assign_colleague(named, by.employee, by=by, on=TODAY)
        assert listed(signed_in(region.counsellor), "/begeleiding/") == [str(dossier.pk)]
        assert listed(signed_in(by), "/begeleiding/") == [str(named.pk)]
        assert set(listed(signed_in(by))) == {str(dossier.pk), str(named.pk), str(other.pk)}

    def test_tiles_count_and_narrow(self, region: Region, dossier: Dossier, signed_in: SignedIn) -> None:
        ending = planned(region, make_dossier(region))
        visited(region, ending)
        Begeleidingsplan.objects.filter(pk=ending.pk).update(ends_on=TODAY + timedelta(days=28))
        planned(region, dossier)
        without = guided(region, make_dossier(region))
        browser = signed_in(region.counsellor)
        tiles = {label: number for number, label, *_ in browser.get(ALL).context["tiles"]}
        assert tiles == {"Zonder plan": 1, "Lang niets gehoord": 2, "Plan loopt af": 1}
        assert listed(browser, f"{ALL}&toon=zonder-plan") == [str(without.pk)]
        assert listed(browser, f"{ALL}&toon=loopt-af") == [str(ending.dossier_id)]
        assert set(listed(browser, f"{ALL}&toon=stil")) == {str(dossier.pk), str(without.pk)}
        Beleid.objects.create(
            key=PolicyKey.SILENT_GUIDANCE, value=1, source="x", valid_from=TODAY, gemeente_id="0505"
        )
        with clock.frozen(TODAY + timedelta(days=8)):
            assert len(listed(browser, f"{ALL}&toon=stil")) == 3

    def test_a_closed_dossier_and_one_that_vwn_left_are_gone(
        self, region: Region, dossier: Dossier, signed_in: SignedIn
    ) -> None:
        offered(region)
        gone = guided(region, make_dossier(region))
        guided(region, dossier)
        close_dossier(gone, by=region.regisseur, on=TODAY, reason="verhuisd")
        end_involvement(dossier.betrokkenen.get(), by=region.regisseur, on=TODAY - timedelta(days=1))
        assert listed(signed_in(region.counsellor)) == []

    def test_pages_follow_each_other_and_cost_the_same(
        self, region: Region, signed_in: SignedIn, statements: Statements, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for number in range(4):
            visited(region, planned(region, make_dossier(region)), on=TODAY - timedelta(days=number % 2))
        browser = signed_in(coordinator(region))
        few = statements(browser, ALL)
        assert few <= 8
        monkeypatch.setattr("wegwijs.stages.begeleiding.queries.caseload.PAGE", 3)
        first = browser.get(ALL)
        second = browser.get(f"/begeleiding/{first.context['more']}")
        seen = [line.pk for page in (first, second) for line in page.context["lines"]]
        assert len(seen) == len(set(seen)) == 4
        assert second.context["more"] == ""

    def test_nobody_else_has_this_desk(self, region: Region, signed_in: SignedIn) -> None:
        for actor in (region.regisseur, region.teamlead, region.administrator):
            assert signed_in(actor).get("/begeleiding/").status_code == 404


class TestNamed:
    def test_a_coordinator_names_a_volunteer_who_then_sees_that_person_alone(
        self, region: Region, dossier: Dossier, signed_in: SignedIn
    ) -> None:
        guided(region, dossier)
        guided(region, make_dossier(region))
        helper, browser = volunteer(region), signed_in(coordinator(region))
        assert helper.employee
        sent = {"employee": str(helper.employee.pk), "until": ""}
        assert browser.post(f"/begeleiding/{dossier.pk}/toewijzen/", sent).status_code == 302
        row = Betrokkenheid.objects.get(employee=helper.employee)
        assert (row.valid_to, row.purpose) == (helper.employee.valid_to, "maatschappelijke begeleiding")
        assert listed(signed_in(helper), ALL) == [str(dossier.pk)]
        assert Gebeurtenis.objects.filter(kind=Kind.PARTNER_TOEGANG, summary__contains="Aartsen").exists()

    def test_who_is_named_already_guides_elsewhere_or_works_elsewhere_is_refused(
        self, region: Region, dossier: Dossier
    ) -> None:
        by, helper = coordinator(region), volunteer(region).employee
        assert helper
        with pytest.raises(DomainError, match="niet meer bij dit dossier"):
            assign_colleague(dossier, helper, by=by, on=TODAY)
        guided(region, dossier)
        assign_colleague(dossier, helper, by=by, on=TODAY)
        for employee in (helper, region.regisseur.employee):
            assert employee
            with pytest.raises(DomainError) as refused:
                assign_colleague(dossier, employee, by=by, on=TODAY)
            assert refused.value.field == "employee"
        for actor in (region.counsellor, region.regisseur):
            with pytest.raises(NotAllowed):
                assign_colleague(dossier, helper, by=actor, on=TODAY)

    def test_no_longer_than_the_organisation_and_ended_with_it(
        self, region: Region, dossier: Dossier
    ) -> None:
        guided(region, dossier)
        by, helper = coordinator(region), volunteer(region).employee
        assert helper
        whole = dossier.betrokkenen.get()
        Betrokkenheid.objects.filter(pk=whole.pk).update(valid_to=TODAY + timedelta(days=9))
        row = assign_colleague(dossier, helper, by=by, on=TODAY, until=TODAY + timedelta(days=90))
        assert row.valid_to == TODAY + timedelta(days=9)
        whole.refresh_from_db()
        end_involvement(whole, by=region.regisseur, on=TODAY - timedelta(days=1))
        row.refresh_from_db()
        assert row.valid_to == TODAY - timedelta(days=1)

    def test_a_coordinator_ends_what_it_named_and_not_what_the_gemeente_gave(
        self, region: Region, dossier: Dossier, signed_in: SignedIn
    ) -> None:
        guided(region, dossier)
        by, helper = coordinator(region), volunteer(region).employee
        assert helper
        row = assign_colleague(dossier, helper, by=by, on=TODAY)
        whole = dossier.betrokkenen.get(employee=None)
        with pytest.raises(DomainError, match="zelf toewees"):
            end_colleague(whole, by=by, on=TODAY)
        browser = signed_in(by)
        address = f"/begeleiding/{dossier.pk}/toewijzen/{{}}/einde/"
        assert browser.get(address.format(whole.pk)).status_code == 404
        assert browser.post(address.format(row.pk), {"on": "22-11-2026"}).status_code == 302
        assert Betrokkenheid.objects.get(pk=row.pk).valid_to == TODAY - timedelta(days=1)
