"""What every PIP must contain (PIP-01, PIP-04, PIP-05), and what the route asks of the intake (R-O, R-Z-A, INT-05)."""

from collections.abc import Iterator
from datetime import date

from wi2021.facts import Doelgroep, Facts, Leerroute, Niveau
from wi2021.grondslag import START, Bevinding, bi
from wi2021.intake import INT05, deviates
from wi2021.leerroutes import KNM_EXAMEN_IN_Z, R_600, R_O, R_Z_A, R_Z_G
from wi2021.parameters import parameter
from wi2021.pip.inhoud import KNM, PipInhoud
from wi2021.pip.regels import PIP01, PIP04, PIP05, PIP05_OUD, oordeel, stop


def content(pip: PipInhoud, facts: Facts) -> Iterator[Bevinding]:
    """What is missing, and what doesn't go with the route."""
    if pip.leerroute is None:
        yield stop(
            PIP01,
            "leerroute",
            "Er is nog geen leerroute gekozen",
            "Kies B1-route, Onderwijsroute of Z-route.",
        )
    if not pip.ondersteuning:
        yield stop(
            PIP01,
            "ondersteuning",
            "De ondersteuning en begeleiding ontbreken",
            "Kies ten minste één vorm van begeleiding.",
        )
    yield from _hours(pip)
    if not pip.vve:
        yield stop(
            PIP01,
            "vve",
            "De afspraken over voor- en vroegschoolse educatie ontbreken",
            "Vul de afspraak in, of kies dat er geen jong kind is.",
        )
    if not pip.voortgangsgesprekken:
        yield stop(
            PIP04,
            "voortgangsgesprekken",
            "Het aantal voortgangsgesprekken ontbreekt",
            "Vul in hoeveel gesprekken er komen: ten minste 1.",
        )
    yield from _route(pip, facts)
    yield from _exams(pip)


def day_of_pip(pip: PipInhoud) -> date:
    """The day whose numbers of the law count: the dagtekening, and before the act its first day."""
    return max(pip.dagtekening or date.max, START)


def _hours(pip: PipInhoud) -> Iterator[Bevinding]:
    least = parameter("pvt.uren", on=day_of_pip(pip)).value
    if pip.pvt_uren is None or pip.pvt_uren < least:
        yield stop(PIP01, "pvt_uren", f"Het PVT duurt ten minste {least} uur", f"Vul {least} uur of meer in.")
    if pip.leerroute is Leerroute.ONDERWIJS:
        if pip.map_uren:
            yield stop(PIP01, "map_uren", "In de Onderwijsroute hoort geen MAP", "Maak het veld leeg.")
        return
    least = parameter("map.uren", on=day_of_pip(pip)).value
    if pip.map_uren is None or pip.map_uren < least:
        yield stop(PIP01, "map_uren", f"De MAP duurt ten minste {least} uur", f"Vul {least} uur of meer in.")


def _route(pip: PipInhoud, facts: Facts) -> Iterator[Bevinding]:
    """The conditions for a route that is set anew, and a deviation from the toets."""
    if pip.leerroute is Leerroute.ONDERWIJS and not pip.wens_onderwijs:
        yield stop(
            PIP01,
            "wens_onderwijs",
            "De Onderwijsroute kan alleen als de inburgeraar in de intake zei dat te willen",
            "Leg de wens vast in de intake, of kies een andere route.",
        )
    elif pip.leerroute is Leerroute.ONDERWIJS and pip.andere_route:
        yield oordeel(
            R_O,
            "leerroute",
            "De Onderwijsroute vraagt het oordeel dat de kans op een diploma groot is",
            "Leg vast waarom u dat vindt, of kies een andere route.",
        )
    if pip.leerroute is Leerroute.Z and pip.andere_route:
        yield _z_route(facts)
    yield from _down(pip, facts)
    if (
        pip.leerroute
        and deviates(pip.toetsuitslag, pip.leerroute is Leerroute.Z)
        and not pip.motief_afwijking
    ):
        yield stop(
            INT05,
            "motief_afwijking",
            f"De route wijkt af van de leerbaarheidstoets ({pip.toetsuitslag}); de toets adviseert, het college beslist",
            "Leg uit waarom deze route toch past.",
        )


def _z_route(facts: Facts) -> Bevinding:
    if facts.doelgroep is Doelgroep.GEZINSMIGRANT_EN_OVERIGE:
        return oordeel(
            R_Z_G,
            "leerroute",
            f"De Z-route vraagt het oordeel dat de andere routes niet haalbaar zijn. Of het college er delen van aanbiedt, beslist het zelf ({bi('3.14', '1')})",
            "Beslis of u dat doet, en leg uit waarom.",
        )
    return oordeel(
        R_Z_A,
        "leerroute",
        "De Z-route vraagt het oordeel dat de andere routes niet haalbaar zijn binnen de termijn",
        "Leg vast waarom u dat vindt, of kies een andere route.",
    )


def _down(pip: PipInhoud, facts: Facts) -> Iterator[Bevinding]:
    """A later PIP that brings the B1-route to A2 follows 600 hours and enough effort (R-600)."""
    before = facts.actueel_pip()
    already = before is not None and before.niveau is Niveau.A2
    if pip.leerroute is not Leerroute.B1 or pip.niveau is not Niveau.A2 or pip.eerste_ooit or already:
        return
    if pip.door_verhuizing:
        return
    least = parameter("afschalen.uren", on=day_of_pip(pip)).value
    if pip.afschaal_uren is None or pip.afschaal_uren < least:
        yield stop(
            R_600,
            "afschaal_uren",
            f"Afschalen naar A2 kan pas na {least} uur les Nederlands",
            f"Vul de gevolgde uren in: ten minste {least}. Zijn er minder, dan blijft het niveau B1.",
        )
    if not pip.afschaal_inspanning:
        yield stop(
            R_600,
            "afschaal_inspanning",
            "Afschalen kan alleen als de inburgeraar zich voldoende inspande",
            "Leg dat oordeel vast, of laat het niveau B1.",
        )
    yield oordeel(
        R_600,
        "niveau",
        "Afschalen naar A2 vraagt het oordeel dat B1 ook met voldoende inspanning niet haalbaar is",
        "Leg vast waarom B1 niet lukt, en wat de school daarvan vindt.",
    )


def _exams(pip: PipInhoud) -> Iterator[Bevinding]:
    if not pip.examens_z_route:
        return
    if pip.leerroute is not Leerroute.Z:
        yield stop(
            PIP05,
            "examens_z_route",
            "Losse examens op A2 of KNM horen alleen bij de Z-route",
            "Maak het veld leeg.",
        )
    elif pip.dagtekening and pip.dagtekening < KNM_EXAMEN_IN_Z and KNM in pip.examens_z_route:
        yield stop(
            PIP05_OUD,
            "examens_z_route",
            "Het examen KNM kan in de Z-route pas sinds 01-01-2023",
            "Laat KNM weg; losse taalonderdelen op A2 kunnen wel.",
        )
