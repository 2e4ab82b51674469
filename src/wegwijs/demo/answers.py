"""Likely answers for the blocks of an intake."""

from random import Random
from typing import Any

from wegwijs.stages.intake.blocks import BLOCKS, Soort, Veld
from wi2021.intake import Onderdeel

FREE = {
    "kan": "Werkt goed samen, leert snel door te doen.",
    "hindert": "Heeft een rustige plek nodig om te leren.",
    "wens": "werk in de horeca",
}
FIXED: dict[str, Any] = {"horen": False, "lening": False, "kinderen": 0, "schrift": "NVT"}


def answers_for(onderdeel: Onderdeel, chance: Random, *, blind: bool = False) -> dict[str, Any]:
    """Every question of a block answered; ``blind``: someone with a visual disability."""
    found = {veld.name: _answer(veld, chance) for veld in BLOCKS[onderdeel]}
    if "zien" in found:
        found["zien"] = blind
    if onderdeel is Onderdeel.VVE:
        found["stand"] = "nvt"
    return found


def _answer(veld: Veld, chance: Random) -> Any:  # noqa: ANN401 a choice, a number or a list
    if veld.name in FIXED:
        return FIXED[veld.name]
    match veld.soort:
        case Soort.ONE:
            return chance.choice(veld.offered)[0]
        case Soort.MANY:
            return sorted({chance.choice(veld.offered)[0] for _ in range(2)})
        case Soort.YES_NO:
            return chance.random() < 0.4
        case Soort.NUMBER:
            return chance.randint(4, min(veld.top, 20))
        case Soort.TEXT:
            return FREE.get(veld.name, "")
