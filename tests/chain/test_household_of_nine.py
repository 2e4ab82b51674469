"""A household of nine with three different routes: one driegesprek, one regeldag, one home, a group each that fits."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from django.test import Client

from support import groups as given
from support.region import TODAY, Region, make_dossier
from wegwijs.access.actor import Actor
from wegwijs.dossiers.commands import Planned, involve, plan_afspraak, record_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Afspraak, Dossier
from wegwijs.groups.commands import enrol
from wegwijs.groups.models import Attendance
from wegwijs.people.commands import share_household
from wegwijs.people.models import HouseholdMember
from wegwijs.stages.overdracht.commands import Day, plan_regeldag
from wegwijs.stages.overdracht.regeldagen import household_dossiers

pytestmark = pytest.mark.django_db
ROUTES = ("B", "Z", "O")


@pytest.fixture
def nine(region: Region) -> list[Dossier]:
    """Three with a PIP, each of another route, and six who are on their way to one."""
    made = [make_dossier(region) for _ in range(9)]
    for dossier, route in zip(made, ROUTES, strict=False):
        record_event(
            dossier, Kind.PIP_VASTGESTELD, by=region.decider, on=TODAY,
            payload={"versie": 1, "dagtekening": TODAY.isoformat(), "leerroute": route, "niveau": "B1", "gemeente": "0505", "gesprekken": 6},
        )  # fmt: skip
        dossier.refresh_from_db()
    head, *others = made
    for other in others:
        part = HouseholdMember.Part.KIND
        share_household(head.person, other.person, by=region.regisseur, part=part, on=date(2026, 10, 1))
    assert {dossier.route for dossier in made} == {"", *ROUTES}
    return made


def test_they_talk_together_with_one_regisseur_at_one_hour(region: Region, nine: list[Dossier]) -> None:
    assert region.regisseur.employee
    for dossier in nine:
        talk = Planned(
            region.regisseur.employee, Afspraak.Soort.DRIEGESPREK, TODAY + timedelta(days=2), time(10), 90, Afspraak.Way.OPVANG
        )  # fmt: skip
        plan_afspraak(dossier, talk, by=region.regisseur)
    assert Afspraak.objects.count() == 9


def test_one_regeldag_is_for_all_of_them(
    region: Region, nine: list[Dossier], signed_in: Callable[[Actor], Client]
) -> None:
    together = household_dossiers(nine[0], region.regisseur)
    assert len(together) == 9
    vwn = region.organisations["VluchtelingenWerk"]
    involve(nine[0], vwn, by=region.regisseur, on=TODAY, purpose="begeleiding", basis="Wi 13")
    day = Day(TODAY + timedelta(days=1), time(9), region.counsellor.employee)
    made = plan_regeldag(together, day, by=region.regisseur)
    page = signed_in(region.counsellor).get(f"/regeldagen/{made.pk}/").content.decode()
    assert "0 van 11 gedaan" in page
    # VluchtelingenWerk is let into one of them, and reads no more of the others than that they come along.
    assert made.number == 9


def test_in_a_group_of_eight_the_ninth_waits_for_a_place(region: Region, nine: list[Dossier]) -> None:
    found = given.group(region, capacity=8)
    for dossier in nine:
        enrol(found, dossier, by=region.regisseur)
    assert found.enrolments.filter(placed_at=None).get().dossier == nine[-1]
    assert Attendance.objects.filter(session=given.first(found)).count() == 8
