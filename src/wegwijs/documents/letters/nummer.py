"""That somebody is paid on a new account number: only its last four signs, from when, and what to do when it isn't theirs."""

from dataclasses import dataclass
from datetime import date

from wegwijs.documents.content import Block, Content, box, facts, heading, text
from wegwijs.documents.letters.about import framed
from wegwijs.documents.letters.sender import Sender
from wegwijs.documents.wording import DUTCH, Same, Value, Words

SECTION = "nummer"
# So many signs of a number a stranger may read.
SHOWN = 4


@dataclass(frozen=True, slots=True)
class NummerLetter:
    """``last``: the last signs of the number; ``holder``: in whose name; ``since``: the day from which it may be used."""

    sender: Sender
    number: str
    name: str
    dated: date
    last: str
    holder: str
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
            say("niet_bel", telefoon=Same(self.sender.phone))
            if self.sender.phone
            else say("niet_contact", contact=Same(self.sender.contact))
        )
        return [
            text(say("opening")),
            facts(
                (say("laatste"), f"**{words.value(Same(self.last))}**"),
                (say("naam"), words.value(Same(self.holder))),
                (say("vanaf"), words.value(self.since)),
            ),
            text(say("veilig")),
            heading(say("klopt_kop")),
            text(say("klopt")),
            heading(say("niet_kop")),
            box(ask),
            text(say("nooit")),
            text(say("hulp")),
        ]
