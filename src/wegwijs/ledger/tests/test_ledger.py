"""No cent is made or lost, whatever is asked in whatever order."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.region import TODAY, Region
from wegwijs import clock
from wegwijs.errors import DomainError
from wegwijs.ledger.commands import (
    Move,
    close_account,
    move,
    move_all,
    open_account,
    open_fund,
    reverse,
)
from wegwijs.ledger.models import Account, Entry, Fund, Transfer
from wegwijs.ledger.queries import balances, held, proved
from wegwijs.ledger.verify import verified

pytestmark = pytest.mark.django_db
K = Account.Kind


@pytest.fixture
def fund(region: Region) -> Fund:
    return open_fund(region.dordrecht, Fund.Kind.CLIENTS)


def account(fund: Fund, kind: Account.Kind, source: str) -> Account:
    return open_account(fund, kind, source=source, title=source, on=TODAY)


@pytest.fixture
def bank(fund: Fund) -> Account:
    return account(fund, K.BANK, "bank")


@pytest.fixture
def client_(fund: Fund) -> Account:
    return account(fund, K.CLIENT, "dossier:1")


def says(giver: Account, taker: Account, cents: int = 100_00, key: str = "x", on: date = TODAY) -> Move:
    return Move(giver.pk, taker.pk, cents, on, key, "test")


def on(row: Account) -> int:
    return Account.objects.get(pk=row.pk).balance


def test_a_transfer_gives_two_entries_with_the_balances_around_them(
    region: Region, bank: Account, client_: Account
) -> None:
    move(says(bank, client_), by=region.teamlead)
    move(says(client_, bank, 30_00, "y"), by=region.teamlead)
    rows = list(client_.entries.order_by("version").values_list("version", "before", "cents", "after"))
    assert rows == [(1, 0, 100_00, 100_00), (2, 100_00, -30_00, 70_00)]
    assert (on(bank), on(client_)) == (-70_00, 70_00)
    assert not proved().findings


def test_the_same_key_is_one_transfer_and_with_other_content_an_error(
    region: Region, bank: Account, client_: Account
) -> None:
    first, again = (move(says(bank, client_), by=region.teamlead) for _ in range(2))
    assert first == again
    with pytest.raises(DomainError, match="al gebruikt"):
        move(says(bank, client_, 99_00), by=region.teamlead)
    assert on(client_) == 100_00


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda b, c: says(c, b, 1), "niet genoeg"),
        (lambda b, c: says(b, c, 0), "boven nul"),
        (lambda b, c: says(b, c, -5), "boven nul"),
        (lambda b, c: says(b, c, on=TODAY + timedelta(days=1)), "komt nog"),
    ],
)
def test_what_cannot_be_is_refused_with_words(region: Region, bank: Account, client_: Account, wrong: Callable[[Account, Account], Move], words: str) -> None:  # fmt: skip
    with pytest.raises(DomainError, match=words):
        move(wrong(bank, client_), by=region.teamlead)
    assert (on(bank), on(client_), Transfer.objects.count()) == (0, 0, 0)


def test_of_several_all_or_none_are_moved(region: Region, bank: Account, client_: Account) -> None:
    with pytest.raises(DomainError, match="niet genoeg"), transaction.atomic():
        move_all([says(bank, client_, 50, "a"), says(client_, bank, 51, "b")], by=region.teamlead)
    assert Transfer.objects.count() == 0
    move_all([says(bank, client_, 50, "a"), says(client_, bank, 50, "b")], by=region.teamlead)
    assert on(client_) == 0


def test_money_of_clients_and_of_the_gemeente_is_not_mixed(region: Region, client_: Account) -> None:
    other = account(open_fund(region.dordrecht, Fund.Kind.GEMEENTE), K.ADVANCE, "voorschot")
    with pytest.raises(DomainError, match="vermengd"):
        move(says(other, client_), by=region.teamlead)


def test_a_transfer_is_taken_back_once(region: Region, bank: Account, client_: Account) -> None:
    row = move(says(bank, client_), by=region.teamlead)
    first, again = (reverse(row, key="terug", why="fout", by=region.teamlead, on=TODAY) for _ in range(2))
    assert first == again
    assert on(client_) == 0
    with pytest.raises(DomainError, match="zelf niet teruggeboekt"):
        reverse(first, key="nog eens", why="fout", by=region.teamlead, on=TODAY)
    assert not proved().findings


def test_what_was_spent_cannot_be_taken_back(region: Region, bank: Account, client_: Account) -> None:
    row = move(says(bank, client_), by=region.teamlead)
    move(says(client_, bank, key="huur"), by=region.teamlead)
    with pytest.raises(DomainError, match="niet genoeg"):
        reverse(row, key="terug", why="fout", by=region.teamlead, on=TODAY)


def test_an_account_closes_at_zero_and_stays_closed(region: Region, bank: Account, client_: Account) -> None:
    row = move(says(bank, client_), by=region.teamlead)
    with pytest.raises(DomainError, match="staat nog"):
        close_account(client_, on=TODAY)
    reverse(row, key="terug", why="fout", by=region.teamlead, on=TODAY)
    close_account(close_account(client_, on=TODAY), on=TODAY)
    with pytest.raises(DomainError, match="gesloten"):
        move(says(bank, client_, key="z"), by=region.teamlead)


def test_an_account_of_another_kind_for_the_same_is_refused(fund: Fund, client_: Account) -> None:
    assert account(fund, K.CLIENT, "dossier:1") == client_
    with pytest.raises(DomainError, match="andere soort"):
        account(fund, K.PARKED, "dossier:1")


def test_what_clients_may_claim_is_at_the_bank_or_on_its_way(region: Region, fund: Fund, bank: Account, client_: Account) -> None:  # fmt: skip
    transit = account(fund, K.TRANSIT, "onderweg")
    with clock.frozen(TODAY - timedelta(days=3)):
        move(says(bank, client_, 500_00, "in", TODAY - timedelta(days=3)), by=region.teamlead)
    move(says(client_, transit, 200_00, "huur"), by=region.teamlead)
    now, then = held(fund, on=TODAY), held(fund, on=TODAY - timedelta(days=1))
    assert (now.clients, now.transit, now.bank) == (300_00, 200_00, 500_00)
    assert (then.clients, then.transit, then.bank) == (500_00, 0, 500_00)
    assert now.adds_up
    assert then.adds_up
    assert balances([client_.pk, transit.pk], on=TODAY - timedelta(days=1)) == {client_.pk: 500_00}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(-2, 400), st.integers(0, 12)), max_size=25))  # fmt: skip
def test_whatever_is_asked_in_whatever_order_nothing_is_made_or_lost(
    region: Region, fund: Fund, steps: list[tuple[int, int, int, int]]
) -> None:
    """Also taking back, keys that come twice, and amounts that are no amounts."""
    with transaction.atomic():
        kinds = (K.BANK, K.CLIENT, K.CLIENT, K.TRANSIT, K.PARKED)
        rows = [account(fund, kind, f"{n}") for n, kind in enumerate(kinds)]
        for giver, taker, cents, key in steps:
            try:
                with transaction.atomic():
                    if cents == 0 and (last := Transfer.objects.first()):
                        reverse(last, key=f"terug {last.pk}", why="x", by=region.teamlead, on=TODAY)
                    elif giver != taker:
                        move(says(rows[giver], rows[taker], cents, f"sleutel {key}"), by=region.teamlead)
            except DomainError:
                pass
        assert not proved().findings
        assert sum(Account.objects.filter(fund=fund).values_list("balance", flat=True)) == 0
        assert held(fund, on=TODAY).adds_up
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_account SET balance = balance + 1",
        "UPDATE ledger_account SET version = 9",
        "UPDATE ledger_account SET kind = 'bank' WHERE kind = 'client'",
        "DELETE FROM ledger_account",
        "UPDATE ledger_transfer SET cents = 1",
        "DELETE FROM ledger_transfer",
        "UPDATE ledger_entry SET cents = cents",
        "DELETE FROM ledger_entry",
        "INSERT INTO ledger_entry (account_id, version, transfer_id, cents, before, after, hash)"
        " SELECT account_id, version + 1, transfer_id, 5, after, after + 5, 'x' FROM ledger_entry",
        "UPDATE ledger_fund SET title = 'x'",
    ],
)
def test_the_database_itself_refuses_what_no_transfer_says(
    region: Region, bank: Account, client_: Account, statement: str
) -> None:
    move(says(bank, client_), by=region.teamlead)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert not proved().findings


def test_a_proof_of_nothing_holds() -> None:
    said, whole = verified()
    assert whole
    assert said[0] == "0 rekeningen en 0 boekingen nagerekend."


def test_a_posting_costs_the_same_whatever_stands_there(region: Region, bank: Account, client_: Account) -> None:  # fmt: skip
    def cost(key: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            move(says(bank, client_, 1, key), by=region.teamlead)
        return len(seen.captured_queries)

    first = cost("a")
    for n in range(20):
        move(says(bank, client_, 1, f"{n}"), by=region.teamlead)
    assert cost("b") == first
    assert Entry.objects.count() == 44
