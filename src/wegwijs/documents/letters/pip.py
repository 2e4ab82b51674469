"""The PIP as a decision: for an asielstatushouder, and with its own content and tone for a gezinsmigrant (D2, D3)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wegwijs.documents.content import Block, Content, box, bullets, facts, heading, text
from wegwijs.documents.letters.about import framed
from wegwijs.documents.letters.objection import Objection
from wegwijs.documents.letters.sender import Sender
from wegwijs.documents.wording import DUTCH, Count, Same, Value, Words


class Occasion(StrEnum):
    """Why there is this letter: what its first sentences say."""

    FIRST = "eerste plan"
    ABSENT = "eerste plan, zonder gesprek"
    MOVED = "na een verhuizing"
    CHANGED = "gewijzigd plan"
    AGAIN = "nieuw plan na intrekken"


_OPENINGS = {
    Occasion.FIRST: "eerste",
    Occasion.ABSENT: "afwezig",
    Occasion.MOVED: "verhuisd",
    Occasion.CHANGED: "gewijzigd",
    Occasion.AGAIN: "opnieuw",
}


@dataclass(frozen=True, slots=True)
class PipLetter:
    """Everything the plan says (PIP-01 to PIP-09), in finished words. Hours are whole hours.

    ``asylum``: the gemeente offers and pays the lessons; otherwise the inburgeraar chooses and pays the course
    (Wi 16). ``before``: the date of the plan that this one replaces or follows. ``term_until``: the last day of the
    inburgeringstermijn as DUO told it; a later plan never moves it (Wi 11(3)).
    """

    sender: Sender
    objection: Objection
    number: str
    name: str
    dated: date
    occasion: Occasion
    asylum: bool
    route: str
    route_explained: str
    level: str
    reasons: tuple[str, ...]
    goals: tuple[str, ...]
    support: tuple[str, ...]
    pvt_hours: int
    map_hours: int | None
    talks: int
    vve: str
    term_years: int
    signed_by: str
    before: date | None = None
    term_until: date | None = None
    route_hours: int | None = None
    literacy: str = ""
    exams: tuple[str, ...] = ()
    finish_education: bool = False
    participation: tuple[str, ...] = ()
    change: str = ""
    deviation: str = ""
    mandate: str = ""

    def content(self, words: Words = DUTCH) -> Content:
        """The decision in A2 Dutch, or in the language of ``words`` beside it; the names of laws stay as they are."""
        return Content(
            subject=words.say("pip", "onderwerp"),
            blocks=(
                *self._opening(words),
                *self._plan(words),
                *self._why(words),
                *self._support(words),
                *self._next(words),
                *self.objection.blocks(self.number, self.dated, words),
            ),
            signature=self.sender.decided(self.signed_by, self.mandate, words),
            enclosures=tuple(words.value(paper) for paper in self.participation),
            **framed(self, words, "pip", "bezwaar"),
        )

    def _opening(self, words: Words) -> list[Block]:
        found = [
            text(self._occasion(words)),
            text(words.say("pip", "naam_plan")),
            text(words.say("pip", "besluit", bestuur=self.sender.body)),
        ]
        if self.change:
            found.append(text(words.say("pip", "waarom_anders", reden=self.change)))
        if not self.asylum:
            found.append(box(words.say("pip", "gezin_school")))
        return found

    def _occasion(self, words: Words) -> str:
        key = _OPENINGS[self.occasion]
        if self.before and self.occasion not in (Occasion.FIRST, Occasion.ABSENT):
            return words.say("pip", f"{key}_datum", vorige=self.before)
        return words.say("pip", key)

    def _plan(self, words: Words) -> list[Block]:
        def say(key: str, **values: Value) -> str:
            return words.say("pip", key, **values)

        hours = say("lessen_uren", uren=self.route_hours) if self.route_hours and self.asylum else ""
        talks = "gesprekken_een" if self.talks == 1 else "gesprekken_meer"
        return [
            heading(say("plan_kop")),
            facts(
                (
                    say("leerroute"),
                    say("leerroute_tekst", route=Same(self.route), uitleg=self.route_explained),
                ),
                (say("niveau"), words.value(Same(self.level))),
                (say("lessen"), hours),
                (say("alfabet"), words.value(self.literacy)),
                (say("examens"), words.value(", ".join(self.exams))),
                (say("pvt"), say("pvt_tekst", uren=self.pvt_hours)),
                (say("map"), say("map_tekst", uren=self.map_hours) if self.map_hours else say("map_niet")),
                (say("gesprekken"), say(talks, aantal=self.talks)),
                (say("voorschool"), words.value(self.vve)),
                (say("opleiding"), say("opleiding_tekst") if self.finish_education else ""),
            ),
        ]

    def _why(self, words: Words) -> list[Block]:
        found = [heading(words.say("pip", "waarom_kop"))]
        found += [text(words.value(reason)) for reason in self.reasons]
        if self.deviation:
            found.append(text(words.say("pip", "afwijking", motief=self.deviation)))
        if self.goals:
            goals = (words.value(goal) for goal in self.goals)
            found += [heading(words.say("pip", "doelen_kop")), bullets(*goals)]
        return found

    def _support(self, words: Words) -> list[Block]:
        found = [
            heading(words.say("pip", "hulp_kop")),
            bullets(*(words.value(offer) for offer in self.support)),
        ]
        if self.participation:
            found.append(text(words.say("pip", "bijstand")))
        return found

    def _next(self, words: Words) -> list[Block]:
        def say(key: str) -> str:
            return words.say("pip", key)

        return [
            heading(say("nu_kop")),
            bullets(
                self._term(words),
                say("lessen_asiel" if self.asylum else "lessen_gezin"),
                say("komen"),
                say("anders"),
                say("duo"),
            ),
            text(say("meewerken")),
        ]

    def _term(self, words: Words) -> str:
        """The inburgeringstermijn: begins with the first plan, and stays with each later one (Wi 11)."""
        if self.occasion in (Occasion.FIRST, Occasion.ABSENT):
            return words.say("pip", "termijn", jaren=Count(self.term_years))
        if self.term_until:
            return words.say("pip", "termijn_blijft_tot", tot=self.term_until)
        return words.say("pip", "termijn_blijft")
