"""Rules about VAT: every row of the breakdown, and the categories S (rate), Z (zero), E (exempt) and O (no VAT).

The public validators let the VAT of a row differ less than one euro from the counted amount, since lines may be rounded one by
one, and less than half a euro at 0 %; so do these.
"""

from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal

from wegwijs.exchange.invoices.model import Invoice, Vat, VatRow
from wegwijs.exchange.invoices.rules.rule import Rule, allowance, line, vat_row, whole

RATED, ZERO, EXEMPT, OUTSIDE = "S", "Z", "E", "O"
NAMES = {
    RATED: "belast met btw",
    ZERO: "met nultarief",
    EXEMPT: "vrijgesteld van btw",
    OUTSIDE: "buiten de btw",
}
# The last part of an id -> what it is about.
KINDS = {"02": "Regels", "03": "Kortingen", "04": "Toeslagen"}
TOLERANCE_CENTS = 100


def _rate(vat: Vat | None) -> Decimal:
    return vat.percent if vat and vat.percent is not None else Decimal(0)


def _is(vat: Vat | None, category: str) -> bool:
    return vat is not None and vat.category == category


def _counted(row: VatRow) -> int:
    """The VAT over the taxable amount, in cents."""
    exact = Decimal(row.taxable or 0) * _rate(row.vat) / 100
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def _near(stated: int | None, counted: int, tolerance: int = TOLERANCE_CENTS) -> bool:
    return stated is None or abs(stated - counted) < tolerance


def _tax_counts(row: VatRow, _: Invoice) -> bool:
    if row.taxable is None or row.vat is None:
        return True
    return _near(row.tax, _counted(row), TOLERANCE_CENTS if _rate(row.vat) else TOLERANCE_CENTS // 2)


def _used(invoice: Invoice) -> Iterator[tuple[Vat, int]]:
    """Every category with what it is over: lines and charges come on, allowances go off."""
    for one in invoice.lines:
        if one.vat:
            yield one.vat, one.amount or 0
    for extra in invoice.allowances:
        if extra.vat:
            yield extra.vat, (extra.amount or 0) * (1 if extra.charge else -1)


def _rows_fit(category: str) -> Callable[[Invoice], bool]:
    """There is a row for a category exactly when it is used; for S perhaps several, else one."""

    def holds(invoice: Invoice) -> bool:
        rows = sum(_is(row.vat, category) for row in invoice.vat_rows)
        used = any(vat.category == category for vat, _ in _used(invoice))
        if category == RATED:
            return (rows > 0) is used
        return rows == int(used)

    return holds


def _numbers_fit(category: str, kind: str) -> Callable[[Invoice], bool]:
    """The seller tells a tax number where this category is used; outside VAT nobody tells a VAT number. ``kind``: of
    ``KINDS``."""

    def holds(invoice: Invoice) -> bool:
        used = {
            "02": [one.vat for one in invoice.lines],
            "03": [one.vat for one in invoice.allowances if not one.charge],
            "04": [one.vat for one in invoice.allowances if one.charge],
        }[kind]
        if not any(_is(vat, category) for vat in used):
            return True
        other = invoice.representative.vat if invoice.representative else ()
        if category == OUTSIDE:
            return not (invoice.seller.vat or other or invoice.buyer.vat)
        return bool(invoice.seller.tax or other)

    return holds


def _rate_fits(vat: Vat | None, category: str) -> bool:
    if not _is(vat, category):
        return True
    if category == RATED:
        return _rate(vat) > 0
    return vat is not None and (vat.percent is None if category == OUTSIDE else vat.percent == 0)


def _taxable_fits(category: str) -> Callable[[VatRow, Invoice], bool]:
    """The taxable amount of a row is what its category, and for S its rate, is used over."""

    def holds(row: VatRow, invoice: Invoice) -> bool:
        if not _is(row.vat, category) or row.taxable is None:
            return True
        rated = category == RATED
        used = [
            amount for vat, amount in _used(invoice)
            if vat.category == category and (not rated or _rate(vat) == _rate(row.vat))
        ]  # fmt: skip
        return bool(used) and _near(row.taxable, sum(used)) if rated else row.taxable == sum(used)

    return holds


def _no_tax(category: str) -> Callable[[VatRow, Invoice], bool]:
    def holds(row: VatRow, invoice: Invoice) -> bool:
        if not _is(row.vat, category) or row.tax is None:
            return True
        return _tax_counts(row, invoice) if category == RATED else row.tax == 0

    return holds


def _reason_fits(category: str) -> Callable[[VatRow, Invoice], bool]:
    wanted = category in (EXEMPT, OUTSIDE)
    return lambda row, _: not _is(row.vat, category) or bool(row.exemption) is wanted


def _of(category: str) -> tuple[Rule, ...]:
    """The ten rules of one category."""
    name, wanted = NAMES[category], category in (EXEMPT, OUTSIDE)
    percent = {RATED: "hoort een percentage boven nul", OUTSIDE: "hoort geen percentage"}.get(
        category, "hoort 0 %"
    )
    number = (
        f"wie {name} levert, noemt geen btw-nummers."
        if category == OUTSIDE
        else f"wie {name} levert, noemt zijn btw-nummer; dat ontbreekt."
    )
    rate = f"bij {name} {percent}."
    reason = f"bij {name} hoort {'de reden; die ontbreekt' if wanted else 'geen reden van vrijstelling'}."
    tax = (
        f"het btw-bedrag klopt niet bij {name}."
        if category == RATED
        else f"bij {name} is het btw-bedrag nul."
    )
    return (
        whole(f"BR-{category}-01", f"De btw-regels passen niet bij wat er {name} is geleverd.", _rows_fit(category)),
        *(whole(f"BR-{category}-{kind}", f"{what}: {number}", _numbers_fit(category, kind)) for kind, what in KINDS.items()),
        line(f"BR-{category}-05", rate, lambda one: _rate_fits(one.vat, category)),
        allowance(f"BR-{category}-06", rate, lambda one: _rate_fits(one.vat, category), charge=False),
        allowance(f"BR-{category}-07", rate, lambda one: _rate_fits(one.vat, category), charge=True),
        vat_row(f"BR-{category}-08", f"het bedrag waarover btw is gerekend, is niet de som van wat {name} is.", _taxable_fits(category)),
        vat_row(f"BR-{category}-09", tax, _no_tax(category)),
        vat_row(f"BR-{category}-10", reason, _reason_fits(category)),
    )  # fmt: skip


def _only_outside(invoice: Invoice) -> bool:
    rows = invoice.vat_rows
    return len(rows) <= 1 or not any(_is(row.vat, OUTSIDE) for row in rows)


def _only_outside_lines(invoice: Invoice) -> bool:
    outside = any(_is(row.vat, OUTSIDE) for row in invoice.vat_rows)
    return not outside or all(_is(one.vat, OUTSIDE) for one in invoice.lines if one.vat)


RULES: tuple[Rule, ...] = (
    vat_row("BR-45", "het bedrag waarover btw is gerekend, ontbreekt.", lambda row, _: row.taxable is not None),
    vat_row("BR-46", "het btw-bedrag ontbreekt.", lambda row, _: row.tax is not None),
    vat_row("BR-47", "de soort btw ontbreekt.", lambda row, _: row.vat is not None),
    vat_row("BR-48", "het btw-percentage ontbreekt.", lambda row, _: row.vat is None or row.vat.category == OUTSIDE or row.vat.percent is not None),
    vat_row("BR-CO-17", "het btw-bedrag is niet het percentage van het bedrag.", _tax_counts),
    *_of(RATED), *_of(ZERO), *_of(EXEMPT), *_of(OUTSIDE),
    whole("BR-O-11", "Een factuur buiten de btw heeft geen andere btw-regels.", _only_outside),
    whole("BR-O-12", "Een factuur buiten de btw heeft geen regels met btw.", _only_outside_lines),
)  # fmt: skip
