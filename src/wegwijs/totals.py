"""Totals that PostgreSQL keeps beside what they are of: each write adds rows, and the night makes one of many (docs/adr/0034, 0035)."""

import logging
from collections.abc import Iterable
from typing import ClassVar

import pgtrigger
from django.apps import apps
from django.db import connection, models, transaction

log = logging.getLogger(__name__)
REPORT = "Bijgehouden totalen kloppen niet. Wat is vastgelegd, staat er nog: meld dit als incident."
_IGNORE = "SELECT set_config('pgtrigger.ignore', %s, true)"


def kept_by(name: str) -> pgtrigger.Protect:
    """Only what the rows are kept beside changes them, by triggers of its own."""
    return pgtrigger.Protect(
        name=name, operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        condition=pgtrigger.Condition("pg_trigger_depth() = 0"),
    )  # fmt: skip


class Kept(models.Model):
    """Rows that triggers keep. ``sums``: the columns with what was added up; the others tell the rows apart, but for the key.
    ``counted``: the statement that gives all of them anew."""

    sums: ClassVar[tuple[str, ...]]
    counted: ClassVar[str]

    id = models.BigAutoField(primary_key=True)

    class Meta:
        abstract = True

    @classmethod
    def keys(cls) -> tuple[str, ...]:
        """The columns that tell rows apart."""
        return tuple(
            str(field.column) for field in cls._meta.concrete_fields if field.column not in ("id", *cls.sums)
        )


class Total(Kept):
    """Rows of which a total is the sum: a write adds some and changes none, so that nobody waits for who else writes."""

    class Meta:
        abstract = True


def added_up(model: type[Kept], rows: str) -> str:
    """What the rows of a statement or table come to, without what comes to nothing."""
    keys, nothing = _columns(model.keys()), " OR ".join(f'sum("{one}") <> 0' for one in model.sums)
    sums = ", ".join(f'sum("{one}")::bigint AS "{one}"' for one in model.sums)
    return f"SELECT {keys}, {sums} FROM {rows} GROUP BY {keys} HAVING {nothing}"  # noqa: S608 - of names of columns


def _columns(names: Iterable[str]) -> str:
    return ", ".join(f'"{one}"' for one in names)


def recounting(model: type[Kept]) -> tuple[str, str]:
    """The statements that make all rows anew, for who may change them."""
    table, columns = model._meta.db_table, _columns((*model.keys(), *model.sums))
    delete, insert = f"DELETE FROM {table}", f"INSERT INTO {table} ({columns})"  # noqa: S608 - as above
    return delete, f"{insert} {added_up(model, f'({model.counted}) x')}"


@transaction.atomic
def gather(model: type[Total]) -> None:
    """Make one row of what many writes added; totals stay what they are. Who adds meanwhile is not waited for, and stays for the next night."""
    table, keys, columns = (
        model._meta.db_table,
        _columns(model.keys()),
        _columns((*model.keys(), *model.sums)),
    )
    sql = f"""WITH gone AS (
        DELETE FROM {table} WHERE id IN (SELECT unnest(array_agg(id)) FROM {table} GROUP BY {keys} HAVING count(*) > 1) RETURNING *
    ) INSERT INTO {table} ({columns}) {added_up(model, "gone")}"""  # noqa: S608 - as above
    with connection.cursor() as cursor:
        cursor.execute(_IGNORE, [_guards(model)])
        cursor.execute(sql)
        cursor.execute(_IGNORE, ["{}"])


def _guards(model: type[Kept]) -> str:
    return "{" + ",".join(one.get_pgid(model) for one in model._meta.triggers) + "}"  # type: ignore[attr-defined]


def differences(model: type[Kept]) -> int:
    """How many totals aren't what they would be if they were counted anew."""
    kept, anew = added_up(model, model._meta.db_table), added_up(model, f"({model.counted}) x")
    sql = f"SELECT count(*) FROM (({kept} EXCEPT {anew}) UNION ALL ({anew} EXCEPT {kept})) x"  # noqa: S608 - as above
    with connection.cursor() as cursor:
        cursor.execute(sql)
        (found,) = cursor.fetchone()
    return int(found)


def proved(label: str = "") -> list[str]:
    """Of every table of totals (of one room) that isn't what it was kept beside: which, and how many totals."""
    rooms = [apps.get_app_config(label)] if label else apps.get_app_configs()
    return [
        f"{model._meta.db_table}: {wrong} totalen wijken af"
        for room in rooms
        for model in room.get_models()
        if issubclass(model, Kept) and (wrong := differences(model))
    ]


def nightly(label: str) -> None:
    """Prove those of a room; what doesn't hold stands in the log of the server."""
    for sentence in proved(label):
        log.error("kept totals do not hold: %s", sentence)


def verified() -> tuple[list[str], bool]:
    """``wegwijs prove-totals``: what was found, in sentences for an administrator, and whether all holds."""
    found = proved()
    return [f"Niet goed: {one}." for one in found] + [
        REPORT if found else "Alle bijgehouden totalen zijn wat er vastgelegd is."
    ], not found
