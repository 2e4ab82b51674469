"""Proposals are read a page at a time, by key: a week of three thousand households is thousands of them, and a page costs what it shows."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from support.ontzorgen import ontzorgd, treasurer
from support.payments import LANDLORD, RENT_DAY, account, landlord, rent
from support.region import Region
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.stages.ontzorgen.commands.proposals import drop_order
from wegwijs.stages.ontzorgen.commands.runs import RunKind, make_run
from wegwijs.stages.ontzorgen.models import PaymentOrder
from wegwijs.stages.ontzorgen.queries import runs as queries
from wegwijs.ui.format import euros

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Actor], Client]
Statements = Callable[[Client, str], int]
AT = "/betalingen/voorstellen/"


def many(region: Region, number: int) -> list[PaymentOrder]:
    """Of two clients, three on each day."""
    costs = [
        rent(of, landlord(region, name=f"Verhuurder {nth}"))
        for nth, of in enumerate((ontzorgd(region), ontzorgd(region)))
    ]
    account(region)
    return PaymentOrder.objects.bulk_create(
        PaymentOrder(
            ontzorging=costs[nth % 2].ontzorging, kostenpost=costs[nth % 2], payee=costs[nth % 2].payee, cents=100 + nth,
            due_on=RENT_DAY + timedelta(days=nth // 3), period=RENT_DAY + timedelta(days=nth), remittance="huur",
            end_to_end=f"WW-{nth}", label="proef", made_at=clock.now(),
        )
        for nth in range(number)
    )  # fmt: skip


def walked(actor: Actor) -> list[PaymentOrder]:
    found = queries.proposals(actor, "0505")
    every = list(found.orders)
    while found.after:
        found = queries.proposals(actor, "0505", after=found.after)
        every += found.orders
    return every


def test_each_is_on_one_page_in_order(region: Region) -> None:
    by, made = treasurer(region), many(region, 130)
    found = walked(by)
    assert {one.pk for one in found} == {one.pk for one in made}
    assert len(found) == 130
    keys = [(one.due_on, one.ontzorging_id, one.pk) for one in found]
    assert keys == sorted(keys)
    # What went away meanwhile is no place to lose the way.
    first = queries.proposals(by, "0505")
    drop_order(found[49], "al betaald", by=by)
    assert queries.proposals(by, "0505", after=first.after).orders[0] == found[50]
    assert (first.number, first.cents) == (130, sum(one.cents for one in found))


def test_a_page_costs_what_it_shows(
    region: Region, signed_in: SignedIn, statements: Statements, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = signed_in(treasurer(region))
    made = many(region, 4)
    few = statements(browser, AT)
    PaymentOrder.objects.bulk_create(
        PaymentOrder(
            ontzorging=made[0].ontzorging, kostenpost=made[0].kostenpost, payee=made[0].payee, cents=1_00, due_on=RENT_DAY,
            period=RENT_DAY + timedelta(days=200 + nth), remittance="huur", end_to_end=f"WW-meer-{nth}", label="proef", made_at=clock.now(),
        )
        for nth in range(120)
    )  # fmt: skip
    assert statements(browser, AT) == few <= 8
    page = browser.get(AT).content.decode()
    assert page.count("Betaal niet<") == queries.PAGE
    assert "124 betalingen, samen € 124,06" in page
    (address,) = re.findall(r'href="([^"]*na=[^"]*)" rel="next"', page)
    second = browser.get(AT + address.replace("&amp;", "&")).content.decode()
    assert second.count("Betaal niet<") == queries.PAGE
    assert 'rel="prev"' in second
    assert statements(browser, AT + address.replace("&amp;", "&")) == few
    assert browser.get(f"{AT}?na=geen-sleutel").status_code == 200
    monkeypatch.setattr(queries, "MOST", 99)
    assert "meer dan" in browser.get(AT).content.decode()


def test_a_run_is_filled_a_page_at_a_time(region: Region, signed_in: SignedIn) -> None:
    by = treasurer(region)
    browser = signed_in(by)
    account(region)
    run = make_run(region.dordrecht, RENT_DAY, RunKind.ALL, by=by)
    many(region, 60)
    at = f"/betalingen/runs/{run.pk}/erin/"
    page = browser.get(at).content.decode()
    assert page.count('name="orders"') == queries.PAGE
    (address,) = re.findall(r'href="([^"]*na=[^"]*)" rel="next"', page)
    rest = browser.get(at + address).content.decode()
    assert rest.count('name="orders"') == 10
    chosen = re.findall(r'name="orders" value="([^"]*)"', rest)[0]
    assert browser.post(at + address, {"orders": [chosen]}).status_code == 302


def test_a_run_shows_its_payments_by_page_and_its_sums_over_all(
    region: Region, signed_in: SignedIn, statements: Statements, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = many(region, 7)
    run = make_run(region.dordrecht, RENT_DAY + timedelta(days=300), RunKind.ALL, by=treasurer(region))
    PaymentOrder.objects.all().update(
        run=run, state=PaymentOrder.State.IN_RUN, iban=LANDLORD, name="Verhuurder"
    )
    browser, at = signed_in(treasurer(region)), f"/betalingen/runs/{run.pk}/"
    whole, cost = browser.get(at).content.decode(), statements(browser, at)
    assert 'rel="next"' not in whole
    monkeypatch.setattr(queries, "PAGE", 3)
    found: list[str] = []
    page, first = browser.get(at).content.decode(), ""
    for _ in range(3):
        assert euros(sum(one.cents for one in made)) in page
        assert ">7<" in page
        found += re.findall(r'data-label="Bedrag">(€ [\d.,]+)<', page)
        following = re.search(r'href="(\?na=[0-9a-f-]+)"', page)
        first = first or page
        if following:
            page = browser.get(f"{at}{following[1]}").content.decode()
    assert following is None
    assert 'href="?" rel="prev"' in page
    assert sorted(found) == sorted(euros(one.cents) for one in made)
    assert statements(browser, at) <= cost <= 12
    # What differs has pages of its own: of each cost once, so two here and no more pages.
    assert "Bladeren in wat anders is" not in first
    monkeypatch.setattr(queries, "PAGE", 1)
    page = browser.get(at).content.decode()
    assert "1 tot en met 1 van 2" in page
    assert 'href="?anders=1"' in page
    assert "2 tot en met 2 van 2" in browser.get(f"{at}?anders=1").content.decode()
    for odd in ("?na=x", "?na=00000000-0000-0000-0000-000000000000", "?anders=-1", "?anders=99999999999"):
        assert browser.get(f"{at}{odd}").status_code == 200
