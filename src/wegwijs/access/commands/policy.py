"""Change a number of local policy: the old one ends the day before, so that every day keeps its own."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.commands.two import require_two
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.organisations.models import Beleid, Employee
from wegwijs.organisations.policy import TEXTS, PolicyKey


def needs_two(key: PolicyKey, value: int) -> bool:
    """Whether this number gives one person power: without four eyes who makes a PIP decides on it alone."""
    return key is PolicyKey.PIP_FOUR_EYES and value == 0


def check_policy(
    key: PolicyKey, value: int, *, by: Actor, gemeente: str | None, valid_from: date, source: str
) -> None:
    """Raises DomainError for a number out of reach, a day that has gone, or a later number that stands there already."""
    by.require(Permission.SETTINGS_VIEW)
    if not by.sees_all:
        raise NotAllowed("Het beleid van een gemeente wijzigt alleen de uitvoerder.")
    if gemeente is not None:
        by.require(Permission.SETTINGS_VIEW, gemeente)
    text = TEXTS[key]
    if not text.low <= value <= text.high:
        raise DomainError(f"Kies een getal van {text.low} tot en met {text.high}.", field="value")
    if valid_from < clock.today():
        raise DomainError(
            "Nieuw beleid geldt niet met terugwerkende kracht. Kies vandaag of later.", field="valid_from"
        )
    if Beleid.objects.filter(key=key, gemeente=gemeente, valid_from__gt=valid_from).exists():
        raise DomainError(
            "Er staat al een getal klaar voor een latere dag. Kies een dag daarna.", field="valid_from"
        )


@transaction.atomic
def set_policy(
    key: PolicyKey,
    value: int,
    *,
    by: Actor,
    gemeente: str | None,
    valid_from: date,
    source: str,
    proposed_by: Employee | None = None,
) -> Beleid:
    """From ``valid_from`` this number holds, for one gemeente or (None) for the region, by the decision ``source``.

    Raises what ``check_policy`` raises, and NotAllowed for a number that gives power and that nobody else proposed.
    """
    check_policy(key, value, by=by, gemeente=gemeente, valid_from=valid_from, source=source)
    if needs_two(key, value):
        require_two(by, proposed_by)
    rows = Beleid.objects.select_for_update().filter(key=key, gemeente=gemeente)
    rows.filter(valid_from=valid_from).delete()
    running = rows.filter(Q(valid_to=None) | Q(valid_to__gte=valid_from))
    running.update(valid_to=valid_from - timedelta(days=1))
    made = Beleid.objects.create(
        key=key, gemeente_id=gemeente, value=value, source=source, valid_from=valid_from
    )
    record(
        by=by,
        action=Action.CHANGE,
        kind="beleid",
        key=made.pk,
        gemeente=gemeente,
        detail=f"{key.value} {value}",
    )
    return made
