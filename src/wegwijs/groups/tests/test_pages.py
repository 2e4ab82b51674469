"""Pages of groups: what they cost, who sees what."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from support import groups as given
from support.region import Region
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.groups.models import Attendance, Group
from wegwijs.hours.models import Uren

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
        (by, "/welkom/"): 8, (by, "/welkom/nieuw/"): 12, (by, "/ruimten/"): 8,
    }  # fmt: skip
    few = {page: statements(*page) for page in pages}
    given.members(region, found, 8)
    given.group(region, given.half_day(region, given.FIRST.replace(day=28)), name="Twee")
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
    assert "S. Yilmaz, VluchtelingenWerk registreerde intussen: aanwezig" in answer.content.decode()
    assert Uren.objects.count() == 1
