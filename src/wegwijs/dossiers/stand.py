"""What outsiders say of a case, now: DUO's facts, the BRP, COA and the Participatiewet, each with source and date."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from wegwijs.dossiers.choices import Benefit, CoursePart, Followed, Trajectory, WorkedBefore, words_of
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Gebeurtenis
from wegwijs.ui.format import day


@dataclass(frozen=True, slots=True)
class Stand:
    """One fact: what, the value in Dutch, where it comes from, and what was true before ("" when nothing else)."""

    label: str
    value: str
    source: str
    outside: bool
    before: str = ""


def stand(events: Iterable[Gebeurtenis]) -> list[Stand]:
    """The newest fact of each kind, in the order of the process. ``events`` newest first."""
    newest: dict[str, Gebeurtenis] = {}
    rows = list(events)
    for row in rows:
        newest.setdefault(row.kind, row)
    found = []
    for kind, label, words in _SHOWN:
        event = newest.get(kind)
        if event and (value := words(event.on, event.payload)):
            found.append(
                Stand(
                    label,
                    value,
                    f"{event.get_origin_display()}, {day(event.on)}",
                    event.origin not in ("eigen", "systeem"),
                    _before(rows) if kind == Kind.DUO_DOELGROEP else "",
                )
            )
    return found


Payload = Mapping[str, Any]


def _before(rows: list[Gebeurtenis]) -> str:
    """Earlier groups by DUO, newest first, each with the day from which it held. ``rows`` newest first."""
    runs: list[tuple[str, date]] = []
    for row in reversed([row for row in rows if row.kind == Kind.DUO_DOELGROEP]):
        value = _doelgroep(row.on, row.payload)
        if not runs or runs[-1][0] != value:
            runs.append((value, row.on))
    earlier = [f"{value} vanaf {day(on)}" for value, on in reversed(runs[:-1])]
    return f"eerder {', '.join(earlier)}" if earlier else ""


def _date(value: object) -> str:
    return day(date.fromisoformat(str(value))) if value else ""


def _plicht(on: date, p: Payload) -> str:
    if p.get("plichtig") is False:
        return f"niet inburgeringsplichtig {p.get('reden_geen') or ''}".strip()
    begin, end = _date(p.get("begin")), _date(p.get("eind"))
    return f"plichtig vanaf {begin}" + (f" tot {end}" if end else "") if begin else "plichtig"


def _doelgroep(on: date, p: Payload) -> str:
    detail = p.get("gedetailleerd") or ""
    return f"{p.get('indeling', '')}{f' ({detail})' if detail and detail != p.get('indeling') else ''}"


def _termijn(on: date, p: Payload) -> str:
    return f"vanaf {_date(p.get('start'))}, tot {_date(p.get('eind_exclusief'))}"


def _voorinburgering(on: date, p: Payload) -> str:
    parts = p.get("onderdelen") or []
    named = ", ".join(words_of(CoursePart, part) for part in ([parts] if isinstance(parts, str) else parts))
    return " · ".join(filter(None, (words_of(Followed, p.get("deelname")), named)))


def _told(*parts: object) -> str:
    return ", ".join(str(part) for part in parts if part)


_SHOWN: tuple[tuple[Kind, str, Any], ...] = (
    (Kind.DUO_PLICHT, "Inburgeringsplicht", _plicht),
    (Kind.DUO_DOELGROEP, "Doelgroep", _doelgroep),
    (Kind.DUO_TERMIJN, "Inburgeringstermijn bij DUO", _termijn),
    (Kind.DUO_TOETS_RESULTAAT, "Leerbaarheidstoets", lambda on, p: str(p.get("resultaat", ""))),
    (Kind.BRP_INSCHRIJVING, "Ingeschreven", lambda on, p: day(on)),
    (Kind.COA_KOPPELING, "Gekoppeld door COA", lambda on, p: p.get("locatie") or day(on)),
    (Kind.VOORINBURGERING, "Voorinburgering", _voorinburgering),
    (Kind.BIJSTAND_RECHT, "Bijstand", lambda on, p: f"vanaf {day(on)}"),
    (Kind.BIJSTAND_EINDE, "Bijstand beëindigd", lambda on, p: day(on)),
    (Kind.PW_TRAJECT, "Traject Participatiewet", lambda on, p: f"{words_of(Trajectory, p.get('soort'))} vanaf {day(on)}{' tot en met ' + _date(p['tot']) if p.get('tot') else ''}"),
    (Kind.WERK_WENS, "Wens voor werk", lambda on, p: _told(p.get("beroep"), p.get("ervaring") and f"ervaring: {words_of(WorkedBefore, p['ervaring'])}")),
    (Kind.UITSTROOM_WERK, "Aan het werk", lambda on, p: _told(p.get("beroep"), f"{p.get('uren', '')} uur per week", p.get("uitkering") and f"uitkering: {words_of(Benefit, p['uitkering'])}", f"sinds {day(on)}")),
)  # fmt: skip
