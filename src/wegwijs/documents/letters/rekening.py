"""What became of somebody's money that the executor keeps: begin, every in and out in plain words, end, and until when that is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wegwijs.documents.content import Block, Content, box, facts, heading, text
from wegwijs.documents.letters.about import framed
from wegwijs.documents.letters.sender import Sender
from wegwijs.documents.wording import DUTCH, Same, Value, Words
from wegwijs.ui.format import euros

SECTION = "rekening"


@dataclass(frozen=True, slots=True)
class Moved:
    """One in (above zero) or out, in cents. ``what``: the key of its words; ``who``: from or to whom; ``of``: the day it was for;
    ``back``: key of why it came back ("": it didn't)."""

    on: date
    cents: int
    what: str
    who: str = ""
    of: date | None = None
    back: str = ""


@dataclass(frozen=True, slots=True)
class RekeningLetter:
    """Of the days ``since`` to ``until``, both inclusive. ``known``: until when the bank's statements are in; None: none came.

    ``final``: the account is closed, at zero.
    """

    sender: Sender
    number: str
    name: str
    dated: date
    since: date
    until: date
    opening: int
    moved: tuple[Moved, ...]
    known: date | None
    final: bool = False

    @property
    def closing(self) -> int:
        """What stood there at the end."""
        return self.opening + sum(one.cents for one in self.moved)

    @property
    def came(self) -> tuple[Moved, ...]:
        """What came in, in order."""
        return tuple(one for one in self.moved if one.cents > 0)

    @property
    def went(self) -> tuple[Moved, ...]:
        """What went out, in order."""
        return tuple(one for one in self.moved if one.cents < 0)

    def content(self, words: Words = DUTCH) -> Content:
        """The letter in A2 Dutch, or in the language of ``words`` beside it."""
        subject = "onderwerp_eind" if self.final else "onderwerp"
        return Content(
            subject=words.say(SECTION, subject, van=self.since, tot=self.until),
            blocks=tuple(self._blocks(words)),
            signature=self.sender.signature(words),
            **framed(self, words, SECTION),
        )

    def _blocks(self, words: Words) -> list[Block]:
        def say(key: str, **values: Value) -> str:
            return words.say(SECTION, key, **values)

        def amount(cents: int) -> str:
            return f"**{words.value(Same(euros(cents)))}**"

        known = say("bekend", dag=self.known) if self.known else say("bekend_niet")
        ask = (
            say("klopt_bel", telefoon=Same(self.sender.phone))
            if self.sender.phone
            else say("klopt_contact", contact=Same(self.sender.contact))
        )
        return [
            text(say("opening_eind" if self.final else "opening")),
            heading(say("stand_kop")),
            facts(
                (say("begin", dag=self.since), amount(self.opening)),
                (say("erbij"), amount(sum(one.cents for one in self.came))),
                (say("eraf"), amount(-sum(one.cents for one in self.went))),
                (say("eind", dag=self.until), amount(self.closing)),
            ),
            box(say("gesloten") if self.final else known),
            *_listed(words, say("erbij_kop"), say("niets_erbij"), self.came),
            *_listed(words, say("eraf_kop"), say("niets_eraf"), self.went),
            heading(say("klopt_kop")),
            text(ask),
        ]


def _listed(words: Words, title: str, nothing: str, moved: Sequence[Moved]) -> list[Block]:
    rows = facts(*((words.value(one.on), _line(words, one)) for one in moved))
    return [heading(title), rows if moved else text(nothing)]


def _line(words: Words, one: Moved) -> str:
    """Amount, what it was, from or to whom, for when, and why it came back."""
    said = [words.say(SECTION, one.what)]
    if one.who:
        came = one.cents > 0 and not one.back
        said.append(words.say(SECTION, "van_wie" if came else "aan_wie", wie=Same(one.who)))
    if one.of:
        said.append(words.say(SECTION, "voor", dag=one.of))
    if one.back:
        said.append(words.say(SECTION, one.back))
    return f"**{words.value(Same(euros(abs(one.cents))))}** {', '.join(said)}"
