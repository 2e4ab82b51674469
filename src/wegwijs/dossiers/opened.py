"""The statement that opens a dossier, written once: every page of a dossier begins with it."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.db import connection

from wegwijs.dossiers.models import Dossier
from wegwijs.rows import Joined

_WHOLE = Joined(Dossier, "d", {"person": "p", "gemeente": "g", "regisseur": "r", "next_termijn": "t"})
# Beside it what every head of a page says: the language to write in, whether the address is secret, and who does the
# regisseur's work today.
_LANGUAGE = "(SELECT l.code FROM people_personlanguage l WHERE l.person_id = d.person_id AND l.contact)"
_STAND_IN = """(SELECT json_build_object('name', s.name, 'until', w.valid_to) FROM access_waarneming w
    JOIN organisations_employee s ON s.id = w.stand_in_id WHERE w.absent_id = d.regisseur_id AND w.gemeente_id = d.gemeente_id
    AND %(today)s BETWEEN w.valid_from AND w.valid_to LIMIT 1)"""
_TALKS = """ARRAY(SELECT json_build_object('pk', a.id, 'soort', a.soort, 'on', a."on", 'at', a.at, 'way', a.way, 'place', a.place,
    'who', e.name, 'counterpart', a.counterpart, 'interpreter', a.interpreter) FROM dossiers_afspraak a JOIN organisations_employee e ON e.id = a.employee_id
    WHERE a.dossier_id = d.id AND a.cancelled_at IS NULL AND a."on" >= %(today)s {whose} ORDER BY a."on", a.at)"""
OWN_TALKS = "AND e.organisation_id = %(organisation)s"


def read(
    where: str, params: Mapping[str, Any], *, lock: bool = False, talks: str | None = None
) -> Dossier | None:
    """The one dossier ``d`` that meets a condition, with its person, gemeente, regisseur and next termijn; None when there is none.

    ``params`` holds ``today`` and what the condition names. ``talks``: with the talks that are planned, "" for everybody's
    or a condition on who holds them. ``lock``: nobody else changes it until the transaction ends.
    """
    with connection.cursor() as cursor:
        cursor.execute(_statement(where, lock=lock, talks=talks), params)
        row = cursor.fetchone()
    if row is None:
        return None
    dossier, more = _WHOLE.read(row)
    # Not of the model: they hold for who asks, today.
    language, shielded, stand_in, *planned = more
    vars(dossier).update(contact_language=language, shielded=shielded, stand_in=stand_in)
    if planned:
        vars(dossier).update(planned=planned[0])
    return dossier


@cache
def _statement(where: str, *, lock: bool, talks: str | None) -> str:
    more = [_LANGUAGE, "people_is_shielded(d.person_id, %(today)s)", _STAND_IN]
    if talks is not None:
        more.append(_TALKS.format(whose=talks))
    return f"""SELECT {_WHOLE.columns}, {", ".join(more)} FROM dossiers_dossier d
        JOIN people_person p ON p.id = d.person_id JOIN organisations_gemeente g ON g.code = d.gemeente_id
        LEFT JOIN organisations_employee r ON r.id = d.regisseur_id LEFT JOIN dossiers_termijnrow t ON t.id = d.next_termijn_id
        WHERE {where} LIMIT 1 {"FOR UPDATE OF d" if lock else ""}"""  # noqa: S608 - put together from fixed parts
