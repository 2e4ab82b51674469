"""Client money for tests: somebody who is ontzorgd, a landlord with a number that counts, a run that two people sign, and the bank's answer."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from support.bank_camt import camt
from support.ontzorgen import BENEFIT, RENT, cost, ontzorgd, second, treasurer
from support.ontzorgen import income as planned_income
from support.region import TODAY, Region
from wegwijs import clock
from wegwijs.exchange.bank import Balance, Entry, read, verify
from wegwijs.exchange.bank import Statement as ReadStatement
from wegwijs.exchange.bank.intake import facts_of
from wegwijs.ledger.models import Fund
from wegwijs.stages.ontzorgen.commands.blocking import ask_unblock, confirm_unblock
from wegwijs.stages.ontzorgen.commands.payees import (
    NumberFacts,
    PayeeFacts,
    add_payee,
    ask_number,
    confirm_number,
)
from wegwijs.stages.ontzorgen.commands.proposals import propose
from wegwijs.stages.ontzorgen.commands.reading import hand_in
from wegwijs.stages.ontzorgen.commands.runs import RunKind, hand_over, make_run, release, sign_first
from wegwijs.stages.ontzorgen.commands.settle import (
    add_account,
    ask_client,
    ask_costs,
    ask_orders,
    confirm_line,
)
from wegwijs.stages.ontzorgen.commands.statements import FileFacts, StatementFacts, TakenIn, take_in
from wegwijs.stages.ontzorgen.models import (
    BankAccount,
    Inkomstenpost,
    Interval,
    Kostenpost,
    Kostensoort,
    NameCheck,
    Ontzorging,
    Payee,
    PaymentOrder,
    PaymentRun,
    StatementLine,
)
from wegwijs.stages.ontzorgen.queries.known import Line
from wegwijs.stages.ontzorgen.queries.statements import newest

OURS, GEMEENTES = "NL91ABNA0417164300", "NL86INGB0002445588"
LANDLORD, CLIENTS, OTHER = "NL02ABNA0123456789", "NL20INGB0001234567", "NL44RABO0123456789"
WEEK = 80_00
STAYS = date(2099, 12, 31)
RENT_DAY = TODAY + timedelta(days=8)
_numbers = count(1)


def landlord(region: Region, iban: str = LANDLORD, *, name: str = "Woonkracht10") -> Payee:
    """Somebody to pay, whose number was confirmed long ago."""
    with clock.frozen(TODAY - timedelta(days=10)):
        made = add_payee(PayeeFacts(region.dordrecht, Payee.Kind.LANDLORD, name), by=treasurer(region))
        numbered(region, made, iban)
    return made


def own_account(region: Region, of: Ontzorging, iban: str = CLIENTS) -> Payee:
    """The client's own account, whose number was confirmed long ago."""
    facts = PayeeFacts(region.dordrecht, Payee.Kind.CLIENT, "S. Tesfay", of.dossier)
    with clock.frozen(TODAY - timedelta(days=10)):
        made = add_payee(facts, by=treasurer(region))
        numbered(region, made, iban)
    return made


def numbered(region: Region, payee: Payee, iban: str = LANDLORD) -> None:
    """Asked by one and confirmed by another, now."""
    facts = NumberFacts(iban, NameCheck.MATCH, "brief van de verhuurder")
    confirm_number(ask_number(payee, facts, by=treasurer(region)), by=second(region))


def rent(
    of: Ontzorging, payee: Payee | None, cents: int = RENT, *, first_on: date = RENT_DAY, **more: Any
) -> Kostenpost:
    """The rent, each month from the first of December on."""
    return cost(of, to=payee, cents=cents, first_on=first_on, **more)


def bijstand(of: Ontzorging, cents: int = BENEFIT) -> Inkomstenpost:
    """What is expected each month."""
    sender = "Sociale Dienst Drechtsteden"
    return planned_income(of, cents=cents, sender=sender, off=100_00, first_on=date(2026, 9, 25))


def benefit(n: int) -> int:
    """The bijstand of the ``n``-th of several people: of each another amount, so that whose it was can be told."""
    return BENEFIT + n * 300_00


def household(
    region: Region, n: int, cents: int, *, interval: Interval = Interval.MAAND, iban: str = LANDLORD
) -> Ontzorging:
    """The ``n``-th of several people who stay: bijstand, rent to a landlord of their own, and leefgeld each week, all from today on."""
    of = ontzorgd(region, last_day=STAYS)
    bijstand(of, benefit(n))
    rent(of, landlord(region, iban, name=f"Verhuurder {n}"), cents, interval=interval, first_on=TODAY)
    rent(
        of, own_account(region, of), WEEK + n, soort=Kostensoort.LEEFGELD, interval=Interval.WEEK, first_on=TODAY
    )  # fmt: skip
    return of


def account(region: Region) -> BankAccount:
    """Where the money of Dordrecht's clients stands; the same again."""
    found = BankAccount.objects.filter(iban=OURS).first()
    return found or add_account(region.dordrecht, Fund.Kind.CLIENTS, OURS, "Stichting Ontzorgen", by=treasurer(region))  # fmt: skip


def own_money(region: Region) -> BankAccount:
    """Where the gemeente puts in what it advances."""
    return add_account(region.dordrecht, Fund.Kind.GEMEENTE, GEMEENTES, "Gemeente Dordrecht", by=treasurer(region))  # fmt: skip


def statement(region: Region, *lines: Line, on: date = TODAY, **more: object) -> StatementFacts:
    """The next one of the bank, with these lines."""
    last = newest(account(region))
    opening = last.closing if last else 0
    values: dict[str, Any] = {
        "number": f"{next(_numbers)}", "opening": opening, "opening_on": on, "closing": opening + sum(one.cents for one in lines),
        "closing_on": on, **more,
    }  # fmt: skip
    return StatementFacts(OURS, lines=lines, **values)


def taken_in(region: Region, *statements: StatementFacts, sha256: str = "") -> TakenIn:
    """By the treasurer, as one file."""
    code = sha256 or uuid4().hex * 2
    return take_in(FileFacts("afschrift.xml", code, b"<x/>", statements), by=treasurer(region))


def income(cents: int = 1_400_00, **more: object) -> Line:
    """What the SDD pays."""
    values: dict[str, Any] = {
        "counter_iban": OTHER,
        "counter_name": "Sociale Dienst Drechtsteden",
        "remittance": "uitkering",
        **more,
    }
    return Line(TODAY, cents, **values)


def funded(region: Region, of: Ontzorging, cents: int = 1_400_00) -> None:
    """So much on somebody's account, by a statement."""
    expected = Inkomstenpost.objects.filter(ontzorging=of).first() or bijstand(of, cents)
    taken_in(region, statement(region, income(expected.cents, remittance=f"dossier {of.dossier.number}")))


def with_rent(region: Region) -> Ontzorging:
    """Somebody with rent to pay, and this month's bijstand on their account."""
    of = ontzorgd(region)
    rent(of, landlord(region))
    account(region)
    funded(region, of)
    return of


def proposed(region: Region, until: date = RENT_DAY) -> list[PaymentOrder]:
    """Everything that falls due."""
    return propose(region.dordrecht, since=TODAY, until=until, by=treasurer(region)).made


def filled(region: Region, on: date = RENT_DAY) -> PaymentRun:
    """A run with everything that can be paid."""
    account(region)
    proposed(region)
    return make_run(region.dordrecht, on, RunKind.ALL, by=treasurer(region))


def released(region: Region, on: date = RENT_DAY) -> PaymentRun:
    """Signed by two."""
    run = sign_first(filled(region, on), by=treasurer(region))
    return release(run, run.sha256, by=second(region))


def sent(region: Region, on: date = RENT_DAY) -> PaymentRun:
    """At the bank."""
    run = released(region, on)
    hand_over(run, by=treasurer(region))
    run.refresh_from_db()
    return run


def paid(order: PaymentOrder, **more: object) -> Line:
    """What the bank says of an order that it carried out."""
    values = {"counter_iban": order.iban, "counter_name": order.name, "end_to_end": order.end_to_end, **more}
    return Line(TODAY, more.pop("cents", -order.cents), **{k: v for k, v in values.items() if k != "cents"})  # type: ignore[arg-type]


def back(order: PaymentOrder, **more: object) -> Line:
    """The same order sent back."""
    return paid(order, cents=order.cents, return_reason="AC04", **more)


@contextmanager
def later(**gone: int) -> Iterator[datetime]:
    """The clock so much further on."""
    with clock.frozen(clock.now() + timedelta(**gone)):
        yield clock.now()


def everything_once(region: Region) -> Ontzorging:
    """Somebody with a payment at each step, a number that waits, a line that nobody knew and one that went without an order of ours."""
    of = ontzorgd(region)
    payee = landlord(region)
    rent(of, payee)
    rent(of, payee, 20_00, soort=Kostensoort.WATER, first_on=RENT_DAY + timedelta(days=9))
    account(region)
    funded(region, of)
    sent(region)
    order = PaymentOrder.objects.get(state=PaymentOrder.State.RELEASED)
    taken_in(region, statement(region, paid(order), back(order), income(7_00, counter_name="Wie weet")))
    taken_in(region, statement(region, Line(TODAY, -1_00, counter_iban=OTHER, counter_name="Onbekend")))
    other = own_account(region, of)
    ask_number(
        other,
        NumberFacts(OTHER, NameCheck.NO_MATCH, "De cliënt trouwde en heet nu anders"),
        by=second(region),
    )
    proposed(region, RENT_DAY + timedelta(days=14))
    filled(region, RENT_DAY + timedelta(days=14))
    proposed(region, RENT_DAY + timedelta(days=40))
    hand_in("groot.xml", as_file(0, income(1_00)), by=treasurer(region))
    return of


def costs(region: Region, line: StatementLine, reason: str = "rente") -> StatementLine:
    """Said by one to be of the bank, and confirmed by another."""
    asked = ask_costs(line, reason, by=treasurer(region))
    return confirm_line(asked, asked.asked_times, by=second(region))


def attributed(
    region: Region, line: StatementLine, of: Ontzorging, reason: str = "van een oom"
) -> StatementLine:
    """Said by one to be somebody's, and confirmed by another."""
    asked = ask_client(line, of, reason, by=treasurer(region))
    return confirm_line(asked, asked.asked_times, by=second(region))


def called(region: Region, line: StatementLine, *orders: PaymentOrder) -> StatementLine:
    """Said by one to be these payments of ours, and confirmed by another."""
    asked = ask_orders(line, orders, "volgens de bank", by=treasurer(region))
    return confirm_line(asked, asked.asked_times, by=second(region))


def let_in(region: Region, payee: Payee) -> Payee:
    """Somebody who was blocked, to be paid again: asked by one and confirmed by another."""
    row = Payee.objects.get(pk=payee.pk)
    row = ask_unblock(row, "rekening nagekeken", by=treasurer(region), version=row.version)
    return confirm_unblock(row, by=second(region), version=row.version)


def open_line(outcome: str) -> StatementLine:
    """One that waits for somebody."""
    return StatementLine.objects.filter(outcome=outcome).order_by("position")[0]


def as_file(opening: int, *lines: Line) -> bytes:
    """What the bank would send of these lines, as camt.053."""
    closing = opening + sum(one.cents for one in lines)
    entries = tuple(
        Entry(
            f"{place}", one.booked_on, one.cents, counter_iban=one.counter_iban, counter_name=one.counter_name, remittance=one.remittance,
            end_to_end_id=one.end_to_end, return_code=one.return_reason,
        )
        for place, one in enumerate(lines, start=1)
    )  # fmt: skip
    read_back = ReadStatement(
        OURS, f"{next(_numbers)}", Balance(opening, TODAY), Balance(closing, TODAY), entries
    )
    return camt(read_back)


def statements_in(name: str, content: bytes) -> Sequence[StatementFacts]:
    """What a file of the bank holds, as it would be taken in."""
    return facts_of(name, content).statements


def orders_in_file(content: bytes) -> list[tuple[str, str, int]]:
    """Code, account number and cents of each payment in a file for the bank."""
    return [(one.end_to_end_id, one.iban, one.cents) for one in read(content).orders]


def is_unchanged(content: bytes, sha256: str) -> bool:
    """Whether it is still what was signed for."""
    return verify(content, sha256)
