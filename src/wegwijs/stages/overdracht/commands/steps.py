"""The steps of the handover, each an event in the timeline: koppeling, housing, voorinburgering. The driegesprek: see ``talk``."""

from collections.abc import Sequence
from datetime import date

from django.db import models, transaction

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.choices import HouseRefusal, HouseStep
from wegwijs.dossiers.commands import record_event
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Dossier, Gebeurtenis
from wegwijs.errors import DomainError
from wegwijs.stages.overdracht.commands.coa import ask_when_linked


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


@transaction.atomic
def record_koppeling(
    dossier: Dossier, *, by: Actor, on: date, location: str, origin: Origin = Origin.COA
) -> Gebeurtenis:
    """COA linked the person to the gemeente on a day, and may supply what the handover needs. The same day and place twice is
    one event."""
    by.require(Permission.OVERDRACHT_RECORD, dossier.gemeente_id)
    event = record_event(
        dossier,
        Kind.COA_KOPPELING,
        by=by,
        on=on,
        payload={"locatie": location},
        summary=f"opvang in {location}" if location else "",
        origin=origin,
        dedupe_key=f"koppeling:{on.isoformat()}:{location}"[:120],
    )
    ask_when_linked(dossier, by=by, on=on, location=location)
    return event


@transaction.atomic
def record_huisvesting(
    dossiers: Sequence[Dossier],
    *,
    by: Actor,
    on: date,
    step: HouseStep,
    place: str,
    refusal: HouseRefusal | None = None,
) -> list[Gebeurtenis]:
    """A step towards a home, for everybody of a household who goes to live there; ``place`` is the part of town, never the
    address. The same step of the same day twice is one event.

    Raises DomainError for nobody, and for a refusal without a reason or a reason without a refusal.
    """
    if not dossiers:
        raise DomainError("Kies voor wie deze stap geldt.", field="members")
    if (step is HouseStep.GEWEIGERD) != (refusal is not None):
        raise DomainError("Kies waarom de woning is geweigerd.", field="reden")
    for dossier in dossiers:
        by.require(Permission.OVERDRACHT_RECORD, dossier.gemeente_id)
    # Partners read the line of a step: why a home was refused isn't in it.
    said = ", ".join(filter(None, (step.label, place)))
    reason = refusal.value if refusal else ""
    return [
        record_event(
            dossier,
            Kind.HUISVESTING,
            by=by,
            on=on,
            payload={"stap": step.value, "plaats": place, "reden": reason},
            summary=said,
            dedupe_key=f"huisvesting:{step.value}:{on.isoformat()}",
        )
        for dossier in dossiers
    ]


def record_voorinburgering(
    dossier: Dossier, *, by: Actor, on: date, taken: str, parts: list[str], origin: Origin = Origin.COA
) -> Gebeurtenis:
    """What was followed at COA, as it stood on a day. The same message twice is one event."""
    by.require(Permission.OVERDRACHT_RECORD, dossier.gemeente_id)
    return tell_voorinburgering(dossier, by=by, on=on, taken=taken, parts=parts, origin=origin)


def tell_voorinburgering(
    dossier: Dossier, *, by: Actor, on: date, taken: str, parts: list[str], origin: Origin
) -> Gebeurtenis:
    """The same, for a command that looked already whether the actor may."""
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
