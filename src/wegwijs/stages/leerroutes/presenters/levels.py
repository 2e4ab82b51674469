"""The levels of a participant over quarters: a small picture of each skill, drawn by a template, with a table beside it that says the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from wegwijs import clock
from wegwijs.stages.leerroutes.models import (
    ALFA,
    Advies,
    Taalniveau,
    Toetsuitslag,
    Vaardigheid,
    Verwachting,
    Voortgangsrapport,
)
from wegwijs.stages.leerroutes.quarters import Quarter
from wegwijs.ui.format import capital, day

# In units of the viewBox: four panels beside each other. Alfa A to C lie between under A1 and A1.
PANEL, GAP, TOP, FLOOR, LEFT = 152, 10, 26, 108, 30
HEIGHTS = {
    Taalniveau.ONDER_A1: 0.0, Taalniveau.ALFA_A: 0.3, Taalniveau.ALFA_B: 0.6, Taalniveau.ALFA_C: 0.9, Taalniveau.A1: 1.0,
    Taalniveau.A2: 2.0, Taalniveau.B1: 3.0, Taalniveau.B2: 4.0,
}  # fmt: skip
MOST = 8


@dataclass(frozen=True, slots=True)
class Panel:
    """One skill. ``grid``: each line with its y and its words; ``dots``: x and y; ``label``: where the last level is said."""

    name: str
    x: int
    end: int
    grid: tuple[tuple[str, str], ...]
    points: str
    dots: tuple[tuple[str, str], ...]
    last: str
    last_x: str
    last_y: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What ``leerroutes/levels.html`` draws; ``described`` says it in a sentence."""

    panels: tuple[Panel, ...]
    width: int
    described: str
    first: str
    until: str


@dataclass(frozen=True, slots=True)
class Row:
    """One report in the table. ``levels``: of each skill with whether it went up or down since the report before."""

    quarter: str
    version: str
    levels: tuple[tuple[str, str, str], ...]
    expected: str
    advice: str
    remarks: str
    tests: tuple[str, ...]
    by: str


def filed(report: Voortgangsrapport) -> str:
    """The day on which it was made."""
    return day(report.recorded_at.astimezone(clock.AMSTERDAM).date())


def picture(found: Sequence[Voortgangsrapport]) -> Picture | None:
    """Of the last eight reports; None while there is only one, of which the table says enough."""
    shown = list(found)[-MOST:]
    if len({one.quarter for one in shown}) < 2:
        return None
    panels = tuple(_panel(skill, place, shown) for place, skill in enumerate(Vaardigheid))
    now = {skill: shown[-1].level(skill) for skill in Vaardigheid}
    said = ", ".join(
        f"{skill.label} {level.label if level else 'niet bekend'}" for skill, level in now.items()
    )
    first, until = (str(Quarter.of(one.quarter)) for one in (shown[0], shown[-1]))
    return Picture(
        panels, len(panels) * (PANEL + GAP) - GAP,
        f"Niveau per vaardigheid van het {first} tot en met het {until}. Nu: {said}.", first, until,
    )  # fmt: skip


def _panel(skill: Vaardigheid, place: int, shown: Sequence[Voortgangsrapport]) -> Panel:
    x = place * (PANEL + GAP)
    known = [(n, level) for n, one in enumerate(shown) if (level := one.level(skill))]
    step = (PANEL - LEFT - 44) / max(len(shown) - 1, 1)
    dots = tuple((f"{x + LEFT + 6 + n * step:.0f}", _y(level)) for n, level in known)
    lines = (Taalniveau.ONDER_A1, Taalniveau.A1, Taalniveau.A2, Taalniveau.B1)
    last = _short(known[-1][1]) if known else ""
    return Panel(
        capital(skill.label), x, x + PANEL, tuple((_y(one), _short(one)) for one in lines),
        " ".join(f"{dx},{dy}" for dx, dy in dots), dots, last, dots[-1][0] if dots else "", dots[-1][1] if dots else "",
    )  # fmt: skip


def _short(level: Taalniveau) -> str:
    """As it fits in the picture."""
    return "<A1" if level is Taalniveau.ONDER_A1 else level.label


def _y(level: Taalniveau) -> str:
    """Four levels high; B2 lies above the upper line."""
    return f"{FLOOR - HEIGHTS[level] * (FLOOR - TOP) / 3.4:.0f}"


def rows(found: Sequence[Voortgangsrapport], *, tests: bool = True) -> list[Row]:
    """Newest first; with the tests, where they were read."""
    made = []
    for n, one in enumerate(found):
        before = found[n - 1] if n else None
        made.append(
            Row(
                capital(str(Quarter.of(one.quarter))), f"versie {one.number}" if one.number > 1 else "",
                tuple(_level(skill, one, before) for skill in Vaardigheid),
                _expected(one), Advies(one.advice).label, one.remarks,
                tuple(
                    f"{day(t.on)}: {t.name}, {Vaardigheid(t.skill).label}, {Toetsuitslag(t.result).label}" for t in (one.toetsen.all() if tests else ())
                ),
                f"{one.label}, {filed(one)}",
            )
        )  # fmt: skip
    return made[::-1]


def _level(
    skill: Vaardigheid, now: Voortgangsrapport, before: Voortgangsrapport | None
) -> tuple[str, str, str]:
    """The skill, its level, and what changed in words."""
    level, was = now.level(skill), before.level(skill) if before else None
    change = ""
    if level and was and level is not was and not (level in ALFA) ^ (was in ALFA):
        change = "↑ omhoog" if level.rank > was.rank else "↓ omlaag"
    elif level and was and level.rank > was.rank:
        change = "↑ omhoog"
    return capital(skill.label), level.label if level else "–", change


def _expected(one: Voortgangsrapport) -> str:
    words = Verwachting(one.expected).label
    return f"{words}, rond {day(one.expected_on)}" if one.expected_on else words


def version(one: Voortgangsrapport) -> str:
    """An earlier version in a line."""
    said = ", ".join(
        f"{name.lower()} {level}" for name, level, _ in (_level(skill, one, None) for skill in Vaardigheid)
    )
    return f"{capital(str(Quarter.of(one.quarter)))}, versie {one.number} ({one.label}, {filed(one)}): {said}; advies: {Advies(one.advice).label}"
