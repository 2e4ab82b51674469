"""The steps of the handover, each an event in the timeline: koppeling, housing, voorinburgering. The driegesprek: see ``talk``."""

from datetime import date

from django.db import models

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.commands import record_event
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Dossier, Gebeurtenis
from wegwijs.stages.overdracht.queries import KEY


class HouseStep(models.TextChoices):
    """How far housing is; the registration in the BRP is a fact of its own."""

    GEZOCHT = "gezocht", "woning wordt gezocht"
    AANGEBODEN = "aangeboden", "woning aangeboden"
    GEACCEPTEERD = "geaccepteerd", "woning geaccepteerd"
    GEWEIGERD = "geweigerd", "woning geweigerd"
    SLEUTEL = KEY, "sleutel gekregen"


class Way(models.TextChoices):
    """How the driegesprek was held."""

    AZC = "azc", "in het azc"
    GEMEENTE = "gemeente", "bij de gemeente"
    VIDEO = "video", "met beeld"
    TELEFOON = "telefoon", "telefonisch"


class TalkWay(models.TextChoices):
    """How a driegesprek to come is held: those of an Afspraak that fit, as the handover calls them."""

    OPVANG = "opvang", "in het azc"
    VIDEO = "video", "met beeld"
    TELEFOON = "telefoon", "telefonisch"
    KANTOOR = "kantoor", "bij de gemeente"


class Present(models.TextChoices):
    """Who took part in the driegesprek, besides the gemeente."""

    INBURGERAAR = "inburgeraar", "inburgeraar"
    COA = "coa", "COA"
    BEGELEIDER = "begeleider", "maatschappelijk begeleider"
    TOLK = "tolk", "tolk"


def record_koppeling(
    dossier: Dossier, *, by: Actor, on: date, location: str, origin: Origin = Origin.COA
) -> Gebeurtenis:
    """COA linked the person to the gemeente on a day. The same day and place twice is one event."""
    by.require(Permission.OVERDRACHT_RECORD, dossier.gemeente_id)
    return record_event(
        dossier,
        Kind.COA_KOPPELING,
        by=by,
        on=on,
        payload={"locatie": location},
        summary=f"opvang in {location}" if location else "",
        origin=origin,
        dedupe_key=f"koppeling:{on.isoformat()}:{location}"[:120],
    )


def record_huisvesting(dossier: Dossier, *, by: Actor, on: date, step: HouseStep, place: str) -> Gebeurtenis:
    """A step towards a home; ``place`` is the part of town, never the address."""
    by.require(Permission.OVERDRACHT_RECORD, dossier.gemeente_id)
    return record_event(
        dossier,
        Kind.HUISVESTING,
        by=by,
        on=on,
        payload={"stap": step.value, "plaats": place},
        summary=f"{step.label}{f', {place}' if place else ''}",
        dedupe_key=f"huisvesting:{step.value}:{on.isoformat()}",
    )


def record_voorinburgering(
    dossier: Dossier, *, by: Actor, on: date, taken: str, parts: list[str], origin: Origin = Origin.COA
) -> Gebeurtenis:
    """What was followed at COA, as it stood on a day. The same message twice is one event."""
    by.require(Permission.OVERDRACHT_RECORD, dossier.gemeente_id)
    return record_event(
        dossier,
        Kind.VOORINBURGERING,
        by=by,
        on=on,
        payload={"deelname": taken, "onderdelen": parts},
        summary=": ".join(filter(None, (taken, ", ".join(parts)))),
        origin=origin,
        dedupe_key=f"voorinburgering:{on.isoformat()}:{taken}:{'+'.join(parts)}"[:120],
    )
