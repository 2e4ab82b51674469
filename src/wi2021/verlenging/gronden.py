"""The grounds on which the inburgeringstermijn gets longer (section 2.1), with their rules, limits and proof."""

from datetime import date
from enum import StrEnum

from wi2021.grondslag import Regel, Zekerheid, bi, regel, ri, wi


class Grond(StrEnum):
    """Why a termijn is extended; the value is the id of the rule."""

    ZIEKTE = "X-a"
    OVERLIJDEN = "X-b"
    GEBOORTE = "X-c"
    OPVANG = "X-d"
    ALFABETISERING = "X-e"
    DAKLOOS = "X-f"
    GEEN_AANBOD = "X-g"
    AANBIEDER = "X-h"
    OVERIG = "X-i"
    COMBINATIE = "X-j"
    OPLEIDING = "X-k"
    BIJNA_KLAAR = "X-l"
    ONDERBREKING = "X-m"
    EXAMENS_NAKIJKEN = "X-n"


def _x(grond: Grond, titel: str) -> Regel:
    letter = grond.value[-1]
    return regel(grond.value, titel, ri("4.1", "1", letter), ri("4.1", "2", letter))


REGELS: dict[Grond, Regel] = {
    Grond.ZIEKTE: _x(Grond.ZIEKTE, "Ziekte van drie maanden of langer"),
    Grond.OVERLIJDEN: _x(Grond.OVERLIJDEN, "Overlijden van partner of naaste familie"),
    Grond.GEBOORTE: _x(Grond.GEBOORTE, "Geboorte van een kind"),
    Grond.OPVANG: _x(Grond.OPVANG, "Verblijf in de vrouwenopvang"),
    Grond.ALFABETISERING: _x(Grond.ALFABETISERING, "Alfabetisering in de B1-route of Onderwijsroute"),
    Grond.DAKLOOS: _x(Grond.DAKLOOS, "Dakloosheid"),
    Grond.GEEN_AANBOD: _x(Grond.GEEN_AANBOD, "Geen tijdig aanbod van de gemeente"),
    Grond.AANBIEDER: _x(Grond.AANBIEDER, "Oorzaak bij de aanbieder"),
    Grond.OVERIG: _x(Grond.OVERIG, "Andere niet verwijtbare vertraging"),
    Grond.COMBINATIE: _x(Grond.COMBINATIE, "Meer oorzaken samen"),
    Grond.OPLEIDING: regel(
        Grond.OPLEIDING.value, "Niet-vrijstellende opleiding", bi("4.3", "2"),
        van=date(2023, 1, 1), zekerheid=Zekerheid.ONGECONTROLEERD,
    ),
    Grond.BIJNA_KLAAR: regel(Grond.BIJNA_KLAAR.value, "Bijna klaar in de B1-route", wi("12", "1", "b"), bi("4.4")),
    Grond.ONDERBREKING: regel(Grond.ONDERBREKING.value, "Onderbreking van de plicht", bi("4.2")),
    Grond.EXAMENS_NAKIJKEN: regel(
        Grond.EXAMENS_NAKIJKEN.value, "Achterstand bij het nakijken van examens", wi("12"), bi("4.5", "3"),
        van=date(2026, 7, 31), zekerheid=Zekerheid.ONGECONTROLEERD,
    ),
}  # fmt: skip
# The number that limits how long a lasting cause can extend; None: as long as it lasted.
HOOGSTENS: dict[Grond, str | None] = {
    Grond.ZIEKTE: None, Grond.OPVANG: None, Grond.COMBINATIE: None,
    Grond.ALFABETISERING: "verlenging.half_jaar.maanden", Grond.AANBIEDER: "verlenging.half_jaar.maanden",
    Grond.DAKLOOS: "verlenging.twee_jaar.maanden", Grond.OVERIG: "verlenging.twee_jaar.maanden",
}  # fmt: skip
BEWIJS: dict[Grond, str] = {
    Grond.ZIEKTE: "machtiging om medische gegevens op te vragen", Grond.OVERLIJDEN: "akte van overlijden",
    Grond.GEBOORTE: "geboorteakte uit de BRP", Grond.OPVANG: "verklaring van de opvang",
    Grond.ALFABETISERING: "verklaring van de school", Grond.DAKLOOS: "uittreksel uit de BRP",
    Grond.GEEN_AANBOD: "verklaring van het college", Grond.AANBIEDER: "stukken over de aanbieder",
    Grond.OVERIG: "stukken over de omstandigheid", Grond.COMBINATIE: "stukken bij elke oorzaak",
    Grond.OPLEIDING: "verklaring van de opleiding", Grond.BIJNA_KLAAR: "uitslagen en gevolgde uren",
    Grond.ONDERBREKING: "gegevens van de BRP", Grond.EXAMENS_NAKIJKEN: "geen: DUO verlengt uit eigen beweging",
}  # fmt: skip
