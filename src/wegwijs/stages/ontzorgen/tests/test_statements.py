"""Statements: each once and in order, what we paid and expect found, the rest an alarm or parked; and it adds up on any day."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.ontzorgen import RENT, ontzorgd, treasurer
from support.payments import (
    CLIENTS,
    GEMEENTES,
    OTHER,
    OURS,
    account,
    attributed,
    back,
    bijstand,
    called,
    costs,
    filled,
    income,
    later,
    own_money,
    paid,
    sent,
    statement,
    taken_in,
)
from support.region import TODAY, Region
from wegwijs import clock
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.ledger.models import Fund, Transfer
from wegwijs.ledger.queries import proved
from wegwijs.stages.ontzorgen.commands.booking import books
from wegwijs.stages.ontzorgen.commands.proposals import pay_again
from wegwijs.stages.ontzorgen.commands.settle import add_account, ask_client, ask_costs, send_back
from wegwijs.stages.ontzorgen.commands.statements import FileFacts, StatementFacts, take_in
from wegwijs.stages.ontzorgen.models import (
    Inkomensoort,
    Ontzorging,
    PaymentOrder,
    PaymentRun,
    Statement,
    StatementLine,
)
from wegwijs.stages.ontzorgen.queries.known import Line
from wegwijs.stages.ontzorgen.queries.money import balances_of
from wegwijs.stages.ontzorgen.queries.statements import stands

pytestmark = pytest.mark.django_db
O, R, L = PaymentOrder.State, PaymentRun.State, StatementLine.Outcome  # noqa: E741


@pytest.fixture
def order(region: Region, of: Ontzorging) -> PaymentOrder:
    """At the bank."""
    sent(region)
    return PaymentOrder.objects.get()


def outcome() -> tuple[str, str]:
    line = StatementLine.objects.order_by("statement__imported_at", "position").last()
    assert line
    return line.outcome, line.note


def holds(region: Region) -> bool:
    (found,) = stands(["0505"], on=clock.today())
    return found.holds and not proved().findings


def test_what_we_paid_is_known_by_our_code_and_the_run_is_over(
    region: Region, of: Ontzorging, order: PaymentOrder
) -> None:
    taken_in(region, statement(region, paid(order)))
    order.refresh_from_db()
    assert (order.state, order.executed_on, PaymentRun.objects.get().state) == (O.EXECUTED, TODAY, R.DONE)
    assert balances_of([of])[of.pk] == 1_400_00 - RENT
    assert holds(region)


def test_without_a_code_one_payment_of_that_amount_to_that_account_is_it(
    region: Region, order: PaymentOrder
) -> None:
    taken_in(region, statement(region, paid(order, end_to_end="")))
    assert outcome() == (L.PAID, "")


WRONG = [
    ({"cents": -RENT - 1}, "een ander bedrag dan waarvoor getekend is"),
    ({"counter_iban": OTHER}, "een ander rekeningnummer dan waarvoor getekend is"),
    (
        {"end_to_end": "WW-ONBEKEND"},
        "een betaling van ons heeft dit bedrag en rekeningnummer, maar een ander kenmerk",
    ),
    ({"end_to_end": "", "counter_iban": OTHER}, "geen opdracht van ons"),
]


@pytest.mark.parametrize(("change", "words"), WRONG)
def test_what_went_otherwise_than_signed_for_is_an_alarm(region: Region, of: Ontzorging, order: PaymentOrder, change: dict[str, object], words: str) -> None:  # fmt: skip
    taken_in(region, statement(region, paid(order, **change)))
    order.refresh_from_db()
    assert outcome() == (L.ALARM, words)
    assert order.state == O.RELEASED
    assert holds(region)


def test_paid_twice_is_an_alarm(region: Region, of: Ontzorging, order: PaymentOrder) -> None:
    taken_in(region, statement(region, paid(order, bank_reference="A"), paid(order, bank_reference="B")))
    assert outcome() == (L.ALARM, "kenmerk van een betaling die al betaald is")


def test_an_alarm_that_was_ours_after_all_is_said_by_a_person(
    region: Region, of: Ontzorging, order: PaymentOrder
) -> None:
    taken_in(region, statement(region, paid(order, counter_iban=OTHER)))
    line = StatementLine.objects.get(outcome=L.ALARM)
    called(region, line, order)
    order.refresh_from_db()
    assert (order.state, PaymentRun.objects.get().state) == (O.EXECUTED, R.DONE)
    assert holds(region)
    with pytest.raises(DomainError, match="al uitgezocht"):
        ask_costs(line, "x", by=treasurer(region))


def test_what_comes_back_is_the_clients_again_and_paid_anew_only_when_somebody_says_so(
    region: Region, of: Ontzorging, order: PaymentOrder
) -> None:
    taken_in(region, statement(region, back(order), paid(order)))
    order.refresh_from_db()
    assert (order.state, PaymentRun.objects.get().state, order.note) == (
        O.RETURNED,
        R.DONE,
        "terug van de bank AC04",
    )
    assert balances_of([of])[of.pk] == 1_400_00
    assert PaymentOrder.objects.count() == 1
    again = pay_again(order, by=treasurer(region), on=TODAY)
    assert (again.again, again.state, again.cents) == (order, O.PROPOSED, RENT)
    assert again.end_to_end != order.end_to_end
    with pytest.raises(DomainError, match="staat al opnieuw klaar"):
        pay_again(order, by=treasurer(region), on=TODAY)
    assert holds(region)


def test_a_return_without_our_code_is_found_by_account_and_amount_or_parked(
    region: Region, order: PaymentOrder
) -> None:
    taken_in(region, statement(region, paid(order)))
    taken_in(region, statement(region, back(order, end_to_end="", counter_iban=CLIENTS)))
    assert outcome() == (L.PARKED, "teruggekomen, en niet zeker van welke betaling")
    taken_in(region, statement(region, back(order, end_to_end="")))
    assert outcome()[0] == L.RETURNED
    taken_in(region, statement(region, back(order, bank_reference="nog eens")))
    assert outcome() == (L.PARKED, "kenmerk van een betaling die teruggekomen is")
    assert holds(region)


def test_income_is_of_whoever_expects_it_and_of_nobody_when_two_do(region: Region, of: Ontzorging) -> None:
    other = ontzorgd(region)
    bijstand(other)
    taken_in(region, statement(region, income()))
    assert outcome() == (L.PARKED, "past bij 2 cliënten")
    taken_in(
        region, statement(region, income(1_350_00, remittance=f"uitkering november, {other.dossier.number}."))
    )
    assert outcome()[0] == L.INCOME
    assert balances_of([other])[other.pk] == 1_350_00
    taken_in(region, statement(region, income(9_00, remittance=f"{other.dossier.number}")))
    assert outcome() == (L.PARKED, "er staat een dossiernummer bij, maar geen inkomen van dit bedrag")
    taken_in(region, statement(region, income(9_99, counter_name="Onbekend")))
    assert outcome() == (L.PARKED, "geen inkomen dat wij verwachten")
    assert holds(region)


def test_the_account_of_who_pays_tells_more_than_the_name(region: Region, of: Ontzorging) -> None:
    expected = bijstand(ontzorgd(region), 90_00)
    type(expected).objects.filter(pk=expected.pk).update(
        sender=f"Belastingdienst {CLIENTS}", soort=Inkomensoort.ZORGTOESLAG, low=80_00, high=130_00
    )
    taken_in(
        region,
        statement(region, income(129_00, counter_name="BELASTINGDIENST TOESLAGEN", counter_iban=CLIENTS)),
    )
    assert outcome()[0] == L.INCOME
    taken_in(region, statement(region, income(128_00, counter_name="Belastingdienst", counter_iban=OTHER)))
    assert outcome()[0] == L.PARKED


def test_money_of_the_gemeente_is_for_advances(region: Region, of: Ontzorging) -> None:
    own_money(region)
    taken_in(region, statement(region, income(5_000_00, counter_iban=GEMEENTES)))
    assert outcome()[0] == L.FUNDING
    held = books(region.dordrecht)
    assert held.fund.accounts.get(pk=held.pool).balance == 5_000_00
    with pytest.raises(DomainError, match="van de gemeente zelf"):
        taken_in(region, replace(statement(region), iban=GEMEENTES))


def test_parked_money_is_given_sent_back_or_called_costs(region: Region, of: Ontzorging) -> None:
    taken_in(region, statement(region, *(income(cents, counter_name="Wie", counter_iban=CLIENTS) for cents in (10_00, 20_00, 30_00))))  # fmt: skip
    first, second_, third = StatementLine.objects.filter(outcome=L.PARKED).order_by("position")
    by = treasurer(region)
    attributed(region, first, of)
    assert balances_of([of])[of.pk] == 1_410_00
    costs(region, second_)
    send_back(third, "niet voor ons", by=by)
    third.refresh_from_db()
    assert third.outcome == L.PARKED
    taken_in(region, statement(region, Line(TODAY, -30_00, counter_iban=CLIENTS)))
    third.refresh_from_db()
    assert (outcome()[0], third.outcome) == (L.SENT_BACK, L.SENT_BACK)
    assert holds(region)
    with pytest.raises(DomainError, match="al uitgezocht"):
        ask_client(first, of, "x", by=by)
    with pytest.raises(DomainError, match="al uitgezocht"):
        send_back(third, "x", by=by)


def test_the_same_file_and_an_overlapping_statement_add_nothing(region: Region, of: Ontzorging) -> None:
    facts = statement(region, income(5_00), income(5_00), on=TODAY)
    taken_in(region, facts, sha256="a" * 64)
    count, moved = StatementLine.objects.count(), Transfer.objects.count()
    assert taken_in(region, facts, sha256="a" * 64).lines == 0
    assert taken_in(region, facts, sha256="b" * 64).made == []
    longer = replace(facts, lines=(*facts.lines, income(7_00)), closing=facts.closing + 7_00, number="lang")
    assert taken_in(region, longer).lines == 1
    assert (StatementLine.objects.count(), Transfer.objects.count()) == (count + 1, moved + 1)
    assert holds(region)


def test_two_lines_alike_on_either_side_of_a_border_are_two(region: Region, of: Ontzorging) -> None:
    taken_in(region, statement(region, income(5_00)))
    assert taken_in(region, statement(region, income(5_00))).lines == 1
    assert holds(region)


def test_a_statement_that_lacks_is_asked_for_first(region: Region, of: Ontzorging) -> None:
    one = statement(region, income(5_00), on=TODAY)
    two = replace(statement(region, income(6_00)), opening=one.closing, closing=one.closing + 6_00, opening_on=TODAY + timedelta(days=1), closing_on=TODAY + timedelta(days=1))  # fmt: skip
    three = replace(two, opening=two.closing, closing=two.closing, lines=(), opening_on=TODAY + timedelta(days=4), closing_on=TODAY + timedelta(days=4))  # fmt: skip
    with later(days=5):
        with pytest.raises(
            DomainError,
            match=r"ontbreekt een afschrift\. Het laatste loopt tot en met 23-11-2026.*vanaf 24-11-2026",
        ):
            taken_in(region, two)
        with pytest.raises(
            DomainError, match=r"1 van de 2 afschriften zijn ingelezen\. Daarna: Er ontbreekt"
        ):
            taken_in(region, one, three, sha256="c" * 64)
        assert len(taken_in(region, three, two, one).made) == 2
        assert holds(region)


def test_the_first_begins_at_nothing_and_an_account_must_be_ours(region: Region) -> None:
    account(region)
    with pytest.raises(DomainError, match="Wegwijs begint bij nul"):
        taken_in(region, replace(statement(region), opening=1, closing=1))
    with pytest.raises(DomainError, match="is hier niet bekend"):
        taken_in(region, replace(statement(region), iban=OTHER))
    for by in (region.regisseur, region.counsellor):
        with pytest.raises(NotAllowed):
            take_in(FileFacts("x", "d" * 64, b"", [statement(region)]), by=by)
    with pytest.raises(DomainError, match="al vastgelegd"):
        add_account(region.dordrecht, Fund.Kind.GEMEENTE, OURS, "x", by=treasurer(region))


def test_what_the_stand_was_on_a_day_in_the_past_stays_so(region: Region, of: Ontzorging) -> None:
    (before,) = stands(["0505"], on=TODAY)
    with later(days=3):
        taken_in(region, statement(region, income(9_00), on=TODAY + timedelta(days=3)))
        (then,) = stands(["0505"], on=TODAY)
        (now,) = stands(["0505"], on=clock.today())
    assert (then.ledger, then.said) == (before.ledger, before.said)
    assert (now.said - then.said, now.holds, then.holds) == (9_00, True, True)


def test_a_payment_before_the_bank_has_the_file_is_an_alarm(region: Region, of: Ontzorging) -> None:
    filled(region)
    order = PaymentOrder.objects.get()
    taken_in(region, statement(region, paid(order)))
    assert outcome() == (L.ALARM, "kenmerk van een betaling die al in een run is")


def came_in(region: Region, facts: StatementFacts) -> bool:
    """Whether it could be taken in by now."""
    try:
        taken_in(region, facts)
    except DomainError as refusal:
        return not any(words in str(refusal) for words in ("ontbreekt een", "begint bij nul"))
    return True


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(range(5)), st.lists(st.integers(0, 4), max_size=4))
def test_shuffled_and_doubled_statements_come_to_the_same(
    region: Region, order_: list[int], twice: list[int]
) -> None:
    from django.db import transaction

    with transaction.atomic():
        account(region)
        chain, opening = [], 0
        for n in range(5):
            on, cents = TODAY - timedelta(days=5 - n), (n + 1) * 100
            facts = replace(
                statement(region), opening=opening, closing=opening + cents, opening_on=on, closing_on=on
            )
            chain.append(replace(facts, lines=(Line(on, cents, remittance=str(n)),)))
            opening += cents
        left = [*order_, *twice]
        for _ in range(6):
            left = [n for n in left if not came_in(region, chain[n])]
        assert not left
        assert (StatementLine.objects.count(), Statement.objects.count()) == (5, 5)
        assert holds(region)
        transaction.set_rollback(True)


def test_a_statement_of_days_to_come_is_refused(region: Region) -> None:
    """It would say until when the bank is known, and each real one after it would seem to be of days that are known."""
    with pytest.raises(DomainError, match=r"26-11-2026\. Die dag komt nog"):
        taken_in(region, statement(region, on=TODAY + timedelta(days=3)))
    assert not Statement.objects.exists()
