"""Where a page with a form leads back to."""

from wegwijs.access.pages import Back, back_to
from wegwijs.contracts.models import Contract, Tender

TO_TENDERS = "inkoop:list", "Aanbestedingen"
TO_CONTRACTS = "contracts:list", "Contracten"
TO_SUPPLIERS = "contracts:suppliers", "Aanbieders"
TO_FUNDING = "contracts:funding", "Geld en kosten"


def to_means(year: int, gemeente: str) -> Back:
    """What money and costs are looked up for: the budget of a year, or the uitkering of one gemeente."""
    name, label, keys = (
        ("reporting:grant", "Uitkering", (gemeente,)) if gemeente else ("reporting:budget", "Budget", ())
    )
    found = back_to(name, label, *keys)
    return Back(f"{found.address}?jaar={year}", label)


def to_tender(tender: Tender) -> Back:
    """The page of a tender."""
    return back_to("inkoop:tender", tender.title, tender.pk)


def to_contract(contract: Contract) -> Back:
    """The page of a contract."""
    return back_to("contracts:contract", f"Contract {contract}", contract.pk)
