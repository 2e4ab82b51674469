"""How the region bought its leerroutes: the tenders of 2021, two contracts, what was called off on them and paid until today.

Prices, suppliers and how the tenders ended are those of the council letter of 2021; how a price is paid in parts, places,
budgets and bids of others are invented.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

from wegwijs import clock
from wegwijs.contracts.commands import (
    BidFacts,
    ContractFacts,
    KeurmerkFacts,
    LotFacts,
    PriceFacts,
    TenderFacts,
    TermsFacts,
    add_lot,
    add_option,
    close_month,
    decide_terms,
    make_contract,
    make_tender,
    propose_terms,
    record_bid,
    record_keurmerk,
    record_step,
    take_part,
)
from wegwijs.contracts.models import (
    Absence,
    Contract,
    Keurmerk,
    Lot,
    LotStep,
    Moment,
    PriceForm,
    Procedure,
    Result,
)
from wegwijs.contracts.queries.money import closed_until, following
from wegwijs.demo.staff import Staff
from wegwijs.demo.trajectory.walk import after_weekend
from wegwijs.organisations.models import Gemeente
from wi2021.facts import Leerroute

K = LotStep.Kind
ASKED, OPENED, MADE = date(2021, 11, 22), date(2021, 11, 15), date(2022, 1, 3)
FROM, FIRST_END = date(2022, 1, 1), date(2025, 12, 31)
# Route, supplier, number, price of a trajectory in cents, places, what others asked.
BOUGHT: tuple[tuple[Leerroute, str, str, int, int, tuple[tuple[str, int], ...]], ...] = (
    (Leerroute.B1, "Sagènn", "DRE-2022-B1", 5_600_00, 180, (("Taalhuis Zuid (verzonnen)", 6_150_00),)),
    (Leerroute.Z, "NLtraining", "DRE-2022-Z", 9_200_00, 120, (("De Taalboog (verzonnen)", 9_850_00),)),
)
# As the stand-in for DUO knows them.
SCHOOL_NUMBERS = {"Sagènn": "0000000002", "NLtraining": "0000000003"}
# Those three joined later than the four that began together.
LATE = {"0482": date(2022, 7, 1), "0523": date(2022, 7, 1), "0610": date(2023, 1, 1)}


def buying(staff: Staff, gemeenten: Collection[str]) -> None:
    """By the buyers of the region, a controller and the regisseurs."""
    lots = _tender(staff)
    _joined(staff)
    for bought in BOUGHT:
        route, short, *_ = bought
        _marked(staff, short)
        contract = _contract(staff, bought, lots[route])
        for gemeente in Gemeente.objects.filter(pk__in=gemeenten):
            since = LATE.get(gemeente.pk, FROM)
            with clock.frozen(after_weekend(since + timedelta(days=3))):
                take_part(contract, gemeente, by=staff.actor("vermeer"), valid_from=since, source="collegebesluit deelname leerroutes")  # fmt: skip


def _tender(staff: Staff) -> dict[Leerroute, Lot]:
    """B1 and Z were awarded, MBO got no bids and went to negotiation."""
    with clock.frozen(ASKED):
        by, other = staff.actor("vermeer"), staff.actor("dejong")
        made = make_tender(
            TenderFacts("Leerroutes inburgering Drechtsteden", "DRE-2021-114", Procedure.SOCIAL, "Drechtsteden", date(2021, 10, 29)), by=by
        )  # fmt: skip
        lots = {}
        for number, (route, short, _, price, _, others) in enumerate(BOUGHT, start=1):
            lot = add_lot(made, LotFacts(number, f"{route.naam}", 90, 10_000_00), by=by)
            record_step(lot, K.PUBLISHED, by=by, on=OPENED - timedelta(days=45))
            supplier = staff.organisations[short]
            for name, asked in ((supplier.name, price), *others):
                record_bid(
                    lot,
                    BidFacts(name, OPENED - timedelta(days=18), asked, 870 if asked == price else 790),
                    by=by,
                )
            best = lot.bids.get(price=price)
            record_step(lot, K.CLOSED, by=by, on=OPENED - timedelta(days=17))
            record_step(lot, K.PROVISIONAL, by=by, on=OPENED - timedelta(days=7), bid=best)
            record_step(lot, K.AWARDED, by=other, on=ASKED, bid=best)
            lots[route] = lot
        mbo = add_lot(made, LotFacts(3, "Onderwijsroute, mbo", 12, 10_000_00), by=by)
        for kind, days, note in (
            (K.PUBLISHED, 45, ""), (K.CLOSED, 17, ""), (K.NO_BIDS, 17, "kleine aantallen en het budget per traject"),
            (K.NEGOTIATION, 3, "gesprekken met scholen in de buurt"),
        ):  # fmt: skip
            record_step(mbo, kind, by=by, on=OPENED - timedelta(days=days), note=note)
    return lots


def _joined(staff: Staff) -> None:
    """HBO and WO by the tender of another region, still being judged when the council was told."""
    with clock.frozen(ASKED):
        by = staff.actor("vermeer")
        made = make_tender(
            TenderFacts("Onderwijsroute hbo en wo", "RTD-2021-208", Procedure.JOINED, "gemeente Rotterdam", date(2021, 11, 12)), by=by
        )  # fmt: skip
        lot = add_lot(made, LotFacts(1, "Onderwijsroute, hbo en wo", 15, 10_000_00), by=by)
        record_step(lot, K.PUBLISHED, by=by, on=OPENED - timedelta(days=40))
        record_step(lot, K.CLOSED, by=by, on=OPENED - timedelta(days=3), note="in beoordeling")


def _marked(staff: Staff, short: str) -> None:
    """Looked up each year; the last one ends within some months."""
    today = clock.today()
    until = date(today.year + 1, 2, 28) if short == "NLtraining" else date(today.year + 2, 6, 30)
    facts = KeurmerkFacts(
        Keurmerk.Kind.BOW, SCHOOL_NUMBERS[short], FROM, until, MADE, "register van DUO (verzonnen nummer)"
    )
    with clock.frozen(MADE):
        record_keurmerk(staff.organisations[short], facts, by=staff.actor("vermeer"))


def _contract(
    staff: Staff, bought: tuple[Leerroute, str, str, int, int, tuple[tuple[str, int], ...]], lot: Lot
) -> Contract:
    """For four years; used longer from 2026 on, with prices that rose."""
    route, short, number, price, places, _ = bought
    terms = TermsFacts(
        FROM, FIRST_END, _prices(price), places=places, ceiling=None, started_minutes=6 * 60, completed_percent=80,
        result=Result.NONE, absence=Absence.LATE, notice_hours=24, why="zoals gegund",
    )  # fmt: skip
    # The example stays alive: its contracts always run for another year.
    longer = date(max(2027, clock.today().year + 1), 12, 31)
    with clock.frozen(MADE):
        supplier = staff.organisations[short]
        made = make_contract(
            ContractFacts(number, f"Leerroute {route.naam}", supplier, FROM, lot),
            terms,
            by=staff.actor("vermeer"),
        )
        decide_terms(made.terms.get(), by=staff.actor("hendriks"), accept=True)
        option = add_option(made, by=staff.actor("vermeer"), extends_to=longer, decide_by=date(2025, 6, 30))
    with clock.frozen(date(2025, 6, 2)):
        dearer = replace(
            terms, valid_from=date(2026, 1, 1), last_day=longer, option=option, prices=_prices(price * 1034 // 1000),
            index_basis_points=340, index_source="index volgens contract (verzonnen)", why="verlenging met twee jaar",
        )  # fmt: skip
        row = propose_terms(Contract.objects.get(pk=made.pk), dearer, by=staff.actor("vermeer"))
        decide_terms(row, by=staff.actor("hendriks"), accept=True)
    today = clock.today()
    if short == "Sagènn":
        with clock.frozen(after_weekend(today - timedelta(days=4))):
            again = replace(
                dearer,
                valid_from=date(today.year + 1, 1, 1),
                option=None,
                index_basis_points=210,
                prices=_prices(price * 1034 * 1021 // 1_000_000),
                why="prijzen van volgend jaar",
            )
            propose_terms(Contract.objects.get(pk=made.pk), again, by=staff.actor("vermeer"))
    return Contract.objects.get(pk=made.pk)


def _prices(price: int) -> tuple[PriceFacts, ...]:
    """Four tenths at the start, three halfway, the rest at the end."""
    start, half = price * 4 // 10, price * 3 // 10
    form = PriceForm.TRAJECTORY
    return (
        PriceFacts(form, Moment.STARTED, start),
        PriceFacts(form, Moment.HALFWAY, half),
        PriceFacts(form, Moment.COMPLETED, price - start - half),
    )


def close_months(staff: Staff) -> None:
    """Every month until the one before last."""
    today = clock.today()
    month = date(today.year - 1, 12, 1)
    if closed_until() is not None:
        return
    while (after := following(month)) and following(after) <= today:
        with clock.frozen(after_weekend(after + timedelta(days=14))):
            close_month(month, by=staff.actor("hendriks"))
        month = after
