"""What a rule of an e-invoice is, and how it is written down: an id, a Dutch sentence, and the places where it is broken."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from wegwijs.exchange.invoices.model import Allowance, Invoice, Line, VatRow

# Where a rule is broken: "" is the invoice as a whole, else "Regel 2" or "Btw S 21 %".
Places = Callable[[Invoice], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Rule:
    """``id`` as EN 16931 and the Dutch rules name it; ``sentence`` says in plain Dutch what is wrong and what should be there.

    ``nlcius``: the id that NLCIUS has for the same rule, where it numbers its own.
    """

    id: str
    sentence: str
    places: Places
    nlcius: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A broken rule at one place."""

    rule: Rule
    place: str

    @property
    def sentence(self) -> str:
        """The sentence with its place and id, for a screen or a letter to the supplier."""
        return f"{self.place}: {self.rule.sentence}" if self.place else self.rule.sentence


def whole(id_: str, sentence: str, holds: Callable[[Invoice], bool], *, nlcius: str = "") -> Rule:
    """A rule about the invoice as a whole."""
    return Rule(id_, sentence, lambda invoice: () if holds(invoice) else ("",), nlcius)


def line(id_: str, sentence: str, holds: Callable[[Line], bool]) -> Rule:
    """A rule about every line."""

    def places(invoice: Invoice) -> Iterator[str]:
        for number, one in enumerate(invoice.lines, start=1):
            if not holds(one):
                yield f"Regel {one.id or number}"

    return Rule(id_, sentence, places)


def allowance(id_: str, sentence: str, holds: Callable[[Allowance], bool], *, charge: bool) -> Rule:
    """A rule about everything that goes off the invoice, or with ``charge`` comes on top."""
    name = "Toeslag" if charge else "Korting"

    def places(invoice: Invoice) -> Iterator[str]:
        rows = [one for one in invoice.allowances if one.charge is charge]
        yield from (f"{name} {number}" for number, one in enumerate(rows, start=1) if not holds(one))

    return Rule(id_, sentence, places)


def vat_row(id_: str, sentence: str, holds: Callable[[VatRow, Invoice], bool]) -> Rule:
    """A rule about every row of the VAT breakdown."""

    def places(invoice: Invoice) -> Iterator[str]:
        for number, row in enumerate(invoice.vat_rows, start=1):
            if not holds(row, invoice):
                yield f"Btw-regel {number}"

    return Rule(id_, sentence, places)
