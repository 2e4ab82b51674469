"""An invoice with three wrong lines is settled: sent as a file, seen for what it is by keyboard, confirmed by somebody else."""

import pytest
from playwright.sync_api import FilePayload, Page, expect

from support.bills import decided, line, received, started
from support.contracts import buyer, second
from support.invoices import Item, Sample
from support.region import Region
from support.story import Axe, SignIn
from wegwijs.contracts.models import CallOff, Invoice
from wegwijs.contracts.queries.money import sums_of

pytestmark = pytest.mark.django_db(transaction=True)
ONE = Item(quantity="1", price="2800.00", category="E", percent="0")
DAYS = ("2026-10-01", "2026-10-31"), ("2026-09-01", "2026-09-30"), ("2026-10-01", "2026-10-31"), ("2026-10-01", "2026-10-31")  # fmt: skip


def sample(row: CallOff, before: CallOff) -> bytes:
    """What began; ghost lessons; what another invoice asked already; and what names nothing."""
    made = Sample([ONE] * 4).put("cac:ContractDocumentReference/cbc:ID", row.contract.number)
    named = (row.number, row.number, before.number, "onbekend")
    for at, (number, (first, last)) in enumerate(zip(named, DAYS, strict=True), start=1):
        where = f"cac:InvoiceLine[{at}]"
        made.put(f"{where}/cac:OrderLineReference/cbc:LineID", number)
        made.put(f"{where}/cac:InvoicePeriod/cbc:StartDate", first)
        made.put(f"{where}/cac:InvoicePeriod/cbc:EndDate", last)
    return made.put("cbc:IssueDate", "2026-11-02").put("cbc:DueDate", "2026-12-02").data()


def test_an_invoice_with_three_wrong_lines_is_settled(
    page: Page, region: Region, sign_in: SignIn, axe: Axe
) -> None:
    row, before = started(region), started(region)
    earlier = decided(region, received(region, line(before)))
    sign_in(page, buyer(region).user)
    page.goto("/facturen/aanleveren/")
    file = FilePayload(name="factuur.xml", mimeType="application/xml", buffer=sample(row, before))
    page.get_by_label("Facturen").set_input_files([file])
    page.get_by_role("button", name="Lever aan").click()
    page.wait_for_load_state()
    axe(page)
    main = page.locator("main")
    for words in (
        "Past bij het contract en bij wat er geleverd is",
        "van 01-09-2026 tot en met 30-09-2026 niets geleverd",
        f"Daarvan vroeg factuur {earlier} van 02-11-2026",
        "De regel noemt geen afroep die wij kennen",
    ):
        expect(main).to_contain_text(words)
    # The proposal stands filled in: from the last line Enter is enough.
    expect(page.get_by_label("Akkoord")).to_have_count(1)
    page.get_by_label("Toelichting bij regel 4").focus()
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    expect(main).to_contain_text("Wacht op een collega")
    axe(page)
    made = Invoice.objects.get(number="2026-0417")
    assert sorted(one.state for one in made.lines.all()) == ["akkoord", "geweigerd", "geweigerd", "geweigerd"]
    sign_in(page, second(region).user)
    page.goto(f"/facturen/{made.pk}/")
    page.get_by_role("button", name="Bevestig € 2.800,00").click()
    page.wait_for_load_state()
    expect(main).to_contain_text("De factuur is bevestigd.")
    assert (sums_of(row).invoiced, sums_of(before).invoiced) == (2_800_00, 0)
