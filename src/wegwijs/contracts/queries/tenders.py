"""The register of tenders: lots with where they stand."""

from uuid import UUID

from django.db.models import Count, Min, Prefetch, QuerySet
from django.http import Http404

from wegwijs.contracts.models import Bid, Lot, LotStep, Tender, TenderFile

STANDING = LotStep.objects.filter(reverses=None, reversed_by=None).select_related("bid")


def tenders() -> list[Tender]:
    """All of them, newest first, with their lots, what stands of each, and the lowest bid (``lowest``, ``offered``). Three statements."""
    lots = Lot.objects.annotate(lowest=Min("bids__price"), offered=Count("bids")).prefetch_related(
        Prefetch("steps", STANDING, to_attr="standing")
    )
    lots = lots.order_by("tender", "number")
    return list(Tender.objects.select_related("buyer").prefetch_related(Prefetch("lots", lots)))


def tender_or_404(pk: UUID) -> Tender:
    """With its lots, each with every step, what stands, and its bids."""
    lots = Lot.objects.prefetch_related(
        Prefetch("steps", LotStep.objects.select_related("bid", "reverses")),
        Prefetch("steps", STANDING, to_attr="standing"),
        Prefetch("bids", Bid.objects.all()),
        "contracts",
    )
    found = Tender.objects.select_related("buyer").prefetch_related(Prefetch("lots", lots)).filter(pk=pk)
    tender = found.first()
    if tender is None:
        raise Http404
    return tender


def lot_or_404(pk: UUID) -> Lot:
    """With its tender."""
    lot = Lot.objects.select_related("tender").filter(pk=pk).first()
    if lot is None:
        raise Http404
    return lot


def files_of(tender: Tender) -> QuerySet[TenderFile]:
    """Its papers without what is in them, newest first."""
    return tender.files.defer("content")


def file_or_404(pk: UUID) -> TenderFile:
    """One paper, with what is in it."""
    found = TenderFile.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def standing_step(lot: Lot) -> LotStep | None:
    """The newest step that wasn't taken back; None: nothing happened yet."""
    known: list[LotStep] | None = getattr(lot, "standing", None)
    if known is not None:
        return known[0] if known else None
    return STANDING.filter(lot=lot).first()
