"""Arrange the steps that new regeldagen of a gemeente begin with. Days that are planned already don't change.

Each change is in force from the day it is made; what was in force on earlier days stays in a row of its own.
"""

from dataclasses import dataclass
from datetime import time
from uuid import uuid4

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.errors import Conflict, DomainError
from wegwijs.organisations.models import Gemeente
from wegwijs.stages.overdracht.commands.regelstappen import MOST
from wegwijs.stages.overdracht.models import Regelsjabloon, Sjabloonstap
from wegwijs.stages.overdracht.sjablonen import standard_steps, template_on

CHANGED = "Een collega heeft dit sjabloon net gewijzigd. Kijk eerst hoe het er nu uitziet."


@dataclass(frozen=True, slots=True)
class Arranged:
    """What a gemeente agreed about a step; ``at`` is a Dutch clock time."""

    title: str
    body: str = ""
    place: str = ""
    phone: str = ""
    papers: str = ""
    at: time | None = None


@transaction.atomic
def begin_template(gemeente: Gemeente, *, by: Actor) -> Regelsjabloon:
    """A template of one's own, that begins as the standard. The one that is there already, when there is one."""
    _hold(gemeente, by)
    known = template_on(gemeente.code, clock.today())
    if known:
        return known
    made = _new(gemeente, 1, by)
    Sjabloonstap.objects.bulk_create(
        Sjabloonstap(
            sjabloon=made, position=place, key=step.key, title=step.title, body=step.body, papers=step.papers
        )
        for place, step in enumerate(standard_steps())
    )
    _note(made, by, "begonnen")
    return made


@transaction.atomic
def change_template_step(step: Sjabloonstap, arranged: Arranged, *, by: Actor, expected_version: int) -> None:
    """Where, when and with which papers. Raises Conflict when a colleague changed the template since."""
    gemeente = step.sjabloon.gemeente
    _hold(gemeente, by)
    current = template_on(gemeente.code, clock.today())
    if current is None or current.version != expected_version:
        raise _conflict(step, current)
    here = _of_today(current, by).stappen.get(position=step.position)
    for name in Arranged.__slots__:
        setattr(here, name, getattr(arranged, name))
    here.save()


@transaction.atomic
def add_template_step(gemeente: Gemeente, arranged: Arranged, *, by: Actor, key: str = "") -> None:
    """A step at the end: one of one's own, or the standard step with this key.

    Raises DomainError when there are thirty, or when that standard step is there.
    """
    _hold(gemeente, by)
    current = template_on(gemeente.code, clock.today())
    if current is None:
        raise DomainError("Deze gemeente heeft nog geen eigen sjabloon. Begin er eerst een.")
    steps = list(current.stappen.all())
    if len(steps) >= MOST:
        raise DomainError(f"Er staan al {MOST} stappen in dit sjabloon. Laat er een weg.")
    if key and any(step.key == key for step in steps):
        raise DomainError("Deze stap staat al in het sjabloon.", field="key")
    place = max((step.position for step in steps), default=-1) + 1
    said = {name: getattr(arranged, name) for name in Arranged.__slots__}
    Sjabloonstap.objects.create(sjabloon=_of_today(current, by), key=key, position=place, **said)


@transaction.atomic
def leave_out_of_template(step: Sjabloonstap, *, by: Actor) -> None:
    """New days don't have the step. Raises DomainError for the last one, or when a colleague changed the template since."""
    current = _still(step, by)
    if current.stappen.count() == 1:
        raise DomainError("Dit is de laatste stap. Een regeldag heeft ten minste één stap.")
    _of_today(current, by).stappen.filter(position=step.position).delete()


@transaction.atomic
def move_template_step(step: Sjabloonstap, *, by: Actor, up: bool) -> None:
    """One place earlier or later. Nothing at the end of the list. Raises DomainError when a colleague changed it since."""
    current = _still(step, by)
    places = [row.position for row in current.stappen.all()]
    to = places.index(step.position) + (-1 if up else 1)
    if not 0 <= to < len(places):
        return
    made = _of_today(current, by)
    here, there = (made.stappen.get(position=place) for place in (step.position, places[to]))
    here.position, there.position = there.position, here.position
    Sjabloonstap.objects.bulk_update([here, there], ["position"])


def _hold(gemeente: Gemeente, by: Actor) -> None:
    """Two people one after the other, also while there is no row yet."""
    by.require(Permission.HOUSING_ARRANGE, gemeente.code)
    Gemeente.objects.select_for_update().get(pk=gemeente.pk)


def _still(step: Sjabloonstap, by: Actor) -> Regelsjabloon:
    """The template in force, when the step is still one of it."""
    _hold(step.sjabloon.gemeente, by)
    current = template_on(step.sjabloon.gemeente_id, clock.today())
    if current is None or current.pk != step.sjabloon_id or not current.stappen.filter(pk=step.pk).exists():
        raise DomainError(CHANGED)
    return current


def _of_today(current: Regelsjabloon, by: Actor) -> Regelsjabloon:
    """The row of today, for a change: a copy when the one in force began earlier."""
    if current.valid_from == clock.today():
        current.version += 1
        current.changed_at, current.by = clock.now(), by.label
        current.save()
        made = current
    else:
        steps = list(current.stappen.all())
        made = _new(current.gemeente, current.version + 1, by)
        for step in steps:
            step.id, step.sjabloon = uuid4(), made
        Sjabloonstap.objects.bulk_create(steps)
    _note(made, by, "gewijzigd")
    return made


def _new(gemeente: Gemeente, version: int, by: Actor) -> Regelsjabloon:
    return Regelsjabloon.objects.create(
        gemeente=gemeente, version=version, valid_from=clock.today(), changed_at=clock.now(), by=by.label
    )


def _note(made: Regelsjabloon, by: Actor, what: str) -> None:
    record(by=by, action=Action.CHANGE, kind="sjabloon", key=made.pk, gemeente=made.gemeente_id, detail=what)


def _conflict(step: Sjabloonstap, current: Regelsjabloon | None) -> Conflict:
    """What a colleague made of the step at this place."""
    now = current.stappen.filter(position=step.position).first() if current else None
    theirs = {
        name: str(getattr(now, name) or "") if now else "weggelaten"
        for name in ("title", "body", "place", "phone", "papers")
    }
    theirs["at"] = f"{now.at:%H:%M}" if now and now.at else ""
    return Conflict(CHANGED, theirs=theirs, version=current.version if current else 0, what="Sjabloon")
