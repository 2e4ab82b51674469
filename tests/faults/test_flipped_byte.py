"""One byte of a bank's file is flipped, anywhere: it is refused or read to the same money. Of a payment file of ours it never goes to the bank.

Money is every amount, both balances, our own account and the account at the other side. A letter in a name or in the words that go with a payment,
or a day, has no check in these formats: it is read as it stands there, and the most that comes of it is that a person must look.
"""

import os
from collections import Counter
from random import Random

import pytest
from django.db import connection, transaction

from faults.counted import sums_hold
from support.bank_camt import COMMON, camt, statement
from support.bank_mt940 import SAMPLES
from support.figures import saw, told
from support.ontzorgen import ontzorgd, treasurer
from support.payments import LANDLORD, account, as_file, bijstand, income, landlord, released, rent
from support.region import Region
from wegwijs.errors import DomainError
from wegwijs.exchange.bank import BankRefused, Format, read_statement, verify
from wegwijs.exchange.bank.iban import fault
from wegwijs.exchange.bank.intake import facts_of
from wegwijs.exchange.bank.statement import Statement
from wegwijs.ledger.models import Account
from wegwijs.stages.ontzorgen.commands.runs import hand_over
from wegwijs.stages.ontzorgen.commands.statements import take_in
from wegwijs.stages.ontzorgen.models import PaymentFile, PaymentRun

# `make faults` flips many more.
FLIPS = int(os.environ.get("WEGWIJS_FAULT_FLIPS", "400"))
OTHERWISE = {"another bank": "een andere bank"}
TAKEN_IN = FLIPS // 10
FILES = {
    "camt.053.001.02": camt(statement(*COMMON), form=Format.CAMT_02),
    "camt.053.001.08": camt(statement(*COMMON), form=Format.CAMT_08),
    **{f"MT940 van {OTHERWISE.get(name, name)}": text.encode() for name, text in SAMPLES.items()},
}


def flipped(data: bytes, random: Random) -> bytes:
    """Half of them in one bit, as a disk does it; the others to any byte."""
    place = random.randrange(len(data))
    mask = 1 << random.randrange(8) if random.random() < 0.5 else random.randrange(1, 256)
    return data[:place] + bytes([data[place] ^ mask]) + data[place + 1 :]


def money(statements: tuple[Statement, ...]) -> list[tuple[object, ...]]:
    """Everything that moves a cent, or says where it stands."""
    return [
        (one.iban, one.opening.cents, one.closing.cents, [entry.cents for entry in one.entries])
        for one in statements
    ]


def others(statements: tuple[Statement, ...]) -> list[str]:
    """The accounts at the other side that can be accounts."""
    return [
        entry.counter_iban for one in statements for entry in one.entries if not fault(entry.counter_iban)
    ]


@pytest.mark.parametrize("name", FILES)
def test_a_flipped_byte_is_refused_or_is_the_same_money(name: str) -> None:
    data, random = FILES[name], Random(name)  # noqa: S311 - to be played again
    before = read_statement(name, data).statements
    found: Counter[str] = Counter()
    for _ in range(FLIPS):
        broken = flipped(data, random)
        try:
            after = read_statement(name, broken).statements
        except BankRefused:
            found["geweigerd"] += 1
            continue
        assert money(after) == money(before), broken
        assert set(others(after)) <= set(others(before)), broken
        found["gelijk" if after == before else "een andere letter of dag"] += 1
    assert found["geweigerd"] > FLIPS // 8
    saw(f"omgevallen bytes in {name}", FLIPS, f"nooit een ander bedrag of een andere rekening: {told(found)}")


def test_what_is_read_of_a_broken_statement_gives_nobody_anothers_money(region: Region) -> None:
    account(region)
    lines = []
    for n in range(4):
        of = ontzorgd(region)
        bijstand(of, 1_400_00 + n * 300_00)
        lines.append(income(1_400_00 + n * 300_00, remittance=f"dossier {of.dossier.number}"))
    data, random, found = as_file(0, *lines), Random(5), Counter[str]()  # noqa: S311 - to be played again
    with transaction.atomic():
        take_in(facts_of("heel.xml", data), by=treasurer(region))
        given = balances()
        transaction.set_rollback(True)
    assert len(given) == len(lines)
    for _ in range(TAKEN_IN):
        try:
            with transaction.atomic():
                take_in(facts_of("stuk.xml", flipped(data, random)), by=treasurer(region))
                sums_hold()
                now = balances()
                assert now.items() <= given.items(), "the rest waits for somebody to look"
                found["ingelezen" if now == given else "uit te zoeken"] += 1
                transaction.set_rollback(True)
        except DomainError:
            found["geweigerd"] += 1
    saw(
        "omgevallen bytes in een afschrift dat is ingelezen",
        TAKEN_IN,
        f"niemand kreeg geld van een ander: {told(found)}",
    )


def balances() -> dict[str, int]:
    """What each client has, who has something."""
    rows = Account.objects.filter(kind=Account.Kind.CLIENT).exclude(balance=0)
    return dict(rows.values_list("source", "balance"))


def test_a_payment_file_with_a_flipped_byte_never_goes_to_the_bank(region: Region) -> None:
    account(region)
    of = ontzorgd(region)
    bijstand(of)
    rent(of, landlord(region, LANDLORD))
    take_in(
        facts_of("a.xml", as_file(0, income(remittance=f"dossier {of.dossier.number}"))), by=treasurer(region)
    )
    run = released(region)
    kept = PaymentFile.objects.get(run=run)
    data, random = bytes(kept.content), Random(7)  # noqa: S311 - to be played again
    assert verify(data, run.sha256)
    for number in range(FLIPS):
        broken = flipped(data, random)
        assert not verify(broken, run.sha256)
        # As the disk, or a superuser, does it.
        if number % 40 == 0:
            stored(kept, broken)
            with pytest.raises(DomainError, match="waarvoor twee mensen tekenden"):
                hand_over(run, by=treasurer(region))
            assert PaymentRun.objects.get(pk=run.pk).state == PaymentRun.State.RELEASED
    stored(kept, data)
    assert bytes(hand_over(run, by=treasurer(region)).content) == data
    saw("omgevallen bytes in een betaalbestand", FLIPS, "geen ging naar de bank")


def stored(file: PaymentFile, content: bytes) -> None:
    """Past every guard."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE ontzorgen_paymentfile DISABLE TRIGGER USER")
        cursor.execute("UPDATE ontzorgen_paymentfile SET content = %s WHERE run_id = %s", [content, file.pk])
        cursor.execute("ALTER TABLE ontzorgen_paymentfile ENABLE TRIGGER USER")
