"""The signing of the declaration, the final talk of the MAP, and telling DUO that a module was finished."""

from datetime import date

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.commands import record_event
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Dossier, Gebeurtenis
from wegwijs.dossiers.queries import timeline
from wegwijs.errors import DomainError
from wegwijs.messages.commands import queue_outbound
from wegwijs.messages.models import OutboundMessage
from wegwijs.stages.participatie.queries import (
    FINISHED,
    Module,
    Signing,
    Stand,
    complete_on,
    source_of,
    stands,
)
from wegwijs.stages.participatie.queries.texts import form_on
from wegwijs.ui.format import day
from wi2021.facts import Facts
from wi2021.grondslag import Outcome
from wi2021.leerroutes import Gespreksvoerder, Resultaat, check_resultaat, eindgesprek_map_geldig


@transaction.atomic
def record_signing(dossier: Dossier, *, by: Actor, on: date, how: Signing, present: str = "") -> Gebeurtenis:
    """The declaration was signed on a day; recording it again takes the place of what was recorded (PVT-01).

    Which version of the official form was in force that day is kept with it (PVT-02). ``present``: who of the gemeente and its
    partners were at the session. Raises NotAllowed without the right there; DomainError once the PVT was finished.
    """
    by.require(Permission.HOURS_RECORD, dossier.gemeente_id)
    stand = _held(dossier, Module.PVT)
    form = form_on(on)
    version = f", formulier versie {form.number}" if form else ""
    return record_event(
        dossier, Kind.PVT_ONDERTEKEND, by=by, on=on,
        payload={"hoe": how.value, "versie": form.number if form else None, "erbij": present},
        summary=f"{how.label}{version}",
        origin=Origin.EIGEN if by.sees_all else Origin.PARTNER, supersedes=stand.last,
    )  # fmt: skip


@transaction.atomic
def record_final_talk(
    dossier: Dossier, *, by: Actor, on: date, held_by: Gespreksvoerder, mandate: str = ""
) -> Gebeurtenis:
    """The final talk of the MAP was held; recording it again takes the place of what was recorded (MAP-01).

    ``mandate``: on which mandate another than the college held it. Raises NotAllowed without the right there; DomainError
    without that, and once the MAP was finished.
    """
    by.require(Permission.MODULES_RECORD, dossier.gemeente_id)
    stand = _held(dossier, Module.MAP)
    answer = eindgesprek_map_geldig(held_by)
    if not isinstance(answer, Outcome) and not mandate:
        raise DomainError(
            "Het eindgesprek is van het college. Vul in op welk mandaat een ander het voerde, of leg vast dat het college het voerde.",
            field="mandate",
        )
    return record_event(
        dossier, Kind.MAP_EINDGESPREK, by=by, on=on, payload={"door": held_by.value, "mandaat": mandate},
        summary=f"door {held_by.value}" + (f", mandaat: {mandate}" if mandate else ""), supersedes=stand.last,
    )  # fmt: skip


def _held(dossier: Dossier, module: Module) -> Stand:
    """How far it is, with the dossier held so that two people don't record it at once."""
    Dossier.objects.select_for_update().get(pk=dossier.pk)
    stand = stands(dossier).of(module)
    if stand.finished:
        raise DomainError(
            f"Dit is afgerond op {day(stand.finished.on)}. Trek eerst de afronding in als er iets niet klopt."
        )
    return stand


@transaction.atomic
def finish(dossier: Dossier, module: Module, *, by: Actor, blame: bool | None = None) -> Gebeurtenis:
    """A module is finished on the day on which all of it was done, and DUO hears of it (PVT-01, MAP-01, DUO-MPZ).

    ``blame``: whether being over the inburgeringstermijn is to blame (None: not told). Raises NotAllowed without the right
    there; DomainError with what the law still misses, or what DUO would refuse, with its field.
    """
    by.require(Permission.MODULES_RECORD, dossier.gemeente_id)
    Dossier.objects.select_for_update().get(pk=dossier.pk)
    found = stands(dossier)
    stand = found.of(module)
    if stand.finished:
        raise DomainError(f"Dit is al afgerond op {day(stand.finished.on)}.")
    if not stand.needed:
        raise DomainError(f"{' '.join(stand.answer.uitleg)} ({source_of(stand.answer.regel)})")
    on = complete_on(found, module)
    if not stand.answer.value or stand.last is None or on is None:
        raise DomainError(
            f"Dit kan nog niet worden afgerond. {stand.answer.uitleg[-1]} ({source_of(stand.answer.regel)})"
        )
    _check_duo(found.facts, Resultaat(on, blame, _z_finished_on(dossier)))
    said = {None: "", True: "Ja", False: "Nee"}[blame]
    event = record_event(
        dossier, FINISHED[module], by=by, on=on, payload={"minuten": stand.minutes, "verwijtbaar": said},
        summary=f"{stand.minutes // 60} uur",
    )  # fmt: skip
    _tell_duo(dossier, module, {"datum": on.isoformat(), "verwijtbaar": said})
    return event


def _z_finished_on(dossier: Dossier) -> date | None:
    """DUO takes no day of PVT or MAP after it, and lets none be taken away once it has it (DUO-MPZ-05, -07)."""
    rows = timeline(dossier).filter(kind=Kind.Z_AFGEROND)
    return rows.values_list("on", flat=True).first()


def _check_duo(facts: Facts, result: Resultaat) -> None:
    faults = check_resultaat(result, facts, on=clock.today())
    if faults:
        first = faults[0]
        raise DomainError(
            f"{first.zin}. {first.remedie}", field="blame" if first.veld == "verwijtbaar" else None
        )


@transaction.atomic
def take_back_finish(dossier: Dossier, module: Module, *, by: Actor, reason: str) -> Gebeurtenis:
    """What was finished by mistake is open again, and DUO's day is taken away (DUO-MPZ-07, -12).

    Raises NotAllowed without the right there; DomainError when it isn't finished.
    """
    by.require(Permission.MODULES_RECORD, dossier.gemeente_id)
    Dossier.objects.select_for_update().get(pk=dossier.pk)
    finished = stands(dossier).of(module).finished
    if finished is None:
        raise DomainError("Dit is niet afgerond. Ververs de pagina.")
    if _z_finished_on(dossier):
        raise DomainError("De Z-route is al afgerond. Trek eerst die afronding in; DUO vraagt dat.")
    _tell_duo(dossier, module, {"datum": "", "verwijtbaar": ""})
    return record_event(
        dossier, Kind.GEGEVEN_INGETROKKEN, by=by, on=finished.on, payload={"wat": finished.kind, "reden": reason},
        summary=f"{Kind(finished.kind).label}: {reason}"[:240], supersedes=finished,
    )  # fmt: skip


def _tell_duo(dossier: Dossier, module: Module, payload: dict[str, str]) -> None:
    before = f"{module.value}:{dossier.pk}:"
    turn = 1 + OutboundMessage.objects.filter(key__startswith=before).count()
    queue_outbound(
        partner="duo", kind=module.value, key=f"{before}{turn}", gemeente=dossier.gemeente_id, payload=payload,
        dossier_id=dossier.pk,
    )  # fmt: skip
