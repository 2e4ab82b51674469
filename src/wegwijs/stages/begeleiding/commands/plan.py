"""The plan of one person: made from the offer, changed, ended. Each change is a version; what was stays."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.commands import record_event
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import Conflict, DomainError, NotAllowed
from wegwijs.organisations.models import Employee
from wegwijs.people.numbers import holds_bsn
from wegwijs.stages.begeleiding.models import (
    Begeleidingsdeel,
    Begeleidingsplan,
    Eindreden,
    Planregel,
    Planversie,
)
from wegwijs.stages.begeleiding.queries.offer import offer_of
from wegwijs.stages.begeleiding.queries.plans import lines_of
from wegwijs.ui.format import day, duration

State = Begeleidingsplan.State
LONGEST = timedelta(days=3 * 366)
AHEAD = timedelta(days=92)


@dataclass(frozen=True, slots=True)
class Agreed:
    """Of one part: how long, and with what goal. Without time it isn't in the plan."""

    minutes: int
    goal: str = ""


Parts = Mapping[Begeleidingsdeel, Agreed]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A plan as it should be. ``ends_on`` is inclusive."""

    begeleider: Employee
    ends_on: date
    parts: Parts

    @property
    def kept(self) -> dict[Begeleidingsdeel, Agreed]:
        """The parts that take time, in their own order."""
        found = {part: self.parts[part] for part in Begeleidingsdeel if part in self.parts}
        return {part: one for part, one in found.items() if one.minutes}

    @property
    def minutes(self) -> int:
        """Of all parts together."""
        return sum(one.minutes for one in self.kept.values())


@transaction.atomic
def make_plan(dossier: Dossier, wanted: Wanted, *, by: Actor, begins_on: date) -> Begeleidingsplan:
    """A plan from ``begins_on`` on; what the gemeente offers on that day is what counts as agreed for the grant.

    Raises NotAllowed for a volunteer or without the right there; DomainError for a closed dossier, one with a plan, a day
    before the dossier or far ahead, a gemeente without an offer, and what ``_check`` refuses.
    """
    _require(by, dossier)
    held = Dossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk)
    if not held.is_open:
        raise DomainError("Dit dossier is gesloten. Een plan maakt u in een open dossier.")
    if Begeleidingsplan.objects.filter(dossier=held, state=State.LOOPT).exists():
        raise DomainError("Er loopt al een plan voor deze persoon. Wijzig dat, of beëindig het eerst.")
    if not dossier.opened_on <= begins_on <= clock.today() + AHEAD:
        raise DomainError(
            f"Kies een dag vanaf {day(dossier.opened_on)} tot en met {day(clock.today() + AHEAD)}.",
            field="begins_on",
        )
    offer = offer_of(dossier.gemeente_id, on=begins_on)
    if offer is None:
        raise DomainError(
            f"Op {day(begins_on)} was er nog geen basisaanbod. Kies een latere dag, of vraag functioneel beheer.",
            field="begins_on",
        )
    _check(wanted, begins_on)
    made = Begeleidingsplan.objects.create(
        dossier=dossier, organisation=by.organisation, begeleider=wanted.begeleider, aanbod_id=offer.version,
        offered=offer.minutes, planned=wanted.minutes, begins_on=begins_on, ends_on=wanted.ends_on, made_by=by.user,
        label=by.label, made_at=clock.now(),
    )  # fmt: skip
    _keep(made, wanted, by=by)
    _tell(
        made, dossier, "gemaakt", f"plan van {duration(made.planned)} tot en met {day(made.ends_on)}", by=by
    )
    return made


@transaction.atomic
def change_plan(
    plan: Begeleidingsplan, wanted: Wanted, *, by: Actor, why: str, expected_version: int
) -> Begeleidingsplan:
    """Other hours, goals, begeleider or last day, with why; the former version stays.

    Raises Conflict when a colleague changed it since; DomainError when it ended, nothing is different, and what ``_check``
    refuses.
    """
    current = _held(plan, by)
    if current.version != expected_version:
        raise Conflict(
            "Een collega heeft dit plan net gewijzigd.", theirs=_in_words(current), version=current.version,
            what="Begeleidingsplan",
        )  # fmt: skip
    if holds_bsn(why):
        raise DomainError(NO_BSN, field="why")
    _check(wanted, current.begins_on)
    before = {part: Agreed(row.minutes, row.goal) for part, row in lines_of(current).items()}
    same = (current.begeleider_id, current.ends_on) == (wanted.begeleider.pk, wanted.ends_on)
    if same and before == wanted.kept:
        raise DomainError("Er is niets veranderd.")
    current.begeleider, current.ends_on, current.planned = wanted.begeleider, wanted.ends_on, wanted.minutes
    current.version += 1
    current.save()
    _keep(current, wanted, by=by, why=why)
    said = f"plan gewijzigd: {duration(current.planned)} tot en met {day(current.ends_on)}"
    _tell(current, current.dossier, "gewijzigd", said, by=by)
    return current


@transaction.atomic
def end_plan(
    plan: Begeleidingsplan, reason: Eindreden, *, by: Actor, on: date, expected_version: int
) -> Begeleidingsplan:
    """``on`` is the last day of the guidance. Raises Conflict when a colleague changed it since, DomainError when it ended
    or for a day to come or before it began."""
    current = _held(plan, by)
    if current.version != expected_version:
        raise Conflict(
            "Een collega heeft dit plan net gewijzigd.", theirs={"reason": current.get_state_display()},
            version=current.version, what="Begeleiding beëindigen",
        )  # fmt: skip
    if not current.begins_on <= on <= clock.today():
        raise DomainError(f"Kies een dag vanaf {day(current.begins_on)} tot en met vandaag.", field="on")
    _end(current, reason, by=by, on=on)
    return current


def end_plan_with_dossier(dossier: Dossier, *, by: Actor, on: date) -> None:
    """A dossier that closes on the day ``on``, by death, exemption, a move or otherwise, ends its plan that day."""
    for row in Begeleidingsplan.objects.select_for_update(of=("self",)).filter(
        dossier=dossier, state=State.LOOPT
    ):
        row.dossier = dossier
        _end(row, Eindreden.GESLOTEN, by=by, on=on)


NO_BSN = "Hier staat een nummer dat een BSN kan zijn. Haal het weg."


def _require(by: Actor, dossier: Dossier) -> None:
    by.require(Permission.GUIDANCE_RECORD, dossier.gemeente_id)
    if by.assigned_only:
        raise NotAllowed(
            "Een begeleider in dienst maakt, wijzigt en beëindigt een plan. Vraag uw coördinator."
        )


def _check(wanted: Wanted, begins_on: date) -> None:
    """Raises DomainError for a volunteer as begeleider, a last day before the first or years ahead, no time, a BSN."""
    if wanted.begeleider.volunteer:
        raise DomainError("Kies een begeleider in dienst. Een vrijwilliger wijst u toe.", field="begeleider")
    if not begins_on <= wanted.ends_on <= begins_on + LONGEST:
        raise DomainError(f"Kies een dag vanaf {day(begins_on)} en binnen drie jaar.", field="ends_on")
    if not wanted.kept:
        raise DomainError("Vul bij ten minste één onderdeel uren in.")
    for part, one in wanted.kept.items():
        if holds_bsn(one.goal):
            raise DomainError(NO_BSN, field=f"goal_{part.value}")


def _held(plan: Begeleidingsplan, by: Actor) -> Begeleidingsplan:
    """The row, for nobody else to change meanwhile. Raises DomainError when it ended or is another organisation's."""
    current = (
        Begeleidingsplan.objects.select_for_update(of=("self",))
        .select_related("dossier__person", "dossier__gemeente", "begeleider")
        .get(pk=plan.pk)
    )
    _require(by, current.dossier)
    if current.organisation_id != by.organisation.pk:
        raise DomainError("U wijzigt alleen plannen van uw eigen organisatie.")
    if not current.is_running:
        raise DomainError(f"Dit plan is beëindigd: {current.get_end_reason_display()}.")
    return current


def _keep(plan: Begeleidingsplan, wanted: Wanted, *, by: Actor, why: str = "") -> None:
    made = Planversie.objects.create(
        plan=plan,
        number=plan.version,
        ends_on=plan.ends_on,
        why=why.strip(),
        label=by.label,
        made_at=clock.now(),
    )
    Planregel.objects.bulk_create(
        Planregel(versie=made, part=part, minutes=one.minutes, goal=one.goal.strip())
        for part, one in wanted.kept.items()
    )


def _end(plan: Begeleidingsplan, reason: Eindreden, *, by: Actor, on: date) -> None:
    plan.state, plan.ended_on, plan.end_reason = State.BEEINDIGD, on, reason
    plan.save(update_fields=["state", "ended_on", "end_reason"])
    _tell(plan, plan.dossier, "beëindigd", f"beëindigd op {day(on)}: {reason.label}", by=by)


def _in_words(plan: Begeleidingsplan) -> dict[str, str]:
    found = {"begeleider": plan.begeleider.name, "ends_on": day(plan.ends_on)}
    for part, row in lines_of(plan).items():
        found[f"minutes_{part.value}"], found[f"goal_{part.value}"] = duration(row.minutes), row.goal
    return found


def _tell(plan: Begeleidingsplan, dossier: Dossier, stand: str, words: str, *, by: Actor) -> None:
    record_event(
        dossier, Kind.BEGELEIDINGSPLAN, by=by, on=clock.today(), payload={"plan": str(plan.pk), "stand": stand},
        summary=words, origin=Origin.EIGEN if by.sees_all else Origin.PARTNER,
    )  # fmt: skip
