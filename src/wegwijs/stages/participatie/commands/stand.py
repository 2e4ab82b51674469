"""Keep how far somebody's hours are: derived from timeline, PIP and ledger, never typed; a rebuild changes nothing."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from wegwijs.dossiers import facts as folding
from wegwijs.dossiers.facts import facts_of
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, State
from wegwijs.dossiers.queries import timeline
from wegwijs.hours.models import Soort
from wegwijs.hours.queries import Part, all_parts, counted, last_day
from wegwijs.stages.participatie.models import NEVER, Plandeel, Urenstand
from wegwijs.stages.participatie.pace import Span, behind_from
from wegwijs.stages.pip.models import DECIDED, Pip
from wi2021.facts import Facts, Leerroute
from wi2021.termijnen import einde_termijn

# After which lines of a timeline it is derived anew: what the PIP plans, how long the term is, what was made, and an end.
CHANGES = frozenset(
    {
        Kind.PIP_VASTGESTELD, Kind.PIP_VERNIETIGD, Kind.DUO_TERMIJN, Kind.UREN, Kind.UREN_TERUG, Kind.UREN_MEETELLEN,
        Kind.PVT_AFGEROND, Kind.MAP_AFGEROND, Kind.GEGEVEN_INGETROKKEN, Kind.DOSSIER_GESLOTEN, Kind.DOSSIER_HEROPEND,
    }
)  # fmt: skip
FINISHED = (Kind.PVT_AFGEROND, Kind.MAP_AFGEROND)
# Which hours count for what a PIP plans: PIP names "lesuren van de leerroute", and KNM is taught in those lessons.
COUNTS: dict[Plandeel, tuple[Soort, ...]] = {
    Plandeel.PVT: (Soort.PVT,),
    Plandeel.MAP: (Soort.MAP,),
    Plandeel.LES: (Soort.NT2, Soort.KNM),
}
_COLUMNS = [f.name for f in Urenstand._meta.concrete_fields if f.name not in ("dossier", "gemeente")]
BATCH = 500


def keep_stand(dossier: Dossier) -> None:
    """Bring the row of a dossier in line with what happened; without a PIP in force, or once it is closed, there is none."""
    # As it is now: whoever acts may hold an older copy of the row.
    state, route = Dossier.objects.values_list("state", "route").get(pk=dossier.pk)
    wanted = _wanted(dossier) if state == State.OPEN and route else None
    if wanted is None:
        Urenstand.objects.filter(dossier=dossier).delete()
        return
    Urenstand.objects.bulk_create(
        [Urenstand(dossier=dossier, gemeente_id=dossier.gemeente_id, **wanted)],
        update_conflicts=True,
        unique_fields=["dossier"],
        update_fields=_COLUMNS,
    )


def rebuild_stands() -> Iterator[int]:
    """Derive the row of every open dossier with a PIP anew; yields how many dossiers were seen, a batch at a time."""
    rows = Dossier.objects.filter(state=State.OPEN).exclude(route="").order_by("pk")
    seen, last = 0, UUID(int=0)
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        for dossier in batch:
            with transaction.atomic():
                keep_stand(Dossier.objects.select_for_update().get(pk=dossier.pk))
        last = batch[-1].pk
        seen += len(batch)
        yield seen


def _wanted(dossier: Dossier) -> dict[str, Any] | None:
    rows = list(timeline(dossier).filter(kind__in=folding.READ | set(FINISHED)))
    facts = facts_of(dossier.gemeente_id, rows)
    in_force = facts.actueel_pip()
    if in_force is None:
        return None
    parts, span = all_parts(dossier, facts), _span(facts)
    plan = (
        Pip.objects.filter(dossier=dossier, state__in=DECIDED)
        .order_by("-versie")
        .values("pvt_uren", "map_uren", "intensiteit_uren")
        .first()
    )
    done = {row.kind for row in rows}
    needs_map = in_force.leerroute is not Leerroute.ONDERWIJS
    over = {
        Plandeel.PVT: Kind.PVT_AFGEROND in done,
        Plandeel.MAP: Kind.MAP_AFGEROND in done or not needs_map,
        Plandeel.LES: False,
    }
    wanted: dict[str, Any] = {
        "begin": span.first if span else None,
        "end": span.last if span else None,
        "pvt_done": over[Plandeel.PVT],
        "map_done": Kind.MAP_AFGEROND in done,
        "map_needed": needs_map,
        "in_wegwijs": plan is not None,
        "undecided": _undecided(parts),
        "last_on": last_day(dossier),
    }
    hours_of = (plan["pvt_uren"], plan["map_uren"], plan["intensiteit_uren"]) if plan else (None, None, None)
    for deel, hours in zip(Plandeel, hours_of, strict=True):
        planned = None if hours is None else hours * 60
        made = counted(parts, *COUNTS[deel])
        late = span and planned is not None and not over[deel]
        wanted |= {
            f"{deel.value}_planned": planned,
            f"{deel.value}_made": made,
            f"{deel.value}_behind": behind_from(planned, made, span) if late and planned and span else NEVER,
        }
    wanted["first_behind"] = min(wanted[f"{deel.value}_behind"] for deel in Plandeel)
    return wanted


def _span(facts: Facts) -> Span | None:
    last = einde_termijn(facts)
    first = facts.termijn.start if facts.termijn else None
    if first is None and (pip := facts.eerste_pip()):
        first = pip.dagtekening + timedelta(days=1)
    return Span(first, last) if first and last else None


def _undecided(parts: list[Part]) -> int:
    shown = {soort for soorten in COUNTS.values() for soort in soorten}
    return sum(part.minutes for part in parts if part.counts is None and part.soort in shown)
