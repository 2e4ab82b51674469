"""That somebody whom we pay for a client has a new account number, and that the client pays nothing on a letter of others."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from wegwijs.documents.content import Block, box, facts, heading, text
from wegwijs.documents.letters.nummer import AboutNumber
from wegwijs.documents.wording import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class OntvangerLetter(AboutNumber):
    """Of whom we pay for the client."""

    section: ClassVar[str] = "ontvanger"

    def blocks(self, words: Words) -> Sequence[Block]:
        """With how to know a false letter."""
        return [
            text(self._say(words, "opening")),
            facts(*(self._fact(words, key) for key in ("wie", "laatste", "vanaf"))),
            heading(self._say(words, "niets_kop")),
            text(self._say(words, "niets")),
            text(self._say(words, "zelf")),
            heading(self._say(words, "vals_kop")),
            box(self._say(words, "vals")),
            text(self._ask(words, "vraag")),
            text(self._say(words, "hulp")),
        ]
