"""What each call-off belongs to: gemeente, provider, leerroute, cohort; by these all figures of money are told apart.

Whoever sees figures only sees no dossier, so this looks past the wall of the rows and gives sums of the asker's gemeenten.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.rowsecurity.scope import Scope, entered
from wi2021.facts import Leerroute

VIEW = Permission.CONTRACT_VIEW
ROUTES = {route.value: route.naam for route in Leerroute}


class Breakdown(StrEnum):
    """By what figures are told apart."""

    GEMEENTE = "gemeente"
    ROUTE = "leerroute"
    PROVIDER = "aanbieder"
    COHORT = "cohort"

    @property
    def column(self) -> str:
        """Where the key stands in ``WHAT``."""
        return {"gemeente": "gemeente", "leerroute": "route", "aanbieder": "provider", "cohort": "cohort"}[self.value]  # fmt: skip


# By what rows of totals or of call-offs (``b``) are told apart. A call-off of before Wegwijs has no subject: neither its route nor its cohort is known.
WHAT = "g.naam AS gemeente, o.name AS provider, b.subject AS route, coalesce(b.cohort::text, '') AS cohort"
JOINED = """JOIN organisations_gemeente g ON g.code = b.gemeente_id JOIN contracts_contract t ON t.id = b.contract_id
        JOIN organisations_organisation o ON o.id = t.supplier_id"""


def label(breakdown: Breakdown, key: str) -> str:
    """A key in words."""
    if breakdown is Breakdown.ROUTE:
        return ROUTES.get(key, "van vóór Wegwijs")
    if breakdown is Breakdown.COHORT:
        return f"gehuisvest in {key}" if key else "cohort onbekend"
    return key


@dataclass(frozen=True, slots=True)
class Figures:
    """Open for questions: the gemeenten that are asked, all that are the actor's own, and whether the actor sees the persons there too."""

    codes: list[str]
    mine: list[str]
    sees_each: bool
    cursor: CursorWrapper

    def rows(self, statement: str, **values: int | str | date) -> list[tuple[Any, ...]]:
        """The answer to one statement, in which ``codes`` and ``mine`` are known."""
        self.cursor.execute(statement, dict(values, codes=self.codes, mine=self.mine))
        return list(self.cursor.fetchall())


@contextmanager
def figures_of(actor: Actor, gemeente: str = "") -> Iterator[Figures]:
    """Past the wall of the rows, for sums only, of one gemeente or of all that are the actor's."""
    codes = actor.gemeenten(VIEW)
    chosen = sorted(codes & {gemeente} if gemeente else codes)
    sees = all(actor.may(Permission.DOSSIER_VIEW, code) for code in chosen)
    with entered(Scope(gemeenten=codes)), connection.cursor() as cursor:
        yield Figures(chosen, sorted(codes), sees, cursor)
