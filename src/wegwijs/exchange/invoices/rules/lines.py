"""Rules about the lines of an invoice, and about what goes off or comes on top of it."""

from decimal import Decimal

from wegwijs.exchange.invoices.model import Allowance, Line
from wegwijs.exchange.invoices.rules.document import in_order, some_day
from wegwijs.exchange.invoices.rules.rule import Rule, allowance, line

# Peppol lets a line differ this much from what is counted.
SLACK_CENTS = 2


def _adds_up(one: Line) -> bool:
    """Quantity times price is the amount. A line without one of them breaks another rule."""
    if one.amount is None or one.quantity is None or one.price is None or not one.base:
        return True
    counted = one.quantity * one.price / one.base * 100 + one.extra
    return abs(Decimal(one.amount) - counted) <= SLACK_CENTS


LINES: tuple[Rule, ...] = (
    line("BR-21", "het nummer van de regel ontbreekt.", lambda one: bool(one.id)),
    line("BR-22", "het aantal ontbreekt.", lambda one: one.quantity is not None),
    line("BR-23", "de eenheid van het aantal ontbreekt.", lambda one: one.quantity is None or bool(one.unit)),
    line("BR-24", "het bedrag van de regel ontbreekt.", lambda one: one.amount is not None),
    line("BR-25", "er staat niet wat er geleverd is.", lambda one: bool(one.name)),
    line("BR-26", "de prijs ontbreekt.", lambda one: one.price is not None),
    line("BR-27", "de prijs is lager dan nul.", lambda one: one.price is None or one.price >= 0),
    line("BR-30", "de periode eindigt voor haar begin.", lambda one: in_order(one.period)),
    line("BR-CO-04", "de soort btw ontbreekt.", lambda one: one.vat is not None),
    line("PEPPOL-EN16931-R120", "aantal maal prijs is niet het bedrag van de regel.", _adds_up),
    line("BR-CO-20", "de periode heeft geen begin en geen einde.", lambda one: some_day(one.period)),
)


def _has_amount(one: Allowance) -> bool:
    return one.amount is not None


def _has_vat(one: Allowance) -> bool:
    return one.vat is not None


def _has_reason(one: Allowance) -> bool:
    return bool(one.reason)


ALLOWANCES: tuple[Rule, ...] = tuple(
    allowance(id_, sentence, holds, charge=charge)
    for charge, ids in ((False, ("BR-31", "BR-32", "BR-33")), (True, ("BR-36", "BR-37", "BR-38")))
    for id_, (sentence, holds) in zip(
        ids,
        (("het bedrag ontbreekt.", _has_amount), ("de soort btw ontbreekt.", _has_vat), ("de reden ontbreekt.", _has_reason)),
        strict=True,
    )
)  # fmt: skip
RULES: tuple[Rule, ...] = (*LINES, *ALLOWANCES)
