"""Suppliers and what shows that they may give courses."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.pages import back_to, form_page
from wegwijs.access.roles import Permission
from wegwijs.contracts import commands
from wegwijs.contracts.forms.agreements import KeurmerkEndForm, KeurmerkForm
from wegwijs.contracts.presenters import agreements as shown
from wegwijs.contracts.queries import agreements as queries
from wegwijs.contracts.views.back import TO_SUPPLIERS

VIEW, EDIT = Permission.CONTRACT_VIEW, Permission.CONTRACT_EDIT


@require_safe
@door(VIEW)
def listing(request: ActorRequest) -> HttpResponse:
    """Every supplier with its marks."""
    today = clock.today()
    found = [
        (one, [shown.mark_line(mark, today) for mark in one.keurmerken.all()]) for one in queries.suppliers()
    ]
    context = {"suppliers": found, "may_edit": request.actor.may(EDIT)}
    return render(request, "contracts/suppliers.html", context)


@door(EDIT)
def mark_new(request: ActorRequest, supplier_pk: int) -> HttpResponse:
    """A supplier holds a keurmerk."""
    supplier = queries.supplier_or_404(supplier_pk)
    form = bound(KeurmerkForm, request)
    return form_page(
        request, form, lambda _: commands.record_keurmerk(supplier, form.facts(), by=request.actor),
        title="Keurmerk vastleggen", lead=supplier.name, done="Het keurmerk is vastgelegd.",
        back=back_to(*TO_SUPPLIERS),
    )  # fmt: skip


@door(EDIT)
def mark_end(request: ActorRequest, mark_pk: UUID) -> HttpResponse:
    """A supplier loses its keurmerk earlier than it said."""
    mark = queries.keurmerk_or_404(mark_pk)
    form = bound(KeurmerkEndForm, request)
    return form_page(
        request, form,
        lambda data: commands.end_keurmerk(mark, by=request.actor, last_day=data["last_day"], why=data["why"]),
        title="Keurmerk eindigt eerder",
        lead=f"{mark.supplier.name}. Wie al begonnen is, blijft geplaatst; de regisseur krijgt dat te zien. Daarna begint niemand meer.",
        done="Vastgelegd tot wanneer het keurmerk geldt.", back=back_to(*TO_SUPPLIERS),
    )  # fmt: skip
