"""E-invoices sent by hand: one file or several."""

from django.http import HttpResponse
from django.shortcuts import redirect

from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.pages import back_to, form_page
from wegwijs.access.roles import Permission
from wegwijs.contracts.models import Invoice
from wegwijs.contracts.queries.agreements import suppliers
from wegwijs.errors import DomainError
from wegwijs.exchange.invoices.forms import UploadForm
from wegwijs.exchange.invoices.intake import take_in
from wegwijs.ui import notices


@door(Permission.INVOICE_DECIDE)
def upload(request: ActorRequest) -> HttpResponse:
    """Each file is taken in by itself: of the ones that can't be read the page says why, the others are kept."""
    form = bound(UploadForm, request, suppliers=suppliers())
    back = back_to("invoices:list", "Facturen")
    if request.method == "POST" and form.is_valid():
        kept = _taken_in(request, form)
        for one in kept:
            what = "is geweigerd: kijk waarom" if one.state == Invoice.State.REFUSED else "staat klaar"
            notices.saved(request, f"Factuur {one} van {one.supplier} {what}.")
        if not form.errors:
            return redirect("invoices:invoice", kept[0].pk) if len(kept) == 1 else redirect("invoices:list")
    return form_page(
        request, form, lambda _: None, title="E-facturen aanleveren",
        lead="Een factuur die niet aan de regels voldoet, wordt bewaard als geweigerd, met wat er mis is",
        submit="Lever aan", template="contracts/upload.html", back=back,
    )  # fmt: skip


def _taken_in(request: ActorRequest, form: UploadForm) -> list[Invoice]:
    kept = []
    for file in form.cleaned_data["sent"]:
        name = str(file.name)
        try:
            kept.append(take_in(file.read(), name, by=request.actor, supplier=form.chosen()))
        except DomainError as refusal:
            form.add_error("supplier" if refusal.field == "supplier" else "sent", f"{name}: {refusal}")
    return kept
