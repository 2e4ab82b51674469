"""An intake filled as far as a test needs."""

from datetime import date, time
from typing import Any

from support.region import TODAY, Region
from wegwijs.documents.models import Letter
from wegwijs.dossiers.models import Dossier
from wegwijs.stages.intake.blocks import BLOCKS, Soort, Veld
from wegwijs.stages.intake.commands import (
    Afspraak,
    Wacht,
    fill_block,
    note_right_to_talk_alone,
    record_gesprek,
    send_oproep,
    skip_toets,
    start_intake,
)
from wegwijs.stages.intake.commands.talks import Verslag
from wegwijs.stages.intake.models import BredeIntake, Gesprek, Oproep, WachtOpDerde

HANDED = Letter.Channel.UITGEREIKT


def answer(veld: Veld) -> Any:
    """An answer that fits a question: the first choice, no, nought."""
    return {
        Soort.ONE: veld.offered[0][0] if veld.offered else "",
        Soort.MANY: [],
        Soort.YES_NO: False,
        Soort.NUMBER: 0,
        Soort.TEXT: "",
    }[veld.soort]


def fill_all(intake: BredeIntake, region: Region, *, on: date = TODAY) -> None:
    """Every block, a talk, and the notice of the right to talk alone; not the toets."""
    for onderdeel, velden in BLOCKS.items():
        answers = {v.name: answer(v) for v in velden}
        fill_block(intake, onderdeel, answers, by=region.regisseur, on=on, expected_version=0)
    verslag = Verslag(Oproep.Way.KANTOOR, Gesprek.Tolk.NIET, alone=True, report="Besproken.")
    record_gesprek(intake, verslag, by=region.regisseur, on=on)
    note_right_to_talk_alone(intake, by=region.regisseur, on=on, choice=BredeIntake.Alleen.ALLEEN)


def begun(dossier: Dossier, region: Region, *, on: date = date(2026, 10, 1)) -> BredeIntake:
    """An intake that began on a day."""
    return start_intake(dossier, by=region.regisseur, on=on)


def call(intake: BredeIntake, region: Region, *, on: date, at: date) -> Oproep:
    """An oproep handed over in person."""
    afspraak = Afspraak(at, time(10), "Spuiboulevard 300", Oproep.Way.KANTOOR)
    return send_oproep(intake, afspraak, by=region.regisseur, on=on, channel=HANDED)


def skipped(intake: BredeIntake, region: Region, *, on: date) -> None:
    """Rotterdam set a leerroute before the move, so there is no toets."""
    skip_toets(intake, by=region.regisseur, on=on, gemeente="Rotterdam", established_on=date(2026, 2, 1))


def diploma(*, motive: str = "bepaalt de route") -> Wacht:
    """The valuation of a diploma, without which there can be no PIP."""
    return Wacht(WachtOpDerde.Soort.DIPLOMA, "IDW", necessary=True, motive=motive)
