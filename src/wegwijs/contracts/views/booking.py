"""Confirmed invoices to the books of the gemeente, in the columns that they want; and that they were paid."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.pages import back_to, form_page
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.contracts import commands
from wegwijs.contracts.forms.invoices import ColumnsForm, PaidForm
from wegwijs.contracts.models import Invoice
from wegwijs.contracts.presenters import invoices as shown
from wegwijs.contracts.queries import invoices as queries
from wegwijs.errors import DomainError
from wegwijs.tables import csv_of
from wegwijs.ui import notices

CONFIRM = Permission.INVOICE_CONFIRM


@door(CONFIRM)
def runs(request: ActorRequest) -> HttpResponse:
    """What may go to the books now, and what went before."""
    actor = request.actor
    ready = queries.ready(actor)
    if request.method == "POST":
        try:
            made = commands.export_invoices(ready, by=actor)
        except DomainError as refusal:
            messages.error(request, str(refusal))
        else:
            notices.saved(request, f"Het {made} staat klaar.")
        return redirect("invoices:runs")
    context = {
        "ready": len(ready),
        "runs": queries.runs_of(actor),
        "columns": queries.columns_of(actor.organisation),
    }
    return render(request, "contracts/runs.html", context)


@require_safe
@door(CONFIRM)
def run(request: ActorRequest, run_pk: UUID) -> HttpResponse:
    """The lines of a run as a file: all there is, or with ``?vorm=boeking`` in the columns that were chosen."""
    found = queries.run_or_404(request.actor, run_pk)
    lines = queries.booked_lines(found)
    columns = queries.columns_of(found.buyer) if request.GET.get("vorm") == "boeking" else []
    rows = shown.booking(lines, columns) if columns else shown.listing(lines)
    record(by=request.actor, action=Action.EXPORT, kind="boekbestand", key=found.pk, detail=f"{len(lines)} regels")  # fmt: skip
    answer = HttpResponse(csv_of(rows), content_type="text/csv; charset=utf-8")
    name = "boeking" if columns else "facturen"
    answer["Content-Disposition"] = f'attachment; filename="{name}-{found.made_at:%Y-%m-%d}.csv"'
    return answer


@door(CONFIRM)
def columns(request: ActorRequest) -> HttpResponse:
    """Which columns the booking file has."""
    form = bound(ColumnsForm, request, columns=queries.columns_of(request.actor.organisation))
    return form_page(
        request, form, lambda _: commands.set_columns(form.columns(), by=request.actor), title="Kolommen van het boekbestand",
        lead="Zoals uw boekhouding ze inleest", done="De kolommen zijn vastgelegd.",
        back=back_to("invoices:runs", "Naar de boekhouding"),
    )  # fmt: skip


@door(CONFIRM)
def paid(request: ActorRequest, invoice_pk: UUID) -> HttpResponse:
    """The books paid it."""
    invoice: Invoice = queries.invoice_or_404(request.actor, invoice_pk)
    form = bound(PaidForm, request)
    return form_page(
        request, form, lambda data: commands.mark_paid(invoice, by=request.actor, on=data["on"]), title="Factuur betaald",
        lead=f"Factuur {invoice} van {invoice.supplier}", done="Vastgelegd dat de factuur betaald is.",
        back=back_to("invoices:invoice", f"Factuur {invoice}", invoice.pk),
    )  # fmt: skip
