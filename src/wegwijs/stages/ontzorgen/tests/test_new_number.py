"""The letter about a new account number: four signs of it and no more, in two languages, beside the call; the hold stays."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from support.ontzorgen import ontzorgd, second, treasurer
from support.payments import CLIENTS, OTHER, landlord, own_account
from support.region import TODAY, Region
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.documents.letters.nummer import NummerLetter
from wegwijs.documents.models import Letter
from wegwijs.documents.pdf import render
from wegwijs.dossiers.models import Taak
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.people.commands import set_languages
from wegwijs.stages.ontzorgen.commands.new_number import about_number, send_number
from wegwijs.stages.ontzorgen.commands.payees import NumberFacts, ask_number, confirm_number
from wegwijs.stages.ontzorgen.models import NameCheck, Ontzorging, PayeeChange
from wegwijs.stages.ontzorgen.queries.payees import usable

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Actor], Client]
HAND = Letter.Channel.UITGEREIKT


@pytest.fixture
def change(region: Region) -> PayeeChange:
    """Asked for somebody's own account, and waiting."""
    payee = own_account(region, ontzorgd(region))
    return ask_number(payee, NumberFacts(OTHER, NameCheck.MATCH, "bankpas gezien"), by=treasurer(region))


def of(change: PayeeChange) -> Ontzorging:
    return Ontzorging.objects.select_related(
        "dossier__person", "dossier__gemeente", "dossier__regisseur", "administrator"
    ).get(dossier=change.payee.dossier_id)


def test_it_shows_the_last_four_signs_and_from_when(region: Region, change: PayeeChange) -> None:
    with pytest.raises(DomainError, match="nog niet bevestigd"):
        send_number(of(change), change, by=treasurer(region), on=TODAY, channel=HAND)
    done = confirm_number(change, by=second(region))
    letter = about_number(of(change), done, by=treasurer(region), on=TODAY)
    assert isinstance(letter, NummerLetter)
    assert (letter.last, letter.whose, letter.since) == ("6789", "S. Tesfay", TODAY + timedelta(days=1))
    assert render(letter.content(), ("X",)).startswith(b"%PDF")
    with pytest.raises(ValueError, match="no more of an account number"):
        replace(letter, last=OTHER)


def test_it_goes_in_dutch_and_the_own_language_and_the_number_still_waits(
    region: Region, change: PayeeChange
) -> None:
    done = confirm_number(change, by=second(region))
    row = of(change)
    set_languages(row.dossier.person, by=region.regisseur, languages={"ti": "moedertaal"}, contact="ti")
    made = send_number(row, done, by=treasurer(region), on=TODAY, channel=HAND)
    assert (made.state, made.vertaling.language, made.vertaling.checked) == ("verzonden", "ti", False)
    for said in (str(made.content), str(made.vertaling.content)):
        assert "6789" in said
        assert OTHER not in said.replace(" ", "")
        assert OTHER[4:14] not in said.replace(" ", "")
    assert usable(done.payee, at=clock.now()) == ""
    done.refresh_from_db()
    assert done.told_at is None
    assert Taak.objects.filter(
        title="Vertel de cliënt dat er een nieuw rekeningnummer is", done_on=None
    ).exists()
    with pytest.raises(NotAllowed):
        send_number(row, done, by=region.regisseur, on=TODAY, channel=HAND)


def test_of_somebody_elses_account_nothing_goes(region: Region, change: PayeeChange) -> None:
    done = confirm_number(change, by=second(region))
    with pytest.raises(DomainError, match="geen eigen rekening"):
        about_number(ontzorgd(region), done, by=treasurer(region), on=TODAY)
    other = PayeeChange.objects.get(payee=landlord(region, CLIENTS))
    with pytest.raises(DomainError, match="geen eigen rekening"):
        about_number(of(change), other, by=treasurer(region), on=TODAY)


def test_by_its_pages(region: Region, change: PayeeChange, signed_in: SignedIn) -> None:
    browser, row = signed_in(treasurer(region)), of(change)
    page, payee = (
        f"/zelfstandig/{row.dossier_id}/rekeningnummer/{change.pk}/",
        f"/betalingen/ontvangers/{change.payee_id}/",
    )
    assert browser.get(page).status_code == 404
    confirm_number(change, by=second(region))
    assert "Stuur de brief" in browser.get(payee).content.decode()
    shown = browser.get(page).content.decode()
    assert "6789" in shown
    assert OTHER not in shown.replace(" ", "")
    assert browser.post(page, {"address": "", "channel": "uitgereikt"}).status_code == 302
    made = Letter.objects.get()
    listed = browser.get(payee).content.decode()
    assert "verzonden op 23-11-2026" in listed
    assert "Stuur de brief opnieuw" in listed
    file = browser.get(f"/zelfstandig/{row.dossier_id}/overzicht/brief/{made.pk}/")
    assert file.headers["Content-Type"] == "application/pdf"
    for who in (region.regisseur, region.counsellor, region.teamlead):
        assert signed_in(who).get(page).status_code == 404
