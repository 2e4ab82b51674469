"""The PIP as a decision: for an asielstatushouder, and with its own content and tone for a gezinsmigrant (D2, D3)."""

from dataclasses import dataclass
from datetime import date

from wegwijs.documents.content import Block, Content, box, bullets, facts, heading, text
from wegwijs.documents.letters.sender import Sender
from wegwijs.ui.format import long_day


@dataclass(frozen=True, slots=True)
class PipLetter:
    """Everything the plan says (PIP-01 to PIP-09), in finished words. Hours are whole hours.

    ``asylum``: the gemeente offers and pays the lessons; otherwise the inburgeraar chooses and pays the course
    (Wi 16). ``objection_days`` and ``appeal`` texts come from the law, not from here: ``objection_weeks`` is T-18.
    """

    sender: Sender
    number: str
    name: str
    dated: date
    version: int
    asylum: bool
    route: str
    route_explained: str
    level: str
    reasons: tuple[str, ...]
    goals: tuple[str, ...]
    support: tuple[str, ...]
    pvt_hours: int
    map_hours: int | None
    talks: int
    vve: str
    objection_weeks: int
    signed_by: str
    route_hours: int | None = None
    literacy: str = ""
    exams: tuple[str, ...] = ()
    finish_education: bool = False
    participation: tuple[str, ...] = ()
    change: str = ""
    deviation: str = ""
    mandate: str = ""
    waiting: tuple[str, ...] = ()

    def content(self) -> Content:
        """The decision in A2 Dutch; the names of laws stay as they are."""
        return Content(
            subject="Besluit: uw persoonlijk plan inburgering en participatie (PIP)",
            salutation=f"Beste {self.name},",
            dated=self.dated.isoformat(),
            sender=self.sender.head(),
            reference=self.sender.reference(self.number),
            blocks=(
                *self._opening(),
                *self._plan(),
                *self._why(),
                *self._support(),
                *self._rights(),
                *self._objection(),
            ),
            signature=(
                self._formula(),
                self.signed_by,
                *([self.mandate] if self.mandate else []),
            ),
            return_address=self.sender.return_address,
            enclosures=self.participation,
        )

    def _formula(self) -> str:
        formula = self.sender.formula or self.sender.body or self.sender.organisation
        return formula[:1].upper() + formula[1:]

    def _opening(self) -> list[Block]:
        body = self.sender.body or f"het college van {self.sender.gemeente}"
        new = "een nieuw plan" if self.version > 1 else "een plan"
        found = [
            text(f"U moet inburgeren. Wij hebben met u gesproken. Nu hebben wij {new} voor u gemaakt. Dit plan heet het **PIP**."),
            text(f"Dit is een besluit van {body}. Het staat in de Wet inburgering 2021, artikel 15."),
        ]  # fmt: skip
        if self.change:
            found.append(text(f"Waarom is uw plan veranderd? {self.change}"))
        if not self.asylum:
            found.append(
                box("U kiest zelf uw school en u betaalt zelf uw cursus. U mag daarvoor geld lenen bij DUO. Uw leerroute staat wel vast: die staat in dit besluit.")
            )  # fmt: skip
        return found

    def _plan(self) -> list[Block]:
        hours = f"ongeveer {self.route_hours} uur les" if self.route_hours else ""
        return [
            heading("Uw plan"),
            facts(
                ("Uw leerroute", f"**{self.route}**. {self.route_explained}"),
                ("Niveau Nederlands", self.level),
                ("Lessen in uw leerroute", hours if self.asylum else ""),
                ("Leren lezen en schrijven", self.literacy),
                ("Examens", ", ".join(self.exams)),
                ("Participatieverklaring (PVT)", f"{self.pvt_hours} uur"),
                (
                    "Module Arbeidsmarkt en Participatie (MAP)",
                    f"{self.map_hours} uur" if self.map_hours else "",
                ),
                ("Gesprekken over hoe het gaat", f"{self.talks} gesprek{'' if self.talks == 1 else 'ken'}"),
                ("Opvang en school van uw kind", self.vve),
                (
                    "Uw opleiding",
                    "U mag de opleiding afmaken die u nu volgt." if self.finish_education else "",
                ),
            ),
        ]

    def _why(self) -> list[Block]:
        found = [heading("Waarom deze leerroute?")]
        found += [text(reason) for reason in self.reasons]
        if self.deviation:
            found.append(
                text(
                    f"De leerbaarheidstoets gaf een ander advies. Wij kiezen toch deze route: {self.deviation}"
                )
            )
        if self.goals:
            found += [heading("Wat wilt u bereiken?"), bullets(*self.goals)]
        return found

    def _support(self) -> list[Block]:
        found = [heading("Hulp en begeleiding"), bullets(*self.support)]
        if self.participation:
            found.append(
                text("U hebt een bijstandsuitkering. Daarom horen ook de besluiten van de Participatiewet bij dit plan. U vindt ze in de bijlagen (Wet inburgering 2021, artikel 15, derde lid).")
            )  # fmt: skip
        return found

    def _rights(self) -> list[Block]:
        steps = [
            "**DUO** stuurt u een brief. Daarin staat wanneer uw inburgeringstermijn begint en op welke dag u klaar moet zijn.",
            "Kom naar de lessen en naar de gesprekken. Kunt u niet? Meld het van tevoren.",
            "Verandert er iets, zoals uw adres, uw werk of uw gezin? Vertel het ons.",
            "Lukt de leerroute niet, of gaat het juist heel goed? Praat met ons. Wij kunnen het plan aanpassen.",
        ]
        if self.asylum:
            steps.insert(1, "Wij zorgen voor de lessen. U hoort van ons waar en wanneer ze beginnen.")
        else:
            steps.insert(
                1, "Zoek zelf een school met het keurmerk van Blik op Werk. Wij kunnen u helpen met zoeken."
            )
        return [
            heading("Wat gebeurt er nu?"),
            bullets(*steps),
            text("Werkt u zonder goede reden niet mee aan uw plan? Dan praten wij eerst met u. Helpt dat niet, dan kan dat gevolgen hebben (Wet inburgering 2021, hoofdstuk 6)."),
        ]  # fmt: skip

    def _objection(self) -> list[Block]:
        weeks = {6: "zes"}.get(self.objection_weeks, str(self.objection_weeks))
        where = (
            self.sender.return_address
            or f"het college van burgemeester en wethouders van {self.sender.gemeente}"
        )
        return [
            heading("Bent u het niet eens met dit besluit?"),
            text(f"Bel eerst met ons. Vaak komen wij er samen uit. U mag ook **bezwaar** maken. Dat doet u met een brief, binnen **{weeks} weken**. De {weeks} weken beginnen op de dag nadat wij deze brief hebben gestuurd."),
            text("Zet in uw brief:"),
            bullets(
                "uw naam, adres en handtekening",
                "de datum van vandaag",
                f"de datum en het kenmerk van dit besluit: {long_day(self.dated)}, {self.number}",
                "waarom u het niet eens bent met het besluit",
            ),
            text(f"Stuur uw brief naar: {self.sender.body or 'het college'}, {where}."),
            text("Het besluit geldt ook als u bezwaar maakt (Algemene wet bestuursrecht, artikel 6:16). Kunt u niet wachten? Dan kunt u de voorzieningenrechter van de rechtbank Rotterdam vragen om een **voorlopige voorziening**. Dat kan alleen als u ook bezwaar maakt. U betaalt daarvoor griffierecht."),
            text("Hebt u hulp nodig bij uw bezwaar? Het Juridisch Loket helpt u gratis."),
        ]  # fmt: skip
