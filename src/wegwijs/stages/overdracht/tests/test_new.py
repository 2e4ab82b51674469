"""A dossier begins: bad input is refused with what to do, and nobody is entered twice silently."""

from collections.abc import Callable

import pytest
from django.test import Client

from support.region import Region, make_dossier, make_person
from wegwijs.access.actor import Actor
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Fase, State
from wegwijs.people.models import Person

SignedIn = Callable[[Actor], Client]
PAGE = "/overdracht/nieuw/"
TYPED = {
    "begin": "koppeling",
    "on": "20-11-2026",
    "gemeente": "0505",
    "variant": "asiel",
    "v_nummer": "2812345678",
    "voornamen": "Amina",
    "geslachtsnaam": "Warsame",
    "birth": "00-03-1991",
    "sex": "V",
}


@pytest.fixture
def desk(region: Region, signed_in: SignedIn) -> Client:
    return signed_in(region.regisseur)


def test_someone_without_bsn_gets_a_dossier_at_the_koppeling(desk: Client) -> None:
    assert desk.post(PAGE, TYPED).status_code == 302
    dossier = Dossier.objects.get()
    assert dossier.fase == Fase.OVERDRACHT
    assert str(dossier.person.birth) == "00-03-1991"
    assert dossier.gebeurtenissen.filter(kind=Kind.COA_KOPPELING).count() == 1


def test_a_voorloper_begins_before_the_kennisgeving(desk: Client) -> None:
    desk.post(PAGE, {**TYPED, "begin": "voorloper"})
    assert Dossier.objects.get().state == State.VOORLOPER
    assert "voorloper" in desk.get("/overdracht/?soort=voorloper").content.decode()


def test_someone_may_have_one_name_only(desk: Client) -> None:
    desk.post(PAGE, {**TYPED, "voornamen": "", "geslachtsnaam": "Suharto"})
    assert str(Person.objects.get()) == "Suharto"


def test_all_that_is_wrong_is_said_in_one_round(desk: Client) -> None:
    wrong = {"bsn": "999990409", "birth": "24-11-2026", "on": "24-11-2026", "geslachtsnaam": ""}
    text = desk.post(PAGE, {**TYPED, **wrong}).content.decode()
    for said in (
        "Dit BSN klopt niet",
        "De geboortedatum ligt in de toekomst",
        "Deze dag ligt in de toekomst",
    ):
        assert said in text
    text = desk.post(PAGE, {**TYPED, "bsn": "", "v_nummer": "", "birth": "24-11-2026"}).content.decode()
    assert "Vul een BSN of een v-nummer in" in text
    assert "De geboortedatum ligt in de toekomst" in text


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("bsn", "999990409", "Dit BSN klopt niet"),
        ("bsn", "12345", "Een BSN heeft 9 cijfers"),
        ("v_nummer", "", "Vul een BSN of een v-nummer in"),
        ("birth", "01-01-2030", "De geboortedatum ligt in de toekomst"),
        ("birth", "31-02-1990", "bestaat niet"),
        ("birth", "gisteren", "dag-maand-jaar"),
        ("on", "24-11-2026", "Deze dag ligt in de toekomst"),
        ("gemeente", "0590", "Deze keuze is er niet meer"),
        ("geslachtsnaam", "", "Vul ‘Achternaam’ in"),
        ("geslachtsnaam", "x" * 201, "200"),
        ("geslachtsnaam", "a\x00b", "Null"),
    ],
)
def test_what_can_not_be_right_is_refused_and_kept(desk: Client, field: str, value: str, said: str) -> None:
    answer = desk.post(PAGE, {**TYPED, field: value})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert said.lower() in text.lower()
    assert "Amina" in text
    assert not Dossier.objects.exists()


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "O'Brien", "Ñuñez 田中", "'; --", "=cmd|"])
def test_any_name_is_kept_as_text(desk: Client, name: str) -> None:
    desk.post(PAGE, {**TYPED, "geslachtsnaam": name})
    assert Person.objects.get().geslachtsnaam == name
    assert "<script>alert(1)" not in desk.get("/overdracht/").content.decode()


def test_who_may_be_known_is_shown_beside_what_was_typed(region: Region, desk: Client) -> None:
    desk.post(PAGE, TYPED)
    again = {**TYPED, "v_nummer": "2899999999"}
    answer = desk.post(PAGE, again)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "dezelfde naam en geboortedatum" in text
    assert "2899999999" in text
    assert Person.objects.count() == 1
    assert "Warsame" in desk.post(PAGE, {**again, "terug": "1"}).content.decode()
    assert Person.objects.count() == 1


def test_the_same_person_gets_no_second_dossier(desk: Client) -> None:
    desk.post(PAGE, TYPED)
    person = Person.objects.get()
    answer = desk.post(PAGE, {**TYPED, "bsn": "999990408", "same_as": str(person.pk)}, follow=True)
    assert "liep al" in answer.content.decode()
    assert Dossier.objects.count() == 1
    person.refresh_from_db()
    assert person.bsn == "999990408"


def test_someone_else_with_the_same_name_is_a_new_person(desk: Client) -> None:
    desk.post(PAGE, TYPED)
    desk.post(PAGE, {**TYPED, "v_nummer": "2899999999", "not_the_same": "on"})
    assert Person.objects.count() == 2


def test_nobody_else_can_have_the_same_number(desk: Client) -> None:
    desk.post(PAGE, TYPED)
    answer = desk.post(PAGE, {**TYPED, "geslachtsnaam": "Anders", "not_the_same": "on"})
    assert answer.status_code == 409
    assert "Iemand anders kan niet hetzelfde nummer hebben" in answer.content.decode()


def test_a_person_of_another_gemeente_is_not_shown_and_not_taken_by_name(
    region: Region, signed_in: SignedIn, desk: Client
) -> None:
    desk.post(PAGE, TYPED)
    other = signed_in(region.outsider)
    typed = {**TYPED, "gemeente": "0590", "v_nummer": "2899999999"}
    text = other.post(PAGE, typed).content.decode()
    assert "een gemeente die u niet ziet" in text
    assert "2812345678" not in text
    assert "open het dossier bij deze" not in text
    chosen = other.post(PAGE, {**typed, "same_as": str(Person.objects.get().pk)}).content.decode()
    assert "Deze persoon kunt u niet kiezen" in chosen


def test_a_person_who_moved_is_linked_by_number(region: Region, signed_in: SignedIn, desk: Client) -> None:
    desk.post(PAGE, TYPED)
    other = signed_in(region.outsider)
    typed = {**TYPED, "gemeente": "0590", "same_as": str(Person.objects.get().pk)}
    assert other.post(PAGE, typed).status_code == 302
    assert Person.objects.get().dossiers.count() == 2


@pytest.mark.parametrize("who", ["counsellor", "administrator", "decider"])
def test_only_who_may_open_dossiers_gets_the_page(region: Region, signed_in: SignedIn, who: str) -> None:
    assert signed_in(getattr(region, who)).get(PAGE).status_code == 404


def test_a_dossier_of_another_gemeente_does_not_exist(
    region: Region, dossier: Dossier, signed_in: SignedIn
) -> None:
    parts = ("", "profiel/", "koppeling/", "driegesprek/", "woning/", "voorinburgering/")
    for part in parts:
        assert signed_in(region.outsider).get(f"/overdracht/{dossier.pk}/{part}").status_code == 404
        assert signed_in(region.counsellor).get(f"/overdracht/{dossier.pk}/{part}").status_code == 404
        assert signed_in(region.regisseur).get(f"/overdracht/{dossier.pk}/{part}").status_code == 200


def test_the_list_costs_the_same_for_one_and_for_many(
    region: Region, desk: Client, statements: Callable[[Client, str], int]
) -> None:
    make_dossier(region)
    few = statements(desk, "/overdracht/")
    for _ in range(5):
        make_dossier(region)
    make_person(region.regisseur)
    assert statements(desk, "/overdracht/") == few <= 10
