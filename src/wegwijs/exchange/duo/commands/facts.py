"""Bring facts of DUO into a dossier: each once, and the dossier's state follows the obligation."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.commands import add_task, close_dossier, record_event, resume_dossier, suspend_dossier
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Dossier, State
from wegwijs.exchange.duo.codes import DECEASED, TEMPORARY
from wegwijs.exchange.duo.mapping import Fact


@transaction.atomic
def record_facts(dossier: Dossier, facts: Iterable[Fact], *, by: Actor) -> int:
    """Add the facts that the timeline doesn't hold yet; returns how many were new.

    A fact that holds again after another value held in between is new: its key counts the values before it. One that
    DUO now dates before the value we had takes that value's place, so that the timeline ends with what DUO says.
    """
    new = 0
    for fact in facts:
        latest = (
            dossier.gebeurtenissen.filter(kind=fact.kind, superseded_by=None).order_by("-on", "-id").first()
        )
        if fact.kind in _SINGLE and latest and latest.payload == fact.payload:
            continue
        key = fact.key
        if fact.kind in _SINGLE:
            key = f"{key[:100]}:{dossier.gebeurtenissen.filter(kind=fact.kind).count()}"
        elif dossier.gebeurtenissen.filter(dedupe_key=key).exists():
            continue
        record_event(
            dossier, fact.kind, by=by, on=fact.on, payload=fact.payload, summary=fact.summary, origin=Origin.DUO,
            dedupe_key=key, supersedes=latest if fact.kind in _SINGLE and latest and latest.on > fact.on else None,
        )  # fmt: skip
        new += 1
        if fact.kind == Kind.DUO_PLICHT:
            _follow_obligation(dossier, fact, by=by)
        if fact.kind == Kind.DUO_TOETS_RESULTAAT:
            add_task(
                dossier,
                "Uitslag leerbaarheidstoets verwerken",
                why=f"DUO: {fact.summary}",
                source_key=f"toets:{fact.key}",
            )
    return new


# Facts of which one value holds at a time; the others add up.
_SINGLE = frozenset({Kind.DUO_PLICHT, Kind.DUO_DOELGROEP, Kind.DUO_TERMIJN, Kind.DUO_TOETS_AANGEMELD})


def _follow_obligation(dossier: Dossier, fact: Fact, *, by: Actor) -> None:
    reason = fact.payload["reden_geen"]
    if fact.payload["plichtig"]:
        if dossier.state in (State.GESLOTEN, State.GESCHORST):
            resume_dossier(
                dossier, by=by, on=fact.on, reason="DUO: weer inburgeringsplichtig", origin=Origin.DUO
            )
    elif reason == TEMPORARY:
        if dossier.state != State.GESCHORST:
            suspend_dossier(
                dossier, by=by, on=fact.on, reason="DUO: tijdelijke vrijstelling", origin=Origin.DUO
            )
    elif dossier.state != State.GESLOTEN:
        close_dossier(
            dossier, by=by, on=fact.on, reason=f"DUO: {reason or 'geen plicht meer'}", origin=Origin.DUO
        )
        if reason == DECEASED:
            person = dossier.person
            person.died_on = fact.on
            person.save(update_fields=["died_on"])


def record_typed_facts(dossier: Dossier, facts: Iterable[Fact], *, by: Actor, on: date) -> int:
    """Facts that someone read in DUO's portal and typed or uploaded; same effect as by machine, another recorder."""
    by.require(Permission.DUO_FACTS, dossier.gemeente_id)
    return record_facts(dossier, facts, by=by)
