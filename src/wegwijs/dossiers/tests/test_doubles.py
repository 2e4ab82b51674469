"""Who stands here twice: found by rule, compared, linked or merged; and a merge that is taken back leaves everything as it was."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from support.region import TODAY, Region, make_dossier, make_person
from wegwijs.access.actor import Actor
from wegwijs.audit.models import AuditRecord
from wegwijs.documents.models import Letter
from wegwijs.dossiers.commands import close_dossier, merge_double, open_dossier_for, to_divide, undo_merge
from wegwijs.dossiers.doubles import open_doubles
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Gebeurtenis
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.organisations.models import Gemeente
from wegwijs.people.commands import (
    ReferentFacts,
    add_address,
    add_verblijfstitel,
    leave_household,
    person_from_numbers,
    set_languages,
    set_referent,
    share_household,
)
from wegwijs.people.doubles import decide_double, find_doubles
from wegwijs.people.models import (
    Address,
    Dubbel,
    HouseholdMember,
    Person,
    PersonLanguage,
    Referent,
    Samenvoeging,
    Source,
    Verblijfstitel,
)

SignedIn = Callable[[Actor], Client]
Statements = Callable[[Client, str], int]


def alike(one: Person, other: Person) -> None:
    for name in ("geslachtsnaam", "voornamen", "sort_key", "birth_year", "birth_month", "birth_day"):
        setattr(other, name, getattr(one, name))
    other.save()


def lives(person: Person, region: Region, street: str, since: date) -> Address:
    return add_address(
        person, by=region.regisseur, kind=Address.Kind.WOON, street=street, number="1", postcode="3311 GR",
        place="Dordrecht", valid_from=since, source=Source.BRP,
    )  # fmt: skip


@pytest.fixture
def pair(region: Region) -> tuple[Dossier, Dossier]:
    """The same person twice, each with everything a person can have; the second dossier is closed."""
    by = region.regisseur
    one, two = make_dossier(region, bsn="999990408"), make_dossier(region)
    alike(one.person, two.person)
    set_languages(one.person, by=by, languages={"ti": "moedertaal", "en": "goed"}, contact="ti")
    set_languages(
        two.person, by=by, languages={"ti": "goed", "ar": "moedertaal"}, contact="ar", interpreter=True
    )
    for number, dossier in enumerate((one, two)):
        lives(dossier.person, region, f"Straat{number}", date(2026, 9, 1))
        add_verblijfstitel(
            dossier.person,
            by=by,
            code="26",
            begins_on=date(2026, 5, 1 + number),
            ends_on=None,
            source=Source.BRP,
        )
        other, part = make_person(by), HouseholdMember.Part.PARTNER
        share_household(dossier.person, other, by=by, part=part, on=date(2026, 9, 1 + number))
    set_referent(two.person, ReferentFacts("P. de Wit", "partner"), by=by)
    Person.objects.filter(pk=two.person_id).update(phone="0612345678", protected=True)
    close_dossier(two, by=by, on=TODAY, reason="dubbel")
    for dossier in (one, two):
        dossier.refresh_from_db()
    return one, two


def everything(*persons: Person) -> dict[str, Any]:
    """All that hangs on persons, without versions and keys that no one looks at."""
    keys = [person.pk for person in persons]
    tables: dict[str, Any] = {
        "person": Person.objects.filter(pk__in=keys).order_by("pk").values(),
        "address": Address.objects.filter(person__in=keys).order_by("pk").values(),
        "titel": Verblijfstitel.objects.filter(person__in=keys).order_by("pk").values(),
        "taal": PersonLanguage.objects.filter(person__in=keys).order_by("person", "code").values(),
        "home": HouseholdMember.objects.filter(person__in=keys).order_by("person", "valid_from").values(),
        "referent": Referent.objects.filter(person__in=keys).values(),
        "dossier": Dossier.objects.filter(person__in=keys).order_by("pk").values("pk", "person", "state"),
        "letter": Letter.objects.filter(person__in=keys).order_by("pk").values("pk", "person"),
    }
    loose = {"taal": ("id",), "person": ("version",), "home": ("id",)}
    return {
        name: [{k: v for k, v in row.items() if k not in loose.get(name, ())} for row in rows]
        for name, rows in tables.items()
    }


class TestFound:
    def test_same_name_and_birth_date_are_a_pair_once(self, region: Region) -> None:
        one, two = make_dossier(region), make_dossier(region)
        alike(one.person, two.person)
        make_dossier(region)
        assert [find_doubles(), find_doubles()] == [1, 0]
        assert {Dubbel.objects.get().one_id, Dubbel.objects.get().other_id} == {one.person_id, two.person_id}

    def test_an_unknown_part_of_a_birth_date_can_be_the_same_and_another_day_cannot(
        self, region: Region
    ) -> None:
        one, two, three = make_dossier(region), make_dossier(region), make_dossier(region)
        for other in (two, three):
            alike(one.person, other.person)
        Person.objects.filter(pk=two.person_id).update(birth_day=0)
        Person.objects.filter(pk=three.person_id).update(birth_day=one.person.birth_day % 28 + 1)
        find_doubles()
        pairs = {frozenset(row) for row in Dubbel.objects.values_list("one", "other")}
        assert frozenset({one.person_id, three.person_id}) not in pairs
        assert frozenset({one.person_id, two.person_id}) in pairs

    def test_what_stands_before_a_name_may_be_written_in_it(self, region: Region) -> None:
        one, two = make_dossier(region).person, make_dossier(region).person
        alike(one, two)
        for person, before, name in ((one, "el", "Amrani"), (two, "", "El Amrani")):
            person.voorvoegsel, person.geslachtsnaam = before, name
            person.refresh_sort_key()
            person.save()
        assert find_doubles() == 1
        assert find_doubles() == 0

    def test_numbers_of_two_people_in_one_message_are_a_pair(self, region: Region) -> None:
        one, two = make_dossier(region, bsn="999990408"), make_dossier(region)
        person_from_numbers(
            bsn="999990408", v_nummer=two.person.v_nummer, by=region.duo, source=Source.DUO, as_of=TODAY
        )
        row = Dubbel.objects.get()
        assert row.rule == Dubbel.Rule.NUMMERS
        assert {row.one_id, row.other_id} == {one.person_id, two.person_id}
        find_doubles()
        assert Dubbel.objects.exists()

    def test_a_corrected_name_ends_the_pair_and_a_decision_stays(self, region: Region) -> None:
        one, two, three = make_dossier(region), make_dossier(region), make_dossier(region)
        for other in (two, three):
            alike(one.person, other.person)
        find_doubles()
        decide_double(one.person, three.person, Dubbel.Verdict.TWEE, by=region.regisseur)
        Person.objects.filter(pk__in=[two.person_id, three.person_id]).update(sort_key="ander")
        find_doubles()
        left = Dubbel.objects.exclude(one=two.person, other=three.person).exclude(
            one=three.person, other=two.person
        )
        assert [row.verdict for row in left] == [Dubbel.Verdict.TWEE]

    def test_who_may_edit_both_sees_the_pair_and_nobody_else(
        self, region: Region, signed_in: SignedIn
    ) -> None:
        one = make_dossier(region)
        other = make_person(region.regisseur)
        alike(one.person, other)
        open_dossier_for(other, Gemeente.objects.get(pk="0590"), by=region.outsider, on=TODAY, reason="test")
        find_doubles()
        assert len(open_doubles(region.teamlead)[0]) == 1
        assert open_doubles(region.regisseur) == ([], False)
        page = reverse("people:double_list")
        assert one.number in signed_in(region.teamlead).get(page).content.decode()
        assert one.number not in signed_in(region.regisseur).get(page).content.decode()
        for who in (region.counsellor, region.administrator):
            assert signed_in(who).get(page).status_code == 404

    def test_the_list_costs_the_same_for_many_pairs(
        self, region: Region, signed_in: SignedIn, statements: Statements
    ) -> None:
        browser, page = signed_in(region.regisseur), reverse("people:double_list")
        first = make_dossier(region)
        alike(first.person, make_dossier(region).person)
        find_doubles()
        before = statements(browser, page)
        for _ in range(4):
            alike(first.person, make_dossier(region).person)
        find_doubles()
        assert statements(browser, page) == before <= 8


class TestDecided:
    def test_two_persons_are_not_asked_again(
        self, region: Region, pair: tuple[Dossier, Dossier], signed_in: SignedIn
    ) -> None:
        find_doubles()
        page = reverse("people:merge", args=[pair[0].person_id, pair[1].person_id])
        signed_in(region.regisseur).post(page, {"act": "twee"})
        find_doubles()
        assert open_doubles(region.regisseur) == ([], False)
        assert not Samenvoeging.objects.exists()

    def test_what_was_refused_is_not_offered_beside_the_reason(
        self, region: Region, signed_in: SignedIn
    ) -> None:
        one, two = make_dossier(region), make_dossier(region)
        browser = signed_in(region.regisseur)
        page = reverse("people:merge", args=[one.person_id, two.person_id])
        assert 'value="samenvoegen"' in browser.get(page).content.decode()
        refused = browser.post(page, {"act": "samenvoegen"}).content.decode()
        assert "Er is niets gewijzigd" in refused
        assert 'value="samenvoegen"' not in refused
        assert 'value="gekoppeld"' in refused
        assert 'value="samenvoegen"' in browser.post(page, {"act": "anders"}).content.decode()

    def test_linked_entries_point_at_each_other_and_stay_apart(
        self, region: Region, pair: tuple[Dossier, Dossier], signed_in: SignedIn
    ) -> None:
        browser = signed_in(region.regisseur)
        page = reverse("people:merge", args=[pair[0].person_id, pair[1].person_id])
        browser.post(page, {"act": "gekoppeld"})
        for mine, other in (pair, pair[::-1]):
            text = browser.get(reverse("people:doubles", args=[mine.person_id])).content.decode()
            assert f"dossier {other.number}" in text
        assert not Gebeurtenis.objects.filter(kind=Kind.DUBBEL_SAMENGEVOEGD).exists()


class TestTakenBack:
    def test_everything_is_back_where_it_was(self, region: Region, pair: tuple[Dossier, Dossier]) -> None:
        persons = pair[0].person, pair[1].person
        before = everything(*persons)
        merge = merge_double(*persons, by=region.regisseur)
        assert everything(*persons) != before
        assert to_divide(merge) == []
        undo_merge(merge, by=region.regisseur, to_dropped=[])
        assert everything(*persons) == before

    def test_the_timelines_say_so_and_a_second_merge_is_told_again(
        self, region: Region, pair: tuple[Dossier, Dossier]
    ) -> None:
        persons = pair[0].person, pair[1].person
        for _ in range(2):
            undo_merge(merge_double(*persons, by=region.regisseur), by=region.regisseur, to_dropped=[])
        for dossier in pair:
            rows = dossier.gebeurtenissen
            assert rows.filter(kind=Kind.DUBBEL_SAMENGEVOEGD).count() == 2
            assert (
                rows.filter(
                    kind=Kind.GEGEVEN_INGETROKKEN, payload__reden="de samenvoeging is teruggedraaid"
                ).count()
                == 2
            )
        told = AuditRecord.objects.filter(detail__contains=" terug", subject_kind="persoon")
        assert told.count() == 4

    def test_what_came_after_goes_where_it_is_said_to_belong(
        self, region: Region, pair: tuple[Dossier, Dossier]
    ) -> None:
        one, two = pair[0].person, pair[1].person
        merge = merge_double(one, two, by=region.regisseur)
        new, kept = (lives(one, region, street, TODAY) for street in ("Nieuw", "Blijft"))
        extra, _ = open_dossier_for(
            one, Gemeente.objects.get(pk="0590"), by=region.teamlead, on=TODAY, reason="test"
        )
        set_languages(
            one,
            by=region.regisseur,
            languages={"ti": "goed", "en": "goed", "ar": "goed", "fa": "goed"},
            contact="ti",
        )
        keys = [later.key for later in to_divide(merge)]
        assert set(keys) == {f"dossier:{extra.pk}", f"adres:{new.pk}", f"adres:{kept.pk}", "taal:fa"}
        undo_merge(
            merge, by=region.teamlead, to_dropped=[f"dossier:{extra.pk}", f"adres:{new.pk}", "taal:fa"]
        )
        extra.refresh_from_db()
        assert extra.person_id == two.pk
        assert [Address.objects.get(pk=row.pk).person_id for row in (new, kept)] == [two.pk, one.pk]
        assert set(two.languages.values_list("code", flat=True)) == {"ti", "ar", "fa"}
        assert set(one.languages.values_list("code", flat=True)) == {"ti", "en"}

    def test_a_number_that_came_later_goes_where_it_belongs(self, region: Region) -> None:
        one, two = make_dossier(region), make_dossier(region)
        close_dossier(two, by=region.regisseur, on=TODAY, reason="dubbel")
        numbers = one.person.v_nummer, two.person.v_nummer
        merge = merge_double(one.person, two.person, by=region.regisseur)
        Person.objects.filter(pk=one.person_id).update(bsn="999990408")
        merge.refresh_from_db()
        assert [later.key for later in to_divide(merge)] == ["nummer:bsn"]
        undo_merge(merge, by=region.regisseur, to_dropped=["nummer:bsn"])
        rows = [Person.objects.get(pk=d.person_id) for d in (one, two)]
        assert [(row.bsn, row.v_nummer) for row in rows] == [(None, numbers[0]), ("999990408", numbers[1])]

    def test_what_somebody_changed_since_is_not_overwritten(
        self, region: Region, pair: tuple[Dossier, Dossier]
    ) -> None:
        one, two = pair[0].person, pair[1].person
        merge = merge_double(one, two, by=region.regisseur)
        Person.objects.filter(pk=one.pk).update(phone="0787700000")
        leave_household(one, by=region.regisseur, on=TODAY)
        undo_merge(merge, by=region.regisseur, to_dropped=[])
        one.refresh_from_db()
        assert one.phone == "0787700000"

    def test_only_the_newest_of_two_merges_can_be_taken_back(self, region: Region) -> None:
        rows = [make_dossier(region) for _ in range(3)]
        for dossier in rows[1:]:
            close_dossier(dossier, by=region.regisseur, on=TODAY, reason="dubbel")
        first = merge_double(rows[0].person, rows[1].person, by=region.regisseur)
        second = merge_double(rows[0].person, rows[2].person, by=region.regisseur)
        Samenvoeging.objects.filter(pk=first.pk).update(merged_at=first.merged_at.replace(hour=1))
        first.refresh_from_db()
        with pytest.raises(DomainError, match="eerst de nieuwste"):
            undo_merge(first, by=region.regisseur, to_dropped=[])
        undo_merge(second, by=region.regisseur, to_dropped=[])
        undo_merge(first, by=region.regisseur, to_dropped=[])
        with pytest.raises(DomainError):
            undo_merge(first, by=region.regisseur, to_dropped=[])

    def test_it_asks_the_right_to_edit_everything(
        self, region: Region, pair: tuple[Dossier, Dossier]
    ) -> None:
        merge = merge_double(pair[0].person, pair[1].person, by=region.regisseur)
        open_dossier_for(
            pair[0].person, Gemeente.objects.get(pk="0590"), by=region.teamlead, on=TODAY, reason="test"
        )
        with pytest.raises(NotAllowed):
            undo_merge(merge, by=region.regisseur, to_dropped=[])

    def test_on_its_page_each_later_thing_is_a_choice_and_a_secret_address_is_not_told(
        self, region: Region, pair: tuple[Dossier, Dossier], signed_in: SignedIn
    ) -> None:
        merge = merge_double(pair[0].person, pair[1].person, by=region.regisseur)
        lives(pair[0].person, region, "Kanariestraat", TODAY)
        browser = signed_in(region.regisseur)
        page = reverse("people:unmerge", args=[pair[0].person_id, merge.pk])
        text = browser.get(page).content.decode()
        assert "Een adres dat later bekend werd" in text
        assert "Kanariestraat" not in text
        assert "Kies bij wie dit hoort" in browser.post(page, {"sure": "on"}).content.decode()
        assert browser.post(page, {"sure": "on", "later_1": "terug"}).status_code == 302
        assert pair[1].person.addresses.filter(street="Kanariestraat").exists()
        assert browser.get(page).status_code == 404
        assert signed_in(region.outsider).get(page).status_code == 404


def test_no_number_stands_in_what_is_kept_of_a_merge(region: Region, pair: tuple[Dossier, Dossier]) -> None:
    merge = merge_double(pair[1].person, pair[0].person, by=region.regisseur)
    assert "999990408" not in str(merge.trace)
    assert str(pair[1].person.v_nummer) not in str(merge.trace)
