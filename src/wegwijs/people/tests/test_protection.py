"""A secret address stays secret for everybody who lives there, and until they leave (misuse cases 7 and 8)."""

from datetime import date, timedelta

import pytest
from django.db.models import Value
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.region import TODAY, Region, make_person
from wegwijs.people.commands import (
    add_address,
    join_household,
    leave_household,
    merge_persons,
    share_household,
)
from wegwijs.people.models import Address, HouseholdMember, Person, Source
from wegwijs.people.queries import (
    Shielded,
    is_secret_home,
    is_shielded,
    leads_home,
    secret_homes,
    seen_addresses,
)

PARTNER, OTHER = HouseholdMember.Part.PARTNER, HouseholdMember.Part.ANDER
MARCH = date(2026, 3, 1)
DAY = timedelta(days=1)


def protect(person: Person, *, on: bool = True) -> None:
    Person.objects.filter(pk=person.pk).update(protected=on)


def live(
    region: Region, person: Person, postcode: str, number: str, since: date = MARCH, kind: str = "woon"
) -> Address:
    return add_address(
        person, by=region.regisseur, kind=Address.Kind(kind), street="Kanariestraat", number=number,
        postcode=postcode, place="Kanariedam", valid_from=since, source=Source.BRP,
    )  # fmt: skip


@pytest.fixture
def couple(region: Region) -> tuple[Person, Person]:
    """Two people of one household since March; the first has a secret address."""
    one, two = make_person(region.regisseur), make_person(region.regisseur)
    share_household(one, two, by=region.regisseur, part=PARTNER, on=MARCH)
    protect(one)
    return Person.objects.get(pk=one.pk), two


def test_a_housemate_is_shielded_from_the_first_day_to_the_last(
    region: Region, couple: tuple[Person, Person]
) -> None:
    _, two = couple
    last = TODAY - 3 * DAY
    leave_household(two, by=region.regisseur, on=last)
    shown = [is_shielded(two, day) for day in (MARCH - DAY, MARCH, last, last + DAY)]
    assert shown == [False, True, True, False]


def test_who_is_merged_into_a_shielded_person_stays_shielded(
    region: Region, couple: tuple[Person, Person]
) -> None:
    one, _ = couple
    double = make_person(region.regisseur)
    kept = merge_persons(double, one, by=region.regisseur).kept
    assert is_shielded(kept, TODAY)


def test_who_left_can_be_written_to_at_the_new_address_but_the_old_one_stays_hidden(
    region: Region, couple: tuple[Person, Person]
) -> None:
    one, two = couple
    live(region, one, "3311 AB", "12 a")
    old = live(region, two, "3311 AB", "12A")
    leave_household(two, by=region.regisseur, on=TODAY - DAY)
    new = live(region, two, "3312 CD", "4", since=TODAY)
    assert not is_shielded(two, TODAY)
    assert not is_secret_home(new, TODAY)
    seen = {row.pk: ok for row, ok in seen_addresses(two, TODAY, hidden=False)}
    assert seen == {new.pk: True, old.pk: False}
    assert not any(ok for _, ok in seen_addresses(two, TODAY, hidden=True))


def test_once_the_protected_one_moved_on_the_old_home_is_an_address_like_any(
    region: Region, couple: tuple[Person, Person]
) -> None:
    one, two = couple
    live(region, one, "3311 AB", "12")
    old = live(region, two, "3311 AB", "12")
    assert is_secret_home(old, TODAY)
    live(region, one, "3313 EF", "1", since=TODAY)
    assert not is_secret_home(old, TODAY)


def test_a_centre_of_coa_is_the_home_of_many_and_stays_visible(region: Region) -> None:
    person = make_person(region.regisseur)
    protect(person)
    live(region, person, "2288 GH", "1", kind="azc")
    assert secret_homes(TODAY, ["2288 GH"]) == frozenset()
    assert is_shielded(person, TODAY)


@pytest.mark.parametrize(
    ("lines", "leads"),
    [
        (("A", "Kanariestraat 12 a", "3311 AB  DORDRECHT"), True),
        (("A", "Kanariestraat 12", "3311 AB  DORDRECHT"), False),
        (("A", "Kanariestraat 12a", "3311 AC  DORDRECHT"), False),
        (("A", "Persoonlijk overhandigd"), False),
    ],
)
def test_an_envelope_leads_to_a_home_by_postcode_and_number(lines: tuple[str, ...], leads: bool) -> None:
    assert leads_home(lines, "3311ab12a") is leads


ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("samen"), st.integers(0, 4), st.integers(0, 4)),
        st.tuples(st.just("weg"), st.integers(0, 4), st.just(0)),
        st.tuples(st.just("geheim"), st.integers(0, 4), st.just(0)),
        st.tuples(st.just("open"), st.integers(0, 4), st.just(0)),
    ),
    max_size=12,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_whoever_is_connected_through_a_household_shares_the_secret(
    region: Region, acts: list[tuple[str, int, int]]
) -> None:
    """A graph: people are joined, leave, become and stop being protected; a plain model of sets says who is shielded."""
    people = [make_person(region.regisseur) for _ in range(5)]
    homes: list[set[int]] = [{n} for n in range(5)]
    secret: set[int] = set()
    for turn, (act, a, b) in enumerate(acts):
        day = TODAY - timedelta(days=100 - turn)
        if act == "geheim" or act == "open":
            protect(people[a], on=act == "geheim")
            (secret.add if act == "geheim" else secret.discard)(a)
        elif act == "weg":
            if people[a].memberships.filter(valid_to=None).exists():
                leave_household(people[a], by=region.regisseur, on=day - DAY if turn else day)
                for home in homes:
                    home.discard(a)
                homes.append({a})
        elif a != b:
            share_household(people[a], people[b], by=region.regisseur, part=OTHER, on=day)
            target = next(home for home in homes if a in home)
            for home in homes:
                home.discard(b)
            target.add(b)
    wanted = {n for home in homes for n in home if home & secret}
    found = {n for n, person in enumerate(people) if is_shielded(person, TODAY)}
    assert found == wanted
    rows = Person.objects.filter(Shielded("pk", Value(TODAY)), pk__in=[p.pk for p in people])
    assert set(rows.values_list("pk", flat=True)) == {people[n].pk for n in wanted}


def test_joining_a_protected_household_counts_at_once(region: Region, couple: tuple[Person, Person]) -> None:
    one, _ = couple
    child = make_person(region.regisseur)
    home = one.memberships.get().household
    join_household(child, by=region.regisseur, part=HouseholdMember.Part.KIND, on=TODAY, household=home)
    assert is_shielded(child, TODAY)
