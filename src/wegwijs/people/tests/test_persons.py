"""Persons: doubles are found, merged only on purpose; households, languages and titles hold together."""

from datetime import date

import pytest

from support.region import TODAY, Region, make_person
from wegwijs.errors import Conflict, DomainError
from wegwijs.people.commands import (
    PersonFacts,
    PossibleDuplicate,
    add_address,
    add_child,
    add_verblijfstitel,
    create_person,
    join_household,
    leave_household,
    merge_persons,
    person_from_numbers,
    set_languages,
    share_household,
    update_person,
)
from wegwijs.people.models import Address, HouseholdMember, Person, Source
from wegwijs.people.queries import by_numbers, household_on, household_parts
from wegwijs.ui.partial_date import PartialDate

BORN = PartialDate(1990, 5)
PARTNER = HouseholdMember.Part.PARTNER


def enter(region: Region, **changes: object) -> Person:
    facts = PersonFacts(
        **{"geslachtsnaam": "Öztürk", "voornamen": "Ayşe", "birth": BORN, "v_nummer": "2811111111", **changes}  # type: ignore[arg-type]
    )
    return create_person(facts, by=region.regisseur, source=Source.EIGEN, as_of=TODAY)


def test_a_name_is_kept_without_what_nobody_sees_or_what_turns_a_line_round(region: Region) -> None:
    person = enter(region, geslachtsnaam="  Öz\u202etürk\x07 ", voornamen="مح\u200cمد\ufeff")
    assert (person.geslachtsnaam, person.voornamen) == ("Öz türk", "مح\u200cمد")
    with pytest.raises(DomainError) as refused:
        enter(region, v_nummer="2822222222", geslachtsnaam="\u202e")
    assert refused.value.field == "geslachtsnaam"


@pytest.mark.parametrize(
    "birth", [PartialDate(1990, 5), PartialDate(1990, 5, 3), PartialDate(1990)], ids=["month", "day", "year"]
)
def test_an_equal_name_with_a_birth_date_that_may_be_equal_is_asked_about(
    region: Region, birth: PartialDate
) -> None:
    enter(region)
    with pytest.raises(PossibleDuplicate) as asked:
        enter(region, v_nummer="2822222222", geslachtsnaam="OZTURK", voornamen="ayse", birth=birth)
    assert not asked.value.candidates[0].certain


def test_another_month_is_another_person(region: Region) -> None:
    enter(region)
    enter(region, v_nummer="2822222222", birth=PartialDate(1990, 6))
    assert Person.objects.count() == 2


def test_merging_gives_the_missing_number_and_everything_else(region: Region) -> None:
    keep = make_person(region.regisseur, bsn="999990408")
    double = make_person(region.regisseur)
    number = double.v_nummer
    set_languages(double, by=region.regisseur, languages={"ti": "moedertaal"}, contact="ti")
    add_address(
        double, by=region.regisseur, kind=Address.Kind.WOON, street="Spui", number="1", postcode="3311 GR",
        place="Dordrecht", valid_from=TODAY, source=Source.BRP,
    )  # fmt: skip
    merge_persons(keep, double, by=region.regisseur)
    keep.refresh_from_db()
    assert keep.v_nummer == number
    assert keep.languages.get().contact
    assert keep.addresses.count() == 1
    assert by_numbers(bsn=None, v_nummer=number) == keep


def test_a_second_v_nummer_stays_findable_after_merging(region: Region) -> None:
    keep, double = make_person(region.regisseur), make_person(region.regisseur)
    merge_persons(keep, double, by=region.regisseur)
    assert by_numbers(bsn=None, v_nummer=double.v_nummer) == keep
    with pytest.raises(PossibleDuplicate):
        enter(region, v_nummer=double.v_nummer)
    same = person_from_numbers(
        bsn=None, v_nummer=double.v_nummer, by=region.duo, source=Source.DUO, as_of=TODAY
    )
    assert same == keep


def test_two_bsns_are_two_people(region: Region) -> None:
    one, two = make_person(region.regisseur, bsn="999990408"), make_person(region.regisseur, bsn="999993653")
    with pytest.raises(DomainError, match="twee personen"):
        merge_persons(one, two, by=region.regisseur)
    with pytest.raises(DomainError, match="twee verschillende personen"):
        merge_persons(one, one, by=region.regisseur)


def test_who_was_merged_is_not_merged_again(region: Region) -> None:
    one, two, three = (make_person(region.regisseur) for _ in range(3))
    merge_persons(one, two, by=region.regisseur)
    with pytest.raises(DomainError, match="al samengevoegd"):
        merge_persons(three, two, by=region.regisseur)


def test_a_number_of_someone_else_is_not_taken_over(region: Region) -> None:
    one, two = make_person(region.regisseur), make_person(region.regisseur)
    facts = PersonFacts(geslachtsnaam="X", birth=BORN, v_nummer=two.v_nummer)
    with pytest.raises(PossibleDuplicate):
        update_person(one, facts, by=region.regisseur, expected_version=1, source=Source.EIGEN, as_of=TODAY)


def test_the_second_of_two_who_change_languages_is_told(region: Region) -> None:
    person = make_person(region.regisseur)
    set_languages(
        person, by=region.regisseur, languages={"ti": "moedertaal"}, contact="ti", interpreter=True,
        expected_version=1,
    )  # fmt: skip
    with pytest.raises(Conflict) as told:
        set_languages(
            person, by=region.colleague, languages={"ar": "moedertaal"}, contact="ar", expected_version=1
        )
    assert told.value.theirs == {"contact": "Tigrinya", "others": "", "interpreter": "ja"}


def test_a_language_must_be_known_and_spoken(region: Region) -> None:
    person = make_person(region.regisseur)
    with pytest.raises(DomainError, match="staat niet in de lijst"):
        set_languages(person, by=region.regisseur, languages={"xx": "goed"}, contact=None)
    with pytest.raises(DomainError, match="contacttaal"):
        set_languages(person, by=region.regisseur, languages={"ti": "goed"}, contact="ar")


def test_a_household_has_members_from_a_day(region: Region) -> None:
    one, two = make_person(region.regisseur), make_person(region.regisseur)
    share_household(one, two, by=region.regisseur, part=PARTNER, on=date(2026, 10, 1))
    assert [row.person for row in household_parts(one, TODAY)] == [two]
    assert not household_parts(one, date(2026, 9, 30))


def test_moving_to_another_household_ends_the_first_the_day_before(region: Region) -> None:
    one, two, three = (make_person(region.regisseur) for _ in range(3))
    share_household(one, two, by=region.regisseur, part=PARTNER, on=date(2026, 10, 1))
    share_household(three, two, by=region.regisseur, part=PARTNER, on=date(2026, 11, 1))
    assert two.memberships.get(valid_to__isnull=False).valid_to == date(2026, 10, 31)
    with pytest.raises(DomainError, match="Kies een latere datum"):
        join_household(two, by=region.regisseur, part=PARTNER, on=date(2026, 11, 1))


def test_leaving_a_household_has_a_last_day(region: Region) -> None:
    one, two = make_person(region.regisseur), make_person(region.regisseur)
    share_household(one, two, by=region.regisseur, part=PARTNER, on=date(2026, 10, 1))
    with pytest.raises(DomainError, match="voor het begin"):
        leave_household(two, by=region.regisseur, on=date(2026, 9, 1))
    leave_household(two, by=region.regisseur, on=date(2026, 11, 1))
    assert household_on(two, date(2026, 11, 1))
    assert household_on(two, date(2026, 11, 2)) is None
    with pytest.raises(DomainError, match="geen huishouden"):
        leave_household(two, by=region.regisseur, on=TODAY)


def test_merging_two_of_one_household_leaves_one_member(region: Region) -> None:
    one, two, three = (make_person(region.regisseur) for _ in range(3))
    home = share_household(one, two, by=region.regisseur, part=PARTNER, on=date(2026, 10, 1)).household
    join_household(three, by=region.regisseur, part=HouseholdMember.Part.ANDER, on=TODAY)
    merge_persons(one, two, by=region.regisseur)
    merge_persons(one, three, by=region.regisseur)
    assert one.memberships.get(valid_to=None).household == home


def test_a_child_is_a_name_and_a_year(region: Region) -> None:
    person = make_person(region.regisseur)
    child = add_child(person, by=region.regisseur, first_name="Noor", birth_year=2024)
    assert child.household == household_on(person, TODAY)
    with pytest.raises(DomainError, match="toekomst"):
        add_child(person, by=region.regisseur, first_name="Noor", birth_year=2027)


def test_a_verblijfstitel_is_one_of_table_56(region: Region) -> None:
    person = make_person(region.regisseur)
    title = {"by": region.regisseur, "begins_on": TODAY, "ends_on": None, "source": Source.BRP}
    add_verblijfstitel(person, code="26", **title)  # type: ignore[arg-type]
    with pytest.raises(DomainError, match="tabel 56"):
        add_verblijfstitel(person, code="77", **title)  # type: ignore[arg-type]
    with pytest.raises(DomainError, match="einddatum"):
        add_verblijfstitel(person, code="26", **{**title, "ends_on": date(2020, 1, 1)})  # type: ignore[arg-type]
