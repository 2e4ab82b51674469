"""What functional management sees: its organisations and their people, and what holds where today."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404

from wegwijs.access.actor import Actor
from wegwijs.access.models import Proposal, RoleAssignment
from wegwijs.access.queries.volunteers import with_talk
from wegwijs.access.roles import Permission
from wegwijs.organisations.models import (
    Beleid,
    Bevoegdheid,
    Bezwaaradres,
    Dienstverleningsovereenkomst,
    Employee,
    Gemeente,
    Mandaatbesluit,
    Organisation,
    OrganisationKind,
    Overdrachtsbesluit,
)
from wegwijs.organisations.policy import DEFAULTS, PolicyKey
from wegwijs.organisations.queries import gemeenten_served

# What the navigation counts.
WAITING = "te bevestigen"


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was agreed with one gemeente, and who decides there on the day asked for."""

    gemeente: Gemeente
    dvos: list[Dienstverleningsovereenkomst]
    mandates: list[Mandaatbesluit]
    transfer: Overdrachtsbesluit | None
    next_transfer: Overdrachtsbesluit | None
    powers: frozenset[str]
    objection: Bezwaaradres | None
    next_objection: Bezwaaradres | None


@dataclass(frozen=True, slots=True)
class OwnBoard:
    """Where objections to the organisation's own board go on the day asked for, and from later on."""

    objection: Bezwaaradres | None
    next_objection: Bezwaaradres | None


@dataclass(frozen=True, slots=True)
class Number:
    """One number of policy in one place: what holds now and what is laid down for later."""

    key: PolicyKey
    place: str
    gemeente: str
    value: int
    since: date | None
    source: str
    later: Beleid | None


def organisations_of(actor: Actor) -> QuerySet[Organisation]:
    """The executor manages everybody who works in its region, a partner itself; systems have no people."""
    rows = Organisation.objects.exclude(kind=OrganisationKind.RIJK)
    return rows if actor.sees_all else rows.filter(pk=actor.organisation.pk)


def employees_of(actor: Actor, *, on: date, organisation: str = "", left: bool = False) -> QuerySet[Employee]:
    """Employees of the actor's organisations by name, with their roles of that day; those who left only when asked."""
    gone = Q(valid_to__lt=on)
    rows = Employee.objects.filter(organisation__in=organisations_of(actor)).exclude(user=None)
    rows = rows.filter(gone) if left else rows.exclude(gone)
    if organisation:
        rows = rows.filter(organisation__short=organisation)
    rows = with_talk(rows).select_related("organisation", "user")
    return rows.prefetch_related(_roles(on)).order_by("name", "pk")


def gemeenten_of(organisation: Organisation, *, on: date) -> list[Gemeente]:
    """The gemeenten that an organisation works for on a day."""
    return list(Gemeente.objects.filter(pk__in=gemeenten_served(organisation, on=on)))


def employee_or_404(actor: Actor, pk: int) -> Employee:
    """One employee of the actor's organisations, with every role ever. Raises Http404."""
    rows = with_talk(Employee.objects.select_related("organisation", "user"))
    rows = rows.prefetch_related("roles__gemeente")
    found = rows.filter(pk=pk, organisation__in=organisations_of(actor)).exclude(user=None).first()
    if found is None:
        raise Http404
    return found


def role_or_404(employee: Employee, pk: int) -> RoleAssignment:
    """One of an employee's roles. Raises Http404."""
    found = RoleAssignment.objects.select_related("gemeente").filter(employee=employee, pk=pk).first()
    if found is None:
        raise Http404
    return found


def _roles(on: date) -> "Prefetch[str, QuerySet[RoleAssignment], str]":
    in_force = RoleAssignment.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on)).select_related(
        "gemeente"
    )
    return Prefetch("roles", in_force, to_attr="roles_now")


def agreements(actor: Actor, *, on: date) -> list[Agreement]:
    """Every gemeente of the actor with its DVOs and mandates, newest first, in a fixed number of statements."""
    rows = Gemeente.objects.filter(pk__in=actor.gemeenten(Permission.SETTINGS_VIEW)).prefetch_related(
        Prefetch(
            "dvos",
            Dienstverleningsovereenkomst.objects.select_related("organisation").order_by("-valid_from"),
        ),
        Prefetch("mandaten", Mandaatbesluit.objects.select_related("organisation").order_by("-valid_from")),
        Prefetch("overdrachten", Overdrachtsbesluit.objects.order_by("valid_from")),
        "bezwaaradressen",
    )
    return [_agreement(gemeente, on) for gemeente in rows]


def own_board(actor: Actor, *, on: date) -> OwnBoard:
    """What was laid down for the board of the actor's organisation."""
    return OwnBoard(*_objections(Bezwaaradres.objects.filter(organisation=actor.organisation), on))


def objection_address(actor: Actor, gemeente: Gemeente | None) -> Bezwaaradres | None:
    """The address that a new one would replace: the newest, of the college or (None) of the own board."""
    rows = Bezwaaradres.objects.filter(
        **({"gemeente": gemeente} if gemeente else {"organisation": actor.organisation})
    )
    return rows.order_by("valid_from").last()


def _objections(rows: Iterable[Bezwaaradres], on: date) -> tuple[Bezwaaradres | None, Bezwaaradres | None]:
    known = list(rows)
    now = next((row for row in known if in_force(row, on)), None)
    return now, next((row for row in known if row.valid_from > on), None)


def _agreement(gemeente: Gemeente, on: date) -> Agreement:
    mandates, transfers = list(gemeente.mandaten.all()), list(gemeente.overdrachten.all())
    past = [row for row in transfers if row.valid_from <= on]
    coming = [row for row in transfers if row.valid_from > on]
    usable = [m for m in mandates if in_force(m, on) and m.consent_on and m.consent_on <= on]
    powers = {power for mandate in usable for power in mandate.powers}
    return Agreement(
        gemeente,
        list(gemeente.dvos.all()),
        mandates,
        past[-1] if past else None,
        coming[0] if coming else None,
        frozenset(Bevoegdheid.values if past else powers),
        *_objections(gemeente.bezwaaradressen.all(), on),
    )


def gemeente_or_404(actor: Actor, code: str) -> Gemeente:
    """One gemeente whose mandates the actor keeps: the executor's functional manager. Raises Http404."""
    may = actor.sees_all and actor.may(Permission.SETTINGS_VIEW, code)
    found = Gemeente.objects.filter(pk=code).first() if may else None
    if found is None:
        raise Http404
    return found


def mandate_or_404(actor: Actor, pk: int) -> Mandaatbesluit:
    """One mandate of such a gemeente, given to the actor's organisation. Raises Http404."""
    rows = Mandaatbesluit.objects.select_related("gemeente").filter(organisation=actor.organisation)
    found = rows.filter(pk=pk, gemeente__in=actor.gemeenten(Permission.SETTINGS_VIEW)).first()
    if found is None or not actor.sees_all:
        raise Http404
    return found


def region_or_404(actor: Actor) -> list[Gemeente]:
    """Every gemeente of the region, for who makes agreements with them: the executor. Raises Http404."""
    if not (actor.sees_all and actor.may(Permission.SETTINGS_VIEW)):
        raise Http404
    return list(Gemeente.objects.all())


def dvo_or_404(actor: Actor, pk: int) -> Dienstverleningsovereenkomst:
    """One agreement of the actor's organisation. Raises Http404."""
    rows = Dienstverleningsovereenkomst.objects.select_related("gemeente").filter(
        organisation=actor.organisation
    )
    found = rows.filter(pk=pk).first() if actor.sees_all else None
    if found is None:
        raise Http404
    return found


def proposals(actor: Actor, *, most: int = 50) -> tuple[list[Proposal], list[Proposal]]:
    """Changes that wait for a second manager, and the last ones that were decided."""
    rows = _proposals(actor).select_related("proposed_by", "decided_by")
    decided = rows.exclude(decided_at=None).order_by("-decided_at")
    return list(rows.filter(decided_at=None)), list(decided[:most])


def proposals_about(employee: Employee) -> list[Proposal]:
    """Roles of one employee that wait for a second manager."""
    rows = Proposal.objects.filter(employee=employee, decided_at=None)
    return list(rows.select_related("proposed_by"))


def proposal_or_404(actor: Actor, pk: UUID) -> Proposal:
    """One of them. Raises Http404."""
    found = _proposals(actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def waiting_for(actor: Actor) -> QuerySet[Proposal]:
    """Changes that the actor could confirm."""
    me = actor.employee
    rows = _proposals(actor).filter(decided_at=None).exclude(proposed_by=me)
    return rows.exclude(employee=me) if me else rows.none()


def _proposals(actor: Actor) -> QuerySet[Proposal]:
    return (
        Proposal.objects.all() if actor.sees_all else Proposal.objects.filter(organisation=actor.organisation)
    )


def in_force(row: Dienstverleningsovereenkomst | Mandaatbesluit | Bezwaaradres, on: date) -> bool:
    """Whether an agreement holds on a day."""
    return row.valid_from <= on and (row.valid_to is None or row.valid_to >= on)


def numbers(gemeenten: Collection[Gemeente], *, on: date) -> dict[PolicyKey, list[Number]]:
    """Each number of policy for the region and, where it differs, for each gemeente."""
    codes = [gemeente.code for gemeente in gemeenten]
    rows = list(
        Beleid.objects.filter(Q(gemeente=None) | Q(gemeente__in=codes))
        .filter(Q(valid_to=None) | Q(valid_to__gte=on))
        .order_by("valid_from")
    )
    names = {gemeente.code: gemeente.naam for gemeente in gemeenten}
    return {key: _places(key, [row for row in rows if row.key == key], names, on) for key in PolicyKey}


def _places(key: PolicyKey, rows: list[Beleid], names: dict[str, str], on: date) -> list[Number]:
    own = sorted({row.gemeente_id for row in rows if row.gemeente_id}, key=lambda code: names[code])
    places: list[tuple[str | None, str]] = [(None, "hele regio"), *((code, names[code]) for code in own)]
    return [
        _number(key, [row for row in rows if row.gemeente_id == code], code, name, on)
        for code, name in places
    ]


def _number(key: PolicyKey, rows: list[Beleid], code: str | None, place: str, on: date) -> Number:
    now = next((row for row in reversed(rows) if row.valid_from <= on), None)
    later = next((row for row in rows if row.valid_from > on), None)
    known = DEFAULTS[key]
    return Number(
        key,
        place,
        code or "",
        now.value if now else known.value,
        now.valid_from if now else None,
        now.source if now else known.source,
        later,
    )
