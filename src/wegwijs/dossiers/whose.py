"""Whose work a dossier is and whose a task, as conditions for statements on ``dossiers_dossier d`` and ``dossiers_taak k``."""

from typing import Any

from wegwijs.access.actor import Actor


def mine(actor: Actor) -> tuple[str, dict[str, Any]]:
    """The dossiers that are the actor's work: its own, and those of colleagues it stands in for."""
    me = actor.employee.pk if actor.employee else None
    if not actor.covers:
        return "d.regisseur_id = %(me)s", {"me": me}
    away, places = zip(*sorted(actor.covers), strict=True)
    params = {"me": me, "mine": [me, *away], "away": list(away), "places": list(places)}
    return f"d.regisseur_id = ANY(%(mine)s) AND (d.regisseur_id = %(me)s OR {COVERED})", params


def tasked(actor: Actor) -> tuple[str, dict[str, Any]]:
    """The open tasks that are the actor's work: its own, and those of colleagues it stands in for."""
    _, params = mine(actor)
    if not actor.covers:
        return "k.done_on IS NULL AND k.assigned_to_id = %(me)s", params
    covered = COVERED.replace("d.regisseur_id", "k.assigned_to_id")
    return (
        f"k.done_on IS NULL AND k.assigned_to_id = ANY(%(mine)s) AND (k.assigned_to_id = %(me)s OR {covered})",
        params,
    )


# The first condition is what an index answers; this one is asked of what it gives.
COVERED = """EXISTS (SELECT 1 FROM unnest(%(away)s::bigint[], %(places)s::text[]) away (who, place)
    WHERE away.who = d.regisseur_id AND away.place = d.gemeente_id)"""
