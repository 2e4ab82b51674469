"""What depends on the group and the situation: intensity, bijstand, loan, and whether a PIP can be at all."""

from collections.abc import Iterator
from datetime import date

from wi2021.facts import Doelgroep, Facts, Leerroute
from wi2021.grondslag import START, Bevinding, Ernst, datum
from wi2021.pip.inhoud import PipInhoud
from wi2021.pip.regels import PIP02, PIP03, PIP07, PIP10, stop
from wi2021.plicht import TRA01
from wi2021.termijnen.ontzorgen import zes_maanden


def whose(pip: PipInhoud, facts: Facts, on: date) -> Iterator[Bevinding]:
    """Findings about the person whose plan it is, on the day ``on``."""
    yield from _act(facts)
    if facts.doelgroep is None:
        yield stop(
            PIP10,
            "doelgroep",
            "DUO heeft de doelgroep nog niet gemeld",
            "Wacht op DUO, of neem de doelgroep over uit het portaal.",
        )
        return
    yield from _intensity(pip, facts)
    yield from _benefit(pip, facts, on)
    yield from _loan(pip, facts)


def _act(facts: Facts) -> Iterator[Bevinding]:
    """M25, TRA-01: a PIP is only for who falls under this act, after DUO's kennisgeving."""
    if facts.wi2013_op_31_12_2021:
        yield stop(
            TRA01,
            "wi2013_op_31_12_2021",
            "Deze persoon valt onder de Wet inburgering 2013",
            "Sluit het dossier met die reden: een PIP hoort er niet bij.",
        )
    elif facts.kennisgeving and facts.kennisgeving < START:
        yield stop(
            TRA01,
            "kennisgeving",
            f"De kennisgeving is van {datum(facts.kennisgeving)}, voor de wet begon",
            "Verbeter de datum, of ga na onder welke wet deze persoon valt.",
        )
    elif facts.voorloper and facts.kennisgeving is None:
        yield stop(
            TRA01,
            "kennisgeving",
            "Dit is een voorloper: DUO's kennisgeving is er nog niet",
            "Wacht op DUO; gesprekken en programma kunt u wel vastleggen.",
        )


def _intensity(pip: PipInhoud, facts: Facts) -> Iterator[Bevinding]:
    if facts.doelgroep is Doelgroep.ASIELSTATUSHOUDER:
        if pip.intensiteit_uren is None:
            yield stop(
                PIP02,
                "intensiteit_uren",
                "De intensiteit van de leerroute ontbreekt",
                "Schat het totale aantal lesuren van de leerroute.",
            )
        elif pip.leerroute not in (None, Leerroute.B1):
            yield Bevinding(
                PIP02, Ernst.INFO, "intensiteit_uren",
                "DUO neemt de intensiteit alleen over bij de B1-route. In het PIP blijft zij staan.",
                "U hoeft niets te doen.",
            )  # fmt: skip
    elif pip.intensiteit_uren is not None:
        yield stop(
            PIP02,
            "intensiteit_uren",
            "Bij een gezinsmigrant of overige migrant hoort geen intensiteit van de leerroute",
            "Maak het veld leeg: de inburgeraar kiest zelf de cursus.",
        )


def _benefit(pip: PipInhoud, facts: Facts, on: date) -> Iterator[Bevinding]:
    """PIP-03: with bijstand the decisions of the Participatiewet are part of the PIP."""
    since = facts.bijstand_vanaf
    if since is None or since > on or (facts.bijstand_tot and facts.bijstand_tot < on):
        return
    if not pip.bijlagen_participatiewet:
        yield stop(
            PIP03,
            "bijlagen",
            "De besluiten van de Participatiewet ontbreken",
            "Voeg het besluit over participatie toe; dat hoort bij het PIP.",
        )
    elif pip.bijlagen_participatiewet == 1 and _ontzorgd(facts, since, on):
        yield Bevinding(
            PIP03, Ernst.WAARSCHUWT, "bijlagen",
            f"Ook het besluit over ontzorgen hoort bij het PIP ({PIP03.artikelen[0]}).",
            "Voeg het toe, als het er al is.",
        )  # fmt: skip


def _ontzorgd(facts: Facts, since: date, on: date) -> bool:
    """Whether the duty of Pw 56a still runs on the day."""
    if not facts.asielvergunning_bepaalde_tijd or since < START:
        return False
    return on <= zes_maanden(since)


def _loan(pip: PipInhoud, facts: Facts) -> Iterator[Bevinding]:
    if not pip.wil_lening_alfabetisering:
        return
    if facts.doelgroep is Doelgroep.ASIELSTATUSHOUDER:
        yield stop(
            PIP07,
            "wil_lening_alfabetisering",
            "Een asielstatushouder kan bij DUO niet lenen: de gemeente betaalt de cursus",
            "Maak het veld leeg.",
        )
    elif not pip.verplichting_alfabetisering:
        yield stop(
            PIP07,
            "verplichting_alfabetisering",
            "Voor een lening voor alfabetisering moet de verplichting in het PIP staan",
            "Zet de verplichting in het PIP.",
        )
