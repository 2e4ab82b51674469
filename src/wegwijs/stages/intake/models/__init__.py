"""The brede intake of one dossier: talks, oproepen, blocks, the toets, input of others, and what is waited for."""

from wegwijs.stages.intake.models.anderen import Inbreng, WachtOpDerde
from wegwijs.stages.intake.models.blokken import IntakeBlok
from wegwijs.stages.intake.models.gesprekken import Gesprek
from wegwijs.stages.intake.models.intake import BredeIntake
from wegwijs.stages.intake.models.oproepen import Oproep
from wegwijs.stages.intake.models.stukken import IntakeStuk
from wegwijs.stages.intake.models.toets import ToetsBesluit

__all__ = [
    "BredeIntake",
    "Gesprek",
    "Inbreng",
    "IntakeBlok",
    "IntakeStuk",
    "Oproep",
    "ToetsBesluit",
    "WachtOpDerde",
]
