"""The invitation to the brede intake, and the warning with a repeated one (Wi 14(2), 22; PRC-02)."""

from dataclasses import dataclass
from datetime import date

from wegwijs.documents.content import Block, Content, box, bullets, facts, heading, text
from wegwijs.documents.letters.sender import Sender
from wegwijs.ui.format import weekday


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

    def content(self) -> Content:
        """The letter in A2 Dutch."""
        warning = self.missed_on is not None
        return Content(
            subject="Waarschuwing: kom naar het gesprek over uw inburgering"
            if warning
            else "Uitnodiging: gesprek over uw inburgering",
            salutation=f"Beste {self.name},",
            dated=self.dated.isoformat(),
            sender=self.sender.head(),
            reference=self.sender.reference(self.number),
            blocks=tuple(self._warning() if warning else self._invitation()) + tuple(self._rest()),
            signature=(self.sender.contact, self.sender.formula or self.sender.organisation),
            return_address=self.sender.return_address,
        )

    def _invitation(self) -> list[Block]:
        return [
            text("U moet inburgeren. Daarom maken wij samen met u een plan. Eerst praten wij met u. Dit gesprek heet de **brede intake**."),
            self._appointment(),
        ]  # fmt: skip

    def _warning(self) -> list[Block]:
        missed = weekday(self.missed_on) if self.missed_on else ""
        return [
            text(f"U had een afspraak op **{missed}**. U bent niet gekomen, of u hebt niet goed meegewerkt. U hebt daarvoor geen goede reden gegeven."),
            box("Dit is een **waarschuwing**. U moet meewerken aan de brede intake. Dat staat in de Wet inburgering 2021, artikel 14, tweede lid."),
            text("U krijgt een nieuwe afspraak:"),
            self._appointment(),
            heading("Wat gebeurt er als u weer niet komt?"),
            text(self._consequence()),
        ]  # fmt: skip

    def _consequence(self) -> str:
        last = "Komt u daarna nog niet, dan maken wij uw plan zonder u."
        if self.asylum:
            return f"Dan nemen wij weer contact met u op. Wij willen graag weten wat er is, en wij helpen u. {last}"
        return (
            "Dan kunt u een boete krijgen (Wet inburgering 2021, artikel 22). Voordat wij daarover beslissen, mag u "
            f"vertellen waarom u niet kwam. {last}"
        )

    def _appointment(self) -> Block:
        return facts(
            ("Wanneer", f"**{weekday(self.at)}**, {self.time} uur"),
            ("Waar", self.place),
            ("Hoe", self.method),
            ("Tolk", self.interpreter),
            ("Reageren tot en met", weekday(self.reply_by)),
        )

    def _rest(self) -> list[Block]:
        phone = (
            f"Bel {self.sender.phone}" if self.sender.phone else f"Neem contact op met {self.sender.contact}"
        )
        return [
            heading("Wat neemt u mee?"),
            bullets("uw verblijfsdocument of paspoort", "diploma’s en papieren van uw werk, als u die hebt", "deze brief"),
            heading("Waarover praten wij?"),
            bullets(
                "uw opleiding en uw werk, vroeger en nu",
                "hoe goed u Nederlands spreekt, leest en schrijft",
                "uw gezin en de opvang of school van uw kinderen",
                "uw gezondheid, alleen als die belangrijk is voor het leren",
                "wat u wilt: werk, een opleiding of iets anders",
            ),
            box("U mag het gesprek **alleen** voeren, zonder familie of andere mensen erbij. Dat is uw recht (Besluit inburgering 2021, artikel 5.2, tweede lid). Zeg het ons, dan regelen wij dat."),
            heading("Kunt u niet komen?"),
            text(f"{phone}, vóór de afspraak. Wij maken dan een nieuwe afspraak met u. Hebt u hulp nodig bij deze brief? Vraag het ons, of vraag uw begeleider."),
        ]  # fmt: skip
