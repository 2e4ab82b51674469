"""Every rule of an e-invoice: a good invoice breaks none, and for each rule there is one that breaks exactly it."""

import re
from pathlib import Path

import pytest

from support.broken_invoices import (
    ALSO,
    BREAKS,
    BUYER,
    LINE,
    REVERSED,
    ROW,
    SELLER,
    TOTAL,
    ZERO,
    abroad,
    with_extra,
)
from support.invoices import EXEMPT, OUTSIDE, Item, Sample
from wegwijs.exchange.invoices import RULES, check, read_invoice
from wegwijs.exchange.invoices.model import PEPPOL

GOOD = {
    "with VAT": lambda: Sample(),
    "exempt": lambda: Sample([EXEMPT]),
    "zero": lambda: Sample([ZERO]),
    "outside VAT": lambda: Sample([OUTSIDE]),
    "two rates and exempt": lambda: Sample([Item(), Item(percent="9", quantity="2.5"), EXEMPT]),
    "a category without rules here": lambda: Sample([REVERSED]),
    "a credit note": lambda: Sample(credit=True),
    "a credit note that nobody pays": lambda: Sample(credit=True).drop("cac:PaymentMeans"),
    "a charge": lambda: with_extra(charge=True),
    "an allowance": lambda: with_extra(charge=False),
    "a supplier elsewhere": lambda: abroad().drop("cac:PaymentMeans", "cbc:BuyerReference", "cac:OrderReference", f"{LINE}/cac:OrderLineReference"),
    "already paid": lambda: Sample().add(TOTAL, '<cbc:PrepaidAmount currencyID="EUR">210.00</cbc:PrepaidAmount>').put(f"{TOTAL}/cbc:PayableAmount", "1000.00"),
    "rounded": lambda: Sample().add(TOTAL, '<cbc:PayableRoundingAmount currencyID="EUR">-0.10</cbc:PayableRoundingAmount>').put(f"{TOTAL}/cbc:PayableAmount", "1209.90"),
    "VAT within a euro": lambda: Sample().put(f"{ROW}/cbc:TaxAmount", "210.99").put("cac:TaxTotal/cbc:TaxAmount", "210.99").put(f"{TOTAL}/cbc:TaxInclusiveAmount", "1210.99").put(f"{TOTAL}/cbc:PayableAmount", "1210.99"),
    "a price for a hundred": lambda: Sample([Item(quantity="250", price="4.00")]).put(f"{LINE}/cac:Price/cbc:PriceAmount", "400").add(f"{LINE}/cac:Price", "<cbc:BaseQuantity>100</cbc:BaseQuantity>"),
    "something off a line": lambda: Sample([Item(price="101.00", quantity="10")]).put(f"{LINE}/cac:Price/cbc:PriceAmount", "102.00").add(LINE, '<cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator><cbc:AllowanceChargeReason>x</cbc:AllowanceChargeReason><cbc:Amount currencyID="EUR">10.00</cbc:Amount></cac:AllowanceCharge>'),
    "Peppol, a buyer without a number": lambda: Sample().put("cbc:CustomizationID", PEPPOL).drop(f"{BUYER}/cac:PartyLegalEntity/cbc:CompanyID"),
    "VAT in another currency besides": lambda: Sample().add(".", '<cac:TaxTotal><cbc:TaxAmount currencyID="USD">230.00</cbc:TaxAmount></cac:TaxTotal>'),
}  # fmt: skip


@pytest.mark.parametrize("case", GOOD)
def test_a_good_invoice_breaks_no_rule(case: str) -> None:
    assert [finding.sentence for finding in check(read_invoice(GOOD[case]().data()))] == []


@pytest.mark.parametrize("rule", [rule.id for rule in RULES])
def test_each_rule_is_broken_by_an_invoice_that_breaks_only_it(rule: str) -> None:
    found = check(read_invoice(BREAKS[rule]().data()))
    assert {finding.rule.id for finding in found} == {rule, *ALSO.get(rule, ())}
    assert len({finding.sentence for finding in found}) == len(found)


def test_every_rule_has_its_own_id_and_a_whole_sentence() -> None:
    assert set(BREAKS) == {rule.id for rule in RULES}
    assert len(BREAKS) == len(RULES)
    for rule in RULES:
        assert rule.sentence.endswith("."), rule.id
        assert re.fullmatch(r"BR-(CO-|NL-|[SZEO]-)?\d+|NL-R-\d{3}|PEPPOL-EN16931-R\d{3}", rule.id)
        assert not rule.nlcius or re.fullmatch(r"BR-NL-\d+", rule.nlcius)


def test_a_finding_names_the_line() -> None:
    two = (
        Sample((Item(), Item(price="0.00")))
        .put(f"{LINE}[2]/cbc:ID", "B-2")
        .drop(f"{LINE}[2]/cac:Item/cbc:Name")
    )
    (finding,) = check(read_invoice(two.data()))
    assert finding.sentence == "Regel B-2: er staat niet wat er geleverd is."
    nameless = BREAKS["BR-21"]()
    assert check(read_invoice(nameless.data()))[0].place == "Regel 1"


def test_the_dutch_rules_ask_nothing_of_a_supplier_elsewhere() -> None:
    for rule in (
        rule.id for rule in RULES if rule.id.startswith(("NL-R", "BR-NL")) and rule.id != "NL-R-009"
    ):
        made = BREAKS[rule]()
        assert check(read_invoice(made.data()))
        made.put(f"{SELLER}/cac:PostalAddress/cac:Country/cbc:IdentificationCode", "BE")
        assert check(read_invoice(made.data())) == (), rule


def test_the_page_for_suppliers_names_every_rule_with_its_sentence() -> None:
    page = (Path(__file__).parents[5] / "docs" / "beheer" / "e-facturen.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if re.match(r"\| (BR|NL|PEPPOL)-", line)]
    assert rows == [f"| {rule.id} | {rule.nlcius} | {rule.sentence} |" for rule in RULES]


@pytest.mark.parametrize(
    ("rule", "made"),
    [
        ("BR-S-08", Sample([Item(price="0.05"), EXEMPT]).put(f"{ROW}/cac:TaxCategory/cbc:Percent", "26")),
        ("BR-CO-14", Sample([EXEMPT]).drop("cac:TaxTotal/cbc:TaxAmount")),
        ("NL-R-005", Sample().drop(f"{BUYER}/cac:PartyLegalEntity/cbc:CompanyID")),
    ],
)  # fmt: skip
def test_what_the_official_rules_found_and_ours_once_did_not(rule: str, made: Sample) -> None:
    assert [finding.rule.id for finding in check(read_invoice(made.data()))] == [rule]
