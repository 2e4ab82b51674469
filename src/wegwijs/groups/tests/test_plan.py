"""Planning groups: what is taken is refused with what is free, series, places and the waiting list."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from support import groups as given
from support.region import Region, make_dossier
from wegwijs.agenda.commands import InterpreterFacts, save_interpreter
from wegwijs.agenda.models import Claim, Interpreter, PersonClaim
from wegwijs.dossiers.commands import Planned, close_dossier, plan_afspraak
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Afspraak, Dossier
from wegwijs.errors import Conflict, DomainError, NotAllowed
from wegwijs.groups.commands import (
    SessionFacts,
    add_session,
    cancel_group,
    cancel_session,
    change_group,
    change_session,
    enrol,
    leave,
    make_group,
)
from wegwijs.groups.models import Attendance, Group, Leaving
from wegwijs.hours.models import Soort
from wegwijs.people.commands import share_household
from wegwijs.people.models import HouseholdMember

pytestmark = pytest.mark.django_db
Changed = Callable[[SessionFacts], SessionFacts]


def refused(act: Callable[[], object]) -> DomainError:
    """Why it was refused; a refusal leaves nothing behind."""
    before = Claim.objects.count(), PersonClaim.objects.count()
    with pytest.raises(DomainError) as found:
        act()
    assert (Claim.objects.count(), PersonClaim.objects.count()) == before
    return found.value


def talk(region: Region, dossier: Dossier, at: time = time(10), on: date = given.FIRST) -> Afspraak:
    """A talk of an hour with the regisseur."""
    assert region.regisseur.employee
    planned = Planned(region.regisseur.employee, Afspraak.Soort.INTAKE, on, at, 60, Afspraak.Way.KANTOOR)
    return plan_afspraak(dossier, planned, by=region.regisseur)


class TestTaken:
    def test_a_room_that_is_taken_is_refused_with_rooms_and_times_that_are_free(self, region: Region) -> None:
        given.group(region)
        given.room(region, "Zaal 2", 18)
        other = given.trainer(region, username="ander").employee
        why = refused(lambda: given.group(region, given.half_day(region, trainer=other), name="Twee"))
        assert why.field == "room"
        assert "van 09:30 tot 12:00" in why.message
        assert "Zaal 2 (18 plaatsen)" in why.message
        assert "wel vrij om 12:00, 12:30, 13:00" in why.message

    def test_a_trainer_is_in_one_place_at_a_time(self, region: Region) -> None:
        given.group(region)
        other = given.room(region, "Zaal 2")
        why = refused(lambda: given.group(region, given.half_day(region, room=other), name="Twee"))
        assert why.field == "trainer"
        assert "S. Yilmaz" in why.message
        assert "Dan wel vrij: M. Bakker" in why.message

    def test_of_an_interpreter_who_is_taken_it_says_who_else_speaks_the_language(
        self, region: Region
    ) -> None:
        def asked(name: str, *languages: str) -> Interpreter:
            return save_interpreter(InterpreterFacts(name, languages, "0780000120"), by=region.teamlead)

        taken, _, _ = asked("Tolk Een", "ar"), asked("Tolk Twee", "ti"), asked("Tolk Drie", "fa", "ar")
        given.group(region, given.half_day(region, interpreter=taken))
        elsewhere = given.half_day(
            region, interpreter=taken, room=given.room(region, "Zaal 2"), trainer=region.counsellor.employee
        )
        why = refused(lambda: given.group(region, elsewhere, name="Twee"))
        assert why.field == "interpreter"
        assert "Dan wel vrij: Tolk Drie." in why.message

    def test_what_only_touches_does_not_clash(self, region: Region) -> None:
        given.group(region)
        assert given.group(region, given.half_day(region, at=time(12)), name="Middag")

    def test_a_trainer_who_has_a_talk_is_taken_too(self, region: Region) -> None:
        talk(region, make_dossier(region))
        mine = given.half_day(
            region, organisation=region.organisations["SDD"], trainer=region.regisseur.employee
        )
        assert refused(lambda: given.group(region, mine)).field == "trainer"

    def test_somebody_who_is_in_a_group_then_can_not_be_called_for_a_talk(self, region: Region) -> None:
        (dossier,) = given.members(region, given.group(region), 1)
        why = refused(lambda: talk(region, dossier))
        assert why.field == "on"
        assert "wel vrij om 08:30, 12:00, 12:30" in why.message

    def test_somebody_who_has_a_talk_then_gets_no_place_but_hears_which_group_fits(
        self, region: Region
    ) -> None:
        found = given.group(region)
        given.group(region, given.half_day(region, given.FIRST + timedelta(days=1)), name="Dinsdag")
        dossier = make_dossier(region)
        talk(region, dossier)
        why = refused(lambda: enrol(found, dossier, by=region.regisseur))
        assert "30-11-2026 van 10:00 tot 11:00" in why.message
        assert "Groepen die wel passen: Dinsdag" in why.message
        assert not dossier.enrolments.exists()

    def test_a_household_talks_together_with_one_regisseur(self, region: Region) -> None:
        one, two = make_dossier(region), make_dossier(region)
        part = HouseholdMember.Part.PARTNER
        share_household(one.person, two.person, by=region.regisseur, part=part, on=date(2026, 9, 1))
        talk(region, one)
        assert talk(region, two)
        assert refused(lambda: talk(region, make_dossier(region))).field == "employee"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (lambda f: replace(f, on=date(2026, 11, 20)), "on"),
        (lambda f: replace(f, on=date(2026, 12, 25)), "on"),
        (lambda f: replace(f, on=date(2027, 3, 28), at=time(2, 30)), "at"),
        (lambda f: replace(f, soort=Soort.NT2, practical=True), "practical"),
        (lambda f: replace(f, theme="wonen"), "theme"),
        (lambda f: replace(f, assistant=f.trainer), "assistant"),
    ],
)
def test_what_can_not_be_is_refused_at_its_field(region: Region, change: Changed, field: str) -> None:
    assert refused(lambda: given.group(region, change(given.half_day(region)))).field == field


class TestSeries:
    def test_half_past_nine_stays_half_past_nine_over_the_night_in_which_the_clock_changes(
        self, region: Region
    ) -> None:
        days = [given.half_day(region, date(2027, 3, 22) + timedelta(days=7 * n)) for n in (0, 2)]
        found = given.group(region, *days)
        starts = (
            Claim.objects.filter(room=given.room(region)).order_by("starts").values_list("starts", flat=True)
        )
        assert [one.hour for one in starts] == [8, 7]
        assert {one.at for one in found.sessions.all()} == {time(9, 30)}

    def test_one_half_day_that_can_not_be_leaves_no_group(self, region: Region) -> None:
        days = [given.half_day(region), given.half_day(region, date(2026, 12, 25))]
        refused(lambda: given.group(region, *days))
        assert not Group.objects.exists()

    def test_a_room_that_is_too_small_is_refused(self, region: Region) -> None:
        small = given.half_day(region, room=given.room(region, "Hok", 6))
        assert refused(lambda: given.group(region, small)).field == "room"

    def test_who_may_not_plan_makes_no_group(self, region: Region) -> None:
        with pytest.raises(NotAllowed):
            make_group(given.facts(), [given.half_day(region)], by=given.trainer(region))


class TestPlaces:
    def test_who_has_a_place_is_expected_at_each_session(self, region: Region) -> None:
        (dossier,) = given.members(region, given.group(region), 1)
        assert Attendance.objects.filter(dossier=dossier, shown=True).count() == 2
        assert dossier.gebeurtenissen.get(kind=Kind.GROEP_PLAATS).summary == "plaats in Welkom 12"

    def test_one_too_many_waits_and_gets_the_place_that_comes_free(self, region: Region) -> None:
        found = given.group(region, capacity=2)
        first, _, waits = given.members(region, found, 3)
        assert waits.enrolments.get().placed_at is None
        assert not Attendance.objects.filter(dossier=waits).exists()
        moved = leave(first.enrolments.get(), by=region.regisseur, reason=Leaving.WERK)
        assert [row.dossier for row in moved] == [waits]
        assert waits.enrolments.get().placed_at
        assert Attendance.objects.filter(dossier=waits, shown=True).count() == 2
        assert not Attendance.objects.filter(dossier=first, shown=True).exists()

    def test_more_places_let_who_waits_in_and_fewer_than_are_given_is_refused(self, region: Region) -> None:
        found = given.group(region, capacity=1)
        _, waits = given.members(region, found, 2)
        change_group(found, given.facts(2), by=region.teamlead, expected_version=1)
        assert waits.enrolments.get().placed_at
        assert (
            refused(lambda: change_group(found, given.facts(1), by=region.teamlead, expected_version=2)).field
            == "capacity"
        )
        with pytest.raises(Conflict):
            change_group(found, given.facts(3), by=region.teamlead, expected_version=1)

    def test_asked_twice_is_one_place(self, region: Region) -> None:
        found = given.group(region)
        (dossier,) = given.members(region, found, 1)
        enrol(found, dossier, by=region.regisseur)
        assert dossier.enrolments.count() == 1

    def test_nobody_has_a_place_in_two_groups_of_one_programme(self, region: Region) -> None:
        (dossier,) = given.members(region, given.group(region), 1)
        other = given.group(region, given.half_day(region, given.FIRST + timedelta(days=1)), name="Dinsdag")
        assert "zit al in Welkom 12" in refused(lambda: enrol(other, dossier, by=region.regisseur)).message

    def test_a_dossier_that_closes_leaves_the_group_and_its_talks(self, region: Region) -> None:
        found = given.group(region)
        (dossier,) = given.members(region, found, 1)
        talk(region, dossier, on=given.FIRST + timedelta(days=1))
        close_dossier(dossier, by=region.regisseur, on=date(2026, 11, 23), reason="overleden")
        assert dossier.enrolments.get().leaving == Leaving.GESLOTEN
        assert not PersonClaim.objects.exists()
        assert dossier.afspraken.get().cancelled_at


class TestChanged:
    def test_a_session_that_moves_takes_its_people_along_and_asks_them_anew(self, region: Region) -> None:
        found = given.group(region)
        (dossier,) = given.members(region, found, 1)
        session = given.first(found)
        session.attendances.update(reply="komt")
        moved = given.half_day(region, given.FIRST + timedelta(days=2))
        change_session(session, moved, by=region.teamlead, expected_version=1)
        assert session.attendances.get().reply == ""
        assert talk(region, dossier)

    def test_a_session_does_not_move_to_where_somebody_of_the_group_is_expected(self, region: Region) -> None:
        found = given.group(region)
        (dossier,) = given.members(region, found, 1)
        tuesday = given.FIRST + timedelta(days=1)
        talk(region, dossier, on=tuesday)
        move = given.half_day(region, tuesday)
        why = refused(
            lambda: change_session(given.first(found), move, by=region.teamlead, expected_version=1)
        )
        assert "Selam Tesfay (10:00 tot 11:00)" in why.message

    def test_what_is_called_off_frees_room_trainer_and_people(self, region: Region) -> None:
        found = given.group(region)
        given.members(region, found, 1)
        cancel_session(given.first(found), by=region.teamlead)
        assert Claim.objects.count() == 2
        assert PersonClaim.objects.count() == 1
        cancel_group(found, by=region.teamlead)
        assert not Claim.objects.exists()
        assert not PersonClaim.objects.exists()
        assert found.enrolments.get().leaving == Leaving.VERVALLEN

    def test_one_more_session_expects_everybody(self, region: Region) -> None:
        found = given.group(region)
        given.members(region, found, 2)
        made = add_session(found, given.half_day(region, date(2026, 12, 14)), by=region.teamlead)
        assert made.attendances.count() == 2
