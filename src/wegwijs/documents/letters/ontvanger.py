"""That somebody whom we pay for a client has a new account number: only its last four signs, from when, and that the client pays nothing on a letter of others."""

from dataclasses import dataclass
from datetime import date

from wegwijs.documents.content import Block, Content, box, facts, heading, text
from wegwijs.documents.letters.about import framed
from wegwijs.documents.letters.nummer import SHOWN
from wegwijs.documents.letters.sender import Sender
from wegwijs.documents.wording import DUTCH, Same, Value, Words

SECTION = "ontvanger"


@dataclass(frozen=True, slots=True)
class OntvangerLetter:
    """``payee``: whom we pay; ``last``: the last signs of the number; ``since``: the day from which it may be used."""

    sender: Sender
    number: str
    name: str
    dated: date
    payee: str
    last: str
    since: date

    def __post_init__(self) -> None:
        if len(self.last) > SHOWN:
            raise ValueError("a letter shows no more of an account number than its last signs")

    def content(self, words: Words = DUTCH) -> Content:
        """The letter in A2 Dutch, or in the language of ``words`` beside it."""
        return Content(
            subject=words.say(SECTION, "onderwerp"),
            blocks=tuple(self._blocks(words)),
            signature=self.sender.signature(words),
            **framed(self, words, SECTION),
        )

    def _blocks(self, words: Words) -> list[Block]:
        def say(key: str, **values: Value) -> str:
            return words.say(SECTION, key, **values)

        ask = (
            say("vraag_bel", telefoon=Same(self.sender.phone))
            if self.sender.phone
            else say("vraag_contact", contact=Same(self.sender.contact))
        )
        return [
            text(say("opening")),
            facts(
                (say("wie"), words.value(Same(self.payee))),
                (say("laatste"), f"**{words.value(Same(self.last))}**"),
                (say("vanaf"), words.value(self.since)),
            ),
            heading(say("niets_kop")),
            text(say("niets")),
            text(say("zelf")),
            heading(say("vals_kop")),
            box(say("vals")),
            text(ask),
            text(say("hulp")),
        ]
