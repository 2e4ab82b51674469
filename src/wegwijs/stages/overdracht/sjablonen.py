"""The steps that a new regeldag of a gemeente begins with: its own template, else the standard."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from django.http import Http404

from wegwijs import clock
from wegwijs.organisations.models import Gemeente
from wegwijs.stages.overdracht.models import Regelsjabloon, Sjabloonstap
from wegwijs.stages.overdracht.standard import STANDARD


@dataclass(frozen=True, slots=True)
class DayStep:
    """A step before a day is planned. ``mark`` tells it from the others: the key of a standard step, else that of its row."""

    mark: str
    key: str
    title: str
    body: str = ""
    place: str = ""
    phone: str = ""
    papers: str = ""
    at: time | None = None


def standard_steps() -> list[DayStep]:
    """Those that every gemeente begins with."""
    return [DayStep(s.key, s.key, s.title, s.body, papers=s.papers) for s in STANDARD.values()]


def steps_for(gemeente: str, on: date) -> list[DayStep]:
    """The steps of the gemeente with this code as they are in force on a day, in their order. Two statements."""
    found = template_on(gemeente, on)
    if found is None:
        return standard_steps()
    return [
        DayStep(
            row.key or str(row.pk), row.key, row.title, row.body, row.place, row.phone, row.papers, row.at
        )
        for row in found.stappen.all()
    ]


def template_on(gemeente: str, on: date) -> Regelsjabloon | None:
    """The gemeente's own template that is in force on a day; None: it has none and takes the standard."""
    return Regelsjabloon.objects.filter(gemeente=gemeente, valid_from__lte=on).first()


def templates_of(gemeenten: Iterable[str]) -> dict[str, Regelsjabloon]:
    """The templates in force today, by gemeente. One statement."""
    rows = Regelsjabloon.objects.filter(gemeente__in=list(gemeenten), valid_from__lte=clock.today())
    return {
        row.gemeente_id: row for row in rows.order_by("gemeente_id", "-valid_from").distinct("gemeente_id")
    }


def history(gemeente: Gemeente) -> list[Regelsjabloon]:
    """Every row of a gemeente, newest first, with its steps. Two statements."""
    return list(Regelsjabloon.objects.filter(gemeente=gemeente).prefetch_related("stappen"))


def template_step_or_404(gemeente: Gemeente, pk: UUID) -> tuple[Regelsjabloon, Sjabloonstap]:
    """A step of the template in force today. Raises Http404, also for a step of an earlier one."""
    found = template_on(gemeente.code, clock.today())
    step = found.stappen.filter(pk=pk).first() if found else None
    if found is None or step is None:
        raise Http404
    return found, step


def left_out(steps: Iterable[Sjabloonstap]) -> list[DayStep]:
    """The standard steps that a template doesn't have."""
    here = {step.key for step in steps}
    return [step for step in standard_steps() if step.key not in here]
