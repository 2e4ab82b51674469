"""Invoices in words: what waits for whom, what each line asks and what stands against it; and the files for the books."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.contracts.models import BookingColumn, BookingField, Invoice, InvoiceLine
from wegwijs.contracts.queries.invoices import Booked
from wegwijs.contracts.queries.verdicts import Verdict
from wegwijs.ui.format import day, euros, moment, number
from wegwijs.ui.parts import Fact

S, L = Invoice.State, InvoiceLine.State
SEVERITY = {
    S.RECEIVED: "soon", S.DECIDED: "soon", S.CONFIRMED: "in-time", S.EXPORTED: "done", S.REFUSED: "late",
    L.OPEN: "soon", L.ACCEPTED: "in-time", L.PARKED: "soon",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tile:
    """How many invoices stand somewhere."""

    label: str
    number: str
    href: str
    current: bool
    severity: str


def tiles(counted: Mapping[str, int], chosen: Invoice.State) -> list[Tile]:
    """One for each state."""
    return [
        Tile(
            one.label.capitalize(), number(counted.get(one, 0)), f"?stand={one.value}", one == chosen,
            SEVERITY[one] if counted.get(one) else "neutral",
        )
        for one in S
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One invoice in the list."""

    key: UUID
    title: str
    note: str
    amount: str
    due: str
    late: bool
    stand: str
    severity: str


def row(invoice: Invoice, today: date) -> Row:
    """Of an invoice that was read with ``queries.listed``."""
    waits, lined = getattr(invoice, "waits", 0), getattr(invoice, "lined", 0)
    kind = "Creditnota" if invoice.credit else "Factuur"
    stand = invoice.get_state_display()
    if invoice.state == S.RECEIVED:
        stand = f"{number(waits)} van {number(lined)} regels te beoordelen"
    elif invoice.paid_on:
        stand = f"betaald op {day(invoice.paid_on)}"
    runs = invoice.state in (S.RECEIVED, S.DECIDED, S.CONFIRMED)
    late = bool(runs and invoice.due and invoice.due < today)
    return Row(
        invoice.pk, f"{kind} {invoice.number}", f"{invoice.supplier.name}, {day(invoice.dated)}", money(invoice.net, invoice.currency),
        day(invoice.due) if invoice.due else "–", late, stand, SEVERITY[S(invoice.state)],
    )  # fmt: skip


def money(cents: int, currency: str) -> str:
    """In the currency of the invoice."""
    return euros(cents) if currency == "EUR" else euros(cents).replace("€", currency)


def facts(invoice: Invoice) -> list[Fact]:
    """What stands above the lines, and who did what."""
    found = [
        Fact("Aanbieder", invoice.supplier.name),
        Fact("Datum", day(invoice.dated)),
        Fact("Betalen vóór of op", day(invoice.due) if invoice.due else "niet genoemd"),
        Fact("Zonder btw", money(invoice.net, invoice.currency)),
        Fact("Btw", money(invoice.vat, invoice.currency)),
        Fact("Rekening", invoice.iban or "niet genoemd"),
        Fact("Ontvangen", f"{invoice.get_way_display()}, {moment(invoice.received_at)}, door {invoice.received_by}"),
    ]  # fmt: skip
    if invoice.credit:
        found.insert(1, Fact("Verbetert", f"factuur {invoice.credits}" if invoice.credits else "geen factuur die wij kennen"))  # fmt: skip
    if invoice.confirmed_by and invoice.confirmed_at:
        found.append(Fact("Bevestigd", f"{moment(invoice.confirmed_at)}, door {invoice.confirmed_by}"))
    if invoice.paid_on:
        found.append(Fact("Betaald", day(invoice.paid_on)))
    return found


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line: what it asks, against what, and what was said of it."""

    number: str
    description: str
    call_off: str
    contract: str
    period: str
    asked: str
    amount: str
    delivered: str
    room: str
    before: tuple[str, ...]
    stand: str
    severity: str
    words: str


def line_row(line: InvoiceLine, said: Verdict, currency: str) -> LineRow:
    """With the evidence of the book beside it."""
    decided = line.state != L.OPEN
    words = line.note if decided else said.words
    who = f" ({line.decided_by})" if decided and line.decided_by else ""
    call = line.call_off
    return LineRow(
        number=line.number, description=line.description, call_off=str(call) if call else "geen afroep die wij kennen",
        contract=f"contract {call.contract}, {call.gemeente}" if call else "", period=period(line),
        asked=f"{_count(line.quantity)} × {money(line.unit_price, currency)}", amount=money(line.amount, currency),
        delivered=euros(said.delivered), room=euros(said.room),
        before=tuple(f"{euros(one.amount)}: factuur {one.invoice}, {one}" for one in said.before),
        stand=f"{line.get_state_display()}{who}", severity="late" if line.state == L.REFUSED else SEVERITY[L(line.state)],
        words=words,
    )  # fmt: skip


def period(line: InvoiceLine) -> str:
    """ "01-10-2026 tot en met 31-10-2026"."""
    if line.period_from and line.period_to:
        return f"{day(line.period_from)} tot en met {day(line.period_to)}"
    if line.period_from:
        return f"vanaf {day(line.period_from)}"
    return f"tot en met {day(line.period_to)}" if line.period_to else "geen periode genoemd"


def _count(hundredths: int) -> str:
    whole, part = divmod(abs(hundredths), 100)
    said = f"{number(whole)},{part:02d}".rstrip("0").rstrip(",") if part else number(whole)
    return f"-{said}" if hundredths < 0 else said


def titles(lines: Iterable[InvoiceLine], found: Mapping[UUID, Verdict], currency: str) -> dict[UUID, tuple[str, str]]:  # fmt: skip
    """Heading and lead of each line in the form: what it asks, and what the product sees in it."""
    return {
        line.pk: (
            f"Regel {line.number}: {line.description}, {money(line.amount, currency)}",
            found[line.pk].words or "Past bij het contract en bij wat er geleverd is",
        )
        for line in lines
    }


@dataclass(frozen=True, slots=True)
class Waits:
    """For whom the invoice waits, and what the one who looks can do."""

    words: str
    decide: bool
    confirm: bool


def waits(invoice: Invoice, lines: Sequence[InvoiceLine], actor: Actor) -> Waits:
    """A second person confirms; who decided about a line can't."""
    decide = actor.may(Permission.INVOICE_DECIDE) and invoice.state in (S.RECEIVED, S.DECIDED)
    if invoice.state == S.RECEIVED:
        left = sum(one.state in (L.OPEN, L.PARKED) for one in lines)
        return Waits(f"Wacht op een oordeel over {number(left)} {'regel' if left == 1 else 'regels'}.", decide, False)  # fmt: skip
    if invoice.state != S.DECIDED:
        return Waits("", False, False)
    mine = actor.employee is not None and any(one.decided_by_id == actor.employee.pk for one in lines)
    if mine:
        return Waits("Wacht op een collega: wie regels beoordeelde, bevestigt niet.", decide, False)
    may = actor.may(Permission.INVOICE_CONFIRM)
    return Waits("Wacht op bevestiging." if may else "Wacht op bevestiging door een controller.", decide, may)


def accepted(lines: Iterable[InvoiceLine], currency: str) -> str:
    """What would be paid, without VAT."""
    return money(sum(one.amount for one in lines if one.state == L.ACCEPTED), currency)


HEADER = ("Factuur", "Datum", "Vervaldatum", "Aanbieder", "KvK-nummer", "Rekening", "Contract", "Afroep", "Gemeente", "Boekjaar", "Bedrag zonder btw", "Btw")  # fmt: skip
LISTED = (
    BookingField.INVOICE, BookingField.DATED, BookingField.DUE, BookingField.SUPPLIER, BookingField.KVK, BookingField.IBAN,
    BookingField.CONTRACT, BookingField.CALL_OFF, BookingField.GEMEENTE, BookingField.YEAR, BookingField.NET, BookingField.VAT,
)  # fmt: skip


def cells(one: Booked) -> dict[str, object]:
    """What a column of a file may hold, of one accepted line in one year."""
    line, invoice, call = one.line, one.line.invoice, one.line.call_off
    assert call  # noqa: S101 - the database refuses an accepted line without
    vat = (abs(one.cents) * line.vat_basis_points + 5_000) // 10_000 * (-1 if one.cents < 0 else 1)
    return {
        BookingField.INVOICE: invoice.number, BookingField.DATED: day(invoice.dated),
        BookingField.DUE: day(invoice.due) if invoice.due else "", BookingField.SUPPLIER: invoice.supplier.name,
        BookingField.KVK: invoice.kvk, BookingField.IBAN: invoice.iban, BookingField.CONTRACT: call.contract.number,
        BookingField.CALL_OFF: call.number, BookingField.GEMEENTE: call.gemeente_id,
        BookingField.YEAR: one.year, BookingField.NET: _plain(one.cents),
        BookingField.VAT: _plain(vat),
    }  # fmt: skip


def listing(lines: Iterable[Booked]) -> list[tuple[object, ...]]:
    """The file with everything."""
    return [HEADER, *(tuple(cells(one)[name] for name in LISTED) for one in lines)]


def booking(lines: Iterable[Booked], columns: Sequence[BookingColumn]) -> list[tuple[object, ...]]:
    """The file as the books of this organisation want it."""
    rows = [tuple(_cell(cells(one), column) for column in columns) for one in lines]
    return [tuple(one.title for one in columns), *rows]


def _cell(found: Mapping[str, object], column: BookingColumn) -> object:
    return column.fixed if column.holds == BookingField.FIXED else found[column.holds]


def _plain(cents: int) -> str:
    sign, (whole, part) = "-" if cents < 0 else "", divmod(abs(cents), 100)
    return f"{sign}{whole},{part:02d}"
