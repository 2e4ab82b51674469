"""Whose work a dossier is, as a condition for statements on ``dossiers_dossier d``."""

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


# The first condition is what an index answers; this one is asked of what it gives.
COVERED = """EXISTS (SELECT 1 FROM unnest(%(away)s::bigint[], %(places)s::text[]) away (who, place)
    WHERE away.who = d.regisseur_id AND away.place = d.gemeente_id)"""
