"""PVT and MAP: hours, the signing, the final talk, and that they were finished."""

from contextlib import suppress
from datetime import date, timedelta

from wegwijs import clock
from wegwijs.demo.trajectory.walk import Future, Walk, after_weekend
from wegwijs.exchange.duo.commands import send_due
from wegwijs.hours.commands import Done, record_hours
from wegwijs.hours.models import Soort
from wegwijs.stages.participatie.commands import finish, record_final_talk, record_signing
from wegwijs.stages.participatie.queries import Module, Signing, stands
from wi2021.leerroutes import THEMAS_MAP, Gespreksvoerder

WEEK = timedelta(weeks=1)
# Hours of four half-days of PVT and five days of MAP; the third half-day is the excursion.
HALF_DAYS, EXCURSION, DAYS = 4, 2, 5


class TakesPart(Walk):
    """What somebody did beside the lessons, as far as it lies before today."""

    def learned_early(self, day: date) -> None:
        """Two lessons of Dutch while the intake runs: of before the PIP, so the college must decide whether they count."""
        with suppress(Future):
            for number in range(2):
                self._attended(after_weekend(day + number * WEEK), Soort.NT2, 150, "Sagènn")

    def took_part(self, sent: date) -> None:
        """PVT two months after the PIP, MAP in the first half year; in the Onderwijsroute no MAP (Wi 8(3))."""
        with suppress(Future):
            first = after_weekend(sent + timedelta(days=self.chance.randint(40, 70)))
            for number in range(HALF_DAYS):
                day = first + number * WEEK
                self._attended(day, Soort.PVT, 180, "VluchtelingenWerk", practical=number == EXCURSION)
            with self.on(first + HALF_DAYS * WEEK) as day:
                record_signing(self.dossier, by=self.regisseur, on=day, how=Signing.BIJEENKOMST)
            self._finished(first + HALF_DAYS * WEEK + timedelta(days=1), Module.PVT)
            self._map(after_weekend(sent + timedelta(days=self.chance.randint(150, 210))))

    def _map(self, first: date) -> None:
        if not stands(self.dossier).map.needed:
            return
        for number in range(DAYS):
            theme = THEMAS_MAP[number % len(THEMAS_MAP)]
            self._attended(first + number * WEEK, Soort.MAP, 480, "SDD", practical=True, theme=theme)
        with self.on(first + DAYS * WEEK) as day:
            record_final_talk(self.dossier, by=self.regisseur, on=day, held_by=Gespreksvoerder.COLLEGE)
        self._finished(first + DAYS * WEEK + timedelta(days=1), Module.MAP)

    def _attended(
        self, day: date, soort: Soort, minutes: int, giver: str, *, practical: bool = False, theme: str = ""
    ) -> None:
        if day > self.last:
            raise Future
        # No work for the workers comes of it.
        with clock.frozen(day):
            done = Done(
                soort, day, minutes, self.staff.organisations[giver], f"{soort}:{day}", theme=theme, practical=practical
            )  # fmt: skip
            record_hours(self.dossier, done, by=self.regisseur)

    def _finished(self, day: date, module: Module) -> None:
        """Once DUO told the term; before that DUO takes no result."""
        with self.on(day):
            if stands(self.dossier).facts.termijn:
                finish(self.dossier, module, by=self.regisseur)
                send_due()
