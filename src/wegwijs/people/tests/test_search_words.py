"""Names as they sound, and the words by which a person is found: always those of the name as it is now."""

from datetime import date
from itertools import combinations

import pytest

from support.region import TODAY, Region, make_person
from wegwijs.people.commands import (
    PersonFacts,
    complete_person,
    person_from_numbers,
    rebuild_search_words,
    remove_person,
    restore_person,
    update_person,
)
from wegwijs.people.models import Person, SearchWord, Source
from wegwijs.people.names import plain
from wegwijs.people.searching import name_pairs, words_of
from wegwijs.people.sound import sound
from wegwijs.ui.partial_date import PartialDate

# Each line: one name as clerks of different countries wrote it.
ALIKE = """
Mohammed Muhammad Mohamed Mohamad Mahamed Mehmed
Hussein Hoessein Hossein Husain Hussain Huseyin
Ahmed Achmed Ahmad Ahmet
Tesfay Tesfaye Tesfai
Oleksandr Aleksandr Alexander Aleksander Olexandr
Yusuf Joesoef Youssef Yousef Jusuf Iusuf
Fatima Fatma Fatimah
Abdullah Abdallah Abdoellah Abdulla
Khalid Chalid Halid
Khadija Chadidja Hadija
Sharif Sjarif Cherif
Rachid Rashid
Serhii Sergej Sergei Serhiy
Volodymyr Vladimir Wolodymyr
Zainab Zeynep Zaynab Zineb
Yohannes Johannes Yohanes
Jamal Djamal
Yuliia Julia Yulia
Natalia Nataliia Nataliya
Andrii Andriy Andrij Andrey
Mykhailo Michail Mikhail
Omar Umar Oemar
Said Sayed Saïd
Mehari Mehary
Zakaria Zakariya Zakarya
Gebremedhin Gebremedhen
Qasim Kasim
""".strip().splitlines()
APART = [
    "Hussein Hassan",
    "Omar Amir",
    "Selam Solomon",
    "Fatima Fadma",
    "Ali Ole",
    "Sara Omar",
    "Yusuf Jasef",
]


@pytest.mark.parametrize("line", ALIKE)
def test_one_name_sounds_alike_however_it_is_spelled(line: str) -> None:
    assert len({sound(plain(name)) for name in line.split()}) == 1


@pytest.mark.parametrize("line", APART)
def test_two_names_sound_apart(line: str) -> None:
    one, other = line.split()
    assert sound(plain(one)) != sound(plain(other))


def test_the_names_of_the_table_do_not_sound_like_each_other() -> None:
    heard = [sound(plain(line.split()[0])) for line in ALIKE]
    assert not [pair for pair in combinations(heard, 2) if pair[0] == pair[1]]


@pytest.mark.parametrize("text", ["", "محمد", "123", "-", "oe"])
def test_of_what_is_no_latin_word_no_sound_is_known(text: str) -> None:
    assert sound(plain(text)) == ""


def test_every_two_words_are_kept_in_both_orders() -> None:
    pairs = {(pair.word, pair.other) for pair in name_pairs("Ayşe Nur", "van der", "Öztürk")}
    assert len(pairs) == 5 * 4
    assert {("ayse", "ozturk"), ("ozturk", "ayse"), ("der", "nur")} <= pairs
    assert [(pair.word, pair.other) for pair in name_pairs("", "", "Tenzin")] == [("tenzin", "")]
    assert len(words_of("a " * 50 + "b c d e f g h i j")) == 8


def words(person: Person) -> set[str]:
    return set(SearchWord.objects.filter(person=person).values_list("word", flat=True))


FACTS = PersonFacts("Hoessein", PartialDate(1990, 5), v_nummer="2811111111", voornamen="Achmed")


def test_the_words_follow_the_name(region: Region) -> None:
    person = person_from_numbers(
        bsn=None, v_nummer="2811111111", by=region.duo, source=Source.DUO, as_of=TODAY
    )
    assert words(person) == {"naam", "nog", "niet", "bekend"}
    complete_person(person, FACTS, by=region.duo, source=Source.DUO, as_of=TODAY)
    assert words(person) == {"achmed", "hoessein"}
    person.refresh_from_db()
    better = PersonFacts("Hussein", PartialDate(1990, 5), v_nummer="2811111111", voornamen="Ahmed")
    update_person(
        person, better, by=region.duo, expected_version=person.version, source=Source.EIGEN, as_of=TODAY
    )
    assert words(person) == {"ahmed", "hussein"}
    before = {"geslachtsnaam": "Husain", "sort_key": "husain ahmed", "as_of": date(2026, 1, 1).isoformat()}
    restore_person(person, before, by=region.duo, addresses=[], languages=True)
    assert words(person) == {"ahmed", "husain"}
    remove_person(person, by=region.duo)
    assert not SearchWord.objects.filter(person=person.pk).exists()


def test_a_rebuild_changes_nothing(region: Region) -> None:
    person = make_person(region.regisseur)
    columns = ("person", "word", "other", "sound", "other_sound")
    before = set(SearchWord.objects.values_list(*columns))
    assert before
    SearchWord.objects.filter(person=person, word="selam").delete()
    Person.objects.filter(pk=person.pk).update(sort_key="ander")
    assert list(rebuild_search_words()) == [Person.objects.count()]
    assert set(SearchWord.objects.values_list(*columns)) == before
    assert Person.objects.get(pk=person.pk).sort_key == person.sort_key
