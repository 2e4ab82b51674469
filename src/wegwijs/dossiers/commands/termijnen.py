"""Re-derive what follows from the timeline: the dossier's columns and its termijnen. Pure function in, differences out."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from datetime import date
from functools import lru_cache
from typing import Any, Protocol
from uuid import UUID

from wegwijs import clock
from wegwijs.dossiers import following
from wegwijs.dossiers.commands.stored import COLUMNS, Stored, read
from wegwijs.dossiers.facts import facts_of
from wegwijs.dossiers.kinds import DAILY
from wegwijs.dossiers.models import (
    NOTHING_DUE,
    Dossier,
    Happening,
    State,
    TermijnRow,
    TermijnState,
)
from wegwijs.dossiers.outlook import is_contact, last_contact, next_step
from wegwijs.dossiers.projection import project, turns
from wegwijs.rowsecurity.scope import entered, of_gemeente
from wi2021.bronnen import voorbehoud
from wi2021.grondslag import Regel, Zekerheid, regels, samengevat
from wi2021.termijnen import Termijn, termijnen

_STANDING = (TermijnState.OPEN, TermijnState.WACHT)
Row = Mapping[str, Any]


class Standing(Protocol):
    """What orders a dossier: a stored termijn, or as much of it as a mass recomputation reads."""

    @property
    def pk(self) -> int: ...
    @property
    def plicht(self) -> bool: ...
    @property
    def state(self) -> str: ...
    @property
    def last_day(self) -> date: ...
    @property
    def soort(self) -> str: ...


def refresh(dossier: Dossier, *, on: date | None = None) -> None:
    """Bring the dossier's columns and termijnen in line with its timeline; writes only differences."""
    found = read([dossier.pk])
    events = found.events[dossier.pk]
    columns = projected(events)
    wanted = derived(dossier, columns["state"], events, on or clock.today())
    rows = _write(dossier, wanted, found.stored[dossier.pk])
    columns |= ordering(rows, events)
    changed = [name for name, value in columns.items() if getattr(dossier, name) != value]
    for name in changed:
        setattr(dossier, name, columns[name])
    if changed:
        dossier.save(update_fields=[name.removesuffix("_id") for name in changed])


# Dossiers to which something was added, with the kinds of it, while they are to be derived once at the end; None: each event
# derives at once.
_waiting: ContextVar[dict[UUID, tuple[Dossier, set[str]]] | None] = ContextVar("waiting", default=None)


@contextmanager
def derived_once(*, apart: bool = False) -> Iterator[None]:
    """Within, what follows from the timelines is derived once, at the end: for an act that adds many lines to a dossier.

    The dossier's state follows each line at once, since commands ask for it; termijnen, fase and route only at the end.
    Within another such block the other's end counts. When the block breaks off nothing is derived: it is undone as a whole.
    ``apart``: dossiers of several gemeenten, each of which is derived in the scope of its own.
    """
    if _waiting.get() is not None:
        yield
        return
    waiting: dict[UUID, tuple[Dossier, set[str]]] = {}
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
    for dossier, kinds in waiting.values():
        with entered(of_gemeente(dossier.gemeente_id)) if apart else nullcontext():
            if not kinds.issubset(DAILY):
                refresh(dossier)
            following.tell(dossier, kinds)


def follow(dossier: Dossier, kind: str) -> None:
    """What follows from a new line of this kind, now or at the end of ``derived_once``."""
    waiting = _waiting.get()
    if waiting is None:
        refresh(dossier)
        following.tell(dossier, {kind})
        return
    _, kinds = waiting.pop(dossier.pk, (dossier, set[str]()))
    if turns(kind, dossier.state):
        refresh(dossier)
        following.tell(dossier, kinds | {kind})
    else:
        waiting[dossier.pk] = dossier, kinds | {kind}


def heard(dossier: Dossier, event: Happening) -> None:
    """The last contact after one more event, without reading the timeline."""
    if is_contact(event) and (dossier.contact_on is None or dossier.contact_on < event.on):
        dossier.contact_on = event.on
        dossier.save(update_fields=["contact_on"])
    waiting = _waiting.get()
    if waiting is None:
        following.tell(dossier, {event.kind})
    else:
        _, kinds = waiting.pop(dossier.pk, (dossier, set[str]()))
        waiting[dossier.pk] = dossier, kinds | {event.kind}


def projected(events: Iterable[Happening]) -> dict[str, Any]:
    """The columns of the dossier that say how far it is."""
    rows = list(events)
    found = project(rows)
    names = ("variant", "state", "fase", "route", "closed_reason", "closed_on")
    return {**{name: getattr(found, name) for name in names}, "contact_on": last_contact(rows)}


def ordering(rows: Iterable[Standing], events: Iterable[Happening]) -> dict[str, Any]:
    """The columns that order the dossier in lists: the first obligation that stands, and the PIP's own date."""
    standing = sorted(
        (r for r in rows if r.plicht and r.state in _STANDING), key=lambda row: (row.last_day, row.pk)
    )
    first = standing[0] if standing else None
    pip_on = next((row.last_day for row in standing if row.soort == "pip"), None)
    return {
        "next_termijn_id": first.pk if first else None,
        "next_on": first.last_day if first else NOTHING_DUE,
        "waits": first is not None and first.state == TermijnState.WACHT,
        "pip_on": pip_on,
        "next_step": next_step(events).value if pip_on else "",
    }


def derived(dossier: Dossier, state: str, events: Iterable[Happening], on: date) -> dict[str, dict[str, Any]]:
    """What the law says of the timeline on a day, as columns of a row by the key of the termijn."""
    if state in (State.GESLOTEN, State.GESCHORST):
        return {}
    found = termijnen(facts_of(dossier.gemeente_id, events), on=on)
    return {t.key: _row(dossier, t, on) for t in found}


def _row(dossier: Dossier, t: Termijn, on: date) -> dict[str, Any]:
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
        "why": _why(t, on),
    }


def _why(t: Termijn, on: date) -> dict[str, Any]:
    """What the "waarom?" panel shows; the texts are the law's own explanation at the time of deriving."""
    return {
        "uitleg": list(t.uitleg),
        "verandert": list(t.verandert),
        "feiten": [[f.label, f.waarde] for f in t.feiten],
        **_cited(tuple([(rule.id, rule.versie) for rule in t.regels]), on),
        "oordeel": {"vraag": t.oordeel.vraag, "weeg": list(t.oordeel.weeg)} if t.oordeel else None,
    }


@lru_cache(maxsize=1024)
def _cited(names: tuple[tuple[str, int], ...], on: date) -> Row:
    """What is said on a day of the rules behind a date (each by id and version), the leading one first."""
    declared = {(rule.id, rule.versie): rule for rule in regels()}
    rules = [declared[name] for name in names]
    first = rules[0]
    return {
        "artikelen": list(samengevat(a for rule in rules for a in rule.artikelen)),
        "regel": ", ".join(rule.id for rule in rules),
        "geldig_van": first.geldig_van.isoformat(),
        "geldig_tot": first.geldig_tot.isoformat() if first.geldig_tot else None,
        "onzeker": _unsure(rules, on),
    }


def _unsure(rules: list[Regel], on: date) -> list[str]:
    """What isn't firm about them: derived, not checked, or a later text that was not read."""
    kinds = {f"{rule.id}: {rule.zekerheid}": None for rule in rules if rule.zekerheid is not Zekerheid.VAST}
    texts = {sentence.removesuffix("."): None for rule in rules for sentence in voorbehoud(rule, on=on)}
    return [*kinds, *texts]


def _write(dossier: Dossier, wanted: Mapping[str, Row], stored: Mapping[str, Stored]) -> list[Standing]:
    """Make the stored rows those that are wanted; returns them as they stand afterwards."""
    gone = [row.pk for key, row in stored.items() if key not in wanted]
    if gone:
        TermijnRow.objects.filter(pk__in=gone).delete()
    fresh, changed, kept = [], [], []
    for key, row in wanted.items():
        old = stored.get(key)
        if old is None:
            fresh.append(TermijnRow(dossier=dossier, key=key, **row))
        elif old.values == tuple(row.values()):
            kept.append(old)
        else:
            changed.append(TermijnRow(pk=old.pk, dossier=dossier, key=key, **row))
    if fresh:
        TermijnRow.objects.bulk_create(fresh)
    if changed:
        # As if they were new, since naming each value by the key of its row costs twenty times as much.
        TermijnRow.objects.bulk_create(
            changed,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=[name.removesuffix("_id") for name in COLUMNS],
        )
    return [*kept, *changed, *fresh]
