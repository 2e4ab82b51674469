"""Somebody who buys, somebody who looks along, and a contract to call off on."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import count

from support.region import TODAY, Region, someone
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Role
from wegwijs.contracts.commands import (
    BidFacts,
    ContractFacts,
    KeurmerkFacts,
    LotFacts,
    PriceFacts,
    TenderFacts,
    TermsFacts,
    add_lot,
    call_off,
    decide_terms,
    make_contract,
    make_tender,
    record_bid,
    record_keurmerk,
    record_step,
    take_part,
)
from wegwijs.contracts.models import (
    Absence,
    CallOff,
    Contract,
    Keurmerk,
    Lot,
    LotStep,
    Moment,
    PriceForm,
    Procedure,
    Result,
    Tender,
)
from wegwijs.contracts.queries.agreements import offered

BEGIN, END = date(2026, 1, 1), date(2027, 12, 31)
WHOLE = 5_600_00
PRICES = (
    PriceFacts(PriceForm.TRAJECTORY, Moment.STARTED, 2_800_00),
    PriceFacts(PriceForm.TRAJECTORY, Moment.COMPLETED, 1_800_00),
    PriceFacts(PriceForm.RESULT, Moment.RESULT, 1_000_00),
)
TERMS = TermsFacts(
    BEGIN, END, PRICES, places=2, ceiling=20_000_00, started_minutes=180, completed_percent=80, result=Result.DIPLOMA,
    absence=Absence.LATE, notice_hours=24, why="zoals gegund",
)  # fmt: skip
_serial = count(1)


def buyer(region: Region) -> Actor:
    """Buys for the region."""
    return someone(region, "vermeer", Role.INKOPER, "SDD")


def second(region: Region) -> Actor:
    """A controller: confirms what a buyer made, and closes months."""
    return someone(region, "hendriks", Role.CONTROLLER, "SDD")


def marked(region: Region, short: str = "Sagènn", until: date = date(2028, 12, 31)) -> Keurmerk:
    """The supplier holds a keurmerk."""
    facts = KeurmerkFacts(Keurmerk.Kind.BOW, "0000000002", date(2025, 1, 1), until, TODAY, "register van DUO")
    return record_keurmerk(region.organisations[short], facts, by=buyer(region))


def tender(region: Region, title: str = "Leerroutes 2022") -> Tender:
    """Without lots."""
    facts = TenderFacts(title, f"TN-{next(_serial)}", Procedure.SOCIAL, "Drechtsteden", date(2026, 1, 10))
    return make_tender(facts, by=buyer(region))


def lot(region: Region, of: Tender | None = None, *, persons: int = 60) -> Lot:
    """Nothing happened with it yet."""
    of = of or tender(region)
    return add_lot(of, LotFacts(of.lots.count() + 1, "B1-route", persons, 6_000_00), by=buyer(region))


def bids(region: Region, of: Lot) -> None:
    """Announced, and two offered."""
    record_step(of, LotStep.Kind.PUBLISHED, by=buyer(region), on=date(2026, 1, 2))
    for name, price in (("Sagènn Educatie B.V.", WHOLE), ("Taal en Co", 6_400_00)):
        record_bid(of, BidFacts(name, date(2026, 1, 9), price, 800), by=buyer(region))


def awarded(region: Region, of: Lot | None = None) -> Lot:
    """By two people, to the cheapest."""
    of = of or lot(region)
    bids(region, of)
    best = of.bids.get(price=WHOLE)
    on = date(2026, 1, 12)
    record_step(of, LotStep.Kind.CLOSED, by=buyer(region), on=on)
    record_step(of, LotStep.Kind.PROVISIONAL, by=buyer(region), on=on, bid=best)
    other = someone(region, "inkoper2", Role.INKOPER, "SDD")
    record_step(of, LotStep.Kind.AWARDED, by=other, on=on + timedelta(days=20), bid=best)
    return of


def waiting(
    region: Region, terms: TermsFacts = TERMS, short: str = "Sagènn", of: Lot | None = None
) -> Contract:
    """Its first terms wait for a second person."""
    facts = ContractFacts(f"C-{next(_serial)}", "B1-route", region.organisations[short], terms.valid_from, of)
    return make_contract(facts, terms, by=buyer(region))


def contract(region: Region, short: str = "Sagènn", of: Lot | None = None, **terms: object) -> Contract:
    """In force, with a keurmerk, and Dordrecht takes part."""
    made = waiting(region, replace(TERMS, **terms), short, of)  # type: ignore[arg-type]
    version = offered(made)
    assert version
    decide_terms(version, by=second(region), accept=True)
    if not region.organisations[short].keurmerken.exists():
        marked(region, short)
    take_part(made, region.dordrecht, by=buyer(region), valid_from=terms.get("valid_from", BEGIN), source="collegebesluit 12")  # type: ignore[arg-type]  # fmt: skip
    return made


def called_off(region: Region, of: Contract, *, on: date = date(2026, 9, 7), cents: int = WHOLE) -> CallOff:
    """One trajectory."""
    source = f"test:{next(_serial)}"
    return call_off(of, region.dordrecht, by=region.regisseur, source=source, starts_on=on, cents=cents)
