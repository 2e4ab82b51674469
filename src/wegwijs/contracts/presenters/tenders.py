"""The register of tenders in words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from wegwijs.contracts.commands.tenders import NEXT
from wegwijs.contracts.models import Bid, Lot, LotStep, Tender, TenderFile
from wegwijs.contracts.queries.tenders import standing_step
from wegwijs.contracts.whatif import Row
from wegwijs.ui.format import capital, day, euros, number
from wegwijs.ui.parts import Fact, Happened

K = LotStep.Kind
SEVERITY = {
    K.PUBLISHED: "in-time",
    K.CLOSED: "in-time",
    K.NO_BIDS: "late",
    K.NEGOTIATION: "soon",
    K.PROVISIONAL: "soon",
    K.AWARDED: "done",
    K.WITHDRAWN: "neutral",
}


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a lot stands: a word, since when, and how it looks."""

    label: str
    since: str
    severity: str


def stand(lot: Lot) -> Stand:
    """Of a lot that was read with its steps."""
    step = standing_step(lot)
    if step is None:
        return Stand("in voorbereiding", "", "neutral")
    kind = LotStep.Kind(step.kind)
    to = f" aan {step.bid}" if step.bid else ""
    return Stand(f"{kind.label}{to}", f"sinds {day(step.on)}", SEVERITY[kind])


@dataclass(frozen=True, slots=True)
class LotLine:
    """One lot in the register."""

    title: str
    tender: Tender
    held_by: str
    persons: str
    budget: str
    lowest: str
    over: bool
    stand: Stand
    late: bool


def lot_lines(tenders: Iterable[Tender]) -> list[LotLine]:
    """Every lot, of tenders that were read with ``queries.tenders``."""
    return [_lot_line(tender, lot) for tender in tenders for lot in tender.lots.all()]


def _lot_line(tender: Tender, lot: Lot) -> LotLine:
    lowest: int | None = getattr(lot, "lowest", None)
    shown = stand(lot)
    offered = f"{euros(lowest)}" if lowest is not None else "geen aanbod"
    return LotLine(
        title=capital(str(lot)), tender=tender, held_by=tender.held_by, persons=number(lot.persons),
        budget=euros(lot.budget), lowest=offered, over=lowest is not None and lowest > lot.budget, stand=shown,
        late=shown.severity == "late",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class BidLine:
    """One bid."""

    bidder: str
    received: str
    price: str
    against: str
    points: str
    note: str
    over: bool


@dataclass(frozen=True, slots=True)
class LotCard:
    """A lot with all that happened."""

    lot: Lot
    title: str
    stand: Stand
    facts: tuple[Fact, ...]
    bids: tuple[BidLine, ...]
    events: tuple[Happened, ...]
    may_step: bool
    may_bid: bool
    may_contract: bool
    may_take_back: bool
    contracts: tuple[tuple[str, str], ...]


def lot_card(lot: Lot) -> LotCard:
    """Of a lot that was read with ``queries.tender_or_404``."""
    step = standing_step(lot)
    kind = LotStep.Kind(step.kind) if step else None
    return LotCard(
        lot=lot, title=capital(str(lot)), stand=stand(lot), facts=lot_card_facts(lot),
        bids=tuple(_bid(one, lot) for one in lot.bids.all()), events=_events(lot),
        may_step=bool(NEXT[kind]), may_bid=kind in (K.PUBLISHED, K.CLOSED, K.NEGOTIATION),
        may_contract=kind == K.AWARDED,
        may_take_back=step is not None and not (kind == K.AWARDED and lot.contracts.all()),
        contracts=tuple((str(one.pk), f"{one.number}: {one.title}") for one in lot.contracts.all()),
    )  # fmt: skip


def lot_card_facts(lot: Lot) -> tuple[Fact, ...]:
    """What a lot asks for."""
    return (
        Fact("Personen per jaar", number(lot.persons)),
        Fact("Budget per traject", euros(lot.budget)),
        Fact("Budget per jaar", euros(lot.budget * lot.persons)),
    )


def tender_facts(tender: Tender) -> tuple[Fact, ...]:
    """What a tender is."""
    return (
        Fact("Kenmerk", tender.reference),
        Fact("Procedure", tender.get_procedure_display()),
        Fact("Gehouden door", tender.held_by),
        Fact(
            "Inschrijven",
            f"tot en met {day(tender.closes_on)}" if tender.closes_on else "geen dag vastgelegd",
        ),
    )


def _bid(bid: Bid, lot: Lot) -> BidLine:
    apart = bid.price - lot.budget
    against = (
        f"{euros(abs(apart))} {'boven' if apart > 0 else 'onder'} budget"
        if apart
        else "gelijk aan het budget"
    )
    return BidLine(
        bid.bidder, day(bid.received_on), euros(bid.price), against,
        "niet beoordeeld" if bid.points is None else number(bid.points), bid.note, apart > 0,
    )  # fmt: skip


def _events(lot: Lot) -> tuple[Happened, ...]:
    steps = list(lot.steps.all())
    gone = {one.reverses_id for one in steps}
    return tuple(_event(one, withdrawn=one.pk in gone) for one in steps)


def _event(step: LotStep, *, withdrawn: bool) -> Happened:
    if step.reverses:
        return Happened(
            f"Hersteld: {step.reverses.get_kind_display()}", day(step.on), by=step.label, text=step.note
        )
    to = f" aan {step.bid}" if step.bid else ""
    said = f"{step.get_kind_display()}{to}"
    return Happened(capital(said), day(step.on), by=step.label, text=step.note, withdrawn=withdrawn)


def safe_name(name: str) -> str:
    """The name of a file without what a header can't hold."""
    return re.sub(r"[^A-Za-z0-9._ -]", "-", name)


def file_line(row: TenderFile) -> tuple[TenderFile, str]:
    """A paper, and who added it when."""
    return row, f"{row.file_name} · toegevoegd door {row.label}"


@dataclass(frozen=True, slots=True)
class WhatIfLine:
    """What so many people cost; ``expected``: as many as the lot asks for."""

    persons: str
    groups: str
    total: str
    each: str
    finished: str
    within: bool
    expected: bool


def whatif_lines(rows: Iterable[Row], lot: Lot) -> list[WhatIfLine]:
    """In euros."""
    return [
        WhatIfLine(
            number(one.persons), number(one.groups), euros(one.total), euros(one.each), euros(one.finished), one.within,
            one.persons == lot.persons,
        )
        for one in rows
    ]  # fmt: skip


def whatif_answer(rows: list[Row], lot: Lot) -> str:
    """In one sentence: from how many on it fits."""
    fitting = [one.persons for one in rows if one.within]
    if not fitting:
        return "Met deze kosten past geen enkel aantal in het budget."
    here = next((one for one in rows if one.persons == lot.persons), None)
    verdict = "past het" if here and here.within else "past het niet"
    return (
        f"Bij {number(lot.persons)} personen per jaar {verdict} in {euros(lot.budget)} per traject. Het kleinste aantal in deze "
        f"tabel dat past, is {number(min(fitting))}."
    )
