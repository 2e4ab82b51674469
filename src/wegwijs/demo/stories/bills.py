"""The invoices of the past: each month one of each school (docs/adr/0029)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from wegwijs import clock
from wegwijs.contracts.models import BookingRun, Invoice, InvoiceLine, Movement
from wegwijs.contracts.queries.invoices import BOOKED
from wegwijs.demo.staff import Staff
from wegwijs.demo.stories.past import BATCH, K, Rows, at_noon
from wegwijs.organisations.models import Organisation


def bill(staff: Staff, rows: Rows) -> None:
    """Each month an invoice of what was delivered in the month before: judged, confirmed, in the books and paid a month later."""
    months: dict[date, list[Movement]] = defaultdict(list)
    for line in rows.movements:
        if line.kind == K.DELIVERED:
            months[line.on.replace(day=1)].append(line)
    if not rows.offers:
        return
    made = _Invoices(staff, rows.offers[0].organisation)
    for month in sorted(months):
        made.add(month, months[month])
    made.write()


class _Invoices:
    """Rows of invoices, and what they add to the book."""

    def __init__(self, staff: Staff, supplier: Organisation) -> None:
        self.judge, self.controller, self.supplier = staff.actor("vermeer"), staff.actor("hendriks"), supplier
        self.runs: list[BookingRun] = []
        self.invoices: list[Invoice] = []
        self.lines: list[InvoiceLine] = []
        self.movements: list[Movement] = []

    def add(self, month: date, delivered: Sequence[Movement]) -> None:
        """Dated the fifth of the month after; of this month and the one before nothing is decided yet."""
        dated = (month + timedelta(days=32)).replace(day=5)
        today = clock.today()
        if dated > today:
            return
        settled, paid = dated + timedelta(days=10), dated + timedelta(days=28)
        done = settled <= today - timedelta(days=21)
        run = BookingRun(buyer=self.judge.organisation, made_by=self.controller.employee, made_at=at_noon(settled)) if done else None  # fmt: skip
        invoice = Invoice(
            supplier=self.supplier, buyer=self.judge.organisation, number=f"{dated:%Y%m}-{self.supplier.short[:3].upper()}",
            dated=dated, due=paid, currency="EUR", net=sum(one.cents for one in delivered), vat=0, way=Invoice.Way.TYPED,
            state=Invoice.State.EXPORTED if done else Invoice.State.RECEIVED, received_by=self.judge.employee, received_at=at_noon(dated),
            confirmed_by=self.controller.employee if done else None, confirmed_at=at_noon(settled) if done else None, run=run,
            paid_on=paid if done and paid <= today else None, gemeenten=sorted({one.call_off.gemeente_id for one in delivered}),
        )  # fmt: skip
        if run:
            self.runs.append(run)
        self.invoices.append(invoice)
        for position, line in enumerate(delivered, start=1):
            self._line(invoice, position, line, done)

    def _line(self, invoice: Invoice, position: int, of: Movement, done: bool) -> None:
        state = InvoiceLine.State.ACCEPTED if done else InvoiceLine.State.OPEN
        row = InvoiceLine(
            invoice=invoice, position=position, number=str(position), description=f"{of.note}, {of.call_off}"[:240], call_off=of.call_off,
            quantity=100, unit_price=of.cents, amount=of.cents, period_from=of.on, period_to=of.on, state=state,
            price=of.price if done else None, decided_by=self.judge.employee if done else None,
            decided_at=at_noon(invoice.dated + timedelta(days=5)) if done else None,
        )  # fmt: skip
        self.lines.append(row)
        if done:
            self._booked(row, K.INVOICED, of, of.on, f"factuur {invoice}, {row}"[:160])
        if invoice.paid_on:
            self._booked(row, K.PAID, of, invoice.paid_on, f"factuur {invoice}")

    def _booked(self, line: InvoiceLine, kind: Movement.Kind, of: Movement, on: date, note: str) -> None:
        by = self.controller
        values: dict[str, Any] = {"price": of.price} if kind == K.INVOICED else {}
        self.movements.append(
            Movement(
                call_off=of.call_off, kind=kind, cents=of.cents, on=on, booked_on=on, year=of.year, source_key=f"{BOOKED}{line.pk}",
                note=note, recorded_by=by.user, label=by.label, recorded_at=at_noon(on), **values,
            )
        )  # fmt: skip

    def write(self) -> None:
        """In the order of their keys."""
        BookingRun.objects.bulk_create(self.runs, BATCH)
        Invoice.objects.bulk_create(self.invoices, BATCH)
        InvoiceLine.objects.bulk_create(self.lines, BATCH)
        Movement.objects.bulk_create(self.movements, BATCH)
