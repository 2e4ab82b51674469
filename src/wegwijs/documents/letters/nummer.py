"""That somebody is paid on a new account number: only its last four signs, from when, and what to do when it isn't theirs."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from wegwijs.documents.content import Block, Content, box, facts, heading, text
from wegwijs.documents.letters.about import framed
from wegwijs.documents.letters.sender import Sender
from wegwijs.documents.wording import DUTCH, Same, Value, Words

# So many signs of a number a stranger may read.
SHOWN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutNumber(ABC):
    """A letter about a new number. ``last``: its last signs; ``whose``: whom it is of; ``since``: the day from which it may be used."""

    sender: Sender
    number: str
    name: str
    dated: date
    last: str
    whose: str
    since: date
    section: ClassVar[str]

    def __post_init__(self) -> None:
        if len(self.last) > SHOWN:
            raise ValueError("a letter shows no more of an account number than its last signs")

    def content(self, words: Words = DUTCH) -> Content:
        """The letter in A2 Dutch, or in the language of ``words`` beside it."""
        return Content(
            subject=words.say(self.section, "onderwerp"),
            blocks=tuple(self.blocks(words)),
            signature=self.sender.signature(words),
            **framed(self, words, self.section),
        )

    @abstractmethod
    def blocks(self, words: Words) -> Sequence[Block]:
        """What it says, by the words of its section."""

    def _say(self, words: Words, key: str, **values: Value) -> str:
        return words.say(self.section, key, **values)

    def _ask(self, words: Words, key: str) -> str:
        """Whom to call, or whom to ask where no telephone number is known."""
        if self.sender.phone:
            return self._say(words, f"{key}_bel", telefoon=Same(self.sender.phone))
        return self._say(words, f"{key}_contact", contact=Same(self.sender.contact))

    def _fact(self, words: Words, key: str) -> tuple[str, str]:
        values = {"laatste": f"**{words.value(Same(self.last))}**", "vanaf": words.value(self.since)}
        return self._say(words, key), values.get(key, words.value(Same(self.whose)))


@dataclass(frozen=True, slots=True, kw_only=True)
class NummerLetter(AboutNumber):
    """Of the client's own account."""

    section: ClassVar[str] = "nummer"

    def blocks(self, words: Words) -> Sequence[Block]:
        """With what to do when it isn't theirs."""
        return [
            text(self._say(words, "opening")),
            facts(*(self._fact(words, key) for key in ("laatste", "naam", "vanaf"))),
            text(self._say(words, "veilig")),
            heading(self._say(words, "klopt_kop")),
            text(self._say(words, "klopt")),
            heading(self._say(words, "niet_kop")),
            box(self._ask(words, "niet")),
            text(self._say(words, "nooit")),
            text(self._say(words, "hulp")),
        ]
