"""Fewer course hours by decision, the day on which the Z-route ends, the certificate as a task, and money of late weeks."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client

from support.completion import followed, modules_done, on_route, school, z_ready
from support.contracts import contract
from support.lessons import FIRST, UNTIL, course, learner, learning, week
from support.lessons import followed as lessons_followed
from support.lessons import school as coordinator
from support.region import TODAY, Region
from wegwijs.access.actor import Actor
from wegwijs.dossiers.commands import record_event
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.hours.models import Soort
from wegwijs.stages.leerroutes.commands import end_lessons
from wegwijs.stages.leerroutes.commands.afronden import finish_z, record_proof, record_z_talk
from wegwijs.stages.leerroutes.commands.fewer_hours import (
    FewerHours,
    decide_fewer_hours,
    take_back_fewer_hours,
)
from wegwijs.stages.leerroutes.models import Eindreden, Urenbesluit, Urengrond
from wegwijs.stages.leerroutes.queries.voltooien import completion
from wi2021.leerroutes import Gespreksvoerder

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Actor], Client]
LESS = FewerHours(Urengrond.BEPERKING, 200, "Leert Nederlands in de revalidatie", rehabilitation=True)
EDUCATION = FewerHours(Urengrond.ONDERWIJS, 100, "Volgde entree", date(2024, 1, 31))


def test_fewer_hours_count_in_the_table_and_say_no_more_than_how_many(region: Region) -> None:
    dossier = on_route(region, "Z", pip=date(2026, 4, 10))
    followed(region, dossier, Soort.NT2, 600, at=school(region))
    assert completion(dossier).rest
    decide_fewer_hours(dossier, LESS, by=region.decider, on=TODAY)
    found = completion(dossier)
    assert found.rest
    assert found.rest.value.cursus == 0
    line = dossier.gebeurtenissen.get(kind=Kind.MINDER_UREN)
    assert (line.summary, line.payload) == ("200 uur minder", {"uren": 200})
    take_back_fewer_hours(Urenbesluit.objects.get(), by=region.decider, on=TODAY)
    again = completion(dossier).rest
    assert again
    assert again.value.cursus == 200
    assert Urenbesluit.objects.count() == 1


def test_a_decision_costs_its_page_no_statement_more(
    region: Region, signed_in: SignedIn, statements: Callable[[Client, str], int]
) -> None:
    dossier, browser = on_route(region, "Z", pip=date(2026, 4, 10)), signed_in(region.decider)
    here = f"/voltooien/dossier/{dossier.pk}/"
    without = statements(browser, here)
    for facts in (LESS, replace(EDUCATION, followed_until=date(2025, 1, 31))):
        decide_fewer_hours(dossier, facts, by=region.decider, on=TODAY)
    assert statements(browser, here) == without <= 12
    for row in Urenbesluit.objects.filter(stands=True):
        take_back_fewer_hours(row, by=region.decider, on=TODAY)
    assert statements(browser, here) == without


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (FewerHours(Urengrond.BEPERKING, 200, "waarom"), "met revalidatie"),
        (FewerHours(Urengrond.BEPERKING, 900, "waarom", rehabilitation=True), "1 tot en met 800"),
        (FewerHours(Urengrond.BEPERKING, 200, " ", rehabilitation=True), "waarom"),
        (FewerHours(Urengrond.ONDERWIJS, 100, "entree"), "tot en met welke dag"),
        (FewerHours(Urengrond.ONDERWIJS, 100, "entree", date(2023, 1, 1)), "eindigde eerder"),
    ],
)
def test_where_the_law_leaves_no_room_it_is_refused(region: Region, facts: FewerHours, said: str) -> None:
    dossier = on_route(region, "Z", pip=date(2026, 4, 10))
    with pytest.raises(DomainError, match=said):
        decide_fewer_hours(dossier, facts, by=region.decider, on=TODAY)


def test_only_who_decides_on_hours_and_only_in_the_z_route(region: Region, signed_in: SignedIn) -> None:
    dossier = on_route(region, "Z", pip=date(2026, 4, 10))
    with pytest.raises(NotAllowed):
        decide_fewer_hours(dossier, LESS, by=region.regisseur, on=TODAY)
    assert signed_in(region.regisseur).get(f"/voltooien/dossier/{dossier.pk}/minder-uren/").status_code == 404
    with pytest.raises(DomainError, match="alleen in de Z-route"):
        decide_fewer_hours(on_route(region, "B"), LESS, by=region.decider, on=TODAY)


def test_the_page_records_it_and_shows_it_to_who_decides(region: Region, signed_in: SignedIn) -> None:
    dossier, browser = on_route(region, "Z", pip=date(2026, 4, 10)), signed_in(region.decider)
    here = f"/voltooien/dossier/{dossier.pk}/"
    data = {
        "ground": "R-Z-x",
        "rehabilitation": "on",
        "followed_until": "",
        "hours": "150",
        "why": "Oefent daar",
    }
    assert browser.post(f"{here}minder-uren/", data).status_code == 302
    page = browser.get(here).content.decode()
    assert "650 uur (800 uur, 150 uur minder door een besluit)" in page
    assert "Oefent daar" in page
    assert "Oefent daar" not in signed_in(region.regisseur).get(here).content.decode()


def test_the_z_route_ends_on_the_day_of_its_last_act_also_when_that_is_an_hour(region: Region) -> None:
    dossier, at = on_route(region, "Z"), school(region)
    early = TODAY - timedelta(days=40)
    followed(region, dossier, Soort.NT2, 700, at=at)
    followed(region, dossier, Soort.KNM, 100, at=at)
    followed(region, dossier, Soort.PARTICIPATIE, 748, at=region.organisations["SDD"])
    modules_done(region, dossier, on=early)
    record_z_talk(dossier, by=region.regisseur, on=early, held_by=Gespreksvoerder.COLLEGE)
    assert finish_z(dossier, by=region.regisseur).on == TODAY


def test_when_the_duty_is_met_the_certificate_is_a_task_until_it_is_handed_over(region: Region) -> None:
    dossier = z_ready(region)
    finish_z(dossier, by=region.regisseur)
    told = {"plichtig": False, "eind": TODAY.isoformat(), "reden_geen": "Inburgeringsplicht voldaan"}
    record_event(dossier, Kind.DUO_PLICHT, by=region.duo, on=TODAY, origin=Origin.DUO, payload=told)
    task = dossier.taken.get(source_key="certificaat")
    assert (task.title, task.done_on) == ("Reik het certificaat persoonlijk uit", None)
    record_proof(dossier, by=region.regisseur, on=TODAY, how="wethouder, stadhuis")
    task.refresh_from_db()
    assert task.done_on == TODAY


def test_late_weeks_make_it_completed_for_the_contract_and_putting_them_right_takes_that_back(
    region: Region,
) -> None:
    of = course(region, last_day=FIRST + timedelta(days=13), starts_on=FIRST)
    row = learning(region, learner(region), of)
    lessons_followed(region, row)
    end_lessons(row, Eindreden.AFGEROND, by=coordinator(region), last_day=FIRST + timedelta(days=13))
    before = delivered(row)
    second = FIRST + timedelta(weeks=1)
    lessons_followed(region, row, week(second))
    assert delivered(row) == before + 1_800_00
    lessons_followed(region, row, week(second, followed=60, unexcused=660))
    assert delivered(row) == before


def delivered(row: object) -> int:
    from wegwijs.contracts.queries.money import sums_of

    return sums_of(row.call_off).delivered  # type: ignore[attr-defined]


def test_asking_a_place_warns_when_the_course_lasts_longer_than_the_contract(
    region: Region, signed_in: SignedIn
) -> None:
    dossier, browser = learner(region), signed_in(region.regisseur)
    of = course(region, contract(region, places=None, ceiling=None, last_day=UNTIL - timedelta(days=1)))
    longer = "het contract tot en met 24-06-2027"
    assert longer in browser.get(f"/leerroutes/dossier/{dossier.pk}/vragen/{of.pk}/").content.decode()
    assert longer in browser.get(f"/leerroutes/dossier/{dossier.pk}/zoeken/").content.decode()
    fits = course(region)
    assert (
        "het contract tot en met"
        not in browser.get(f"/leerroutes/dossier/{dossier.pk}/vragen/{fits.pk}/").content.decode()
    )


def test_who_runs_out_of_time_reads_what_the_dossier_shows(region: Region, signed_in: SignedIn) -> None:
    dossier = on_route(region, "B", pip=date(2024, 1, 10))
    page = signed_in(region.regisseur).get("/voltooien/termijn/").content.decode()
    assert str(dossier.person.geslachtsnaam) in page
    assert "andere gronden" not in page
    assert "Vraag zelf naar wat het dossier niet weet" in page


def test_finishing_with_a_talk_alone_says_what_is_still_to_do(region: Region) -> None:
    dossier = on_route(region, "Z", pip=date(2026, 4, 10))
    record_z_talk(dossier, by=region.regisseur, on=TODAY, held_by=Gespreksvoerder.COLLEGE)
    with pytest.raises(DomainError, match="Nog te doen"):
        finish_z(dossier, by=region.regisseur)
