"""What somebody passed of the exams, and what DUO exempted from, folded from DUO's answers in the timeline. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Happening
from wi2021.facts import Niveau

# By DUO's code: the part as the law's functions call it.
PARTS = {"LE": "lezen", "LU": "luisteren", "SC": "schrijven", "SP": "spreken", "KNM": "knm"}
# DUO's levels; more than B1 is enough for B1.
LEVELS = {"A2": Niveau.A2, "B1": Niveau.B1, "B2": Niveau.B1}
PASSED, FAILED = "Geslaagd", "Gezakt"
# Somebody who didn't come, or was to blame for there being no result, used up an attempt; who cancelled in time did not. A
# reading of ours: DUO publishes no rule, and counts itself.
USED_UP = frozenset({"Verwijtbaar", "Absent"})
GRANTED = "Toekenning"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One exam that was sat. ``level`` is None for KNM; ``counts``: it used up an attempt."""

    part: str
    level: Niveau | None
    on: date
    result: str
    counts: bool

    @property
    def passed(self) -> bool:
        """Whether it is behind somebody."""
        return self.result == PASSED


def attempts(rows: Iterable[Happening]) -> tuple[Attempt, ...]:
    """Every exam once, oldest first: of one part on one day what DUO said last holds."""
    found: dict[tuple[str, date], Attempt] = {}
    for row in sorted((r for r in rows if r.kind == Kind.DUO_EXAMEN), key=lambda r: r.pk):
        part = PARTS.get(str(row.payload.get("onderdeel")))
        if part is None:
            continue
        result = str(row.payload.get("resultaat") or "")
        used = result in (PASSED, FAILED) or row.payload.get("reden") in USED_UP
        level = None if part == "knm" else LEVELS.get(str(row.payload.get("niveau")))
        found[part, row.on] = Attempt(part, level, row.on, result, used)
    return tuple(sorted(found.values(), key=lambda one: (one.on, one.part)))


def exempted(rows: Iterable[Happening]) -> frozenset[str]:
    """The parts that DUO exempted from or dispensed with (EXM-07, ONT-01); "participatie" when somebody can bear no hours."""
    found = set()
    for row in rows:
        if (
            row.kind not in (Kind.DUO_VRIJSTELLING, Kind.DUO_ONTHEFFING)
            or row.payload.get("oordeel") != GRANTED
        ):
            continue
        if row.payload.get("soort") != "gedeeltelijk":
            continue
        part = PARTS.get(str(row.payload.get("onderdeel")))
        if part:
            found.add(part)
        elif row.kind == Kind.DUO_ONTHEFFING and row.payload.get("uren") == 0:
            found.add("participatie")
    return frozenset(found)
