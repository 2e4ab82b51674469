"""Invoices: the list by where they stand, one with its lines, typed over, confirmed."""

from datetime import MAXYEAR, MINYEAR, datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, bound, carried_out, door
from wegwijs.access.pages import back_to, form_page, pressed
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.contracts import commands
from wegwijs.contracts.forms.invoices import DecideLinesForm, InvoiceForm
from wegwijs.contracts.models import Invoice
from wegwijs.contracts.presenters import invoices as shown
from wegwijs.contracts.presenters.tenders import safe_name
from wegwijs.contracts.queries import invoices as queries
from wegwijs.contracts.queries.agreements import suppliers
from wegwijs.contracts.queries.verdicts import verdicts
from wegwijs.ui import notices

VIEW, DECIDE, CONFIRM = Permission.INVOICE_VIEW, Permission.INVOICE_DECIDE, Permission.INVOICE_CONFIRM
TO_INVOICES = "invoices:list", "Facturen"


@require_safe
@door(VIEW)
def listing(request: ActorRequest) -> HttpResponse:
    """Those in one state, with how many stand where; the first time where something waits for who looks."""
    actor = request.actor
    counted = queries.counted(actor)
    asked = request.GET.get("stand", "")
    first = Invoice.State.DECIDED if actor.may(CONFIRM) and counted.get(Invoice.State.DECIDED) else Invoice.State.RECEIVED  # fmt: skip
    chosen = Invoice.State(asked) if asked in Invoice.State.values else first
    found = queries.listed(actor, chosen, before=_moment(request.GET.get("voor", "")))
    more = len(found) > queries.PAGE
    last = found[queries.PAGE - 1] if more else None
    return render(
        request,
        "contracts/invoices.html",
        {
            "tiles": shown.tiles(counted, chosen),
            "chosen": chosen.label,
            "rows": [shown.row(one, clock.today()) for one in found[: queries.PAGE]],
            "any": bool(counted),
            "next": f"?{urlencode({'stand': chosen.value, 'voor': last.received_at.isoformat()})}" if last else "",
            "may_decide": actor.may(DECIDE),
            "may_confirm": actor.may(CONFIRM),
        },
    )  # fmt: skip


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo and MINYEAR + 1 < found.year < MAXYEAR else None


@door(VIEW)
def page(request: ActorRequest, invoice_pk: UUID) -> HttpResponse:
    """One invoice; every line with what was delivered and invoiced before, and one form to decide about all of them."""
    actor = request.actor
    invoice = queries.invoice_or_404(actor, invoice_pk)
    lines = queries.lines_of(invoice)
    found = verdicts(invoice, lines)
    waits = shown.waits(invoice, lines, actor)
    form = None
    if waits.decide:
        named = shown.titles(lines, found, invoice.currency)
        form = bound(DecideLinesForm, request, lines=lines, found=found, titles=named)
        if carried_out(request, form, lambda _: commands.decide_lines(invoice, form.decisions(), by=actor)):
            notices.saved(request, "Uw oordeel over de regels is vastgelegd.")
            return redirect("invoices:invoice", invoice.pk)
    record(by=actor, action=Action.VIEW, kind="factuur", key=invoice.pk)
    return render(
        request,
        "contracts/invoice.html",
        {
            "invoice": invoice,
            "kind": "Creditnota" if invoice.credit else "Factuur",
            "facts": shown.facts(invoice),
            "lines": [shown.line_row(one, found[one.pk], invoice.currency) for one in lines],
            "accepted": shown.accepted(lines, invoice.currency),
            "waits": waits,
            "form": form,
            "other_account": queries.another_account(invoice),
            "has_file": hasattr(invoice, "file"),
            "may_pay": actor.may(CONFIRM) and invoice.state == Invoice.State.EXPORTED and not invoice.paid_on,
        },
    )


@door(DECIDE)
def new(request: ActorRequest) -> HttpResponse:
    """An invoice that came on paper or as a PDF."""
    form = bound(InvoiceForm, request, suppliers=suppliers())
    return form_page(
        request, form, lambda _: commands.receive_invoice(form.facts(), by=request.actor), title="Factuur invullen", template="contracts/invoice_new.html",
        lead="Voor een factuur op papier of als pdf. Een e-factuur levert u aan als bestand.", submit="Leg vast",
        done="De factuur staat klaar om te beoordelen.", back=back_to(*TO_INVOICES),
        to=lambda made: reverse("invoices:invoice", args=[made.pk]),
    )  # fmt: skip


@require_POST
@door(CONFIRM)
def confirm(request: ActorRequest, invoice_pk: UUID) -> HttpResponse:
    """A second person agrees with what was decided."""
    invoice = queries.invoice_or_404(request.actor, invoice_pk)
    pressed(
        request,
        lambda: commands.confirm_invoice(invoice, by=request.actor),
        lambda made: f"De factuur is {made.get_state_display()}.",
    )
    return redirect("invoices:invoice", invoice.pk)


@require_safe
@door(VIEW)
def file(request: ActorRequest, invoice_pk: UUID) -> HttpResponse:
    """The file as it came."""
    row = queries.file_or_404(request.actor, invoice_pk)
    record(by=request.actor, action=Action.VIEW, kind="factuur", key=row.pk, detail="bestand")
    answer = HttpResponse(bytes(row.content), content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="{safe_name(row.name)}"'
    return answer
