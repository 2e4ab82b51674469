"""Invoices that somebody may see, by where they stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.http import Http404

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.contracts.models import (
    BookingColumn,
    BookingRun,
    CallOff,
    Contract,
    Invoice,
    InvoiceFile,
    InvoiceLine,
    Movement,
)
from wegwijs.contracts.queries.money import PART
from wegwijs.organisations.models import Organisation, OrganisationKind

VIEW = Permission.INVOICE_VIEW
S = Invoice.State
# How a line is known in the book.
BOOKED = "factuurregel:"
# And how what was delivered more with it, since it rounds a month where weeks were rounded.
ROUNDED = "afronding:"
# What the navigation counts.
WAITING = "facturen die op u wachten"
# Who buys or pays for several gemeenten also sees what names no trajectory.
FOR_ALL = frozenset({OrganisationKind.UITVOERDER, OrganisationKind.INKOOP})
PAGE = 50


def _seen(actor: Actor) -> QuerySet[Invoice]:
    """Never one with a line that another gemeente pays. A gemeente itself sees what names a trajectory of its own, or what it received."""
    mine = sorted(actor.gemeenten(VIEW))
    rows = Invoice.objects.filter(gemeenten__contained_by=mine) if mine else Invoice.objects.none()
    return (
        rows
        if actor.organisation.kind in FOR_ALL
        else rows.filter(Q(buyer=actor.organisation) | Q(gemeenten__overlap=mine))
    )


def counted(actor: Actor) -> dict[str, int]:
    """How many stand where."""
    return dict(_seen(actor).order_by().values_list("state").annotate(n=Count("pk")))


def waiting_for(actor: Actor) -> QuerySet[Invoice]:
    """Those that wait for the actor: to look at, or to confirm what somebody else looked at."""
    waits = Q(pk=None)
    if actor.may(Permission.INVOICE_DECIDE):
        waits |= Q(state=S.RECEIVED)
    if actor.may(Permission.INVOICE_CONFIRM):
        mine = InvoiceLine.objects.filter(invoice=OuterRef("pk"), decided_by=actor.employee)
        waits |= Q(~Exists(mine), state=S.DECIDED)
    return _seen(actor).filter(waits)


def listed(actor: Actor, state: Invoice.State, *, before: datetime | None = None) -> list[Invoice]:
    """In one state, newest first, at most a page and one more; each with how many lines, and how many of those wait."""
    rows = _seen(actor).filter(state=state)
    if before:
        rows = rows.filter(received_at__lt=before)
    open_ = Q(lines__state__in=(InvoiceLine.State.OPEN, InvoiceLine.State.PARKED))
    rows = rows.select_related("supplier", "confirmed_by").annotate(
        waits=Count("lines", filter=open_), lined=Count("lines")
    )
    return list(rows.order_by("-received_at", "-number")[: PAGE + 1])


def ready(actor: Actor) -> list[Invoice]:
    """Confirmed, and not in the books yet."""
    return list(_seen(actor).filter(state=S.CONFIRMED).order_by("pk"))


def invoice_or_404(actor: Actor, pk: UUID) -> Invoice:
    """With who did what, and the account of the invoice before it (``last_account``)."""
    before = Invoice.objects.filter(supplier=OuterRef("supplier"), confirmed_by__isnull=False)
    before = before.exclude(iban="").exclude(pk=OuterRef("pk")).order_by("-confirmed_at")
    rows = _seen(actor).annotate(last_account=Subquery(before.values("iban")[:1]))
    rows = rows.select_related("supplier", "received_by", "confirmed_by", "credits", "run", "file")
    found = rows.defer("file__content").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def lines_of(invoice: Invoice) -> list[InvoiceLine]:
    """In their order, with call-off, contract, who decided, and whether the supplier has any contract (``has_contract``)."""
    contracts = Contract.objects.filter(supplier=OuterRef("invoice__supplier"))
    rows = invoice.lines.annotate(has_contract=Exists(contracts)).select_related(
        "call_off__contract__supplier", "call_off__gemeente", "decided_by", "price", "invoice"
    )
    return list(rows.order_by("position"))


def file_or_404(actor: Actor, pk: UUID) -> InvoiceFile:
    """The file of an invoice, with what is in it."""
    found = InvoiceFile.objects.filter(invoice__in=_seen(actor), pk=pk).first()
    if found is None:
        raise Http404
    return found


def another_account(invoice: Invoice) -> str:
    """The account on the invoice that was confirmed before of the same supplier, where that is another; "" else."""
    last: str | None = getattr(invoice, "last_account", None)
    return last if last and invoice.iban and last != invoice.iban else ""


def known_supplier(*, kvk: str, contract: str, name: str) -> Organisation | None:
    """Who sends it: by an invoice that was confirmed before, by the contract it names, or by name. None: nobody we know."""
    rows = Organisation.objects.filter(contracts__isnull=False)
    before = Invoice.objects.filter(kvk=kvk, confirmed_by__isnull=False).values("supplier")
    for wanted, how in (
        (kvk, Q(pk__in=before)),
        (contract, Q(contracts__number__iexact=contract)),
        (name, Q(name__iexact=name) | Q(short__iexact=name)),
    ):
        found = list(rows.filter(how).distinct()[:2]) if wanted else []
        if len(found) == 1:
            return found[0]
    return None


def call_offs_by_number(numbers: set[str]) -> Mapping[str, CallOff]:
    """Those that are there."""
    return {one.number: one for one in CallOff.objects.filter(number__in=numbers)}


def columns_of(buyer: Organisation) -> list[BookingColumn]:
    """The columns of its booking file, in order; empty: it set none."""
    return list(BookingColumn.objects.filter(buyer=buyer))


def runs_of(actor: Actor) -> list[BookingRun]:
    """The newest booking files, with how many invoices are in each."""
    rows = BookingRun.objects.filter(buyer=actor.organisation).select_related("made_by")
    return list(rows.annotate(number=Count("invoices"))[:PAGE])


def run_or_404(actor: Actor, pk: UUID) -> BookingRun:
    """One of the actor's organisation."""
    found = BookingRun.objects.filter(buyer=actor.organisation, pk=pk).select_related("buyer").first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True, slots=True)
class Booked:
    """Of an accepted line what one budget year bears, in cents."""

    line: InvoiceLine
    year: int
    cents: int


def booked_lines(run: BookingRun) -> list[Booked]:
    """What was accepted on its invoices, by the budget years that bear it in the book. Two statements."""
    rows = InvoiceLine.objects.filter(invoice__run=run, state=InvoiceLine.State.ACCEPTED)
    lines = list(
        rows.select_related("invoice__supplier", "call_off__contract").order_by(
            "invoice__dated", "invoice__number", "position"
        )
    )
    booked = Movement.objects.filter(
        kind=Movement.Kind.INVOICED, call_off__in={line.call_off_id for line in lines}, source_key__startswith=BOOKED
    )  # fmt: skip
    parts: dict[str, list[tuple[int, int]]] = {}
    for key, year, cents in booked.order_by("id").values_list("source_key", "year", "cents"):
        parts.setdefault(key.removeprefix(BOOKED).partition(PART)[0], []).append((year, cents))
    return [
        Booked(line, year, cents)
        for line in lines
        for year, cents in parts.get(str(line.pk), [(line.asked_on.year, line.amount)])
    ]
