"""From B1 down to A2 within the B1-route (R-600, T-11)."""

from datetime import date

from wi2021.facts import Leerroute
from wi2021.grondslag import Answer, Feit, NeedsJudgement, Outcome
from wi2021.leerroutes.regels import R_600, R_O
from wi2021.parameters import parameter
from wi2021.termijnen.regels import T11


def afschalen(
    nt2_uren: int, intake_uren: int, *, inspanning: bool, on: date, route: Leerroute = Leerroute.B1
) -> Answer[bool]:
    """R-600, MP-01: whether the B1-route may go down to A2; ``intake_uren`` are NT2 hours of the intake that qualify."""
    if route is not Leerroute.B1:
        first = " Wissel eerst naar de B1-route." if route is Leerroute.ONDERWIJS else ""
        return Outcome(
            False, R_O if route is Leerroute.ONDERWIJS else R_600,
            uitleg=(f"Afschalen kan alleen in de B1-route, niet in de {route.naam}.{first}",),
        )  # fmt: skip
    least = parameter("afschalen.uren", on=on).value
    total = nt2_uren + intake_uren
    facts = (
        Feit("nt2_uren", "uren NT2", str(nt2_uren)),
        Feit("intake_uren", "uren in de intake", str(intake_uren)),
    )
    if total < least:
        return Outcome(
            False, R_600, facts, (f"Afschalen vraagt **{least} uur** les; er zijn er **{total}**.",)
        )
    if not inspanning:
        return Outcome(
            False, R_600, facts, ("De inburgeraar spande zich onvoldoende in; dan kan afschalen niet.",)
        )
    return NeedsJudgement(
        R_600, "Haalt deze persoon B1 niet, ook met voldoende inspanning?",
        (
            "De voortgang en het oordeel van de school.",
            "Of alle taalonderdelen naar A2 gaan, of een deel.",
            "Andere feiten die van belang zijn.",
        ),
        facts,
        (f"Er zijn **{total}** uren; dat is genoeg. Het college beslist, met een nieuwe versie van het PIP.",),
    )  # fmt: skip


def afschalen_tot() -> Outcome[None]:
    """T-11: going down to A2 has no last day: it can also in an extended or new termijn."""
    return Outcome(
        None, T11, uitleg=("Afschalen kan op elk moment, ook in een verlengde of nieuwe termijn.",)
    )
