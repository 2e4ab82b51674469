"""PVT and MAP as their page shows them: how far, what is missing and why, what DUO knows."""

from collections.abc import Collection
from dataclasses import dataclass

from wegwijs.dossiers.models import Gebeurtenis
from wegwijs.stages.participatie.queries import Module, Stand, source_of
from wegwijs.ui.format import day, duration, hours
from wegwijs.ui.parts import Fact, Why
from wi2021.leerroutes import THEMAS_MAP


@dataclass(frozen=True, slots=True)
class Card:
    """One module. ``value`` of ``most`` hours for the bar; ``state`` in words with its ``severity``."""

    module: str
    title: str
    state: str
    severity: str
    value: str
    most: str
    note: str
    undecided: str
    facts: tuple[Fact, ...]
    why: Why
    finished: bool
    ready: bool
    needed: bool


def card(stand: Stand, about: Collection[str] = ()) -> Card:
    """Both modules look alike; of the MAP only practical hours fill the bar, for only those are asked. ``about``: the themes of its
    hours."""
    pvt = stand.module is Module.PVT
    minutes = stand.minutes if pvt else stand.practical
    state, severity = _state(stand)
    return Card(
        module=stand.module.value,
        title="Participatieverklaringstraject (PVT)" if pvt else "Module arbeidsmarkt en participatie (MAP)",
        state=state,
        severity=severity,
        value=str(min(minutes // 60, stand.least)),
        most=str(stand.least),
        note=f"{hours(minutes)} van ten minste {stand.least} uur{'' if pvt else ' praktijk'}",
        undecided=duration(stand.undecided) if stand.undecided else "",
        facts=tuple(_facts(stand, about, pvt=pvt)),
        why=Why("Waarom", stand.answer.uitleg, source=source_of(stand.answer.regel)),
        finished=stand.finished is not None,
        ready=bool(stand.answer.value) and stand.last is not None,
        needed=stand.needed,
    )


def _state(stand: Stand) -> tuple[str, str]:
    if stand.finished:
        return f"afgerond op {day(stand.finished.on)}", "done"
    if not stand.needed:
        return "niet nodig in de Onderwijsroute", "neutral"
    if stand.answer.value:
        return "kan worden afgerond", "in-time"
    return "loopt nog" if stand.minutes or stand.last else "nog niet begonnen", "neutral"


def _facts(stand: Stand, about: Collection[str], *, pvt: bool) -> list[Fact]:
    if pvt:
        found = [
            Fact(
                "Activiteit bij een kernwaarde", duration(stand.practical) if stand.practical else "nog niet"
            ),
            Fact("Verklaring ondertekend", _last(stand.last)),
        ]
    else:
        found = [
            Fact("Alle uren MAP", duration(stand.minutes)),
            Fact("Thema’s met uren", _themes(about)),
            Fact("Eindgesprek met het college", _last(stand.last)),
        ]
    return [
        *found,
        Fact("Bij DUO", f"{stand.duo.summary} ({day(stand.duo.on)})" if stand.duo else "nog niets gemeld"),
    ]


def _themes(about: Collection[str]) -> str:
    """Which of the eight; hours may also be about several at once, which the ledger keeps without one."""
    known = [theme for theme in THEMAS_MAP if theme in about]
    return (
        f"{len(known)} van {len(THEMAS_MAP)}: {', '.join(known)}"
        if known
        else f"geen van de {len(THEMAS_MAP)}"
    )


def _last(event: Gebeurtenis | None) -> str:
    return f"{day(event.on)}, {event.summary}" if event else "nog niet"
