"""Plans of a dossier, each version of one, and the hours of the ledger by the part they went to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.queries import guides
from wegwijs.access.roles import Permission
from wegwijs.dossiers.models import Betrokkenheid, Dossier
from wegwijs.dossiers.queries import involved, visible
from wegwijs.hours.models import Soort, Uren
from wegwijs.organisations.models import Employee
from wegwijs.people.models import HouseholdMember
from wegwijs.stages.begeleiding.models import (
    Begeleidingsdeel,
    Begeleidingsplan,
    Begeleidingsuren,
    Planregel,
    Planversie,
)

PAGE = 50


def _seen(actor: Actor) -> QuerySet[Begeleidingsplan]:
    """A partner sees the plans that it made itself."""
    rows = Begeleidingsplan.objects.select_related("organisation", "begeleider", "aanbod")
    return rows if actor.sees_all else rows.filter(organisation=actor.organisation)


def _of(actor: Actor, dossier: Dossier) -> QuerySet[Begeleidingsplan]:
    return _seen(actor).filter(dossier=dossier)


def _beside(actor: Actor, dossier: Dossier) -> Q:
    """Plans that run for who lives in the same household today, of people whom the actor may see."""
    today = clock.today()
    now = HouseholdMember.objects.filter(Q(valid_to=None) | Q(valid_to__gte=today), valid_from__lte=today)
    homes = now.filter(person=dossier.person_id).values("household")
    others = now.filter(household__in=homes).exclude(person=dossier.person_id).values("person")
    return Q(
        state=Begeleidingsplan.State.LOOPT, dossier__person__in=others,
        dossier__in=visible(actor, Permission.GUIDANCE_VIEW),
    )  # fmt: skip


def plans_of(actor: Actor, dossier: Dossier) -> tuple[list[Begeleidingsplan], list[Begeleidingsplan]]:
    """Every plan of a dossier that the actor may see, the running one first, then the newest; and those that run beside it in the
    same household. One statement."""
    rows = _seen(actor).filter(Q(dossier=dossier) | _beside(actor, dossier))
    found = list(rows.select_related("dossier__person").order_by("-state", "-begins_on", "-made_at"))
    own = [one for one in found if one.dossier_id == dossier.pk]
    return own, [one for one in found if one.dossier_id != dossier.pk]


def running(actor: Actor, dossier: Dossier) -> Begeleidingsplan | None:
    """The plan that goes on, if there is one that the actor may see."""
    return _of(actor, dossier).filter(state=Begeleidingsplan.State.LOOPT).first()


def running_or_404(actor: Actor, dossier: Dossier) -> Begeleidingsplan:
    """The same. Raises Http404."""
    found = running(actor, dossier)
    if found is None:
        raise Http404
    return found


def versions_of(plan: Begeleidingsplan) -> list[Planversie]:
    """Every version with its lines, newest first. Two statements."""
    return list(plan.versies.prefetch_related("regels"))


def lines_of(plan: Begeleidingsplan) -> dict[Begeleidingsdeel, Planregel]:
    """The lines of the newest version, by part, in the order of the parts. One statement."""
    return _in_order(Planregel.objects.filter(versie__plan=plan, versie__number=plan.version))


def in_order(version: Planversie) -> dict[Begeleidingsdeel, Planregel]:
    """The lines of a version that was read with them."""
    return _in_order(version.regels.all())


def _in_order(rows: Iterable[Planregel]) -> dict[Begeleidingsdeel, Planregel]:
    found = {Begeleidingsdeel(row.part): row for row in rows}
    return {part: found[part] for part in Begeleidingsdeel if part in found}


@dataclass(frozen=True, slots=True)
class Log:
    """Hours of one dossier by an organisation. ``by_part``: minutes that went to a part of the plan; ``loose``: to none.

    ``rows``: the newest that are not taken back, with ``part`` and ``contact`` where one is known.
    """

    by_part: Mapping[Begeleidingsdeel, int]
    loose: int
    rows: tuple[Uren, ...]
    more: bool

    @property
    def minutes(self) -> int:
        """All of it."""
        return sum(self.by_part.values()) + self.loose


def log_of(plan: Begeleidingsplan) -> Log:
    """What was done since the plan began, from the ledger. One statement."""
    rows = Uren.objects.filter(
        dossier=plan.dossier_id, soort=Soort.BEGELEIDING, aanbieder=plan.organisation_id, reverses=None, reversed_by=None,
        on__gte=plan.begins_on,
    )  # fmt: skip
    if plan.ended_on:
        rows = rows.filter(on__lte=plan.ended_on)
    found = list(rows.select_related("begeleiding__contact").order_by("-on", "-recorded_at", "pk"))
    by_part: dict[Begeleidingsdeel, int] = {}
    loose = 0
    for row in found:
        part = part_of(row)
        if part is None:
            loose += row.minutes
        else:
            by_part[part] = by_part.get(part, 0) + row.minutes
    return Log(by_part, loose, tuple(found[:PAGE]), len(found) > PAGE)


def part_of(row: Uren) -> Begeleidingsdeel | None:
    """The part that a row of the ledger went to; None where somebody recorded the hours without one."""
    known: Begeleidingsuren | None = getattr(row, "begeleiding", None)
    return Begeleidingsdeel(known.part) if known else None


def named(actor: Actor, dossier: Dossier) -> list[Betrokkenheid]:
    """Whom the actor's own organisation named for this dossier, now or later, oldest first. One statement."""
    rows = [row for row in involved(dossier) if row.organisation_id == actor.organisation.pk and row.employee]
    for row in rows:
        row.dossier = dossier
    return rows


def named_or_404(actor: Actor, dossier: Dossier, pk: int) -> Betrokkenheid:
    """One of them. Raises Http404."""
    found = next((row for row in named(actor, dossier) if row.pk == pk), None)
    if found is None:
        raise Http404
    return found


def colleagues_for(actor: Actor, dossier: Dossier, *, on: date) -> list[Employee]:
    """Who of the actor's organisation guides in the dossier's gemeente, volunteers too, by name."""
    return guides([actor.organisation], dossier.gemeente_id, on=on)
