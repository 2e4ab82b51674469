"""What each block of the brede intake asks (INT-01, INT-02), as fields with choices; little free text, each with its readers.

The definitions make the form, the check whether a block is complete, the overview, and what the PIP takes over.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from wi2021.intake import EISEN, Eis, Onderdeel

Choices = tuple[tuple[str, str], ...]


class Soort(StrEnum):
    """How a field is answered."""

    ONE = "een"
    MANY = "meer"
    YES_NO = "janee"
    NUMBER = "getal"
    TEXT = "tekst"


@dataclass(frozen=True, slots=True)
class Veld:
    """One question. ``top`` is the largest number; ``hint`` one line under the label.

    ``not_for`` is the variant of a dossier (its code) of which the question is not asked; "" is asked of all.
    """

    name: str
    label: str
    soort: Soort
    choices: Choices = ()
    required: bool = True
    hint: str = ""
    top: int = 100
    not_for: str = ""


def _one(name: str, label: str, *choices: tuple[str, str], hint: str = "", required: bool = True) -> Veld:
    return Veld(name, label, Soort.ONE, choices, required, hint)


def _many(name: str, label: str, *choices: tuple[str, str], hint: str = "Kies alles wat past") -> Veld:
    return Veld(name, label, Soort.MANY, choices, required=False, hint=hint)


def _yes_no(name: str, label: str, hint: str = "", *, not_for: str = "") -> Veld:
    return Veld(name, label, Soort.YES_NO, hint=hint, not_for=not_for)


def _number(name: str, label: str, top: int, hint: str = "") -> Veld:
    return Veld(name, label, Soort.NUMBER, hint=hint, top=top)


def _text(name: str, label: str, hint: str) -> Veld:
    return Veld(name, label, Soort.TEXT, required=False, hint=hint)


READERS = "De regisseur en de beslisser lezen dit; het kan in het PIP komen."
NO_DIAGNOSIS = "Leg geen ziekte of diagnose vast, alleen wat het betekent voor leren en meedoen."
INFLUENCE: Choices = (("geen", "geen invloed"), ("enige", "enige invloed"), ("veel", "veel invloed"))
LEVELS: Choices = (("0", "nog niets"), ("A1-", "onder A1"), ("A1", "A1"), ("A2", "A2"), ("B1", "B1 of hoger"))
ALONE: Choices = (("zelf", "lukt zelf"), ("hulp", "lukt met hulp"), ("niet", "lukt nog niet"))

BLOCKS: Mapping[Onderdeel, tuple[Veld, ...]] = {
    Onderdeel.OPLEIDING: (
        _one("hoogste", "Hoogste opleiding in het land van herkomst", ("geen", "geen onderwijs"), ("basis", "basisonderwijs"), ("voortgezet", "voortgezet onderwijs"), ("beroep", "beroepsopleiding"), ("hoger", "hoger onderwijs")),
        _number("jaren", "Hoeveel jaar onderwijs in totaal", 30),
        _one("diploma", "Diploma", ("ja", "ja, op papier"), ("kwijt", "ja, maar niet meer op papier"), ("nee", "nee")),
        _one("waardering", "Waardering door IDW", ("niet", "niet nodig"), ("gevraagd", "gevraagd"), ("binnen", "ontvangen")),
        _yes_no("wens_onderwijs", "Wil de inburgeraar een opleiding volgen (mbo, hbo of universiteit)?", "Nodig voor de Onderwijsroute"),
    ),
    Onderdeel.WERKERVARING: (
        _one("ervaring", "Werkervaring", ("geen", "geen"), ("kort", "minder dan 3 jaar"), ("lang", "3 jaar of meer")),
        _many("branches", "In welk werk", ("bouw", "bouw en techniek"), ("zorg", "zorg"), ("horeca", "horeca"), ("handel", "winkel en handel"), ("landbouw", "landbouw"), ("kantoor", "kantoor en ICT"), ("onderwijs", "onderwijs"), ("huishouden", "zorg voor gezin en huishouden"), ("anders", "ander werk")),
        _text("kan", "Wat kan iemand goed", READERS),
    ),
    Onderdeel.OMSTANDIGHEDEN: (
        _one("gezin", "Gezin", ("alleen", "alleenstaand"), ("partner", "met partner"), ("gezin", "met partner en kinderen"), ("ouder", "alleenstaande ouder"), ("herenigen", "wacht op gezinshereniging")),
        _yes_no("zorgtaken", "Zijn er zorgtaken die lestijd kosten?"),
        _one("schulden", "Schulden", ("geen", "geen bekend"), ("geregeld", "in een regeling"), ("open", "nog niet geregeld")),
        _many("middelen", "Wat is er thuis", ("telefoon", "smartphone"), ("laptop", "laptop of tablet"), ("internet", "internet"), ("fiets", "fiets"), ("rijbewijs", "rijbewijs")),
        _text("hindert", "Wat hindert of helpt nog meer bij het leren", READERS),
    ),
    Onderdeel.LICHAMELIJKE_GEZONDHEID: (
        _one("invloed", "Invloed op leren en meedoen", *INFLUENCE, hint=NO_DIAGNOSIS),
        _yes_no("zien", "Is er een visuele beperking?", "Bij ja ontheft het college van de leerbaarheidstoets"),
        _yes_no("horen", "Is er een auditieve beperking?", "Bij ja beoordeelt u of iemand de toets kan maken"),
        _many("nodig", "Wat is nodig", ("pauzes", "korte lessen met pauzes"), ("plek", "een aangepaste plek"), ("vervoer", "vervoer"), ("keuring", "medisch advies")),
    ),
    Onderdeel.PSYCHISCHE_GEZONDHEID: (
        _one("invloed", "Invloed op leren en meedoen", *INFLUENCE, hint=NO_DIAGNOSIS),
        _one("hulp", "Hulp", ("niet", "niet nodig"), ("wil", "gewenst, nog niet gevraagd"), ("loopt", "loopt")),
        _many("nodig", "Wat is nodig", ("rust", "rustige groep"), ("klein", "kleine groep"), ("opbouw", "rustige opbouw van uren"), ("contact", "vast contactpersoon")),
    ),
    Onderdeel.VVE: (
        _number("kinderen", "Hoeveel kinderen die nog niet naar groep 3 gaan", 12, "0 als er geen zijn"),
        _one("stand", "Voor- en vroegschoolse educatie", ("nvt", "niet van toepassing"), ("gaat", "het kind gaat al"), ("aanmelden", "wij melden het kind samen aan"), ("wacht", "op de wachtlijst"), ("wilniet", "de ouder wil het niet")),
    ),
    Onderdeel.TAALNIVEAU: (
        _one("luisteren", "Luisteren", *LEVELS), _one("spreken", "Spreken", *LEVELS),
        _one("lezen", "Lezen", *LEVELS), _one("schrijven", "Schrijven", *LEVELS),
        _one("schrift", "Lezen en schrijven in het Latijnse schrift", ("NVT", "ja"), ("AA", "nee, wel in een ander schrift"), ("A", "nee, in geen enkel schrift")),
        _yes_no("lening", "Wil iemand zelf geld lenen voor alfabetisering?", "Bij ja staat de verplichting tot alfabetiseren in het PIP", not_for="asiel"),
    ),
    Onderdeel.ARBEIDSPARTICIPATIE: (
        _one("situatie", "Situatie nu", ("werkt", "werkt"), ("zoekt", "zoekt werk"), ("later", "wil later werken"), ("opleiding", "volgt een opleiding"), ("kanniet", "kan nu niet werken")),
        _text("wens", "Welk werk wil iemand", READERS),
        _number("uren", "Hoeveel uur per week beschikbaar", 60),
        _many("nodig", "Wat is daarvoor nodig", ("taal", "taal op de werkvloer"), ("ervaring", "werkervaring"), ("diploma", "diploma of waardering"), ("opvang", "kinderopvang"), ("rijbewijs", "rijbewijs")),
    ),
    Onderdeel.ZELFREDZAAMHEID: (
        _one("geld", "Geld en rekeningen", *ALONE), _one("brieven", "Brieven en instanties", *ALONE),
        _one("digitaal", "Computer, telefoon en DigiD", *ALONE), _one("zorg", "Huisarts en zorg", *ALONE),
        _many("hulp", "Welke hulp wil iemand", ("vwn", "maatschappelijke begeleiding"), ("wijkteam", "wijkteam"), ("buurt", "activiteiten in de buurt"), ("taalmaatje", "taalmaatje")),
    ),
}  # fmt: skip
# Health is special-category data: read only by who makes the plan.
SPECIAL = frozenset({Onderdeel.LICHAMELIJKE_GEZONDHEID, Onderdeel.PSYCHISCHE_GEZONDHEID})


def eis(onderdeel: Onderdeel) -> Eis:
    """Label, purpose and article of a block."""
    return EISEN[onderdeel]


def velden(onderdeel: Onderdeel, variant: str) -> tuple[Veld, ...]:
    """The questions of a block that are asked in a dossier of this variant."""
    return tuple(v for v in BLOCKS[onderdeel] if not v.not_for or v.not_for != variant)


def missing(onderdeel: Onderdeel, answers: Mapping[str, Any], variant: str) -> list[Veld]:
    """The required questions of a block that have no answer yet in a dossier of this variant."""
    return [v for v in velden(onderdeel, variant) if v.required and answers.get(v.name) in (None, "", [])]


def words(veld: Veld, value: object) -> str:
    """An answer as a sentence shows it."""
    named = dict(veld.choices)
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, list):
        return ", ".join(named.get(str(part), str(part)) for part in value)
    return named.get(str(value), str(value)) if value not in (None, "") else ""
