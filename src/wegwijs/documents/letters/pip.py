"""The PIP as a decision: for an asielstatushouder, and with its own content and tone for a gezinsmigrant (D2, D3)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wegwijs.documents.content import Block, Content, box, bullets, facts, heading, text
from wegwijs.documents.letters.objection import Objection
from wegwijs.documents.letters.sender import Sender
from wegwijs.ui.format import long_day


class Occasion(StrEnum):
    """Why there is this letter: what its first sentences say."""

    FIRST = "eerste plan"
    ABSENT = "eerste plan, zonder gesprek"
    MOVED = "na een verhuizing"
    CHANGED = "gewijzigd plan"
    AGAIN = "nieuw plan na intrekken"


@dataclass(frozen=True, slots=True)
class PipLetter:
    """Everything the plan says (PIP-01 to PIP-09), in finished words. Hours are whole hours.

    ``asylum``: the gemeente offers and pays the lessons; otherwise the inburgeraar chooses and pays the course
    (Wi 16). ``before``: the date of the plan that this one replaces or follows. ``term_until``: the last day of the
    inburgeringstermijn as DUO told it; a later plan never moves it (Wi 11(3)).
    """

    sender: Sender
    objection: Objection
    number: str
    name: str
    dated: date
    occasion: Occasion
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
    term_years: int
    signed_by: str
    before: date | None = None
    term_until: date | None = None
    route_hours: int | None = None
    literacy: str = ""
    exams: tuple[str, ...] = ()
    finish_education: bool = False
    participation: tuple[str, ...] = ()
    change: str = ""
    deviation: str = ""
    mandate: str = ""

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
                *self._next(),
                *self.objection.blocks(self.number, self.dated),
            ),
            signature=(
                f"{self._formula()},",
                self.signed_by,
                *([f"Op grond van {self.mandate}"] if self.mandate else []),
                "Deze brief is digitaal gemaakt. Daarom staat er geen handtekening onder.",
            ),
            return_address=self.sender.return_address,
            enclosures=self.participation,
        )

    def _formula(self) -> str:
        formula = self.sender.formula or self.sender.body
        return formula[:1].upper() + formula[1:]

    def _opening(self) -> list[Block]:
        found = [text(line) for line in self._occasion()]
        found.append(text(f"Dit is een besluit van {self.sender.body}. De regels staan in de Wet inburgering 2021, artikel 15, en in het Besluit inburgering 2021, artikel 5.3."))  # fmt: skip
        if self.change:
            found.append(text(f"Waarom is uw plan veranderd? {self.change}"))
        if not self.asylum:
            found.append(
                box("U kiest zelf uw school en u betaalt zelf uw cursus. U mag daarvoor geld lenen bij DUO. Uw leerroute staat wel vast: die staat in dit besluit. Het participatieverklaringstraject (PVT) en de Module Arbeidsmarkt en Participatie (MAP) krijgt u van ons.")
            )  # fmt: skip
        return found

    def _occasion(self) -> tuple[str, ...]:
        plan = "Dit plan heet het **PIP**: persoonlijk plan inburgering en participatie."
        old = f" van {long_day(self.before)}" if self.before else ""
        return {
            Occasion.FIRST: (
                "U moet inburgeren. Wij hebben met u gesproken over wat u kunt en wat u wilt. Daarna hebben wij een plan voor u gemaakt.",
                plan,
            ),
            Occasion.ABSENT: (
                "U moet inburgeren. Wij hebben u een paar keer uitgenodigd voor een gesprek. U bent niet gekomen. Daarom hebben wij een plan gemaakt met wat wij van u weten. Wilt u er toch over praten? Bel ons.",
                plan,
            ),
            Occasion.MOVED: (
                f"U bent verhuisd. In uw vorige gemeente kreeg u een plan{old}. In uw nieuwe gemeente krijgt u ook een plan. Uw leerroute blijft hetzelfde.",
                plan,
            ),
            Occasion.CHANGED: (
                f"U hebt een plan{old}. Dat plan is veranderd. Dit is uw nieuwe plan. Het komt in de plaats van het oude plan.",
                plan,
            ),
            Occasion.AGAIN: (
                f"U had een plan{old}. Dat plan geldt niet meer. Daarom hebben wij een nieuw plan voor u gemaakt.",
                plan,
            ),
        }[self.occasion]  # fmt: skip

    def _plan(self) -> list[Block]:
        hours = f"ongeveer {self.route_hours} uur les in totaal" if self.route_hours else ""
        course = (
            f"{self.map_hours} uur. U leert over werk in Nederland. Aan het einde hebt u een gesprek met ons."
            if self.map_hours
            else "Deze module hoeft u niet te doen: u volgt de Onderwijsroute."
        )
        return [
            heading("Uw plan"),
            facts(
                ("Uw leerroute", f"**{self.route}**. {self.route_explained}".strip()),
                ("Niveau Nederlands", self.level),
                ("Lessen in uw leerroute", hours if self.asylum else ""),
                ("Leren lezen en schrijven", self.literacy),
                ("Examens die u zelf wilt doen", ", ".join(self.exams)),
                (
                    "Participatieverklaring (PVT)",
                    f"{self.pvt_hours} uur. U leert over de waarden van Nederland. Daarna tekent u de participatieverklaring.",
                ),
                ("Module Arbeidsmarkt en Participatie (MAP)", course),
                (
                    "Gesprekken over hoe het gaat",
                    f"{self.talks} gesprek{'' if self.talks == 1 else 'ken'} met ons",
                ),
                ("Voorschool voor uw kind", self.vve),
                (
                    "Uw opleiding",
                    "U mag de opleiding afmaken die u nu volgt." if self.finish_education else "",
                ),
            ),
        ]

    def _why(self) -> list[Block]:
        found = [heading("Waarom dit plan?")]
        found += [text(reason) for reason in self.reasons]
        if self.deviation:
            found.append(
                text(
                    f"De leerbaarheidstoets gaf een ander advies. Wij kiezen toch deze leerroute. {self.deviation}"
                )
            )
        if self.goals:
            found += [heading("Wat wilt u bereiken?"), bullets(*self.goals)]
        return found

    def _support(self) -> list[Block]:
        found = [heading("Hulp en begeleiding"), bullets(*self.support)]
        if self.participation:
            found.append(
                text("U hebt een bijstandsuitkering. Daarom horen ook de besluiten van de Participatiewet bij dit plan. Ze zitten bij deze brief (Wet inburgering 2021, artikel 15, derde lid).")
            )  # fmt: skip
        return found

    def _next(self) -> list[Block]:
        lessons = (
            "Wij zorgen voor uw lessen en wij betalen ze. U hoort van ons waar en wanneer ze beginnen."
            if self.asylum
            else "Zoek zelf een school met het keurmerk van Blik op Werk. Wij kunnen u helpen met zoeken."
        )
        return [
            heading("Wat gebeurt er nu?"),
            bullets(
                *self._term(),
                lessons,
                "Kom naar de lessen en naar de gesprekken. Kunt u niet? Meld het van tevoren.",
                "Verandert er iets, zoals uw adres, uw werk of uw gezin? Vertel het ons.",
                "Lukt de leerroute niet, of gaat het juist heel goed? Praat met ons. Wij kunnen het plan aanpassen.",
                "Wij geven uw leerroute en de naam van uw contactpersoon door aan DUO.",
            ),
            text("U moet meewerken aan dit plan. Doet u dat niet, dan praten wij eerst met u. Hebt u geen goede reden, dan kan dat gevolgen hebben (Wet inburgering 2021, artikel 23)."),
        ]  # fmt: skip

    def _term(self) -> tuple[str, ...]:
        """The inburgeringstermijn: begins with the first plan, and stays with each later one (Wi 11)."""
        if self.occasion in (Occasion.FIRST, Occasion.ABSENT):
            years = {3: "drie"}.get(self.term_years, str(self.term_years))
            return (
                f"U hebt **{years} jaar** om in te burgeren. De {years} jaar beginnen op de dag na de datum van deze brief. **DUO** stuurt u daar een brief over.",
            )
        until = f" U hebt tot en met **{long_day(self.term_until)}**." if self.term_until else ""
        return (f"De tijd die u hebt om in te burgeren verandert **niet** door dit besluit.{until}",)
