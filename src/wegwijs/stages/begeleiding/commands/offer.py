"""Lay down what is offered from a day on, and where a gemeente departs from it. What held before isn't touched."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.organisations.models import Gemeente
from wegwijs.stages.begeleiding.models import Aanbodafwijking, Aanbodregel, Basisaanbod, Begeleidingsdeel
from wegwijs.stages.begeleiding.queries.offer import departure_on, minutes_of, version_on
from wegwijs.ui.format import day, duration

# More than this for one part is a slip of the pen.
MOST_A_PART = 200 * 60


@transaction.atomic
def lay_down_offer(
    minutes: Mapping[Begeleidingsdeel, int], *, by: Actor, valid_from: date, source: str
) -> Basisaanbod:
    """The offer of the region from ``valid_from`` on: minutes of each part, those of zero aren't in it.

    Raises NotAllowed for who doesn't keep the region's settings; DomainError for a day that has gone, or no part at all.
    """
    _require(by)
    _not_gone(valid_from)
    kept = {part: length for part, length in minutes.items() if length}
    if not kept:
        raise DomainError("Vul bij ten minste één onderdeel uren in.")
    made = Basisaanbod.objects.create(
        valid_from=valid_from, source=source, made_by=by.user, label=by.label, made_at=clock.now()
    )
    Aanbodregel.objects.bulk_create(
        Aanbodregel(aanbod=made, part=part, minutes=length) for part, length in kept.items()
    )
    record(
        by=by, action=Action.CHANGE, kind="aanbod", key=made.pk, detail=f"basisaanbod vanaf {day(valid_from)}"
    )
    return made


@transaction.atomic
def depart(
    gemeente: Gemeente, part: Begeleidingsdeel, minutes: int, *, by: Actor, valid_from: date, reason: str
) -> Aanbodafwijking:
    """A gemeente asks for so many minutes more (below zero: less) of one part; zero ends an earlier departure.

    Raises NotAllowed for who doesn't keep the settings there; DomainError without a reason, for a day that has gone, for less
    than nothing, and for ending what isn't there.
    """
    _require(by)
    by.require(Permission.SETTINGS_VIEW, gemeente.code)
    _not_gone(valid_from)
    if not reason.strip():
        raise DomainError("Vul in waarom deze gemeente afwijkt, of waarom dat stopt.", field="reason")
    if not minutes and departure_on(gemeente.code, part, on=valid_from) is None:
        raise DomainError(
            f"{gemeente} wijkt bij dit onderdeel niet af. Kies ‘meer’ of ‘minder’.", field="more"
        )
    version = version_on(valid_from)
    base = minutes_of(version).get(part, 0) if version else 0
    if base + minutes < 0:
        raise DomainError(
            f"Het basisaanbod heeft bij dit onderdeel {duration(base)}. Minder dan nul kan niet.",
            field="minutes",
        )
    made = Aanbodafwijking.objects.create(
        gemeente=gemeente, part=part, minutes=minutes, reason=reason.strip(), valid_from=valid_from, made_by=by.user,
        label=by.label, made_at=clock.now(),
    )  # fmt: skip
    record(
        by=by, action=Action.CHANGE, kind="aanbod", key=made.pk, gemeente=gemeente.code,
        detail=f"afwijking van het basisaanbod vanaf {day(valid_from)}",
    )  # fmt: skip
    return made


def _require(by: Actor) -> None:
    by.require(Permission.SETTINGS_VIEW)
    if not by.sees_all:
        raise NotAllowed("Het aanbod houdt het functioneel beheer van de regio bij.")


def _not_gone(valid_from: date) -> None:
    if valid_from < clock.today():
        raise DomainError(
            "Deze dag is voorbij. Wat toen gold blijft zoals het was. Kies vandaag of later.",
            field="valid_from",
        )
