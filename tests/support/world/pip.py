"""A PIP at each step of its life."""

from collections.abc import Callable
from typing import Any

from support.pips import drafted, established, offered, ready_dossier
from support.region import TODAY, Region
from wegwijs.dossiers.models import Dossier, Variant
from wegwijs.stages.pip.commands import (
    Ground,
    decide_withdrawal,
    propose_withdrawal,
    send_pip,
    send_withdrawal,
)


def _as_far_as(step: Callable[..., Any]) -> Callable[[Region], Dossier]:
    def made(region: Region) -> Dossier:
        dossier = ready_dossier(region, bsn=None)
        step(region, dossier)
        return dossier

    return made


def _sent(region: Region) -> Dossier:
    dossier = ready_dossier(region, variant=Variant.GEZIN, bsn="999993653")
    send_pip(established(region, dossier), by=region.decider, on=TODAY)
    return dossier


def _withdrawn(region: Region) -> Dossier:
    dossier = ready_dossier(region, bsn=None)
    sent = send_pip(established(region, dossier), by=region.regisseur, on=TODAY)
    ground = Ground("intrekking", "Een fout in het plan.")
    ended = propose_withdrawal(sent, ground, by=region.regisseur, on=TODAY)
    send_withdrawal(decide_withdrawal(ended, by=region.decider, on=TODAY), by=region.regisseur, on=TODAY)
    return dossier


DOSSIERS = {
    "established": _as_far_as(established), "sent": _sent, "drafted": _as_far_as(drafted), "offered": _as_far_as(offered),
    "withdrawn": _withdrawn,
}  # fmt: skip
