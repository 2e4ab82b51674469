"""Bring facts of DUO into a dossier: each once, and the dossier's state follows the obligation."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.commands import (
    add_task,
    close_dossier,
    derived_once,
    record_event,
    resume_dossier,
    suspend_dossier,
)
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Dossier, Gebeurtenis, State
from wegwijs.exchange.duo.codes import DECEASED, TEMPORARY
from wegwijs.exchange.duo.mapping import Fact
from wegwijs.people.models import Person


@transaction.atomic
def record_facts(dossier: Dossier, facts: Iterable[Fact], *, by: Actor) -> int:
    """Add the facts that the timeline doesn't hold yet; returns how many were new.

    A fact that holds again after another value held in between is new: its key counts the values before it. One that
    DUO now dates before the value we had takes that value's place, so that the timeline ends with what DUO says. The
    same fact from an earlier message only moves to that message's day: in whatever order messages come, it ends there.
    """
    told = list(facts)
    known: dict[str, list[Gebeurtenis]] = defaultdict(list)
    rows = dossier.gebeurtenissen.filter(kind__in={fact.kind for fact in told})
    for row in rows.select_related("superseded_by").order_by("id") if told else ():
        known[row.kind].append(row)
    with derived_once():
        return sum(_record_fact(dossier, fact, known[fact.kind], by) for fact in told)


def _record_fact(dossier: Dossier, fact: Fact, rows: list[Gebeurtenis], by: Actor) -> bool:
    """Whether the fact was new. ``rows``: what the timeline has of its kind, in the order it was recorded; it grows."""
    on = min(fact.on, clock.today()) if fact.kind in _HOLDS_NOW else fact.on
    if fact.kind in _SINGLE:
        standing = [row for row in rows if not hasattr(row, "superseded_by")]
        newest = max(standing, key=lambda row: (row.on, row.pk), default=None)
        same = newest if newest and newest.payload == fact.payload else None
        key = f"{fact.key[:100]}:{len(rows)}"
        replaced = newest if newest and newest.on > on else None
    else:
        same = next((row for row in reversed(rows) if row.dedupe_key.startswith(fact.key)), None)
        key = f"{fact.key}:{on}" if same else fact.key
        replaced = None
    if same and (fact.dated or same.on <= on or hasattr(same, "superseded_by")):
        return False
    event = record_event(
        dossier, fact.kind, by=by, on=on, payload=fact.payload, summary=fact.summary, origin=Origin.DUO,
        dedupe_key=key, supersedes=same or replaced, unsaid=all(row.dedupe_key != key for row in rows),
    )  # fmt: skip
    if event not in rows:
        rows.append(event)
    if same is None:
        _follow(dossier, fact, on, by=by)
    return same is None


def _follow(dossier: Dossier, fact: Fact, on: date, *, by: Actor) -> None:
    """What a new fact brings about besides itself."""
    if fact.kind == Kind.DUO_PLICHT:
        _follow_obligation(dossier, fact, on, by=by)
    if fact.kind == Kind.DUO_TOETS_RESULTAAT:
        add_task(
            dossier,
            "Uitslag leerbaarheidstoets verwerken",
            why=f"DUO: {fact.summary}",
            source_key=f"toets:{fact.key}",
        )


# Facts of which one value holds at a time; the others add up.
_SINGLE = frozenset({Kind.DUO_PLICHT, Kind.DUO_DOELGROEP, Kind.DUO_TERMIJN, Kind.DUO_TOETS_AANGEMELD})
# Facts that hold now, because DUO answers so now: never dated after today.
_HOLDS_NOW = frozenset({Kind.DUO_PLICHT, Kind.DUO_DOELGROEP})


def _follow_obligation(dossier: Dossier, fact: Fact, on: date, *, by: Actor) -> None:
    reason = fact.payload["reden_geen"]
    # The obligation ends on the day of death; without an end the day of the change is the nearest DUO gives. Said before what follows:
    # of who died nothing can have been given since.
    end = fact.payload["eind"]
    died = min(date.fromisoformat(end), on) if end else on
    _died(dossier.person, died if reason == DECEASED else None)
    if fact.payload["plichtig"]:
        if dossier.state in (State.GESLOTEN, State.GESCHORST):
            resume_dossier(dossier, by=by, on=on, reason="DUO: weer inburgeringsplichtig", origin=Origin.DUO)
    elif reason == TEMPORARY:
        if dossier.state != State.GESCHORST:
            suspend_dossier(dossier, by=by, on=on, reason="DUO: tijdelijke vrijstelling", origin=Origin.DUO)
    elif dossier.state != State.GESLOTEN:
        close_dossier(dossier, by=by, on=on, reason=f"DUO: {reason or 'geen plicht meer'}", origin=Origin.DUO)


def _died(person: Person, on: date | None) -> None:
    """None: DUO doesn't say (any more) that someone died."""
    if person.died_on != on:
        person.died_on = on
        person.save(update_fields=["died_on"])


def record_typed_facts(dossier: Dossier, facts: Iterable[Fact], *, by: Actor, on: date) -> int:
    """Facts that someone read in DUO's portal and typed or uploaded; same effect as by machine, another recorder."""
    by.require(Permission.DUO_FACTS, dossier.gemeente_id)
    return record_facts(dossier, facts, by=by)
