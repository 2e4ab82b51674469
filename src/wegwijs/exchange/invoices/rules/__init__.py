"""Our own rules of an e-invoice, in our own words, after EN 16931, NLCIUS and the Dutch rules of Peppol (ADR 0025)."""

from wegwijs.exchange.invoices.model import Invoice
from wegwijs.exchange.invoices.rules import document, dutch, lines, totals, vat
from wegwijs.exchange.invoices.rules.rule import Finding, Rule

RULES: tuple[Rule, ...] = (*document.RULES, *lines.RULES, *totals.RULES, *vat.RULES, *dutch.RULES)


def check(invoice: Invoice) -> tuple[Finding, ...]:
    """Every broken rule, each at every place where it is broken; empty: the invoice is as it should be."""
    return tuple(Finding(rule, place) for rule in RULES for place in rule.places(invoice))


__all__ = ["RULES", "Finding", "Rule", "check"]
