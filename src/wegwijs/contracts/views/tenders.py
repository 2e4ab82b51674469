"""The register of tenders."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.pages import back_to, form_page
from wegwijs.access.roles import Permission
from wegwijs.contracts import commands
from wegwijs.contracts.forms.tenders import (
    BidForm,
    LotForm,
    StepForm,
    TenderFileForm,
    TenderForm,
    WhatIfForm,
    WhyForm,
)
from wegwijs.contracts.models import LotStep
from wegwijs.contracts.presenters import tenders as shown
from wegwijs.contracts.queries import tenders as queries
from wegwijs.contracts.views.back import TO_TENDERS, to_tender
from wegwijs.contracts.whatif import explore
from wegwijs.ui.format import capital

VIEW, EDIT = Permission.CONTRACT_VIEW, Permission.CONTRACT_EDIT


@require_safe
@door(VIEW)
def register(request: ActorRequest) -> HttpResponse:
    """Every lot, and where it stands."""
    lots = shown.lot_lines(queries.tenders())
    empty = [one for one in queries.tenders() if not one.lots.all()] if not lots else []
    context = {"lots": lots, "empty": empty, "may_edit": request.actor.may(EDIT)}
    return render(request, "contracts/register.html", context)


@require_safe
@door(VIEW)
def page(request: ActorRequest, tender_pk: UUID) -> HttpResponse:
    """One tender: its lots with bids and what happened, and its papers."""
    tender = queries.tender_or_404(tender_pk)
    return render(
        request,
        "contracts/tender.html",
        {
            "tender": tender,
            "facts": shown.tender_facts(tender),
            "lots": [shown.lot_card(one) for one in tender.lots.all()],
            "files": [shown.file_line(one) for one in queries.files_of(tender)],
            "may_edit": request.actor.may(EDIT),
        },
    )


@door(EDIT)
def new(request: ActorRequest) -> HttpResponse:
    """A new tender."""
    form = bound(TenderForm, request)
    return form_page(
        request, form, lambda _: commands.make_tender(form.facts(), by=request.actor), title="Nieuwe aanbesteding",
        lead="Daarna legt u de percelen vast", back=back_to(*TO_TENDERS),
        done="De aanbesteding staat in het register.", to=lambda made: reverse("inkoop:tender", args=[made.pk]),
    )  # fmt: skip


@door(EDIT)
def change(request: ActorRequest, tender_pk: UUID) -> HttpResponse:
    """Other facts of a tender."""
    tender = queries.tender_or_404(tender_pk)
    form = bound(TenderForm, request, tender=tender)
    return form_page(
        request, form,
        lambda data: commands.change_tender(tender, form.facts(), by=request.actor, expected_version=data["version"]),
        title="Aanbesteding wijzigen", done="De aanbesteding is gewijzigd.", back=to_tender(tender),
    )  # fmt: skip


@door(EDIT)
def lot_new(request: ActorRequest, tender_pk: UUID) -> HttpResponse:
    """Another lot."""
    tender = queries.tender_or_404(tender_pk)
    form = bound(LotForm, request)
    return form_page(
        request, form, lambda _: commands.add_lot(tender, form.facts(), by=request.actor), title="Perceel toevoegen",
        done="Het perceel is toegevoegd.", back=to_tender(tender),
    )  # fmt: skip


@door(EDIT)
def lot_change(request: ActorRequest, lot_pk: UUID) -> HttpResponse:
    """Other facts of a lot, while it wasn't awarded."""
    lot = queries.lot_or_404(lot_pk)
    form = bound(LotForm, request, lot=lot)
    return form_page(
        request, form,
        lambda data: commands.change_lot(lot, form.facts(), by=request.actor, expected_version=data["version"]),
        title="Perceel wijzigen", done="Het perceel is gewijzigd.", back=to_tender(lot.tender),
    )  # fmt: skip


@door(EDIT)
def bid(request: ActorRequest, lot_pk: UUID) -> HttpResponse:
    """Somebody offers."""
    lot = queries.lot_or_404(lot_pk)
    form = bound(BidForm, request)
    return form_page(
        request, form, lambda _: commands.record_bid(lot, form.facts(), by=request.actor), title="Aanbod vastleggen",
        lead=capital(str(lot)), done="Het aanbod is vastgelegd.", back=to_tender(lot.tender),
    )  # fmt: skip


@door(EDIT)
def step(request: ActorRequest, lot_pk: UUID) -> HttpResponse:
    """What happened with a lot."""
    lot = queries.lot_or_404(lot_pk)
    form = bound(StepForm, request, stands=queries.standing_step(lot), bids=list(lot.bids.all()))
    return form_page(
        request, form,
        lambda data: commands.record_step(
            lot, LotStep.Kind(data["kind"]), by=request.actor, on=data["on"], bid=form.chosen(), note=data["note"]
        ),
        title="Stap vastleggen", lead=f"{capital(str(lot))}. Een gunning stelt een ander vast dan wie voorlopig gunde.",
        done="De stap is vastgelegd.", back=to_tender(lot.tender),
    )  # fmt: skip


@door(EDIT)
def take_back(request: ActorRequest, lot_pk: UUID) -> HttpResponse:
    """The last step was a mistake."""
    lot = queries.lot_or_404(lot_pk)
    stands = queries.standing_step(lot)
    form = bound(WhyForm, request)
    said = f"{capital(str(lot))}: ‘{stands.get_kind_display()}’ telt niet meer. De regel blijft in de lijst staan." if stands else ""  # fmt: skip
    return form_page(
        request, form, lambda data: commands.take_back_step(lot, by=request.actor, why=data["why"]),
        title="Laatste stap herstellen", lead=said, submit="Herstel", done="De stap telt niet meer.", back=to_tender(lot.tender),
    )  # fmt: skip


@door(VIEW)
def whatif(request: ActorRequest, lot_pk: UUID) -> HttpResponse:
    """What a lot costs with few people. Nothing is kept: the answer stands in the address."""
    lot = queries.lot_or_404(lot_pk)
    form = WhatIfForm(request.GET or None)
    rows = []
    if form.is_bound and form.is_valid():
        rows = explore(persons=lot.persons, budget=lot.budget, **form.cleaned_data)
    return render(
        request,
        "contracts/whatif.html",
        {
            "form": form,
            "lot": lot,
            "facts": shown.lot_card_facts(lot),
            "answer": shown.whatif_answer(rows, lot) if rows else "",
            "lines": shown.whatif_lines(rows, lot),
            "back": to_tender(lot.tender),
        },
    )


@door(EDIT)
def file_new(request: ActorRequest, tender_pk: UUID) -> HttpResponse:
    """Keep a paper."""
    tender = queries.tender_or_404(tender_pk)
    form = bound(TenderFileForm, request)
    return form_page(
        request, form,
        lambda data: commands.add_tender_file(
            tender, by=request.actor, title=data["title"], file_name=data["file"].name, content=data["file"].read()
        ),
        title="Stuk toevoegen", done="Het stuk is toegevoegd.", back=to_tender(tender),
    )  # fmt: skip


@require_safe
@door(VIEW)
def file(request: ActorRequest, file_pk: UUID) -> HttpResponse:
    """One paper, as it came."""
    row = queries.file_or_404(file_pk)
    answer = HttpResponse(bytes(row.content), content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="{shown.safe_name(row.file_name)}"'
    return answer
