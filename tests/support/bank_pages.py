"""A statement of the bank, handed in on the page for it."""

from playwright.sync_api import FilePayload, Page, expect

from support.bank_camt import camt
from support.payments import OURS
from support.story import press
from wegwijs.exchange.bank import Balance, Entry, Statement


def hand_in(page: Page, opening: int, *entries: Entry) -> None:
    """One statement of the day of these entries, which follows on ``opening``; and see that it was read."""
    on = entries[0].booked
    closing = opening + sum(one.cents for one in entries)
    content = camt(Statement(OURS, f"{on:%j}", Balance(opening, on), Balance(closing, on), entries))
    page.goto("/betalingen/afschriften/aanleveren/")
    file = FilePayload(name="afschrift.xml", mimeType="application/xml", buffer=content)
    page.get_by_label("Afschrift van de bank").set_input_files([file])
    press(page, "Lever aan")
    expect(page.locator("main")).to_contain_text("ingelezen")
