"""What the own system of a school asks and sends, and what comes of it."""

import json
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from support.aanbieders import BASE, System, key_of, problem
from support.lessons import FIRST, asked, course, followed, learner, learning, week
from support.region import Region
from wegwijs.audit.models import AuditRecord
from wegwijs.imports.models import ImportFile
from wegwijs.stages.leerroutes.models import Inburgeringsaanbod, Lesweek

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(region: Region) -> Inburgeringsaanbod:
    return learning(region, learner(region), course(region))


@pytest.fixture
def system(region: Region) -> System:
    return System(key_of(region))


def test_participants_by_page(region: Region, system: System) -> None:
    of = course(region)
    people = [asked(region, learner(region), of) for _ in range(3)]
    first = system.told("/deelnemers?aantal=2")
    second = json.loads(system.client.get(first["volgende"]).content)
    found = [one["id"] for one in first["deelnemers"] + second["deelnemers"]]
    assert sorted(found) == sorted(str(one.pk) for one in people)
    assert second["volgende"] is None


def test_one_participant_says_what_a_school_may_know(system: System, row: Inburgeringsaanbod) -> None:
    told = system.told(f"/deelnemers/{row.pk}")
    assert (told["dossiernummer"], told["stand"], told["eersteLesOp"]) == (
        row.number,
        "begonnen",
        "2026-11-02",
    )
    assert set(told) == {
        "id", "dossiernummer", "naam", "stand", "leerroute", "urenVolgensPip", "termijnTotEnMet", "cursus", "kinderopvang", "reizen",
        "gevraagdOp", "antwoordUiterlijkOp", "beginOp", "totEnMet", "geplandeUren", "eersteLesOp", "laatsteDag",
    }  # fmt: skip
    seen = AuditRecord.objects.filter(
        subject_kind="dossier", subject_id=str(row.dossier_id), actor="Leerlingsysteem, Sagènn"
    )
    assert seen.exists()


def test_courses_with_their_seats(system: System, row: Inburgeringsaanbod) -> None:
    [one] = system.told("/cursussen")["cursussen"]
    assert (one["id"], one["plaatsen"], one["bezet"], one["urenPerWeek"]) == (str(row.cursus_id), 15, 1, 12.0)


def test_weeks_are_taken_in_or_refused_row_by_row(system: System, row: Inburgeringsaanbod) -> None:
    told = system.delivered(
        {
            "dossiernummer": row.number,
            "week": "2026-W45",
            "gevolgd": 10,
            "afgemeld": 1,
            "verzuimd": "1:00",
            "reden": "werk",
        },
        {"dossiernummer": "2026-0505-9999", "week": "2026-W45", "gevolgd": 10},
        {"dossiernummer": row.number, "week": "2026-11-09", "aangeboden": 12, "gevolgd": 10.5},
        {"dossiernummer": row.number, "week": "2026-W53", "gevolgd": 2},
        {"dossiernummer": row.number, "week": "2026-11-16", "soort": "knm", "gevolgd": "2,5"},
    )
    assert [one["stand"] for one in told] == [
        "overgenomen",
        "geweigerd",
        "geweigerd",
        "geweigerd",
        "overgenomen",
    ]
    assert [one["regel"] for one in told] == [0, 1, 2, 3, 4]
    assert [one["veld"] for one in told] == [None, "dossiernummer", "aangeboden", "week", None]
    assert all(one["oplossing"] for one in told if one["stand"] == "geweigerd")
    assert set(Lesweek.objects.values_list("soort", "followed", "unexcused")) == {
        ("nt2", 600, 60),
        ("knm", 150, 0),
    }
    [report] = system.told("/leveringen")["leveringen"]
    assert (report["stand"], report["aantal"], report["overgenomen"], report["geweigerd"]) == (
        "klaar",
        5,
        2,
        3,
    )
    assert system.told(f"/leveringen/{report['id']}")["geweigerd"] == 3
    assert len(system.told(f"/leveringen/{report['id']}/regels?stand=geweigerd")["regels"]) == 3
    page = system.told(f"/leveringen/{report['id']}/regels?aantal=2")
    assert [one["regel"] for one in json.loads(system.client.get(page["volgende"]).content)["regels"]] == [
        2,
        3,
    ]
    [first, _] = system.told(f"/deelnemers/{row.pk}/lesweken")["lesweken"]
    assert (first["soort"], first["gevolgd"]) == ("knm", 2.5)


def test_the_same_delivery_twice_gives_the_first_answer(system: System, row: Inburgeringsaanbod) -> None:
    body = {"weken": [{"dossiernummer": row.number, "week": "2026-W45", "gevolgd": 10}]}
    first, again = system.deliver(body), system.deliver(body)
    assert (first.status_code, first.content, first["Location"]) == (202, again.content, again["Location"])
    assert ImportFile.objects.count() == 1
    body["weken"][0]["gevolgd"] = 11
    said = problem(system.deliver(body), 409)
    assert said["errors"][0]["location"] == {"name": "Idempotency-Key"}


def test_two_schools_may_choose_the_same_key_of_a_repeat(
    region: Region, system: System, row: Inburgeringsaanbod
) -> None:
    body = {"weken": [{"dossiernummer": row.number, "week": "2026-W45", "gevolgd": 10}]}
    other = System(key_of(region, "NLtraining"))
    assert json.loads(system.deliver(body).content)["id"] != json.loads(other.deliver(body).content)["id"]


def test_a_place_is_taken_and_lessons_begin(region: Region, system: System) -> None:
    one = asked(region, learner(region), course(region))
    body = {"antwoord": "aangenomen", "beginOp": FIRST.isoformat()}
    assert [system.put(f"/deelnemers/{one.pk}/antwoord", body).status_code for _ in range(2)] == [204, 204]
    assert [
        system.put(f"/deelnemers/{one.pk}/eerste-les", {"op": "2026-11-02"}).status_code for _ in range(2)
    ] == [204, 204]
    one.refresh_from_db()
    assert (one.state, one.began_on, one.answered_label) == ("begonnen", FIRST, "Leerlingsysteem, Sagènn")
    problem(system.put(f"/deelnemers/{one.pk}/antwoord", {"antwoord": "geweigerd", "reden": "vol"}), 409)


def test_a_place_is_refused_and_the_school_sees_nobody(region: Region, system: System) -> None:
    one = asked(region, learner(region), course(region))
    body = {"antwoord": "geweigerd", "reden": "vol", "toelichting": "In januari weer."}
    assert system.put(f"/deelnemers/{one.pk}/antwoord", body).status_code == 204
    problem(system.get(f"/deelnemers/{one.pk}"), 404)
    assert system.told("/deelnemers")["deelnemers"] == []


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"antwoord": "aangenomen"}, "#/beginOp"),
        ({"antwoord": "aangenomen", "beginOp": "2030-01-01"}, "#/beginOp"),
        ({"antwoord": "geweigerd"}, "#/reden"),
        ({"antwoord": "geweigerd", "reden": "zomaar"}, "#/reden"),
        ({"antwoord": "misschien"}, "#/antwoord"),
        ({"antwoord": "aangenomen", "beginOp": "2 november"}, "#/beginOp"),
        ({"antwoord": "geweigerd", "reden": "vol", "toelichting": "a\0b"}, "#/toelichting"),
    ],
)
def test_an_answer_that_is_wrong_names_the_field(
    region: Region, system: System, body: dict[str, str], pointer: str
) -> None:
    one = asked(region, learner(region), course(region))
    said = problem(system.put(f"/deelnemers/{one.pk}/antwoord", body), 400)
    assert [error["location"]["pointer"] for error in said["errors"]] == [pointer]
    assert said["errors"][0]["detail"]
    one.refresh_from_db()
    assert one.state == "gevraagd"


def test_pages_cost_the_same_whatever_they_show(
    region: Region, system: System, statements: Callable[[Client, str], int]
) -> None:
    of = course(region)
    row = learning(region, learner(region), of)
    costs = [
        statements(system.client, BASE + path)
        for path in ("/deelnemers", "/leveringen", "/cursussen", f"/deelnemers/{row.pk}")
    ]
    for number in range(3):
        followed(region, learning(region, learner(region), of), week(FIRST + timedelta(weeks=number % 2)))
    system.delivered({"dossiernummer": row.number, "week": date(2026, 11, 9).isoformat(), "gevolgd": 1})
    again = [
        statements(system.client, BASE + path)
        for path in ("/deelnemers", "/leveringen", "/cursussen", f"/deelnemers/{row.pk}")
    ]
    assert again == costs
    assert max(again) <= 20
