"""Acts of the handover: begin a dossier, keep the klantprofiel, record the steps. A file of COA: see ``coa_file``."""

from wegwijs.stages.overdracht.commands.begin import Begin, begin_dossier
from wegwijs.stages.overdracht.commands.profile import give_profile
from wegwijs.stages.overdracht.commands.steps import (
    HouseStep,
    record_huisvesting,
    record_koppeling,
    record_voorinburgering,
)
from wegwijs.stages.overdracht.commands.talk import Identity, record_driegesprek

__all__ = [
    "Begin", "HouseStep", "Identity", "begin_dossier", "give_profile", "record_driegesprek", "record_huisvesting", "record_koppeling",
    "record_voorinburgering",
]  # fmt: skip
