"""An account that doesn't begin at nothing: what stood there is explained by two people, and it still adds up to the cent."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from support.ontzorgen import ontzorgd, second, treasurer
from support.payments import account, income, own_money, statement, taken_in
from support.region import TODAY, Region
from wegwijs.access.actor import Actor
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.ledger.models import Account
from wegwijs.ledger.queries import proved
from wegwijs.stages.ontzorgen.commands.opening import answer_opening, ask_opening, give_opening
from wegwijs.stages.ontzorgen.commands.statements import StatementFacts
from wegwijs.stages.ontzorgen.models import BankAccount
from wegwijs.stages.ontzorgen.queries.money import balances_of
from wegwijs.stages.ontzorgen.queries.statements import begin_left, stands

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Actor], Client]
WHY = "lijst van de oude administratie van 20 november"


def first(region: Region, cents: int = 500_00) -> StatementFacts:
    """A first statement that begins with an amount, with one line."""
    facts = statement(region, income(10_00, counter_name="Wie"))
    return replace(facts, opening=cents, closing=cents + 10_00)


def holds() -> bool:
    (found,) = stands(["0505"], on=TODAY)
    return found.holds and not proved().findings


def explained(region: Region, cents: int = 500_00) -> BankAccount:
    row = ask_opening(account(region), cents, WHY, by=treasurer(region))
    return answer_opening(row, by=second(region), agrees=True)


def test_without_an_explanation_the_refusal_says_what_to_do(region: Region) -> None:
    row = account(region)
    with pytest.raises(
        DomainError,
        match=r"begint met € 500,00\. Wegwijs begint bij nul.*leg bij Bankrekeningen het beginsaldo vast",
    ):
        taken_in(region, first(region))
    ask_opening(row, 500_00, WHY, by=treasurer(region))
    with pytest.raises(DomainError, match="wacht op een collega"):
        taken_in(region, first(region))
    answer_opening(row, by=second(region), agrees=True)
    with pytest.raises(DomainError, match="Vastgelegd is een beginsaldo van € 500,00"):
        taken_in(region, first(region, 400_00))
    with pytest.raises(DomainError, match="Vastgelegd is een beginsaldo van € 500,00"):
        taken_in(region, statement(region, income(1_00)))
    assert holds()


def test_an_account_that_is_overdrawn_is_refused(region: Region) -> None:
    account(region)
    with pytest.raises(DomainError, match="staat nooit rood"):
        taken_in(region, first(region, -5_00))


def test_what_two_people_explained_stands_apart_and_is_given_to_whom_it_is_of(region: Region) -> None:
    of, row = ontzorgd(region), explained(region)
    assert holds()
    taken_in(region, first(region))
    assert (begin_left(row), holds()) == (500_00, True)
    assert Account.objects.get(source="beginsaldo").balance == 500_00
    give_opening(row, of, 320_50, by=treasurer(region))
    assert (begin_left(row), balances_of([of])[of.pk], holds()) == (179_50, 320_50, True)
    for cents in (0, -1, 179_51):
        with pytest.raises(DomainError, match="Er is nog € 179,50 te verdelen"):
            give_opening(row, of, cents, by=treasurer(region))
    taken_in(region, statement(region, income(5_00, counter_name="Wie")))
    assert holds()


def test_by_one_person_it_is_not_confirmed_and_afterwards_it_stays(region: Region) -> None:
    row = ask_opening(account(region), 500_00, WHY, by=treasurer(region))
    with pytest.raises(NotAllowed):
        answer_opening(row, by=treasurer(region), agrees=True)
    for who in (region.regisseur, region.counsellor, region.teamlead):
        with pytest.raises(NotAllowed):
            ask_opening(row, 500_00, WHY, by=who)
    with pytest.raises(DomainError, match="BSN"):
        ask_opening(row, 500_00, "van 999990408", by=treasurer(region))
    answer_opening(row, by=second(region), agrees=False)
    with pytest.raises(DomainError, match="nog geen beginsaldo"):
        answer_opening(row, by=second(region), agrees=True)
    row = explained(region, 7_00)
    with pytest.raises(DomainError, match="al bevestigd"):
        ask_opening(row, 9_00, WHY, by=treasurer(region))
    with pytest.raises(Exception, match="verandert niet meer"), transaction.atomic():
        BankAccount.objects.filter(pk=row.pk).update(begin_cents=9_00)


def test_postgresql_refuses_one_who_confirms_their_own(region: Region) -> None:
    row = ask_opening(account(region), 500_00, WHY, by=treasurer(region))
    with pytest.raises(IntegrityError, match="opening_balance_by_two"), transaction.atomic():
        BankAccount.objects.filter(pk=row.pk).update(
            begin_confirmed_by=treasurer(region).employee, begin_confirmed_at=row.begin_asked_at
        )


def test_nothing_no_reason_or_too_late_is_refused(region: Region) -> None:
    row, by = account(region), treasurer(region)
    for cents, reason, field in ((0, WHY, "cents"), (-1, WHY, "cents"), (1, " ", "reason")):
        with pytest.raises(DomainError) as refused:
            ask_opening(row, cents, reason, by=by)
        assert refused.value.field == field
    taken_in(region, statement(region, income(1_00, counter_name="Wie")))
    with pytest.raises(DomainError, match="al een afschrift"):
        ask_opening(row, 1_00, WHY, by=by)
    own = own_money(region)
    with pytest.raises(DomainError, match="van de gemeente zelf"):
        ask_opening(own, 1_00, WHY, by=by)


def test_by_its_pages(region: Region, signed_in: SignedIn) -> None:
    of, row = ontzorgd(region), account(region)
    page = f"/betalingen/rekeningen/{row.pk}/beginsaldo/"
    one, other = signed_in(treasurer(region)), signed_in(second(region))
    assert one.post(page, {"cents": "500,00", "reason": WHY}).status_code == 302
    said = one.get(page).content.decode()
    for words in (
        "een collega bevestigt het",
        "Leg opnieuw vast",
        'value="500,00"',
        "hierover is geen wettelijke regel",
    ):
        assert words in said
    assert "Bevestig het" in other.get(page).content.decode()
    assert "Er is nog geen afschrift ingelezen" in one.get("/betalingen/stand/").content.decode()
    assert other.post(page, {"answer": "ja"}).status_code == 302
    assert "nog niet ingelezen" in one.get(page).content.decode()
    taken_in(region, first(region))
    assert one.post(page, {"ontzorging": str(of.pk), "cents": "100,00"}).status_code == 302
    assert "€ 400,00" in one.get(page).content.decode()
    assert "€ 500,00, bevestigd" in one.get("/betalingen/rekeningen/").content.decode()
    assert signed_in(region.regisseur).get(page).status_code == 404
