"""The brede intake: oproepen, talks, blocks, the toets."""

from datetime import date, time

from wegwijs.demo import duo
from wegwijs.demo.answers import answers_for
from wegwijs.demo.staff import BY_PORTAL
from wegwijs.demo.trajectory.walk import Walk
from wegwijs.documents.models import Letter
from wegwijs.dossiers.commands import record_contact
from wegwijs.dossiers.models import Contactmoment
from wegwijs.errors import DomainError
from wegwijs.exchange.duo.commands import TypedFacts, record_from_portal
from wegwijs.stages.intake.blocks import BLOCKS
from wegwijs.stages.intake.commands import (
    Afspraak,
    Reden,
    complete_intake,
    fill_block,
    give_input,
    note_right_to_talk_alone,
    record_gesprek,
    record_oproep_outcome,
    send_oproep,
    start_intake,
)
from wegwijs.stages.intake.commands.blocks import Indrukken
from wegwijs.stages.intake.commands.oproepen import first_by_post
from wegwijs.stages.intake.commands.talks import Verslag
from wegwijs.stages.intake.models import BredeIntake, Gesprek, Inbreng, Oproep
from wegwijs.stages.intake.queries import must_have
from wi2021.intake import Onderdeel

AFTER_OFFICE = Letter.Channel.UITGEREIKT


class Talks(Walk):
    """From the first oproep to the complete intake."""

    @property
    def intake(self) -> BredeIntake:
        """The intake as it is now."""
        return must_have(self.dossier)

    def begins(self, day: date) -> None:
        """The intake begins."""
        with self.on(day):
            start_intake(self.dossier, by=self.regisseur, on=day)

    def called(self, day: date, at: date) -> None:
        """An oproep goes out, for an hour at which both are free."""
        with self.on(day):
            hour = self.chance.choice((9, 10, 13, 14))
            starts = (time(hour), *(time(other, half) for half in (0, 30) for other in range(8, 18)))
            if not any(self._called(day, at, start) for start in starts):
                raise AssertionError("a day of the example region is full")

    def _called(self, day: date, at: date, start: time) -> bool:
        """Whether it went out: not when one of them is expected elsewhere then."""
        by_post = self._has_home() and at >= first_by_post(self.code, day).day
        try:
            send_oproep(
                self.intake,
                Afspraak(at, start, "Spuiboulevard 298, Dordrecht", Oproep.Way.KANTOOR),
                by=self.regisseur,
                on=day,
                channel=Letter.Channel.POST if by_post else AFTER_OFFICE,
            )
        except DomainError as refused:
            if refused.field != "time":
                raise
            return False
        return True

    def answered(self, day: date, outcome: Oproep.Uitkomst, why: Reden | None = None) -> None:
        """What came of the last oproep."""
        with self.on(day):
            last = self.intake.oproepen.order_by("-number")[0]
            record_oproep_outcome(last, by=self.regisseur, on=day, outcome=outcome, why=why)

    def talked(self, day: date, report: str) -> None:
        """A talk."""
        with self.on(day):
            tolk = Gesprek.Tolk.AANWEZIG if self.asylum else Gesprek.Tolk.NIET
            verslag = Verslag(Oproep.Way.KANTOOR, tolk, alone=True, report=report)
            record_gesprek(self.intake, verslag, by=self.regisseur, on=day)
            if not self.intake.alone_noted_on:
                note_right_to_talk_alone(
                    self.intake, by=self.regisseur, on=day, choice=BredeIntake.Alleen.ALLEEN
                )

    def filled(self, day: date, *blocks: Onderdeel, blind: bool = False) -> None:
        """Blocks are filled in; none named: all."""
        with self.on(day):
            intake = self.intake
            for onderdeel in blocks or tuple(BLOCKS):
                answers = answers_for(onderdeel, self.chance, blind=blind)
                fill_block(
                    intake,
                    onderdeel,
                    answers,
                    by=self.regisseur,
                    on=day,
                    expected_version=0,
                )

    def tested(self, planned: date, taken: date | None, *, feasible: bool = True) -> None:
        """The leerbaarheidstoets at DUO."""
        for day, event in ((planned, "SS137"), (taken, "SS131")):
            if day is None:
                return
            with self.on(day):
                if self.code in BY_PORTAL:
                    self._typed_toets(event, day, feasible)
                else:
                    duo.happens(self.who.bsn, event, on=day, details={"haalbaar": feasible})

    def _typed_toets(self, event: str, day: date, feasible: bool) -> None:
        if event == "SS131":
            outcome = "B1-route haalbaar" if feasible else "B1-route niet haalbaar"
            typed = TypedFacts(
                toets=outcome,
                toets_score="61,50" if feasible else "38,25",
                toets_drempel="55,00",
                toets_op=day,
            )
            record_from_portal(
                self.gemeente,
                bsn=self.who.bsn,
                v_nummer=None,
                typed=typed,
                by=self.regisseur,
            )

    def brought_in(self, day: date, helps: str, worries: str = "") -> None:
        """The counsellor brings something in."""
        with self.on(day):
            seen = Indrukken(Inbreng.Indruk.GOED, Inbreng.Indruk.WISSELEND, helps, worries)
            give_input(self.intake, seen, by=self.staff.actor("bakker"), on=day)

    def contacted(self, day: date, summary: str, *, by: str = "", follow_up: str = "") -> None:
        """A call or a visit."""
        with self.on(day):
            actor = self.staff.actor(by) if by else self.regisseur
            record_contact(
                self.dossier,
                by=actor,
                on=day,
                way=Contactmoment.Way.TELEFOON,
                outgoing=True,
                reached=True,
                summary=summary,
                follow_up=follow_up,
            )

    def completed(self, day: date, *, in_absence: bool = False) -> None:
        """The intake is complete."""
        with self.on(day):
            complete_intake(self.intake, by=self.regisseur, on=day, in_absence=in_absence)

    def _has_home(self) -> bool:
        assert self.person  # noqa: S101
        return self.person.addresses.exists()
