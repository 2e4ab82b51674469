"""What the rules need, read for one month: looks from the log, work from the dossiers."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import BooleanField, Count, Max, Min, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from wegwijs.access.actor import EMERGENCY
from wegwijs.access.models import RoleAssignment, User
from wegwijs.access.roles import Role
from wegwijs.audit.models import Action, AuditRecord
from wegwijs.dossiers.models import Afspraak, Dossier, Taak
from wegwijs.oversight.rules import Known, Look, surname
from wegwijs.people.names import plain

LOOKED = (Action.VIEW, Action.REVEAL)
# Their work is everybody's dossiers: looking without a task there says nothing.
EVERYWHERE = (Role.TEAMLEIDER, Role.ADMINISTRATIE)
LOOSE = "-"


def looks(since: datetime, until: datetime) -> list[Look]:
    """Of every employee the dossiers looked at, ``until`` not included. What was opened in an emergency is judged by itself."""
    rows = (
        _views(since, until)
        .values("actor_user", "subject_id", "chain")
        .annotate(
            number=Count("pk"),
            shown=Count("pk", filter=Q(action=Action.REVEAL)),
            first=Min("at"),
            last=Max("at"),
        )
        .order_by("actor_user", "subject_id")
    )
    return [
        Look(
            row["actor_user"], UUID(row["subject_id"]), row["chain"], row["number"], row["shown"] > 0, row["first"],
            row["last"],
        )
        for row in rows.iterator(chunk_size=5000)
    ]  # fmt: skip


def views(since: datetime, until: datetime) -> Iterator[tuple[int, datetime, UUID, str]]:
    """Each look by itself, in the order of time."""
    rows = _views(since, until).order_by("at", "pk")
    for account, at, key, gemeente in rows.values_list("actor_user", "at", "subject_id", "chain").iterator(
        5000
    ):
        yield account, at, UUID(key), gemeente


def _views(since: datetime, until: datetime) -> QuerySet[AuditRecord]:
    people = User.objects.exclude(employee=None).values("pk")
    return AuditRecord.objects.filter(
        subject_kind="dossier", action__in=LOOKED, at__gte=since, at__lt=until, actor_user__in=people
    ).exclude(Q(purpose=EMERGENCY) | Q(chain=LOOSE) | Q(subject_id="-"))


def known(found: Iterable[Look], since: datetime, until: datetime) -> Known:
    """Who has work where, and surnames to compare."""
    found = list(found)
    dossiers = {look.dossier for look in found}
    accounts = {look.account for look in found}
    employees = dict(
        User.objects.filter(pk__in=accounts).exclude(employee=None).values_list("employee", "pk").order_by()
    )
    work, places = _work(dossiers, employees, since, until)
    roles = RoleAssignment.objects.filter(employee__in=employees, role__in=EVERYWHERE)
    names = User.objects.filter(pk__in=accounts).exclude(employee=None).values_list("pk", "employee__name")
    persons = Dossier.objects.filter(pk__in=dossiers).values_list("pk", "person__geslachtsnaam")
    return Known(
        work=work,
        places=places,
        everywhere={employees[employee] for employee in roles.values_list("employee", flat=True)},
        names={pk: surname(name) for pk, name in names.order_by()},
        persons={pk: surname(plain(name)) for pk, name in persons},
    )


def _work(
    dossiers: set[UUID], employees: dict[int, int], since: datetime, until: datetime
) -> tuple[set[tuple[int, UUID]], dict[int, set[str]]]:
    """Pairs of account and dossier with work in it, and the gemeenten in which an account has any."""
    own = Dossier.objects.filter(regisseur__in=employees).values_list("regisseur", "pk", "gemeente")
    tasks = Taak.objects.filter(assigned_to__in=employees).values_list(
        "assigned_to", "dossier", "dossier__gemeente"
    )
    talks = Afspraak.objects.filter(employee__in=employees).values_list(
        "employee", "dossier", "dossier__gemeente"
    )
    work: set[tuple[int, UUID]] = set()
    places: dict[int, set[str]] = defaultdict(set)
    for rows in (own, tasks, talks):
        for employee, dossier, gemeente in rows.order_by().iterator(chunk_size=5000):
            work.add((employees[employee], dossier))
            places[employees[employee]].add(gemeente)
    changed = AuditRecord.objects.filter(
        subject_kind="dossier", action__in=(Action.CHANGE, Action.EXPORT), actor_user__in=employees.values(),
        at__lt=until,
    ).exclude(Q(purpose=EMERGENCY) | Q(chain=LOOSE) | Q(subject_id="-"))  # fmt: skip
    recent = Coalesce(Q(at__gte=since), Value(value=False), output_field=BooleanField())
    pairs = (
        changed.order_by().annotate(recent=recent).values_list("actor_user", "subject_id", "chain", "recent")
    )
    for account, key, gemeente, now in pairs.distinct().iterator(chunk_size=5000):
        if UUID(key) in dossiers:
            work.add((account, UUID(key)))
        if now:
            places[account].add(gemeente)
    return work, places
