"""Weeks that are put right, late or after all is over: money stands on the day it was earned, and of who died nothing is paid."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db.models import Sum
from django.test import Client

from support.contracts import buyer, contract, second
from support.lessons import (
    ANSWERED,
    ASKED,
    FIRST,
    WEEK,
    accepted,
    asked,
    course,
    followed,
    learner,
    learning,
    school,
    week,
)
from support.region import TODAY, Region
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.contracts.commands import Fact, PriceFacts, book_invoiced, end_keurmerk
from wegwijs.contracts.models import Absence, Keurmerk, Moment, Movement, PriceForm
from wegwijs.contracts.queries.money import sums_of
from wegwijs.dossiers.commands import close_dossier
from wegwijs.dossiers.models import Dossier, Taak
from wegwijs.errors import DomainError
from wegwijs.hours.models import Uren
from wegwijs.stages.leerroutes.commands import accept_place, begin_lessons, end_lessons
from wegwijs.stages.leerroutes.models import Eindreden, Inburgeringsaanbod
from wegwijs.stages.leerroutes.queries.courses import Wish, matches
from wegwijs.stages.leerroutes.weeks import stretch

pytestmark = pytest.mark.django_db
HOURLY = (PriceFacts(PriceForm.HOUR, Moment.HOUR, 9_50),)


@pytest.fixture
def row(region: Region) -> Inburgeringsaanbod:
    return learning(region, learner(region), course(region))


@pytest.fixture
def hourly(region: Region) -> Inburgeringsaanbod:
    of = contract(region, prices=HOURLY, places=None, ceiling=None, absence=Absence.LATE)
    return learning(region, learner(region), course(region, of))


def delivered(row: Inburgeringsaanbod) -> int:
    return sums_of(row.call_off).delivered


def ledger(dossier: Dossier) -> int:
    return Uren.objects.filter(dossier=dossier).aggregate(all=Sum("minutes"))["all"] or 0


def days(row: Inburgeringsaanbod) -> list[tuple[int, date]]:
    lines = row.call_off.movements.filter(kind=Movement.Kind.DELIVERED).order_by("id")
    return list(lines.values_list("cents", "on"))


class TestMilestones:
    def test_it_is_earned_on_the_day_it_was_reached_whichever_week_is_sent(
        self, region: Region, row: Inburgeringsaanbod
    ) -> None:
        followed(region, row, week(date(2026, 11, 9), followed=120))
        followed(region, row, week(FIRST, followed=120))
        assert days(row) == [(2_800_00, date(2026, 11, 15))]

    def test_what_is_taken_back_goes_off_the_day_on_which_it_stands(
        self, region: Region, row: Inburgeringsaanbod
    ) -> None:
        followed(region, row, week(FIRST, followed=120), week(date(2026, 11, 9), followed=120))
        followed(region, row, week(FIRST, followed=30, excused=90))
        assert days(row) == [(2_800_00, date(2026, 11, 15)), (-2_800_00, date(2026, 11, 15))]


class TestLate:
    def test_an_absence_told_after_the_end_frees_what_was_committed(
        self, region: Region, hourly: Inburgeringsaanbod
    ) -> None:
        followed(region, hourly)
        end_lessons(hourly, Eindreden.GESTOPT, by=school(region), last_day=date(2026, 11, 8))
        followed(region, hourly, week(followed=60, excused=660))
        book = sums_of(hourly.call_off)
        assert book.committed == book.delivered == 9_50


class TestDied:
    DIED = date(2026, 11, 10)

    @pytest.fixture
    def ghost(self, region: Region, hourly: Inburgeringsaanbod) -> Inburgeringsaanbod:
        """The school went on reporting lessons after the death."""
        followed(region, hourly, week(), week(date(2026, 11, 9), 300), week(date(2026, 11, 16)))
        hourly.dossier.person.died_on = self.DIED
        hourly.dossier.person.save()
        return hourly

    def test_lessons_of_afterwards_are_taken_back(self, region: Region, ghost: Inburgeringsaanbod) -> None:
        close_dossier(ghost.dossier, by=region.duo, on=TODAY, reason="DUO: overleden")
        ghost.refresh_from_db()
        assert (ghost.ended, ghost.ended_on) == ("gesloten", self.DIED)
        assert ledger(ghost.dossier) == WEEK + 300
        assert delivered(ghost) == sums_of(ghost.call_off).committed == 17 * 9_50
        assert not ghost.lesweken.filter(stands=True, first_day__gt=self.DIED).exists()

    def test_what_was_invoiced_stays_and_the_regisseur_must_ask_a_credit_note(
        self, region: Region, ghost: Inburgeringsaanbod
    ) -> None:
        book_invoiced(ghost.call_off, Fact(29 * 9_50, TODAY, "f", "factuur"), by=second(region))
        close_dossier(ghost.dossier, by=region.duo, on=TODAY, reason="DUO: overleden")
        ghost.refresh_from_db()
        assert (ghost.state, ledger(ghost.dossier)) == ("geeindigd", 2 * WEEK + 300)
        assert (
            "creditnota"
            in Taak.objects.get(dossier=ghost.dossier, source_key__startswith="aanbod:overleden").why
        )


class TestKeurmerk:
    def test_lost_between_asking_and_beginning_nobody_begins(self, region: Region) -> None:
        row = accepted(region, learner(region), course(region))
        mark = row.organisation.keurmerken.get()
        end_keurmerk(mark, by=buyer(region), last_day=ASKED, why="ingetrokken")
        with pytest.raises(DomainError, match=r"geen keurmerk.*Wi 16") as refused:
            begin_lessons(row, by=school(region), on=FIRST)
        assert refused.value.field == "on"

    def test_a_school_promises_no_day_after_the_contract(self, region: Region) -> None:
        of = contract(region, places=None, ceiling=None, last_day=date(2026, 12, 31))
        row = asked(region, learner(region), course(region, of))
        with clock.frozen(ANSWERED), pytest.raises(DomainError, match="geldt niet op 04-01-2027"):
            accept_place(row, by=school(region), on=ANSWERED, starts_on=date(2027, 1, 4))

    def test_prices_follow_the_first_lesson(self, region: Region, row: Inburgeringsaanbod) -> None:
        later = learning(region, learner(region, "999993653"), course(region), on=FIRST + timedelta(days=7))
        later.call_off.refresh_from_db()
        assert later.call_off.starts_on == later.began_on == FIRST + timedelta(days=7)

    def test_being_recognised_for_the_onderwijsroute_is_not_enough_for_b1(self, region: Region) -> None:
        dossier, of = learner(region), course(region)
        Keurmerk.objects.update(kind=Keurmerk.Kind.TST)
        (found,) = matches(dossier, "B", Wish(), on=TODAY)
        assert found.against == ("Sagènn heeft dan geen geldig keurmerk (Wi 16)",)
        with pytest.raises(DomainError, match="geen Keurmerk Inburgeren; dat vraagt de B1-route"):
            asked(region, dossier, of)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-30", "morgen"])
def test_a_week_that_cannot_be_is_no_page(
    region: Region, signed_in: Callable[[Actor], Client], day: str
) -> None:
    assert signed_in(school(region)).get(f"/leerroutes/week/?van={day}").status_code == 404
    if day[0] in "09":
        assert stretch(date.fromisoformat(day))[0] <= date.fromisoformat(day)
