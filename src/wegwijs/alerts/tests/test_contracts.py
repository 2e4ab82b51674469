"""Who buys is told what a contract asks, and no more once its cause is gone."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client

from support.beheer import number, text
from support.contracts import END, TERMS, buyer, called_off, contract, second
from support.region import TODAY, Region
from wegwijs.access.actor import Actor
from wegwijs.alerts.commands import gather, send_digests
from wegwijs.alerts.models import Alert, AlertKind
from wegwijs.contracts.commands import add_option, decline_option
from wegwijs.contracts.models import Contract, Keurmerk, Movement
from wegwijs.contracts.queries.watch import Cause, reasons
from wegwijs.organisations.models import Beleid

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Actor], Client]
LONG = date(2029, 12, 31)


def causes(on: date = TODAY) -> dict[str, str]:
    return {one.cause.value: one.words for one in reasons(on)}


def quiet(region: Region, **terms: object) -> Contract:
    """A contract that asks nothing: it lasts, as does the keurmerk."""
    made = contract(region, **{"places": None, "ceiling": None, "last_day": LONG, **terms})  # type: ignore[arg-type]
    Keurmerk.objects.update(valid_to=LONG)
    return made


def starts(made: Contract) -> date:
    return made.terms.order_by("valid_from")[0].valid_from


def test_a_contract_that_lasts_asks_nothing(region: Region) -> None:
    quiet(region)
    assert causes() == {}


def test_its_end_is_told_when_somebody_still_learns(region: Region) -> None:
    made = quiet(region, last_day=END)
    on = END - timedelta(days=100)
    assert Cause.END not in causes(on)
    called_off(region, made)
    assert "1 persoon volgt nog les (grens: 183 dagen)" in causes(on)[Cause.END]
    assert Cause.END not in causes(END - timedelta(days=184))


def test_an_option_is_told_until_it_is_decided(region: Region) -> None:
    made = quiet(region)
    option = add_option(
        made, by=buyer(region), extends_to=LONG + timedelta(days=365), decide_by=TODAY + timedelta(days=60)
    )
    assert "beslis uiterlijk op" in causes()[Cause.OPTION]
    decline_option(option, by=buyer(region))
    assert causes() == {}


def test_a_keurmerk_that_ends_and_one_that_follows(region: Region) -> None:
    quiet(region)
    Keurmerk.objects.update(valid_to=TODAY + timedelta(days=30))
    assert "geldt tot en met" in causes()[Cause.MARK]
    held = Keurmerk.objects.get()
    Keurmerk.objects.create(
        supplier=held.supplier, kind=held.kind, number=held.number, valid_from=held.valid_to + timedelta(days=1), valid_to=LONG,
        checked_on=TODAY, source="register",
    )  # fmt: skip
    assert causes() == {}
    Keurmerk.objects.all().delete()
    assert "geen keurmerk" in causes()[Cause.MARK]


def test_seats_nearly_full_as_policy_says(region: Region) -> None:
    made = quiet(region, places=2)
    called_off(region, made)
    assert causes() == {}
    Beleid.objects.create(key="contract.plaatsen.procent", value=50, source="besluit", valid_from=TODAY)
    assert "1 van 2 plaatsen bezet" in causes()[Cause.SEATS]


def test_money_nearly_spent(region: Region) -> None:
    made = quiet(region, ceiling=TERMS.ceiling or 1_000_000_00)
    row = called_off(region, made)
    spent = sum(
        Movement.objects.filter(call_off=row, kind=Movement.Kind.COMMITTED).values_list("cents", flat=True)
    )
    assert spent
    assert Cause.MONEY not in causes()
    Beleid.objects.create(key="contract.geld.procent", value=0, source="besluit", valid_from=TODAY)
    assert "is vastgelegd" in causes()[Cause.MONEY]


def test_prices_are_due_after_a_year(region: Region) -> None:
    made = quiet(region)
    due = starts(made).replace(year=starts(made).year + 1)
    assert Cause.PRICES not in causes(due - timedelta(days=1))
    assert Cause.PRICES in causes(due)


def test_who_buys_reads_it_by_page_and_mail_and_it_goes_away(region: Region, signed_in: SignedIn) -> None:
    made, by = quiet(region), buyer(region)
    option = add_option(
        made, by=by, extends_to=LONG + timedelta(days=365), decide_by=TODAY + timedelta(days=60)
    )
    gather(on=TODAY)
    gather(on=TODAY)
    assert list(Alert.objects.values_list("employee", "kind", "thing_id")) == [
        (number(by), AlertKind.CONTRACT, made.pk)
    ]
    page = text(signed_in(by), "/meldingen/")
    assert made.number in page
    assert "(grens: 91 dagen)" in page
    assert f"/contracten/{made.pk}/" in page
    send_digests(on=TODAY)
    [sent] = mail.outbox
    assert "contract vraagt aandacht: 1" in sent.body
    assert made.number not in sent.body
    decline_option(option, by=by)
    gather(on=TODAY)
    assert "Geen meldingen" in text(signed_in(by), "/meldingen/")


def test_others_are_not_told(region: Region, signed_in: SignedIn) -> None:
    made = quiet(region)
    add_option(
        made, by=buyer(region), extends_to=LONG + timedelta(days=365), decide_by=TODAY + timedelta(days=60)
    )
    gather(on=TODAY)
    assert made.number not in text(signed_in(region.regisseur), "/meldingen/")
    assert signed_in(second(region)).get("/meldingen/").status_code == 404


def test_the_menu_counts_them_in_the_statement_of_what_else_waits(
    region: Region, signed_in: SignedIn, statements: Callable[[Client, str], int]
) -> None:
    made, by = quiet(region), buyer(region)
    add_option(made, by=by, extends_to=LONG + timedelta(days=365), decide_by=TODAY + timedelta(days=60))
    browser, most = signed_in(by), {"/contracten/": 8, "/contracten/geld/": 8, "/facturen/": 8, f"/contracten/{made.pk}/": 12, "/meldingen/": 8, "/budget/": 12}  # fmt: skip
    none = {address: statements(browser, address) for address in most}
    gather(on=TODAY)
    for address, allowed in most.items():
        assert statements(browser, address) == none[address] <= allowed, address
        links = re.findall(r'<a [^>]*href="/meldingen/".*?</a>', text(browser, address), re.DOTALL)
        assert links, address
        assert all(">1<" in link for link in links), address
