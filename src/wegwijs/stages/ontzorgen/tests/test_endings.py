"""An end in the middle of everything: what is released runs on, what was proposed drops out, money that is left becomes a task."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from support.ontzorgen import BENEFIT, treasurer
from support.region import TODAY, Region
from support.selfreliance import paid, payee, planned, proposed, received, released
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.dossiers.choices import CloseReason
from wegwijs.dossiers.commands import close_dossier, record_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Gebeurtenis, Taak
from wegwijs.errors import DomainError
from wegwijs.ledger.models import Account
from wegwijs.ledger.queries import proved
from wegwijs.stages.ontzorgen.commands.endings import end_early, look_ahead
from wegwijs.stages.ontzorgen.commands.handover import close_books, pay_out
from wegwijs.stages.ontzorgen.models import Eindreden, Kostensoort, Ontzorging, Payee, PaymentOrder
from wegwijs.stages.ontzorgen.queries.plans import costs_due
from wegwijs.ui.format import capital

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Actor], Client]
State, Order = Ontzorging.State, PaymentOrder.State


@pytest.fixture
def row(region: Region, dossier: Dossier) -> Ontzorging:
    return planned(region, dossier)


@pytest.fixture
def orders(region: Region, row: Ontzorging) -> dict[str, PaymentOrder]:
    """One that two people released, one in proposal, of money that came."""
    received(region, row)
    rent, leefgeld = row.kosten.get(soort=Kostensoort.HUUR), row.kosten.get(soort=Kostensoort.LEEFGELD)
    return {
        "released": released(region, proposed(row, rent, on=TODAY)),
        "proposed": proposed(row, leefgeld, on=TODAY),
    }


@pytest.mark.parametrize(
    ("why", "reason"),
    [
        (CloseReason.OVERLEDEN.label, Eindreden.OVERLEDEN),
        (CloseReason.VERHUISD.label, Eindreden.VERHUISD),
        (CloseReason.DUBBEL.label, Eindreden.GESLOTEN),
    ],
)
def test_a_dossier_that_closes_in_the_middle_of_a_run_ends_it(
    why: str, reason: Eindreden, region: Region, row: Ontzorging, orders: dict[str, PaymentOrder]
) -> None:
    close_dossier(row.dossier, by=region.regisseur, on=TODAY, reason=why)
    row.refresh_from_db()
    assert (row.state, row.end_reason, row.ended_on) == (State.KLAAR, reason, TODAY)
    for order in orders.values():
        order.refresh_from_db()
    assert orders["released"].state == Order.RELEASED
    assert orders["proposed"].state == Order.DROPPED
    assert reason.label in orders["proposed"].note
    assert costs_due(row, TODAY + timedelta(days=1), TODAY + timedelta(days=60)) == []
    task = Taak.objects.get(title="Betaal uit wat er nog op de rekening staat", done_on=None)
    # More people read a task than see amounts.
    assert task.why == f"{capital(reason.label)}. Er staat nog geld op de rekening."
    assert task.assigned_to == treasurer(region).employee
    assert Gebeurtenis.objects.get(kind=Kind.ONTZORGEN).payload["reden"] == reason
    assert proved().findings == ()


class TestBijstand:
    def stops(self, region: Region, row: Ontzorging, on: date) -> None:
        record_event(row.dossier, Kind.BIJSTAND_EINDE, by=region.regisseur, on=on)
        row.refresh_from_db()

    def test_that_stopped_ends_it_on_the_day_before(
        self, region: Region, row: Ontzorging, orders: dict[str, PaymentOrder]
    ) -> None:
        self.stops(region, row, TODAY)
        assert (row.state, row.end_reason, row.ended_on) == (
            State.KLAAR, Eindreden.BIJSTAND, TODAY - timedelta(days=1)
        )  # fmt: skip
        orders["proposed"].refresh_from_db()
        assert orders["proposed"].state == Order.DROPPED

    def test_that_will_stop_shortens_the_plan_and_ends_it_in_time(
        self, region: Region, row: Ontzorging, orders: dict[str, PaymentOrder]
    ) -> None:
        later = proposed(row, row.kosten.get(soort=Kostensoort.LEEFGELD), on=date(2026, 11, 30))
        self.stops(region, row, date(2026, 11, 28))
        assert (row.state, row.last_day) == (State.LOOPT, date(2026, 11, 27))
        later.refresh_from_db()
        orders["proposed"].refresh_from_db()
        assert (later.state, orders["proposed"].state) == (Order.DROPPED, Order.PROPOSED)
        assert costs_due(row, date(2026, 11, 28), date(2026, 12, 31)) == []
        with clock.frozen(date(2026, 11, 28)):
            assert look_ahead(clock.today())[2] == 1
        row.refresh_from_db()
        assert (row.state, row.ended_on) == (State.KLAAR, date(2026, 11, 27))


class TestEarly:
    def test_both_agree_and_what_is_left_is_paid_out_before_the_account_closes(
        self, region: Region, row: Ontzorging
    ) -> None:
        by = treasurer(region)
        own = payee(region, "Selam Tesfay", Payee.Kind.CLIENT, dossier=row.dossier)
        received(region, row)
        row = end_early(row, Eindreden.AFSPRAAK, by=by, on=TODAY)
        with pytest.raises(DomainError, match="Er staat nog"):
            close_books(row, by=by)
        made = pay_out(row, own, by=by)
        assert made.cents == BENEFIT
        paid(region, made)
        close_books(row, by=by)
        account = Account.objects.get(source=row.source)
        assert (account.balance, account.closed_on) == (0, TODAY)
        titles = set(Taak.objects.filter(done_on=None).values_list("title", flat=True))
        assert titles == {"Stuur de eindafrekening van het ontzorgen"}

    def test_after_a_death_it_can_go_to_who_inherits(self, region: Region, row: Ontzorging) -> None:
        heir = payee(region, "Notaris De Wit", Payee.Kind.OTHER)
        received(region, row)
        with pytest.raises(DomainError):
            pay_out(
                end_early(row, Eindreden.AFSPRAAK, by=treasurer(region), on=TODAY), heir, by=treasurer(region)
            )
        Ontzorging.objects.update(end_reason=Eindreden.OVERLEDEN)
        assert pay_out(row, heir, by=treasurer(region)).payee == heir

    def test_what_cannot_be_is_refused(self, region: Region, row: Ontzorging) -> None:
        by = treasurer(region)
        for reason, day, field in (
            (Eindreden.OVERLEDEN, TODAY, "reason"),
            (Eindreden.AFSPRAAK, TODAY + timedelta(days=1), "on"),
        ):
            with pytest.raises(DomainError) as refused:
                end_early(row, reason, by=by, on=day)
            assert refused.value.field == field
        end_early(row, Eindreden.AFSPRAAK, by=by, on=TODAY)
        with pytest.raises(DomainError, match="afgerond"):
            end_early(row, Eindreden.AFSPRAAK, by=by, on=TODAY)

    def test_by_its_page(self, region: Region, row: Ontzorging, signed_in: SignedIn) -> None:
        browser = signed_in(treasurer(region))
        address = f"/zelfstandig/{row.dossier_id}/beeindigen/"
        assert browser.get(address).status_code == 200
        given = {"on": "23-11-2026", "reason": "afspraak", "version": "1"}
        assert browser.post(address, given).status_code == 302
        assert signed_in(region.counsellor).get(address).status_code == 404
        row.refresh_from_db()
        assert row.state == State.KLAAR
