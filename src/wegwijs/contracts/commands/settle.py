"""Confirm invoices, give them to the books of the gemeente, and say that they were paid."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.contracts.commands.invoices import employee_of, told
from wegwijs.contracts.commands.money import Fact, book_invoiced, book_paid
from wegwijs.contracts.commands.rebooking import given_back
from wegwijs.contracts.models import BookingColumn, BookingField, BookingRun, Invoice, InvoiceLine, Reason
from wegwijs.contracts.queries.invoices import BOOKED, lines_of
from wegwijs.contracts.queries.money import sums_of
from wegwijs.contracts.queries.verdicts import verdicts
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.ui.format import day

S, L = Invoice.State, InvoiceLine.State
CONFIRM = Permission.INVOICE_CONFIRM


@transaction.atomic
def confirm_invoice(invoice: Invoice, *, by: Actor) -> Invoice:
    """A second person agrees: each accepted line is booked as invoiced, of a credit note below zero. None accepted: it is refused.

    What is given back after it was paid is booked off what was paid as well. Raises NotAllowed for who decided about one of the lines;
    DomainError when it isn't decided whole, the book no longer holds it, or a move was told since.
    """
    by.require(CONFIRM)
    row = _locked(invoice)
    if row.state != S.DECIDED:
        raise DomainError(f"Deze factuur is {row.get_state_display()}. Nu is er niets te bevestigen.")
    lines, who = lines_of(row), employee_of(by)
    if any(line.decided_by_id == who.pk for line in lines):
        raise NotAllowed("U heeft zelf regels van deze factuur beoordeeld. Laat een collega bevestigen.")
    accepted = [line for line in lines if line.state == L.ACCEPTED]
    _nobody_moved_since(row, lines, accepted)
    for line in accepted:
        _book(row, line, by)
    row.state = S.CONFIRMED if accepted else S.REFUSED
    row.confirmed_by, row.confirmed_at = who, clock.now()
    row.save(update_fields=["state", "confirmed_by", "confirmed_at"])
    told(by, row, "factuur bevestigd")
    return row


def _nobody_moved_since(row: Invoice, lines: Sequence[InvoiceLine], accepted: Sequence[InvoiceLine]) -> None:
    """Raises DomainError where a move was told after a line was accepted, so that nobody decided about what was delivered after it."""
    if not any(line.call_off and line.call_off.moved_on for line in accepted):
        return
    found = verdicts(row, lines, accepted={line.pk for line in accepted})
    for line in accepted:
        if found[line.pk].reason == Reason.MOVED and line.reason != Reason.MOVED:
            raise DomainError(f"Regel {line.number} moet opnieuw worden beoordeeld. {found[line.pk].words}")


def _locked(invoice: Invoice) -> Invoice:
    rows = Invoice.objects.select_for_update(of=("self",)).select_related("supplier")
    return rows.get(pk=invoice.pk)


def _book(row: Invoice, line: InvoiceLine, by: Actor) -> None:
    assert line.call_off  # noqa: S101 - the database refuses an accepted line without
    if not line.amount:
        return
    on = line.asked_on
    sums = sums_of(line.call_off)
    if (back := sums.invoiced + line.amount - sums.paid) < 0:
        said = f"terug volgens creditnota {row}"
        book_paid(line.call_off, Fact(back, on, f"{BOOKED}{line.pk}:terug", said), by=by)
    fact = Fact(line.amount, on, f"{BOOKED}{line.pk}", f"factuur {row}, {line}"[:160], price=line.price)
    book_invoiced(line.call_off, fact, by=by)
    if line.amount < 0:
        given_back(line.call_off)


@transaction.atomic
def export_invoices(invoices: Sequence[Invoice], *, by: Actor) -> BookingRun:
    """Give confirmed invoices to the books together. Raises NotAllowed; DomainError when there are none, or one isn't confirmed."""
    by.require(CONFIRM)
    rows = Invoice.objects.select_for_update(of=("self",)).filter(pk__in=[one.pk for one in invoices])
    held = list(rows.order_by("pk"))
    if not held or any(one.state != S.CONFIRMED for one in held):
        raise DomainError("Er is geen bevestigde factuur die nog naar de boekhouding moet. Bevestig eerst een factuur.")  # fmt: skip
    run = BookingRun.objects.create(buyer=by.organisation, made_by=employee_of(by), made_at=clock.now())
    Invoice.objects.filter(pk__in=[one.pk for one in held]).update(state=S.EXPORTED, run=run)
    record(by=by, action=Action.EXPORT, kind="boekbestand", key=run.pk, detail=f"{len(held)} facturen")
    return run


@transaction.atomic
def mark_paid(invoice: Invoice, *, by: Actor, on: date) -> Invoice:
    """The books paid it on a day. What a credit note took off meanwhile isn't booked as paid.

    Raises NotAllowed; DomainError when it didn't go to the books, was paid already, or the day is still to come or before the invoice.
    """
    by.require(CONFIRM)
    row = _locked(invoice)
    if row.state != S.EXPORTED:
        raise DomainError("Deze factuur is nog niet naar de boekhouding. Maak eerst een boekbestand.")
    if row.paid_on:
        raise DomainError(f"Deze factuur is al betaald, op {day(row.paid_on)}.")
    if not row.dated <= on <= clock.today():
        raise DomainError(f"Kies een dag van {day(row.dated)} tot en met vandaag.", field="on")
    for line in lines_of(row):
        if line.state != L.ACCEPTED or line.call_off is None or line.amount <= 0:
            continue
        sums = sums_of(line.call_off)
        if cents := min(line.amount, sums.invoiced - sums.paid):
            book_paid(line.call_off, Fact(cents, on, f"{BOOKED}{line.pk}", f"factuur {row}"), by=by)
    row.paid_on = on
    row.save(update_fields=["paid_on"])
    told(by, row, "factuur betaald")
    return row


@dataclass(frozen=True, slots=True)
class ColumnFacts:
    """A column of the booking file: its head, and what it holds; ``fixed`` only with ``BookingField.FIXED``."""

    title: str
    holds: BookingField
    fixed: str = ""


@transaction.atomic
def set_columns(columns: Sequence[ColumnFacts], *, by: Actor) -> None:
    """Which columns the booking file of the actor's organisation has, in order; none: those of the list. Raises NotAllowed."""
    by.require(CONFIRM)
    BookingColumn.objects.filter(buyer=by.organisation).delete()
    BookingColumn.objects.bulk_create(
        BookingColumn(buyer=by.organisation, position=at, title=one.title, holds=one.holds, fixed=one.fixed)
        for at, one in enumerate(columns, start=1)
    )
    record(by=by, action=Action.CHANGE, kind="boekbestand", key=by.organisation.pk, detail="kolommen gekozen")
