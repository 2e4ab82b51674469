"""How many dossiers wait, counted no further than a page can say: the cost doesn't grow with what is stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Role
from wegwijs.desk.worklist.statement import TILES, Statement, open_dossiers
from wegwijs.dossiers.models import Fase

MOST = 999
# A badge in the navigation has room for two figures.
MOST_IN_BADGE = 99
UNREAD = """(SELECT count(*) FROM (SELECT 1 FROM alerts_alert a WHERE a.employee_id = %(me)s AND a.read_at IS NULL
AND a.gone_at IS NULL LIMIT 100) unread)"""
VIEWS = """ARRAY(SELECT json_build_object('name', v.name, 'query', v.query) FROM desk_savedview v WHERE v.user_id = %(user)s
ORDER BY v.name)"""


def shown(number: int, most: int = MOST) -> str:
    """The number as a tile says it: 999+ beyond what is counted."""
    return f"{most}+" if number > most else str(number)


@dataclass(frozen=True, slots=True)
class Numbers:
    """What Mijn werk counts: what each tile holds, the views that the actor saved (name and query), and ``waiting``."""

    tiles: Mapping[str, int]
    views: list[dict[str, str]]
    waiting: Mapping[str, int]


def numbers(actor: Actor, rows: Statement, *, today: date) -> Numbers:
    """All that the page counts, that of its navigation too, in one statement."""
    badges, params = _badges(actor, today=today)
    columns = [VIEWS, *(rows.only(tile).capped(MOST) for tile in TILES), *badges.values()]
    row = _one_row(columns, {**rows.params, **params, "user": actor.user_id})
    tiles, waits = row[1 : len(TILES) + 1], row[len(TILES) + 1 :]
    return Numbers(dict(zip(TILES, tiles, strict=True)), row[0], dict(zip(badges, waits, strict=True)))


def waiting(actor: Actor, *, today: date) -> Mapping[str, int]:
    """How many open dossiers wait at each step of the process, and with the actor, in one statement."""
    badges, params = _badges(actor, today=today)
    return dict(zip(badges, _one_row(list(badges.values()), params), strict=True))


def _badges(actor: Actor, *, today: date) -> tuple[dict[str, str], Mapping[str, Any]]:
    """The column that counts for each badge, and their parameters."""
    every = open_dossiers(actor, today=today)
    mine = Role.REGISSEUR in actor.roles and actor.employee
    # The list of the handover holds who waits for a home as well, and every voorloper.
    wanted = {
        "mine": "d.regisseur_id = %(me)s" if mine else "true",
        Fase.OVERDRACHT.value: "(d.fase IN ('overdracht', 'huisvesting') OR d.state = 'voorloper')",
        Fase.INTAKE.value: "d.fase = 'intake'",
        Fase.PIP.value: "d.fase = 'pip'",
    }
    columns = {
        name: Statement(f"{every.where} AND {condition}", {}).capped(
            MOST if name == "mine" else MOST_IN_BADGE
        )
        for name, condition in wanted.items()
    }
    return {**columns, "alerts": UNREAD}, {
        **every.params,
        "me": actor.employee.pk if actor.employee else None,
    }


def _one_row(columns: list[str], params: Mapping[str, Any]) -> tuple:  # type: ignore[type-arg]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns)}", params)
        return cursor.fetchone()  # type: ignore[no-any-return]
