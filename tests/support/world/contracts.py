"""What is bought, invoiced and paid."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from support.bills import decided, exported, line, received, started
from support.contracts import TERMS, bids, buyer, called_off, contract, lot, tender
from support.contracts import second as controller
from support.region import TODAY, Region
from wegwijs.contracts.commands import (
    CostFacts,
    FundingFacts,
    add_option,
    add_tender_file,
    propose_terms,
    record_costs,
    record_funding,
)
from wegwijs.contracts.models import CostKind, FundingSource
from wegwijs.dossiers.models import Dossier

ACTORS = {"buyer": buyer, "controller": controller}


def rows(region: Region, dossiers: Mapping[str, Dossier]) -> None:
    """A tender with its paper, a lot that was announced, and a contract: called off on, an option, terms that wait."""
    by = buyer(region)
    of = tender(region)
    bids(region, lot(region, of))
    add_tender_file(of, by=by, title="Leidraad", file_name="leidraad.pdf", content=b"%PDF-1.7")
    made = contract(region)
    called_off(region, made)
    add_option(made, by=by, extends_to=date(2028, 12, 31), decide_by=date(2027, 6, 1))
    _invoices(region)
    _means(region)
    propose_terms(made, replace(TERMS, valid_from=date(2027, 1, 1)), by=by)


def _invoices(region: Region) -> None:
    """One at each step: with a file to look at, to confirm, in the books."""
    row = started(region)
    exported(region, received(region, line(row)))
    back = line(row, unit_price=100_00, amount=100_00)
    decided(region, received(region, back, credit=True, due=None), note="afgesproken")
    received(region, line(row), content=b"<Invoice/>", file_name="factuur.xml")


def _means(region: Region) -> None:
    """Money that was told, and costs outside contracts over two gemeenten."""
    told = FundingFacts(
        FundingSource.PRELIMINARY, 90_000_00, date(2026, 1, 1), date(2026, 12, 31), "beschikking 2026"
    )
    record_funding(region.dordrecht, told, by=controller(region))
    shared = {"0505": 3, "0642": 1}
    record_costs(
        CostFacts(CostKind.INTERPRETER, 1_250_00, TODAY, "tolken november", shared, "inwoners"),
        by=controller(region),
    )
