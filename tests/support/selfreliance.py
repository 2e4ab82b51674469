"""Somebody whose money is kept, for tests: a plan, accounts that can be used, what the bank said, payments that two people signed."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count

from support.ontzorgen import BENEFIT, cost, income, moment, ontzorgd, second, treasurer
from support.region import TODAY, Region
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.dossiers.models import Dossier
from wegwijs.ledger.commands import open_fund
from wegwijs.ledger.models import Fund
from wegwijs.stages.ontzorgen.commands.booking import book_line, set_aside
from wegwijs.stages.ontzorgen.models import (
    BankAccount,
    Inkomensoort,
    Inkomstenpost,
    Interval,
    Kostenpost,
    Kostensoort,
    NameCheck,
    Ontzorging,
    Payee,
    PayeeChange,
    PaymentOrder,
    PaymentRun,
    Statement,
    StatementLine,
)

SINCE = date(2026, 6, 1)
LAST = date(2026, 11, 30)
LEEFGELD = 70_00
IBANS = ("NL91ABNA0417164300", "NL02RABO0123456789", "NL44RABO0123456789", "NL20INGB0001234567")
ORDER, OUTCOME = PaymentOrder.State, StatementLine.Outcome
_serial: Iterator[int] = count(1)


def payee(
    region: Region, name: str = "Woonbron", kind: Payee.Kind = Payee.Kind.LANDLORD, *, dossier: Dossier | None = None,
    counts: timedelta = timedelta(days=-2),
) -> Payee:  # fmt: skip
    """Somebody who can be paid: the account number ``counts`` since the day before yesterday."""
    asked, confirmed = treasurer(region), second(region)
    assert asked.employee
    made = Payee.objects.create(
        gemeente=region.dordrecht,
        dossier=dossier,
        kind=kind,
        name=name,
        label=asked.label,
        made_at=moment(SINCE),
    )
    PayeeChange.objects.create(
        payee=made, iban=IBANS[next(_serial) % len(IBANS)], name_check=NameCheck.MATCH, source="brief", asked_by=asked.employee,
        asked_at=moment(TODAY - timedelta(days=4)), confirmed_by=confirmed.employee,
        confirmed_at=moment(TODAY - timedelta(days=3)), usable_from=moment(TODAY) + counts,
    )  # fmt: skip
    return made


def planned(region: Region, dossier: Dossier | None = None) -> Ontzorging:
    """Since June, with rent, leefgeld each week and bijstand; it would end by the end of November."""
    row = ontzorgd(region, dossier, since=SINCE, last_day=LAST)
    cost(row, to=payee(region))
    cost(row, Kostensoort.LEEFGELD, LEEFGELD, interval=Interval.WEEK)
    income(row)
    return row


def statement_line(
    region: Region, row: Ontzorging, cents: int, outcome: StatementLine.Outcome, *, on: date | None = None,
    inkomst: Inkomstenpost | None = None, order: PaymentOrder | None = None, name: str = "Sociale Dienst",
) -> StatementLine:  # fmt: skip
    """A line of the bank of a day (today), booked."""
    by, day = treasurer(region), on or clock.today()
    assert by.employee
    fund = open_fund(row.dossier.gemeente, Fund.Kind.CLIENTS)
    account, _ = BankAccount.objects.get_or_create(
        fund=fund, defaults={"iban": "NL18BNGH0285012345", "name": "SDD inz. ontzorgen", "opened_on": SINCE}
    )
    number = next(_serial)
    statement = Statement.objects.create(
        account=account, sha256=f"{number:064d}", number=str(number), opening=0, closing=0, opening_on=day, closing_on=day,
        imported_by=by.employee, imported_at=clock.now(),
    )  # fmt: skip
    line = StatementLine.objects.create(
        statement=statement, key=f"{number:064d}", position=1, booked_on=day, cents=cents, counter_name=name, outcome=outcome,
        order=order, inkomst=inkomst, ontzorging=row,
    )  # fmt: skip
    book_line(line, by=by)
    return line


def received(
    region: Region, row: Ontzorging, cents: int = BENEFIT, *, on: date | None = None
) -> StatementLine:
    """The bijstand came."""
    expected = row.inkomsten.filter(soort=Inkomensoort.BIJSTAND).first()
    return statement_line(region, row, cents, OUTCOME.INCOME, on=on, inkomst=expected)


def proposed(
    row: Ontzorging, what: Kostenpost | None = None, *, cents: int | None = None, on: date | None = None, to: Payee | None = None
) -> PaymentOrder:  # fmt: skip
    """An order that nobody signed for."""
    day = on or clock.today()
    return PaymentOrder.objects.create(
        ontzorging=row, kostenpost=what, payee=to or (what.payee if what else None), cents=cents or (what.cents if what else 0),
        due_on=day, period=day, remittance="betaling", end_to_end=f"E2E{next(_serial)}", label=row.label, made_at=clock.now(),
    )  # fmt: skip


def released(region: Region, order: PaymentOrder) -> PaymentOrder:
    """Two people signed for it: it is on its way to the bank."""
    first, other = treasurer(region), second(region)
    assert first.employee
    run = PaymentRun.objects.create(
        gemeente=order.ontzorging.dossier.gemeente, key=f"run{next(_serial)}", due_on=order.due_on, made_by=first.employee,
        made_at=clock.now(), msg_id=f"MSG{next(_serial)}", first_by=first.employee, first_at=clock.now(),
        second_by=other.employee, second_at=clock.now(), sha256="0" * 64, count=1, cents=order.cents,
        state=PaymentRun.State.RELEASED,
    )  # fmt: skip
    set_aside([order], by=first)
    order.run, order.state = run, ORDER.RELEASED
    order.name, order.iban = str(order.payee or "Ontvanger"), IBANS[0]
    order.save()
    return order


def paid(region: Region, order: PaymentOrder) -> PaymentOrder:
    """The bank carried it out."""
    released(region, order)
    statement_line(region, order.ontzorging, -order.cents, OUTCOME.PAID, order=order)
    order.state, order.executed_on = ORDER.EXECUTED, clock.today()
    order.save()
    return order


def keeper(region: Region) -> Actor:
    """Who keeps the money in these tests."""
    return treasurer(region)
