"""The pages of a regeldag: planned by the regisseur, run by the begeleider on a phone, taken along on paper."""

from collections.abc import Callable
from datetime import date, time

import pytest
from django.test import Client

from support.region import TODAY, Region, make_dossier
from wegwijs.access.actor import Actor
from wegwijs.documents.wording.words import LANGUAGES, words_in
from wegwijs.dossiers.commands import Planned, close_dossier, involve, plan_afspraak
from wegwijs.dossiers.models import Afspraak, Dossier
from wegwijs.errors import DomainError
from wegwijs.people.commands import add_child, set_languages, share_household
from wegwijs.people.models import HouseholdMember, Person
from wegwijs.stages.overdracht import board
from wegwijs.stages.overdracht.commands import Day, cancel_regeldag, move_regeldag, plan_regeldag
from wegwijs.stages.overdracht.models import Regeldag, Regelstap
from wegwijs.stages.overdracht.standard import BRING, PLAIN_LEAD, STANDARD

SignedIn = Callable[[Actor], Client]
BSN = "999990408"
S = Regelstap.State


@pytest.fixture
def guided(region: Region) -> Dossier:
    dossier = make_dossier(region, bsn=BSN)
    Person.objects.filter(pk=dossier.person_id).update(phone="0612345678")
    vwn = region.organisations["VluchtelingenWerk"]
    involve(dossier, vwn, by=region.regisseur, on=date(2026, 9, 1), purpose="begeleiding", basis="Wi 13")
    return dossier


@pytest.fixture
def planned(region: Region, guided: Dossier) -> Regeldag:
    wanted = Day(date(2026, 11, 24), time(9), region.counsellor.employee)
    return plan_regeldag([guided], wanted, by=region.regisseur)


@pytest.fixture
def phone(region: Region, signed_in: SignedIn) -> Client:
    return signed_in(region.counsellor)


def page(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def step(regeldag: Regeldag, key: str) -> str:
    return f"/regeldagen/{regeldag.pk}/stap/{regeldag.stappen.get(key=key).pk}/"


def test_it_is_planned_from_the_handover(region: Region, guided: Dossier, signed_in: SignedIn) -> None:
    desk = signed_in(region.regisseur)
    address = f"/overdracht/{guided.pk}/regeldag/"
    assert "M. Bakker" in page(desk, address)
    typed = {
        "on": "24-11-2026", "at": "09:00", "until": "16:00", "members": [str(guided.pk)], "keys": ["brp", "bank"],
    }  # fmt: skip
    assert "al voorbij" in desk.post(address, {**typed, "on": "20-11-2026"}).content.decode()
    answer = desk.post(address, typed)
    made = Regeldag.objects.get()
    assert answer.headers["Location"] == f"/regeldagen/{made.pk}/"
    assert desk.get(address).headers["Location"] == f"/regeldagen/{made.pk}/"
    assert "0 van 2 gedaan" in page(desk, f"/regeldagen/{made.pk}/")


def test_the_begeleider_sees_names_phone_and_steps_and_no_number(planned: Regeldag, phone: Client) -> None:
    board = page(phone, f"/regeldagen/{planned.pk}/")
    assert "0612345678" in board
    assert "Selam Tesfay" in board
    assert BSN[-4:] not in board.replace("0612345678", "")
    assert "Zeg af" not in board
    assert "vandaag" not in page(phone, "/regeldagen/?van=mij")
    assert "morgen" in page(phone, "/regeldagen/?van=mij")


def test_the_day_stands_in_the_agenda_of_who_runs_it_until_it_is_cancelled(
    region: Region, planned: Regeldag, phone: Client
) -> None:
    assert "Regeldag" in page(phone, "/agenda/")
    cancel_regeldag(planned, by=region.regisseur, reason="sleutel komt later", dossiers=[planned.dossier])
    assert "09:00" not in page(phone, "/agenda/")


def test_a_tick_is_one_button_and_leads_back_to_its_step(planned: Regeldag, phone: Client) -> None:
    answer = phone.post(f"{step(planned, 'bank')}gedaan/")
    assert answer.headers["Location"].startswith(f"/regeldagen/{planned.pk}/#stap-")
    assert "1 van 11 gedaan" in page(phone, f"/regeldagen/{planned.pk}/")
    assert phone.post(f"{step(planned, 'bank')}toch-doen/").status_code == 302
    assert "0 van 11 gedaan" in page(phone, f"/regeldagen/{planned.pk}/")
    text = phone.post(f"{step(planned, 'water')}niet-gelukt/", {"reason": ""}).content.decode()
    assert "Vul ‘Waarom is het niet gelukt’ in" in text
    phone.post(f"{step(planned, 'water')}niet-gelukt/", {"reason": "niemand thuis"})
    assert "niet gelukt: niemand thuis" in page(phone, f"/regeldagen/{planned.pk}/")


def test_a_registration_by_the_begeleider_waits_for_the_regisseur(
    region: Region, guided: Dossier, planned: Regeldag, phone: Client, signed_in: SignedIn
) -> None:
    address = f"{step(planned, 'brp')}uitkomst/"
    assert "artikel 28" not in page(phone, address)
    phone.post(address, {"on": "23-11-2026", "members": [str(guided.pk)]})
    desk = signed_in(region.regisseur)
    assert "Inschrijving in de BRP overnemen: 23-11-2026" in page(desk, f"/dossier/{guided.pk}/")
    assert "artikel 28" in page(desk, address)
    board = f"/regeldagen/{planned.pk}/"
    assert "Datum overnemen" in page(desk, board)
    typed = {"members": [str(guided.pk)], "article_28": "ja"}
    desk.post(address, {**typed, "on": "23-11-2026"})
    assert "sinds 23-11-2026" in page(desk, f"/overdracht/{guided.pk}/")
    assert "Datum overnemen" not in page(desk, board)
    again = desk.post(address, {**typed, "on": "20-11-2026"}, follow=True).content.decode()
    assert "stond al een andere datum in het dossier van" in again
    assert "(23-11-2026). Die blijft staan." in again
    assert "De datum staat in de dossiers" not in again


def test_a_secret_address_keeps_the_place_of_the_home_off_the_board_and_the_sheet(
    region: Region, guided: Dossier, planned: Regeldag, phone: Client
) -> None:
    planned.stappen.filter(key="huur").update(place="Schuilstraat 3")
    planned.stappen.filter(key="bank").update(place="Bankplein 1")
    assert "Schuilstraat" in page(phone, f"/regeldagen/{planned.pk}/")
    Person.objects.filter(pk=guided.person_id).update(protected=True)
    for address in (f"/regeldagen/{planned.pk}/", f"/regeldagen/{planned.pk}/blad/", step(planned, "huur")):
        assert "Schuilstraat" not in page(phone, address)
    assert "Bankplein" in page(phone, f"/regeldagen/{planned.pk}/")
    phone.post(step(planned, "huur"), {"title": "Huurcontract tekenen", "place": "Elders 9"})
    assert planned.stappen.get(key="huur").place == "Schuilstraat 3"


def test_the_sheet_says_what_to_bring(planned: Regeldag, phone: Client) -> None:
    sheet = page(phone, f"/regeldagen/{planned.pk}/blad/")
    assert "U schrijft zich in bij de gemeente." in sheet
    assert "24 november 2026, 09:00 uur" in sheet
    assert "Selam Tesfay" in sheet


def test_the_sheet_speaks_the_language_of_the_household(
    region: Region, guided: Dossier, planned: Regeldag, phone: Client
) -> None:
    address = f"/regeldagen/{planned.pk}/blad/"
    assert "vertaler" not in page(phone, address)
    set_languages(
        guided.person, by=region.regisseur, languages={"ar": "moedertaal"}, contact="ar", interpreter=True
    )
    sheet = page(phone, address)
    assert 'lang="ar" dir="rtl">تسجّل نفسك في البلدية.' in sheet
    assert "niet nagekeken door een vertaler" in sheet
    assert "أحضر معك: بطاقة الإقامة" in sheet


def test_papers_that_the_gemeente_typed_stay_dutch_between_the_translated_ones() -> None:
    (said,) = board.papers_in(["en"], "Verblijfsdocument, sleutelbriefje van de corporatie")
    assert said.words.startswith("Bring: residence permit card")
    assert "sleutelbriefje van de corporatie" in said.words
    assert board.papers_in(["en"], "sleutelbriefje") == board.papers_in(["en"], "") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_standard_step_has_its_sentence_in_each_language_of_the_letters(language: str) -> None:
    for sentence in (PLAIN_LEAD, BRING, *(step.plain for step in STANDARD.values())):
        assert words_in(language).fixed.get(sentence), sentence
    for papers in (piece for step in STANDARD.values() for piece in step.papers.split(", ") if piece):
        assert words_in(language).fixed.get(papers[0].lower() + papers[1:]), papers


def test_a_lapsed_day_says_so(
    region: Region, guided: Dossier, planned: Regeldag, signed_in: SignedIn
) -> None:
    desk = signed_in(region.regisseur)
    assert "0612345678" in page(desk, f"/regeldagen/{planned.pk}/")
    close_dossier(guided, by=region.regisseur, on=TODAY, reason="Overleden")
    assert "vervallen: Overleden" in page(desk, "/regeldagen/")
    board = page(desk, f"/regeldagen/{planned.pk}/")
    assert "Deze regeldag is vervallen" in board
    assert "0612345678" not in board


def test_what_is_planned_on_the_same_day_stands_on_the_board(
    region: Region, guided: Dossier, planned: Regeldag, signed_in: SignedIn
) -> None:
    desk, board = signed_in(region.regisseur), f"/regeldagen/{planned.pk}/"
    assert "ook iets anders afgesproken" not in page(desk, board)
    assert region.regisseur.employee
    plan_afspraak(guided, talk(region, planned.on, time(16)), by=region.regisseur)
    assert "Selam Tesfay van 16:00 tot 17:00." in page(desk, board)


def talk(region: Region, on: date, at: time) -> Planned:
    assert region.regisseur.employee
    return Planned(region.regisseur.employee, Afspraak.Soort.INTAKE, on, at, 60, Afspraak.Way.KANTOOR)


def test_nothing_else_is_planned_for_who_comes_along_while_it_lasts(
    region: Region, guided: Dossier, planned: Regeldag
) -> None:
    at_two = talk(region, planned.on, time(14))
    with pytest.raises(
        DomainError, match=r"al een afspraak: Selam Tesfay \(09:00 tot 16:00\).*wel vrij om 16:00"
    ):
        plan_afspraak(guided, at_two, by=region.regisseur)
    cancel_regeldag(planned, by=region.regisseur, reason="sleutel komt later", dossiers=[guided])
    assert plan_afspraak(guided, at_two, by=region.regisseur)


def test_who_runs_another_is_named_with_a_colleague_who_is_free(
    region: Region, guided: Dossier, planned: Regeldag, signed_in: SignedIn
) -> None:
    other, desk = make_dossier(region), signed_in(region.regisseur)
    vwn = region.organisations["VluchtelingenWerk"]
    involve(other, vwn, by=region.regisseur, on=date(2026, 9, 1), purpose="begeleiding", basis="Wi 13")
    move_regeldag(
        planned,
        Day(planned.on, planned.at, region.counsellor.employee),
        by=region.regisseur, expected_version=planned.version, dossiers=[guided],
    )  # fmt: skip
    assert region.counsellor.employee
    typed = {
        "on": "24-11-2026", "at": "13:00", "until": "15:00", "members": [str(other.pk)], "keys": ["bank"],
        "begeleider": str(region.counsellor.employee.pk),
    }  # fmt: skip
    address = f"/overdracht/{other.pk}/regeldag/"
    refused = desk.post(address, typed).content.decode()
    assert "M. Bakker is op 24-11-2026 al bezet van 09:00 tot 16:00." in refused
    assert "later" in desk.post(address, {**typed, "until": "13:00"}).content.decode()
    assert not Regeldag.objects.exclude(pk=planned.pk).exists()
    close_dossier(guided, by=region.regisseur, on=TODAY, reason="Overleden")
    assert desk.post(address, typed).status_code == 302, "nobody is left to come, so who runs it is free"


def test_what_is_not_theirs_does_not_exist(
    region: Region, guided: Dossier, planned: Regeldag, signed_in: SignedIn
) -> None:
    for actor in (region.outsider, region.administrator, region.decider):
        browser = signed_in(actor)
        assert browser.get(f"/regeldagen/{planned.pk}/").status_code == 404
        assert browser.post(f"{step(planned, 'bank')}gedaan/").status_code == 404
    phone = signed_in(region.counsellor)
    assert phone.get(f"/regeldagen/{planned.pk}/afzeggen/").status_code == 404
    guided.betrokkenen.update(valid_to=date(2026, 11, 1))
    assert phone.get(f"/regeldagen/{planned.pk}/").status_code == 404


def test_a_button_that_is_refused_says_why(planned: Regeldag, phone: Client) -> None:
    answer = phone.post(f"/regeldagen/{planned.pk}/afsluiten/", follow=True)
    assert "Sluit hem af op de dag zelf of later" in answer.content.decode()
    answer = phone.post(f"{step(planned, 'brp')}gedaan/", follow=True)
    assert "Vul bij deze stap de dag in" in answer.content.decode()


def test_the_pages_cost_the_same_however_much_there_is(
    region: Region, planned: Regeldag, phone: Client, statements: Callable[[Client, str], int]
) -> None:
    board, few = statements(phone, f"/regeldagen/{planned.pk}/"), statements(phone, "/regeldagen/")
    for _ in range(3):
        other = make_dossier(region)
        vwn = region.organisations["VluchtelingenWerk"]
        involve(other, vwn, by=region.regisseur, on=date(2026, 9, 1), purpose="begeleiding", basis="Wi 13")
        plan_regeldag([other], Day(date(2026, 11, 24), time(9)), by=region.regisseur)
    planned.stappen.update(state=S.GEDAAN)
    assert statements(phone, f"/regeldagen/{planned.pk}/") == board <= 12
    assert statements(phone, "/regeldagen/") == few <= 8


def test_children_without_a_dossier_stand_on_the_board(
    region: Region, guided: Dossier, planned: Regeldag, phone: Client
) -> None:
    add_child(guided.person, by=region.regisseur, first_name="Noor", birth_year=2021)
    text = page(phone, f"/regeldagen/{planned.pk}/")
    assert "Noor" in text
    assert "geboren in 2021" in text


def test_who_runs_it_sees_it_also_when_it_was_planned_from_somebody_else(
    region: Region, guided: Dossier, phone: Client, signed_in: SignedIn
) -> None:
    first = make_dossier(region)
    share_household(
        first.person, guided.person, by=region.regisseur, part=HouseholdMember.Part.PARTNER, on=TODAY
    )
    desk, address = signed_in(region.regisseur), f"/overdracht/{first.pk}/regeldag/"
    assert "M. Bakker" in page(desk, address)
    assert region.counsellor.employee
    typed = {
        "on": "24-11-2026", "at": "09:00", "until": "16:00", "members": [str(first.pk), str(guided.pk)], "keys": ["bank"],
        "begeleider": str(region.counsellor.employee.pk),
    }  # fmt: skip
    desk.post(address, typed)
    made = Regeldag.objects.get()
    assert "Nog iemand" in page(phone, f"/regeldagen/{made.pk}/")
    assert phone.post(f"{step(made, 'bank')}gedaan/").status_code == 302
