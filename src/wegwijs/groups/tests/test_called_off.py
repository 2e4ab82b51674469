"""What doesn't go on: everybody who was expected hears of it once, by letter or in person."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

import pytest
from django.test import Client

from support import groups as given
from support.region import Region
from support.walk import browser_of
from wegwijs import clock
from wegwijs.clock import AMSTERDAM
from wegwijs.documents.models import Letter, LetterBatch, Vertaling
from wegwijs.dossiers.commands import close_dossier
from wegwijs.dossiers.kinds import Kind
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.groups.commands import (
    cancel_group,
    cancel_session,
    change_session,
    enrol,
    leave,
    tell_by_letter,
    tell_in_person,
)
from wegwijs.groups.models import Attendance, Enrolment, Group, Leaving
from wegwijs.groups.queries import called_off as queries
from wegwijs.groups.queries.invite import to_invite
from wegwijs.groups.tests.test_invite import placed, sent, text_of
from wegwijs.jobs import run_due
from wegwijs.people.commands import set_languages

pytestmark = pytest.mark.django_db
OFF = "afzegging"


def off(region: Region, group: Group) -> None:
    """The first session doesn't go on."""
    cancel_session(given.first(group), by=region.teamlead)


def told(region: Region, row: Enrolment) -> Letter:
    """By a letter that is handed over."""
    row = Enrolment.objects.select_related("group", "dossier__person", "dossier__gemeente").get(pk=row.pk)
    return tell_by_letter(row, by=region.regisseur, on=clock.today(), channel=Letter.Channel.UITGEREIKT)


def unknowing(region: Region, group: Group) -> set[object]:
    return {row.pk for row in queries.unknowing(region.teamlead, group)}


def test_a_letter_tells_in_two_languages_what_is_off_and_that_the_rest_goes_on(region: Region) -> None:
    group = given.group(region)
    row = placed(region, group)
    set_languages(row.dossier.person, by=region.regisseur, languages={"ti": "moedertaal"}, contact="ti")
    off(region, group)
    letter = told(region, row)
    said = text_of(letter)
    assert letter.title == "Een bijeenkomst van uw groep Welkom 12 gaat niet door"
    assert "maandag 30 november 2026" in said
    assert "Geld" not in said
    assert "andere bijeenkomsten van uw groep gaan wel door" in " ".join(said.split())
    assert Vertaling.objects.get(letter=letter).language == "ti"
    event = row.dossier.gebeurtenissen.get(kind=Kind.GROEP_AFZEGGING)
    assert event.summary == "Welkom 12: 1 bijeenkomst, met een brief"
    assert not unknowing(region, group)


def test_nobody_gets_two_letters_about_the_same_and_one_about_what_is_off_since(region: Region) -> None:
    group = given.group(region)
    row = placed(region, group)
    off(region, group)
    told(region, row)
    with pytest.raises(DomainError, match="weet het al"):
        told(region, row)
    cancel_session(group.sessions.get(title="Geld"), by=region.teamlead)
    said = " ".join(text_of(told(region, row)).split())
    assert "maandag 7 december 2026" in said
    assert "30 november" not in said
    assert "Komt er een nieuwe dag?" in said


def test_when_a_whole_group_is_off_everybody_with_a_place_hears_it_and_nobody_else(region: Region) -> None:
    group = given.group(region, capacity=3)
    gone, closed, stays = (placed(region, group, number) for number in range(3))
    leave(gone, by=region.regisseur, reason=Leaving.WERK)
    close_dossier(closed.dossier, by=region.regisseur, on=clock.today(), reason="overleden")
    taker = placed(region, group, 4)
    full = placed(region, group, 5)
    waits = placed(region, group, 6)
    assert Enrolment.objects.get(pk=waits.pk).placed_at is None
    cancel_group(group, by=region.teamlead)
    assert unknowing(region, group) == {stays.pk, taker.pk, full.pk}
    letter = told(region, stays)
    said = " ".join(text_of(letter).split())
    assert letter.title == "Uw groep Welkom 12 gaat niet door"
    assert "maandag 30 november 2026" in said
    assert "maandag 7 december 2026" in said


def test_who_was_told_in_person_gets_no_letter(region: Region) -> None:
    group = given.group(region)
    row = placed(region, group)
    off(region, group)
    with pytest.raises(NotAllowed):
        tell_in_person(row, by=region.outsider, on=clock.today())
    tell_in_person(row, by=region.regisseur, on=clock.today())
    assert not unknowing(region, group)
    with pytest.raises(DomainError, match="weet het al"):
        told(region, row)
    assert not Letter.objects.exists()
    assert row.dossier.gebeurtenissen.get(kind=Kind.GROEP_AFZEGGING).payload["hoe"] == "verteld"


def test_what_has_begun_is_not_told_any_more(region: Region) -> None:
    group = given.group(region)
    row = placed(region, group)
    off(region, group)
    with clock.frozen(given.FIRST):
        assert not unknowing(region, group)
        with pytest.raises(DomainError):
            told(region, row)
    with clock.frozen(datetime.combine(given.FIRST, time(9), tzinfo=AMSTERDAM)):
        assert unknowing(region, group) == {row.pk}


def test_another_place_is_a_reason_for_a_new_letter_but_the_answer_stands(region: Region) -> None:
    group = given.group(region)
    row = placed(region, group)
    sent(region, row)
    session = given.first(group)
    session.attendances.update(reply="komt")
    there = given.half_day(region, room=given.room(region, "Zaal 2"))
    change_session(session, there, by=region.teamlead, expected_version=session.version)
    assert [one.pk for one in to_invite(region.regisseur)] == [row.pk]
    assert session.attendances.get().reply == "komt"
    letter = sent(region, row)
    assert letter.title == "Er is iets veranderd in uw groep Welkom 12"
    assert text_of(letter).count("Nieuw of veranderd") == 1
    now = given.first(group)
    change_session(now, given.half_day(region, room=now.room, trainer=None), by=region.teamlead, expected_version=now.version)  # fmt: skip
    assert not to_invite(region.regisseur)


class TestPages:
    def test_calling_off_leads_to_who_must_hear_it_and_one_button_makes_the_letters(
        self, region: Region
    ) -> None:
        group = given.group(region)
        for number in range(3):
            placed(region, group, number)
        browser = browser_of(region.teamlead)
        page, session = f"/groepen/{group.pk}/afgezegd/", given.first(group)
        assert browser.post(f"/groepen/{group.pk}/bijeenkomst/{session.pk}/afzeggen/")["Location"] == page
        assert "3 inburgeraars weten" in browser.get(f"/groepen/{group.pk}/").content.decode()
        row = Enrolment.objects.first()
        assert row
        browser.post(f"/groepen/{group.pk}/plaats/{row.pk}/verteld/")
        assert "Maak en verstuur 2 brieven" in browser.get(page).content.decode()
        answer = browser.post(page)
        assert answer["Location"] == f"/documenten/partij/{LetterBatch.objects.get().pk}/"
        run_due()
        assert Letter.objects.filter(kind=OFF).count() == 2
        assert not Attendance.objects.filter(off="open").exists()
        assert "Iedereen weet het" in browser.get(page).content.decode()
        assert "groepen: 2 van 2 verzonden" in browser.get("/groepen/uitnodigen/").content.decode()
        browser.post(page)
        assert LetterBatch.objects.count() == 1

    def test_one_letter_is_seen_before_it_goes(self, region: Region) -> None:
        group = given.group(region)
        row = placed(region, group)
        off(region, group)
        browser = browser_of(region.regisseur)
        address = f"/groepen/{group.pk}/plaats/{row.pk}/afgezegd/"
        assert "hoeft niet te komen" in browser.get(address).content.decode()
        browser.post(address, {"channel": "uitgereikt", "address": ""})
        assert Letter.objects.get().kind == OFF
        assert browser.get(address)["Location"] == f"/groepen/{group.pk}/afgezegd/"

    def test_a_group_in_which_nobody_was_expected_leads_back_to_the_group(self, region: Region) -> None:
        group = given.group(region)
        answer = browser_of(region.teamlead).post(f"/groepen/{group.pk}/afzeggen/")
        assert answer["Location"] == f"/groepen/{group.pk}/"

    @pytest.mark.parametrize("who", ["outsider", "counsellor", "decider"])
    def test_only_who_plans_there_may_tell(self, region: Region, who: str) -> None:
        group = given.group(region)
        row = placed(region, group)
        off(region, group)
        browser = browser_of(getattr(region, who))
        base = f"/groepen/{group.pk}/"
        for address in (f"{base}afgezegd/", f"{base}plaats/{row.pk}/afgezegd/", f"{base}plaats/{row.pk}/verteld/"):  # fmt: skip
            assert browser.post(address, {"channel": "uitgereikt"}).status_code == 404
        assert Attendance.objects.filter(off="open").exists()

    def test_the_page_costs_the_same_for_one_and_for_six(
        self, region: Region, statements: Callable[[Client, str], int]
    ) -> None:
        browser, counts = browser_of(region.regisseur), []
        for number in (1, 6):
            group = given.group(region, given.half_day(region, given.FIRST + timedelta(days=number)), name=f"G{number}")  # fmt: skip
            for n in range(number):
                placed(region, group, number * 10 + n)
            off(region, group)
            counts.append(statements(browser, f"/groepen/{group.pk}/afgezegd/"))
        assert counts[0] == counts[1]
        assert counts[1] <= 8


def test_who_gets_a_place_at_noon_is_not_expected_this_morning(region: Region) -> None:
    group = given.group(region)
    with clock.frozen(given.FIRST):
        row = placed(region, group)
        assert [one.session.title for one in Attendance.objects.select_related("session")] == ["Geld"]
        leave(row, by=region.regisseur, reason=Leaving.WERK)
    with clock.frozen(datetime.combine(given.FIRST, time(9), tzinfo=AMSTERDAM)):
        enrol(group, row.dossier, by=region.regisseur)
    with clock.frozen(given.FIRST):
        leave(Enrolment.objects.get(left_on=None), by=region.regisseur, reason=Leaving.WERK)
    assert [one.session.title for one in Attendance.objects.filter(shown=True).select_related("session")] == ["Gezondheid"]  # fmt: skip
