"""Money that comes when somebody's ontzorgen is over: never refused, never lost, always somebody's task."""

from dataclasses import replace
from datetime import timedelta

import pytest

from support.ontzorgen import RENT, ontzorgd, second, treasurer
from support.payments import (
    CLIENTS,
    OTHER,
    account,
    attributed,
    back,
    bijstand,
    filled,
    funded,
    income,
    landlord,
    own_account,
    paid,
    proposed,
    rent,
    sent,
    statement,
    taken_in,
    with_rent,
)
from support.region import TODAY, Region
from wegwijs import clock
from wegwijs.dossiers.choices import CloseReason
from wegwijs.dossiers.commands import close_dossier
from wegwijs.dossiers.models import Dossier, Taak
from wegwijs.errors import DomainError
from wegwijs.ledger.commands import close_account
from wegwijs.ledger.models import Account
from wegwijs.ledger.queries import proved
from wegwijs.stages.ontzorgen.commands.endings import end_early
from wegwijs.stages.ontzorgen.commands.handover import close_books, pay_out
from wegwijs.stages.ontzorgen.commands.runs import hand_over, put_in, release, sign_first, withdraw
from wegwijs.stages.ontzorgen.commands.settle import ask_client, send_back
from wegwijs.stages.ontzorgen.models import Eindreden, Ontzorging, PaymentOrder, PaymentRun, StatementLine
from wegwijs.stages.ontzorgen.queries.known import Line, known
from wegwijs.stages.ontzorgen.queries.money import balances_of
from wegwijs.stages.ontzorgen.queries.statements import stands

pytestmark = pytest.mark.django_db
O, R, L = PaymentOrder.State, PaymentRun.State, StatementLine.Outcome  # noqa: E741
LATE = "Geld kwam binnen nadat het ontzorgen was afgerond"


def holds(region: Region) -> bool:
    (found,) = stands(["0505"], on=clock.today())
    return found.holds and not proved().findings


def over(region: Region, *, closed: bool = True) -> Ontzorging:
    """Somebody who had income, and whose ontzorgen ended; ``closed``: with the account at zero."""
    of = ontzorgd(region)
    bijstand(of)
    account(region)
    funded(region, of)
    of = end_early(of, Eindreden.AFSPRAAK, by=treasurer(region), on=TODAY)
    if closed:
        run_of(region, pay_out(of, own_account(region, of), by=treasurer(region)))
        taken_in(region, statement(region, paid(PaymentOrder.objects.get(ontzorging=of))))
        close_books(of, by=treasurer(region))
    return of


def run_of(region: Region, order: PaymentOrder) -> PaymentRun:
    """The order at the bank, which two people signed for."""
    run = filled(region, TODAY)
    if not run.opdrachten.exists():
        assert put_in(run, [order.pk], by=treasurer(region)) == {}
    run = sign_first(run, by=treasurer(region))
    run = release(run, run.sha256, by=second(region))
    hand_over(run, by=treasurer(region))
    return run


def late_task() -> Taak:
    """Without amount or sender: more people read a task than see those."""
    found = Taak.objects.get(title=LATE, done_on=None)
    assert "€" not in found.why
    assert "Sociale Dienst" not in found.why
    return found


def test_what_is_left_after_an_early_end_goes_out_in_a_run(region: Region) -> None:
    of = over(region)
    assert PaymentOrder.objects.get(ontzorging=of).state == O.EXECUTED
    assert Account.objects.get(source=of.source).closed_on == TODAY
    assert holds(region)


class TestClosed:
    def test_late_income_is_parked_with_a_task_and_goes_on_to_the_own_account(self, region: Region) -> None:
        of = over(region)
        said = taken_in(region, statement(region, income(remittance="nabetaling")))
        line = StatementLine.objects.get(outcome=L.PARKED)
        assert (said.lines, line.ontzorging, late_task().dossier) == (1, of, of.dossier)
        assert late_task().link.endswith(f"/uitzoeken/{line.pk}/")
        assert holds(region)
        with pytest.raises(DomainError, match="De rekening van deze cliënt is gesloten"):
            ask_client(line, of, "van hem", by=treasurer(region))
        send_back(line, "door naar de cliënt, met twee in de bank", by=treasurer(region))
        assert not Taak.objects.filter(title=LATE, done_on=None).exists()
        taken_in(region, statement(region, Line(TODAY, -1_400_00, counter_iban=CLIENTS)))
        line.refresh_from_db()
        assert line.outcome == L.SENT_BACK
        assert holds(region)

    def test_by_the_number_of_the_dossier_whatever_the_amount(self, region: Region) -> None:
        of = over(region)
        taken_in(
            region,
            statement(
                region, income(93_17, counter_name="Dienst Toeslagen", remittance=f"{of.dossier.number}")
            ),
        )
        assert late_task().dossier == of.dossier
        assert holds(region)

    def test_a_payment_that_comes_back_is_parked_with_a_task(self, region: Region) -> None:
        of = over(region)
        order = PaymentOrder.objects.get(ontzorging=of)
        taken_in(region, statement(region, back(order)))
        order.refresh_from_db()
        line = StatementLine.objects.get(outcome=L.PARKED)
        assert (order.state, line.note) == (O.RETURNED, "teruggekomen nadat het ontzorgen was afgerond")
        assert late_task().dossier == of.dossier
        assert holds(region)

    def test_nobody_gets_what_may_be_of_two(self, region: Region) -> None:
        for _ in range(2):
            Ontzorging.objects.filter(pk=bijstand(ontzorgd(region)).ontzorging_id).update(
                state="klaar", ended_on=TODAY, end_reason="afspraak"
            )
        account(region)
        taken_in(region, statement(region, income()))
        line = StatementLine.objects.get()
        assert (line.outcome, line.ontzorging) == (L.PARKED, None)

    def test_an_account_that_closes_while_a_file_is_read_loses_no_line(
        self, region: Region, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        of = ontzorgd(region)
        bijstand(of)
        account(region)
        funded(region, of, 1_400_00)

        def late(gemeente: str, lines: list[Line]) -> object:
            found = known(gemeente, lines)
            run_of(
                region,
                pay_out(
                    end_early(of, Eindreden.AFSPRAAK, by=treasurer(region), on=TODAY),
                    own_account(region, of),
                    by=treasurer(region),
                ),
            )
            close_account(Account.objects.get(source=of.source), on=TODAY)
            return found

        monkeypatch.setattr("wegwijs.stages.ontzorgen.commands.statements.known", late)
        taken_in(region, statement(region, income(1_400_00), income(5_00, counter_name="Wie")))
        assert [one.outcome for one in StatementLine.objects.order_by("-cents")[1:]] == [L.PARKED, L.PARKED]
        assert late_task().dossier == of.dossier
        assert not proved().findings


def test_while_the_account_is_open_it_can_be_given_and_is_paid_out_with_the_rest(region: Region) -> None:
    of = over(region, closed=False)
    taken_in(region, statement(region, income(remittance="nabetaling")))
    line = StatementLine.objects.get(outcome=L.PARKED)
    assert late_task().dossier == of.dossier
    attributed(region, line, of)
    assert balances_of([of])[of.pk] == 2_800_00
    assert not Taak.objects.filter(title=LATE, done_on=None).exists()
    assert Taak.objects.filter(title="Betaal uit wat er nog op de rekening staat", done_on=None).exists()
    assert pay_out(of, own_account(region, of), by=treasurer(region)).cents == 2_800_00


class TestInTheMiddleOfARun:
    @pytest.fixture
    def of(self, region: Region) -> Ontzorging:
        return with_rent(region)

    def die(self, region: Region, of: Ontzorging) -> Ontzorging:
        close_dossier(
            Dossier.objects.get(pk=of.dossier_id),
            by=region.regisseur,
            on=TODAY,
            reason=CloseReason.OVERLEDEN.label,
        )
        of.refresh_from_db()
        return of

    def another(self, region: Region) -> Ontzorging:
        """Somebody else in the same run."""
        other = ontzorgd(region)
        rent(other, landlord(region, OTHER, name="Trivire"))
        bijstand(other, 1_390_00)
        taken_in(region, statement(region, income(1_390_00, remittance=f"dossier {other.dossier.number}")))
        return other

    def test_a_proposal_and_an_order_in_a_run_drop_with_the_reason(
        self, region: Region, of: Ontzorging
    ) -> None:
        run = sign_first(filled(region), by=treasurer(region))
        self.die(region, of)
        order = PaymentOrder.objects.get()
        assert (order.state, order.run, order.note) == (O.DROPPED, None, "vervallen: overleden")
        with pytest.raises(DomainError, match="geen betaling meer in deze run"):
            release(run, run.sha256, by=second(region))
        assert balances_of([of])[of.pk] == 1_400_00

    def test_a_released_run_does_not_go_and_only_theirs_is_not_proposed_anew(
        self, region: Region, of: Ontzorging
    ) -> None:
        other = self.another(region)
        run = sign_first(filled(region), by=treasurer(region))
        run = release(run, run.sha256, by=second(region))
        self.die(region, of)
        with pytest.raises(DomainError, match=f"Voor dossier {of.dossier.number} mag niets meer uitgaan"):
            hand_over(run, by=treasurer(region))
        withdraw(run, "een cliënt overleed", by=treasurer(region))
        anew = PaymentOrder.objects.get(state=O.PROPOSED)
        assert anew.ontzorging == other
        dropped = PaymentOrder.objects.get(ontzorging=of)
        assert (dropped.state, dropped.note) == (O.DROPPED, "vervallen: overleden")
        assert balances_of([of, other]) == {of.pk: 1_400_00, other.pk: 1_390_00}
        assert Taak.objects.filter(title="Betaal uit wat er nog op de rekening staat", done_on=None).exists()
        assert holds(region)

    def test_what_the_bank_has_stays_and_is_settled(self, region: Region, of: Ontzorging) -> None:
        sent(region)
        self.die(region, of)
        order = PaymentOrder.objects.get()
        assert order.state == O.RELEASED
        taken_in(region, statement(region, paid(order)))
        order.refresh_from_db()
        assert (order.state, PaymentRun.objects.get().state) == (O.EXECUTED, R.DONE)
        taken_in(region, statement(region, back(order)))
        assert late_task().dossier == of.dossier
        assert balances_of([of])[of.pk] == 1_400_00 - RENT
        assert holds(region)

    def test_a_move_away_and_the_end_of_bijstand_do_the_same(self, region: Region, of: Ontzorging) -> None:
        from wegwijs.dossiers.commands import record_event
        from wegwijs.dossiers.kinds import Kind

        other = self.another(region)
        run = sign_first(filled(region), by=treasurer(region))
        close_dossier(
            Dossier.objects.get(pk=of.dossier_id),
            by=region.regisseur,
            on=TODAY,
            reason=CloseReason.VERHUISD.label,
        )
        record_event(other.dossier, Kind.BIJSTAND_EINDE, by=region.regisseur, on=TODAY)
        notes = {one.ontzorging_id: (one.state, one.note) for one in PaymentOrder.objects.all()}
        assert notes[of.pk] == (O.DROPPED, f"vervallen: {Eindreden.VERHUISD.label}")
        assert notes[other.pk] == (O.DROPPED, f"vervallen: {Eindreden.BIJSTAND.label}")
        with pytest.raises(DomainError):
            release(run, run.sha256, by=second(region))
        assert proposed(region, TODAY + timedelta(days=14)) == []


def test_the_line_stays_what_the_bank_wrote_when_it_is_delivered_again(region: Region) -> None:
    over(region)
    facts = statement(region, income(remittance="nabetaling"))
    taken_in(region, facts)
    again = replace(facts, number="nog eens")
    assert taken_in(region, again).lines == 0
    assert Taak.objects.filter(title=LATE).count() == 1
