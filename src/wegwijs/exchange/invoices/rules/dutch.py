"""Rules for a supplier in the Netherlands: NL-R of Peppol BIS 3, which NLCIUS numbers as BR-NL; and those only NLCIUS has."""

from collections.abc import Callable

from wegwijs.exchange.invoices.model import KVK, NLCIUS, OIN, Invoice, Kind, Party
from wegwijs.exchange.invoices.rules.rule import Rule, whole

WAYS_TO_PAY = frozenset({"30", "48", "49", "57", "58", "59"})
CORRECTION, CREDIT_NOTE = "384", "381"
TYPES = frozenset({"380", CREDIT_NOTE, CORRECTION, "389"})


def _nl(id_: str, sentence: str, holds: Callable[[Invoice], bool], nlcius: str = "") -> Rule:
    """A rule that asks nothing of a supplier elsewhere."""
    return whole(id_, sentence, lambda i: not i.seller.dutch or holds(i), nlcius=nlcius)


def _address(party: Party | None) -> bool:
    return party is None or not party.dutch or party.address is None or party.address.whole


def _registered(party: Party) -> bool:
    return party.legal is not None and party.legal.scheme in (KVK, OIN) and bool(party.legal.value)


def _buyer_registered(invoice: Invoice) -> bool:
    """Peppol only judges a number that is there; NLCIUS asks one of every buyer in the Netherlands."""
    if not invoice.buyer.dutch or (invoice.buyer.legal is None and not invoice.profile.startswith(NLCIUS)):
        return True
    return _registered(invoice.buyer)


def _order_of_lines(invoice: Invoice) -> bool:
    """NLCIUS asks this of a supplier elsewhere too."""
    asked = invoice.seller.dutch or invoice.profile.startswith(NLCIUS)
    return not asked or bool(invoice.order) or not any(one.order_line for one in invoice.lines)


def _to_pay(invoice: Invoice) -> bool:
    return invoice.kind is Kind.INVOICE and (invoice.totals.payable or 0) > 0


RULES: tuple[Rule, ...] = (
    _nl("NL-R-001", "Een creditnota noemt het nummer van de factuur die zij verbetert; dat ontbreekt.", lambda i: i.kind is not Kind.CREDIT or bool(i.credited)),
    _nl("NL-R-002", "Het adres van de leverancier heeft straat, postcode en plaats nodig.", lambda i: _address(i.seller), "BR-NL-3"),
    _nl("NL-R-003", "Het KvK-nummer of OIN van de leverancier ontbreekt.", lambda i: _registered(i.seller), "BR-NL-1"),
    _nl("NL-R-004", "Het adres van de afnemer heeft straat, postcode en plaats nodig.", lambda i: _address(i.buyer), "BR-NL-4"),
    _nl("NL-R-005", "Het KvK-nummer of OIN van de afnemer ontbreekt, of er staat een ander nummer.", _buyer_registered, "BR-NL-10"),
    _nl("NL-R-006", "Het adres van de fiscaal vertegenwoordiger heeft straat, postcode en plaats nodig.", lambda i: _address(i.representative), "BR-NL-5"),
    _nl("NL-R-007", "Er is een bedrag te betalen, maar er staat niet hoe.", lambda i: not _to_pay(i) or bool(i.payments), "BR-NL-11"),
    _nl("NL-R-008", "Deze manier van betalen kan niet in Nederland; kies code 30, 48, 49, 57, 58 of 59.", lambda i: all(one.code in WAYS_TO_PAY for one in i.payments if one.code), "BR-NL-12"),
    whole("NL-R-009", "Een regel noemt een regel van de bestelling, maar de factuur noemt geen bestelling.", _order_of_lines, nlcius="BR-NL-13"),
    _nl("BR-NL-2", "Er is geen kenmerk van de afnemer en geen nummer van de bestelling.", lambda i: bool(i.buyer_reference or i.order)),
    _nl("BR-NL-7", "De soort factuur is geen 380, 381, 384 of 389.", lambda i: not i.type_code or i.type_code in TYPES),
    _nl("BR-NL-8", "De soort past niet bij het bestand: 381 is een creditnota, en een creditnota is 381.", lambda i: i.type_code not in TYPES or (i.type_code == CREDIT_NOTE) is (i.kind is Kind.CREDIT)),
    _nl("BR-NL-9", "Een correctiefactuur noemt het nummer van de factuur die zij verbetert; dat ontbreekt.", lambda i: i.type_code != CORRECTION or bool(i.credited)),
)  # fmt: skip
