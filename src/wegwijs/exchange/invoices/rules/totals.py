"""Rules about the totals. A rule that needs an amount which isn't there says nothing: that it lacks is another rule's."""

from collections.abc import Callable

from wegwijs.exchange.invoices.model import Invoice
from wegwijs.exchange.invoices.rules.rule import Rule, whole


def _sum_of_lines(invoice: Invoice) -> bool:
    total = invoice.totals.lines
    return total is None or total == sum(line.amount or 0 for line in invoice.lines)


def _sum_of(charge: bool) -> Callable[[Invoice], bool]:
    """Of all allowances or charges of the whole invoice; without any there need not be a total."""

    def holds(invoice: Invoice) -> bool:
        stated = invoice.totals.charges if charge else invoice.totals.allowances
        rows = [one.amount or 0 for one in invoice.allowances if one.charge is charge]
        return stated == sum(rows) if stated is not None or rows else True

    return holds


def _net(invoice: Invoice) -> bool:
    t = invoice.totals
    return t.net is None or t.lines is None or t.net == t.lines - (t.allowances or 0) + (t.charges or 0)


def _vat(invoice: Invoice) -> bool:
    """Here an amount that lacks is a fault as well: no other rule asks for it."""
    rows = invoice.vat_rows
    return not rows or invoice.totals.vat == sum(row.tax or 0 for row in rows)


def _gross(invoice: Invoice) -> bool:
    t = invoice.totals
    return t.gross is None or t.net is None or t.gross == t.net + (t.vat or 0)


def _payable(invoice: Invoice) -> bool:
    t = invoice.totals
    return t.payable is None or t.gross is None or t.payable == t.gross - (t.prepaid or 0) + (t.rounding or 0)


RULES: tuple[Rule, ...] = (
    whole("BR-12", "Het totaal van de regels ontbreekt.", lambda i: i.totals.lines is not None),
    whole("BR-13", "Het totaal zonder btw ontbreekt.", lambda i: i.totals.net is not None),
    whole("BR-14", "Het totaal met btw ontbreekt.", lambda i: i.totals.gross is not None),
    whole("BR-15", "Het te betalen bedrag ontbreekt.", lambda i: i.totals.payable is not None),
    whole("BR-CO-10", "Het totaal van de regels is niet de som van de regels.", _sum_of_lines),
    whole("BR-CO-11", "Het totaal van de kortingen is niet de som van de kortingen.", _sum_of(charge=False)),
    whole("BR-CO-12", "Het totaal van de toeslagen is niet de som van de toeslagen.", _sum_of(charge=True)),
    whole("BR-CO-13", "Het totaal zonder btw is niet: regels, min kortingen, plus toeslagen.", _net),
    whole("BR-CO-14", "Het totaal van de btw is niet de som van de btw-regels.", _vat),
    whole("BR-CO-15", "Het totaal met btw is niet: totaal zonder btw, plus btw.", _gross),
    whole("BR-CO-16", "Het te betalen bedrag is niet: totaal met btw, min wat al betaald is, plus afronding.", _payable),
    whole("BR-CO-18", "De factuur heeft geen enkele btw-regel.", lambda i: bool(i.vat_rows)),
)  # fmt: skip
