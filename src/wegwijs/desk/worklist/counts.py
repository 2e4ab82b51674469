"""How many dossiers wait, counted no further than a page can say: the cost doesn't grow with what is stored."""

from collections.abc import Mapping
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
UNREAD = """(SELECT count(*) FROM (SELECT 1 FROM alerts_alert a WHERE a.employee_id = %(who)s AND a.read_at IS NULL
AND a.gone_at IS NULL LIMIT 100) unread)"""
VIEWS = """ARRAY(SELECT json_build_object('name', v.name, 'query', v.query) FROM desk_savedview v WHERE v.user_id = %(user)s
ORDER BY v.name)"""


def shown(number: int, most: int = MOST) -> str:
    """The number as a tile says it: 999+ beyond what is counted."""
    return f"{most}+" if number > most else str(number)


def tiles(actor: Actor, rows: Statement) -> tuple[dict[str, int], list[dict[str, str]]]:
    """What each tile holds, and the views that the actor saved (name and query), in one statement."""
    columns = [VIEWS, *(rows.only(tile).capped(MOST) for tile in TILES)]
    row = _one_row(columns, {**rows.params, "user": actor.user_id})
    return dict(zip(TILES, row[1:], strict=True)), row[0]


def waiting(actor: Actor, *, today: date) -> dict[str, int]:
    """How many open dossiers wait at each step of the process, and with the actor, in one statement."""
    every = open_dossiers(actor, today=today)
    mine = Role.REGISSEUR in actor.roles and actor.employee
    # The list of the handover holds who waits for a home as well, and every voorloper.
    wanted = {
        "mine": "d.regisseur_id = %(who)s" if mine else "true",
        Fase.OVERDRACHT.value: "(d.fase IN ('overdracht', 'huisvesting') OR d.state = 'voorloper')",
        Fase.INTAKE.value: "d.fase = 'intake'",
        Fase.PIP.value: "d.fase = 'pip'",
    }
    columns = [
        Statement(f"{every.where} AND {condition}", {}).capped(MOST if name == "mine" else MOST_IN_BADGE)
        for name, condition in wanted.items()
    ]
    columns.append(UNREAD)
    row = _one_row(columns, {**every.params, "who": actor.employee.pk if actor.employee else None})
    return dict(zip((*wanted, "alerts"), row, strict=True))


def _one_row(columns: list[str], params: Mapping[str, Any]) -> tuple:  # type: ignore[type-arg]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns)}", params)
        return cursor.fetchone()  # type: ignore[no-any-return]
