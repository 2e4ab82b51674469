"""Where the council letter and the law differ (section 0.2): what the law says decides, and the product follows it."""

from dataclasses import dataclass
from datetime import date

from wi2021.grondslag import Regel, Zekerheid, awb, bi, pw, regel, wi


@dataclass(frozen=True, slots=True)
class Afwijking:
    """One difference: what the letter says, what the law says, and what this product does."""

    regel: Regel
    brief: str
    wet: str
    gevolg: str


AFWIJKINGEN: dict[str, Afwijking] = {
    found.regel.id: found
    for found in (
        Afwijking(
            regel("D1", "Wanneer de tien weken beginnen", bi("5.3", "1")),
            "PIP binnen tien weken na huisvesting.",
            "Tien weken na de kennisgeving van DUO; alleen wie toen nog niet in de gemeente van huisvesting stond ingeschreven: na die inschrijving.",
            "Twee klokken; de feiten bepalen welke geldt (T-01, T-02). Voor 2023 telde de inschrijving (T-02-old).",
        ),
        Afwijking(
            regel("D2", "Het PIP van een gezinsmigrant is een besluit", wi("15", "1"), wi("15", "3")),
            "Voor gezinsmigranten is het PIP een advies.",
            "Het college stelt voor iedereen leerroute, ondersteuning, PVT en MAP vast bij beschikking.",
            "Ook hun PIP heeft een bezwaarclausule; advies is alleen de keuze van de school.",
        ),
        Afwijking(
            regel("D3", "PVT en MAP zijn voor iedereen verplicht", wi("6", "1"), wi("6", "3"), wi("8", "3")),
            "Gezinsmigranten doen PVT.",
            "PVT en MAP zijn voor beide groepen verplicht; in de Onderwijsroute geen MAP.",
            "Ook het lichte traject plant MAP met een eindgesprek.",
        ),
        Afwijking(
            regel("D4", "Wat ontzorgen mag", pw("56a", "2")),
            "Inkomsten en toeslagen innen, betalen en leefgeld uitkeren.",
            "De wet verplicht alleen mee te werken aan betaling uit de bijstand van huur, gas, water, stroom en zorgpremie, zes maanden.",
            "Meer kan alleen met een eigen, vastgelegde afspraak.",
        ),
        Afwijking(
            regel("D5", "Voor wie ontzorgen geldt", pw("56a", "1")),
            "Ontzorgen voor statushouders.",
            "Alleen voor plichtigen met een verblijfsvergunning asiel voor bepaalde tijd.",
            "Een eigen toets, los van de doelgroep.",
        ),
        Afwijking(
            regel("D6", "Verrekenen van een boete", awb("4:93"), zekerheid=Zekerheid.AFGELEID),
            "Geen verordening nodig.",
            "Een boete verrekenen met bijstand vraagt een verordening.",
            "Verrekenen staat uit tot een gemeente een verordening vastlegt.",
        ),
        Afwijking(
            regel("D7", "In wiens naam besloten wordt", wi("18"), awb("10:1"), awb("10:2"), awb("10:3"), awb("10:4"), awb("10:5")),
            "De uitvoerder beslist op grond van de DVO.",
            "De bevoegdheid komt uit een mandaatbesluit van elk college, met instemming van de werkgever van wie beslist. Alleen bij volledige overdracht beslist het eigen bestuur, en nooit over artikel 39 en hoofdstuk 10.",
            "Per gemeente een register van mandaten en een datum van overdracht; zonder mandaat geen besluit.",
        ),
        Afwijking(
            regel("D8", "Wat voor het PIP al telt", bi("5.3", "5"), bi("3.1", "5"), bi("3.2", "3"), bi("3.14", "6"), bi("3.14", "9"), bi("5.5", "2")),
            "Activiteiten beginnen al tijdens de intake.",
            "Inspanningen voor het PIP tellen niet mee, behalve waar het besluit dat zegt.",
            "Elk uur krijgt een fase en een soort; het college beslist wat telt (MP-01).",
        ),
        Afwijking(
            regel("D9", "Geen boete vanzelf", wi("22"), wi("23"), van=date(2025, 2, 4), zekerheid=Zekerheid.AFGELEID),
            "Handhaven volgens de wet.",
            "Sinds 2025 geen automatische boetes voor asielstatushouders.",
            "Een poort voor elke boete: eerst waarschuwen, gesprek en alternatieven.",
        ),
    )
}  # fmt: skip
