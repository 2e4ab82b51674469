"""Regeldagen as an actor may see them: the list, one of them, who comes along, and whether it still goes on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.fields.json import KT
from django.http import Http404

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.queries import guides
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import gathered, record
from wegwijs.audit.models import Action
from wegwijs.dossiers.household import dossiers_by_person
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Betrokkenheid, Dossier, Gebeurtenis, State
from wegwijs.dossiers.queries import involved, visible
from wegwijs.organisations.models import Employee, OrganisationKind
from wegwijs.people.models import Child, HouseholdMember, PersonLanguage
from wegwijs.people.queries import Shielded, household_parts
from wegwijs.stages.overdracht.models import Meegaande, Regeldag, Regelstap
from wegwijs.stages.overdracht.standard import Feeds

P = Permission.REGELDAG_RUN
# What was longer ago stands in the dossiers.
SHOWN_DAYS = 60


class Which(models.TextChoices):
    """Which regeldagen a list holds."""

    KOMEND = "komend", "Vandaag en later"
    GEWEEST = "geweest", "Geweest"


def regeldagen(actor: Actor, which: Which, *, mine: bool = False) -> QuerySet[Regeldag]:
    """Those that the actor may see: to come (today included) soonest first, or of the last 60 days newest first."""
    today = clock.today()
    rows = Regeldag.objects.filter(Exists(_of(actor)), dossier__in=visible(actor, P))
    if mine and actor.employee:
        rows = rows.filter(Q(begeleider=actor.employee) | Q(dossier__regisseur=actor.employee))
    rows = rows.select_related("dossier__person", "dossier__gemeente", "begeleider")
    if which is Which.GEWEEST:
        since = today - timedelta(days=SHOWN_DAYS)
        return rows.filter(on__lt=today, on__gte=since).order_by("-on", "-at", "pk")
    return rows.filter(on__gte=today).order_by("on", "at", "pk")


def _of(actor: Actor) -> QuerySet[Meegaande]:
    return Meegaande.objects.filter(regeldag=OuterRef("pk"), dossier__in=visible(actor, P))


@dataclass(frozen=True, slots=True)
class Along:
    """Who of the household comes along. ``seen``: the dossiers that the actor may see; ``others``: how many it may not.

    ``lapsed``: why the day doesn't go on, because nobody is left to come; "" when it does, or when that can't be known.
    """

    seen: tuple[Dossier, ...]
    others: int
    lapsed: str

    @property
    def active(self) -> tuple[Dossier, ...]:
        """Of those that are seen who still lives here and must inburgeren."""
        return tuple(one for one in self.seen if one.state not in OUT)


# Who has no day any more.
OUT = (State.GESLOTEN, State.GESCHORST)


def along(actor: Actor, days: Sequence[Regeldag]) -> dict[UUID, Along]:
    """Who comes along on each of these days, in one statement."""
    spoken = PersonLanguage.objects.filter(person=OuterRef("dossier__person"), contact=True).values("code")[
        :1
    ]
    rows = (
        Meegaande.objects.filter(regeldag__in=[row.pk for row in days], dossier__in=visible(actor, P))
        .select_related("dossier__person", "dossier__gemeente", "dossier__regisseur")
        .annotate(
            contact_language=Subquery(spoken), shielded=Shielded("dossier__person_id", Value(clock.today()))
        )
        .order_by("pk")
    )
    seen: dict[UUID, list[Dossier]] = {row.pk: [] for row in days}
    for row in rows:
        # Not of the model: they hold for who asks, today.
        vars(row.dossier).update(contact_language=row.contact_language, shielded=row.shielded)
        seen[row.regeldag_id].append(row.dossier)
    return {row.pk: _along(row, seen[row.pk]) for row in days}


def _along(regeldag: Regeldag, seen: list[Dossier]) -> Along:
    gone = [one for one in seen if _is_out(one.state, one.closed_on, regeldag.on)]
    others = regeldag.number - len(seen)
    nobody = not others and len(gone) == len(seen)
    lapsed = (gone[0].closed_reason if gone else "") or "niemand van het huishouden gaat mee"
    return Along(tuple(seen), others, lapsed if nobody else "")


def _is_out(state: str, closed_on: date | None, day: date) -> bool:
    """Whether somebody had left, died or was exempted before the day; a dossier that closed afterwards took part."""
    if state == State.GESLOTEN:
        return closed_on is None or closed_on <= day
    return state == State.GESCHORST and day >= clock.today()


def regeldag_or_404(actor: Actor, pk: UUID, *, page: str) -> tuple[Regeldag, Along]:
    """One regeldag with who comes along; the audit gets a row for each dossier that is shown. Raises Http404."""
    found = (
        Regeldag.objects.filter(pk=pk, dossier__in=visible(actor, P))
        .select_related("dossier__person", "dossier__gemeente", "begeleider__organisation")
        .first()
    )
    if found is None:
        raise Http404
    who = along(actor, [found])[found.pk]
    with gathered():
        for one in who.seen:
            record(
                by=actor,
                action=Action.VIEW,
                kind="dossier",
                key=one.pk,
                gemeente=one.gemeente_id,
                detail=page,
            )
    return found, who


def steps_of(regeldag: Regeldag) -> list[Regelstap]:
    """Its steps in the order of the day: those with a time by time, the others in their own order after them."""
    rows = list(regeldag.stappen.all())
    return sorted(rows, key=lambda row: (row.at is None, row.at or regeldag.at, row.position))


def step_or_404(regeldag: Regeldag, pk: UUID) -> Regelstap:
    """One of its steps. Raises Http404."""
    found = regeldag.stappen.filter(pk=pk).first()
    if found is None:
        raise Http404
    found.regeldag = regeldag
    return found


def planned_for(dossier: Dossier) -> Regeldag | None:
    """The regeldag that is planned for somebody, if there is one that wasn't cancelled or closed."""
    standing = Q(regeldag__cancelled_at=None, regeldag__closed_at=None)
    row = (
        Meegaande.objects.filter(standing, dossier=dossier)
        .select_related("regeldag")
        .order_by("regeldag__on")
        .last()
    )
    return row.regeldag if row else None


def household_dossiers(dossier: Dossier, actor: Actor) -> list[Dossier]:
    """The open dossiers of the household in this gemeente, that of the dossier's own person first."""
    others = [row.person_id for row in household_parts(dossier.person, clock.today())]
    found = dossiers_by_person(actor, others).values()
    here = [one for one in found if one.gemeente_id == dossier.gemeente_id and one.state not in OUT]
    return [dossier, *here]


def known_in(fact: Feeds, dossiers: Sequence[Dossier]) -> dict[UUID, date]:
    """Of these dossiers (by key) the day from which each knows a fact already: registered here, or bijstand that runs. One
    statement."""
    kinds = {Feeds.BRP: [Kind.BRP_INSCHRIJVING], Feeds.BIJSTAND: [Kind.BIJSTAND_RECHT, Kind.BIJSTAND_EINDE]}[
        fact
    ]
    rows = Gebeurtenis.objects.filter(
        dossier__in=[one.pk for one in dossiers], kind__in=kinds, superseded_by=None
    )
    if fact is Feeds.BRP:
        rows = rows.annotate(there=KT("payload__gemeente")).filter(there=F("dossier__gemeente_id"))
    newest = rows.order_by("dossier", "-on", "-pk").distinct("dossier").values_list("dossier", "kind", "on")
    return {key: on for key, kind, on in newest if kind != Kind.BIJSTAND_EINDE}


def children_along(who: Along) -> list[Child]:
    """The children without a dossier in the households of those who come along, the oldest first. One statement."""
    today = clock.today()
    lives = Q(valid_to=None) | Q(valid_to__gte=today)
    members = HouseholdMember.objects.filter(
        lives, person__in=[one.person_id for one in who.active], valid_from__lte=today
    )
    return list(Child.objects.filter(household__in=members.values("household")).order_by("birth_year", "pk"))


def planned_from(dossiers: Sequence[Dossier], begeleider: Employee | None) -> Dossier:
    """Of those who come along the one that the day hangs on: the first that who runs it may see, or that any organisation for
    guidance may while nobody is named; else the first. One statement."""
    today = clock.today()
    rows = Betrokkenheid.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=today), dossier__in=list(dossiers), valid_from__lte=today,
        organisation__kind=OrganisationKind.BEGELEIDING,
    )  # fmt: skip
    if begeleider:
        mine = Q(employee=None) | Q(employee=begeleider)
        rows = rows.filter(mine, organisation=begeleider.organisation_id)
    seen = set(rows.values_list("dossier", flat=True))
    return next((one for one in dossiers if one.pk in seen), dossiers[0])


def begeleiders_for(dossiers: Sequence[Dossier]) -> list[Employee]:
    """Who may run the day: of each organisation for guidance that is involved with somebody of the household whoever it named,
    else all its begeleiders.

    A volunteer sees only dossiers that name them, so of those only who is named.
    """
    rows = [
        row
        for dossier in dossiers
        for row in involved(dossier)
        if row.organisation.kind == OrganisationKind.BEGELEIDING
    ]
    named = [row.employee for row in rows if row.employee]
    today = clock.today()
    whole = {row.organisation_id for row in rows if row.employee is None}
    anybody = [one for one in guides(whole, dossiers[0].gemeente_id, on=today) if not one.volunteer]
    return sorted({one.pk: one for one in [*named, *anybody]}.values(), key=lambda one: one.name)
