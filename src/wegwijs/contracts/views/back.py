"""Where a page with a form leads back to."""

from typing import TypedDict

from django.urls import reverse

from wegwijs.contracts.models import Contract, Tender


class Back(TypedDict):
    """The address, and what the link says."""

    back: str
    back_label: str


def to_tender(tender: Tender) -> Back:
    """The page of a tender."""
    return {"back": reverse("inkoop:tender", args=[tender.pk]), "back_label": tender.title}


def to_contract(contract: Contract) -> Back:
    """The page of a contract."""
    return {"back": reverse("contracts:contract", args=[contract.pk]), "back_label": f"Contract {contract}"}


def to_suppliers() -> Back:
    """The list of suppliers."""
    return {"back": reverse("contracts:suppliers"), "back_label": "Aanbieders"}
