"""Which numbers hold for a gemeente on a day: its own before the region's, and the standard where there is neither."""

from collections.abc import Iterable
from datetime import date

from django.db import connection
from django.db.models import F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from wegwijs.organisations.models import Beleid, Gemeente
from wegwijs.organisations.policy.defaults import DEFAULTS, Policy
from wegwijs.organisations.policy.keys import PolicyKey


def policies(gemeente: str, *, on: date) -> dict[PolicyKey, Policy]:
    """Every number of policy for a gemeente on a day; the gemeente's own goes before the region's."""
    with connection.cursor() as cursor:
        cursor.execute(_OF_ONE, {"code": gemeente, "on": on})
        return _laid_down(cursor.fetchall())


def policies_of(gemeenten: Iterable[str], *, on: date) -> dict[Gemeente, dict[PolicyKey, Policy]]:
    """The same for several gemeenten, in order of their names and in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_OF_SEVERAL, {"codes": list(gemeenten), "on": on})
        rows = cursor.fetchall()
    found: dict[Gemeente, list[tuple[str | None, str, int, str]]] = {}
    for code, naam, *row in rows:
        # With its code and name; the rest of it is read when asked for.
        known = found.setdefault(Gemeente.from_db(None, ["code", "naam"], [code, naam]), [])
        if row[1]:
            known.append((row[0], row[1], row[2], row[3]))
    return {gemeente: _laid_down(known) for gemeente, known in found.items()}


# As text: they are asked for with every list, letter and step.
_OF_ONE = """
    SELECT b.gemeente_id, b.key, b.value, b.source FROM organisations_beleid b
    WHERE (b.gemeente_id = %(code)s OR b.gemeente_id IS NULL)
        AND b.valid_from <= %(on)s AND (b.valid_to IS NULL OR b.valid_to >= %(on)s) ORDER BY b.valid_from
"""
_OF_SEVERAL = """
    SELECT g.code, g.naam, b.gemeente_id, b.key, b.value, b.source FROM organisations_gemeente g
    LEFT JOIN organisations_beleid b ON (b.gemeente_id = g.code OR b.gemeente_id IS NULL)
        AND b.valid_from <= %(on)s AND (b.valid_to IS NULL OR b.valid_to >= %(on)s)
    WHERE g.code = ANY(%(codes)s) ORDER BY g.naam, g.code, b.valid_from
"""


def _laid_down(rows: Iterable[tuple[str | None, str, int, str]]) -> dict[PolicyKey, Policy]:
    found = dict(DEFAULTS)
    known = list(rows)
    for _, key, value, source in [r for r in known if r[0] is None] + [r for r in known if r[0]]:
        found[PolicyKey(key)] = Policy(PolicyKey(key), value, source)
    return found


def policy_of(key: PolicyKey, gemeente: str, *, on: date) -> Coalesce:
    """One number of policy on a day as a column; ``gemeente``: the name of the column of that statement which leads to it."""
    rows = Beleid.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=on), Q(gemeente=None) | Q(gemeente=OuterRef(gemeente)), key=key, valid_from__lte=on
    ).order_by(F("gemeente").asc(nulls_last=True), "-valid_from")  # fmt: skip
    return Coalesce(Subquery(rows.values("value")[:1]), Value(DEFAULTS[key].value))


def policy(key: PolicyKey, gemeente: str, *, on: date) -> Policy:
    """One number of policy for a gemeente on a day."""
    return policies(gemeente, on=on)[key]
