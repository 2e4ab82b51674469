"""Weeks of lessons: hours in the ledger, money in the book, put right in both, and never twice."""

from datetime import date, timedelta

import pytest
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.contracts import buyer, contract, second
from support.lessons import FIRST, WEEK, accepted, course, followed, learner, learning, school, week
from support.region import TODAY, Region
from wegwijs import clock
from wegwijs.contracts.commands import Fact, PriceFacts, book_invoiced, close_month, end_keurmerk
from wegwijs.contracts.models import Absence, Moment, PriceForm
from wegwijs.contracts.queries.money import sums_of
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import DomainError
from wegwijs.hours.models import Soort, Uren
from wegwijs.stages.leerroutes.commands import (
    OfferFacts,
    WeekFacts,
    ask_place,
    end_lessons,
    end_placement,
    record_result,
    record_weeks,
)
from wegwijs.stages.leerroutes.models import Eindreden, Geregeld, Inburgeringsaanbod, Lesweek
from wegwijs.stages.leerroutes.weeks import after, before, stretch

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


class TestStretches:
    def test_a_week_is_cut_where_the_year_ends(self) -> None:
        assert stretch(date(2026, 12, 30)) == (date(2026, 12, 28), date(2026, 12, 31))
        assert stretch(date(2027, 1, 2)) == (date(2027, 1, 1), date(2027, 1, 3))

    @given(st.dates(date(2022, 1, 1), date(2035, 12, 31)))
    def test_stretches_follow_one_another(self, on: date) -> None:
        first, last = stretch(on)
        assert first <= on <= last
        assert first.year == last.year
        assert stretch(after(last))[0] == last + timedelta(days=1)
        assert stretch(before(first))[1] == first - timedelta(days=1)


class TestRecorded:
    def test_hours_stand_in_the_ledger_over_those_days(self, region: Region, row: Inburgeringsaanbod) -> None:
        followed(region, row, week(followed=600, excused=60, unexcused=60, reason="werk"))
        made = Lesweek.objects.get()
        assert (made.first_day, made.last_day) == (FIRST, date(2026, 11, 8))
        assert made.hours
        assert (made.hours.minutes, made.hours.on, made.hours.until) == (600, FIRST, date(2026, 11, 8))

    def test_the_first_hours_make_it_begun_for_the_contract(
        self, region: Region, row: Inburgeringsaanbod
    ) -> None:
        followed(region, row, week(followed=120))
        assert delivered(row) == 0
        followed(region, row, week(date(2026, 11, 9), followed=120))
        assert delivered(row) == 2_800_00

    def test_the_same_again_is_nothing(self, region: Region, row: Inburgeringsaanbod) -> None:
        followed(region, row)
        followed(region, row)
        assert (Lesweek.objects.count(), ledger(row.dossier), delivered(row)) == (1, WEEK, 2_800_00)

    def test_putting_it_right_keeps_what_was_said(self, region: Region, row: Inburgeringsaanbod) -> None:
        followed(region, row)
        followed(region, row, week(followed=60, unexcused=660, reason="onbekend"))
        assert Lesweek.objects.count() == 2
        assert (ledger(row.dossier), delivered(row)) == (60, 0)
        followed(region, row)
        assert (ledger(row.dossier), delivered(row)) == (WEEK, 2_800_00)

    def test_nothing_offered_takes_the_week_away(self, region: Region, row: Inburgeringsaanbod) -> None:
        followed(region, row)
        followed(region, row, week(followed=0))
        assert not Lesweek.objects.filter(stands=True).exists()
        assert ledger(row.dossier) == 0

    def test_a_week_that_crosses_the_year_is_two(self, region: Region, row: Inburgeringsaanbod) -> None:
        with clock.frozen(date(2027, 1, 4)):
            followed(region, row, week(date(2026, 12, 30), 240), week(date(2027, 1, 2), 120))
        days = set(Lesweek.objects.values_list("first_day", "last_day"))
        assert days == {(date(2026, 12, 28), date(2026, 12, 31)), (date(2027, 1, 1), date(2027, 1, 3))}

    def test_the_week_in_which_somebody_began_begins_then(self, region: Region) -> None:
        row = learning(region, learner(region), course(region), on=date(2026, 11, 4))
        followed(region, row, week(date(2026, 11, 2), 300))
        assert Lesweek.objects.get().first_day == date(2026, 11, 4)

    def test_what_a_colleague_filled_in_is_not_overwritten(
        self, region: Region, row: Inburgeringsaanbod
    ) -> None:
        followed(region, row)
        done = record_weeks([(row, week(followed=300, seen=None))], by=school(region))
        assert (done.changed, [one.followed for one in done.differ]) == (0, [WEEK])

    @pytest.mark.parametrize(
        ("facts", "said"),
        [
            (week(TODAY + timedelta(days=7)), "moet nog komen"),
            (week(FIRST - timedelta(days=7)), "De eerste les was op 02-11-2026"),
            (WeekFacts(Soort.NT2, FIRST, 600, 500), "Dat moet gelijk zijn"),
            (week(reason="werk"), "Een reden hoort bij"),
            (week(followed=7 * 721), "Meer dan"),
        ],
    )
    def test_what_can_not_be_is_refused_with_the_name(
        self, region: Region, row: Inburgeringsaanbod, facts: WeekFacts, said: str
    ) -> None:
        with pytest.raises(DomainError, match=said) as refused:
            record_weeks([(row, facts)], by=school(region))
        assert str(refused.value).startswith(row.name)
        assert ledger(row.dossier) == 0

    def test_not_before_the_first_lesson_is_known(self, region: Region) -> None:
        row = accepted(region, learner(region), course(region))
        with pytest.raises(DomainError, match="eerst vast op welke dag"):
            record_weeks([(row, week())], by=school(region))

    def test_another_school_writes_nothing(self, region: Region, row: Inburgeringsaanbod) -> None:
        with pytest.raises(DomainError, match="niet meer voor u"):
            record_weeks([(row, week())], by=school(region, "NLtraining"))

    def test_of_who_died_no_hours_of_afterwards(self, region: Region, row: Inburgeringsaanbod) -> None:
        row.dossier.person.died_on = date(2026, 11, 10)
        row.dossier.person.save()
        with pytest.raises(DomainError, match="eindigde op 10-11-2026"):
            record_weeks([(row, week(date(2026, 11, 16)))], by=school(region))


class TestPaidByTheHour:
    def test_followed_and_what_was_missed_without_leave(
        self, region: Region, hourly: Inburgeringsaanbod
    ) -> None:
        followed(region, hourly, week(followed=600, excused=60, unexcused=60))
        assert delivered(hourly) == 11 * 9_50

    def test_a_lower_week_gives_money_back(self, region: Region, hourly: Inburgeringsaanbod) -> None:
        followed(region, hourly)
        followed(region, hourly, week(followed=60, excused=660))
        assert delivered(hourly) == 9_50

    def test_not_below_what_was_invoiced(self, region: Region, hourly: Inburgeringsaanbod) -> None:
        followed(region, hourly)
        book_invoiced(hourly.call_off, Fact(12 * 9_50, TODAY, "f", "factuur"), by=second(region))
        with pytest.raises(DomainError, match="creditnota"):
            followed(region, hourly, week(followed=60, excused=660))
        assert ledger(hourly.dossier) == WEEK

    @settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        st.lists(
            st.tuples(st.integers(0, 2), st.integers(0, 10), st.integers(0, 5), st.integers(0, 5)), max_size=6
        )
    )
    def test_hours_money_and_weeks_always_agree(
        self, region: Region, hourly: Inburgeringsaanbod, said: list[tuple[int, int, int, int]]
    ) -> None:
        for place, did, off, away in said:
            followed(region, hourly, week(FIRST + timedelta(weeks=place), did * 60, off * 60, away * 60))
        stands = hourly.lesweken.filter(stands=True)
        sums = stands.aggregate(f=Sum("followed", default=0), u=Sum("unexcused", default=0))
        assert ledger(hourly.dossier) == sums["f"]
        assert delivered(hourly) == (sums["f"] + sums["u"]) * 9_50 // 60
        book = sums_of(hourly.call_off)
        assert book.committed >= book.delivered >= book.invoiced >= book.paid


class TestHardCases:
    def test_who_goes_to_another_school_in_the_middle_of_a_month_is_paid_for_at_each(
        self, region: Region, row: Inburgeringsaanbod
    ) -> None:
        followed(region, row)
        end_placement(
            row, Eindreden.ANDERE_AANBIEDER, by=region.regisseur, last_day=date(2026, 11, 11), expected_version=row.version
        )  # fmt: skip
        of = course(region, contract(region, "NLtraining", places=None, ceiling=None))
        facts = OfferFacts(of, TODAY, Geregeld.NIET_NODIG, Geregeld.GEREGELD)
        other = ask_place(row.dossier, facts, by=region.regisseur, on=TODAY)
        assert delivered(row) == sums_of(row.call_off).committed == 2_800_00
        assert sums_of(other.call_off).committed == 5_600_00

    def test_an_absence_that_is_told_after_the_month_was_closed_is_booked_in_the_next(
        self, region: Region, hourly: Inburgeringsaanbod
    ) -> None:
        followed(region, hourly)
        with clock.frozen(date(2026, 12, 2)):
            close_month(date(2026, 11, 1), by=second(region))
            followed(region, hourly, week(followed=60, excused=660))
        back = hourly.call_off.movements.get(kind="geleverd", cents__lt=0)
        assert (back.on, back.booked_on) == (date(2026, 11, 8), date(2026, 12, 1))
        assert delivered(hourly) == 9_50

    def test_who_lost_its_keurmerk_takes_nobody_new_and_goes_on_with_who_is_there(
        self, region: Region, row: Inburgeringsaanbod
    ) -> None:
        mark = row.organisation.keurmerken.get()
        end_keurmerk(mark, by=buyer(region), last_day=TODAY, why="ingetrokken")
        followed(region, row)
        assert ledger(row.dossier) == WEEK
        with pytest.raises(DomainError, match="geen keurmerk"):
            ask_place(
                learner(region, "999993653"), OfferFacts(row.cursus, TODAY + timedelta(days=7), Geregeld.NIET_NODIG, Geregeld.GEREGELD),
                by=region.regisseur, on=TODAY,
            )  # fmt: skip


class TestEnded:
    def test_done_when_enough_was_followed(self, region: Region) -> None:
        short = course(region, last_day=date(2026, 11, 15))
        row = learning(region, learner(region), short)
        followed(region, row, week(), week(date(2026, 11, 9)))
        end_lessons(row, Eindreden.AFGEROND, by=school(region), last_day=date(2026, 11, 15))
        row.refresh_from_db()
        assert (row.state, row.ended_on) == ("geeindigd", date(2026, 11, 15))
        assert delivered(row) == 2_800_00 + 1_800_00
        assert sums_of(row.call_off).committed == delivered(row)

    def test_who_stopped_costs_what_was_given(self, region: Region, row: Inburgeringsaanbod) -> None:
        followed(region, row)
        end_lessons(row, Eindreden.GESTOPT, by=school(region), last_day=date(2026, 11, 8))
        assert delivered(row) == sums_of(row.call_off).committed == 2_800_00

    def test_not_before_lessons_on_file(self, region: Region, row: Inburgeringsaanbod) -> None:
        followed(region, row, week(), week(date(2026, 11, 16)))
        with pytest.raises(DomainError, match="Er staan lessen van de week van 16-11-2026"):
            end_lessons(row, Eindreden.GESTOPT, by=school(region), last_day=date(2026, 11, 8))

    def test_hours_after_the_end_are_refused(self, region: Region, row: Inburgeringsaanbod) -> None:
        end_lessons(row, Eindreden.GESTOPT, by=school(region), last_day=date(2026, 11, 8))
        with pytest.raises(DomainError, match="eindigden op 08-11-2026"):
            followed(region, row, week(date(2026, 11, 9)))
        followed(region, row)
        assert ledger(row.dossier) == WEEK

    def test_a_result_is_paid_once(self, region: Region, row: Inburgeringsaanbod) -> None:
        followed(region, row)
        record_result(row, by=region.regisseur, on=TODAY)
        record_result(row, by=region.regisseur, on=TODAY)
        assert delivered(row) == 2_800_00 + 1_000_00
