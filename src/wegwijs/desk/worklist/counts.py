"""How many dossiers wait, counted no further than a page can say: the cost doesn't grow with what is stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Role
from wegwijs.desk.worklist.statement import TILES, Statement, of_tasks, open_dossiers
from wegwijs.dossiers.models import Fase
from wegwijs.dossiers.whose import mine

MOST = 999
# A badge in the navigation has room for two figures.
MOST_IN_BADGE = 99
UNREAD = """(SELECT count(*) FROM (SELECT 1 FROM alerts_alert a WHERE a.employee_id = %(me)s AND a.read_at IS NULL
AND a.gone_at IS NULL LIMIT 100) unread)"""
# Who does whose work now, and what was handed over for good lately: only what concerns the actor.
MEANWHILE = """ARRAY(SELECT json_build_object('absent', a.name, 'stand_in', s.name, 'place', g.naam, 'until', w.valid_to,
'mine', w.stand_in_id = %(me)s, 'who', w.absent_id, 'code', g.code) FROM access_waarneming w
JOIN organisations_employee a ON a.id = w.absent_id JOIN organisations_employee s ON s.id = w.stand_in_id
JOIN organisations_gemeente g ON g.code = w.gemeente_id
WHERE (w.stand_in_id = %(me)s OR w.absent_id = %(me)s) AND %(today)s BETWEEN w.valid_from AND w.valid_to ORDER BY w.valid_to, g.naam)"""
RECEIVED = """ARRAY(SELECT json_build_object('giver', e.name, 'place', g.naam, 'number', h.total, 'on', h.valid_from)
FROM dossiers_herverdeling h JOIN organisations_employee e ON e.id = h.giver_id JOIN organisations_gemeente g ON g.code = h.gemeente_id
WHERE h.taker_id = %(me)s AND h.soort = 'blijvend' AND h.state = 'klaar' AND h.finished_at > %(lately)s ORDER BY h.finished_at DESC)"""
LATELY = timedelta(days=14)
VIEWS = """ARRAY(SELECT json_build_object('name', v.name, 'query', v.query) FROM desk_savedview v WHERE v.user_id = %(user)s
ORDER BY v.name)"""


def shown(number: int, most: int = MOST) -> str:
    """The number as a tile says it: 999+ beyond what is counted."""
    return f"{most}+" if number > most else str(number)


@dataclass(frozen=True, slots=True)
class Numbers:
    """What Mijn werk counts: what each tile holds, the views that the actor saved (name and query), ``waiting``, and in
    words of the statements above who stands in for whom and what was received; ``every``: all open dossiers, where the list is about tasks."""

    tiles: Mapping[str, int]
    views: list[dict[str, str]]
    waiting: Mapping[str, int]
    meanwhile: list[dict[str, Any]]
    received: list[dict[str, Any]]
    every: int = 0


def numbers(actor: Actor, rows: Statement, *, today: date) -> Numbers:
    """All that the page counts, that of its navigation too, in one statement."""
    badges, params = _badges(actor, today=today)
    every = open_dossiers(actor, today=today).capped(MOST) if rows.tasks else "0"
    columns = [
        VIEWS, MEANWHILE, RECEIVED, every, *(rows.only(tile).capped(MOST) for tile in TILES), *badges.values()
    ]  # fmt: skip
    lately = {"user": actor.user_id, "lately": clock.now() - LATELY}
    views, meanwhile, received, beside, *row = _one_row(columns, {**rows.params, **params, **lately})
    tiles, waits = row[: len(TILES)], row[len(TILES) :]
    return Numbers(
        dict(zip(TILES, tiles, strict=True)),
        views,
        dict(zip(badges, waits, strict=True)),
        meanwhile,
        received,
        beside,
    )


def waiting(actor: Actor, *, today: date) -> Mapping[str, int]:
    """How many open dossiers wait at each step of the process, and with the actor, in one statement."""
    badges, params = _badges(actor, today=today)
    return dict(zip(badges, _one_row(list(badges.values()), params), strict=True))


def _badges(actor: Actor, *, today: date) -> tuple[dict[str, str], Mapping[str, Any]]:
    """The column that counts for each badge, and their parameters."""
    every = open_dossiers(actor, today=today)
    tasks = of_tasks(actor, today=today)
    own, whose = mine(actor)
    # The list of the handover holds who waits for a home as well, and every voorloper: two indexes, not one.
    wanted = {
        "mine": (own if Role.REGISSEUR in actor.roles and actor.employee else "true",),
        Fase.OVERDRACHT.value: (
            "d.fase IN ('overdracht', 'huisvesting')",
            "d.state = 'voorloper' AND d.fase NOT IN ('overdracht', 'huisvesting')",
        ),
        Fase.INTAKE.value: ("d.fase = 'intake'",),
        Fase.PIP.value: ("d.fase = 'pip'",),
    }
    columns = {
        name: every.capped(MOST if name == "mine" else MOST_IN_BADGE, *conditions)
        for name, conditions in wanted.items()
    }
    if by_tasks(actor):
        columns["mine"] = tasks.capped(MOST)
    return {**columns, "alerts": UNREAD}, {**every.params, **whose}


def by_tasks(actor: Actor) -> bool:
    """Whether the actor's work is told by tasks: who keeps clients' money, and isn't regisseur."""
    return (
        actor.employee is not None
        and Role.ADMINISTRATEUR in actor.roles
        and Role.REGISSEUR not in actor.roles
    )


def _one_row(columns: list[str], params: Mapping[str, Any]) -> tuple:  # type: ignore[type-arg]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns)}", params)
        return cursor.fetchone()  # type: ignore[no-any-return]
