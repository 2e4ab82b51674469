"""Pages of inviting: a group, everybody at once, one person; whom to call."""

from collections.abc import Callable

import pytest
from django.test import Client

from support import groups as given
from support.region import Region
from support.walk import browser_of
from wegwijs.documents.models import Letter, LetterBatch
from wegwijs.groups.models import Attendance
from wegwijs.groups.tests.test_invite import placed, sent
from wegwijs.jobs import run_due
from wegwijs.people.models import Person

pytestmark = pytest.mark.django_db
LIST_BUDGET = 8


def test_a_group_is_invited_with_one_button_and_the_worker_sends_the_letters(region: Region) -> None:
    group = given.group(region)
    for number in range(3):
        placed(region, group, number)
    browser = browser_of(region.regisseur)
    page = browser.get(f"/groepen/{group.pk}/uitnodigen/").content.decode()
    assert "Maak en verstuur 3 brieven" in page
    answer = browser.post(f"/groepen/{group.pk}/uitnodigen/")
    assert answer["Location"] == f"/documenten/partij/{LetterBatch.objects.get().pk}/"
    run_due()
    assert Letter.objects.filter(kind="uitnodiging").count() == 3
    page = browser.get(f"/groepen/{group.pk}/uitnodigen/").content.decode()
    assert "Niemand om uit te nodigen" in page
    assert "brief van 23-11-2026" in page
    assert browser.post(f"/groepen/{group.pk}/uitnodigen/").status_code == 200
    assert LetterBatch.objects.count() == 1


def test_everybody_of_groups_that_start_soon_is_invited_at_once(region: Region) -> None:
    for name in ("Een", "Twee"):
        day = given.FIRST if name == "Een" else given.FIRST.replace(month=12, day=1)
        placed(region, given.group(region, given.half_day(region, day), name=name), len(name))
    browser = browser_of(region.teamlead)
    page = browser.get("/groepen/uitnodigen/").content.decode()
    assert "Maak en verstuur 2 brieven" in page
    browser.post("/groepen/uitnodigen/")
    run_due()
    assert not Attendance.objects.filter(invited_on=None).exists()
    assert "2 van 2 verzonden" in browser.get("/groepen/uitnodigen/?weken=8").content.decode()


def test_one_letter_is_seen_before_it_goes_and_its_code_is_not(region: Region) -> None:
    group = given.group(region)
    row = placed(region, group)
    browser = browser_of(region.regisseur)
    address = f"/groepen/{group.pk}/plaats/{row.pk}/uitnodigen/"
    page = browser.get(address).content.decode()
    assert "xxxx-xxxx" in page
    assert "Gezondheid" in page
    answer = browser.post(address, {"channel": "uitgereikt", "address": ""})
    assert answer["Location"] == f"/groepen/{group.pk}/uitnodigen/"
    assert Letter.objects.get().channel == "uitgereikt"
    group.sessions.update(cancelled_at="2026-11-23T12:00Z")
    assert browser.get(address)["Location"] == f"/groepen/{group.pk}/uitnodigen/"


def test_who_did_not_answer_is_listed_with_a_safe_way_to_call(region: Region) -> None:
    group = given.group(region)
    rows = [placed(region, group, n) for n in range(3)]
    for row in rows:
        sent(region, row, Letter.Channel.UITGEREIKT)
    Person.objects.filter(pk=rows[0].dossier.person_id).update(phone="0612345678")
    Person.objects.filter(pk=rows[1].dossier.person_id).update(
        phone="0687654321", contact_safely=True, safe_contact="via school"
    )
    Attendance.objects.filter(dossier=rows[2].dossier).update(reply="komt")
    page = browser_of(region.regisseur).get("/groepen/geen-antwoord/").content.decode()
    assert "0612345678" in page
    assert "0687654321" not in page
    assert "via school" in page
    assert "Vogel002" not in page
    # A week ahead, which is the rule nobody laid down: the second half-day is not asked after yet.
    assert "Gezondheid" in page
    assert "Geld" not in page
    assert "Vogel" not in browser_of(region.outsider).get("/groepen/geen-antwoord/").content.decode()


@pytest.mark.parametrize(
    "address", ["/groepen/uitnodigen/", "/groepen/geen-antwoord/", "/groepen/{0}/uitnodigen/"]
)
def test_a_page_costs_the_same_whatever_it_shows(
    region: Region, address: str, statements: Callable[[Client, str], int]
) -> None:
    group = given.group(region)
    browser = browser_of(region.regisseur)
    counts = []
    for number in (1, 6):
        for n in range(number):
            row = placed(region, group, number * 10 + n)
            if address.endswith("antwoord/"):
                sent(region, row, Letter.Channel.UITGEREIKT)
        counts.append(statements(browser, address.format(group.pk)))
    assert counts[0] == counts[1]
    assert counts[1] <= LIST_BUDGET


@pytest.mark.parametrize("who", ["outsider", "counsellor", "decider"])
def test_only_who_plans_there_may_invite(region: Region, who: str) -> None:
    group = given.group(region)
    row = placed(region, group)
    browser = browser_of(getattr(region, who))
    for address in (f"/groepen/{group.pk}/uitnodigen/", f"/groepen/{group.pk}/plaats/{row.pk}/uitnodigen/"):
        assert browser.get(address).status_code == 404
        assert browser.post(address, {"channel": "uitgereikt"}).status_code == 404
    assert not Letter.objects.exists()
