"""Background jobs: a thin layer, so that rooms name no library.

A room's ``jobs.py`` declares functions with ``@job``; a command hands work over with ``.defer(...)`` inside its own
transaction, so that a job exists exactly when the change it belongs to does. Every job may run twice (a killed
worker's jobs are run again): write it so that the second time changes nothing.

A job says how far it reaches: PostgreSQL shows it no other rows.
"""

import inspect
import json
from collections.abc import Callable
from enum import Enum
from functools import wraps
from typing import Generic, ParamSpec

from django.db import connection, transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from wegwijs.rowsecurity import scope

P = ParamSpec("P")
ATTEMPTS = 8
# Seconds before the second attempt; doubled each time, so that the eighth comes after about four hours.
FIRST_WAIT = 2


class Reach(Enum):
    """Whose rows a job works with: those of the gemeente in its argument ``gemeente`` (a code), everybody's, or nobody's."""

    GEMEENTE = "gemeente"
    ALL = "all"
    NONE = "none"


class Job(Generic[P]):
    """A function that a worker can run. Its arguments must be JSON: identifiers and dates as text.

    Raises TypeError when it is to reach one gemeente and takes no argument that names it.
    """

    def __init__(
        self, function: Callable[P, None], *, reach: Reach, attempts: int, every: str | None
    ) -> None:
        if reach is Reach.GEMEENTE and "gemeente" not in inspect.signature(function).parameters:
            raise TypeError(f"{function.__qualname__} reaches one gemeente: give it an argument 'gemeente'")
        self.function = function = _within(function, reach)
        self.name = f"{function.__module__}.{function.__name__}"
        self.every = every
        # A scheduled run is handed the moment it was due; the work depends on the day it runs only.
        run = (lambda timestamp: function()) if every else function  # type: ignore[call-arg]
        retry = RetryStrategy(max_attempts=attempts, exponential_wait=FIRST_WAIT)
        self._task = app.task(name=self.name, retry=retry)(run)
        if every:
            app.periodic(cron=every, periodic_id=self.name)(self._task)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Run it here and now."""
        self.function(*args, **kwargs)

    def defer(self, *args: P.args, **kwargs: P.kwargs) -> int:
        """Hand it to the workers when the present transaction commits; returns the job's number.

        Keyword arguments only (ValueError).
        """
        if args:
            raise ValueError("a job takes keyword arguments only")
        return self._task.defer(**kwargs)


def job(
    reach: Reach, *, attempts: int = ATTEMPTS, every: str | None = None
) -> Callable[[Callable[P, None]], Job[P]]:
    """Make a function a job. ``every`` is a cron line (local time of the server) for one without arguments;
    a sixth field, at the end, is the second."""

    def made(function: Callable[P, None]) -> Job[P]:
        return Job(function, reach=reach, attempts=attempts, every=every)

    return made


def _within(function: Callable[P, None], reach: Reach) -> Callable[P, None]:
    """The function, run with the rows that it may touch."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        with scope.entered(_scope(reach, kwargs)):
            function(*args, **kwargs)

    return run


def _scope(reach: Reach, arguments: dict[str, object]) -> scope.Scope:
    if reach is Reach.GEMEENTE:
        return scope.of_gemeente(str(arguments["gemeente"]))
    return scope.EVERYTHING if reach is Reach.ALL else scope.NOTHING


def run_due() -> int:
    """Run every job that is due, and those they hand over, in this process; returns how many.

    For tests and the example region. An error ends it and undoes the job it came from.
    """
    app.perform_import_paths()  # type: ignore[no-untyped-call]
    done = 0
    while _run_next():
        done += 1
    return done


def _run_next() -> bool:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, task_name, args FROM procrastinate_jobs WHERE status = 'todo'"
            " AND (scheduled_at IS NULL OR scheduled_at <= now()) ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED"
        )
        found = cursor.fetchone()
        if found is None:
            return False
        number, name, arguments = found
        app.tasks[name].func(**json.loads(arguments))
        cursor.execute("SELECT procrastinate_finish_job_v1(%s, 'succeeded', false)", [number])
    return True
