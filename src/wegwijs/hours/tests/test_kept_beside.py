"""Many who write hours at the same moment: none waits for who writes of another dossier, and nobody is counted twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connection, transaction

from support.region import TODAY, Region, build_region, make_dossier
from wegwijs import clock
from wegwijs.hours.commands import Done, record_hours, take_back
from wegwijs.hours.models import HoursTotal, Per, Soort
from wegwijs.hours.totals import totals
from wegwijs.rowsecurity.scope import EVERYTHING, entered
from wegwijs.totals import gather

WRITERS, TURNS = 4, 12


@pytest.fixture
def everybody(transactional_db: None) -> Region:
    with clock.frozen(TODAY):
        return build_region()


def test_who_write_at_once_count_each_person_once(everybody: Region) -> None:
    with clock.frozen(TODAY):
        dossiers = [make_dossier(everybody), make_dossier(everybody)]
    ready = Barrier(WRITERS)

    def write(writer: int) -> None:
        """Of the same dossiers, each writer a kind of its own; every third is taken back, and one gathers meanwhile."""
        try:
            ready.wait()
            with clock.frozen(TODAY), entered(EVERYTHING):
                for turn in range(TURNS):
                    done = Done(
                        list(Soort)[writer], TODAY - timedelta(days=7 * turn), 60, everybody.organisations["SDD"], f"{writer}{turn}"
                    )  # fmt: skip
                    row = record_hours(dossiers[turn % 2], done, by=everybody.regisseur)
                    if turn % 3 == 2:
                        take_back(row, by=everybody.regisseur, reason="fout")
                    if writer == 0 and turn % 4 == 0:
                        gather(HoursTotal)
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as threads:
        list(threads.map(write, range(WRITERS)))
    stay = TURNS - TURNS // 3
    for _ in range(2):
        [all_together] = totals({"0505"}, date(2026, 1, 1), TODAY, Per.GEMEENTE)
        assert (all_together.minutes, all_together.persons) == (60 * stay * WRITERS, 2)
        kinds = totals({"0505"}, date(2026, 1, 1), TODAY, Per.SOORT)
        assert [(one.minutes, one.persons) for one in kinds] == [(60 * stay, 2)] * WRITERS
        gather(HoursTotal)


def test_who_writes_of_another_dossier_is_not_waited_for(everybody: Region) -> None:
    with clock.frozen(TODAY):
        dossiers = [make_dossier(everybody), make_dossier(everybody)]

    def write(which: int) -> None:
        done = Done(Soort.NT2, TODAY, 60, everybody.organisations["SDD"], "x")
        record_hours(dossiers[which], done, by=everybody.regisseur)

    def other() -> None:
        try:
            with (
                clock.frozen(TODAY),
                transaction.atomic(),
                entered(EVERYTHING),
                connection.cursor() as cursor,
            ):
                cursor.execute("SET LOCAL lock_timeout = '5s'")
                write(1)
        finally:
            connection.close()

    with clock.frozen(TODAY), transaction.atomic():
        write(0)
        with ThreadPoolExecutor(1) as threads:
            # Its transaction ends while the other's still goes on.
            threads.submit(other).result()
    [found] = totals({"0505"}, TODAY, TODAY, Per.GEMEENTE)
    assert (found.minutes, found.persons) == (120, 2)
