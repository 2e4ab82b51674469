"""What each block of the brede intake asks (INT-01, INT-02), as fields with choices; little free text, each with its readers.

The definitions make the form, the check whether a block is complete, the overview, and what the PIP takes over.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import TextChoices

from wegwijs.stages.intake import choices as c
from wi2021.intake import EISEN, Eis, Onderdeel


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
    choices: type[TextChoices] | None = None
    required: bool = True
    hint: str = ""
    top: int = 100
    not_for: str = ""

    @property
    def offered(self) -> list[tuple[str, str]]:
        """What can be chosen: codes with their words."""
        return list(self.choices.choices) if self.choices else []


def _one(name: str, label: str, choices: type[TextChoices], hint: str = "") -> Veld:
    return Veld(name, label, Soort.ONE, choices, hint=hint)


def _many(name: str, label: str, choices: type[TextChoices], hint: str = "Kies alles wat past") -> Veld:
    return Veld(name, label, Soort.MANY, choices, required=False, hint=hint)


def _yes_no(name: str, label: str, hint: str = "", *, not_for: str = "") -> Veld:
    return Veld(name, label, Soort.YES_NO, hint=hint, not_for=not_for)


def _number(name: str, label: str, top: int, hint: str = "") -> Veld:
    return Veld(name, label, Soort.NUMBER, hint=hint, top=top)


def _text(name: str, label: str, hint: str) -> Veld:
    return Veld(name, label, Soort.TEXT, required=False, hint=hint)


READERS = "De regisseur en de beslisser lezen dit; het kan in het PIP komen."
NO_DIAGNOSIS = "Leg geen ziekte of diagnose vast, alleen wat het betekent voor leren en meedoen."

BLOCKS: Mapping[Onderdeel, tuple[Veld, ...]] = {
    Onderdeel.OPLEIDING: (
        _one("hoogste", "Hoogste opleiding in het land van herkomst", c.Schooling),
        _number("jaren", "Hoeveel jaar onderwijs in totaal", 30),
        _one("diploma", "Diploma", c.Diploma),
        _one("waardering", "Waardering door IDW", c.Valuation),
        _yes_no("wens_onderwijs", "Wil de inburgeraar een opleiding volgen (mbo, hbo of universiteit)?", "Nodig voor de Onderwijsroute"),
    ),
    Onderdeel.WERKERVARING: (
        _one("ervaring", "Werkervaring", c.Experience),
        _many("branches", "In welk werk", c.Trade),
        _text("kan", "Wat kan iemand goed", READERS),
    ),
    Onderdeel.OMSTANDIGHEDEN: (
        _one("gezin", "Gezin", c.Family),
        _yes_no("zorgtaken", "Zijn er zorgtaken die lestijd kosten?"),
        _one("schulden", "Schulden", c.Debts),
        _many("middelen", "Wat is er thuis", c.Means),
        _text("hindert", "Wat hindert of helpt nog meer bij het leren", READERS),
    ),
    Onderdeel.LICHAMELIJKE_GEZONDHEID: (
        _one("invloed", "Invloed op leren en meedoen", c.Influence, NO_DIAGNOSIS),
        _yes_no("zien", "Is er een visuele beperking?", "Bij ja ontheft het college van de leerbaarheidstoets"),
        _yes_no("horen", "Is er een auditieve beperking?", "Bij ja beoordeelt u of iemand de toets kan maken"),
        _many("nodig", "Wat is nodig", c.BodyNeed),
    ),
    Onderdeel.PSYCHISCHE_GEZONDHEID: (
        _one("invloed", "Invloed op leren en meedoen", c.Influence, NO_DIAGNOSIS),
        _one("hulp", "Hulp", c.MindHelp),
        _many("nodig", "Wat is nodig", c.MindNeed),
    ),
    Onderdeel.VVE: (
        _number("kinderen", "Hoeveel kinderen die nog niet naar groep 3 gaan", 12, "0 als er geen zijn"),
        _one("stand", "Voor- en vroegschoolse educatie", c.Preschool),
    ),
    Onderdeel.TAALNIVEAU: (
        _one("luisteren", "Luisteren", c.Level), _one("spreken", "Spreken", c.Level),
        _one("lezen", "Lezen", c.Level), _one("schrijven", "Schrijven", c.Level),
        _one("schrift", "Lezen en schrijven in het Latijnse schrift", c.Script),
        _yes_no("lening", "Wil iemand zelf geld lenen voor alfabetisering?", "Bij ja staat de verplichting tot alfabetiseren in het PIP", not_for="asiel"),
    ),
    Onderdeel.ARBEIDSPARTICIPATIE: (
        _one("situatie", "Situatie nu", c.Situation),
        _text("wens", "Welk werk wil iemand", READERS),
        _number("uren", "Hoeveel uur per week beschikbaar", 60),
        _many("nodig", "Wat is daarvoor nodig", c.WorkNeed),
    ),
    Onderdeel.ZELFREDZAAMHEID: (
        _one("geld", "Geld en rekeningen", c.Coping), _one("brieven", "Brieven en instanties", c.Coping),
        _one("digitaal", "Computer, telefoon en DigiD", c.Coping), _one("zorg", "Huisarts en zorg", c.Coping),
        _many("hulp", "Welke hulp wil iemand", c.HelpWanted),
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
    named = dict(veld.offered)
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, list):
        return ", ".join(named.get(str(part), str(part)) for part in value)
    return named.get(str(value), str(value)) if value not in (None, "") else ""
