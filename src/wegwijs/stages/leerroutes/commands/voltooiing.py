"""Keep how far somebody is: derived from timeline, PIP and ledger, never typed; a rebuild changes nothing."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from wegwijs import clock
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, State
from wegwijs.dossiers.queries import timeline
from wegwijs.stages.leerroutes.models import NEVER, Voltooiingsstand
from wegwijs.stages.leerroutes.queries.verlengen import first_offer
from wegwijs.stages.leerroutes.queries.voltooien import Completion, completion
from wi2021.facts import VOLDAAN, Leerroute
from wi2021.leerroutes import TAALONDERDELEN, Stand
from wi2021.termijnen import Soort, TermijnState, einde_termijn, termijnen

# After which lines of a timeline it is derived anew.
CHANGES = frozenset(
    {
        Kind.PIP_VASTGESTELD, Kind.PIP_VERNIETIGD, Kind.DUO_TERMIJN, Kind.DUO_DOELGROEP, Kind.DUO_EXAMEN, Kind.DUO_VRIJSTELLING,
        Kind.DUO_ONTHEFFING, Kind.DUO_PLICHT, Kind.PVT_AFGEROND, Kind.MAP_AFGEROND, Kind.TAALSCHAKEL_KLAAR, Kind.Z_EINDGESPREK,
        Kind.BEWIJS, Kind.AANBOD, Kind.VOORTGANGSGESPREK, Kind.MINDER_UREN, Kind.GEGEVEN_INGETROKKEN, Kind.DOSSIER_GESLOTEN,
        Kind.DOSSIER_HEROPEND,
    }
)  # fmt: skip
# Only the Z-route counts hours; in another route they change nothing here, and hours come in by the thousands.
HOURS = frozenset({Kind.UREN, Kind.UREN_TERUG, Kind.UREN_MEETELLEN})
_COLUMNS = [f.name for f in Voltooiingsstand._meta.concrete_fields if f.name not in ("dossier", "gemeente")]
BATCH = 500


def keep_completion(dossier: Dossier) -> None:
    """Bring the row of a dossier in line with what happened; without a PIP in force, or once all is done, there is none."""
    # As it is now: whoever acts may hold an older copy of the row.
    state, reason = Dossier.objects.values_list("state", "closed_reason").get(pk=dossier.pk)
    wanted = _wanted(dossier) if state == State.OPEN or VOLDAAN in reason else None
    if wanted is None or (state != State.OPEN and wanted.pop("proven")):
        Voltooiingsstand.objects.filter(dossier=dossier).delete()
        return
    wanted.pop("proven", None)
    Voltooiingsstand.objects.bulk_create(
        [Voltooiingsstand(dossier=dossier, gemeente_id=dossier.gemeente_id, **wanted)],
        update_conflicts=True,
        unique_fields=["dossier"],
        update_fields=_COLUMNS,
    )


def keep_hours(dossier: Dossier) -> None:
    """The same after hours; a night's rebuild mends what a copy of an older route would miss."""
    if dossier.route == Leerroute.Z.value:
        keep_completion(dossier)


def rebuild_completion() -> Iterator[int]:
    """Derive every row anew; yields how many dossiers were seen, a batch at a time."""
    inside = Q(state=State.OPEN) & ~Q(route="") | Q(closed_reason__contains=VOLDAAN)
    rows = Dossier.objects.filter(inside).order_by("pk")
    seen, last = 0, UUID(int=0)
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        for dossier in batch:
            with transaction.atomic():
                keep_completion(Dossier.objects.select_for_update().get(pk=dossier.pk))
        last = batch[-1].pk
        seen += len(batch)
        yield seen


def _wanted(dossier: Dossier) -> dict[str, Any] | None:
    found = completion(dossier, list(timeline(dossier)))
    pip = found.pip
    if pip is None:
        return None
    table = found.table
    parts = [[row.onderdeel, row.stand.value] for row in table.rijen] if table else []
    last = einde_termijn(found.facts)
    first = found.facts.eerste_pip() or pip
    return {
        "route": pip.leerroute.value,
        "group": found.facts.doelgroep.value if found.facts.doelgroep else "",
        "parts": parts,
        "to_do": sum(1 for _, stand in parts if stand == Stand.OPEN.value),
        "ends_on": last or NEVER,
        "ground": (found.facts.termijn.grond or "")[:200] if found.facts.termijn else "",
        "pip_on": first.dagtekening,
        "offered_on": first_offer(found.facts),
        "passed": sum(1 for part, stand in parts if part in TAALONDERDELEN and stand == Stand.KLAAR.value),
        "talks": len(found.facts.voortgangsgesprekken),
        "talks_agreed": pip.voortgangsgesprekken,
        "talk_on": _next_talk(found),
        "met_on": found.met_on,
        "proven": found.proof is not None,
    }


def _next_talk(found: Completion) -> date:
    """The day on which the next talk would be, the number of the PIP spread evenly over the term (T-12)."""
    standing = [t for t in termijnen(found.facts, on=clock.today()) if t.state is TermijnState.OPEN]
    days = [t.last_day for t in standing if t.soort is Soort.VOORTGANGSGESPREK]
    return min(days, default=NEVER)
