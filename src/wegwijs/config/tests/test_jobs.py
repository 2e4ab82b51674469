"""Background jobs live and die with the transaction they belong to."""

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app

from wegwijs import jobs
from wegwijs.config.jobs import forget_finished, release_orphans

pytestmark = pytest.mark.django_db
done: list[str] = []


@jobs.job(jobs.Reach.NONE)
def greet(*, name: str) -> None:
    """Say hello; somebody called "keten" introduces one more."""
    done.append(name)
    if name == "keten":
        greet.defer(name="volgende")


@pytest.fixture(autouse=True)
def _nothing_waits(db: None) -> None:
    """A test that commits may have left jobs: emptying the database leaves the library's own tables alone."""
    done.clear()
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")


def _status(number: int) -> tuple[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status, attempts FROM procrastinate_jobs WHERE id = %s", [number])
        found: tuple[str, int] = cursor.fetchone()
        return found


def _make_doing(number: int, *, attempts: int = 0) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', attempts = %s WHERE id = %s", [attempts, number]
        )


def test_jobs_and_those_they_hand_over_are_run() -> None:
    greet.defer(name="keten")
    assert jobs.run_due() == 2
    assert done == ["keten", "volgende"]


def test_a_job_of_an_undone_transaction_does_not_exist() -> None:
    with transaction.atomic():
        greet.defer(name="nooit")
        transaction.set_rollback(True)
    assert jobs.run_due() == 0


def test_a_job_can_be_called_directly() -> None:
    greet(name="hier")
    assert done == ["hier"]


def test_positional_arguments_are_refused() -> None:
    with pytest.raises(ValueError, match="keyword"):
        greet.defer("nee")  # type: ignore[call-arg]


def test_a_killed_workers_job_is_offered_again() -> None:
    number = greet.defer(name="wees")
    _make_doing(number)
    release_orphans()
    assert _status(number) == ("todo", 1)


def test_a_job_that_keeps_losing_its_worker_fails() -> None:
    number = greet.defer(name="wees")
    _make_doing(number, attempts=jobs.ATTEMPTS - 1)
    release_orphans()
    assert _status(number)[0] == "failed"


def test_recent_jobs_are_kept() -> None:
    number = greet.defer(name="vers")
    jobs.run_due()
    forget_finished()
    assert _status(number)[0] == "succeeded"


def test_jobs_that_succeeded_long_ago_are_forgotten() -> None:
    number = greet.defer(name="oud")
    jobs.run_due()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_events SET at = at - interval '3 days' WHERE job_id = %s", [number]
        )
    forget_finished()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE id = %s", [number])
        assert cursor.fetchone() == (0,)


def test_the_sweeper_is_known_to_the_workers() -> None:
    app.perform_import_paths()  # type: ignore[no-untyped-call]
    assert release_orphans.name in app.tasks
