"""Who was there, and the hours that follow."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from support import groups as given
from support.region import Region
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.groups.commands import Mark, Registered, cancel_group, change_session, register_attendance
from wegwijs.groups.commands.told import hide_old, renew
from wegwijs.groups.models import EXPECTED, Attendance, Group
from wegwijs.hours.models import Soort, Uren
from wegwijs.rowsecurity.scope import entered

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(region: Region) -> Iterator[Group]:
    """A group of three on the day of its first session."""
    made = given.group(region)
    given.members(region, made, 3)
    with clock.frozen(given.FIRST):
        yield made


def row(found: Group, number: int = 0) -> Attendance:
    """Somebody expected at the first session."""
    return given.first(found).attendances.order_by("pk")[number]


def mark(one: Attendance, presence: str, *, seen: str | None = None, late: int = 0, reason: str = "") -> Mark:
    """As the page sends it."""
    return Mark(one.pk, presence, one.presence if seen is None else seen, late, reason)


def register(found: Group, *marks: Mark, by: Actor) -> Registered:
    """In the scope of who registers, as a request does."""
    with entered(by.scope):
        return register_attendance(given.first(found), marks, by=by)


def dossier_of(one: Attendance) -> Dossier:
    return Dossier.objects.get(pk=one.dossier_id)


class TestHours:
    def test_present_puts_the_hours_into_the_ledger(self, region: Region, found: Group) -> None:
        one = row(found)
        assert register(found, mark(one, "aanwezig"), by=given.trainer(region)).changed == 1
        made = dossier_of(one).uren.get()
        assert (made.minutes, made.soort, made.on) == (150, Soort.OVERIG, given.FIRST)
        assert made.aanbieder.short == "VluchtelingenWerk"
        assert made.label == "S. Yilmaz, VluchtelingenWerk"

    def test_late_costs_the_minutes_that_were_missed(self, region: Region, found: Group) -> None:
        one = row(found)
        register(found, mark(one, "laat", late=20), by=given.trainer(region))
        assert dossier_of(one).uren.get().minutes == 130

    @pytest.mark.parametrize("presence", ["afgemeld", "afwezig"])
    def test_who_was_not_there_gets_none(self, region: Region, found: Group, presence: str) -> None:
        register(found, mark(row(found), presence), by=given.trainer(region))
        assert not Uren.objects.exists()

    def test_changing_it_takes_the_hours_back_and_changing_again_gives_them_again(
        self, region: Region, found: Group
    ) -> None:
        for presence in ("aanwezig", "afwezig", "aanwezig"):
            register(found, mark(row(found), presence), by=given.trainer(region))
        assert sorted(Uren.objects.values_list("minutes", flat=True)) == [-150, 150, 150]

    def test_staying_away_without_a_reason_is_said_in_the_timeline_and_withdrawn(
        self, region: Region, found: Group
    ) -> None:
        one = row(found)
        events = dossier_of(one).gebeurtenissen.filter(kind=Kind.GROEP_AFWEZIG, superseded_by=None)
        register(found, mark(one, "afwezig"), by=given.trainer(region))
        assert events.get().summary == "Gezondheid, Welkom 12"
        register(found, mark(row(found), "afgemeld", reason="kind"), by=given.trainer(region))
        assert not events.exists()


class TestTwo:
    def test_the_same_sent_twice_is_nothing(self, region: Region, found: Group) -> None:
        one = row(found)
        by = given.trainer(region)
        register(found, mark(one, "aanwezig"), by=by)
        assert register(found, mark(one, "aanwezig"), by=by) == Registered(0, ())
        assert Uren.objects.count() == 1

    def test_two_trainers_who_say_something_else_are_shown_both(self, region: Region, found: Group) -> None:
        one, two = row(found), row(found, 1)
        register(found, mark(one, "aanwezig"), by=given.trainer(region))
        second = register(
            found, mark(one, "afwezig"), mark(two, "aanwezig"), by=given.trainer(region, username="ander")
        )
        assert second.changed == 1
        assert [other.pk for other in second.differ] == [one.pk]
        assert row(found).presence == "aanwezig"

    def test_what_one_left_open_the_other_fills_in(self, region: Region, found: Group) -> None:
        one, two = row(found), row(found, 1)
        register(found, mark(one, "aanwezig"), mark(two, ""), by=given.trainer(region))
        done = register(
            found,
            mark(one, "", seen=""),
            mark(two, "laat", late=15),
            by=given.trainer(region, username="ander"),
        )
        assert done.changed == 1
        assert done.differ == ()
        assert row(found).presence == "aanwezig"

    def test_a_group_that_is_called_off_keeps_what_was_registered_today(
        self, region: Region, found: Group
    ) -> None:
        register(found, mark(row(found), "aanwezig"), by=given.trainer(region))
        cancel_group(found, by=region.teamlead)
        assert given.first(found).cancelled_at is None
        assert found.sessions.exclude(cancelled_at=None).count() == 1


class TestRefused:
    def test_another_organisation_registers_nothing(self, region: Region, found: Group) -> None:
        with pytest.raises(NotAllowed):
            register(found, mark(row(found), "aanwezig"), by=given.trainer(region, "NLtraining", "docent"))

    def test_it_has_not_begun_yet(self, region: Region, found: Group) -> None:
        with (
            clock.frozen(date(2026, 11, 29)),
            pytest.raises(DomainError, match="vanaf een half uur daarvoor"),
        ):
            register(found, mark(row(found), "aanwezig"), by=given.trainer(region))

    def test_later_than_it_lasts(self, region: Region, found: Group) -> None:
        with pytest.raises(DomainError, match="zo lang duurt"):
            register(found, mark(row(found), "laat", late=150), by=given.trainer(region))

    def test_what_was_registered_does_not_move(self, region: Region, found: Group) -> None:
        register(found, mark(row(found), "aanwezig"), by=given.trainer(region))
        with pytest.raises(DomainError, match="al geregistreerd"):
            change_session(given.first(found), given.half_day(region), by=region.teamlead, expected_version=1)

    def test_a_trainer_sees_no_row_of_the_dossier(self, region: Region, found: Group) -> None:
        with entered(given.trainer(region).scope):
            assert Attendance.objects.count() == 6
            assert not Dossier.objects.exists()


class TestTold:
    def test_a_trainer_reads_the_name_as_it_is_now(self, region: Region, found: Group) -> None:
        person = dossier_of(row(found)).person
        person.voornamen, person.geslachtsnaam, person.protected = "Samira", "Haile", True
        person.save()
        assert renew(given.FIRST) == 1
        assert row(found).name == "Samira"
        assert renew(given.FIRST) == 0

    @pytest.mark.parametrize(("weeks", "hidden"), [(6, 0), (7, 1), (13, 3)])
    def test_what_was_long_ago_is_hidden_from_who_gave_it(
        self, region: Region, found: Group, weeks: int, hidden: int
    ) -> None:
        register(found, mark(row(found), "aanwezig"), by=given.trainer(region))
        assert hide_old(given.FIRST + timedelta(weeks=weeks)) >= hidden
        with entered(given.trainer(region).scope):
            shown = Attendance.objects.filter(session=given.first(found)).count()
        assert shown == 3 - hidden
        assert (
            Attendance.objects.filter(EXPECTED, session=given.first(found), presence="aanwezig").count() == 1
        )
