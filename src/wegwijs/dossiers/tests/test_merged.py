"""What a merge takes along and its undoing gives back: dossiers elsewhere, protection, letters, names and numbers."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from support.region import TODAY, Region, make_dossier, make_person
from wegwijs.access.actor import Actor
from wegwijs.documents.commands import draft_letter, record_return, send_again, send_letter
from wegwijs.documents.letters.oproep import OproepLetter
from wegwijs.documents.letters.sender import Sender
from wegwijs.documents.models import Letter, Retour
from wegwijs.documents.queries import pdf_of
from wegwijs.dossiers.commands import close_dossier, merge_double, open_dossier_for, to_divide, undo_merge
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.searching import found_by
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.organisations.models import Gemeente
from wegwijs.people.commands import (
    PersonFacts,
    add_address,
    merge_persons,
    person_from_numbers,
    rebuild_search_words,
    set_safe_contact,
    update_person,
)
from wegwijs.people.doubles import find_doubles
from wegwijs.people.models import Address, Dubbel, Person, Samenvoeging, SearchWord, Source
from wegwijs.people.queries import address_mark, address_on, by_numbers
from wegwijs.rowsecurity.scope import entered
from wegwijs.ui.partial_date import PartialDate

SignedIn = Callable[[Actor], Client]
POST = Letter.Channel.POST
SENDER = Sender(
    "Sociale Dienst", "Dordrecht", "Postbus 1", "A. de Vries", "078", "a@voorbeeld.nl", "X", "namens X"
)


@pytest.fixture
def pair(region: Region) -> tuple[Dossier, Dossier]:
    """One person twice; the second dossier is closed."""
    one, two = make_dossier(region), make_dossier(region)
    close_dossier(two, by=region.regisseur, on=TODAY, reason="dubbel")
    return one, two


def elsewhere(region: Region, person: Person) -> Dossier:
    """A dossier in a gemeente for which the regisseur of Dordrecht does not work."""
    there = Gemeente.objects.get(pk="0590")
    made, _ = open_dossier_for(person, there, by=region.outsider, on=TODAY, reason="test")
    return made


def lives(region: Region, person: Person, street: str) -> None:
    add_address(
        person, by=region.regisseur, kind=Address.Kind.WOON, street=street, number="1", postcode="3311 GR",
        place="Dordrecht", valid_from=date(2026, 1, 1), source=Source.BRP,
    )  # fmt: skip


def letter_of(region: Region, dossier: Dossier) -> Letter:
    person = Person.objects.get(pk=dossier.person_id)
    content = OproepLetter(
        SENDER, dossier.number, str(person), TODAY, date(2026, 12, 1), "10:00", "Spuiboulevard", "op kantoor",
        date(2026, 12, 3),
    ).content()  # fmt: skip
    return draft_letter(
        person,
        dossier.gemeente,
        by=region.regisseur,
        kind="oproep",
        reference=dossier.number,
        content=content,
    )


def again(*persons: Person) -> list[Person]:
    return [Person.objects.get(pk=person.pk) for person in persons]


class TestDossiersElsewhere:
    def test_who_may_not_edit_a_dossier_elsewhere_cannot_merge(
        self, region: Region, pair: tuple[Dossier, Dossier]
    ) -> None:
        other = elsewhere(region, pair[1].person)
        with entered(region.regisseur.scope), pytest.raises(NotAllowed):
            merge_double(pair[0].person, pair[1].person, by=region.regisseur)
        other.refresh_from_db()
        assert other.person_id == pair[1].person_id
        assert not Samenvoeging.objects.exists()

    def test_who_may_edit_both_takes_all_of_them_along_and_back(
        self, region: Region, pair: tuple[Dossier, Dossier]
    ) -> None:
        one, two = pair[0].person, pair[1].person
        other = elsewhere(region, two)
        with entered(region.teamlead.scope):
            merge = merge_double(one, two, by=region.teamlead)
        assert {d.person_id for d in Dossier.objects.filter(pk__in=[pair[1].pk, other.pk])} == {one.pk}
        with entered(region.teamlead.scope):
            undo_merge(merge, by=region.teamlead, to_dropped=[])
        assert {d.person_id for d in Dossier.objects.filter(pk__in=[pair[1].pk, other.pk])} == {two.pk}

    def test_a_dossier_that_was_opened_elsewhere_since_stops_who_may_not_edit_it(
        self, region: Region, pair: tuple[Dossier, Dossier]
    ) -> None:
        with entered(region.regisseur.scope):
            merge = merge_double(pair[0].person, pair[1].person, by=region.regisseur)
        elsewhere(region, pair[0].person)
        with entered(region.regisseur.scope), pytest.raises(NotAllowed):
            undo_merge(merge, by=region.regisseur, to_dropped=[])


class TestProtection:
    def test_protection_that_came_after_the_merge_stays_on_both_sides(
        self, region: Region, pair: tuple[Dossier, Dossier]
    ) -> None:
        one, two = pair[0].person, pair[1].person
        merge = merge_double(one, two, by=region.regisseur)
        Person.objects.filter(pk=one.pk).update(protected=True)
        set_safe_contact(one, by=region.regisseur, text=None, only=True)
        undo_merge(merge, by=region.regisseur, to_dropped=[])
        assert [(row.protected, row.contact_safely) for row in again(one, two)] == [(True, True)] * 2

    @pytest.mark.parametrize("before", ["", "via school"])
    @pytest.mark.parametrize("goes", [True, False])
    def test_a_safe_contact_that_came_after_goes_where_it_is_said_to_belong(
        self, goes: bool, before: str, region: Region, pair: tuple[Dossier, Dossier]
    ) -> None:
        one, two = pair[0].person, pair[1].person
        set_safe_contact(two, by=region.regisseur, text=before, only=None)
        merge = merge_double(one, two, by=region.regisseur)
        assert to_divide(merge) == []
        set_safe_contact(one, by=region.regisseur, text="via de opvang", only=True)
        merge.refresh_from_db()
        later = to_divide(merge)
        assert [row.key for row in later] == ["veilig:contact"]
        assert "opvang" not in later[0].words
        undo_merge(merge, by=region.regisseur, to_dropped=[later[0].key] if goes else [])
        known = [row.safe_contact for row in again(one, two)]
        assert known == (["", "via de opvang"] if goes else ["via de opvang", before])

    def test_the_page_says_that_protection_stays_with_both(
        self, region: Region, pair: tuple[Dossier, Dossier], signed_in: SignedIn
    ) -> None:
        merge = merge_double(pair[0].person, pair[1].person, by=region.regisseur)
        page = reverse("people:unmerge", args=[pair[0].person_id, merge.pk])
        assert "houden beiden" in signed_in(region.regisseur).get(page).content.decode()


class TestLetters:
    def test_a_letter_of_who_was_merged_goes_to_the_address_of_who_stayed(
        self, region: Region, pair: tuple[Dossier, Dossier]
    ) -> None:
        one, two = pair[0].person, pair[1].person
        letter = letter_of(region, pair[1])
        lives(region, one, "Nieuwstraat")
        # Not by way of the dossiers: what waits moves along there.
        merge_persons(one, two, by=region.regisseur)
        file = send_letter(letter, by=region.regisseur, on=TODAY, channel=POST)
        assert "Nieuwstraat 1" in file.address

    def test_a_letter_sent_before_the_merge_hides_the_address_that_became_secret_after(
        self, region: Region, pair: tuple[Dossier, Dossier]
    ) -> None:
        lives(region, pair[1].person, "Kanariestraat")
        letter = letter_of(region, pair[1])
        send_letter(letter, by=region.regisseur, on=TODAY, channel=POST)
        merge_double(pair[0].person, pair[1].person, by=region.regisseur)
        Person.objects.filter(pk=pair[0].person_id).update(protected=True)
        add_address(
            pair[0].person, by=region.regisseur, kind=Address.Kind.WOON, street="Elders", number="2",
            postcode="3312 AB", place="Dordrecht", valid_from=TODAY, source=Source.BRP,
        )  # fmt: skip
        letter = Letter.objects.get(pk=letter.pk)
        assert pdf_of(letter, may_see=False) != pdf_of(letter)

    def test_a_letter_that_came_back_is_sent_again_to_whom_the_dossier_is_about_now(
        self, region: Region, pair: tuple[Dossier, Dossier]
    ) -> None:
        lives(region, pair[1].person, "Oudstraat")
        letter = letter_of(region, pair[1])
        send_letter(letter, by=region.regisseur, on=TODAY - timedelta(days=5), channel=POST)
        merge_double(pair[0].person, pair[1].person, by=region.regisseur)
        record_return(letter, by=region.administrator, on=TODAY, reason=Retour.Reason.VERHUISD)
        pair[1].refresh_from_db()
        seen = address_mark(address_on(pair[0].person, TODAY))
        copy = send_again(letter, pair[1].person, by=region.regisseur, on=TODAY, channel=POST, seen=seen)
        assert copy.person_id == pair[0].person_id

    def test_what_waits_in_a_dossier_goes_back_with_it(
        self, region: Region, pair: tuple[Dossier, Dossier]
    ) -> None:
        one, two = pair[0].person, pair[1].person
        merge = merge_double(one, two, by=region.regisseur)
        letters = [letter_of(region, Dossier.objects.get(pk=dossier.pk)) for dossier in pair]
        assert {letter.person_id for letter in letters} == {one.pk}
        undo_merge(merge, by=region.regisseur, to_dropped=[])
        assert [Letter.objects.get(pk=row.pk).person_id for row in letters] == [one.pk, two.pk]


class TestWhatWasMissing:
    def unnamed(self, region: Region) -> Dossier:
        person = person_from_numbers(
            bsn="999990408", v_nummer=None, by=region.duo, source=Source.DUO, as_of=TODAY
        )
        made, _ = open_dossier_for(person, region.dordrecht, by=region.duo, on=TODAY, reason="test")
        return made

    def test_name_birth_date_and_sex_come_along_and_go_back(self, region: Region) -> None:
        first, second = self.unnamed(region), make_dossier(region)
        close_dossier(second, by=region.regisseur, on=TODAY, reason="dubbel")
        Person.objects.filter(pk=second.person_id).update(sex="V", voorvoegsel="van")
        two = Person.objects.get(pk=second.person_id)
        merge = merge_double(first.person, two, by=region.regisseur)
        (one,) = again(first.person)
        same = ("list_name", "birth", "sex", "sort_key", "source", "as_of")
        assert [getattr(one, name) for name in same] == [getattr(two, name) for name in same]
        assert found_by(region.regisseur, "selam tesfay").found
        undo_merge(merge, by=region.regisseur, to_dropped=[])
        (one,) = again(first.person)
        assert (str(one), one.birth_year, one.birth_day, one.sex) == ("Naam nog niet bekend", 0, 0, "O")
        assert (one.source, one.as_of, one.sort_key) == (Source.DUO, TODAY, "naam nog niet bekend")

    def test_a_name_that_somebody_corrected_since_stays_whole(self, region: Region) -> None:
        first, second = self.unnamed(region), make_dossier(region)
        close_dossier(second, by=region.regisseur, on=TODAY, reason="dubbel")
        merge = merge_double(first.person, second.person, by=region.regisseur)
        Person.objects.filter(pk=first.person_id).update(voornamen="Selamawit")
        undo_merge(merge, by=region.regisseur, to_dropped=[])
        assert str(again(first.person)[0]) == "Selamawit Tesfay"


class TestNumbers:
    def test_a_number_that_came_home_changes_places_again(
        self, region: Region, pair: tuple[Dossier, Dossier]
    ) -> None:
        one, two = pair[0].person, pair[1].person
        merge = merge_double(one, two, by=region.regisseur)
        (kept,) = again(one)
        facts = PersonFacts("Tesfay", PartialDate(1990), v_nummer=two.v_nummer, voornamen="Selam")
        with entered(region.regisseur.scope):
            update_person(
                kept,
                facts,
                by=region.regisseur,
                expected_version=kept.version,
                source=Source.BRP,
                as_of=TODAY,
            )
        assert by_numbers(bsn=None, v_nummer=one.v_nummer) == kept
        merge.refresh_from_db()
        assert str(two.v_nummer) not in str(merge.trace)
        with entered(region.regisseur.scope):
            undo_merge(merge, by=region.regisseur, to_dropped=[])
        assert [row.v_nummer for row in again(one, two)] == [one.v_nummer, two.v_nummer]

    def test_a_number_of_a_double_of_a_double_comes_home_too(self, region: Region) -> None:
        one, two, three = (make_person(region.regisseur) for _ in range(3))
        merge_persons(two, three, by=region.regisseur)
        merge_persons(one, two, by=region.regisseur)
        (kept,) = again(one)
        facts = PersonFacts("Tesfay", PartialDate(1990), v_nummer=three.v_nummer)
        update_person(
            kept, facts, by=region.regisseur, expected_version=kept.version, source=Source.BRP, as_of=TODAY
        )
        assert [row.v_nummer for row in again(one, two, three)] == [
            three.v_nummer, two.v_nummer, one.v_nummer
        ]  # fmt: skip
        assert Samenvoeging.objects.get(kept=one).trace["home"] == [str(three.pk)]

    def test_after_taking_it_back_nobody_is_asked_again(
        self, region: Region, pair: tuple[Dossier, Dossier]
    ) -> None:
        for name in ("sort_key", "birth_year", "birth_month", "birth_day"):
            Person.objects.filter(pk=pair[1].person_id).update(**{name: getattr(pair[0].person, name)})
        find_doubles()
        with entered(region.regisseur.scope):
            merge = merge_double(pair[0].person, pair[1].person, by=region.regisseur)
            undo_merge(merge, by=region.regisseur, to_dropped=[])
        find_doubles()
        assert Dubbel.objects.get().verdict == Dubbel.Verdict.TWEE


class TestSearch:
    def test_the_other_spelling_finds_who_stayed_until_it_is_taken_back(
        self, region: Region, pair: tuple[Dossier, Dossier]
    ) -> None:
        one, two = pair[0].person, pair[1].person
        (known,) = again(two)
        facts = PersonFacts("Haddad", PartialDate(1990), v_nummer=known.v_nummer, voornamen="Amal")
        update_person(
            known, facts, by=region.regisseur, expected_version=known.version, source=Source.BRP, as_of=TODAY
        )

        def found(words: str) -> set[str]:
            with entered(region.regisseur.scope):
                return {row.name for row in found_by(region.regisseur, words).found}

        assert found("amal haddad") == {"Haddad, Amal"}
        with entered(region.regisseur.scope):
            merge = merge_double(one, two, by=region.regisseur)
        assert found("amal haddad") == found("selam tesfay") == {"Tesfay, Selam"}
        assert not SearchWord.objects.filter(person=two).exists()
        before = set(SearchWord.objects.values_list("person", "word", "other"))
        list(rebuild_search_words())
        assert set(SearchWord.objects.values_list("person", "word", "other")) == before
        with entered(region.regisseur.scope):
            undo_merge(merge, by=region.regisseur, to_dropped=[])
        assert found("amal haddad") == {"Haddad, Amal"}
        assert found("selam tesfay") == {"Tesfay, Selam"}

    def test_the_number_that_stayed_with_the_double_finds_who_stayed(
        self, region: Region, pair: tuple[Dossier, Dossier]
    ) -> None:
        with entered(region.regisseur.scope):
            merge_double(pair[0].person, pair[1].person, by=region.regisseur)
            found = found_by(region.regisseur, str(pair[1].person.v_nummer)).found
        assert {row.pk for row in found} == {dossier.pk for dossier in pair}

    def test_a_corrected_name_keeps_the_words_of_the_double(self, region: Region) -> None:
        one, two, three = (
            make_person(region.regisseur, geslachtsnaam=name) for name in ("Een", "Twee", "Drie")
        )
        merge_persons(two, three, by=region.regisseur)
        merge_persons(one, two, by=region.regisseur)
        (kept,) = again(one)
        facts = PersonFacts("Nieuw", PartialDate(1990), v_nummer=kept.v_nummer)
        update_person(
            kept, facts, by=region.regisseur, expected_version=kept.version, source=Source.BRP, as_of=TODAY
        )
        words = set(SearchWord.objects.filter(person=one).values_list("word", flat=True))
        assert words == {"nieuw", "selam", "twee", "drie"}


def test_a_post_that_names_no_act_merges_nobody(
    region: Region, pair: tuple[Dossier, Dossier], signed_in: SignedIn
) -> None:
    page = reverse("people:merge", args=[pair[0].person_id, pair[1].person_id])
    for act in ({}, {"act": "iets"}):
        text = signed_in(region.regisseur).post(page, act).content.decode()
        assert "Kies met een van de knoppen" in text
    assert not Samenvoeging.objects.exists()
    signed_in(region.regisseur).post(page, {"act": "samenvoegen"})
    assert Samenvoeging.objects.exists()


def test_nobody_is_left_without_a_number(region: Region, pair: tuple[Dossier, Dossier]) -> None:
    merge = merge_double(pair[0].person, pair[1].person, by=region.regisseur)
    Person.objects.filter(pk=pair[1].person_id).update(v_nummer=None)
    with pytest.raises(DomainError, match="geen BSN of v-nummer"):
        undo_merge(merge, by=region.regisseur, to_dropped=[])
