"""Plan a regeldag for a household, move it, cancel it, close it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import date, time

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.agenda.calendar import exists, instant
from wegwijs.agenda.commands import Wanted, claim, release
from wegwijs.agenda.slots import Slot
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.dossiers.commands import add_task, drop_task, record_event
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import Conflict, DomainError
from wegwijs.organisations.models import Employee
from wegwijs.stages.overdracht.models import Meegaande, Regeldag, Regelstap
from wegwijs.stages.overdracht.regeldagen import OUT, begeleiders_for, planned_for, planned_from
from wegwijs.stages.overdracht.sjablonen import steps_for
from wegwijs.ui.format import day

S = Regelstap.State
ENDS = time(16)


@dataclass(frozen=True, slots=True)
class Day:
    """When, and who runs it; ``at`` and ``until`` are Dutch clock times."""

    on: date
    at: time
    begeleider: Employee | None = None
    interpreter: bool = False
    until: time = ENDS

    @property
    def slot(self) -> Slot:
        """From when to when, by the clock: an hour that it skips or shows twice is counted as it passes."""
        passes = instant(self.on, self.until) - instant(self.on, self.at)
        return Slot(self.on, self.at, round(passes.total_seconds() / 60))


@transaction.atomic
def plan_regeldag(
    dossiers: Sequence[Dossier], wanted: Day, *, by: Actor, keys: Collection[str] | None = None
) -> Regeldag:
    """A day for these dossiers of one household, with the steps that its gemeente begins with today. It hangs on one that who runs
    it may see.

    ``keys``: the marks of those that this household needs; None: all.
    Raises DomainError for a day that has gone, a dossier that is closed or of another gemeente, or somebody who has a
    regeldag already; and when who runs it or who comes along is expected elsewhere between ``at`` and ``until``.
    """
    first = dossiers[0]
    by.require(Permission.OVERDRACHT_RECORD, first.gemeente_id)
    _check(wanted)
    for one in dossiers:
        if one.gemeente_id != first.gemeente_id or not one.is_open:
            raise DomainError(
                f"Dossier {one} is gesloten of van een andere gemeente. Kies wie er meegaat.", field="members"
            )
        if known := planned_for(one):
            raise DomainError(
                f"Voor {one.person} staat al een regeldag op {day(known.on)}. Wijzig die, of zeg hem af.",
                field="members",
            )
    made = Regeldag.objects.create(
        dossier=planned_from(dossiers, wanted.begeleider),
        number=len(dossiers),
        made_at=clock.now(),
        by=by.label,
        **_columns(wanted),
    )
    Meegaande.objects.bulk_create(Meegaande(regeldag=made, dossier=one) for one in dossiers)
    _take(made, wanted)
    Regelstap.objects.bulk_create(
        Regelstap(
            regeldag=made, key=step.key, position=place, title=step.title, body=step.body, place=step.place,
            phone=step.phone, papers=step.papers, at=step.at,
        )
        for place, step in enumerate(steps_for(first.gemeente_id, clock.today()))
        if keys is None or step.mark in keys
    )  # fmt: skip
    _tell(made, dossiers, "gepland", f"gepland op {day(made.on)}", by=by)
    return made


@transaction.atomic
def move_regeldag(
    regeldag: Regeldag, wanted: Day, *, by: Actor, expected_version: int, dossiers: Sequence[Dossier]
) -> None:
    """Another day, hour or begeleider. ``dossiers``: those who come along, as far as the actor sees them.

    Raises Conflict when a colleague changed it since, DomainError when it is over, for a day that has gone, and when who runs
    it or who comes along is expected elsewhere then.
    """
    by.require(Permission.OVERDRACHT_RECORD, regeldag.dossier.gemeente_id)
    current = held(regeldag)
    if current.version != expected_version:
        raise Conflict(
            "Een collega heeft deze regeldag net gewijzigd.",
            theirs={
                "on": day(current.on), "at": f"{current.at:%H:%M}", "until": f"{current.until:%H:%M}", "interpreter": "ja" if current.interpreter else "nee",
                "begeleider": current.begeleider.name if current.begeleider else "nog niet bekend",
            },
            version=current.version,
            what="Regeldag",
        )  # fmt: skip
    if (wanted.on, wanted.at, wanted.until) != (current.on, current.at, current.until):
        _check(wanted)
    moved = wanted.on != current.on
    for name, value in _columns(wanted).items():
        setattr(current, name, value)
    if dossiers:
        current.dossier = planned_from([*dossiers], current.begeleider)
    current.version += 1
    current.save()
    _take(current, wanted)
    if moved:
        _tell(current, dossiers, "gepland", f"verplaatst naar {day(current.on)}", by=by)
    else:
        noted(current, by, "regeldag gewijzigd")


@transaction.atomic
def cancel_regeldag(regeldag: Regeldag, *, by: Actor, reason: str, dossiers: Sequence[Dossier]) -> None:
    """It doesn't go on; ``reason`` holds nothing about health. Raises DomainError when it is over."""
    by.require(Permission.OVERDRACHT_RECORD, regeldag.dossier.gemeente_id)
    current = held(regeldag)
    current.cancelled_at, current.cancel_reason = clock.now(), reason
    current.version += 1
    current.save()
    release(current.source)
    _tell(current, dossiers, "afgezegd", f"die van {day(current.on)} gaat niet door", by=by)


@transaction.atomic
def close_regeldag(regeldag: Regeldag, *, by: Actor, dossiers: Sequence[Dossier]) -> None:
    """The day is over: the dossiers say how much was done, and what is left becomes a task for the regisseur.

    ``dossiers``: those who came along and are still here. Raises DomainError before the day itself.
    """
    by.require(Permission.REGELDAG_RUN, regeldag.dossier.gemeente_id)
    current = held(regeldag)
    if current.on > clock.today():
        raise DomainError(f"De regeldag is pas op {day(current.on)}. Sluit hem af op de dag zelf of later.")
    current.closed_at = clock.now()
    current.version += 1
    current.save()
    states = list(current.stappen.values_list("state", flat=True))
    done, left = states.count(S.GEDAAN), len(states) - states.count(S.GEDAAN)
    words = f"{done} van {len(states)} stappen gedaan"
    _tell(current, dossiers, "gedaan", words, by=by, on=current.on, gedaan=done, niet=left)
    if left and current.dossier.is_open:
        add_task(
            current.dossier, f"Regeldag: {left} {'stap' if left == 1 else 'stappen'} nog regelen",
            why=f"regeldag van {day(current.on)}", link=address(current), source_key=f"regeldag:{current.pk}",
        )  # fmt: skip


@transaction.atomic
def reopen_regeldag(regeldag: Regeldag, *, by: Actor) -> None:
    """It was closed too soon: steps can be ticked again. Nothing when it wasn't closed."""
    by.require(Permission.REGELDAG_RUN, regeldag.dossier.gemeente_id)
    current = Regeldag.objects.select_for_update(of=("self",)).select_related("dossier").get(pk=regeldag.pk)
    if current.closed_at is None:
        return
    current.closed_at = None
    current.version += 1
    current.save()
    drop_task(current.dossier, f"regeldag:{current.pk}", by=by, on=clock.today())
    noted(current, by, "regeldag heropend")


def give_time_back(dossier: Dossier, *, by: Actor, on: date) -> None:
    """Whose dossier closes isn't expected at a regeldag any more; when nobody is left to come, nor is who would run it."""
    coming = Meegaande.objects.filter(
        dossier=dossier, regeldag__cancelled_at=None, regeldag__on__gte=clock.today()
    )
    for row in coming.select_related("regeldag"):
        others = row.regeldag.meegaanden.exclude(dossier=dossier).exclude(dossier__state__in=OUT)
        release(row.regeldag.source, persons=[dossier.person_id] if others.exists() else None)


def held(regeldag: Regeldag) -> Regeldag:
    """The row, for nobody else to change meanwhile. Raises DomainError when it was cancelled or closed."""
    current = (
        Regeldag.objects.select_for_update(of=("self",))
        .select_related("dossier__gemeente", "dossier__regisseur", "begeleider")
        .get(pk=regeldag.pk)
    )
    if current.cancelled_at:
        raise DomainError("Deze regeldag is afgezegd. Plan een nieuwe.")
    if current.closed_at:
        raise DomainError("Deze regeldag is afgesloten. Heropen hem eerst.")
    return current


def noted(regeldag: Regeldag, by: Actor, what: str) -> None:
    """In the audit of the dossier it was planned from."""
    record(
        by=by, action=Action.CHANGE, kind="dossier", key=regeldag.dossier_id, gemeente=regeldag.dossier.gemeente_id,
        detail=what,
    )  # fmt: skip


def address(regeldag: Regeldag) -> str:
    """Of its board, for a task."""
    return f"/regeldagen/{regeldag.pk}/"


def _check(wanted: Day) -> None:
    if wanted.on < clock.today():
        raise DomainError("Deze dag is al voorbij. Kies vandaag of later.", field="on")
    if not exists(wanted.on, wanted.at):
        raise DomainError(
            f"Die tijd is er niet op {day(wanted.on)}: de klok gaat dan een uur vooruit. Kies een andere tijd.",
            field="at",
        )
    if not exists(wanted.on, wanted.until):
        raise DomainError(
            f"Die tijd is er niet op {day(wanted.on)}: de klok gaat dan een uur vooruit. Kies een andere tijd.",
            field="until",
        )
    if wanted.slot.minutes <= 0:
        raise DomainError("De dag is dan klaar voordat hij begint. Kies een latere tijd.", field="until")


def _take(regeldag: Regeldag, wanted: Day) -> None:
    """The time of who runs it and of everybody who comes along. Raises DomainError, with who or when else."""
    coming = [
        row.dossier
        for row in regeldag.meegaanden.select_related("dossier__gemeente")
        if row.dossier.state not in OUT
    ]
    who = (wanted.begeleider,) if wanted.begeleider else ()
    claim(
        regeldag.source,
        wanted.slot,
        Wanted(
            employees=who,
            employee_fields=("begeleider",),
            persons=frozenset(one.person_id for one in coming),
            stand_ins=lambda: begeleiders_for(coming) if coming else [],
        ),
    )


def _columns(wanted: Day) -> dict[str, object]:
    return {one.name: getattr(wanted, one.name) for one in fields(Day)}


def _tell(
    regeldag: Regeldag, dossiers: Sequence[Dossier], stand: str, words: str, *, by: Actor, on: date | None = None,
    **numbers: int,
) -> None:  # fmt: skip
    """In the timeline of everybody who comes along."""
    payload = {"regeldag": str(regeldag.pk), "stand": stand, "dag": regeldag.on.isoformat(), **numbers}
    origin = Origin.EIGEN if by.sees_all else Origin.PARTNER
    for one in dossiers:
        record_event(
            one, Kind.REGELDAG, by=by, on=on or clock.today(), payload=payload, summary=words, origin=origin
        )
