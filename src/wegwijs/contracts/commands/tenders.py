"""Keep the register of tenders: lots, bids, what happened, papers. A final award takes two people."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.contracts.models import Bid, Lot, LotStep, Procedure, Tender, TenderFile
from wegwijs.contracts.queries.tenders import standing_step
from wegwijs.errors import Conflict, DomainError
from wegwijs.ui.format import day, euros, number

EDIT = Permission.CONTRACT_EDIT
K = LotStep.Kind
# What may follow on what.
NEXT: Mapping[LotStep.Kind | None, tuple[LotStep.Kind, ...]] = {
    None: (K.PUBLISHED, K.NEGOTIATION, K.WITHDRAWN),
    K.PUBLISHED: (K.CLOSED, K.WITHDRAWN),
    K.CLOSED: (K.NO_BIDS, K.PROVISIONAL, K.NEGOTIATION, K.WITHDRAWN),
    K.NO_BIDS: (K.NEGOTIATION, K.PUBLISHED, K.WITHDRAWN),
    K.NEGOTIATION: (K.PROVISIONAL, K.NO_BIDS, K.WITHDRAWN),
    K.PROVISIONAL: (K.AWARDED, K.CLOSED, K.WITHDRAWN),
    K.AWARDED: (),
    K.WITHDRAWN: (K.PUBLISHED, K.NEGOTIATION),
}
TO_SOMEBODY = (K.PROVISIONAL, K.AWARDED)


@dataclass(frozen=True, slots=True)
class TenderFacts:
    """What is asked of the market. ``held_by``: who holds the tender, also where that is another region."""

    title: str
    reference: str
    procedure: Procedure
    held_by: str
    closes_on: date | None = None


@dataclass(frozen=True, slots=True)
class LotFacts:
    """``persons`` a year; ``budget`` for one trajectory, in cents."""

    number: int
    title: str
    persons: int
    budget: int


@dataclass(frozen=True, slots=True)
class BidFacts:
    """``price`` for one trajectory, in cents; ``points`` of a thousand."""

    bidder: str
    received_on: date
    price: int
    points: int | None = None
    note: str = ""


def _told(by: Actor, tender: Tender, detail: str) -> None:
    record(by=by, action=Action.CHANGE, kind="aanbesteding", key=tender.pk, detail=detail)


@transaction.atomic
def make_tender(facts: TenderFacts, *, by: Actor) -> Tender:
    """A new tender. Raises NotAllowed for who doesn't buy; DomainError for a reference that is known already."""
    by.require(EDIT)
    _known_once(facts.reference, None)
    made = Tender.objects.create(
        title=facts.title, reference=facts.reference, procedure=facts.procedure, held_by=facts.held_by,
        closes_on=facts.closes_on, buyer=by.organisation, made_at=clock.now(),
    )  # fmt: skip
    _told(by, made, "aanbesteding vastgelegd")
    return made


def _known_once(reference: str, tender: Tender | None) -> None:
    others = Tender.objects.filter(reference__iexact=reference)
    if (others.exclude(pk=tender.pk) if tender else others).exists():
        raise DomainError(
            "Er is al een aanbesteding met dit kenmerk. Zoek die op of vul een ander kenmerk in.",
            field="reference",
        )


@transaction.atomic
def change_tender(tender: Tender, facts: TenderFacts, *, by: Actor, expected_version: int) -> Tender:
    """Other facts of a tender. Raises as ``make_tender``, and Conflict when a colleague changed it meanwhile."""
    by.require(EDIT)
    row = Tender.objects.select_for_update().get(pk=tender.pk)
    if row.version != expected_version:
        raise Conflict(
            "Een collega heeft deze aanbesteding net gewijzigd.", version=row.version, what="Aanbesteding",
            theirs={
                "title": row.title, "reference": row.reference, "procedure": row.get_procedure_display(),
                "held_by": row.held_by, "closes_on": day(row.closes_on) if row.closes_on else "niet ingevuld",
            },
        )  # fmt: skip
    _known_once(facts.reference, row)
    row.title, row.reference, row.procedure = facts.title, facts.reference, facts.procedure
    row.held_by, row.closes_on, row.version = facts.held_by, facts.closes_on, row.version + 1
    row.save()
    _told(by, row, "aanbesteding gewijzigd")
    return row


@transaction.atomic
def add_lot(tender: Tender, facts: LotFacts, *, by: Actor) -> Lot:
    """A lot of a tender. Raises NotAllowed; DomainError for a number that is there."""
    by.require(EDIT)
    Tender.objects.select_for_update().get(pk=tender.pk)
    _number_once(tender, facts.number, None)
    made = Lot.objects.create(
        tender=tender, number=facts.number, title=facts.title, persons=facts.persons, budget=facts.budget
    )
    _told(by, tender, f"perceel {facts.number} toegevoegd")
    return made


def _number_once(tender: Tender, number_: int, lot: Lot | None) -> None:
    others = tender.lots.filter(number=number_)
    if (others.exclude(pk=lot.pk) if lot else others).exists():
        raise DomainError(f"Perceel {number_} is er al. Kies een ander nummer.", field="number")


@transaction.atomic
def change_lot(lot: Lot, facts: LotFacts, *, by: Actor, expected_version: int) -> Lot:
    """Other facts of a lot. Raises as ``add_lot``, Conflict when a colleague changed it meanwhile, DomainError once it was awarded."""
    by.require(EDIT)
    row = Lot.objects.select_for_update().select_related("tender").get(pk=lot.pk)
    stands = standing_step(row)
    if stands and stands.kind == K.AWARDED:
        raise DomainError("Dit perceel is gegund. Wat er gevraagd is, blijft zoals het was.")
    if row.version != expected_version:
        raise Conflict(
            "Een collega heeft dit perceel net gewijzigd.", version=row.version, what="Perceel",
            theirs={
                "number": str(row.number), "title": row.title, "persons": number(row.persons),
                "budget": euros(row.budget),
            },
        )  # fmt: skip
    _number_once(row.tender, facts.number, row)
    row.number, row.title, row.persons, row.budget = facts.number, facts.title, facts.persons, facts.budget
    row.version += 1
    row.save()
    _told(by, row.tender, f"perceel {row.number} gewijzigd")
    return row


@transaction.atomic
def record_bid(lot: Lot, facts: BidFacts, *, by: Actor) -> Bid:
    """Somebody offers for a lot. Raises NotAllowed; DomainError when the lot isn't open, or the bidder offered already."""
    by.require(EDIT)
    row = Lot.objects.select_for_update().select_related("tender").get(pk=lot.pk)
    stands = standing_step(row)
    if stands is None or stands.kind not in (K.PUBLISHED, K.CLOSED, K.NEGOTIATION):
        raise DomainError("Dit perceel staat niet open. Leg eerst vast dat het is aangekondigd of in onderhandeling is.")  # fmt: skip
    if facts.received_on > clock.today():
        raise DomainError("Deze dag ligt in de toekomst.", field="received_on")
    if row.bids.filter(bidder__iexact=facts.bidder).exists():
        raise DomainError("Van deze inschrijver is er al een aanbod voor dit perceel.", field="bidder")
    made = Bid.objects.create(
        lot=row, bidder=facts.bidder, received_on=facts.received_on, price=facts.price, points=facts.points,
        note=facts.note,
    )  # fmt: skip
    _told(by, row.tender, f"aanbod voor perceel {row.number}")
    return made


@transaction.atomic
def record_step(
    lot: Lot, kind: LotStep.Kind, *, by: Actor, on: date, bid: Bid | None = None, note: str = ""
) -> LotStep:
    """What happened with a lot.

    Raises NotAllowed; DomainError for a day to come or before the step before, a step that can't follow on it, no bids when
    there are some, an award without a bid, and a final award by who gave the provisional one.
    """
    by.require(EDIT)
    row = Lot.objects.select_for_update().select_related("tender").get(pk=lot.pk)
    stands = standing_step(row)
    _can_follow(row, stands, kind, on)
    if kind in TO_SOMEBODY and (bid is None or bid.lot_id != row.pk):
        raise DomainError("Kies het aanbod waaraan dit perceel gegund is.", field="bid")
    if kind == K.AWARDED and stands:
        if stands.bid_id != (bid.pk if bid else None):
            raise DomainError("Voorlopig is aan een ander gegund. Herstel eerst die stap.", field="bid")
        by.require(Permission.CONTRACT_CONFIRM)
        if stands.recorded_by_id == by.user_id:
            raise DomainError("U heeft de voorlopige gunning vastgelegd. Laat een collega de gunning vaststellen.")  # fmt: skip
    made = LotStep.objects.create(
        lot=row, kind=kind, on=on, bid=bid if kind in TO_SOMEBODY else None, note=note, recorded_by=by.user,
        label=by.label, recorded_at=clock.now(),
    )  # fmt: skip
    _told(by, row.tender, f"perceel {row.number}: {kind.label}")
    return made


def _can_follow(lot: Lot, stands: LotStep | None, kind: LotStep.Kind, on: date) -> None:
    if on > clock.today():
        raise DomainError("Deze dag ligt in de toekomst. Leg vast wat er gebeurd is.", field="on")
    if stands and on < stands.on:
        raise DomainError(f"De vorige stap is van {day(stands.on)}. Kies die dag of later.", field="on")
    before = LotStep.Kind(stands.kind) if stands else None
    if kind not in NEXT[before]:
        can = ", ".join(one.label for one in NEXT[before]) or "niets meer"
        now = f"‘{before.label}’" if before else "niets"
        raise DomainError(f"Nu staat er {now}. Daarna kan: {can}.", field="kind")
    if kind == K.NO_BIDS and lot.bids.exists():
        raise DomainError("Er is een aanbod vastgelegd voor dit perceel.", field="kind")


@transaction.atomic
def take_back_step(lot: Lot, *, by: Actor, why: str) -> LotStep:
    """The last step was recorded by mistake; nothing is removed. Raises NotAllowed; DomainError when nothing stands, or a contract does."""
    by.require(EDIT)
    row = Lot.objects.select_for_update().select_related("tender").get(pk=lot.pk)
    stands = standing_step(row)
    if stands is None:
        raise DomainError("Er is geen stap om te herstellen.")
    if stands.kind == K.AWARDED and row.contracts.exists():
        raise DomainError("Voor dit perceel is al een contract gemaakt. Deze stap kan niet meer terug.")
    made = LotStep.objects.create(
        lot=row, kind=K.TAKEN_BACK, on=clock.today(), reverses=stands, note=why, recorded_by=by.user,
        label=by.label, recorded_at=clock.now(),
    )  # fmt: skip
    _told(by, row.tender, f"perceel {row.number}: stap hersteld")
    return made


@transaction.atomic
def add_tender_file(tender: Tender, *, by: Actor, title: str, file_name: str, content: bytes) -> TenderFile:
    """A paper, kept as it came. Raises NotAllowed; DomainError when the same file is there."""
    by.require(EDIT)
    digest = hashlib.sha256(content).hexdigest()
    if tender.files.filter(sha256=digest).exists():
        raise DomainError("Dit bestand staat er al bij.", field="file")
    made = TenderFile.objects.create(
        tender=tender, title=title, file_name=file_name[-120:], content=content, sha256=digest, label=by.label,
        added_at=clock.now(),
    )  # fmt: skip
    _told(by, tender, "stuk toegevoegd")
    return made
