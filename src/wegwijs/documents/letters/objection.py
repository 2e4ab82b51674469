"""The clause that each decision carries: who decided, until when and where one may object (Awb 3:45, 6:4 to 6:16)."""

from dataclasses import dataclass
from datetime import date

from wegwijs.documents.content import Block, box, bullets, heading, text
from wegwijs.ui.format import long_day

_WEEKS = {6: "zes"}


@dataclass(frozen=True, slots=True)
class Objection:
    """Where and until when. ``weeks`` is T-18; ``digital`` is empty where no digital way is known."""

    body: str
    postal: str
    court: str
    weeks: int
    digital: str = ""

    def blocks(self, number: str, dated: date) -> list[Block]:
        """The clause in A2 Dutch, for the decision of a day with its number."""
        weeks = _WEEKS.get(self.weeks, str(self.weeks))
        return [
            heading("Bent u het niet eens met dit besluit?"),
            text("Bel eerst met ons. Vaak komen wij er samen uit."),
            box(f"U mag ook **bezwaar** maken. Dan kijken wij opnieuw naar dit besluit. U hebt daarvoor **{weeks} weken**. De {weeks} weken beginnen op de dag nadat wij deze brief aan u hebben gestuurd of gegeven."),
            text("Schrijf in uw bezwaar:"),
            bullets(
                "uw naam en uw adres",
                "de datum van vandaag",
                f"over welk besluit het gaat: het besluit van {long_day(dated)}, kenmerk {number}",
                "waarom u het niet eens bent met het besluit",
                "uw handtekening",
            ),
            text("Stuur uw bezwaar naar:"),
            bullets(
                f"**per post:** {self.body}, {self.postal}",
                *([f"**digitaal:** {self.digital}"] if self.digital else []),
            ),
            text("Stuurt u een brief? Doe hem dan op tijd op de post. Bent u te laat? Dan kunnen wij uw bezwaar meestal niet meer behandelen."),
            heading("Het besluit geldt ook als u bezwaar maakt"),
            text(f"Dat staat in de Algemene wet bestuursrecht, artikel 6:16. Kunt u niet wachten op ons antwoord? Dan mag u de voorzieningenrechter van de {self._court()} om een **voorlopige voorziening** vragen. Dat kan alleen als u ook bezwaar maakt. U betaalt daarvoor geld: het griffierecht."),
            text("Hebt u hulp nodig bij uw bezwaar? Het Juridisch Loket geeft gratis advies. U mag ook iemand anders vragen om u te helpen."),
        ]  # fmt: skip

    def _court(self) -> str:
        """ "Rechtbank Rotterdam" reads "rechtbank Rotterdam" in a sentence."""
        return f"{self.court[:1].lower()}{self.court[1:]}"
