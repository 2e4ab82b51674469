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
    """Derive every termijn anew, twice: the second time nothing changes, as on most nights."""
    _all_parts()
    started = time.monotonic()
    parts = _all_parts()
    return Recomputed(sum(p[0] for p in parts), sum(p[1] for p in parts), time.monotonic() - started)


def _all_parts() -> list[tuple[int, int]]:
    context = multiprocessing.get_context("spawn")
    with context.Pool(PROCESSES) as pool:
        return pool.map(_part, range(PROCESSES))


def _part(place: int) -> tuple[int, int]:
    import django

    django.setup()
    from wegwijs.dossiers.commands import rebuild_termijnen
    from wegwijs.rowsecurity.scope import EVERYTHING, entered

    with entered(EVERYTHING):
        progress = list(rebuild_termijnen(part=(place, PROCESSES)))
    return progress[-1].seen, progress[-1].changed
