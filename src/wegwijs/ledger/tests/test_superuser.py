"""Whatever a superuser does to a row of the ledger, past every trigger, `wegwijs prove-ledger` says so."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection

from support.region import TODAY, Region
from wegwijs.ledger.commands import Move, move, move_all, open_account, open_fund, prove, reverse
from wegwijs.ledger.models import Account, Entry, Fund, Proof, Transfer
from wegwijs.ledger.verify import verified

pytestmark = pytest.mark.django_db
K = Account.Kind
CONSTRAINTS = (("entry", "entry_adds_up"), ("account", "bank_holds_what_others_claim"))
TABLES = ("fund", "account", "transfer", "entry", "proof")
FIRST, LAST = "version = 1", "version = (SELECT version FROM ledger_account a WHERE a.id = account_id)"
MIDDLE = "version = 2"


@pytest.fixture
def books(region: Region) -> list[Account]:
    """A bank, two clients and money on its way; what came, went and was taken back; and one more client, proved when all stood there."""
    fund = open_fund(region.dordrecht, Fund.Kind.CLIENTS)
    kinds = (K.BANK, K.CLIENT, K.CLIENT, K.TRANSIT)
    bank, one, two, transit = rows = [
        open_account(fund, kind, source=f"bron {n}", title=f"{n}", on=TODAY) for n, kind in enumerate(kinds)
    ]
    by = region.teamlead
    came = [
        Move(bank.pk, taker.pk, cents, TODAY, f"{taker.source} {cents}", "in")
        for taker in (one, two)
        for cents in (500_00, 300_00)
    ]
    move_all(came, by=by)
    out = [Move(taker.pk, transit.pk, 200_00, TODAY, f"{taker.source} uit", "uit") for taker in (one, two)]
    went, _ = move_all(out, by=by)
    reverse(went, key="terug", why="fout", by=by, on=TODAY)
    move(Move(two.pk, transit.pk, 50_00, TODAY, "nog eens", "uit"), by=by)
    return rows


@contextmanager
def unguarded() -> Iterator[None]:
    """As a superuser who switched triggers and constraints off."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table, name in CONSTRAINTS:
            cursor.execute(f"ALTER TABLE ledger_{table} DROP CONSTRAINT {name}")
        for table in TABLES:
            cursor.execute(f"ALTER TABLE ledger_{table} DISABLE TRIGGER USER")
        yield
        for table in TABLES:
            cursor.execute(f"ALTER TABLE ledger_{table} ENABLE TRIGGER USER")


def done(statement: str) -> int:
    """How many rows it changed."""
    with unguarded(), connection.cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.rowcount)


REWRITTEN = """
    UPDATE ledger_transfer SET cents = cents - 1;
    UPDATE ledger_entry SET cents = cents - sign(cents), after = after - sign(cents);
    UPDATE ledger_account SET balance = balance - sign(balance);
"""
NEW = "(SELECT id FROM ledger_account WHERE source = 'bron {}')"
ANYTIME = {
    "a balance": "UPDATE ledger_account SET balance = balance + 1 WHERE source = 'bron 1'",
    "two balances that stay together the same": "UPDATE ledger_account SET balance = CASE source WHEN 'bron 1' THEN balance - 1 ELSE balance + 1 END"
    " WHERE kind = 'client'",
    "the version of an account": "UPDATE ledger_account SET version = version - 1 WHERE source = 'bron 1'",
    "the hash of an account": "UPDATE ledger_account SET head = 'x' WHERE source = 'bron 1'",
    "another kind of account": "UPDATE ledger_account SET kind = 'bank' WHERE source = 'bron 1'",
    "an amount of a transfer": "UPDATE ledger_transfer SET cents = cents + 1 WHERE key = 'bron 2 uit'",
    "who gave": "UPDATE ledger_transfer SET giver_id = (SELECT id FROM ledger_account WHERE source = 'bron 1') WHERE key = 'bron 2 uit'",
    "who took": "UPDATE ledger_transfer SET taker_id = (SELECT id FROM ledger_account WHERE source = 'bron 1') WHERE key = 'bron 2 50000'",
    "the other way around": "UPDATE ledger_transfer SET giver_id = taker_id, taker_id = giver_id WHERE key = 'nog eens'",
    "the day of the fact": 'UPDATE ledger_transfer SET "on" = "on" - 1 WHERE key = \'bron 2 uit\'',
    "the day it was booked": "UPDATE ledger_transfer SET booked_on = booked_on + 1 WHERE key = 'bron 2 uit'",
    "a key": "UPDATE ledger_transfer SET key = 'y' WHERE key = 'bron 2 uit'",
    "a reversal of another": "UPDATE ledger_transfer SET reverses_id = (SELECT id FROM ledger_transfer WHERE key = 'bron 2 50000') WHERE key = 'terug'",
    "a deleted transfer": "DELETE FROM ledger_entry WHERE transfer_id = (SELECT id FROM ledger_transfer WHERE key = 'nog eens');"
    " DELETE FROM ledger_transfer WHERE key = 'nog eens'",
    "an added transfer": 'INSERT INTO ledger_transfer (giver_id, taker_id, cents, "on", booked_on, key, why, recorded_by_id, label, recorded_at)'
    " SELECT giver_id, taker_id, 5, \"on\", booked_on, 'erbij', why, recorded_by_id, label, recorded_at FROM ledger_transfer WHERE key = 'nog eens'",
    "an added line": "INSERT INTO ledger_entry (account_id, version, transfer_id, cents, before, after, hash)"
    " SELECT account_id, version + 1, transfer_id, 5, after, after + 5, 'x' FROM ledger_entry WHERE (account_id, version) IN"
    " (SELECT id, version FROM ledger_account WHERE source = 'bron 1')",
    "all lines in capitals": "UPDATE ledger_entry SET hash = upper(hash)",
    "every line deleted": "DELETE FROM ledger_entry",
    "a fund emptied": "UPDATE ledger_account SET balance = 0",
    "all of it a cent less": REWRITTEN,
    **{
        f"{what} of the {which} line": f"UPDATE ledger_entry SET {change} WHERE account_id = {NEW.format(2)} AND {where}"  # noqa: S608
        for which, where in (("first", FIRST), ("middle", MIDDLE), ("last", LAST))
        for what, change in {
            "the amount": "cents = cents + 1",
            "amount and balance": "cents = cents + 1, after = after + 1",
            "the account": f"account_id = {NEW.format(1)}, version = version + 100",
            "the balance before": "before = before + 1",
            "the balance after": "after = after + 1",
            "the version": "version = version + 100",
            "the transfer": "transfer_id = (SELECT id FROM ledger_transfer WHERE key = 'terug')",
            "the hash": "hash = repeat('0', 64)",
        }.items()
    },
    **{
        f"the {which} line deleted": f"DELETE FROM ledger_entry WHERE account_id = {NEW.format(2)} AND {where}"  # noqa: S608
        for which, where in (("first", FIRST), ("middle", MIDDLE), ("last", LAST))
    },
}


@pytest.mark.parametrize("statement", ANYTIME.values(), ids=list(ANYTIME))
def test_a_change_of_a_superuser_is_found(books: list[Account], statement: str) -> None:
    assert verified()[1]
    assert done(statement)
    said, whole = verified()
    assert not whole
    assert any("Niet goed" in line for line in said)


@pytest.mark.parametrize("statement", ANYTIME.values(), ids=list(ANYTIME))
def test_it_is_found_without_an_earlier_proof_too(books: list[Account], statement: str) -> None:
    assert done(statement)
    assert not verified()[1]


SINCE = {
    "whose an account is": "UPDATE ledger_account SET source = CASE source WHEN 'bron 1' THEN 'bron 2!' ELSE 'bron 1!' END WHERE kind = 'client'",
    "that money is on its way": "UPDATE ledger_account SET kind = 'onderweg' WHERE source = 'bron 1'",
    "an account that may be below zero": "UPDATE ledger_account SET kind = 'kosten' WHERE source = 'bron 1'",
    "when an account was opened": "UPDATE ledger_account SET opened_on = opened_on - 1 WHERE source = 'bron 1'",
    "of which gemeente a fund is": "UPDATE ledger_fund SET gemeente_id = (SELECT max(g.code) FROM organisations_gemeente g"
    " WHERE g.code <> gemeente_id)",
    "whose money a fund is": "UPDATE ledger_fund SET kind = 'gemeente'",
    "why it moved": "UPDATE ledger_transfer SET why = 'iets anders' WHERE key = 'bron 2 uit'",
    "who wrote it": "UPDATE ledger_transfer SET label = 'iemand anders' WHERE key = 'bron 2 uit'",
    "when it was written": "UPDATE ledger_transfer SET recorded_at = recorded_at - interval '1 hour' WHERE key = 'bron 2 uit'",
    "that it was a reversal": "UPDATE ledger_transfer SET reverses_id = NULL WHERE key = 'terug'",
    "by which account of the house": "UPDATE ledger_transfer SET recorded_by_id = (SELECT max(id) FROM access_user) WHERE key = 'bron 2 uit'",
    "all that was": "DELETE FROM ledger_entry; DELETE FROM ledger_transfer; UPDATE ledger_account SET balance = 0, version = 0, head = ''",
    "an account": "DELETE FROM ledger_entry; DELETE FROM ledger_transfer; DELETE FROM ledger_account",
}


@pytest.mark.parametrize("statement", SINCE.values(), ids=list(SINCE))
def test_what_was_there_at_a_proof_is_missed_afterwards(books: list[Account], statement: str) -> None:
    """What says nothing about money, or is gone altogether, is laid beside what the proof of a night before kept."""
    assert not prove().findings
    assert done(statement)
    found = prove()
    assert any("eerder bewijs" in one for one in found.findings), found.findings
    assert Proof.objects.count() == 2


def test_what_did_not_move_is_not_kept_again(region: Region, books: list[Account]) -> None:
    _, one, two, _ = books
    assert prove().heads[str(one.pk)][0] == 4
    assert prove().heads == {}
    move(Move(one.pk, two.pk, 1, TODAY, "later", "x"), by=region.teamlead)
    found = prove()
    assert not found.findings
    assert found.heads.keys() == {str(one.pk), str(two.pk)}
    assert Entry.objects.count() == 2 * Transfer.objects.count()
