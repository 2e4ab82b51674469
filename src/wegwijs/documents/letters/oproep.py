"""The invitation to the brede intake, and the warning with a repeated one (Wi 14(2), 22; PRC-02)."""

from dataclasses import dataclass
from datetime import date

from wegwijs.documents.content import Block, Content, box, facts, heading, listed, text
from wegwijs.documents.letters.about import framed
from wegwijs.documents.letters.sender import Sender
from wegwijs.documents.wording import DUTCH, Same, Value, Weekday, Words


@dataclass(frozen=True, slots=True)
class OproepLetter:
    """An oproep. ``reply_by`` is the last day (inclusive) of the term; ``missed_on`` makes it a warning."""

    sender: Sender
    number: str
    name: str
    dated: date
    at: date
    time: str
    place: str
    method: str
    reply_by: date
    interpreter: str = ""
    missed_on: date | None = None
    asylum: bool = True

    def content(self, words: Words = DUTCH) -> Content:
        """The letter in A2 Dutch, or in the language of ``words`` beside it."""
        warning = self.missed_on is not None
        blocks = self._warning(words) if warning else self._invitation(words)
        return Content(
            subject=words.say("oproep", "onderwerp_waarschuwing" if warning else "onderwerp"),
            blocks=(*blocks, *self._rest(words)),
            signature=self.sender.signature(words),
            **framed(self, words, "oproep"),
        )

    def _invitation(self, words: Words) -> list[Block]:
        return [text(words.say("oproep", "opening")), self._appointment(words)]

    def _warning(self, words: Words) -> list[Block]:
        assert self.missed_on is not None  # noqa: S101 only a warning says this
        return [
            text(words.say("oproep", "waarschuwing_gemist", gemist=Weekday(self.missed_on))),
            box(words.say("oproep", "waarschuwing_wet")),
            text(words.say("oproep", "waarschuwing_afspraak")),
            self._appointment(words),
            heading(words.say("oproep", "gevolg_kop")),
            text(words.say("oproep", "gevolg_asiel" if self.asylum else "gevolg_gezin")),
        ]

    def _appointment(self, words: Words) -> Block:
        def label(key: str) -> str:
            return words.say("oproep", key)

        when = words.say("oproep", "wanneer_tijd", dag=Weekday(self.at), tijd=Same(self.time))
        return facts(
            (label("wanneer"), when),
            (label("waar"), words.value(self.place)),
            (label("hoe"), words.value(self.method)),
            (label("tolk"), words.value(self.interpreter)),
            (label("reageren"), words.value(Weekday(self.reply_by))),
        )

    def _rest(self, words: Words) -> list[Block]:
        def say(key: str, **values: Value) -> str:
            return words.say("oproep", key, **values)

        call = (
            say("verhinderd_bel", telefoon=Same(self.sender.phone))
            if self.sender.phone
            else say("verhinderd_contact", contact=Same(self.sender.contact))
        )
        return [
            *listed(
                say("meenemen_kop"),
                say("meenemen_document"),
                say("meenemen_papieren"),
                say("meenemen_brief"),
            ),
            *listed(
                say("praten_kop"),
                say("praten_werk"),
                say("praten_taal"),
                say("praten_gezin"),
                say("praten_gezondheid"),
                say("praten_wens"),
            ),
            box(say("alleen")),
            heading(say("verhinderd_kop")),
            text(call),
        ]
