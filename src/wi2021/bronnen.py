"""Which text of each statute was read; what an article may have become since then is not checked, and is said so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from wi2021.grondslag import Artikel, Regel, Regeling, datum, opsomming
from wi2021.parameters import ParameterError, rows_of


@dataclass(frozen=True, slots=True)
class Bron:
    """A statute as it was read: the text in force on ``tekst``. From ``onzeker_vanaf`` there is or may be a later text
    that was not read; the articles in ``nagekeken`` were looked up again and stand as they were."""

    regeling: Regeling
    bwb: str
    tekst: date
    onzeker_vanaf: date | None = None
    nagekeken: tuple[str, ...] = ()

    def onzeker(self, artikel: Artikel, on: date) -> bool:
        """Whether an article may have changed before the day ``on`` without our knowing."""
        return (
            self.onzeker_vanaf is not None
            and self.onzeker_vanaf <= on
            and artikel.nummer not in self.nagekeken
        )


def read_sources(rows: Iterable[Mapping[str, Any]]) -> dict[Regeling, Bron]:
    """The statutes of ``bronnen.toml``. Raises ParameterError for a row that isn't one."""
    found = {}
    for row in rows:
        try:
            kind = Regeling[str(row["regeling"])]
            made = Bron(**{**row, "regeling": kind, "nagekeken": tuple(row.get("nagekeken", ()))})
        except (KeyError, TypeError) as error:
            raise ParameterError(f"bronnen.toml: verkeerde rij {dict(row)}: {error}") from None
        found[kind] = made
    return found


BRONNEN = read_sources(rows_of("bron"))


def voorbehoud(rule: Regel, *, on: date) -> tuple[str, ...]:
    """Dutch sentences, one a statute, that name the articles of a rule of which a later text was not read."""
    found: dict[Bron, dict[str, None]] = {}
    for artikel in rule.artikelen:
        bron = BRONNEN.get(artikel.regeling)
        if bron and bron.onzeker(artikel, on):
            found.setdefault(bron, {})[artikel.nummer] = None
    return tuple(
        f"{bron.regeling}, artikel {opsomming(numbers)}: gelezen in de tekst van {datum(bron.tekst)}; latere "
        "wijzigingen zijn nog niet gecontroleerd."
        for bron, numbers in found.items()
    )
