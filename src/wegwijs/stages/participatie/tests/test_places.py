"""Places at employers: seats, placing, hours made there, and the end."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client

from support.modules import planned
from support.region import TODAY, Region, make_dossier
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.dossiers.commands import close_dossier
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import Conflict, DomainError, NotAllowed
from wegwijs.hours.commands import take_back
from wegwijs.stages.participatie.commands import (
    Offer,
    add_place,
    change_place,
    end_placement,
    place_somebody,
    record_at_place,
)
from wegwijs.stages.participatie.models import Plaatsing, Plaatsingseinde, Taaleis, Werkplek
from wegwijs.stages.participatie.queries import stands
from wegwijs.stages.participatie.queries.places import placements, seats

pytestmark = pytest.mark.django_db
WEEK = timedelta(weeks=1)
OFFER = Offer(
    "Bakkerij De Halm", "Dordrecht", "P. Vos", "0781234567", "Brood inpakken", 2, TODAY - WEEK, None, Taaleis.A1, "bus 4"
)  # fmt: skip
SignedIn = Callable[[Actor], Client]


@pytest.fixture
def place(region: Region) -> Werkplek:
    return add_place(OFFER, by=region.regisseur)


def somebody(region: Region) -> Dossier:
    dossier = make_dossier(region)
    planned(region, dossier)
    return dossier


def put(
    region: Region, place: Werkplek, dossier: Dossier | None = None, first: date = TODAY, weeks: int = 4
) -> Plaatsing:
    return place_somebody(
        dossier or somebody(region), place, by=region.regisseur, valid_from=first, valid_to=first + weeks * WEEK, hours=40
    )  # fmt: skip


class TestPlaced:
    def test_stands_in_the_timeline_and_takes_a_seat(self, region: Region, place: Werkplek) -> None:
        dossier = somebody(region)
        put(region, place, dossier)
        event = dossier.gebeurtenissen.get(kind=Kind.MAP_GEPLAATST)
        assert event.summary.startswith("Brood inpakken, Bakkerij De Halm, van 23-11-2026")
        [found], _ = seats()
        assert (found.taken, found.free) == (1, 1)

    def test_over_capacity_is_refused(self, region: Region, place: Werkplek) -> None:
        put(region, place)
        put(region, place, first=TODAY + 2 * WEEK)
        with pytest.raises(DomainError, match="vol: 2 van 2") as refused:
            put(region, place, first=TODAY + WEEK)
        assert refused.value.field == "werkplek"
        assert put(region, place, first=TODAY + 5 * WEEK)

    def test_two_who_follow_each_other_take_one_seat(self, region: Region) -> None:
        place = add_place(replace(OFFER, seats=1), by=region.regisseur)
        put(region, place, weeks=1)
        put(region, place, first=TODAY + WEEK + timedelta(days=1), weeks=1)
        with pytest.raises(DomainError, match="vol"):
            put(region, place, first=TODAY + WEEK)

    def test_nobody_is_twice_at_one_place(self, region: Region, place: Werkplek) -> None:
        dossier = somebody(region)
        put(region, place, dossier)
        with pytest.raises(DomainError, match="al een plaats"):
            put(region, place, dossier, first=TODAY + WEEK)

    def test_days_lie_within_the_offer(self, region: Region) -> None:
        place = add_place(replace(OFFER, valid_to=TODAY + 3 * WEEK), by=region.regisseur)
        for first, field in ((TODAY - 2 * WEEK, "valid_from"), (TODAY, "valid_to")):
            with pytest.raises(DomainError) as refused:
                put(region, place, first=first)
            assert refused.value.field == field

    def test_a_closed_dossier_and_a_stranger_are_refused(self, region: Region, place: Werkplek) -> None:
        dossier = somebody(region)
        for stranger in (region.outsider, region.counsellor, region.administrator):
            with pytest.raises(NotAllowed):
                place_somebody(dossier, place, by=stranger, valid_from=TODAY, valid_to=TODAY, hours=1)
        close_dossier(dossier, by=region.regisseur, on=TODAY, reason="vertrokken")
        with pytest.raises(DomainError, match="gesloten"):
            put(region, place, dossier)


class TestHours:
    def test_hours_at_the_place_are_practice_in_the_ledger(self, region: Region, place: Werkplek) -> None:
        dossier = somebody(region)
        row = put(region, place, dossier)
        made = record_at_place(row, by=region.regisseur, on=TODAY, minutes=240, key="k")
        assert (made.soort, made.practical, made.source_key) == ("map", True, f"plek:{row.pk}:k")
        assert record_at_place(row, by=region.regisseur, on=TODAY, minutes=240, key="k") == made
        assert stands(dossier).map.practical == 240
        assert [one.made for one in placements(dossier)] == [240]  # type: ignore[attr-defined]
        take_back(made, by=region.regisseur, reason="fout")
        assert [one.made for one in placements(dossier)] == [None]  # type: ignore[attr-defined]

    def test_a_day_outside_the_placement_is_refused(self, region: Region, place: Werkplek) -> None:
        row = put(region, place)
        with pytest.raises(DomainError, match="Vul een dag daarbinnen") as refused:
            record_at_place(row, by=region.regisseur, on=TODAY - WEEK, minutes=60, key="k")
        assert refused.value.field == "on"


class TestEnded:
    def test_it_ends_with_a_day_and_the_seat_is_free_after_it(self, region: Region, place: Werkplek) -> None:
        row = put(region, place)
        end_placement(row, Plaatsingseinde.WERK, by=region.regisseur, on=TODAY)
        row.refresh_from_db()
        assert (row.valid_to, row.off) == (TODAY, False)
        with clock.frozen(TODAY + timedelta(days=1)):
            assert seats()[0][0].taken == 0
        with pytest.raises(DomainError, match="al voorbij"):
            end_placement(row, Plaatsingseinde.WERK, by=region.regisseur, on=TODAY)

    def test_one_that_did_not_begin_is_off(self, region: Region, place: Werkplek) -> None:
        row = put(region, place, first=TODAY + WEEK)
        end_placement(row, Plaatsingseinde.PAST_NIET, by=region.regisseur, on=TODAY)
        row.refresh_from_db()
        assert row.off

    def test_not_before_hours_that_were_made(self, region: Region, place: Werkplek) -> None:
        row = put(region, place, first=TODAY - timedelta(days=3))
        record_at_place(row, by=region.regisseur, on=TODAY, minutes=60, key="k")
        with pytest.raises(DomainError, match="uren van na deze dag"):
            end_placement(row, Plaatsingseinde.KLAAR, by=region.regisseur, on=TODAY - timedelta(days=1))

    def test_a_dossier_that_closes_gives_up_its_seats(self, region: Region, place: Werkplek) -> None:
        dossier = somebody(region)
        now, later = put(region, place, dossier), put(region, place, dossier, first=TODAY + 5 * WEEK)
        close_dossier(dossier, by=region.regisseur, on=TODAY, reason="overleden")
        for row in (now, later):
            row.refresh_from_db()
            assert row.ended == Plaatsingseinde.GESLOTEN
        assert (now.valid_to, now.off, later.off) == (TODAY, False, True)


class TestOffer:
    def test_a_place_can_not_become_smaller_than_who_is_there(self, region: Region, place: Werkplek) -> None:
        put(region, place)
        put(region, place)
        with pytest.raises(DomainError, match="2 mensen") as refused:
            change_place(place, replace(OFFER, seats=1), by=region.regisseur, expected_version=1)
        assert refused.value.field == "seats"
        with pytest.raises(DomainError, match="geplaatst tot en met"):
            change_place(place, replace(OFFER, valid_to=TODAY), by=region.regisseur, expected_version=1)

    def test_two_people_who_change_it_are_told(self, region: Region, place: Werkplek) -> None:
        change_place(place, replace(OFFER, travel="tram"), by=region.regisseur, expected_version=1)
        with pytest.raises(Conflict):
            change_place(place, OFFER, by=region.colleague, expected_version=1)

    def test_a_period_that_ends_before_it_begins_is_refused(self, region: Region) -> None:
        with pytest.raises(DomainError, match="voor de begindatum"):
            add_place(replace(OFFER, valid_to=TODAY - 3 * WEEK), by=region.regisseur)

    def test_a_known_employer_is_one_employer(self, region: Region, place: Werkplek) -> None:
        other = add_place(replace(OFFER, work="Winkel", phone="0780000000"), by=region.regisseur)
        assert other.werkgever == place.werkgever


class TestPages:
    def test_from_the_list_to_a_seat_to_hours(
        self, region: Region, place: Werkplek, signed_in: SignedIn
    ) -> None:
        browser, dossier = signed_in(region.regisseur), somebody(region)
        assert "2 van 2 vrij" in browser.get("/werkplekken/?vrij=ja&taal=A1").content.decode()
        assert "Niets binnen" in browser.get("/werkplekken/?taal=B1").content.decode()
        sent = {
            "werkplek": str(place.pk),
            "valid_from": "23-11-2026",
            "valid_to": "21-12-2026",
            "hours": "40",
        }
        assert browser.post(f"/participatie/{dossier.pk}/plaatsen/", sent).status_code == 302
        row = Plaatsing.objects.get()
        hours = {"on": "23-11-2026", "minutes": "4", "key": "k"}
        assert browser.post(f"/participatie/{dossier.pk}/plaatsing/{row.pk}/uren/", hours).status_code == 302
        assert "4 uur van 40 uur gemaakt" in browser.get(f"/participatie/{dossier.pk}/").content.decode()
        assert dossier.person.list_name in browser.get(f"/werkplekken/{place.pk}/").content.decode()
        end = {"on": "23-11-2026", "reason": "klaar"}
        assert (
            browser.post(f"/participatie/{dossier.pk}/plaatsing/{row.pk}/beeindigen/", end).status_code == 302
        )

    def test_a_colleague_of_another_gemeente_sees_the_seat_taken_and_not_by_whom(
        self, region: Region, place: Werkplek, signed_in: SignedIn
    ) -> None:
        dossier = somebody(region)
        row, browser = put(region, place, dossier), signed_in(region.outsider)
        page = browser.get(f"/werkplekken/{place.pk}/").content.decode()
        assert "2, nu 1 bezet" in page
        assert dossier.person.list_name not in page
        assert "1 van 2 vrij" in browser.get("/werkplekken/").content.decode()
        for act in ("uren", "beeindigen"):
            assert browser.get(f"/participatie/{dossier.pk}/plaatsing/{row.pk}/{act}/").status_code == 404

    def test_lists_cost_a_fixed_number_of_statements_and_page_by_key(
        self, region: Region, place: Werkplek, signed_in: SignedIn, statements: Callable[[Client, str], int]
    ) -> None:
        for number in range(3):
            add_place(replace(OFFER, employer=f"Bedrijf {number}"), by=region.regisseur)
        browser = signed_in(region.regisseur)
        assert statements(browser, "/werkplekken/") <= 8
        found, more = seats(most=3)
        rest, end = seats(after=more, most=3)
        assert ([len(found), len(rest)], end) == ([3, 1], "")

    def test_who_makes_no_plans_finds_nothing(self, region: Region, signed_in: SignedIn) -> None:
        for stranger in (region.counsellor, region.administrator, region.decider):
            assert signed_in(stranger).get("/werkplekken/").status_code == 404
