"""What the worker does at night, and what leaves the building: measured by themselves, not by the page."""

import multiprocessing
import time
from dataclasses import dataclass

PROCESSES = 2


@dataclass(frozen=True)
class Recomputed:
    """How quickly every termijn was derived anew by two processes; ``changed`` should be few."""

    dossiers: int
    changed: int
    seconds: float

    @property
    def a_second(self) -> float:
        """Dossiers a second."""
        return self.dossiers / self.seconds


def recompute() -> Recomputed:
    """Derive every termijn anew, twice by the same two workers: the second time nothing changes, as on most nights.

    The workers are there already, as they are in the installation: their start is not measured.
    """
    context = multiprocessing.get_context("spawn")
    with context.Pool(PROCESSES, initializer=begin) as pool:
        pool.map(_part, range(PROCESSES), chunksize=1)
        started = time.monotonic()
        parts = pool.map(_part, range(PROCESSES), chunksize=1)
        seconds = time.monotonic() - started
    return Recomputed(sum(p[0] for p in parts), sum(p[1] for p in parts), seconds)


def begin() -> None:
    """What a worker process does first."""
    import django

    django.setup()


def _part(place: int) -> tuple[int, int]:
    from wegwijs.dossiers.commands import rebuild_termijnen
    from wegwijs.rowsecurity.scope import EVERYTHING, entered

    with entered(EVERYTHING):
        progress = list(rebuild_termijnen(part=(place, PROCESSES)))
    return progress[-1].seen, progress[-1].changed
