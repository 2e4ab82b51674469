"""The clause that each decision carries: who decided, until when and where one may object (Awb 3:45, 6:4 to 6:16)."""

from dataclasses import dataclass
from datetime import date

from wegwijs.documents.content import Block, box, bullets, heading, text
from wegwijs.documents.wording import DUTCH, Count, Same, Value, Words


@dataclass(frozen=True, slots=True)
class Objection:
    """Where and until when. ``weeks`` is T-18; ``digital`` is empty where no digital way is known."""

    body: str
    postal: str
    court: str
    weeks: int
    digital: str = ""

    def blocks(self, number: str, dated: date, words: Words = DUTCH) -> list[Block]:
        """The clause in A2 Dutch (or its translation), for the decision of a day with its number."""

        def say(key: str, **values: Value) -> str:
            return words.say("bezwaar", key, **values)

        return [
            heading(say("kop")),
            text(say("bel")),
            box(say("termijn", weken=Count(self.weeks))),
            text(say("schrijf")),
            bullets(
                say("schrijf_naam"),
                say("schrijf_datum"),
                say("schrijf_besluit", dag=dated, nummer=Same(number)),
                say("schrijf_waarom"),
                say("schrijf_tekenen"),
            ),
            text(say("stuur")),
            bullets(
                say("stuur_post", bestuur=self.body, adres=self.postal),
                *([say("stuur_digitaal", digitaal=Same(self.digital))] if self.digital else []),
            ),
            text(say("op_tijd")),
            heading(say("geldt_kop")),
            text(say("geldt", rechtbank=self._court())),
            text(say("hulp")),
        ]

    def _court(self) -> str:
        """ "Rechtbank Rotterdam" reads "rechtbank Rotterdam" in a sentence."""
        return f"{self.court[:1].lower()}{self.court[1:]}"
