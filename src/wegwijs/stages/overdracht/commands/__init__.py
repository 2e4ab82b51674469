"""Acts of the handover: begin a dossier, keep the klantprofiel, record the steps, take in a file of COA."""

from wegwijs.stages.overdracht.commands.begin import Begin, begin_dossier
from wegwijs.stages.overdracht.commands.imports import (
    fetch_report,
    map_columns,
    stop_import,
    store_file,
    take_in,
)
from wegwijs.stages.overdracht.commands.profile import give_profile
from wegwijs.stages.overdracht.commands.steps import (
    HouseStep,
    record_driegesprek,
    record_huisvesting,
    record_koppeling,
    record_voorinburgering,
)

__all__ = [
    "Begin", "HouseStep", "begin_dossier", "fetch_report", "give_profile", "map_columns", "record_driegesprek", "record_huisvesting",
    "record_koppeling", "record_voorinburgering", "stop_import", "store_file", "take_in",
]  # fmt: skip
