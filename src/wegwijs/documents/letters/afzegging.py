"""What of a group doesn't go on: some of its half-days, or all of it."""

from dataclasses import dataclass
from datetime import date

from wegwijs.documents.content import Block, Content, facts, heading, text
from wegwijs.documents.letters.about import framed
from wegwijs.documents.letters.sender import Sender
from wegwijs.documents.letters.uitnodiging import HalfDay, told
from wegwijs.documents.wording import DUTCH, Same, Value, Words


@dataclass(frozen=True, slots=True)
class AfzeggingLetter:
    """Who was expected need not come. ``days``: what was called off, at least one.

    ``whole``: the whole group doesn't go on. ``others``: other half-days of it do.
    """

    sender: Sender
    number: str
    name: str
    dated: date
    group: str
    days: tuple[HalfDay, ...]
    whole: bool = False
    others: bool = False

    def content(self, words: Words = DUTCH) -> Content:
        """The letter in A2 Dutch, or in the language of ``words`` beside it."""
        return Content(
            subject=words.say("groep", f"onderwerp_{self._what}", groep=Same(self.group)),
            blocks=tuple(self._blocks(words)),
            signature=self.sender.signature(words),
            **framed(self, words, "groep"),
        )

    @property
    def _what(self) -> str:
        """The end of the keys that say what was called off."""
        if self.whole:
            return "afgezegd_groep"
        return "afgezegd" if len(self.days) == 1 else "afgezegd_meer"

    def _blocks(self, words: Words) -> list[Block]:
        def say(key: str, **values: Value) -> str:
            return words.say("groep", key, **values)

        follows = (
            "afgezegd_andere_groep" if self.whole else "afgezegd_rest" if self.others else "afgezegd_later"
        )
        ask = (
            say("afgezegd_bel", telefoon=Same(self.sender.phone))
            if self.sender.phone
            else say("afgezegd_contact", contact=Same(self.sender.contact))
        )
        return [
            text(say(self._what, groep=Same(self.group))),
            facts(*(told(one, words) for one in self.days)),
            text(say(follows)),
            heading(say("afgezegd_vragen_kop")),
            text(ask),
        ]
