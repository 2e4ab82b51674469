"""A place is asked, accepted or refused; seat, money and the law's term follow."""

from datetime import date, timedelta

import pytest

from support.contracts import contract
from support.lessons import (
    ANSWERED,
    ASKED,
    FIRST,
    UNTIL,
    WEEK,
    accepted,
    asked,
    course,
    learner,
    learning,
    school,
)
from support.pips import ready_dossier
from support.region import TODAY, Region
from wegwijs import clock
from wegwijs.contracts.models import CallOff, Contract
from wegwijs.contracts.queries.agreements import running
from wegwijs.contracts.queries.money import sums_of
from wegwijs.dossiers.commands import close_dossier, set_gemeente_registration, withdraw_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, TermijnRow, Variant
from wegwijs.errors import Conflict, DomainError, NotAllowed
from wegwijs.messages.models import OutboundMessage
from wegwijs.rowsecurity.scope import entered
from wegwijs.stages.leerroutes.commands import (
    accept_place,
    arrange,
    begin_lessons,
    hide_old,
    refuse_place,
    wait_for_place,
    wait_no_longer,
    withdraw_place,
)
from wegwijs.stages.leerroutes.models import (
    Afwijzing,
    Cursus,
    Geregeld,
    Inburgeringsaanbod,
    Wachtplek,
    Wachtreden,
)
from wegwijs.stages.leerroutes.queries.aanbod import received, received_or_404
from wegwijs.stages.leerroutes.queries.courses import Wish, matches, taken

pytestmark = pytest.mark.django_db
S = Inburgeringsaanbod.State


@pytest.fixture
def dossier(region: Region) -> Dossier:
    return learner(region)


@pytest.fixture
def cursus(region: Region) -> Cursus:
    return course(region)


def t13(dossier: Dossier) -> TermijnRow:
    return TermijnRow.objects.get(dossier=dossier, soort="aanbod")


class TestAsked:
    def test_it_holds_a_seat_and_the_money_and_the_term_runs_on(
        self, region: Region, dossier: Dossier, cursus: Cursus
    ) -> None:
        row = asked(region, dossier, cursus)
        assert taken([cursus.pk]) == {cursus.pk: 1}
        assert sums_of(row.call_off).committed == 5_600_00
        assert row.answer_by == ASKED + timedelta(days=10)
        assert t13(dossier).met_on is None
        assert dossier.gebeurtenissen.filter(kind=Kind.AANMELDING).exists()

    def test_the_school_is_told_what_a_school_may_know_and_no_dossier(
        self, region: Region, dossier: Dossier, cursus: Cursus
    ) -> None:
        row = asked(region, dossier, cursus)
        with entered(school(region).scope):
            assert received(school(region)).get() == row
            assert not Dossier.objects.exists()
        assert (row.name, row.number) == (str(dossier.person), dossier.number)
        with entered(school(region, "NLtraining").scope):
            assert not received(school(region, "NLtraining")).exists()
            assert not Inburgeringsaanbod.objects.exists()

    def test_of_who_is_protected_the_school_reads_first_names(
        self, region: Region, dossier: Dossier, cursus: Cursus
    ) -> None:
        dossier.person.protected = True
        dossier.person.save()
        assert asked(region, dossier, cursus).name == dossier.person.voornamen

    def test_only_an_asielstatushouder_gets_an_offer(self, region: Region, cursus: Cursus) -> None:
        family = ready_dossier(region, variant=Variant.GEZIN, bsn="999993653")
        with pytest.raises(DomainError, match="Alleen een asielstatushouder"):
            asked(region, family, cursus)

    def test_nobody_before_the_pip(self, region: Region, cursus: Cursus) -> None:
        with pytest.raises(DomainError, match="Er is nog geen PIP"):
            asked(region, ready_dossier(region, bsn="999993653"), cursus)

    def test_not_for_another_route_than_the_pip_says(self, region: Region, dossier: Dossier) -> None:
        with pytest.raises(DomainError, match="in het PIP staat de B1-route"):
            asked(region, dossier, course(region, route="Z"))

    def test_not_twice(self, region: Region, dossier: Dossier, cursus: Cursus) -> None:
        asked(region, dossier, cursus)
        with pytest.raises(DomainError, match="Er loopt al een plaatsing"):
            asked(region, dossier, cursus)

    def test_a_full_course_takes_nobody(self, region: Region, dossier: Dossier) -> None:
        full = course(region, seats=1)
        asked(region, dossier, full)
        with pytest.raises(DomainError, match="net vol"):
            asked(region, learner(region, "999993653"), full)

    def test_on_a_day_with_lessons_only(self, region: Region, dossier: Dossier, cursus: Cursus) -> None:
        with pytest.raises(DomainError, match="dan is er les") as refused:
            asked(region, dossier, cursus, starts_on=UNTIL + timedelta(days=1))
        assert refused.value.field == "starts_on"

    def test_not_without_the_right(self, region: Region, dossier: Dossier, cursus: Cursus) -> None:
        with pytest.raises(NotAllowed):
            wait_for_place(dossier, Wachtreden.GEEN_PLAATS, by=region.outsider, on=TODAY)


class TestAnswered:
    def test_a_place_is_an_offer_and_ends_the_term(
        self, region: Region, dossier: Dossier, cursus: Cursus
    ) -> None:
        row = accepted(region, dossier, cursus)
        assert (row.state, row.answered_on) == (S.AANGENOMEN, ANSWERED)
        assert t13(dossier).met_on == ANSWERED
        assert dossier.taken.filter(title__contains="heeft plaats").exists()

    def test_twice_is_once(self, region: Region, dossier: Dossier, cursus: Cursus) -> None:
        row = accepted(region, dossier, cursus)
        accept_place(row, by=school(region), on=TODAY, starts_on=TODAY)
        row.refresh_from_db()
        assert row.answered_on == ANSWERED
        assert dossier.gebeurtenissen.filter(kind=Kind.AANBOD).count() == 1

    def test_a_refusal_frees_seat_and_money_and_the_school_sees_it_no_more(
        self, region: Region, dossier: Dossier, cursus: Cursus
    ) -> None:
        row = asked(region, dossier, cursus)
        refuse_place(row, Afwijzing.VOL, "", by=school(region), on=TODAY)
        row.refresh_from_db()
        assert (row.state, row.shown) == (S.GEWEIGERD, False)
        assert sums_of(row.call_off).committed == 0
        assert running(row.call_off.contract, FIRST) == 0
        assert t13(dossier).met_on is None
        assert not received(school(region)).exists()
        asked(region, dossier, cursus)

    def test_another_school_answers_nothing(self, region: Region, dossier: Dossier, cursus: Cursus) -> None:
        row = asked(region, dossier, cursus)
        with pytest.raises(DomainError, match="niet meer voor u"):
            accept_place(row, by=school(region, "NLtraining"), on=TODAY, starts_on=FIRST)

    def test_what_was_answered_is_answered(self, region: Region, dossier: Dossier, cursus: Cursus) -> None:
        row = accepted(region, dossier, cursus)
        with pytest.raises(DomainError, match="al geantwoord"):
            refuse_place(row, Afwijzing.VOL, "", by=school(region), on=TODAY)


class TestBegun:
    def test_the_first_lesson_stands_in_the_timeline(
        self, region: Region, dossier: Dossier, cursus: Cursus
    ) -> None:
        row = learning(region, dossier, cursus)
        assert (row.state, row.began_on) == (S.BEGONNEN, FIRST)
        assert dossier.gebeurtenissen.get(kind=Kind.LES_BEGONNEN).on == FIRST

    def test_not_before_childcare_and_travel_are_arranged(
        self, region: Region, dossier: Dossier, cursus: Cursus
    ) -> None:
        row = accepted(region, dossier, cursus)
        arrange(
            row, by=region.regisseur, childcare=Geregeld.NOG_NIET, travel=Geregeld.GEREGELD,
            expected_version=row.version,
        )  # fmt: skip
        with pytest.raises(DomainError, match="kinderopvang"):
            begin_lessons(row, by=school(region), on=FIRST)

    def test_not_on_a_day_to_come(self, region: Region, dossier: Dossier, cursus: Cursus) -> None:
        row = accepted(region, dossier, cursus)
        with pytest.raises(DomainError, match="tot en met vandaag"):
            begin_lessons(row, by=school(region), on=TODAY + timedelta(days=1))


class TestWithdrawn:
    def test_before_the_first_lesson_all_is_free(
        self, region: Region, dossier: Dossier, cursus: Cursus
    ) -> None:
        row = accepted(region, dossier, cursus)
        withdraw_place(row, "wil niet", by=region.regisseur, on=TODAY, expected_version=row.version)
        row.refresh_from_db()
        assert (row.state, row.shown, sums_of(row.call_off).committed) == (S.INGETROKKEN, False, 0)

    def test_not_after_it(self, region: Region, dossier: Dossier, cursus: Cursus) -> None:
        row = learning(region, dossier, cursus)
        with pytest.raises(DomainError, match="begonnen"):
            withdraw_place(row, "wil niet", by=region.regisseur, on=TODAY, expected_version=row.version)

    def test_not_over_what_the_school_did_meanwhile(
        self, region: Region, dossier: Dossier, cursus: Cursus
    ) -> None:
        row = asked(region, dossier, cursus)
        version = row.version
        with clock.frozen(ANSWERED):
            accept_place(row, by=school(region), on=ANSWERED, starts_on=FIRST)
        with pytest.raises(Conflict):
            withdraw_place(row, "wil niet", by=region.regisseur, on=TODAY, expected_version=version)

    def test_a_dossier_that_closes_takes_its_placement_along(
        self, region: Region, dossier: Dossier, cursus: Cursus
    ) -> None:
        waits = asked(region, dossier, cursus)
        close_dossier(dossier, by=region.regisseur, on=TODAY, reason="verhuisd")
        waits.refresh_from_db()
        assert (waits.state, waits.shown) == (S.INGETROKKEN, False)

    def test_lessons_end_on_the_day_it_closed(self, region: Region, dossier: Dossier, cursus: Cursus) -> None:
        row = learning(region, dossier, cursus)
        close_dossier(dossier, by=region.regisseur, on=TODAY, reason="verhuisd")
        row.refresh_from_db()
        assert (row.state, row.ended_on, row.ended) == (S.GEEINDIGD, TODAY, "gesloten")
        assert row.shown
        hide_old(TODAY + timedelta(weeks=7))
        row.refresh_from_db()
        assert not row.shown

    @pytest.mark.parametrize("begun", [False, True])
    def test_duo_which_places_nobody_closes_it_as_well(
        self, region: Region, dossier: Dossier, cursus: Cursus, begun: bool
    ) -> None:
        row = learning(region, dossier, cursus) if begun else asked(region, dossier, cursus)
        close_dossier(dossier, by=region.duo, on=TODAY, reason="plicht voldaan")
        row.refresh_from_db()
        assert not row.is_running
        assert sums_of(row.call_off).committed == 0


class TestWaiting:
    def test_who_waits_is_on_the_list_until_there_is_a_place(
        self, region: Region, dossier: Dossier, cursus: Cursus
    ) -> None:
        with clock.frozen(ASKED - timedelta(days=1)):
            wait_for_place(dossier, Wachtreden.GEEN_PLAATS, by=region.regisseur, on=ASKED - timedelta(days=1))
        asked(region, dossier, cursus)
        assert Wachtplek.objects.get(dossier=dossier).until == ASKED

    def test_a_new_reason_keeps_the_place(self, region: Region, dossier: Dossier) -> None:
        with clock.frozen(ASKED):
            wait_for_place(dossier, Wachtreden.GEEN_PLAATS, by=region.regisseur, on=ASKED)
        row = wait_for_place(dossier, Wachtreden.OPVANG, by=region.regisseur, on=TODAY)
        assert (row.since, row.reason) == (ASKED, "opvang")

    def test_off_the_list(self, region: Region, dossier: Dossier) -> None:
        wait_for_place(dossier, Wachtreden.GEEN_PLAATS, by=region.regisseur, on=TODAY)
        wait_no_longer(dossier, "gaat zelf naar school", by=region.regisseur, on=TODAY)
        with pytest.raises(DomainError, match="niet op de wachtlijst"):
            wait_no_longer(dossier, "nog eens", by=region.regisseur, on=TODAY)


class TestMatched:
    def test_what_fits_comes_first_and_the_rest_says_why_not(self, region: Region, dossier: Dossier) -> None:
        of = contract(region, places=None, ceiling=None)
        near, far = course(region, of), course(region, of, postcode="3011 AA", town="Rotterdam")
        full = course(region, of, seats=1)
        asked(region, learner(region, "999993653"), full)
        other = contract(region, "NLtraining", places=None, ceiling=None)
        other.shares.all().delete()
        apart = course_of(region, other)
        found = matches(dossier, "B", Wish(level="a0"), on=TODAY)
        assert [one.cursus for one in found] == [near, far, full, apart] or [one.cursus for one in found][:2] == [near, far]  # fmt: skip
        why = {one.cursus.pk: one.against for one in found}
        assert why[near.pk] == why[far.pk] == ()
        assert why[full.pk] == ("de groep is vol",)
        assert why[apart.pk] == ("uw gemeente doet niet mee in het contract",)

    def test_half_days_level_and_childcare_count(self, region: Region, dossier: Dossier) -> None:
        course(region)
        wish = Wish(level="a1", dagdelen=frozenset({"ma1", "di1"}), childcare=True)
        (found,) = matches(dossier, "B", wish, on=TODAY)
        assert len(found.against) == 3

    def test_a_page_reads_a_fixed_number_of_times(
        self, region: Region, dossier: Dossier, django_assert_num_queries: object
    ) -> None:
        of = contract(region, places=None, ceiling=None)
        for _ in range(4):
            course(region, of)
        with django_assert_num_queries(11):  # type: ignore[operator]
            assert len(matches(dossier, "B", Wish(), on=TODAY)) == 4


def course_of(region: Region, of: Contract) -> Cursus:
    """Under a contract in which nobody takes part."""
    return Cursus.objects.create(
        contract=of, name="los", route="B", level="a0", postcode="3311 AB", town="Dordrecht", dagdelen=["ma1"],
        starts_on=date(2026, 8, 31), last_day=UNTIL, weekly_minutes=WEEK, seats=9,
    )  # fmt: skip


class TestToldToDuo:
    def test_an_offer_goes_with_the_number_of_the_school(
        self, region: Region, dossier: Dossier, cursus: Cursus
    ) -> None:
        accepted(region, dossier, cursus)
        sent = OutboundMessage.objects.get(kind="aanbod")
        assert sent.payload["instelling"] == "0000000002"
        assert (sent.payload["datum"], sent.payload["start"]) == (ANSWERED.isoformat(), FIRST.isoformat())

    def test_what_duo_would_refuse_is_a_task_with_why(self, region: Region, dossier: Dossier) -> None:
        accepted(region, dossier, course(region, last_day=date(2029, 12, 31)))
        assert not OutboundMessage.objects.filter(kind="aanbod").exists()
        task = dossier.taken.get(title="Inburgeringsaanbod kan nog niet naar DUO")
        assert "buiten de inburgeringstermijn" in task.why

    def test_what_never_came_to_lessons_is_taken_back(
        self, region: Region, dossier: Dossier, cursus: Cursus
    ) -> None:
        row = accepted(region, dossier, cursus)
        withdraw_place(row, "wil niet", by=region.regisseur, on=TODAY, expected_version=row.version)
        assert OutboundMessage.objects.filter(kind="aanbod_intrekken").count() == 1


def test_what_is_gone_is_not_found(region: Region, dossier: Dossier, cursus: Cursus) -> None:
    from django.http import Http404

    row = asked(region, dossier, cursus)
    refuse_place(row, Afwijzing.VOL, "", by=school(region), on=TODAY)
    with pytest.raises(Http404):
        received_or_404(school(region), row.pk, page="test")


def test_a_call_off_belongs_to_the_year_of_the_first_registration(region: Region) -> None:
    dossier = learner(region)
    row = asked(region, dossier, course(region))
    first = dossier.gebeurtenissen.filter(kind=Kind.BRP_INSCHRIJVING).first()
    assert first
    assert CallOff.objects.get(pk=row.call_off_id).cohort == first.on.year
    earlier = set_gemeente_registration(
        dossier, by=region.regisseur, on=date(first.on.year - 1, 5, 6), article_28=True
    )
    assert CallOff.objects.get(pk=row.call_off_id).cohort == first.on.year - 1
    withdraw_event(earlier, by=region.regisseur, reason="verkeerde dag")
    assert CallOff.objects.get(pk=row.call_off_id).cohort == first.on.year
    assert CallOff.objects.get(pk=row.call_off_id).until == row.ends_on
