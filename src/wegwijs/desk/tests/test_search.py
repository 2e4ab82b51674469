"""Search: by name in any spelling, by number and by birth date; what is limited and what is recorded."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from support.region import TODAY, Region, make_dossier, make_person
from wegwijs.access.actor import Actor
from wegwijs.audit.models import Action, AuditRecord
from wegwijs.dossiers.commands import involve, open_dossier_for
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.searching import found_by
from wegwijs.organisations.models import Gemeente
from wegwijs.people.models import Person

SignedIn = Callable[[Actor], Client]


def named(region: Region, voornamen: str, geslachtsnaam: str, **more: str) -> Dossier:
    person = make_person(region.duo, voornamen=voornamen, geslachtsnaam=geslachtsnaam, **more)
    dossier, _ = open_dossier_for(
        person, Gemeente.objects.get(pk="0505"), by=region.duo, on=TODAY, reason="test"
    )
    return dossier


def names(actor: Actor, text: str) -> list[tuple[str, bool]]:
    return [(found.name, found.alike) for found in found_by(actor, text).found]


def test_what_was_typed_goes_before_what_sounds_like_it(region: Region) -> None:
    for name in ("Muhammad", "Mohamed", "Selam", "Mohammed"):
        named(region, name, "Hoessein")
    assert names(region.regisseur, "mohammed") == [
        ("Hoessein, Mohammed", False), ("Hoessein, Mohamed", True), ("Hoessein, Muhammad", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["hussein mohammed", "Muhammad Husain", "mohamed hoess", "hoess mohamed", "moh hossein", "hossein moh"],
)
def test_either_word_or_both_may_be_spelled_otherwise(region: Region, text: str) -> None:
    named(region, "Mohamed", "Hoessein")
    named(region, "Mohamed", "Tesfay")
    named(region, "Selam", "Hoessein")
    assert [name for name, _ in names(region.regisseur, text)] == ["Hoessein, Mohamed"]


@pytest.mark.parametrize(
    "text", ["berg jan van", "van den berg jan", "piet jan ber", "JAN PIET VAN DEN BERG"]
)
def test_many_words_all_count(region: Region, text: str) -> None:
    named(region, "Jan Piet", "van den Berg")
    named(region, "Jan", "van den Heuvel")
    assert names(region.regisseur, text) == [("van den Berg, Jan Piet", False)]


def test_accents_do_not_matter(region: Region) -> None:
    named(region, "Ayşe", "Öztürk")
    for text in ("ayse ozturk", "ÖZTÜRK", "Ayşe"):
        assert names(region.regisseur, text) == [("Öztürk, Ayşe", False)]


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("Yıldız", ("yildiz", "YILDIZ", "Yıldız", "yıld")),
        ("Łukasiewicz", ("lukasiewicz", "Lukas")),
        ("Søndergård", ("sondergard",)),
        ("Na'ima", ("naima", "na'ima", "Na’ima")),
        ("Al-Khatib", ("alkhatib", "al khatib", "al-khatib", "khatib")),
        ("ʿAbdullāh", ("abdullah",)),
    ],
)
def test_nor_do_letters_with_a_stroke_and_marks_within_a_name(
    region: Region, name: str, texts: tuple[str, ...]
) -> None:
    named(region, "Selam", name)
    for text in texts:
        assert names(region.regisseur, text) == [(f"{name}, Selam", False)], text


def test_a_short_word_finds_only_who_is_called_so(region: Region, signed_in: SignedIn) -> None:
    named(region, "Wei", "Li")
    named(region, "Lina", "Lisova")
    assert names(region.regisseur, "li") == [("Li, Wei", False)]
    assert names(region.regisseur, "l") == []
    page = signed_in(region.regisseur).post("/zoeken/", {"q": "lu"}).content.decode()
    assert "Typ minstens drie letters" in page


def test_a_birth_date_alone_or_with_a_name(region: Region) -> None:
    dossier, other = named(region, "Selam", "Tesfay"), named(region, "Selam", "Tesfay")
    born = str(dossier.person.birth)
    assert str(other.person.birth) != born
    for text in (born, f"tesfay {born}", f"{born} tesfaye", born.replace("-", "/"), born.replace("-", ".")):
        assert [found.pk for found in found_by(region.regisseur, text).found] == [dossier.pk]
    assert found_by(region.regisseur, "31-02-1990").found == []
    Person.objects.filter(pk=dossier.person_id).update(birth_year=1965, birth_month=3, birth_day=7)
    for text in ("7-3-1965", "07.03.65", "1965-03-07", "7 maart 1965", "07031965", "tesfay 7/3/65"):
        assert [found.pk for found in found_by(region.regisseur, text).found] == [dossier.pk], text
    assert found_by(region.regisseur, f"abdi {born}").found == []


def test_numbers_are_found_whole(region: Region) -> None:
    dossier = make_dossier(region, bsn="999993653")
    with_v = named(region, "Selam", "Tesfay")
    v_nummer = with_v.person.v_nummer or ""
    for text, wanted in (
        ("999993653", dossier), ("9999.93.653", dossier), (v_nummer, with_v), (f"{v_nummer[:4]} {v_nummer[4:]}", with_v),
        (f"V {v_nummer}", with_v),
        (dossier.number, dossier), (dossier.number[-4:], dossier),
    ):  # fmt: skip
        assert wanted.pk in [found.pk for found in found_by(region.regisseur, text).found], text
    for text in ("99999365", "9999936530", v_nummer[:-1], dossier.number[:-1]):
        assert found_by(region.regisseur, text).found == []


def test_a_partner_finds_only_the_dossiers_it_is_let_into(region: Region) -> None:
    mine, other = named(region, "Selam", "Tesfay"), named(region, "Selam", "Tesfaye")
    involve(
        mine, region.organisations["VluchtelingenWerk"], by=region.regisseur, purpose="begeleiding", basis="Wi 13",
        on=mine.opened_on,
    )  # fmt: skip
    for text in ("tesfay", "tesfaye", str(mine.person.birth), mine.number):
        assert [found.pk for found in found_by(region.counsellor, text).found] in ([mine.pk], []), text
    assert [found.pk for found in found_by(region.counsellor, "tesfaye").found] == [mine.pk]
    assert found_by(region.counsellor, str(other.person.birth)).found == []


def test_one_that_only_sounds_alike_is_not_opened_unasked(region: Region, signed_in: SignedIn) -> None:
    named(region, "Achmed", "Hoessein")
    answer = signed_in(region.regisseur).post("/zoeken/", {"q": "ahmad hussein"})
    assert answer.status_code == 200
    assert "klinkt als wat u typte" in answer.content.decode()


def test_every_search_is_recorded_by_its_kind_and_never_by_its_words(
    region: Region, signed_in: SignedIn
) -> None:
    dossier = named(region, "Achmed", "Hoessein")
    browser = signed_in(region.regisseur)
    for text in ("hussein", "999993653", "niemand 01-01-1980", dossier.number):
        browser.post("/zoeken/", {"q": text})
    rows = AuditRecord.objects.filter(action=Action.SEARCH).order_by("id")
    assert [row.detail for row in rows] == [
        "op naam, 1 gevonden", "op nummer, 0 gevonden", "op naam en geboortedatum, 0 gevonden", "op nummer, 1 gevonden",
    ]  # fmt: skip
    assert {row.subject_id for row in rows} == {"-"}


def test_a_search_is_one_statement_and_one_that_records_it_however_many_are_found(region: Region) -> None:
    for number in range(4):
        named(region, "Mohamed", f"Hoessein{'abcd'[number]}")
    for text in ("mohammed", "muhammad hoess", "01-01-1980", "1234"):
        with CaptureQueriesContext(
            connection,
        ) as seen:
            found_by(region.regisseur, text)
        assert len(seen) == 2
