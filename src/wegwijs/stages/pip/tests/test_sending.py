"""Where a letter goes: to the address of that day, after someone looked, never to a secret one; and when it comes back."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from support.pips import established, ready_dossier
from support.region import TODAY, Region, make_person
from wegwijs.access.actor import Actor
from wegwijs.documents.models import Letter, Retour
from wegwijs.dossiers.commands import letter_came_back
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import DomainError
from wegwijs.organisations.models import Beleid
from wegwijs.people.commands import add_address, leave_household, share_household
from wegwijs.people.models import Address, HouseholdMember, Person, Source
from wegwijs.people.queries import address_mark, address_on
from wegwijs.stages.pip import queries
from wegwijs.stages.pip.commands import (
    Ground,
    decide_withdrawal,
    propose_withdrawal,
    send_pip,
    send_pip_again,
    send_withdrawal,
)
from wegwijs.stages.pip.models import Pip, State

SignedIn = Callable[[Actor], Client]
POST = Letter.Channel.POST


def moved(region: Region, person: Person, street: str = "Nieuwe Haven", on: date = TODAY) -> None:
    add_address(
        person, by=region.regisseur, kind=Address.Kind.WOON, street=street, number="7", postcode="3311 AP",
        place="Dordrecht", valid_from=on, source=Source.BRP,
    )  # fmt: skip


def page(
    browser: Client, dossier: Dossier, data: dict[str, str] | None = None, where: str = "versturen/"
) -> str:
    address = where if where.startswith("/") else f"/pip/{dossier.pk}/{where}"
    answer = browser.post(address, data, follow=True) if data else browser.get(address)
    return answer.content.decode()


def mark(dossier: Dossier) -> str:
    return address_mark(address_on(dossier.person, TODAY))


def test_a_move_after_the_decision_blocks_the_letter_until_someone_looked(
    region: Region, signed_in: SignedIn
) -> None:
    dossier = ready_dossier(region)
    established(region, dossier)
    browser, old = signed_in(region.regisseur), mark(dossier)
    moved(region, dossier.person)
    data = {"on": "23-11-2026", "channel": "post", "address": old}
    said = page(browser, dossier, data)
    assert "Het adres is veranderd" in said
    assert "Kijk eerst het nieuwe adres na" in said
    assert f'value="{mark(dossier)}"' in said
    assert Pip.objects.get().state == State.VASTGESTELD
    page(browser, dossier, {**data, "address": mark(dossier), "looked": "on"})
    assert Pip.objects.get().state == State.VERZONDEN
    letter = Letter.objects.get()
    assert "Nieuwe Haven 7" in letter.file.address


def test_a_move_while_the_page_is_open_is_noticed_too(region: Region, signed_in: SignedIn) -> None:
    dossier = ready_dossier(region)
    established(region, dossier)
    moved(region, dossier.person)
    browser, seen = signed_in(region.regisseur), mark(dossier)
    moved(region, dossier.person, "Wijnstraat")
    data = {"on": "23-11-2026", "channel": "post", "address": seen, "looked": "on"}
    said = page(browser, dossier, data)
    assert "Het adres is veranderd nadat deze brief is gemaakt" in said
    assert "Wijnstraat 7" in said
    assert 'name="looked"' in said
    assert Pip.objects.get().state == State.VASTGESTELD


def test_an_old_look_in_the_brp_is_warned_about_and_renewed_with_one_button(
    region: Region, signed_in: SignedIn
) -> None:
    dossier = ready_dossier(region)
    established(region, dossier)
    Address.objects.update(as_of=TODAY - timedelta(days=31))
    browser = signed_in(region.regisseur)
    assert "Het adres is 31 dagen geleden nagekeken. Na 30 dagen" in page(browser, dossier)
    here = f"/pip/{dossier.pk}/versturen/"
    confirm = f"/dossiers/{dossier.pk}/adres/"
    said = page(browser, dossier, {"address": mark(dossier), "back": here}, where=confirm)
    assert "Kijk het adres na in de BRP" not in said
    assert "nagekeken op 23-11-2026" in said
    assert "net veranderd" in page(
        browser, dossier, {"address": "x", "back": "https://elders.example/"}, where=confirm
    )


def test_the_days_are_policy_of_the_gemeente(region: Region, signed_in: SignedIn) -> None:
    dossier = ready_dossier(region)
    established(region, dossier)
    Address.objects.update(as_of=TODAY - timedelta(days=31))
    Beleid.objects.create(
        gemeente=region.dordrecht, key="brief.brp.dagen", value=60, source="werkafspraak", valid_from=TODAY
    )
    assert "Kijk het adres na in de BRP" not in page(signed_in(region.regisseur), dossier)


def test_a_housemate_of_someone_with_a_secret_address_gets_no_post_there(
    region: Region, signed_in: SignedIn
) -> None:
    dossier = ready_dossier(region)
    partner = make_person(region.regisseur)
    share_household(
        partner, dossier.person, by=region.regisseur, part=HouseholdMember.Part.PARTNER, on=date(2026, 9, 10)
    )
    Person.objects.filter(pk=partner.pk).update(protected=True)
    pip = established(region, dossier)
    said = page(signed_in(region.regisseur), dossier)
    assert "Geheim adres" in said
    assert "Spuiboulevard" not in said
    with pytest.raises(DomainError, match="geheim"):
        send_pip(pip, by=region.regisseur, on=TODAY)
    leave_household(dossier.person, by=region.regisseur, on=TODAY - timedelta(days=1))
    assert send_pip(pip, by=region.regisseur, on=TODAY, seen=mark(dossier))


def back(region: Region, dossier: Dossier, letter: Letter | None, on: date = TODAY) -> None:
    assert letter
    letter_came_back(dossier, letter, by=region.administrator, on=on, reason=Retour.Reason.VERHUISD)


SENT = date(2026, 11, 2)


def sent(region: Region, dossier: Dossier) -> Pip:
    return send_pip(established(region, dossier, on=SENT), by=region.regisseur, on=SENT)


def again(region: Region, pip: Pip, *, reached: bool, seen: str, on: date = TODAY) -> Letter:
    return send_pip_again(
        pip, by=region.regisseur, on=on, channel=POST, seen=seen, reached=reached, motive="Nieuw adres uit de BRP."
    )  # fmt: skip


@pytest.mark.parametrize(("reached", "last_day"), [(False, date(2027, 1, 4)), (True, date(2026, 12, 14))])
def test_a_letter_that_came_back_goes_again_and_the_term_follows_the_judgement(
    region: Region, reached: bool, last_day: date
) -> None:
    dossier = ready_dossier(region)
    pip = sent(region, dossier)
    with pytest.raises(DomainError, match="geen brief die terugkwam"):
        again(region, pip, reached=reached, seen=mark(dossier))
    back(region, dossier, pip.letter)
    assert dossier.taken.filter(title__startswith="Brief kwam terug", done_on=None).exists()
    moved(region, dossier.person)
    copy = again(region, pip, reached=reached, seen=mark(dossier))
    assert "Nieuwe Haven 7" in copy.file.address
    assert dossier.termijnen.get(soort="bezwaar").last_day == last_day
    assert not dossier.taken.filter(title__startswith="Brief kwam terug", done_on=None).exists()


def test_a_second_letter_can_come_back_as_well(region: Region) -> None:
    dossier = ready_dossier(region)
    pip = sent(region, dossier)
    back(region, dossier, pip.letter, on=date(2026, 11, 9))
    copy = again(region, pip, reached=False, seen=mark(dossier), on=date(2026, 11, 10))
    back(region, dossier, copy)
    events = list(dossier.gebeurtenissen.all())
    found = queries.came_back(queries.pip_by_id(pip.pk), events)
    assert found
    assert found.letter == copy.pk
    assert again(region, pip, reached=False, seen=mark(dossier))


def test_the_letter_about_a_withdrawal_can_come_back(region: Region) -> None:
    dossier = ready_dossier(region)
    ground = Ground("intrekking", "Een fout.")
    row = decide_withdrawal(
        propose_withdrawal(sent(region, dossier), ground, by=region.regisseur, on=SENT), by=region.decider, on=SENT
    )  # fmt: skip
    done = send_withdrawal(row, by=region.regisseur, on=SENT)
    back(region, dossier, done.letter)
    again(region, done.pip, reached=False, seen=mark(dossier))
    assert dossier.termijnen.get(key="bezwaar:101").last_day == date(2027, 1, 4)


def test_the_pages_show_that_it_came_back_and_how_to_go_on(region: Region, signed_in: SignedIn) -> None:
    dossier = ready_dossier(region)
    pip = sent(region, dossier)
    browser = signed_in(region.regisseur)
    assert pip.letter_id
    form = {"on": "23-11-2026", "reason": "verhuisd"}
    post = signed_in(region.administrator)
    came_back = reverse("dossiers:letter_back", args=[dossier.pk, pip.letter_id])
    assert "taak" in post.post(came_back, form, follow=True).content.decode()
    assert "De brief kwam terug" in page(browser, dossier, where="")
    assert dossier.person.list_name in browser.get("/pip/?stand=terug").content.decode()
    where = "versie/1/brief/opnieuw/"
    data: dict[str, Any] = {"on": "23-11-2026", "channel": "post", "address": mark(dossier)}
    page(browser, dossier, data, where=where)
    assert Letter.objects.count() == 1
    page(browser, dossier, {**data, "reached": "nee", "motive": "Huisnummer was fout."}, where=where)
    assert "De brief kwam terug" not in page(browser, dossier, where="")
    assert dossier.person.list_name not in browser.get("/pip/?stand=terug").content.decode()


def test_who_only_sends_letters_comes_back_to_the_dossier(region: Region, signed_in: SignedIn) -> None:
    dossier = ready_dossier(region)
    established(region, dossier)
    data = {"on": "23-11-2026", "channel": "post", "address": mark(dossier)}
    answer = signed_in(region.administrator).post(f"/pip/{dossier.pk}/versturen/", data, follow=True)
    assert answer.status_code == 200
    assert answer.redirect_chain[-1][0] == reverse("desk:dossier", args=[dossier.pk])
