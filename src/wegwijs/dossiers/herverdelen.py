"""What can be redistributed, among whom, and how a batch stands."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.models import RoleAssignment, Waarneming
from wegwijs.access.roles import Permission, Role
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.dossiers.models import Afspraak, Dossier, HerverdeeldDossier, Herverdeling, State, Taak
from wegwijs.organisations.models import Employee, Gemeente
from wegwijs.organisations.queries import gemeenten_by_code

# Who works for every gemeente of the organisation.
EVERYWHERE = ""
KEPT = 50
BUSY = (Herverdeling.State.LOOPT, Herverdeling.State.TERUG_GEVRAAGD, Herverdeling.State.TERUG_LOOPT)
UNFINISHED = (Herverdeling.State.WACHT, *BUSY)


@dataclass(frozen=True, slots=True)
class Load:
    """What one colleague has open in one gemeente."""

    gemeente: Gemeente
    dossiers: int
    tasks: int


def colleague_or_404(actor: Actor, pk: int) -> Employee:
    """Someone of the actor's organisation, also who left. Raises Http404."""
    found = Employee.objects.filter(pk=pk, organisation=actor.organisation).first()
    if found is None:
        raise Http404
    return found


def handed(
    giver: Employee, gemeenten: Collection[str], *, fase: str = "", variant: str = ""
) -> QuerySet[Dossier]:
    """The open dossiers of a regisseur in these gemeenten; a fase or variant narrows."""
    chosen = {name: value for name, value in (("fase", fase), ("variant", variant)) if value}
    rows = Dossier.objects.filter(regisseur=giver, gemeente__in=gemeenten, **chosen)
    return rows.exclude(state=State.GESLOTEN)


def loads(actor: Actor, giver: Employee, *, fase: str = "", variant: str = "") -> list[Load]:
    """What may be moved by the actor, by gemeente in order of name: also where somebody is regisseur and has nothing yet, since a
    stand-in is there for what comes as well. Four statements, however much it is."""
    rows = handed(giver, actor.gemeenten(Permission.ASSIGN), fase=fase, variant=variant)
    dossiers = dict(rows.order_by().values_list("gemeente").annotate(Count("pk")))
    open_tasks = Taak.objects.filter(dossier__in=rows, assigned_to=giver, done_on=None).order_by()
    tasks = dict(open_tasks.values_list("dossier__gemeente").annotate(Count("pk")))
    able = regisseurs(actor, on=clock.today()).get(giver, set())
    named = gemeenten_by_code(
        {*dossiers, *(code for code in actor.gemeenten(Permission.ASSIGN) if works_in(able, code))}
    )
    return [Load(named[code], dossiers.get(code, 0), tasks.get(code, 0)) for code in named]


def covered_by(giver: Employee, *, on: date) -> list[Waarneming]:
    """For whom somebody stands in on a day or later, by first day: who goes away leaves that as well."""
    rows = Waarneming.objects.filter(stand_in=giver, valid_to__gte=on)
    return list(rows.select_related("absent", "gemeente").order_by("valid_from", "pk"))


def regisseurs(actor: Actor, *, on: date, until: date | None = None) -> dict[Employee, set[str]]:
    """Every regisseur of the organisation from a day until another (the same day when none is given), by name, with the
    codes of the gemeenten of the role; ``EVERYWHERE`` for all of them. One statement."""
    last = until or on
    rows = RoleAssignment.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=last),
        Q(employee__valid_to=None) | Q(employee__valid_to__gte=last),
        role=Role.REGISSEUR,
        valid_from__lte=on,
        employee__organisation=actor.organisation,
    )
    found: dict[Employee, set[str]] = {}
    for row in rows.select_related("employee").order_by("employee__name", "employee"):
        found.setdefault(row.employee, set()).add(row.gemeente_id or EVERYWHERE)
    return found


def works_in(places: Collection[str], gemeente: str) -> bool:
    """Whether these codes, of ``regisseurs``, hold the gemeente."""
    return EVERYWHERE in places or gemeente in places


def herverdeling_or_404(actor: Actor, pk: UUID, *, again: bool = False) -> Herverdeling:
    """One batch of the actor's gemeenten. Raises Http404; looking at it is recorded.

    ``again``: that was done, and it is looked at once more; no second row while a worker is busy with it.
    """
    rows = Herverdeling.objects.select_related("gemeente", "giver", "taker")
    found = rows.filter(pk=pk, gemeente__in=actor.gemeenten(Permission.ASSIGN)).first()
    if found is None:
        raise Http404
    if again and found.state in BUSY:
        return found
    record(
        by=actor,
        action=Action.VIEW,
        kind="herverdeling",
        key=pk,
        gemeente=found.gemeente_id,
        detail="herverdeling",
    )
    return found


def recent(actor: Actor) -> list[Herverdeling]:
    """The newest batches of the actor's gemeenten."""
    rows = Herverdeling.objects.filter(gemeente__in=actor.gemeenten(Permission.ASSIGN))
    return list(rows.select_related("gemeente", "giver", "taker")[:KEPT])


def counts(batch: Herverdeling) -> Mapping[str, int]:
    """How many dossiers of a batch are in each state."""
    return dict(batch.lines.order_by().values_list("state").annotate(Count("pk")))


def stayed(batch: Herverdeling, *, limit: int = 50) -> list[HerverdeeldDossier]:
    """The dossiers that could not be put back, with why."""
    rows = batch.lines.filter(state=HerverdeeldDossier.State.BLEEF).select_related("dossier")
    return list(rows[:limit])


def waiting(batch: Herverdeling) -> QuerySet[Dossier]:
    """The dossiers that a batch has still to move."""
    rows = handed(batch.giver, [batch.gemeente_id], fase=batch.fase, variant=batch.variant)
    done = HerverdeeldDossier.objects.filter(herverdeling=batch, dossier=OuterRef("pk"))
    return rows.filter(~Exists(done)).order_by("pk")


def due(on: date) -> list[tuple[UUID, str]]:
    """The batches at which a worker has something to do on a day, each with the code of its gemeente."""
    rows = Herverdeling.objects.filter(state__in=UNFINISHED, valid_from__lte=on)
    return list(rows.order_by("requested_at").values_list("pk", "gemeente_id"))


def planned_talks(dossier: Dossier, employee: Employee, *, since: date) -> QuerySet[Afspraak]:
    """Talks of somebody in a dossier from a day that go on."""
    return Afspraak.objects.filter(dossier=dossier, employee=employee, cancelled_at=None, on__gte=since)
