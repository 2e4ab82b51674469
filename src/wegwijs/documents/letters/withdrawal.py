"""A PIP that no longer holds: the decision to withdraw it, or the news that an objection or a court ended it (T-09)."""

from dataclasses import dataclass
from datetime import date

from wegwijs.documents.content import Block, Content, box, bullets, heading, text
from wegwijs.documents.letters.about import about
from wegwijs.documents.letters.objection import Objection
from wegwijs.documents.letters.sender import Sender
from wegwijs.documents.wording import DUTCH, Same, Words
from wegwijs.ui.format import long_day


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
        """The letter in A2 Dutch; of ``words`` it takes what stands around every letter and the clause about objecting.
        There is no translation of it."""
        what = "uw persoonlijk plan inburgering en participatie (PIP) geldt niet meer"
        return Content(
            subject=f"{what[:1].upper()}{what[1:]}" if self.elsewhere else f"Besluit: {what}",
            salutation=words.say("brief", "aanhef", naam=Same(self.name)),
            dated=self.dated.isoformat(),
            sender=self.sender.head(),
            reference=self.sender.reference(self.number, words),
            blocks=(*self._opening(), *self._why(), *self._meaning(), *self._ending(words)),
            signature=(
                f"{self.sender.formula[:1].upper()}{self.sender.formula[1:]},",
                self.signed_by,
                *([words.say("brief", "mandaat", mandaat=self.mandate)] if self.mandate else []),
                words.say("brief", "digitaal"),
            ),
            return_address=self.sender.return_address,
            **about(words, "bezwaar"),
        )

    def _opening(self) -> list[Block]:
        plan = f"U kreeg van ons een plan: het **PIP** van {long_day(self.of)} (kenmerk {self.number}, versie {self.version})."
        if self.elsewhere is None:
            return [
                text(plan),
                box("Wij trekken dit plan in. Het plan geldt **niet meer** vanaf de dag dat wij deze brief aan u hebben gestuurd of gegeven."),
                text(f"Dit is een besluit van {self.sender.body}. De regels staan in de Wet inburgering 2021, artikel 15."),
            ]  # fmt: skip
        said = (
            f"De rechter deed uitspraak op {long_day(self.elsewhere.dated)} (zaaknummer {self.elsewhere.number})."
            if self.elsewhere.by_court
            else f"U maakte bezwaar. Op {long_day(self.elsewhere.dated)} kreeg u een beslissing op uw bezwaar (kenmerk {self.elsewhere.number})."
        )
        return [text(plan), text(said), box("Daarom geldt dit plan **niet meer**.")]

    def _why(self) -> list[Block]:
        return [heading("Waarom?"), *(text(reason) for reason in self.reasons)]

    def _meaning(self) -> list[Block]:
        until = f" U hebt tot en met **{long_day(self.term_until)}**." if self.term_until else ""
        by = f", uiterlijk op **{long_day(self.new_by)}**" if self.new_by else ""
        now = (
            f"Uw plan van {long_day(self.revives)} geldt weer."
            if self.revives
            else f"Wij maken een nieuw plan met u{by}. U hoort van ons wanneer wij daarover met u praten."
        )
        return [
            heading("Wat betekent dit voor u?"),
            bullets(
                now,
                "U moet nog steeds inburgeren.",
                f"De tijd die u hebt om in te burgeren verandert **niet** (Wet inburgering 2021, artikel 11, derde lid).{until}",
                "Hebt u al lessen? Bel ons. Dan spreken wij af hoe het verder gaat.",
                "Wij vertellen DUO dat dit plan niet meer geldt.",
            ),
        ]  # fmt: skip

    def _ending(self, words: Words) -> list[Block]:
        if self.elsewhere is None:
            return self.objection.blocks(self.number, self.dated, words)
        where = "de uitspraak" if self.elsewhere.by_court else "de beslissing op uw bezwaar"
        return [
            heading("Bent u het er niet mee eens?"),
            text(f"Deze brief is geen nieuw besluit. In {where} staat wat u kunt doen en hoeveel tijd u daarvoor hebt."),
            text("Hebt u hulp nodig? Het Juridisch Loket geeft gratis advies."),
        ]  # fmt: skip
