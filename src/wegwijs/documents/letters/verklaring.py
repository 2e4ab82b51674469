"""The statement of the college that the offer of lessons came late: with it somebody asks DUO for more time (X-g)."""

from dataclasses import dataclass
from datetime import date

from wegwijs.documents.content import Block, Content, box, listed, text
from wegwijs.documents.letters.about import framed
from wegwijs.documents.letters.sender import Sender
from wegwijs.documents.wording import DUTCH, Value, Words

SECTION = "verklaring"


@dataclass(frozen=True, slots=True)
class VerklaringLetter:
    """``plan``: the day of the first PIP; ``offered``: that of the offer, None while there is none; ``length``: how much longer, in
    Dutch words of the law; ``education``: of the Onderwijsroute the beginning counts, not the offer; ``since``: from when DUO can be asked."""

    sender: Sender
    number: str
    name: str
    dated: date
    plan: date
    offered: date | None
    length: str
    since: date
    education: bool = False

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

        when = say("laat", dag=self.offered) if self.offered else say("geen")
        return [
            box(say("waarvoor")),
            text(say("plan", dag=self.plan)),
            text(say("onderwijs") if self.education else when),
            text(say("duur", duur=self.length)),
            text(say("verklaring", bestuur=self.sender.body)),
            *listed(say("hoe_kop"), say("hoe_vraag", vanaf=self.since), say("hoe_mee"), say("hoe_kopie")),
            text(say("hulp")),
        ]
