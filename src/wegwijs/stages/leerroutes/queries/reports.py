"""Reports and signals: what a school still has to report, and what was said of one placement."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from wegwijs.access.actor import Actor
from wegwijs.stages.leerroutes.models import Inburgeringsaanbod, Lessignaal, Voortgangsrapport
from wegwijs.stages.leerroutes.quarters import Quarter, ended
from wegwijs.stages.leerroutes.queries.aanbod import learned_in
from wegwijs.stages.leerroutes.queries.week import kept_of

OPEN = {"taken_up_on": None, "passed_on": None}


@dataclass(frozen=True, slots=True)
class Asked:
    """A participant of whom a report over a quarter is due by ``due``; ``report`` is what stands, None while there is none."""

    aanbod: Inburgeringsaanbod
    due: date
    report: Voortgangsrapport | None

    def late(self, today: date) -> bool:
        """Whether it should have been there."""
        return self.report is None and self.due < today


def quarter_or_404(text: str, today: date) -> Quarter:
    """One over which can be reported, as an address says it; nothing is the last that is over. Raises Http404."""
    found = next((one for one in ended(today) if text in ("", one.key)), None)
    if found is None:
        raise Http404
    return found


def chosen(text: str, today: date) -> Quarter:
    """The quarter in an address as 2026-3; else the last that is over."""
    found = ended(today)
    return next((one for one in found if text == one.key), found[0])


def asked_over(actor: Actor, quarter: Quarter, today: date) -> list[Asked]:
    """Of whom the actor's school reports over a quarter, by name; who has a report already stays in it. Two statements."""
    people = [one for one in learned_in(actor, quarter, today) if quarter.asks(one.began_on, one.ended_on)]
    stand = standing_over(people, quarter)
    return [Asked(one, quarter.due(one.report_days), stand.get(one.pk)) for one in people]  # type: ignore[attr-defined]


def still_asked(people: Iterable[Inburgeringsaanbod], quarter: Quarter) -> list[date]:
    """When the reports are due that are still to be made, of these participants as ``queries.aanbod.participants`` gives them."""
    return [
        quarter.due(one.report_days)  # type: ignore[attr-defined]
        for one in people
        if quarter.asks(one.began_on, one.ended_on) and not one.reported  # type: ignore[attr-defined]
    ]


def standing_over(people: Iterable[Inburgeringsaanbod], quarter: Quarter) -> dict[UUID, Voortgangsrapport]:
    """The reports over a quarter by the key of the placement. One statement."""
    rows = Voortgangsrapport.objects.filter(
        aanbod__in=[p.pk for p in people], quarter=quarter.first, stands=True
    )
    return {row.aanbod_id: row for row in rows}


def reports_of(keys: Sequence[UUID]) -> list[Voortgangsrapport]:
    """Of these placements, the oldest quarter first and of one the oldest version, with tests. Two statements; none without keys."""
    if not keys:
        return []
    rows = Voortgangsrapport.objects.filter(aanbod__in=keys).prefetch_related("toetsen")
    return list(rows.order_by("quarter", "recorded_at"))


def levels_of(keys: Sequence[UUID]) -> list[Voortgangsrapport]:
    """What stands of these placements, the oldest quarter first, without tests. One statement; none without keys."""
    if not keys:
        return []
    return list(
        Voortgangsrapport.objects.filter(aanbod__in=keys, stands=True).order_by("quarter", "recorded_at")
    )


def report_before(aanbod: Inburgeringsaanbod, quarter: Quarter) -> Voortgangsrapport | None:
    """The newest that stands over an earlier quarter. One statement."""
    rows = Voortgangsrapport.objects.filter(aanbod=aanbod, stands=True, quarter__lt=quarter.first)
    return rows.order_by("-quarter").first()


def signals_of(aanbod: Inburgeringsaanbod) -> list[Lessignaal]:
    """Every signal of a placement as its school may read it: without what was done. One statement."""
    return list(Lessignaal.objects.filter(aanbod=aanbod))


def signals_with_answers(keys: Sequence[UUID]) -> list[Lessignaal]:
    """Of these placements, with what was done, newest first. One statement; none without keys."""
    if not keys:
        return []
    return list(Lessignaal.objects.filter(aanbod__in=keys).select_related("antwoord"))


def open_signals() -> QuerySet[Lessignaal]:
    """Those that wait for somebody."""
    return Lessignaal.objects.filter(**OPEN)


def signal_or_404(aanbod: Inburgeringsaanbod, pk: UUID) -> Lessignaal:
    """An open one of a placement. Raises Http404."""
    found = Lessignaal.objects.filter(aanbod=aanbod, pk=pk, **OPEN).first()
    if found is None:
        raise Http404
    return found


def lessons_in(aanbod: Inburgeringsaanbod, quarter: Quarter) -> tuple[int, int, int]:
    """Minutes offered, followed and missed without leave in a quarter, to see beside the report. One statement."""
    weeks = [one for one in kept_of(aanbod) if quarter.first <= one.first_day <= quarter.last]
    return (
        sum(one.offered for one in weeks), sum(one.followed for one in weeks), sum(one.unexcused for one in weeks)
    )  # fmt: skip
