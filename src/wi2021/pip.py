"""The PIP: what it must contain, what it may not contain, and what DUO accepts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wi2021.dagen import add, maanden
from wi2021.facts import Doelgroep, Facts, Leerroute, Niveau
from wi2021.grondslag import Bevinding, Ernst, Outcome, Regel, awb, bi, datum, regel, wi
from wi2021.intake import Toetsuitslag, deviates
from wi2021.parameters import parameter
from wi2021.termijnen.regels import T10

PIP01 = regel("PIP-01", "Verplichte inhoud van het PIP", wi("15", "1"))
PIP02 = regel("PIP-02", "Intensiteit van de leerroute: alleen bij asielstatushouders", wi("15", "2"))
PIP03 = regel("PIP-03", "Besluiten van de Participatiewet horen bij het PIP", wi("15", "3"))
PIP04 = regel("PIP-04", "Aantal voortgangsgesprekken in het PIP", bi("5.3", "4"))
PIP05 = regel("PIP-05", "Z-route: examens die iemand wil en kan doen", bi("3.14", "7"))
PIP06 = regel("PIP-06", "Het PIP volgt een wisseling of afschalen", bi("5.3", "6"), wi("11", "3"))
PIP07 = regel("PIP-07", "Alfabetisering met een lening: verplichting in het PIP", bi("6.2", "1", "c"))
PIP08 = regel("PIP-08", "Een niet-vrijstellende opleiding afmaken", bi("5.4", "2"))
PIP09 = regel("PIP-09", "Het PIP is een besluit met bezwaar", wi("15", "3"), awb("3:45"), awb("6:16"))
PIP10 = regel("PIP-10", "Wat DUO aanvaardt", wi("34", "1"), bi("9.3", "2"))
R_SW = regel("R-SW", "Wisselen vraagt een reden", wi("17", "2"), bi("5.4", "1"))


class Alfabetisering(StrEnum):
    """DUO's code for literacy education."""

    ANALFABEET = "A"
    ANDERS_ANALFABEET = "AA"
    NVT = "NVT"


class Wisselgrond(StrEnum):
    """Why the route changes (Wi 17(2)); the first two are the grounds of the law."""

    TE_WEINIG = "te_weinig"
    MEER = "meer"
    BIJZONDER = "bijzonder"
    VERHUISD = "verhuisd"
    BEZWAAR = "bezwaar"


@dataclass(frozen=True, slots=True)
class PipInhoud:
    """What a PIP says. Hours are whole hours; ``vve`` is the agreement, or that there is no young child.

    ``eerste_ooit``: no college made a PIP for this person before. ``vorige_leerroute`` is of the PIP it replaces.
    """

    dagtekening: date | None = None
    leerroute: Leerroute | None = None
    niveau: Niveau | None = None
    intensiteit_uren: int | None = None
    alfabetisering: Alfabetisering = Alfabetisering.NVT
    ondersteuning: tuple[str, ...] = ()
    pvt_uren: int | None = None
    map_uren: int | None = None
    vve: str = ""
    voortgangsgesprekken: int | None = None
    bijlagen_participatiewet: int = 0
    examens_z_route: tuple[str, ...] = ()
    verplichting_alfabetisering: bool = False
    wil_lening_alfabetisering: bool = False
    mag_opleiding_afmaken: bool = False
    wens_onderwijs: bool = False
    motief_afwijking: str = ""
    toetsuitslag: Toetsuitslag | None = None
    eerste_ooit: bool = True
    vorige_leerroute: Leerroute | None = None
    vorige_dagtekening: date | None = None
    wisselgrond: Wisselgrond | None = None
    wisselmotief: str = ""
    door_verhuizing: bool = False


def check_pip(pip: PipInhoud, facts: Facts, *, on: date) -> tuple[Bevinding, ...]:
    """Everything that stands in the way of establishing this PIP on the day ``on``, or asks a judgement."""
    return (
        *_content(pip, facts),
        *_group(pip, facts, on),
        *_switch(pip, facts),
        *_dates(pip, facts, on),
        *_duo(pip, facts),
    )


def _stop(rule: Regel, field: str, sentence: str, remedy: str) -> Bevinding:
    return Bevinding(rule, Ernst.BLOKKEERT, field, f"{sentence} ({rule.artikelen[0]})", remedy)


def _content(pip: PipInhoud, facts: Facts) -> Iterator[Bevinding]:
    if pip.leerroute is None:
        yield _stop(
            PIP01,
            "leerroute",
            "Er is nog geen leerroute gekozen",
            "Kies B1-route, Onderwijsroute of Z-route.",
        )
    if not pip.ondersteuning:
        yield _stop(
            PIP01,
            "ondersteuning",
            "De ondersteuning en begeleiding ontbreken",
            "Kies ten minste één vorm van begeleiding.",
        )
    least = parameter("pvt.uren", on=_day(pip)).value
    if pip.pvt_uren is None or pip.pvt_uren < least:
        yield _stop(
            PIP01, "pvt_uren", f"Het PVT duurt ten minste {least} uur", f"Vul {least} uur of meer in."
        )
    yield from _map(pip)
    if not pip.vve:
        yield _stop(
            PIP01,
            "vve",
            "De afspraken over voor- en vroegschoolse educatie ontbreken",
            "Vul de afspraak in, of kies dat er geen jong kind is.",
        )
    if not pip.voortgangsgesprekken:
        yield _stop(
            PIP04,
            "voortgangsgesprekken",
            "Het aantal voortgangsgesprekken ontbreekt",
            "Vul in hoeveel gesprekken er komen: ten minste 1.",
        )
    if pip.leerroute is Leerroute.ONDERWIJS and not pip.wens_onderwijs:
        yield _stop(
            PIP01,
            "wens_onderwijs",
            "De Onderwijsroute kan alleen als de inburgeraar in de intake zei dat te willen",
            "Leg de wens vast in de intake, of kies een andere route.",
        )
    if (
        pip.leerroute
        and deviates(pip.toetsuitslag, pip.leerroute is Leerroute.Z)
        and not pip.motief_afwijking
    ):
        yield _stop(
            PIP01,
            "motief_afwijking",
            f"De route wijkt af van de leerbaarheidstoets ({pip.toetsuitslag})",
            "Leg uit waarom deze route toch past.",
        )


def _map(pip: PipInhoud) -> Iterator[Bevinding]:
    if pip.leerroute is Leerroute.ONDERWIJS:
        if pip.map_uren:
            yield _stop(PIP01, "map_uren", "In de Onderwijsroute hoort geen MAP", "Maak het veld leeg.")
        return
    least = parameter("map.uren", on=_day(pip)).value
    if pip.map_uren is None or pip.map_uren < least:
        yield _stop(PIP01, "map_uren", f"De MAP duurt ten minste {least} uur", f"Vul {least} uur of meer in.")


def _day(pip: PipInhoud) -> date:
    return pip.dagtekening or date.max


def _group(pip: PipInhoud, facts: Facts, on: date) -> Iterator[Bevinding]:
    if facts.doelgroep is None:
        yield _stop(
            PIP10,
            "doelgroep",
            "DUO heeft de doelgroep nog niet gemeld",
            "Wacht op DUO, of neem de doelgroep over uit het portaal.",
        )
        return
    if facts.doelgroep is Doelgroep.ASIELSTATUSHOUDER:
        if pip.intensiteit_uren is None and pip.leerroute is Leerroute.B1:
            yield _stop(
                PIP02,
                "intensiteit_uren",
                "De intensiteit van de leerroute ontbreekt",
                "Schat het totale aantal lesuren van de B1-route.",
            )
    elif pip.intensiteit_uren is not None:
        yield _stop(
            PIP02,
            "intensiteit_uren",
            "Bij een gezinsmigrant of overige migrant hoort geen intensiteit van de leerroute",
            "Maak het veld leeg: de inburgeraar kiest zelf de cursus.",
        )
    if facts.doelgroep is Doelgroep.GEZINSMIGRANT_EN_OVERIGE and pip.leerroute is Leerroute.Z:
        yield Bevinding(
            PIP01, Ernst.OORDEEL, "leerroute",
            f"Het college kan delen van de Z-route ook aan een gezinsmigrant aanbieden ({bi('3.14', '1')}).",
            "Beslis of u dat doet, en leg uit waarom.",
        )  # fmt: skip
    has_benefit = (
        facts.bijstand_vanaf is not None
        and facts.bijstand_vanaf <= on
        and not (facts.bijstand_tot and facts.bijstand_tot < on)
    )
    if has_benefit and not pip.bijlagen_participatiewet:
        yield _stop(
            PIP03,
            "bijlagen",
            "De besluiten van de Participatiewet ontbreken",
            "Voeg het besluit over participatie toe; dat hoort bij het PIP.",
        )
    if pip.wil_lening_alfabetisering and not pip.verplichting_alfabetisering:
        yield _stop(
            PIP07,
            "verplichting_alfabetisering",
            "Voor een lening voor alfabetisering moet de verplichting in het PIP staan",
            "Zet de verplichting in het PIP.",
        )
    if pip.examens_z_route and pip.leerroute is not Leerroute.Z:
        yield _stop(
            PIP05,
            "examens_z_route",
            "Losse examens op A2 of KNM horen alleen bij de Z-route",
            "Maak het veld leeg.",
        )


def _switch(pip: PipInhoud, facts: Facts) -> Iterator[Bevinding]:
    """R-SW, T-10, MOV-01: a route changes with a ground, and after eighteen months only in special cases."""
    before = pip.vorige_leerroute
    if before is None or pip.leerroute is None or pip.leerroute is before:
        return
    if pip.door_verhuizing:
        yield Bevinding(
            PIP06, Ernst.BLOKKEERT, "leerroute",
            f"Na een verhuizing is de leerroute gelijk aan de route die al was vastgesteld: {before.naam} ({wi('15', '4')}).",
            f"Kies de {before.naam}. Wisselen kan later, met een reden.",
        )  # fmt: skip
        return
    if pip.wisselgrond is None or not pip.wisselmotief:
        yield _stop(
            R_SW,
            "wisselgrond",
            f"Wisselen van {before.naam} naar {pip.leerroute.naam} vraagt een reden",
            "Kies de reden (minder of meer voortgang dan verwacht) en leg die uit.",
        )
    first = facts.eerste_pip()
    always = before is Leerroute.ONDERWIJS and pip.leerroute is Leerroute.B1
    if first is None or always or pip.dagtekening is None:
        return
    last = add(first.dagtekening, maanden(parameter("wisselen.maanden", on=pip.dagtekening).value))
    later = (
        facts.niet_vrijstellende_opleiding_tot is not None and facts.niet_vrijstellende_opleiding_tot > last
    )
    if pip.dagtekening <= last or later:
        return
    if pip.wisselgrond is Wisselgrond.BIJZONDER:
        yield Bevinding(
            T10, Ernst.OORDEEL, "wisselgrond",
            f"Wisselen kon tot en met {datum(last)}. Daarna alleen in bijzondere individuele gevallen ({T10.artikelen[1]}).",
            "Weeg wat er bijzonder is aan dit geval en leg dat vast.",
        )  # fmt: skip
    else:
        yield _stop(
            T10,
            "leerroute",
            f"Wisselen van leerroute kon tot en met {datum(last)}",
            "Houd de huidige route, of leg een bijzondere individuele omstandigheid vast.",
        )


def _dates(pip: PipInhoud, facts: Facts, on: date) -> Iterator[Bevinding]:
    """PIP-10, DUO-PIP-01 to -03."""
    day = pip.dagtekening
    if day is None:
        yield _stop(PIP10, "dagtekening", "De dagtekening ontbreekt", "Vul de datum van het besluit in.")
        return
    if day > on:
        yield _stop(PIP10, "dagtekening", "De dagtekening ligt in de toekomst", "Vul vandaag in.")
    if facts.plicht_begin is None:
        yield _stop(
            PIP10,
            "dagtekening",
            "DUO heeft de inburgeringsplicht nog niet gemeld",
            "Wacht op DUO's kennisgeving: een voorloper krijgt nog geen PIP.",
        )
    elif day < facts.plicht_begin:
        yield _stop(
            PIP10,
            "dagtekening",
            f"De dagtekening ligt voor het begin van de plicht ({datum(facts.plicht_begin)})",
            "Kies een datum op of na die dag.",
        )
    here = facts.inschrijving()
    if here is None:
        yield _stop(
            PIP10,
            "dagtekening",
            "De inburgeraar staat nog niet ingeschreven in de gemeente",
            "Leg eerst de inschrijving in de BRP vast.",
        )
    elif day < here.vanaf:
        yield _stop(
            PIP10,
            "dagtekening",
            f"De dagtekening ligt voor de vestiging in de gemeente ({datum(here.vanaf)})",
            "Kies een datum op of na die dag.",
        )
    if pip.vorige_dagtekening and day < pip.vorige_dagtekening:
        yield _stop(
            PIP10,
            "dagtekening",
            f"De dagtekening ligt voor die van het vorige PIP ({datum(pip.vorige_dagtekening)})",
            "Kies een datum op of na die dag.",
        )
    if facts.plicht_eind and facts.plicht_eind <= day:
        yield _stop(
            PIP10,
            "dagtekening",
            f"De inburgeringsplicht eindigde op {datum(facts.plicht_eind)}",
            "Er is geen PIP meer nodig.",
        )


def _duo(pip: PipInhoud, facts: Facts) -> Iterator[Bevinding]:
    """PIP-10, DUO-PIP-04 to -07: which levels go with which route."""
    if pip.leerroute is Leerroute.ONDERWIJS and pip.niveau is Niveau.A2:
        yield _stop(
            PIP10, "niveau", "De Onderwijsroute kan niet op niveau A2", "Kies B1, of een andere route."
        )
    if pip.leerroute is Leerroute.Z and pip.niveau is Niveau.B1:
        yield _stop(PIP10, "niveau", "De Z-route kan niet op niveau B1", "Kies A2, of laat het niveau leeg.")
    if pip.leerroute is Leerroute.B1 and pip.niveau is Niveau.A2 and pip.eerste_ooit:
        yield _stop(
            PIP10,
            "niveau",
            "In een eerste PIP kan de B1-route niet op niveau A2",
            "Kies B1. Afschalen kan later, na 600 uur.",
        )
    if (
        pip.intensiteit_uren is not None
        and pip.leerroute not in (None, Leerroute.B1)
        and facts.doelgroep is Doelgroep.ASIELSTATUSHOUDER
    ):
        yield Bevinding(
            PIP02, Ernst.INFO, "intensiteit_uren",
            "DUO neemt de intensiteit alleen over bij de B1-route. In het PIP blijft zij staan.",
            "U hoeft niets te doen.",
        )  # fmt: skip


def niveau_voor_duo(pip: PipInhoud) -> Niveau | None:
    """The level that counts when none was chosen: B1 for B1-route and Onderwijsroute (DUO-PIP-07)."""
    if pip.niveau is None and pip.leerroute in (Leerroute.B1, Leerroute.ONDERWIJS):
        return Niveau.B1
    return pip.niveau


def bezwaarclausule(*, on: date) -> Outcome[tuple[str, ...]]:
    """PIP-09: what the decision must say of objection, for every inburgeringsplichtige alike (D2)."""
    weeks = parameter("bezwaar.weken", on=on).value
    parts = (
        f"bezwaar kan binnen {weeks} weken, vanaf de dag na de verzending",
        "bij het college dat besliste",
        "bezwaar schort het besluit niet op; een voorlopige voorziening kan",
    )
    return Outcome(parts, PIP09, uitleg=("Het PIP is een besluit: de bezwaarclausule staat erin.",))


def opleiding_afmaken(pip: PipInhoud) -> Outcome[bool]:
    """PIP-08: someone may finish an education that gives no exemption; DUO gets it as a field of its own."""
    words = (
        "mag de opleiding afmaken" if pip.mag_opleiding_afmaken else "volgt geen opleiding die eerst af mag"
    )
    return Outcome(pip.mag_opleiding_afmaken, PIP08, uitleg=(f"De inburgeraar {words}.",))
