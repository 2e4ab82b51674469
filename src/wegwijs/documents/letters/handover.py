"""The invitation to the driegesprek, and the news that it moved or is cancelled (P-04; Bi 9.4(3))."""

from dataclasses import dataclass
from datetime import date

from wegwijs.documents.content import Block, Content, box, facts, heading, listed, text
from wegwijs.documents.letters.about import framed
from wegwijs.documents.letters.sender import Sender
from wegwijs.documents.wording import DUTCH, Same, Value, Weekday, Words

SECTION = "overdracht"


@dataclass(frozen=True, slots=True)
class TalkPlan:
    """When, how and where; ``time`` is a Dutch clock time, ``place`` empty where there is none, as by telephone."""

    on: date
    time: str
    method: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class HandoverLetter:
    """About a driegesprek. ``before``: the day of which the person was told, when the talk moved or is cancelled;
    ``talk`` is None when it is cancelled. ``coa``: who comes of COA, empty when that isn't known."""

    sender: Sender
    number: str
    name: str
    dated: date
    talk: TalkPlan | None
    coa: str
    employee: str
    interpreter: str = ""
    before: date | None = None

    def content(self, words: Words = DUTCH) -> Content:
        """The letter in A2 Dutch, or in the language of ``words`` beside it."""
        subject = "onderwerp" if self.before is None else "onderwerp_verplaatst"
        blocks = [*self._opening(words), *self._rest(words)] if self.talk else self._cancelled(words)
        return Content(
            subject=words.say(
                SECTION, subject if self.talk else "onderwerp_afgezegd", gemeente=self._gemeente
            ),
            blocks=tuple(blocks),
            signature=self.sender.signature(words),
            **framed(self, words, SECTION),
        )

    @property
    def _gemeente(self) -> Same:
        return Same(self.sender.gemeente)

    def _cancelled(self, words: Words) -> list[Block]:
        assert self.before is not None  # noqa: S101 only of a talk that was told
        return [
            text(words.say(SECTION, "afgezegd", oud=Weekday(self.before))),
            text(words.say(SECTION, "afgezegd_vervolg")),
        ]

    def _opening(self, words: Words) -> list[Block]:
        first = text(words.say(SECTION, "opening", gemeente=self._gemeente))
        if self.before is None:
            return [first, self._appointment(words)]
        return [
            text(words.say(SECTION, "verplaatst", oud=Weekday(self.before))),
            self._appointment(words),
            first,
        ]

    def _appointment(self, words: Words) -> Block:
        assert self.talk is not None  # noqa: S101 of a cancelled talk there is none

        def say(key: str, **values: Value) -> str:
            return words.say(SECTION, key, **values)

        there = {"medewerker": Same(self.employee)}
        who = say("wie_naam", coa=Same(self.coa), **there) if self.coa else say("wie_geen_naam", **there)
        return facts(
            (say("wanneer"), say("wanneer_tijd", dag=Weekday(self.talk.on), tijd=Same(self.talk.time))),
            (say("hoe"), words.value(self.talk.method)),
            (say("waar"), words.value(self.talk.place)),
            (say("wie"), who),
            (say("tolk"), words.value(self.interpreter)),
        )

    def _rest(self, words: Words) -> list[Block]:
        def say(key: str, **values: Value) -> str:
            return words.say(SECTION, key, **values)

        call = (
            say("verhinderd_bel", telefoon=Same(self.sender.phone))
            if self.sender.phone
            else say("verhinderd_contact", contact=Same(self.sender.contact))
        )
        return [
            *listed(
                say("praten_kop"),
                say("praten_huis"),
                say("praten_gezin"),
                say("praten_taal"),
                say("praten_werk"),
                say("praten_vragen"),
            ),
            box(say("delen")),
            *listed(
                say("meenemen_kop"), say("meenemen_document"), say("meenemen_papieren"), say("meenemen_brief")
            ),
            heading(say("verhinderd_kop")),
            text(call),
        ]
