"""Where a letter goes: to the newest address, whichever kind it is."""

from datetime import date

import pytest

from support.region import TODAY, Region, make_person
from wegwijs.people.commands import add_address, confirm_address
from wegwijs.people.models import Address, Person, Source
from wegwijs.people.queries import address_mark, address_on, secret_homes

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)


def live(region: Region, person: Person, kind: str, since: date) -> Address:
    return add_address(
        person, by=region.regisseur, kind=Address.Kind(kind), street=f"Straat van {kind}", number=str(since.month),
        postcode="3311 GR", place="Dordrecht", valid_from=since, source=Source.BRP,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("first", "then", "wins"),
    [
        (("brief", MAY), ("woon", JUNE), "woon"),
        (("woon", MAY), ("brief", JUNE), "brief"),
        (("brief", MAY), ("woon", MAY), "brief"),
        (("woon", MAY), ("brief", MAY), "brief"),
        (("woon", MAY), ("azc", JUNE), "woon"),
        (("brief", MAY), ("azc", JUNE), "brief"),
        (("azc", MAY), ("azc", JUNE), "azc"),
    ],
)
def test_the_newest_home_or_postal_address_wins_and_coa_comes_last(
    region: Region, first: tuple[str, date], then: tuple[str, date], wins: str
) -> None:
    person = make_person(region.regisseur)
    for kind, since in (first, then):
        live(region, person, kind, since)
    found = address_on(person, TODAY)
    assert found
    assert found.kind == wins
    before = address_on(person, date(2026, 5, 15))
    assert before
    assert before.valid_from == MAY


def test_an_address_that_was_confirmed_is_still_the_one(region: Region) -> None:
    person = make_person(region.regisseur)
    live(region, person, "brief", MAY)
    moved = live(region, person, "woon", JUNE)
    again = confirm_address(person, address_mark(moved), by=region.regisseur)
    assert address_on(person, TODAY) == again


def test_a_briefadres_is_no_secret_home_once_a_woonadres_followed(region: Region) -> None:
    person = make_person(region.regisseur)
    Person.objects.filter(pk=person.pk).update(protected=True)
    live(region, person, "brief", MAY)
    live(region, person, "woon", JUNE)
    assert secret_homes(TODAY, ["3311 GR"]) == {"3311gr6"}
    assert secret_homes(date(2026, 5, 15), ["3311 GR"]) == {"3311gr5"}


def test_beside_a_newer_briefadres_the_home_itself_stays_secret(region: Region) -> None:
    person = make_person(region.regisseur)
    Person.objects.filter(pk=person.pk).update(protected=True)
    live(region, person, "woon", MAY)
    live(region, person, "brief", JUNE)
    assert secret_homes(TODAY, ["3311 GR"]) == {"3311gr5", "3311gr6"}
