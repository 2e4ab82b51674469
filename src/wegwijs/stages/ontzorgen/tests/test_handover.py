"""Bill by bill back to the client, what is left paid out, and a final statement of zero; refused while something is open."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from support.guidance import guided
from support.ontzorgen import BENEFIT, RENT, cost, ontzorgd, treasurer
from support.region import TODAY, Region
from support.selfreliance import LAST, paid, payee, planned, proposed, received, released
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Gebeurtenis, Taak
from wegwijs.errors import Conflict, DomainError, NotAllowed
from wegwijs.ledger.models import Account
from wegwijs.stages.ontzorgen.commands.endings import look_ahead
from wegwijs.stages.ontzorgen.commands.handover import (
    begin_handover,
    finish_handover,
    pay_out,
    release_cost,
    release_income,
    tick,
)
from wegwijs.stages.ontzorgen.models import Kostensoort, Ontzorging, Overdrachtsstap, Payee, PaymentOrder
from wegwijs.stages.ontzorgen.models.plan import Betaalwijze
from wegwijs.stages.ontzorgen.queries import handover as queries
from wegwijs.stages.ontzorgen.queries.plans import costs_due

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Actor], Client]
Statements = Callable[[Client, str], int]
State = Ontzorging.State


@pytest.fixture
def row(region: Region, dossier: Dossier) -> Ontzorging:
    guided(region, dossier)
    return planned(region, dossier)


def steps(row: Ontzorging, kind: str = "") -> list[Overdrachtsstap]:
    return [one for one in queries.steps_of(row) if one.done_on is None and one.key.startswith(kind)]


def all_done(region: Region, row: Ontzorging, *, on: date) -> None:
    """Every step, as people would."""
    by = treasurer(region)
    for step in steps(row):
        if step.key.startswith(queries.COST):
            release_cost(step, by=by, on=on)
        elif step.key.startswith(queries.INCOME):
            release_income(step, by=by, on=on)
        else:
            tick(step, by=by, on=clock.today())


class TestChecklist:
    def test_it_is_made_from_the_plan_of_that_day(self, region: Region, row: Ontzorging) -> None:
        begun = begin_handover(row, by=treasurer(region))
        assert begun.state == State.AFBOUW
        assert [one.title for one in steps(row)] == [
            "De cliënt gebruikt een eigen bankrekening",
            "Huur: eigen automatische incasso staat klaar",
            "Leefgeld: stopt, het inkomen komt op de eigen rekening",
            "Bijstand: komt weer op de eigen rekening",
        ]
        told = Gebeurtenis.objects.get(kind=Kind.ONTZORGEN)
        assert told.payload["stand"] == State.AFBOUW
        assert "€" not in told.summary

    def test_once_more_adds_what_came_in_the_plan_since(self, region: Region, row: Ontzorging) -> None:
        begin_handover(row, by=treasurer(region))
        cost(row, Kostensoort.WATER, 2_000)
        begin_handover(row, by=treasurer(region))
        assert len(steps(row)) == 5
        assert Gebeurtenis.objects.filter(kind=Kind.ONTZORGEN).count() == 1

    def test_before_it_runs_there_is_nothing_to_hand_over(self, region: Region, dossier: Dossier) -> None:
        row = ontzorgd(region, dossier, state=State.VOORBEREIDEN)
        with pytest.raises(DomainError, match="loopt nog niet"):
            begin_handover(row, by=treasurer(region))


class TestMornings:
    def test_eight_weeks_before_it_is_announced_and_four_weeks_before_the_list_stands(
        self, region: Region, row: Ontzorging
    ) -> None:
        with clock.frozen(LAST - timedelta(weeks=9)):
            assert look_ahead(clock.today()) == (0, 0, 0)
        with clock.frozen(LAST - timedelta(weeks=8)):
            assert look_ahead(clock.today()) == (1, 0, 0)
            assert look_ahead(clock.today()) == (0, 0, 0)
        task = Taak.objects.get(done_on=None)
        assert task.assigned_to == treasurer(region).employee
        assert "30-11-2026" in task.why
        with clock.frozen(LAST - timedelta(weeks=4)):
            assert look_ahead(clock.today()) == (0, 1, 0)
            assert look_ahead(clock.today()) == (0, 0, 0)
        row.refresh_from_db()
        assert row.state == State.AFBOUW
        assert not Taak.objects.filter(done_on=None).exists()


class TestRelease:
    def test_from_its_day_the_client_pays_and_nothing_is_proposed(
        self, region: Region, row: Ontzorging
    ) -> None:
        begin_handover(row, by=treasurer(region))
        (step,) = [one for one in steps(row, queries.COST) if one.title.startswith("Huur")]
        day = date(2026, 11, 25)
        before, after = (
            proposed(row, step.kostenpost, on=TODAY, cents=100),
            proposed(row, step.kostenpost, on=date(2026, 12, 1)),
        )
        release_cost(step, by=treasurer(region), on=day)
        ours, theirs = row.kosten.filter(soort=Kostensoort.HUUR).order_by("recorded_at")
        assert ours.last_on == day - timedelta(days=1)
        assert (theirs.wijze, theirs.first_on, theirs.replaces_id) == (
            Betaalwijze.ZELF, date(2026, 12, 1), ours.pk
        )  # fmt: skip
        before.refresh_from_db()
        after.refresh_from_db()
        assert (before.state, after.state) == ("voorgesteld", "vervallen")
        assert Kostensoort.HUUR not in {one.kostenpost.soort for one in costs_due(row, day, LAST)}
        with pytest.raises(DomainError, match="al gedaan"):
            release_cost(step, by=treasurer(region), on=day)

    def test_not_from_a_day_that_two_people_signed_for(self, region: Region, row: Ontzorging) -> None:
        received(region, row)
        begin_handover(row, by=treasurer(region))
        (step,) = [one for one in steps(row, queries.COST) if one.title.startswith("Huur")]
        day = date(2026, 12, 1)
        released(region, proposed(row, step.kostenpost, on=day))
        with pytest.raises(DomainError, match="Kies een dag vanaf 02-12-2026") as refused:
            release_cost(step, by=treasurer(region), on=day)
        assert refused.value.field == "on"
        assert release_cost(step, by=treasurer(region), on=day + timedelta(days=1)).done_on == TODAY

    def test_income_goes_back_to_the_own_account(self, region: Region, row: Ontzorging) -> None:
        begin_handover(row, by=treasurer(region))
        (step,) = steps(row, queries.INCOME)
        release_income(step, by=treasurer(region), on=date(2026, 11, 25))
        ours, theirs = row.inkomsten.order_by("recorded_at")
        assert ours.last_on == date(2026, 11, 24)
        assert (theirs.here, theirs.first_on) == (False, date(2026, 12, 3))

    def test_a_guide_ticks_what_was_seen_and_releases_nothing(self, region: Region, row: Ontzorging) -> None:
        begin_handover(row, by=treasurer(region))
        (own,) = steps(row, queries.OWN_ACCOUNT)
        assert tick(own, by=region.counsellor, on=TODAY).done_by == region.counsellor.label
        (rent, _) = steps(row, queries.COST)
        with pytest.raises(NotAllowed):
            release_cost(rent, by=region.counsellor, on=TODAY)
        with pytest.raises(DomainError, match="vanaf welke dag"):
            tick(rent, by=treasurer(region), on=TODAY)
        for day in (TODAY - timedelta(days=1), TODAY + timedelta(days=90)):
            with pytest.raises(DomainError) as refused:
                release_cost(rent, by=treasurer(region), on=day)
            assert refused.value.field == "on"


class TestPayOut:
    def test_what_is_free_goes_to_the_own_account_once(self, region: Region, row: Ontzorging) -> None:
        by = treasurer(region)
        own = payee(region, "Selam Tesfay", Payee.Kind.CLIENT, dossier=row.dossier)
        received(region, row)
        with pytest.raises(DomainError, match="Begin eerst"):
            pay_out(row, own, by=by)
        begin_handover(row, by=by)
        with pytest.raises(DomainError, match="Wij betalen nog"):
            pay_out(row, own, by=by)
        all_done(region, row, on=TODAY)
        made = pay_out(row, own, by=by)
        assert (made.cents, made.kostenpost, made.state) == (BENEFIT, None, PaymentOrder.State.PROPOSED)
        with pytest.raises(DomainError, match="al een uitbetaling"):
            pay_out(row, own, by=by)

    def test_only_to_an_account_that_counts(self, region: Region, row: Ontzorging) -> None:
        own = payee(region, "Selam Tesfay", Payee.Kind.CLIENT, dossier=row.dossier, counts=timedelta(hours=3))
        received(region, row)
        begin_handover(row, by=treasurer(region))
        all_done(region, row, on=TODAY)
        for other in (own, payee(region, "Iemand anders", Payee.Kind.OTHER)):
            with pytest.raises(DomainError) as refused:
                pay_out(row, other, by=treasurer(region))
            assert refused.value.field == "payee"


class TestFinish:
    def test_everything_that_is_open_is_named(self, region: Region, row: Ontzorging) -> None:
        by = treasurer(region)
        received(region, row)
        row = begin_handover(row, by=by)
        with pytest.raises(DomainError) as refused:
            finish_handover(row, by=by, on=TODAY, version=row.version)
        for words in ("eigen bankrekening", "eigen automatische incasso", "Er staat nog € 1.400,00"):
            assert words in str(refused.value)

    def test_what_is_under_way_is_waited_for(self, region: Region, row: Ontzorging) -> None:
        by = treasurer(region)
        received(region, row, RENT)
        order = released(region, proposed(row, row.kosten.get(soort="huur"), on=TODAY))
        row = begin_handover(row, by=by)
        all_done(region, row, on=TODAY + timedelta(days=1))
        with pytest.raises(DomainError, match="onderweg naar de bank"):
            finish_handover(row, by=by, on=TODAY, version=row.version)
        assert order.state == PaymentOrder.State.RELEASED

    def test_at_zero_the_account_closes_and_the_final_statement_is_asked_for(
        self, region: Region, row: Ontzorging
    ) -> None:
        by = treasurer(region)
        own = payee(region, "Selam Tesfay", Payee.Kind.CLIENT, dossier=row.dossier)
        received(region, row)
        row = begin_handover(row, by=by)
        all_done(region, row, on=TODAY)
        paid(region, pay_out(row, own, by=by))
        row = Ontzorging.objects.get(pk=row.pk)
        done = finish_handover(row, by=by, on=TODAY, version=row.version)
        assert (done.state, done.end_reason, done.ended_on) == (State.KLAAR, "afspraak", TODAY)
        account = Account.objects.get(source=row.source)
        assert (account.balance, account.closed_on) == (0, TODAY)
        assert Taak.objects.get(done_on=None).title == "Stuur de eindafrekening van het ontzorgen"
        with pytest.raises(Conflict):
            finish_handover(row, by=by, on=TODAY, version=row.version)


class TestPage:
    def test_amounts_are_for_who_keeps_the_money(
        self, region: Region, row: Ontzorging, signed_in: SignedIn, statements: Statements
    ) -> None:
        received(region, row)
        begin_handover(row, by=treasurer(region))
        address = f"/zelfstandig/{row.dossier_id}/overdracht/"
        keeper = signed_in(treasurer(region)).get(address).content.decode()
        assert "€ 1.400,00" in keeper
        for who in (region.counsellor, region.teamlead):
            page = signed_in(who).get(address).content.decode()
            assert "eigen automatische incasso" in page
            assert "€" not in page
        assert signed_in(region.regisseur).get(address).status_code == 404
        assert statements(signed_in(region.counsellor), address) <= 12

    def test_the_page_of_who_keeps_the_money_costs_a_fixed_number(
        self, region: Region, row: Ontzorging, signed_in: SignedIn, statements: Statements
    ) -> None:
        received(region, row)
        begin_handover(row, by=treasurer(region))
        assert statements(signed_in(treasurer(region)), f"/zelfstandig/{row.dossier_id}/overdracht/") <= 12

    def test_a_whole_handover_by_its_pages(
        self, region: Region, row: Ontzorging, signed_in: SignedIn
    ) -> None:
        own = payee(region, "Selam Tesfay", Payee.Kind.CLIENT, dossier=row.dossier)
        received(region, row)
        browser = signed_in(treasurer(region))
        base = f"/zelfstandig/{row.dossier_id}/overdracht/"
        assert browser.post(f"{base}beginnen/").status_code == 302
        for step in steps(row):
            given = {"on": "23-11-2026", "set_up": "on"}
            assert browser.post(f"{base}stap/{step.pk}/", given).status_code == 302
        assert not steps(row)
        assert browser.post(f"{base}uitbetalen/", {"payee": str(own.pk)}).status_code == 302
        refused = browser.post(f"{base}afronden/", {"on": "23-11-2026", "version": "2"})
        assert "staan betalingen klaar" in refused.content.decode()
        paid(region, PaymentOrder.objects.get())
        assert browser.post(f"{base}afronden/", {"on": "23-11-2026", "version": "2"}).status_code == 302
        row.refresh_from_db()
        assert row.state == State.KLAAR
