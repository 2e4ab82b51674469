"""What stands for an employee, in which order, and who gets a mail."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from wegwijs.access.actor import Actor
from wegwijs.access.queries import active_users
from wegwijs.access.roles import Permission
from wegwijs.alerts.models import LATE, NEWS, OVERSIGHT, Alert, AlertKind, AlertMute, Digest
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.queries import visible

PAGE = 50
PLACE = Case(
    When(kind__in=LATE, then=Value(0)),
    When(kind__in=NEWS, then=Value(2)),
    default=Value(1),
    output_field=IntegerField(),
)

# What is not about a dossier that the reader works in: which permission in the gemeente shows it.
NEEDED: Mapping[AlertKind, Permission] = {
    **dict.fromkeys(OVERSIGHT, Permission.AUDIT_VIEW),
    AlertKind.SILENT: Permission.GROUP_PLAN,
    AlertKind.KEY: Permission.SETTINGS_VIEW,
    AlertKind.CONTRACT: Permission.CONTRACT_EDIT,
    **dict.fromkeys(
        (AlertKind.MONEY, AlertKind.RUN, AlertKind.NUMBER, AlertKind.LINE, AlertKind.LET_IN),
        Permission.MONEY_RELEASE,
    ),
}


# Who is told anything, and what the navigation counts.
TOLD = Permission.DOSSIER_VIEW, Permission.AUDIT_VIEW, Permission.SETTINGS_VIEW, Permission.CONTRACT_EDIT
WAITING = "alerts"


@dataclass(frozen=True, slots=True)
class Line:
    """One alert with the dossier it is about, or else the key of what it is about (None: all of its kind).

    ``place`` is its group on the page: 0 what is late, 1 what waits for the employee, 2 news.
    """

    pk: UUID
    kind: AlertKind
    on: date
    what: str
    dossier: Dossier | None
    thing: UUID | None
    place: int


def kinds(actor: Actor) -> list[AlertKind]:
    """What the actor can be told, in the order of the kinds."""
    return [kind for kind in AlertKind if actor.may(NEEDED.get(kind, Permission.DOSSIER_VIEW))]


def is_mine(actor: Actor, pk: UUID) -> bool:
    """Whether an alert was made for this employee, read or not."""
    return Alert.objects.filter(pk=pk, employee=actor.employee).exists()


def standing(actor: Actor) -> QuerySet[Alert]:
    """The actor's unread alerts, of dossiers and of gemeenten that the actor may see."""
    seen = Q(dossier_id__in=visible(actor).values("pk"))
    for kind, permission in NEEDED.items():
        seen |= Q(kind=kind, gemeente__in=actor.gemeenten(permission))
    return Alert.objects.filter(seen, employee=actor.employee, read_at=None, gone_at=None)


def unread(actor: Actor, kind: str = "", after: str = "") -> tuple[list[Line], str]:
    """At most 50 of the actor's unread alerts that the actor may see, and the next page's key: what is late first, then what
    waits for the actor, then news; the newest date first in each.

    ``after`` is that key. Two statements.
    """
    rows = standing(actor).annotate(place=PLACE)
    if kind in AlertKind.values:
        rows = rows.filter(kind=kind)
    try:
        place, edge, pk = after.split("_")
        rank, on, key = int(place[:1]), date.fromisoformat(edge), UUID(pk)
        further = Q(on__lt=on) | Q(on=on, pk__gt=key)
        rows = rows.filter(Q(place__gt=rank) | (Q(place=rank) & further))
    except ValueError:
        pass
    found = list(rows.order_by("place", "-on", "pk")[: PAGE + 1])
    dossiers = visible(actor).filter(pk__in={a.dossier_id for a in found}).select_related("person")
    by_key = {d.pk: d for d in dossiers}
    lines = [
        Line(
            a.pk, AlertKind(a.kind), a.on, a.what, by_key.get(a.dossier_id) if a.dossier_id else None, a.thing_id, a.place
        )
        for a in found[:PAGE]
        if a.dossier_id is None or a.dossier_id in by_key
    ]  # fmt: skip
    last = found[PAGE - 1] if len(found) > PAGE else None
    return lines, f"{last.place}_{last.on}_{last.pk}" if last else ""


def counts(actor: Actor) -> dict[str, int]:
    """How many unread of each kind, of what the actor may see."""
    found = dict(standing(actor).order_by().values_list("kind").annotate(n=Count("pk")))
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
