"""A plan begins with the offer of the gemeente, each change keeps what was, a visit is one row in the ledger, and it ends."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client

from support.guidance import (
    ALL,
    GOAL,
    OFFER,
    SUMMARY,
    Deel,
    coordinator,
    guided,
    manager,
    offered,
    planned,
    visit,
    visited,
    volunteer,
    wanted,
)
from support.region import TODAY, Region, make_dossier
from wegwijs.access.actor import Actor
from wegwijs.dossiers.commands import assign_colleague, close_dossier
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Contactmoment, Dossier, Gebeurtenis, Taak
from wegwijs.errors import Conflict, DomainError, NotAllowed
from wegwijs.hours.commands import take_back
from wegwijs.hours.models import Soort, Uren
from wegwijs.people.commands import share_household
from wegwijs.people.models import HouseholdMember
from wegwijs.rowsecurity.scope import entered
from wegwijs.stages.begeleiding.commands import (
    Agreed,
    change_plan,
    depart,
    end_plan,
    make_plan,
    record_visit,
)
from wegwijs.stages.begeleiding.models import (
    Begeleidingsplan,
    Begeleidingsuren,
    Eindreden,
    Planregel,
    Planversie,
)
from wegwijs.stages.begeleiding.queries.plans import lines_of, log_of

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Actor], Client]
Statements = Callable[[Client, str], int]


@pytest.fixture
def plan(region: Region, dossier: Dossier) -> Begeleidingsplan:
    return planned(region, dossier)


class TestMake:
    def test_what_the_gemeente_offers_that_day_is_kept_as_agreed_whatever_the_plan_says(
        self, region: Region, dossier: Dossier
    ) -> None:
        offered(region)
        depart(region.dordrecht, Deel.GELD, 60, by=manager(region), valid_from=TODAY, reason="x")
        guided(region, dossier)
        longer = {**wanted(region).parts, Deel.ZORG: Agreed(30)}
        made = make_plan(dossier, wanted(region, parts=longer), by=region.counsellor, begins_on=TODAY)
        assert (made.offered, made.planned) == (ALL + 60, ALL + 30)
        assert lines_of(made)[Deel.GELD].goal == GOAL
        assert Gebeurtenis.objects.get(kind=Kind.BEGELEIDINGSPLAN).payload["stand"] == "gemaakt"

    def test_one_plan_a_dossier_runs(self, region: Region, dossier: Dossier, plan: Begeleidingsplan) -> None:
        with pytest.raises(DomainError, match="loopt al een plan"):
            make_plan(dossier, wanted(region), by=region.counsellor, begins_on=TODAY)

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"ends_on": TODAY - timedelta(days=1)}, "ends_on"),
            ({"ends_on": TODAY + timedelta(days=2000)}, "ends_on"),
            ({"parts": {}}, None),
            ({"parts": {Deel.GELD: Agreed(60, "BSN 999990408 nakijken")}}, "goal_geld"),
        ],
    )
    def test_what_cannot_be_is_refused_at_its_field(
        self, changes: dict[str, object], field: str | None, region: Region, dossier: Dossier
    ) -> None:
        offered(region)
        guided(region, dossier)
        with pytest.raises(DomainError) as refused:
            make_plan(dossier, wanted(region, **changes), by=region.counsellor, begins_on=TODAY)
        assert refused.value.field == field

    def test_without_an_offer_for_a_closed_dossier_or_before_it_there_is_no_plan(
        self, region: Region, dossier: Dossier
    ) -> None:
        guided(region, dossier)
        with pytest.raises(DomainError, match="nog geen basisaanbod"):
            make_plan(dossier, wanted(region), by=region.counsellor, begins_on=TODAY)
        offered(region)
        with pytest.raises(DomainError) as refused:
            make_plan(
                dossier, wanted(region), by=region.counsellor, begins_on=dossier.opened_on - timedelta(days=1)
            )
        assert refused.value.field == "begins_on"
        close_dossier(dossier, by=region.regisseur, on=TODAY, reason="verhuisd")
        with pytest.raises(DomainError, match="gesloten"):
            make_plan(dossier, wanted(region), by=region.counsellor, begins_on=TODAY)

    def test_a_volunteer_makes_no_plan_and_carries_none_out(self, region: Region, dossier: Dossier) -> None:
        offered(region)
        guided(region, dossier)
        helper = volunteer(region)
        with pytest.raises(NotAllowed, match="in dienst"):
            make_plan(dossier, wanted(region), by=helper, begins_on=TODAY)
        with pytest.raises(DomainError) as refused:
            make_plan(
                dossier, wanted(region, begeleider=helper.employee), by=region.counsellor, begins_on=TODAY
            )
        assert refused.value.field == "begeleider"
        for actor in (region.regisseur, region.teamlead, region.administrator):
            with pytest.raises(NotAllowed):
                make_plan(dossier, wanted(region), by=actor, begins_on=TODAY)


class TestChange:
    def test_the_former_version_stays_as_it_was(self, region: Region, plan: Begeleidingsplan) -> None:
        shorter = wanted(region, parts={Deel.GELD: Agreed(600, "Zij betaalt zelf.")})
        changed = change_plan(
            plan, shorter, by=region.counsellor, why="Zij wil vooral dit.", expected_version=1
        )
        assert (changed.version, changed.planned, changed.offered) == (2, 600, ALL)
        assert [(row.number, row.why) for row in Planversie.objects.order_by("number")] == [
            (1, ""),
            (2, "Zij wil vooral dit."),
        ]
        first = Planregel.objects.filter(versie__number=1)
        assert {row.part: row.minutes for row in first} == {
            part.value: length for part, length in OFFER.items()
        }
        with pytest.raises(ProgrammingError), transaction.atomic():
            first.update(minutes=1)

    def test_two_colleagues_at_once_see_both_versions(self, region: Region, plan: Begeleidingsplan) -> None:
        change_plan(
            plan, wanted(region, ends_on=TODAY), by=region.counsellor, why="korter", expected_version=1
        )
        with pytest.raises(Conflict) as both:
            change_plan(
                plan, wanted(region, ends_on=TODAY), by=region.counsellor, why="korter", expected_version=1
            )
        assert both.value.theirs["ends_on"] == "23-11-2026"

    def test_nothing_changed_a_bsn_or_a_plan_that_ended_is_refused(
        self, region: Region, plan: Begeleidingsplan
    ) -> None:
        with pytest.raises(DomainError, match="niets veranderd"):
            change_plan(plan, wanted(region), by=region.counsellor, why="x", expected_version=1)
        with pytest.raises(DomainError, match="BSN"):
            change_plan(
                plan, wanted(region, ends_on=TODAY), by=region.counsellor, why="999990408", expected_version=1
            )
        end_plan(plan, Eindreden.BEREIKT, by=region.counsellor, on=TODAY, expected_version=1)
        with pytest.raises(DomainError, match="doelen zijn bereikt"):
            change_plan(plan, wanted(region), by=region.counsellor, why="x", expected_version=1)


class TestVisit:
    def test_it_is_one_contact_one_row_in_the_ledger_and_one_part_of_the_plan(
        self, region: Region, plan: Begeleidingsplan
    ) -> None:
        visited(region, plan)
        row = Uren.objects.get()
        assert (row.soort, row.minutes, row.aanbieder) == (
            Soort.BEGELEIDING,
            90,
            region.counsellor.organisation,
        )
        assert Contactmoment.objects.get().summary == SUMMARY
        log = log_of(plan)
        assert (log.minutes, log.by_part, log.loose) == (90, {Deel.GELD: 90}, 0)
        kinds = Gebeurtenis.objects.filter(kind__in=[Kind.CONTACT, Kind.UREN]).values_list("kind", flat=True)
        assert sorted(kinds) == [Kind.CONTACT, Kind.UREN]

    def test_sent_twice_it_is_kept_once(self, region: Region, plan: Begeleidingsplan) -> None:
        assert visited(region, plan) == visited(region, plan)
        assert (Uren.objects.count(), Contactmoment.objects.count()) == (1, 1)

    def test_what_the_ledger_refuses_leaves_no_contact(self, region: Region, plan: Begeleidingsplan) -> None:
        visited(region, plan)
        with pytest.raises(DomainError, match="staan er al") as refused:
            visited(region, plan, key="nog een")
        assert refused.value.field == "minutes"
        assert (Contactmoment.objects.count(), Begeleidingsuren.objects.count()) == (1, 1)

    def test_taken_back_in_the_ledger_it_counts_no_more_on_the_plan(
        self, region: Region, plan: Begeleidingsplan
    ) -> None:
        made = visited(region, plan)
        take_back(made.uren, by=region.counsellor, reason="verkeerde persoon")
        assert log_of(plan).minutes == 0
        visited(region, plan, minutes=60, key="opnieuw")
        assert log_of(plan).minutes == 60

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"on": TODAY - timedelta(days=90)}, "on"),
            ({"on": TODAY + timedelta(days=1)}, "on"),
            ({"part": Deel.ZORG}, "part"),
            ({"summary": "Haar nummer is 9999.90.408."}, "summary"),
            ({"follow_up": "bel over 999990408"}, "follow_up"),
            ({"minutes": 800}, "minutes"),
        ],
    )
    def test_what_cannot_be_is_refused_at_its_field(
        self, changes: dict[str, object], field: str, region: Region, plan: Begeleidingsplan
    ) -> None:
        with pytest.raises(DomainError) as refused:
            visited(region, plan, **changes)
        assert refused.value.field == field
        assert not Uren.objects.exists()

    def test_a_volunteer_records_for_whom_they_are_named_with_a_task_for_themselves(
        self, region: Region, dossier: Dossier, plan: Begeleidingsplan
    ) -> None:
        helper = volunteer(region)
        assert helper.employee
        assign_colleague(dossier, helper.employee, by=coordinator(region), on=TODAY)
        with entered(helper.scope):
            record_visit(plan, replace(visit(), follow_up="bel de school"), by=helper)
        assert Taak.objects.get().assigned_to == helper.employee

    def test_an_executor_records_nothing_on_a_plan(self, region: Region, plan: Begeleidingsplan) -> None:
        with pytest.raises(NotAllowed):
            record_visit(plan, visit(), by=region.regisseur)


class TestEnd:
    def test_ended_with_its_day_and_reason_another_can_be_made(
        self, region: Region, dossier: Dossier, plan: Begeleidingsplan
    ) -> None:
        for on in (TODAY + timedelta(days=1), plan.begins_on - timedelta(days=1)):
            with pytest.raises(DomainError) as refused:
                end_plan(plan, Eindreden.BEREIKT, by=region.counsellor, on=on, expected_version=1)
            assert refused.value.field == "on"
        ended = end_plan(plan, Eindreden.BEREIKT, by=region.counsellor, on=TODAY, expected_version=1)
        assert (ended.state, ended.ended_on) == (Begeleidingsplan.State.BEEINDIGD, TODAY)
        assert lines_of(ended)
        with pytest.raises(DomainError, match="beëindigd"):
            visited(region, plan)
        make_plan(dossier, wanted(region), by=region.counsellor, begins_on=TODAY)

    @pytest.mark.parametrize(
        "reason", ["DUO: overleden", "DUO: ontheven", "Verhuisd: een andere gemeente neemt het over"]
    )
    def test_a_dossier_that_closes_ends_it_that_day(
        self, reason: str, region: Region, dossier: Dossier, plan: Begeleidingsplan
    ) -> None:
        on = TODAY - timedelta(days=3)
        close_dossier(dossier, by=region.duo, on=on, reason=reason)
        row = Begeleidingsplan.objects.get()
        assert (row.state, row.ended_on, row.end_reason) == ("beeindigd", on, Eindreden.GESLOTEN)


class TestPage:
    def test_a_page_with_much_costs_as_many_statements_as_one_with_little(
        self,
        region: Region,
        dossier: Dossier,
        plan: Begeleidingsplan,
        signed_in: SignedIn,
        statements: Statements,
    ) -> None:
        browser, address = signed_in(region.counsellor), f"/begeleiding/{dossier.pk}/"
        few = statements(browser, address)
        for number in range(3):
            visited(region, plan, key=str(number), minutes=30 + number)
        change_plan(
            plan, wanted(region, ends_on=TODAY), by=region.counsellor, why="korter", expected_version=1
        )
        assert statements(browser, address) == few <= 12

    def test_the_plan_of_who_lives_in_the_same_household_stands_beside_it(
        self, region: Region, dossier: Dossier, plan: Begeleidingsplan, signed_in: SignedIn
    ) -> None:
        partner, stranger = make_dossier(region), make_dossier(region)
        share_household(
            dossier.person, partner.person, by=region.regisseur, part=HouseholdMember.Part.PARTNER, on=TODAY
        )
        planned(region, stranger)
        address, there = f"/begeleiding/{dossier.pk}/", f"/begeleiding/{partner.pk}/"
        browser = signed_in(region.counsellor)
        assert "In hetzelfde huishouden" not in browser.get(address).content.decode()
        theirs = planned(region, partner)
        page = browser.get(address).content.decode()
        assert "In hetzelfde huishouden" in page
        assert there in page
        assert str(stranger.pk) not in page
        end_plan(theirs, Eindreden.BEREIKT, by=region.counsellor, on=TODAY, expected_version=1)
        assert there not in browser.get(address).content.decode()

    def test_the_whole_story_by_the_forms(
        self, region: Region, dossier: Dossier, signed_in: SignedIn
    ) -> None:
        offered(region)
        guided(region, dossier)
        browser, base = signed_in(region.counsellor), f"/begeleiding/{dossier.pk}/"
        assert "Maak een plan" in browser.get(base).content.decode()
        filled = browser.get(f"{base}maken/").context["form"].initial
        sent = {
            "begeleider": filled["begeleider"], "begins_on": "23-11-2026", "ends_on": "23-11-2027", "minutes_geld": "4",
            "goal_geld": GOAL,
        }  # fmt: skip
        assert browser.post(f"{base}maken/", sent).status_code == 302
        seen = {
            "on": "23-11-2026", "minutes": "1,5", "part": "geld", "way": "bezoek", "reached": "ja", "summary": SUMMARY,
            "key": "k",
        }  # fmt: skip
        assert browser.post(f"{base}contact/", seen).status_code == 302
        text = browser.get(base).content.decode()
        assert GOAL in text
        assert SUMMARY in text
        assert "1,5 van 4 uur" in text
        read = signed_in(region.regisseur).get(base).content.decode()
        assert SUMMARY in read
        assert "Contact en uren" not in read
