"""After six months somebody keeps their own money: step by step, with a final statement of zero in two languages."""

import pytest
from playwright.sync_api import Page, expect

from support.guidance import guided
from support.ontzorgen import treasurer
from support.region import Region, build_region, make_dossier
from support.selfreliance import LAST, paid, payee, planned, received
from support.story import Axe, OnDay, SignIn, opens, press
from wegwijs.documents.models import Letter
from wegwijs.ledger.models import Account
from wegwijs.people.commands import set_languages
from wegwijs.stages.ontzorgen.models import Ontzorging, Payee, PaymentOrder

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def region(on_day: OnDay, db: None) -> Region:
    """A region on the last day of six months."""
    on_day(LAST)
    return build_region()


@pytest.fixture
def row(region: Region) -> Ontzorging:
    """Money came, and the own account can be used; the person reads Arabic."""
    dossier = guided(region, make_dossier(region))
    set_languages(dossier.person, by=region.regisseur, languages={"ar": "moedertaal"}, contact="ar")
    found = planned(region, dossier)
    payee(region, "Selam Tesfay", Payee.Kind.CLIENT, dossier=dossier)
    received(region, found)
    return found


def steps(page: Page, axe: Axe) -> None:
    """The guide saw the account; who keeps the money hands over each bill and each income."""
    while (left := page.locator("main").get_by_role("link", name="Draag over")).count():
        with page.expect_navigation():
            left.first.click()
        page.get_by_label("De cliënt heeft dit zelf ingesteld").check()
        press(page, "Draag over", axe)


def test_six_months_end_with_a_statement_of_zero(
    region: Region, row: Ontzorging, page: Page, sign_in: SignIn, axe: Axe
) -> None:
    by, base = treasurer(region), f"/zelfstandig/{row.dossier_id}/overdracht/"
    sign_in(page, by.user)
    page.goto(base)
    axe(page)
    press(page, "Begin de overdracht", axe)
    sign_in(page, region.counsellor.user)
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(base)
    expect(page.locator("main")).not_to_contain_text("€")
    opens(page, "Gedaan", axe)
    press(page, "Opslaan", axe)
    sign_in(page, by.user)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(base)
    steps(page, axe)
    expect(page.locator("main")).to_contain_text("Er staat nog € 1.400,00 op de rekening")
    opens(page, "Betaal uit", axe)
    press(page, "Stel voor", axe)
    # Two people release it and the bank carries it out: a story of its own.
    paid(region, PaymentOrder.objects.get())
    page.goto(base)
    opens(page, "Rond af", axe)
    press(page, "Rond af", axe)
    expect(page.locator("main")).to_contain_text("de zes maanden zijn voorbij")
    opens(page, "Overzicht van geld", axe)
    opens(page, "Stuur aan de cliënt", axe)
    expect(page.locator("main")).to_contain_text("Wij hebben nu geen geld meer van u")
    press(page, "Verstuur de brief", axe)
    letter = Letter.objects.get()
    assert (letter.kind, letter.vertaling.language) == ("geld_eind", "ar")
    assert "€ 0,00" in str(letter.content)
    assert Account.objects.get(source=row.source).closed_on == LAST
