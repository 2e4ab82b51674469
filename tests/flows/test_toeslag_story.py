"""A toeslag that comes months late: the hole is seen before it comes, an advance that another decides closes it, and the toeslag pays it back."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from support.bank_pages import hand_in
from support.ontzorgen import treasurer
from support.payments import GEMEENTES, OTHER, account, own_money
from support.plans import cost, income, prepared
from support.region import TODAY, Region, make_dossier
from support.story import Axe, OnDay, SignIn, opens, press
from wegwijs.dossiers.models import Dossier
from wegwijs.exchange.bank import Entry
from wegwijs.ledger.queries import proved
from wegwijs.stages.ontzorgen.commands.traject import begin
from wegwijs.stages.ontzorgen.models import Inkomensoort, Kostensoort, Voorschot
from wegwijs.stages.ontzorgen.repaying import repay_advances

pytestmark = pytest.mark.django_db(transaction=True)
BENEFIT, TOESLAG, POOL = 1_300_00, 310_00, 2_000_00
# The first toeslag, thirteen weeks after it was asked.
LATE = date(2027, 2, 20)


@pytest.fixture
def region(region: Region) -> Region:
    """With the accounts of the clients' money and of the gemeente's own, for advances."""
    account(region)
    own_money(region)
    return region


@pytest.fixture
def dossier(region: Region) -> Dossier:
    """Somebody whose rent can't do without huurtoeslag."""
    by, found = treasurer(region), make_dossier(region)
    made = prepared(region, found)
    cost(made, by)
    cost(made, by, Kostensoort.ENERGIE, 310_00, first_on=date(2026, 12, 5), payee_name="Energie van Hier")
    cost(made, by, Kostensoort.ZORG, 160_00, first_on=date(2026, 12, 24), payee_name="Zorgzaam")
    cost(made, by, Kostensoort.LEEFGELD, 60_00)
    income(made, by, cents=BENEFIT, first_on=date(2026, 11, 25))
    income(made, by, Inkomensoort.HUURTOESLAG, TOESLAG, sender="Dienst Toeslagen", first_on=LATE)
    begin(made, by=by)
    return found


def test_a_toeslag_comes_late_and_an_advance_bridges_it(
    page: Page, region: Region, dossier: Dossier, sign_in: SignIn, axe: Axe, on_day: OnDay
) -> None:
    by = treasurer(region)
    sign_in(page, by.user)
    benefit = Entry("1", TODAY, BENEFIT, counter_iban=OTHER, counter_name="Sociale Dienst", remittance=f"dossier {dossier.number}")  # fmt: skip
    put_in = Entry("2", TODAY, POOL, counter_iban=GEMEENTES, counter_name="Gemeente Dordrecht", remittance="voorschotten")  # fmt: skip
    hand_in(page, 0, benefit, put_in)
    plan = f"/ontzorgen/{dossier.pk}/"
    page.goto("/ontzorgen/")
    expect(page.locator("main tbody")).to_contain_text("tekort vanaf")
    page.goto(plan)
    _hole_is_seen(page, axe)
    _asked(page, axe)
    sign_in(page, region.teamlead.user)
    _granted(page, axe)
    advance = Voorschot.objects.get(state=Voorschot.State.TOEGEKEND)
    sign_in(page, by.user)
    page.goto(plan)
    expect(_money(page)).to_contain_text("In deze 26 weken is er elke week genoeg.")
    expect(_money(page)).not_to_contain_text("tekort")
    on_day(LATE + timedelta(days=2))
    # So long a way from the sign-in of November that it has to be made again.
    sign_in(page, by.user)
    came = Entry("1", LATE, TOESLAG, counter_iban=OTHER, counter_name="DIENST TOESLAGEN", remittance=f"huurtoeslag dossier {dossier.number}")  # fmt: skip
    hand_in(page, BENEFIT + POOL, came)
    months = _paid_back_each_morning(advance, on_day)
    sign_in(page, by.user)
    page.goto(plan)
    expect(page.locator("section", has=page.get_by_role("heading", name="Voorschotten"))).to_contain_text("terugbetaald")  # fmt: skip
    axe(page)
    assert months > 0
    assert proved().findings == ()


def _money(page: Page) -> Locator:
    return page.locator("section", has=page.get_by_role("heading", name="Half jaar vooruit"))


def _hole_is_seen(page: Page, axe: Axe) -> None:
    """In words with the cause, in the picture for who sees it and for who hears it, and in the table week by week."""
    money = _money(page)
    expect(money).to_contain_text("Tekort vanaf de week van")
    expect(money).to_contain_text("Oorzaak: huurtoeslag")
    expect(money.locator("svg text", has_text="tekort").first).to_be_visible()
    assert "Oorzaak: huurtoeslag" in (money.get_by_role("img").get_attribute("aria-label") or "")
    money.get_by_text("Alle 26 weken in een tabel").click()
    short = money.get_by_role("row").filter(has_text="tekort")
    expect(short.first).to_be_visible()
    expect(money.get_by_role("row").filter(has_text="22-02-2027")).to_be_visible()
    axe(page)


def _asked(page: Page, axe: Axe) -> None:
    opens(page, "Vraag een voorschot")
    expect(page.locator("main")).to_contain_text("dicht dit")
    page.get_by_label("Wacht op").select_option("huurtoeslag van Dienst Toeslagen")
    axe(page)
    press(page, "Vraag het voorschot")
    expect(page.locator("main")).to_contain_text("Een teamleider of een tweede administrateur beslist")
    expect(page.get_by_role("link", name="Beslis over dit voorschot")).to_have_count(0)


def _granted(page: Page, axe: Axe) -> None:
    """The teamleider finds it from the list of plans, and decides on it."""
    page.goto("/ontzorgen/")
    opens(page, "Voorschot wacht")
    opens(page, "Tesfay")
    opens(page, "Beslis over dit voorschot")
    axe(page)
    page.get_by_label("Ja", exact=True).check()
    press(page, "Leg vast")
    expect(page.locator("main")).to_contain_text("Het voorschot is toegekend.")


def _paid_back_each_morning(advance: Voorschot, on_day: OnDay) -> int:
    """On each day of a month on which a part falls due, until all of it is back; the job runs twice and takes once."""
    months, on = 0, advance.repay_from
    while advance.state == Voorschot.State.TOEGEKEND and months < 12:
        on_day(on)
        repay_advances()
        repay_advances()
        advance.refresh_from_db()
        months, on = months + 1, (on.replace(day=1) + timedelta(days=32)).replace(day=min(on.day, 28))
    return months
