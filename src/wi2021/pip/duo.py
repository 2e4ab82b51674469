"""What DUO accepts: dates, and which levels go with which route (PIP-10, DUO-PIP-01 to -09)."""

from collections.abc import Iterator
from datetime import date

from wi2021.facts import RUST, Facts, Leerroute, Niveau
from wi2021.grondslag import START, Bevinding, Outcome, datum
from wi2021.pip.inhoud import PipInhoud
from wi2021.pip.regels import PIP10, stop


def _refuse(field: str, sentence: str, remedy: str, on: date | None) -> Bevinding:
    return stop(PIP10, field, sentence, remedy, on=on)


def dates(pip: PipInhoud, facts: Facts, on: date) -> Iterator[Bevinding]:
    """DUO-PIP-01 to -03, and a dagtekening that can't be."""
    day = pip.dagtekening
    if day is None:
        yield _refuse("dagtekening", "De dagtekening ontbreekt", "Vul de datum van het besluit in.", None)
        return
    if day > on:
        yield _refuse("dagtekening", "De dagtekening ligt in de toekomst", "Vul vandaag in.", None)
    if day < START:
        yield _refuse(
            "dagtekening",
            f"De dagtekening ligt voor de wet begon ({datum(START)})",
            "Verbeter de datum.",
            None,
        )
    yield from _duty(day, facts)
    yield from _settled(day, facts)
    yield from _earlier(day, pip, facts)


def _duty(day: date, facts: Facts) -> Iterator[Bevinding]:
    if facts.plicht_begin is None:
        yield _refuse(
            "dagtekening",
            "DUO heeft de inburgeringsplicht nog niet gemeld",
            "Wacht op DUO's kennisgeving: een voorloper krijgt nog geen PIP.",
            None,
        )
    elif day < facts.plicht_begin:
        yield _refuse(
            "dagtekening",
            f"De dagtekening ligt voor het begin van de plicht ({datum(facts.plicht_begin)})",
            "Kies een datum op of na die dag.",
            day,
        )
    if facts.plicht_eind and facts.plicht_eind <= day:
        since, rests = datum(facts.plicht_eind), facts.plicht_eindreden == RUST
        yield _refuse(
            "dagtekening",
            f"De inburgeringsplicht rust sinds {since}"
            if rests
            else f"De inburgeringsplicht eindigde op {since}",
            "Wacht tot DUO meldt dat de plicht weer loopt." if rests else "Er is geen PIP meer nodig.",
            None,
        )


def _settled(day: date, facts: Facts) -> Iterator[Bevinding]:
    here = facts.inschrijving()
    if here is None:
        yield _refuse(
            "dagtekening",
            "De inburgeraar staat nog niet ingeschreven in de gemeente",
            "Leg eerst de inschrijving in de BRP vast.",
            None,
        )
    elif day < here.vanaf:
        yield _refuse(
            "dagtekening",
            f"De dagtekening ligt voor de vestiging in de gemeente ({datum(here.vanaf)})",
            "Kies een datum op of na die dag.",
            day,
        )


def _earlier(day: date, pip: PipInhoud, facts: Facts) -> Iterator[Bevinding]:
    """DUO-PIP-02: not before the PIP it replaces, and not before the first one."""
    first = facts.eerste_pip()
    if pip.vorige_dagtekening and day < pip.vorige_dagtekening:
        yield _refuse(
            "dagtekening",
            f"De dagtekening ligt voor die van het vorige PIP ({datum(pip.vorige_dagtekening)})",
            "Kies een datum op of na die dag.",
            day,
        )
    elif first and day < first.dagtekening:
        yield _refuse(
            "dagtekening",
            f"De dagtekening ligt voor die van het eerste PIP ({datum(first.dagtekening)})",
            "Kies een datum op of na die dag.",
            day,
        )


def levels(pip: PipInhoud) -> Iterator[Bevinding]:
    """DUO-PIP-04 to -06: which levels go with which route."""
    day = pip.dagtekening
    if pip.leerroute is Leerroute.ONDERWIJS and pip.niveau is Niveau.A2:
        yield _refuse(
            "niveau", "De Onderwijsroute kan niet op niveau A2", "Kies B1, of een andere route.", day
        )
    if pip.leerroute is Leerroute.Z and pip.niveau is Niveau.B1:
        yield _refuse("niveau", "De Z-route kan niet op niveau B1", "Kies A2, of laat het niveau leeg.", day)
    if pip.leerroute is Leerroute.B1 and pip.niveau is Niveau.A2 and pip.eerste_ooit:
        yield _refuse(
            "niveau",
            "In een eerste PIP kan de B1-route niet op niveau A2",
            "Kies B1. Afschalen kan later, na 600 uur.",
            day,
        )


def niveau_voor_duo(pip: PipInhoud) -> Niveau | None:
    """The level that counts when none was chosen: B1 for B1-route and Onderwijsroute (DUO-PIP-07)."""
    if pip.niveau is None and pip.leerroute in (Leerroute.B1, Leerroute.ONDERWIJS):
        return Niveau.B1
    return pip.niveau


def verwijderen_kan(facts: Facts, *, uren_gemeld: bool) -> Outcome[bool]:
    """DUO-PIP-09: a PIP can be deleted at DUO only while there is no termijn and no hours were reported."""
    free = facts.termijn is None and not uren_gemeld
    why = (
        "DUO heeft nog geen termijn vastgesteld en er zijn geen uren gemeld: verwijderen kan."
        if free
        else "DUO heeft de termijn al vastgesteld, of er zijn uren gemeld: verwijderen kan niet meer."
    )
    return Outcome(free, PIP10, uitleg=(why,))
