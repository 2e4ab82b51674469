"""Participation in the Z-route: a place with days and hours, hours that count for it, and what the law says is left."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client

from support.beheer import text
from support.completion import ASYLUM, FAMILY, on_route
from support.region import TODAY, Region
from wegwijs.access.actor import Actor
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import DomainError
from wegwijs.hours.commands import Done, record_hours
from wegwijs.hours.models import Soort, Uren
from wegwijs.stages.participatie.commands import Offer, Week, add_place, place_somebody, record_at_place
from wegwijs.stages.participatie.models import (
    Plaatsing,
    Plaatsingsdoel,
    Taaleis,
    Weekdag,
    Werkplek,
    Werksoort,
)
from wegwijs.stages.participatie.queries import stands
from wegwijs.stages.participatie.queries.fitting import Wish, matches
from wegwijs.stages.participatie.queries.z_route import z_left

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Actor], Client]
MONTH = timedelta(days=30)
DAYS = (Weekdag.MA, Weekdag.WO)
WEEK = Week(DAYS, 480)
OFFER = Offer(
    "Buurthuis De Brug", "Dordrecht", "", "", "Koken voor de buurt", 3, TODAY - 12 * MONTH, None, Taaleis.A1,
    soort=Werksoort.VRIJWILLIG, days=(Weekdag.MA, Weekdag.WO, Weekdag.VR), postcode="3311 AB",
)  # fmt: skip


@pytest.fixture
def place(region: Region) -> Werkplek:
    return add_place(OFFER, by=region.regisseur)


@pytest.fixture
def learner(region: Region) -> Dossier:
    return on_route(region, "Z", pip=date(2026, 1, 10), group=ASYLUM)


def put(
    region: Region,
    dossier: Dossier,
    place: Werkplek,
    *,
    doel: Plaatsingsdoel = Plaatsingsdoel.Z,
    week: Week = WEEK,
) -> Plaatsing:
    return place_somebody(
        dossier,
        place,
        by=region.regisseur,
        valid_from=TODAY - MONTH,
        valid_to=TODAY + 4 * MONTH,
        hours=160,
        doel=doel,
        week=week,
    )


def left(dossier: Dossier) -> int:
    found = z_left(stands(dossier))
    assert found
    return found.value.participatie


def test_hours_at_a_place_count_for_the_z_route_and_not_for_the_map(
    region: Region, learner: Dossier, place: Werkplek
) -> None:
    row = put(region, learner, place)
    record_at_place(row, by=region.regisseur, on=TODAY, minutes=480, key="1")
    assert Uren.objects.get().soort == Soort.PARTICIPATIE
    assert left(learner) == 792
    assert stands(learner).map.practical == 0


def test_pvt_and_map_are_deducted(region: Region, learner: Dossier) -> None:
    giver = region.organisations["SDD"]
    for number, (soort, hours) in enumerate(((Soort.PVT, 12), (Soort.MAP, 60))):
        for part in range(hours // 12):
            done = Done(soort, TODAY - timedelta(days=part + 1 + 10 * number), 720, giver, f"{soort}{part}")
            record_hours(learner, done, by=region.regisseur)
    assert left(learner) == 728


def test_half_hours_of_all_kinds_are_hours_together(
    region: Region, learner: Dossier, place: Werkplek
) -> None:
    """20 minutes of the PVT, 20 of the MAP and 20 at a place: one hour, not none."""
    record_at_place(put(region, learner, place), by=region.regisseur, on=TODAY, minutes=500, key="1")
    for days, (soort, minutes) in enumerate(((Soort.PVT, 440), (Soort.MAP, 380)), start=1):
        done = Done(soort, TODAY - timedelta(days=days), minutes, region.organisations["SDD"], f"{soort}")
        record_hours(learner, done, by=region.regisseur)
    assert left(learner) == 800 - (500 + 440 + 380) // 60


def test_of_a_place_for_the_map_hours_stay_practice(
    region: Region, learner: Dossier, place: Werkplek
) -> None:
    row = put(region, learner, place, doel=Plaatsingsdoel.MAP, week=Week())
    record_at_place(row, by=region.regisseur, on=TODAY, minutes=480, key="1")
    assert Uren.objects.get().soort == Soort.MAP


@pytest.mark.parametrize(("route", "group"), [("B", ASYLUM), ("Z", FAMILY)])
def test_who_has_no_participation_to_do_is_not_placed_for_it(
    region: Region, place: Werkplek, route: str, group: str
) -> None:
    dossier = on_route(region, route, pip=date(2026, 1, 10), group=group)
    with pytest.raises(DomainError) as refusal:
        put(region, dossier, place)
    assert refusal.value.field == "doel"


@pytest.mark.parametrize(
    ("week", "field"),
    [(Week(DAYS), "weekly_minutes"), (Week((), 480), "days"), (Week((Weekdag.DI,), 480), "days")],
)
def test_days_and_hours_a_week_are_agreed_and_fit_the_place(
    region: Region, learner: Dossier, place: Werkplek, week: Week, field: str
) -> None:
    with pytest.raises(DomainError) as refusal:
        put(region, learner, place, week=week)
    assert refusal.value.field == field


def test_places_that_fit_come_first_and_others_say_why_not(
    region: Region, learner: Dossier, place: Werkplek
) -> None:
    far = add_place(replace(OFFER, employer="Kringloop", place="Zwijndrecht", work="Sorteren", level=Taaleis.B1, days=(Weekdag.ZA,)), by=region.regisseur)  # fmt: skip
    found = matches(learner, Wish(level=Taaleis.A2, days=frozenset({Weekdag.MA})), on=TODAY, most=50)
    assert [(one.seats.place.pk, bool(one.against)) for one in found] == [(place.pk, False), (far.pk, True)]
    assert found[1].against == ("nodig is B1: een gewoon gesprek", "er is alleen werk op zaterdag")
    [first, *_] = matches(learner, Wish(soort=Werksoort.WERKGEVER), on=TODAY, most=50)
    assert first.against == ("dit is vrijwilligerswerk",)


def test_the_pages_from_finding_to_progress(
    region: Region, learner: Dossier, place: Werkplek, signed_in: SignedIn
) -> None:
    browser, here = signed_in(region.regisseur), f"/participatie/{learner.pk}/"
    assert "Nog 800 van 800 uur" in text(browser, here)
    assert f"?plek={place.pk}" in text(browser, f"{here}zoeken/?dagen=ma&taal=A1")
    page = text(browser, f"{here}plaatsen/?plek={place.pk}")
    assert "Op welke dagen" in page
    assert f'value="{place.pk}" selected' in page
    sent = {
        "werkplek": str(place.pk), "doel": "z", "valid_from": "02-11-2026", "valid_to": "26-02-2027", "hours": "120", "days": ["ma", "wo"],
        "weekly_minutes": "8",
    }  # fmt: skip
    assert "participatie in de Z-route" in text(browser, f"{here}plaatsen/", sent)
    row = Plaatsing.objects.get()
    page = text(browser, f"{here}plaatsing/{row.pk}/uren/")
    assert "Thema" not in page
    page = text(browser, f"{here}plaatsing/{row.pk}/uren/", {"on": "16-11-2026", "minutes": "8", "key": "k"})
    assert "Nog 792 van 800 uur" in page
    done = text(browser, f"/voltooien/dossier/{learner.pk}/")
    assert "8 uur, en 0 uur van PVT en MAP, van 800 uur" in done
    assert "Buurthuis De Brug" in done


def test_the_pages_cost_few_statements(
    region: Region,
    learner: Dossier,
    place: Werkplek,
    signed_in: SignedIn,
    statements: Callable[[Client, str], int],
) -> None:
    put(region, learner, place)
    browser = signed_in(region.regisseur)
    for address in (
        f"/participatie/{learner.pk}/",
        f"/participatie/{learner.pk}/zoeken/",
        f"/voltooien/dossier/{learner.pk}/",
    ):
        assert statements(browser, address) <= 12, address


def test_others_find_nothing(region: Region, learner: Dossier, signed_in: SignedIn) -> None:
    for actor in (region.counsellor, region.outsider):
        assert signed_in(actor).get(f"/participatie/{learner.pk}/zoeken/").status_code == 404
