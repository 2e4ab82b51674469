"""A PIP that no longer holds: the decision to withdraw it, or the news that an objection or a court ended it (T-09)."""

from dataclasses import dataclass
from datetime import date

from wegwijs.documents.content import Block, Content, box, bullets, heading, text
from wegwijs.documents.letters.about import framed
from wegwijs.documents.letters.objection import Objection
from wegwijs.documents.letters.sender import Sender
from wegwijs.documents.wording import DUTCH, Same, Value, Words


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The decision of someone else that ended the PIP: in objection, or of a court; its number and date."""

    by_court: bool
    number: str
    dated: date


@dataclass(frozen=True, slots=True)
class WithdrawalLetter:
    """What ends, why, and what holds from now on.

    ``of``: the date of the PIP that ends. ``elsewhere``: None when the body withdraws it itself: only then there is an
    objection. ``revives``: the date of an earlier PIP that holds again. ``term_until``: the last day of the
    inburgeringstermijn as DUO told it; it stays as it was (Wi 11(3)). ``new_by``: by when there is a new plan.
    """

    sender: Sender
    objection: Objection
    number: str
    name: str
    dated: date
    of: date
    version: int
    reasons: tuple[str, ...]
    signed_by: str
    mandate: str = ""
    elsewhere: Elsewhere | None = None
    revives: date | None = None
    term_until: date | None = None
    new_by: date | None = None

    def content(self, words: Words = DUTCH) -> Content:
        """The letter in A2 Dutch, or in the language of ``words`` beside it."""
        return Content(
            subject=words.say("intrekken", "onderwerp" if self.elsewhere else "onderwerp_besluit"),
            blocks=(
                *self._opening(words),
                heading(words.say("intrekken", "waarom_kop")),
                *(text(words.passage(reason)) for reason in self.reasons),
                *self._meaning(words),
                *self._ending(words),
            ),
            signature=self.sender.decided(self.signed_by, self.mandate, words),
            **framed(self, words, "intrekken", "bezwaar"),
        )

    def _opening(self, words: Words) -> list[Block]:
        def say(key: str, **values: Value) -> str:
            return words.say("intrekken", key, **values)

        plan = text(say("plan", dag=self.of, nummer=Same(self.number), versie=self.version))
        if self.elsewhere is None:
            return [plan, box(say("wij")), text(say("besluit", bestuur=self.sender.body))]
        key = "rechter" if self.elsewhere.by_court else "op_bezwaar"
        said = say(key, dag=self.elsewhere.dated, nummer=Same(self.elsewhere.number))
        return [plan, text(said), box(say("daarom"))]

    def _meaning(self, words: Words) -> list[Block]:
        def say(key: str, **values: Value) -> str:
            return words.say("intrekken", key, **values)

        if self.revives:
            now = say("weer", dag=self.revives)
        else:
            now = say("nieuw_voor", dag=self.new_by) if self.new_by else say("nieuw")
        stays = say("termijn_tot", tot=self.term_until) if self.term_until else say("termijn")
        return [
            heading(say("betekent_kop")),
            bullets(now, say("inburgeren"), stays, say("lessen"), say("duo")),
        ]

    def _ending(self, words: Words) -> list[Block]:
        if self.elsewhere is None:
            return self.objection.blocks(self.number, self.dated, words)
        key = "niet_eens_rechter" if self.elsewhere.by_court else "niet_eens_bezwaar"
        return [
            heading(words.say("intrekken", "niet_eens_kop")),
            text(words.say("intrekken", key)),
            text(words.say("intrekken", "hulp")),
        ]
