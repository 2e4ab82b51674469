"""The timeline as the page of a dossier shows it: what tells how far it is, and of the daily lines only as many as show.

One statement, and its cost doesn't grow with the calls and notes that pile up: those are read from the newest on.
"""

from dataclasses import dataclass
from typing import Any

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.kinds import DAILY, Origin
from wegwijs.dossiers.models import Dossier, Gebeurtenis
from wegwijs.dossiers.queries import shown_to

_DAILY = "e.kind IN ({})".format(", ".join(f"'{kind.value}'" for kind in DAILY))
_STANDS = "NOT EXISTS (SELECT 1 FROM dossiers_gebeurtenis later WHERE later.supersedes_id = e.id)"
# Each organisation that wrote a daily line, by going from one name to the next in the index.
_WRITERS = f"""ARRAY(WITH RECURSIVE names AS (
        (SELECT e.organisation FROM dossiers_gebeurtenis e WHERE e.dossier_id = %(dossier)s AND {_DAILY} {{scope}}
            ORDER BY 1 LIMIT 1)
        UNION ALL SELECT (SELECT e.organisation FROM dossiers_gebeurtenis e WHERE e.dossier_id = %(dossier)s AND {_DAILY} {{scope}}
            AND e.organisation > names.organisation ORDER BY 1 LIMIT 1) FROM names WHERE names.organisation IS NOT NULL)
    SELECT organisation FROM names WHERE organisation IS NOT NULL)"""  # noqa: S608
_READ = f"""SELECT e.*, {_WRITERS} AS writers FROM (
    (SELECT e.* FROM dossiers_gebeurtenis e WHERE e.dossier_id = %(dossier)s AND NOT ({_DAILY}) AND {_STANDS})
    UNION ALL
    (SELECT e.* FROM dossiers_gebeurtenis e WHERE e.dossier_id = %(dossier)s AND {_DAILY} AND {_STANDS} {{scope}} {{chosen}}
        ORDER BY e."on" DESC, e.id DESC LIMIT %(most)s)
    ) e ORDER BY e."on" DESC, e.id DESC"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Timeline:
    """``process``: every row that is not a daily line, whoever asks. ``shown``: the lines of the page, newest first.

    ``told``: of the process what the actor may read. ``more``: whether older lines are left out. ``sources``: by whom the
    actor's lines are.
    """

    process: list[Gebeurtenis]
    told: list[Gebeurtenis]
    shown: list[Gebeurtenis]
    more: bool
    sources: list[str]


def timeline_page(actor: Actor, dossier: Dossier, *, source: str = "", first: int | None = 25) -> Timeline:
    """The newest ``first`` lines (None: all) that the actor may read, of one organisation when ``source`` names it."""
    params: dict[str, Any] = {"dossier": dossier.pk, "most": None if first is None else first + 1}
    scope = chosen = ""
    if not actor.sees_all:
        scope, params["own"] = "AND e.organisation = %(own)s", actor.organisation_name
    elif not actor.may(Permission.PARTNER_NOTES_VIEW, dossier.gemeente_id):
        scope, params["partner"] = "AND e.origin <> %(partner)s", Origin.PARTNER.value
    if source:
        chosen, params["source"] = "AND e.organisation = %(source)s", source
    rows = list(Gebeurtenis.objects.raw(_READ.format(scope=scope, chosen=chosen), params))
    process = [row for row in rows if row.kind not in DAILY]
    readable = shown_to(actor, rows, dossier)
    told = [row for row in readable if row.kind not in DAILY]
    lines = [row for row in readable if not source or row.organisation == source]
    sources = {row.organisation for row in readable}
    if rows:
        sources.update(getattr(rows[0], "writers", ()))
    shown = lines if first is None else lines[:first]
    return Timeline(process, told, shown, len(lines) > len(shown), sorted(sources))
