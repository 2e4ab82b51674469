"""The agenda: what is planned for someone, on the screen and by a secret address that tells nobody who it is about."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from support import groups
from support.intake import begun, call
from support.region import TODAY, Region, make_dossier
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.agenda.models import CalendarFeed
from wegwijs.audit.models import Action, AuditRecord
from wegwijs.dossiers.commands import (
    Planned,
    assign_regisseur,
    cancel_afspraak,
    give_task,
    move_afspraak,
    plan_afspraak,
)
from wegwijs.dossiers.models import Afspraak, Dossier
from wegwijs.errors import Conflict, DomainError
from wegwijs.groups.commands import cancel_session

SignedIn = Callable[[Actor], Client]
# Strings that must never leave by the secret address.
CANARY = "Kanarie"


@pytest.fixture
def mine(region: Region) -> Dossier:
    dossier = make_dossier(region, bsn="999990408")
    person = dossier.person
    person.voornamen, person.geslachtsnaam = f"Z{CANARY}", f"Y{CANARY}"
    person.refresh_sort_key()
    person.save()
    assert region.regisseur.employee
    assign_regisseur(dossier, region.regisseur.employee, by=region.regisseur, on=TODAY)
    return dossier


def agreed(region: Region, **changes: object) -> Planned:
    assert region.regisseur.employee
    planned = Planned(
        region.regisseur.employee, Afspraak.Soort.DRIEGESPREK, date(2026, 11, 24), time(10, 30), 45, Afspraak.Way.HUIS,
        f"{CANARY}straat 5",
    )  # fmt: skip
    return replace(planned, **changes)  # type: ignore[arg-type]


def filled(region: Region, dossier: Dossier) -> None:
    """A talk, an oproep, and a task whose words name somebody."""
    plan_afspraak(dossier, agreed(region), by=region.regisseur)
    call(begun(dossier, region), region, on=TODAY, at=date(2026, 11, 26))
    give_task(dossier, by=region.regisseur, title=f"Bel {CANARY}", why=CANARY, due_on=date(2026, 11, 25))


def address(browser: Client, **typed: str) -> str:
    page = browser.post("/agenda/koppelen/", typed).content.decode()
    found = re.search(r"http://testserver(/agenda/adres/[\w-]+\.ics)", page)
    assert found
    return found[1]


def events(content: bytes) -> list[tuple[str, str]]:
    return [(str(e["SUMMARY"]), str(e["STATUS"])) for e in walked(content)]


def walked(content: bytes) -> Any:
    read: Any = Calendar.from_ical(content)
    return read.walk("VEVENT")


def test_a_week_shows_talks_oproepen_and_tasks_in_order(
    region: Region, mine: Dossier, signed_in: SignedIn
) -> None:
    filled(region, mine)
    page = signed_in(region.regisseur).get("/agenda/").content.decode()
    places = [page.index(text) for text in ("Driegesprek", f"Bel {CANARY}", "Oproep 1 brede intake")]
    assert places == sorted(places)
    assert "10:30" in page
    assert "maandag 23 november 2026 (vandaag)" in page.lower()
    assert "zondag 29" not in page.lower()
    assert page.count("Leg de uitkomst van de oproep vast") == 0


def test_a_day_and_the_termijnen_are_asked_for_in_the_address(
    region: Region, mine: Dossier, signed_in: SignedIn
) -> None:
    filled(region, mine)
    browser = signed_in(region.regisseur)
    day = browser.get("/agenda/?op=2026-11-25&toon=dag").content.decode()
    assert f"Bel {CANARY}" in day
    assert "Driegesprek" not in day
    shown = browser.get("/agenda/?op=2026-12-07&termijnen=ja").content.decode()
    assert "uiterste datum" in shown
    assert browser.get("/agenda/?op=9999-99-99&toon=x").status_code == 200


def test_an_empty_week_says_how_something_comes_there(region: Region, signed_in: SignedIn) -> None:
    assert "Niets gepland" in signed_in(region.regisseur).get("/agenda/").content.decode()


def test_a_colleague_and_who_may_see_nothing(region: Region, mine: Dossier, signed_in: SignedIn) -> None:
    filled(region, mine)
    assert CANARY not in signed_in(region.colleague).get("/agenda/").content.decode()
    employee = region.outsider
    for page in ("/agenda/", "/agenda/koppelen/"):
        assert signed_in(employee).get(page).status_code == 200
        assert Client().get(page).status_code == 302


def test_the_secret_address_tells_no_name_place_number_or_typed_word(
    region: Region, mine: Dossier, signed_in: SignedIn
) -> None:
    filled(region, mine)
    link = address(signed_in(region.regisseur), with_termijnen="on")
    answer = Client().get(link)
    text = answer.content.decode().replace("\r\n ", "")
    assert CANARY not in text
    assert "999990408" not in text
    assert str(mine.person.v_nummer) not in text
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert (f"Driegesprek · Z.Y. · {mine.number}", "CONFIRMED") in events(answer.content)
    assert (f"Taak · {mine.number}", "CONFIRMED") in events(answer.content)
    assert AuditRecord.objects.filter(subject_kind="agenda", action=Action.EXPORT).count() == 1


def test_a_protected_person_has_no_initials_there(region: Region, mine: Dossier, signed_in: SignedIn) -> None:
    plan_afspraak(mine, agreed(region), by=region.regisseur)
    mine.person.protected = True
    mine.person.save()
    found = events(Client().get(address(signed_in(region.regisseur))).content)
    assert found == [(f"Driegesprek · {mine.number}", "CONFIRMED")]


def test_a_cancelled_talk_is_told_once_more_as_cancelled(
    region: Region, mine: Dossier, signed_in: SignedIn
) -> None:
    row = plan_afspraak(mine, agreed(region), by=region.regisseur)
    link = address(signed_in(region.regisseur))
    cancel_afspraak(row, by=region.regisseur)
    [event] = walked(Client().get(link).content)
    assert (event["STATUS"], int(event["SEQUENCE"])) == ("CANCELLED", 1)
    assert "Driegesprek" not in signed_in(region.regisseur).get("/agenda/").content.decode()


def test_an_address_ends_when_it_is_revoked_replaced_or_its_owner_leaves(
    region: Region, mine: Dossier, signed_in: SignedIn
) -> None:
    browser = signed_in(region.regisseur)
    first = address(browser)
    second = address(browser)
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    assert browser.post("/agenda/intrekken/").status_code == 302
    assert Client().get(second).status_code == 404
    third = address(browser)
    region.regisseur.user.is_active = False
    region.regisseur.user.save()
    assert Client().get(third).status_code == 404
    assert Client().get("/agenda/adres/" + "x" * 300 + ".ics").status_code == 404
    assert Client().post(third).status_code == 405


def test_the_secret_is_shown_once_and_not_kept(region: Region, signed_in: SignedIn) -> None:
    browser = signed_in(region.regisseur)
    link = address(browser)
    secret = link.removeprefix("/agenda/adres/").removesuffix(".ics")
    assert len(secret) >= 40
    assert secret not in browser.get("/agenda/koppelen/").content.decode()
    assert secret not in str(CalendarFeed.objects.values().get())


def test_a_dossier_of_a_colleague_leaves_the_feed(region: Region, mine: Dossier, signed_in: SignedIn) -> None:
    call(begun(mine, region), region, on=TODAY, at=date(2026, 11, 26))
    link = address(signed_in(region.regisseur))
    assert events(Client().get(link).content)
    assert region.colleague.employee
    assign_regisseur(mine, region.colleague.employee, by=region.teamlead, on=TODAY)
    assert events(Client().get(link).content) == []


def test_a_talk_is_planned_moved_and_cancelled_on_the_dossier(
    region: Region, mine: Dossier, signed_in: SignedIn
) -> None:
    browser = signed_in(region.regisseur)
    page = f"/dossiers/{mine.pk}/afspraak/"
    typed = {
        "soort": "intake", "on": "24-11-2026", "at": "10.30", "minutes": "60", "way": "kantoor", "place": "",
        "employee": str(region.regisseur.employee.pk),  # type: ignore[union-attr]
    }  # fmt: skip
    assert "al voorbij" in browser.post(page, {**typed, "on": "22-11-2026"}).content.decode()
    assert browser.post(page, typed).status_code == 302
    row = Afspraak.objects.get()
    assert "Gesprek brede intake" in browser.get(f"/dossier/{mine.pk}/").content.decode()
    move = f"{page}{row.pk}/"
    assert 'value="10:30"' in browser.get(move).content.decode()
    assert browser.post(move, {**typed, "at": "11:00", "version": "1"}).status_code == 302
    late = browser.post(move, {**typed, "at": "12:00", "version": "1"})
    assert "Een collega heeft deze afspraak net gewijzigd" in late.content.decode()
    assert browser.post(f"{move}afzeggen/").status_code == 302
    assert browser.get(move).status_code == 404
    assert signed_in(region.outsider).get(page).status_code == 404


def test_a_time_that_the_clock_skips_can_not_be_planned(region: Region, mine: Dossier) -> None:
    with pytest.raises(DomainError, match="een uur vooruit"):
        plan_afspraak(mine, agreed(region, on=date(2027, 3, 28), at=time(2, 30)), by=region.regisseur)
    with clock.frozen(date(2026, 10, 1)):
        assert plan_afspraak(mine, agreed(region, on=date(2026, 10, 25), at=time(2, 30)), by=region.regisseur)


def test_two_who_move_one_talk_don_t_overwrite_each_other(region: Region, mine: Dossier) -> None:
    row = plan_afspraak(mine, agreed(region), by=region.regisseur)
    move_afspraak(row, agreed(region, minutes=30), by=region.regisseur, expected_version=1)
    with pytest.raises(Conflict):
        move_afspraak(row, agreed(region, minutes=90), by=region.colleague, expected_version=1)


def test_the_week_of_the_region_shows_whoever_holds_what_and_no_other_gemeente(
    region: Region, mine: Dossier, signed_in: SignedIn, statements: Callable[[Client, str], int]
) -> None:
    plan_afspraak(mine, agreed(region), by=region.regisseur)
    page = signed_in(region.teamlead).get("/agenda/regio/").content.decode()
    assert CANARY in page
    assert "A. de Vries" in page
    assert CANARY not in signed_in(region.teamlead).get("/agenda/regio/?gemeente=0590").content.decode()
    assert CANARY not in signed_in(region.outsider).get("/agenda/regio/").content.decode()
    assert signed_in(region.counsellor).get("/agenda/regio/").status_code == 404
    assert statements(signed_in(region.teamlead), "/agenda/regio/") <= 8


def test_the_pages_cost_the_same_for_much_and_little(
    region: Region, mine: Dossier, signed_in: SignedIn, statements: Callable[[Client, str], int]
) -> None:
    browser = signed_in(region.regisseur)
    plan_afspraak(mine, agreed(region, at=time(8, 30)), by=region.regisseur)
    few = statements(browser, "/agenda/?termijnen=ja")
    for minute in range(20):
        plan_afspraak(mine, agreed(region, at=time(10, minute), minutes=1), by=region.regisseur)
    filled(region, mine)
    assert few == statements(browser, "/agenda/?termijnen=ja") <= 8
    assert statements(browser, "/agenda/koppelen/") <= 8
    assert statements(browser, f"/dossier/{mine.pk}/") <= 12
    assert statements(Client(), address(browser)) <= 10


def test_sessions_of_groups_stand_in_the_agenda_of_who_gives_them(
    region: Region, signed_in: SignedIn
) -> None:
    trainer = groups.trainer(region)
    groups.group(region, groups.half_day(region, date(2026, 11, 25), title=f"Over {CANARY}"))
    page = signed_in(trainer).get("/agenda/").content.decode()
    assert f"Over {CANARY}" in page
    assert "09:30" in page
    assert "Welkom 12" in page
    assert f"Over {CANARY}" not in signed_in(region.regisseur).get("/agenda/").content.decode()
    helper = region.counsellor.employee
    groups.group(
        region,
        groups.half_day(region, date(2026, 11, 26), at=time(13), assistant=helper, title="Wonen"),
        name="Twee",
    )
    assert "Wonen" in signed_in(region.counsellor).get("/agenda/").content.decode()


def test_a_session_leaves_by_the_secret_address_without_what_was_typed_and_stays_when_it_is_off(
    region: Region, signed_in: SignedIn
) -> None:
    browser = signed_in(groups.trainer(region))
    found = groups.group(
        region,
        groups.half_day(region, date(2026, 11, 25), title=CANARY),
        groups.half_day(region, title=CANARY),
        name=CANARY,
    )
    feed = address(browser)
    content = browser.get(feed).content
    assert events(content) == [("Bijeenkomst · welkomstprogramma", "CONFIRMED")] * 2
    assert CANARY not in content.decode()
    assert "Zaal" not in content.decode()
    cancel_session(groups.first(found), by=region.teamlead)
    assert events(browser.get(feed).content)[0] == ("Bijeenkomst · welkomstprogramma", "CANCELLED")


def test_a_session_in_the_night_that_an_hour_comes_twice_lasts_as_long_as_it_was_planned(
    region: Region, signed_in: SignedIn
) -> None:
    night = date(2027, 10, 31)
    with clock.frozen(date(2027, 10, 1)):
        groups.group(region, groups.half_day(region, night, at=time(1, 30), room=None))
        browser = signed_in(groups.trainer(region))
        (event,) = walked(browser.get(address(browser)).content)
        assert "01:30" in browser.get("/agenda/?op=2027-10-31&toon=dag").content.decode()
    assert event.decoded("duration") == timedelta(minutes=150)
    assert event.decoded("dtstart").isoformat() == "2027-10-31T01:30:00+02:00"
    with pytest.raises(DomainError, match="een uur vooruit"), clock.frozen(date(2027, 3, 1)):
        groups.group(region, groups.half_day(region, date(2027, 3, 28), at=time(2, 30)), name="Nacht")


def test_in_the_week_of_the_region_only_who_registers_attendance_is_led_to_a_session(
    region: Region, signed_in: SignedIn
) -> None:
    groups.group(region)
    for who, led in ((region.teamlead, True), (region.decider, False)):
        page = signed_in(who).get(f"/agenda/regio/?op={groups.FIRST}").content.decode()
        assert "Welkom 12" in page
        assert ("/groepen/bijeenkomsten/" in page.split("<main")[1]) is led
