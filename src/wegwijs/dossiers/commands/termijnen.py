"""Re-derive what follows from the timeline: the dossier's columns and its termijnen. Pure function in, differences out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from wegwijs import clock
from wegwijs.dossiers.facts import facts_of
from wegwijs.dossiers.models import NOTHING_DUE, Dossier, Gebeurtenis, State, TermijnRow, TermijnState
from wegwijs.dossiers.outlook import next_step
from wegwijs.dossiers.projection import project
from wi2021.termijnen import Termijn, termijnen

_COLUMNS = (
    "gemeente_id", "regisseur_id", "soort", "label", "aard", "rule", "actor", "plicht", "start", "nominal", "last_day",
    "state", "met_on", "short", "why",
)  # fmt: skip


def refresh(dossier: Dossier, *, on: date | None = None) -> None:
    """Bring the dossier's columns and termijnen in line with its timeline; writes only differences."""
    events = list(Gebeurtenis.objects.filter(dossier=dossier, superseded_by=None))
    _project(dossier, events)
    wanted = {t.key: _row(dossier, t) for t in _derive(dossier, events, on or clock.today())}
    _write(dossier, wanted)
    _set_next(dossier, events)


def _project(dossier: Dossier, events: list[Gebeurtenis]) -> None:
    found = project(events)
    changed = []
    for name in ("variant", "state", "fase", "route", "closed_reason", "closed_on"):
        value = getattr(found, name)
        if getattr(dossier, name) != value:
            setattr(dossier, name, value)
            changed.append(name)
    if changed:
        dossier.save(update_fields=changed)


def _set_next(dossier: Dossier, events: list[Gebeurtenis]) -> None:
    """The first obligation that stands orders the dossier in every list; the PIP's own date says whether it will be late."""
    standing = TermijnRow.objects.filter(
        dossier=dossier, plicht=True, state__in=[TermijnState.OPEN, TermijnState.WACHT]
    )
    rows = list(standing.order_by("last_day", "id").values_list("pk", "last_day", "state", "soort"))
    pk, day, state, _ = rows[0] if rows else (None, NOTHING_DUE, "", "")
    pip_on = next((last_day for _, last_day, _, soort in rows if soort == "pip"), None)
    found = {
        "next_termijn_id": pk,
        "next_on": day,
        "waits": state == TermijnState.WACHT,
        "pip_on": pip_on,
        "next_step": next_step(events).value if pip_on else "",
    }
    if any(getattr(dossier, name) != value for name, value in found.items()):
        for name, value in found.items():
            setattr(dossier, name, value)
        dossier.save(update_fields=[name.removesuffix("_id") for name in found])


def _derive(dossier: Dossier, events: list[Gebeurtenis], on: date) -> tuple[Termijn, ...]:
    if dossier.state in (State.GESLOTEN, State.GESCHORST):
        return ()
    return termijnen(facts_of(dossier, events), on=on)


def _row(dossier: Dossier, t: Termijn) -> dict[str, Any]:
    return {
        "gemeente_id": dossier.gemeente_id,
        "regisseur_id": dossier.regisseur_id,
        "soort": t.soort.value,
        "label": t.label,
        "aard": t.aard.value,
        "rule": t.regel.id,
        "actor": str(t.actor),
        "plicht": t.plicht,
        "start": t.start,
        "nominal": t.nominal,
        "last_day": t.last_day,
        "state": t.state.value,
        "met_on": t.met_on,
        "short": t.kort[:160],
        "why": _why(t),
    }


def _why(t: Termijn) -> dict[str, Any]:
    """What the "waarom?" panel shows; the texts are the law's own explanation at the time of deriving."""
    regel = t.regel
    return {
        "uitleg": list(t.uitleg),
        "verandert": list(t.verandert),
        "feiten": [[f.label, f.waarde] for f in t.feiten],
        "artikelen": [str(a) for a in regel.artikelen],
        "regel": regel.id,
        "geldig_van": regel.geldig_van.isoformat(),
        "geldig_tot": regel.geldig_tot.isoformat() if regel.geldig_tot else None,
        "zekerheid": regel.zekerheid.value,
        "oordeel": {"vraag": t.oordeel.vraag, "weeg": list(t.oordeel.weeg)} if t.oordeel else None,
    }


def _write(dossier: Dossier, wanted: dict[str, dict[str, Any]]) -> None:
    stored = {row.key: row for row in TermijnRow.objects.filter(dossier=dossier)}
    gone = [row.pk for key, row in stored.items() if key not in wanted]
    if gone:
        TermijnRow.objects.filter(pk__in=gone).delete()
    fresh = [TermijnRow(dossier=dossier, key=key, **row) for key, row in wanted.items() if key not in stored]
    TermijnRow.objects.bulk_create(fresh)
    for key, row in wanted.items():
        old = stored.get(key)
        if old and any(getattr(old, name) != row[name] for name in _COLUMNS):
            for name in _COLUMNS:
                setattr(old, name, row[name])
            old.save()


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How far a rebuild has come: dossiers seen, and those whose termijnen were not as stored."""

    seen: int
    changed: int


def rebuild_termijnen(*, on: date | None = None) -> Iterator[Rebuilt]:
    """Derive every open dossier's termijnen anew, one transaction each, yielding progress; can be stopped anywhere."""
    changed = 0
    rows = Dossier.objects.exclude(state=State.GESLOTEN).order_by("pk").iterator(chunk_size=500)
    for seen, dossier in enumerate(rows, start=1):
        with transaction.atomic():
            before = _stored(dossier)
            refresh(dossier, on=on)
            changed += before != _stored(dossier)
        yield Rebuilt(seen, changed)


def _stored(dossier: Dossier) -> list[tuple[Any, ...]]:
    return list(TermijnRow.objects.filter(dossier=dossier).order_by("key").values_list("key", *_COLUMNS))
