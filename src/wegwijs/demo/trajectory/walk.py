"""How a story goes on: each step stands on its day, and a day after today ends it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from random import Random

from wegwijs import clock, jobs
from wegwijs.access.actor import Actor
from wegwijs.demo import duo
from wegwijs.demo.names import Newcomer
from wegwijs.demo.staff import BY_PORTAL, Staff
from wegwijs.dossiers.models import Dossier
from wegwijs.organisations.models import Gemeente
from wegwijs.people.models import Person

DAY = timedelta(days=1)


class Future(Exception):
    """The next step of a story lies after today."""


class Walk:
    """One person in one gemeente. Each method of what inherits this is one step, on a day that lies before today.

    A step that would lie in the future ends the story: whatever happened until then is how far it is.
    """

    def __init__(self, staff: Staff, who: Newcomer, gemeente: str, *, asylum: bool, chance: Random) -> None:
        self.staff, self.who, self.code, self.asylum, self.chance = staff, who, gemeente, asylum, chance
        self.gemeente = Gemeente.objects.get(pk=gemeente)
        self.last = clock.today()
        self.person: Person | None = None
        # Street, number and postcode; given beforehand to who comes to live with somebody.
        self.home: tuple[str, str, str] | None = None

    @contextmanager
    def on(self, day: date) -> Iterator[date]:
        """Stand on a day; afterwards the workers do what came of it."""
        if day > self.last:
            raise Future
        with clock.frozen(day):
            yield day
            jobs.run_due()

    @property
    def dossier(self) -> Dossier:
        """The dossier as it is now."""
        assert self.person  # noqa: S101 every story begins with someone
        rows = Dossier.objects.select_related("person", "gemeente", "regisseur")
        return rows.get(person=self.person, gemeente=self.gemeente)

    @property
    def regisseur(self) -> Actor:
        """Who directs this story, with the powers of the day."""
        return self.staff.regisseur(self.code)

    def happens(self, day: date, event: str, **details: str) -> None:
        """Something at DUO; ``details`` say more of it."""
        if self.code in BY_PORTAL:
            return
        with self.on(day):
            duo.happens(self.who.bsn, event, on=day, details=details)


def after_weekend(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
