"""What stands for an employee, and who gets a mail."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from wegwijs.access.actor import Actor
from wegwijs.access.queries import active_users
from wegwijs.alerts.models import Alert, AlertKind, AlertMute, Digest
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.queries import visible

PAGE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One alert with the dossier it is about."""

    pk: UUID
    kind: AlertKind
    on: date
    what: str
    dossier: Dossier


def is_mine(actor: Actor, pk: UUID) -> bool:
    """Whether an alert was made for this employee, read or not."""
    return Alert.objects.filter(pk=pk, employee=actor.employee).exists()


def unread(actor: Actor, kind: str = "", after: str = "") -> tuple[list[Line], str]:
    """At most 50 of the actor's unread alerts of dossiers that the actor may see, oldest date first; the next page's key.

    ``after`` is that key. Two statements.
    """
    rows = Alert.objects.filter(
        employee=actor.employee, read_at=None, gone_at=None, dossier_id__in=visible(actor).values("pk")
    )
    if kind in AlertKind.values:
        rows = rows.filter(kind=kind)
    edge, _, pk = after.partition("_")
    try:
        on, key = date.fromisoformat(edge), UUID(pk)
        rows = rows.filter(Q(on__gt=on) | Q(on=on, pk__gt=key))
    except ValueError:
        pass
    found = list(rows.order_by("on", "pk")[: PAGE + 1])
    dossiers = visible(actor).filter(pk__in={a.dossier_id for a in found}).select_related("person")
    by_key = {d.pk: d for d in dossiers}
    lines = [
        Line(a.pk, AlertKind(a.kind), a.on, a.what, by_key[a.dossier_id])
        for a in found[:PAGE]
        if a.dossier_id in by_key
    ]
    return lines, f"{found[PAGE - 1].on}_{found[PAGE - 1].pk}" if len(found) > PAGE else ""


def counts(actor: Actor) -> dict[str, int]:
    """How many unread of each kind, of dossiers that the actor may see."""
    rows = Alert.objects.filter(
        employee=actor.employee, read_at=None, gone_at=None, dossier_id__in=visible(actor).values("pk")
    )
    found = dict(rows.order_by().values_list("kind").annotate(n=Count("pk")))
    return {kind: found[kind] for kind in AlertKind.values if kind in found}


def muted(actor: Actor) -> set[str]:
    """Kinds that the actor doesn't want by mail."""
    return set(AlertMute.objects.filter(employee=actor.employee).values_list("kind", flat=True))


def digests_due(on: date) -> Iterator[tuple[int, str, dict[str, int]]]:
    """Employees who get a mail on a day and got none yet: key, address, and the numbers by kind."""
    mute = AlertMute.objects.filter(employee=OuterRef("employee"), kind=OuterRef("kind"))
    rows = Alert.objects.filter(
        ~Exists(mute),
        ~Exists(Digest.objects.filter(employee=OuterRef("employee"), on=on)),
        employee__in=active_users(on=on).values("employee"),
        read_at=None,
        gone_at=None,
    ).exclude(employee__email="")
    found: dict[tuple[int, str], dict[str, int]] = {}
    counted = (
        rows.order_by("employee").values_list("employee", "employee__email", "kind").annotate(n=Count("pk"))
    )
    for employee, email, kind, number in counted:
        found.setdefault((employee, email), {})[kind] = number
    for (employee, email), numbers in found.items():
        yield employee, email, {kind: numbers[kind] for kind in AlertKind.values if kind in numbers}
