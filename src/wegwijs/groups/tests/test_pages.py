"""Pages of groups: what they cost, who sees what."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from support import groups as given
from support.region import Region
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.agenda.commands import InterpreterFacts, save_interpreter
from wegwijs.groups.models import Attendance, Group
from wegwijs.hours.models import Uren
from wegwijs.organisations.models import Employee

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Actor], Client]
Statements = Callable[[Client, str], int]


@pytest.fixture
def found(region: Region) -> Group:
    """A group of three."""
    made = given.group(region)
    given.members(region, made, 3)
    return made


@pytest.fixture
def first_day(found: Group) -> Iterator[Group]:
    """On the day of its first session."""
    with clock.frozen_everywhere(given.FIRST), clock.frozen(given.FIRST):
        yield found


def test_pages_cost_the_same_for_three_and_for_twelve(
    region: Region, found: Group, signed_in: SignedIn, statements: Statements
) -> None:
    by, trainer = signed_in(region.teamlead), signed_in(given.trainer(region))
    dossier = given.members(region, found, 1)[0]
    pages = {
        (by, "/groepen/"): 8, (by, "/groepen/rooster/"): 8, (by, f"/groepen/{found.pk}/"): 12,
        (by, f"/groepen/{found.pk}/deelnemers/"): 8, (by, f"/groepen/dossier/{dossier.pk}/"): 12,
        (trainer, "/groepen/bijeenkomsten/"): 8, (trainer, f"/groepen/bijeenkomsten/{given.first(found).pk}/"): 8,
        (by, "/welkom/"): 8, (by, "/welkom/nieuw/"): 12, (by, "/welkom/programma/pvt/"): 8, (by, "/ruimten/"): 8,
    }  # fmt: skip
    few = {page: statements(*page) for page in pages}
    given.members(region, found, 8)
    # With a second trainer, whose name must cost nothing more.
    second = given.half_day(
        region, given.FIRST.replace(day=28), organisation=region.organisations["VluchtelingenWerk"],
        assistant=region.counsellor.employee,
    )  # fmt: skip
    given.group(region, second, name="Twee")
    many = {page: statements(*page) for page in pages}
    assert {page: number for page, number in many.items() if number > pages[page]} == {}
    assert many == few


def test_a_trainer_reads_a_name_and_a_language_and_nothing_else(
    region: Region, first_day: Group, signed_in: SignedIn
) -> None:
    browser = signed_in(given.trainer(region))
    row = Attendance.objects.filter(session=given.first(first_day))[0]
    page = browser.get(f"/groepen/bijeenkomsten/{row.session_id}/").content.decode()
    assert "Selam Tesfay" in page
    for closed in (
        f"/dossier/{row.dossier_id}/",
        f"/groepen/dossier/{row.dossier_id}/",
        f"/groepen/{first_day.pk}/",
    ):
        assert browser.get(closed).status_code == 404


def test_a_volunteer_sees_the_own_sessions_only(
    region: Region, first_day: Group, signed_in: SignedIn
) -> None:
    other = given.trainer(region, username="ander")
    session = given.first(first_day)
    assert signed_in(other).get(f"/groepen/bijeenkomsten/{session.pk}/").status_code == 200
    assert other.employee
    other.employee.volunteer = True
    other.employee.save(update_fields=["volunteer"])
    assert signed_in(other).get(f"/groepen/bijeenkomsten/{session.pk}/").status_code == 404


def test_one_button_registers_all_who_were_there(
    region: Region, first_day: Group, signed_in: SignedIn
) -> None:
    browser = signed_in(given.trainer(region))
    rows = list(Attendance.objects.filter(session=given.first(first_day)))
    address = f"/groepen/bijeenkomsten/{rows[0].session_id}/"
    late = {f"presence-{rows[0].pk}": "laat", f"late-{rows[0].pk}": "30"}
    answer = browser.post(address, {**late, "rest": "aanwezig"}, follow=True)
    assert "De aanwezigheid van 3 mensen is bewaard" in answer.content.decode()
    assert sorted(Uren.objects.values_list("minutes", flat=True)) == [120, 150, 150]


def test_what_a_colleague_registered_otherwise_stays_and_is_told(
    region: Region, first_day: Group, signed_in: SignedIn
) -> None:
    row = Attendance.objects.filter(session=given.first(first_day))[0]
    address = f"/groepen/bijeenkomsten/{row.session_id}/"
    signed_in(given.trainer(region)).post(address, {f"presence-{row.pk}": "aanwezig"})
    other = signed_in(given.trainer(region, username="ander"))
    answer = other.post(address, {f"presence-{row.pk}": "afwezig"}, follow=True)
    page = answer.content.decode()
    assert "S. Yilmaz, VluchtelingenWerk registreerde intussen: aanwezig" in page
    assert Uren.objects.count() == 1
    # The own choice is still chosen beside what stands: one press saves it, and nothing waits on the device any more.
    assert re.search(rf'name="presence-{row.pk}" value="afwezig"[^>]*checked', page)
    assert re.search(rf'name="seen-{row.pk}" value="aanwezig"', page)
    assert "data-was-sent" in page
    other.post(address, {f"presence-{row.pk}": "afwezig", f"seen-{row.pk}": "aanwezig"})
    row.refresh_from_db()
    assert row.presence == "afwezig"


def test_an_interpreter_who_does_not_speak_the_language_is_warned_of_and_not_refused(
    region: Region, found: Group, signed_in: SignedIn
) -> None:
    tolk = save_interpreter(InterpreterFacts("Tolk Maas", ("ti",), "0787708914"), by=region.teamlead)
    browser, session = signed_in(region.teamlead), given.first(found)
    address = f"/groepen/{found.pk}/bijeenkomst/{session.pk}/"
    said = "Tolk Maas spreekt geen Arabisch"
    page = browser.get(address).content.decode()
    assert "Tolk Maas (Tigrinya): spreekt geen Arabisch" in page
    assert said not in page
    facts = {
        "on": "30-11-2026", "at": "09:30", "minutes": "2,5", "room": "", "place": "Bibliotheek", "title": "Gezondheid",
        "soort": "overig", "theme": "", "organisation": str(session.organisation_id), "interpreter": str(tolk.pk), "version": "1",
    }  # fmt: skip
    answer = browser.post(address, facts, follow=True).content.decode()
    assert f"Let op: {said}" in answer
    session.refresh_from_db()
    assert session.interpreter == tolk
    assert browser.get(f"/groepen/{found.pk}/").content.decode().count(said) == 1
    assert said in browser.get(address).content.decode()
    found.language = ""
    found.save()
    assert said not in browser.get(f"/groepen/{found.pk}/").content.decode()


def test_whose_trainer_stops_before_the_day_has_no_trainer(
    region: Region, found: Group, signed_in: SignedIn
) -> None:
    by = signed_in(region.teamlead)
    assert "zonder trainer" not in by.get("/groepen/").content.decode()
    Employee.objects.filter(name="S. Yilmaz").update(valid_to=given.FIRST)
    assert "1 zonder trainer" in by.get("/groepen/").content.decode()
    rota = by.get("/groepen/rooster/?toon=zonder").content.decode()
    assert rota.count("S. Yilmaz (werkt dan niet meer)") == 1
    assert by.get(f"/groepen/{found.pk}/").content.decode().count("werkt dan niet meer") == 1
