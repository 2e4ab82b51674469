"""The ledger: each hour once, put right by a row that takes it back, counted as the law says."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.pips import established, ready_dossier
from support.region import TODAY, Region
from wegwijs.dossiers.commands import close_dossier, involve
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.hours import presenters, queries
from wegwijs.hours.commands import Done, decide_counting, record_hours, take_back
from wegwijs.hours.models import Meetelling, Soort, Uren
from wi2021.leerroutes import Fase

pytestmark = pytest.mark.django_db


def done(
    region: Region, soort: Soort = Soort.PVT, minutes: int = 120, on: date = TODAY, key: str = ""
) -> Done:
    """Something that the executor gave."""
    return Done(soort, on, minutes, region.organisations["SDD"], key or f"{soort}:{on}:{minutes}")


def sums(region: Region, dossier: Dossier) -> dict[tuple[Soort, Fase, bool | None], int]:
    """Minutes by what the law treats alike."""
    found = queries.parts(region.regisseur, dossier, queries.facts_for(dossier))
    return {(part.soort, part.fase, part.counts): part.minutes for part in found}


class TestRecorded:
    def test_hours_stand_in_the_ledger_and_in_the_timeline(self, region: Region, dossier: Dossier) -> None:
        row = record_hours(dossier, done(region), by=region.regisseur)
        assert (row.minutes, row.soort) == (120, "pvt")
        event = dossier.gebeurtenissen.get(kind=Kind.UREN)
        assert event.summary == "2 uur participatieverklaringstraject (PVT), Sociale Dienst Drechtsteden"
        dossier.refresh_from_db()
        assert dossier.contact_on == TODAY

    def test_the_same_form_sent_twice_gives_one_row(self, region: Region, dossier: Dossier) -> None:
        once = record_hours(dossier, done(region, key="k"), by=region.regisseur)
        assert record_hours(dossier, done(region, key="k"), by=region.regisseur) == once

    @pytest.mark.parametrize(
        ("changed", "field"),
        [
            ({"on": TODAY + timedelta(days=1)}, "on"),
            ({"minutes": 721}, "minutes"),
            ({"theme": "wonen"}, "theme"),
            ({"soort": Soort.NT2, "practical": True}, "practical"),
        ],
    )
    def test_what_can_not_be_is_refused_at_its_field(
        self, region: Region, dossier: Dossier, changed: dict[str, object], field: str
    ) -> None:
        with pytest.raises(DomainError) as refused:
            record_hours(dossier, replace(done(region), **changed), by=region.regisseur)  # type: ignore[arg-type]
        assert refused.value.field == field

    def test_more_than_twelve_hours_on_one_day_is_refused(self, region: Region, dossier: Dossier) -> None:
        record_hours(dossier, done(region, minutes=400), by=region.regisseur)
        with pytest.raises(DomainError, match="staat al 6,67 uur"):
            record_hours(dossier, done(region, Soort.MAP, minutes=400), by=region.regisseur)

    def test_two_trainers_who_record_the_same_lesson_are_told(self, region: Region, dossier: Dossier) -> None:
        record_hours(dossier, done(region, key="a"), by=region.regisseur)
        with pytest.raises(DomainError, match="staan er al"):
            record_hours(dossier, done(region, key="b"), by=region.colleague)

    def test_after_the_end_of_the_trajectory_there_are_no_hours(
        self, region: Region, dossier: Dossier
    ) -> None:
        close_dossier(dossier, by=region.regisseur, on=TODAY - timedelta(days=3), reason="vertrokken")
        with pytest.raises(DomainError, match="eindigde op 20-11-2026"):
            record_hours(dossier, done(region), by=region.regisseur)
        assert record_hours(dossier, done(region, on=TODAY - timedelta(days=3)), by=region.regisseur)

    def test_who_may_not_record_is_refused(self, region: Region, dossier: Dossier) -> None:
        for stranger in (region.outsider, region.decider):
            with pytest.raises(NotAllowed):
                record_hours(dossier, done(region), by=stranger)

    def test_the_database_itself_changes_and_removes_no_row(self, region: Region, dossier: Dossier) -> None:
        record_hours(dossier, done(region), by=region.regisseur)
        for act in (lambda: Uren.objects.update(minutes=1), Uren.objects.all().delete):
            with pytest.raises(DatabaseError), transaction.atomic():
                act()


class TestTakenBack:
    def test_the_two_rows_are_nothing_together_and_stay(self, region: Region, dossier: Dossier) -> None:
        row = record_hours(dossier, done(region), by=region.regisseur)
        take_back(row, by=region.colleague, reason="verkeerde persoon")
        assert sums(region, dossier) == {}
        found, _ = queries.rows(region.regisseur, dossier)
        shown = presenters.row(found[0], dossier, region.regisseur)
        assert "verkeerde persoon" in shown.gone
        assert not shown.undo

    def test_a_colleague_who_comes_second_is_told(self, region: Region, dossier: Dossier) -> None:
        row = record_hours(dossier, done(region), by=region.regisseur)
        back = take_back(row, by=region.regisseur, reason="fout")
        for gone in (row, back):
            with pytest.raises(DomainError, match="net hersteld"):
                take_back(gone, by=region.colleague, reason="fout")

    def test_then_the_right_hours_can_be_recorded(self, region: Region, dossier: Dossier) -> None:
        row = record_hours(dossier, done(region, key="a"), by=region.regisseur)
        take_back(row, by=region.regisseur, reason="fout")
        assert record_hours(dossier, done(region, key="b"), by=region.regisseur)

    @settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.lists(st.tuples(st.integers(1, 60), st.booleans()), max_size=6))
    def test_whatever_is_taken_back_the_sum_is_that_of_what_stands(
        self, region: Region, dossier: Dossier, acts: list[tuple[int, bool]]
    ) -> None:
        with transaction.atomic():
            left = 0
            for place, (minutes, undone) in enumerate(acts):
                on = TODAY - timedelta(days=place)
                row = record_hours(dossier, done(region, minutes=minutes, on=on), by=region.regisseur)
                if undone:
                    take_back(row, by=region.regisseur, reason="fout")
                else:
                    left += minutes
            assert sum(sums(region, dossier).values()) == left
            transaction.set_rollback(True)


class TestBeforeThePip:
    """MP-01, D8."""

    def test_hours_of_before_the_pip_wait_for_a_decision(self, region: Region, dossier: Dossier) -> None:
        record_hours(dossier, done(region), by=region.regisseur)
        record_hours(dossier, done(region, Soort.FINANCIEEL, 60), by=region.regisseur)
        assert sums(region, dossier) == {
            (Soort.PVT, Fase.INTAKE, None): 120,
            (Soort.FINANCIEEL, Fase.INTAKE, False): 60,
        }

    def test_the_college_decides_and_may_decide_again(self, region: Region, dossier: Dossier) -> None:
        record_hours(dossier, done(region), by=region.regisseur)
        assert decide_counting(dossier, Soort.PVT, by=region.decider, counts=True, why="voldoet") == 120
        assert sums(region, dossier) == {(Soort.PVT, Fase.INTAKE, True): 120}
        decide_counting(dossier, Soort.PVT, by=region.decider, counts=False, why="was geen PVT")
        assert sums(region, dossier) == {(Soort.PVT, Fase.INTAKE, False): 120}
        assert dossier.gebeurtenissen.filter(kind=Kind.UREN_MEETELLEN).count() == 2

    def test_what_is_taken_back_after_the_decision_is_gone_from_it(
        self, region: Region, dossier: Dossier
    ) -> None:
        row = record_hours(dossier, done(region), by=region.regisseur)
        decide_counting(dossier, Soort.PVT, by=region.decider, counts=True, why="voldoet")
        take_back(row, by=region.regisseur, reason="fout")
        assert sums(region, dossier) == {}

    def test_hours_since_the_pip_count_by_themselves(self, region: Region) -> None:
        dossier = ready_dossier(region)
        established(region, dossier)
        record_hours(dossier, done(region), by=region.regisseur)
        assert sums(region, dossier) == {(Soort.PVT, Fase.NA_PIP, True): 120}

    def test_the_law_itself_says_no_to_other_kinds(self, region: Region, dossier: Dossier) -> None:
        record_hours(dossier, done(region, Soort.OVERIG), by=region.regisseur)
        with pytest.raises(DomainError, match=r"artikel 3\.1"):
            decide_counting(dossier, Soort.OVERIG, by=region.decider, counts=True, why="mooi")

    def test_without_such_hours_there_is_nothing_to_decide(self, region: Region, dossier: Dossier) -> None:
        with pytest.raises(DomainError, match="geen uren van voor het PIP"):
            decide_counting(dossier, Soort.MAP, by=region.decider, counts=True, why="mooi")

    def test_who_recorded_does_not_decide(self, region: Region, dossier: Dossier) -> None:
        both = replace(
            region.decider, permissions={**region.decider.permissions, **region.regisseur.permissions}
        )
        record_hours(dossier, done(region), by=both)
        with pytest.raises(DomainError, match="Laat een collega beslissen"):
            decide_counting(dossier, Soort.PVT, by=both, counts=True, why="voldoet")
        assert not Meetelling.objects.exists()

    def test_duo_gets_whole_hours_rounded_down_with_where_they_come_from(
        self, region: Region, dossier: Dossier
    ) -> None:
        record_hours(dossier, done(region, Soort.NT2, 150), by=region.regisseur)
        decide_counting(dossier, Soort.NT2, by=region.decider, counts=True, why="keurmerk")
        first, second = presenters.numbers(queries.all_parts(dossier, queries.facts_for(dossier)))
        assert (first.value, first.source) == ("2 uur", "2,5 taalles (NT2)")
        assert second.value == "0 uur"


class TestPartner:
    """VluchtelingenWerk records what it gave and sees no more than that."""

    @pytest.fixture(autouse=True)
    def involved(self, region: Region, dossier: Dossier) -> None:
        vwn = region.organisations["VluchtelingenWerk"]
        involve(dossier, vwn, by=region.regisseur, purpose="begeleiding", basis="Wi 13", on=TODAY)

    def test_it_sees_its_own_hours_only(self, region: Region, dossier: Dossier) -> None:
        record_hours(dossier, done(region), by=region.regisseur)
        own = replace(
            done(region, minutes=60), aanbieder=region.organisations["VluchtelingenWerk"], key="eigen"
        )
        record_hours(dossier, own, by=region.counsellor)
        found, _ = queries.rows(region.counsellor, dossier)
        assert [row.minutes for row in found] == [60]
        assert (
            sum(p.minutes for p in queries.parts(region.counsellor, dossier, queries.facts_for(dossier)))
            == 60
        )

    def test_it_neither_records_nor_takes_back_anothers(self, region: Region, dossier: Dossier) -> None:
        with pytest.raises(DomainError, match="eigen organisatie"):
            record_hours(dossier, done(region), by=region.counsellor)
        row = record_hours(dossier, done(region), by=region.regisseur)
        with pytest.raises(DomainError, match="eigen organisatie"):
            take_back(row, by=region.counsellor, reason="fout")
