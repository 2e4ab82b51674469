"""Every way to reach a dossier goes through the actor: what is not the actor's does not exist for the actor."""

from collections.abc import Iterable, Mapping
from copy import copy
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When
from django.http import Http404

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.models import RoleAssignment
from wegwijs.access.roles import Permission, Role
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.dossiers import opened
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import (
    Afspraak,
    Betrokkenheid,
    Dossier,
    Gebeurtenis,
    IngekomenStuk,
    Taak,
    TermijnRow,
    TermijnState,
)
from wegwijs.organisations.models import Employee, Gemeente, Organisation, OrganisationKind
from wegwijs.people.queries import is_shielded


def visible(actor: Actor, permission: Permission = Permission.DOSSIER_VIEW) -> QuerySet[Dossier]:
    """The dossiers that the actor may see now: all of its gemeenten, or as a partner those it is involved in.

    What was opened in an emergency is only looked at: it counts for no other permission.
    """
    inside = Q(gemeente__in=actor.gemeenten(permission))
    if actor.opened and permission == Permission.DOSSIER_VIEW:
        inside |= Q(pk__in=list(actor.opened))
    found = Dossier.objects.filter(inside)
    if actor.sees_all:
        return found
    return found.filter(Exists(_involved(actor, clock.today())))


def _involved(actor: Actor, on: date) -> QuerySet[Betrokkenheid]:
    return Betrokkenheid.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=on),
        Q(employee=actor.employee) if actor.assigned_only else Q(employee=None) | Q(employee=actor.employee),
        dossier=OuterRef("pk"),
        organisation=actor.organisation,
        valid_from__lte=on,
    )


INSIDE = "d.gemeente_id = ANY(%(scope)s)"
INVOLVED = """EXISTS (SELECT 1 FROM dossiers_betrokkenheid b WHERE b.dossier_id = d.id AND b.organisation_id = %(organisation)s
AND b.valid_from <= %(today)s AND (b.valid_to IS NULL OR b.valid_to >= %(today)s)
AND (b.employee_id = %(employee)s OR (b.employee_id IS NULL AND NOT %(assigned)s)))"""


def visible_sql(actor: Actor, permission: Permission = Permission.DOSSIER_VIEW) -> tuple[str, dict[str, Any]]:
    """What ``visible`` says as a condition on ``dossiers_dossier d``, for statements that are too hot to be built anew."""
    params: dict[str, Any] = {"scope": sorted(actor.gemeenten(permission))}
    if actor.sees_all:
        return INSIDE, params
    employee = actor.employee.pk if actor.employee else None
    params |= {"organisation": actor.organisation.pk, "employee": employee, "today": clock.today()}
    params["assigned"] = actor.assigned_only
    return f"{INSIDE} AND {INVOLVED}", params


def open_dossier(
    actor: Actor,
    pk: UUID,
    *,
    page: str,
    permission: Permission = Permission.DOSSIER_VIEW,
    lock: bool = False,
    with_afspraken: bool = False,
) -> Dossier:
    """One dossier for a page or a command's view, with the audit row that it was seen.

    Raises Http404 when it doesn't exist or is not the actor's: the two can't be told apart.
    """
    where, params = visible_sql(actor, permission)
    params |= {"today": clock.today(), "pk": pk}
    if actor.opened and permission == Permission.DOSSIER_VIEW:
        where, params["opened"] = (
            where.replace(INSIDE, f"({INSIDE} OR d.id = ANY(%(opened)s))"),
            list(actor.opened),
        )
    talks = None if not with_afspraken else "" if actor.sees_all else opened.OWN_TALKS
    dossier = opened.read(f"d.id = %(pk)s AND {where}", params, lock=lock, talks=talks)
    if dossier is None:
        raise Http404
    who = actor if actor.may(permission, dossier.gemeente_id) else actor.in_emergency()
    record(by=who, action=Action.VIEW, kind="dossier", key=pk, gemeente=dossier.gemeente_id, detail=page)
    return dossier


def address_is_secret(dossier: Dossier) -> bool:
    """Whether the person's address is shown to nobody without the right; of a dossier that was opened it costs nothing."""
    known: bool | None = getattr(dossier, "shielded", None)
    return is_shielded(dossier.person, clock.today()) if known is None else known


def dossier_of(
    actor: Actor, person: UUID, *, page: str, permission: Permission, prefer: UUID | None = None
) -> Dossier:
    """The dossier through which an actor reaches a person: ``prefer`` when it is one, else an open one, else the newest.

    Raises Http404 when no dossier of this person is the actor's.
    """
    closed = Case(When(pk=prefer, then=0), When(state="gesloten", then=2), default=1)
    rows = visible(actor, permission).filter(person=person).order_by(closed, "-opened_on", "pk")
    pk = rows.values_list("pk", flat=True).first()
    if pk is None:
        raise Http404
    return open_dossier(actor, pk, page=page, permission=permission)


def dossiers_of(actor: Actor, people: Iterable[UUID]) -> dict[UUID, list[Dossier]]:
    """The dossiers of some persons that the actor may see, by person, oldest first."""
    found: dict[UUID, list[Dossier]] = {}
    for row in (
        visible(actor).filter(person__in=list(people)).select_related("gemeente").order_by("opened_on")
    ):
        found.setdefault(row.person_id, []).append(row)
    return found


def timeline(dossier: Dossier) -> QuerySet[Gebeurtenis]:
    """What happened, newest first, without what a later row corrected."""
    return dossier.gebeurtenissen.filter(superseded_by=None)


def gemeenten_of(actor: Actor, permission: Permission = Permission.DOSSIER_VIEW) -> QuerySet[Gemeente]:
    """The gemeenten for which the actor holds a permission."""
    return Gemeente.objects.filter(pk__in=actor.gemeenten(permission))


# What a partner sees of what others did: that a step was taken, never what was said in it.
FOR_PARTNERS = frozenset(
    {
        Kind.BRP_INSCHRIJVING, Kind.HUISVESTING, Kind.DRIEGESPREK, Kind.REGELDAG, Kind.OPROEP, Kind.GESPREK, Kind.INTAKE_VOLTOOID,
        Kind.PIP_VASTGESTELD, Kind.PIP_VERZONDEN, Kind.REGISSEUR_TOEGEWEZEN, Kind.WAARNEMING, Kind.DOSSIER_GESLOTEN, Kind.ONTZORGEN,
    }
)  # fmt: skip


# What more it takes to read what others said of someone: the permission of its group of data.
NEEDS: Mapping[str, Permission] = {
    Kind.DUO_DOELGROEP: Permission.DOELGROEP_VIEW,
    Kind.COA_KOPPELING: Permission.RESIDENCE_VIEW,
    Kind.COA_PROFIEL: Permission.RESIDENCE_VIEW,
    Kind.VOORINBURGERING: Permission.RESIDENCE_VIEW,
    Kind.BIJSTAND_RECHT: Permission.INCOME_VIEW,
    Kind.BIJSTAND_EINDE: Permission.INCOME_VIEW,
    Kind.PW_TRAJECT: Permission.INCOME_VIEW,
    Kind.ONTZORGEN: Permission.MONEY_STATE,
    Kind.INBRENG: Permission.PARTNER_NOTES_VIEW,
    Kind.VERWIJZING: Permission.PARTNER_NOTES_VIEW,
    Kind.VERWIJZING_GESTOPT: Permission.PARTNER_NOTES_VIEW,
}


# Where someone lives or stayed stands in what was said of these: with a protected address only the step itself shows.
LOCATING = frozenset({Kind.HUISVESTING, Kind.COA_KOPPELING, Kind.VERHUISD})


def shown_to(actor: Actor, events: Iterable[Gebeurtenis], dossier: Dossier) -> list[Gebeurtenis]:
    """The lines of a dossier's timeline that an actor may read; a partner gets its own and the bare steps."""
    events = [without_place(event, dossier) for event in events]
    if actor.sees_all:
        lacking = {kind for kind, needed in NEEDS.items() if not actor.may(needed, dossier.gemeente_id)}
        partners = actor.may(Permission.PARTNER_NOTES_VIEW, dossier.gemeente_id)
        return [e for e in events if e.kind not in lacking and (partners or e.origin != Origin.PARTNER)]
    return [e for e in events if e.organisation == actor.organisation_name or e.kind in FOR_PARTNERS]


def without_place(event: Gebeurtenis, dossier: Dossier) -> Gebeurtenis:
    """The event; when the person's address is protected a copy without its place, that is never saved."""
    if event.kind not in LOCATING or not dossier.person.protected:
        return event
    bare = copy(event)
    bare.summary, bare.payload = "", {}
    return bare


# Of the other kinds a partner learns nothing, not even in a list: they tell of income, of warnings and of fines.
PARTNER_TERMIJNEN = ("pip", "oproep")


def termijnen_for(actor: Actor, dossier: Dossier) -> list[TermijnRow]:
    """The dossier's termijnen in order of their last day; a partner sees those of the intake and the PIP."""
    own = "" if actor.sees_all else f"AND t.soort IN {PARTNER_TERMIJNEN}"
    sql = f"SELECT t.* FROM dossiers_termijnrow t WHERE t.dossier_id = %(dossier)s {own} ORDER BY t.last_day, t.id"  # noqa: S608
    return list(TermijnRow.objects.raw(sql, {"dossier": dossier.pk}))


def next_termijn_for(actor: Actor, dossier: Dossier) -> TermijnRow | None:
    """What is due next, when it is something this actor may know of. No statement of its own."""
    row = dossier.next_termijn
    return row if row and (actor.sees_all or row.soort in PARTNER_TERMIJNEN) else None


def next_day_for(actor: Actor, dossier: Dossier) -> date | None:
    """The day of what is due next; for a partner whom it doesn't concern the last day of the PIP, if that is open."""
    row = next_termijn_for(actor, dossier)
    return row.last_day if row else None if actor.sees_all else dossier.pip_on


def explained_for(actor: Actor, dossier: Dossier) -> TermijnRow | None:
    """What a list explains: what is due next, and where nothing is, the end of the inburgeringstermijn. That is the
    inburgeraar's own: the gemeente has nothing to do by it, and a partner learns nothing of it."""
    if dossier.next_termijn_id is not None or not actor.sees_all:
        return next_termijn_for(actor, dossier)
    rows = TermijnRow.objects.filter(dossier=dossier, soort="inburgeringstermijn", state=TermijnState.OPEN)
    return rows.first()


def open_tasks(actor: Actor, dossier: Dossier) -> QuerySet[Taak]:
    """What is still to do in a dossier; a partner sees what was given to its own people."""
    rows = Taak.objects.filter(dossier=dossier, done_on=None)
    return rows if actor.sees_all else rows.filter(assigned_to__organisation=actor.organisation)


def afspraken(actor: Actor, dossier: Dossier) -> QuerySet[Afspraak]:
    """Talks that are planned from today, soonest first; a partner sees those of its own people."""
    rows = Afspraak.objects.filter(dossier=dossier, cancelled_at=None, on__gte=clock.today())
    rows = rows.select_related("employee", "dossier")
    return rows if actor.sees_all else rows.filter(employee__organisation=actor.organisation)


class Contact(NamedTuple):
    """A call, a visit or a message as it is read: with who made it, by name."""

    on: date
    way: str
    reached: bool
    summary: str
    author: str
    organisation: str


# The newest are chosen before anything is joined: a kept plan expects few contacts of a dossier, and would join thousands
# to take five.
_CONTACTS = """SELECT c."on", c.way, c.reached, c.summary, coalesce(e.name, u.username), c.organisation
    FROM (SELECT c.* FROM dossiers_contactmoment c WHERE c.dossier_id = %(dossier)s {whose}
        ORDER BY c."on" DESC, c.id DESC LIMIT %(most)s) c
    JOIN access_user u ON u.id = c.by_id LEFT JOIN organisations_employee e ON e.id = u.employee_id
    ORDER BY c."on" DESC, c.id DESC"""


def contacts(actor: Actor, dossier: Dossier, most: int) -> list[Contact]:
    """The newest calls, visits and messages; a partner sees its own, and who may not read partners sees no partner's."""
    params: dict[str, Any] = {"dossier": dossier.pk, "most": most}
    whose = ""
    if not (actor.sees_all and actor.may(Permission.PARTNER_NOTES_VIEW, dossier.gemeente_id)):
        whose, params["own"] = "AND c.organisation = %(own)s", actor.organisation_name
    with connection.cursor() as cursor:
        cursor.execute(_CONTACTS.format(whose=whose), params)
        return [Contact(*row) for row in cursor.fetchall()]


def involved(dossier: Dossier) -> list[Betrokkenheid]:
    """Partners that see a slice of the dossier now or later, oldest first."""
    rows = Betrokkenheid.objects.filter(Q(valid_to=None) | Q(valid_to__gte=clock.today()), dossier=dossier)
    return list(rows.select_related("organisation", "employee").order_by("valid_from", "pk"))


def involvement_or_404(dossier: Dossier, pk: int) -> Betrokkenheid:
    """One of them. Raises Http404."""
    found = next((row for row in involved(dossier) if row.pk == pk), None)
    if found is None:
        raise Http404
    found.dossier = dossier
    return found


def event_or_404(dossier: Dossier, pk: int) -> Gebeurtenis:
    """One row of the dossier's timeline that still stands. Raises Http404."""
    found = timeline(dossier).filter(pk=pk).first()
    if found is None:
        raise Http404
    found.dossier = dossier
    return found


def unfiled_post(actor: Actor) -> QuerySet[IngekomenStuk]:
    """Post that belongs to no dossier yet, oldest first."""
    return (
        IngekomenStuk.objects.defer("content")
        .select_related("gemeente")
        .filter(dossier=None, gemeente__in=actor.gemeenten(Permission.POST_FILE))
    )


def regisseurs_for(dossier: Dossier) -> list[Employee]:
    """Who may become regisseur of a dossier: every regisseur of its gemeente today, by name."""
    return regisseurs_of(dossier.gemeente_id)


def regisseurs_of(gemeente: str) -> list[Employee]:
    """Every regisseur of the gemeente with this code today, by name."""
    today = clock.today()
    assigned = RoleAssignment.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=today),
        Q(gemeente=None) | Q(gemeente=gemeente),
        role=Role.REGISSEUR,
        valid_from__lte=today,
    )
    return list(
        Employee.objects.filter(pk__in=assigned.values("employee")).select_related("user").order_by("name")
    )


def partners_for(dossier: Dossier) -> list[Organisation]:
    """Organisations that work for the dossier's gemeente and may get a slice of it, by name."""
    kinds = [
        OrganisationKind.BEGELEIDING,
        OrganisationKind.AANBIEDER,
        OrganisationKind.WIJKTEAM,
        OrganisationKind.COA,
    ]
    found = Organisation.objects.filter(kind__in=kinds, gemeenten=dossier.gemeente_id)
    return list(found.order_by("name"))


def post_item(actor: Actor, pk: UUID) -> IngekomenStuk:
    """One piece of post of the actor's gemeenten. Raises Http404."""
    rows = IngekomenStuk.objects.defer("content").select_related("gemeente", "dossier")
    found = rows.filter(pk=pk, gemeente__in=actor.gemeenten(Permission.POST_FILE)).first()
    if found is None:
        raise Http404
    record(by=actor, action=Action.VIEW, kind="post", key=pk, gemeente=found.gemeente_id)
    return found


def post_content(item: IngekomenStuk) -> bytes | None:
    """The file that came with a piece of post."""
    stored = IngekomenStuk.objects.values_list("content", flat=True).get(pk=item.pk)
    return bytes(stored) if stored else None


def pip_due(dossier: Dossier) -> TermijnRow | None:
    """The termijn of the PIP, met or not; None before it began to run."""
    return TermijnRow.objects.filter(dossier=dossier, soort="pip").order_by("-last_day").first()


def audit_subjects(number: str, gemeenten: Iterable[str]) -> set[tuple[str, str]]:
    """Under which keys the audit knows a dossier of these gemeenten, its person and post; empty when there is none."""
    found = (
        Dossier.objects.filter(number=number, gemeente__in=gemeenten).values_list("pk", "person_id").first()
    )
    if found is None:
        return set()
    post = IngekomenStuk.objects.filter(dossier=found[0]).values_list("pk", flat=True)
    return {("dossier", str(found[0])), ("persoon", str(found[1])), *(("post", str(pk)) for pk in post)}


def numbers_by_key(keys: Iterable[str], gemeenten: Iterable[str]) -> dict[str, str]:
    """Dossier numbers by the key of the dossier or its person, as far as they belong to these gemeenten."""
    wanted = [key for key in keys if _is_uuid(key)]
    found = Dossier.objects.filter(Q(pk__in=wanted) | Q(person__in=wanted), gemeente__in=gemeenten)
    rows = list(found.order_by("opened_on").values_list("pk", "person_id", "number"))
    return {str(key): number for pk, person, number in rows for key in (person, pk)}


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
