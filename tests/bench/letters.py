"""Letters by the pile: oproepen for whoever waits for one, sent by two workers as the application sends them."""

import multiprocessing
import time
from dataclasses import dataclass
from datetime import time as clock_time
from uuid import UUID

from bench.work import PROCESSES, begin

MOST = 1_000


@dataclass(frozen=True)
class Sent:
    """``letters``: of so many the file was made and kept; ``stopped``: asked for but refused, with a reason each."""

    letters: int
    stopped: int
    seconds: float

    @property
    def a_minute(self) -> float:
        """Letters a minute."""
        return self.letters / self.seconds * 60


def letters() -> Sent:
    """At most ``MOST`` letters, a pile a gemeente, each by both workers at the same time. Their start is not measured."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(PROCESSES, initializer=begin) as pool:
        pool.map(len, ["begin"] * PROCESSES, chunksize=1)
        piles = pool.apply(_piles)
        started = time.monotonic()
        for pile in piles:
            pool.map(_send, [pile] * PROCESSES, chunksize=1)
        seconds = time.monotonic() - started
        letters, stopped = pool.apply(_count, (piles,))
    return Sent(letters, stopped, seconds)


def _piles() -> list[UUID]:
    from django.db import transaction

    from wegwijs import clock
    from wegwijs.access.actor import actor_of
    from wegwijs.access.models import User
    from wegwijs.documents.commands.batches import make_batch
    from wegwijs.organisations.models import Gemeente
    from wegwijs.rowsecurity.scope import EVERYTHING, entered
    from wegwijs.stages.intake.commands.oproepen import first_by_post
    from wegwijs.stages.intake.models import Oproep
    from wegwijs.stages.intake.pile import OPROEPEN, Hours, asked, waiting

    made: list[UUID] = []
    left = MOST
    with entered(EVERYTHING), transaction.atomic():
        actor = actor_of(User.objects.get(username="devries"), on=clock.today())
        assert actor
        for gemeente in Gemeente.objects.filter(pk__in=actor.gemeenten(OPROEPEN.permission)).order_by("pk"):
            rows = waiting(actor, gemeente.pk)[:left]
            if not rows:
                continue
            first = first_by_post(gemeente.pk, clock.today()).day
            # So many at the same time that all fit in the term of the letters.
            hours = Hours(first, clock_time(9), clock_time(17), 30, beside=MOST)
            wanted = asked(rows, hours, place="Spuiboulevard 300, Dordrecht", way=Oproep.Way.KANTOOR)
            made.append(make_batch(OPROEPEN, gemeente, wanted, by=actor).pk)
            left -= len(rows)
    return made


def _send(pile: UUID) -> None:
    from wegwijs.documents.commands.batches import send_batch
    from wegwijs.rowsecurity.scope import EVERYTHING, entered

    with entered(EVERYTHING):
        send_batch(pile)


def _count(piles: list[UUID]) -> tuple[int, int]:
    from wegwijs.documents.models import BatchLetter
    from wegwijs.rowsecurity.scope import EVERYTHING, entered

    with entered(EVERYTHING):
        found = list(BatchLetter.objects.filter(batch__in=piles).values_list("state", "letter__file__pk"))
    kept = len([file for state, file in found if state == BatchLetter.State.SENT and file])
    return kept, len(found) - kept
