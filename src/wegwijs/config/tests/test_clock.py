"""The clock."""

from datetime import UTC, date, datetime
from threading import Thread

import pytest

from wegwijs import clock


def test_the_day_is_that_of_the_netherlands() -> None:
    with clock.frozen(datetime(2026, 11, 22, 23, 30, tzinfo=UTC)):
        assert clock.today() == date(2026, 11, 23)


def test_a_frozen_date_is_noon_in_the_netherlands() -> None:
    with clock.frozen(date(2026, 7, 1)):
        assert clock.now() == datetime(2026, 7, 1, 10, tzinfo=UTC)


def test_the_clock_runs_again_after_the_block() -> None:
    with clock.frozen(date(2021, 1, 1)):
        pass
    assert clock.today() > date(2026, 1, 1)


def test_a_naive_datetime_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"), clock.frozen(datetime(2026, 1, 1)):  # noqa: DTZ001
        pass


def test_a_clock_frozen_everywhere_stands_still_in_other_threads() -> None:
    seen: list[date] = []
    with clock.frozen_everywhere(date(2021, 12, 31)):
        thread = Thread(target=lambda: seen.append(clock.today()))
        thread.start()
        thread.join()
    assert seen == [date(2021, 12, 31)]
    assert clock.today() > date(2026, 1, 1)
