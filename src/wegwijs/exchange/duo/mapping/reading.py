"""DUO's answers as facts of the timeline.

An answer is looked at as something from outside: a field that is missing, a date that is none, a code that the law's
facts don't know. Each raises DuoContentError with a Dutch sentence; nothing of that answer is kept then.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from wegwijs.dossiers.kinds import Kind
from wegwijs.exchange.duo.codes import ASYLUM, FAMILY, JUDGEMENTS, LEVELS, OUTCOMES, ROUTES

Json = Mapping[str, Any]


class DuoContentError(ValueError):
    """DUO's answer lacks a field that its specification promises, or holds a value that can't be."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact as the timeline stores it; the same content gives the same ``key``, so it is stored once.

    ``dated``: DUO gave the day itself. Otherwise ``on`` is the day of the message, and the earliest message counts.
    """

    kind: Kind
    on: date
    payload: dict[str, Any]
    summary: str
    dated: bool = True

    @property
    def key(self) -> str:
        """Identity of the content."""
        digest = hashlib.sha256(json.dumps([self.kind, self.payload], sort_keys=True).encode()).hexdigest()
        return f"duo:{self.kind}:{digest[:40]}"


def _object(value: object, what: str) -> Json:
    if not isinstance(value, Mapping):
        raise DuoContentError(f"DUO gaf bij {what} iets anders dan gegevens")
    return value


def _rows(value: object, what: str) -> Iterator[Json]:
    if not isinstance(value, list):
        raise DuoContentError(f"DUO gaf bij {what} geen lijst")
    return (_object(row, what) for row in value)


def _need(data: Json, field: str) -> object:
    if data.get(field) is None:
        raise DuoContentError(f"in het antwoord van DUO ontbreekt {field}")
    return data[field]


def _text(data: Json, field: str) -> str:
    value = data.get(field)
    if value is not None and not isinstance(value, str):
        raise DuoContentError(f"DUO gaf bij {field} geen tekst")
    return value or ""


def _hours(data: Json, field: str) -> int | None:
    value = data.get(field)
    if value is not None and type(value) is not int:
        raise DuoContentError(f"DUO gaf bij {field} geen aantal")
    return value


def _code(data: Json, field: str, known: tuple[str, ...], *, needed: bool = True) -> str:
    if not needed and data.get(field) is None:
        return ""
    value = _need(data, field)
    if value not in known:
        raise DuoContentError(f"DUO gaf bij {field} een waarde die Wegwijs niet kent: {str(value)[:40]}")
    return str(value)


def _day(data: Json, field: str) -> date | None:
    value = data.get(field)
    if value is None:
        return None
    try:
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise DuoContentError(f"DUO gaf bij {field} geen datum") from None


def _needed_day(data: Json, field: str) -> date:
    _need(data, field)
    found = _day(data, field)
    assert found  # noqa: S101 for the type only
    return found


def _iso(found: date | None) -> str | None:
    return found.isoformat() if found else None


def plicht(answer: object, *, seen: date) -> Fact:
    """Inburgeringsplicht 1.2.2."""
    data = _object(answer, "de inburgeringsplicht")
    obliged = _need(data, "indicatorInburgeringsplicht")
    if not isinstance(obliged, bool):
        raise DuoContentError("DUO gaf bij indicatorInburgeringsplicht geen ja of nee")
    begin, changed = _day(data, "begindatum"), _day(data, "wijzigingsdatum")
    payload = {
        "plichtig": obliged,
        "begin": _iso(begin),
        "eind": _iso(_day(data, "einddatum")),
        "kennisgeving": _iso(_day(data, "datumKennisgevingInburgeringsplicht")),
        "reden_geen": _text(data, "redenGeenInburgeringsplicht"),
        "gewijzigd": _iso(changed),
    }
    summary = (
        "inburgeringsplichtig"
        if obliged
        else f"niet (meer) plichtig: {payload['reden_geen'] or 'reden onbekend'}"
    )
    on = changed or begin
    return Fact(Kind.DUO_PLICHT, on or seen, payload, summary, dated=on is not None)


def doelgroep(answer: object, *, seen: date) -> Fact:
    """Doelgroep 1.2.2; from DUO's begin date."""
    data = _object(answer, "de doelgroep")
    begin = _day(data, "begindatum")
    payload = {
        "indeling": _code(data, "indeling", (ASYLUM, FAMILY)),
        "gedetailleerd": _text(data, "gedetailleerdeDoelgroep"),
        "asielrechten": _text(data, "asielrechtenWijzigingVerblijfsdoel"),
        "gewijzigd": _iso(begin),
    }
    summary = payload["gedetailleerd"] or payload["indeling"] or ""
    return Fact(Kind.DUO_DOELGROEP, begin or seen, payload, summary, dated=begin is not None)


def termijn(answer: object, *, seen: date) -> Fact:
    """Inburgeringstermijn 1.0.0; DUO's end is exclusive and stays so in our payload."""
    data = _object(answer, "de inburgeringstermijn")
    start, end = _needed_day(data, "startdatum"), _needed_day(data, "einddatum")
    if end <= start:
        raise DuoContentError("DUO gaf een inburgeringstermijn die eindigt voor hij begint")
    changed = _day(data, "wijzigingsdatum")
    payload = {
        "start": start.isoformat(),
        "eind_exclusief": end.isoformat(),
        "grond": _text(data, "verlengingsgrondomschrijving") or _text(data, "verlengingsgrondcode"),
        "gewijzigd": _iso(changed),
    }
    return Fact(Kind.DUO_TERMIJN, changed or start, payload, f"van {start:%d-%m-%Y} tot {end:%d-%m-%Y}")


def toets_aangemeld(answer: object, *, seen: date) -> Fact:
    """Examennummer of the leerbaarheidstoets; DUO gives no day."""
    data = _object(answer, "het examennummer")
    _need(data, "examennummer")
    number = _text(data, "examennummer")
    return Fact(Kind.DUO_TOETS_AANGEMELD, seen, {"examennummer": number}, "aangemeld bij DUO", dated=False)


def toets_resultaten(answer: object, *, seen: date) -> Iterator[Fact]:
    """Results of the leerbaarheidstoets; scores are text with a comma, as DUO writes them."""
    for row in _rows(answer, "de leerbaarheidstoets"):
        taken = _needed_day(row, "datumAfname")
        payload = {
            "resultaat": _code(row, "resultaat", OUTCOMES),
            "score": _text(row, "behaaldeScore"),
            "drempel": _text(row, "benodigdeScore"),
            "afname": taken.isoformat(),
        }
        yield Fact(Kind.DUO_TOETS_RESULTAAT, taken, payload, payload["resultaat"])


_EXEMPTIONS = {
    "GeheleVrijstelling": "geheel",
    "TijdelijkeVrijstelling": "tijdelijk",
    "GedeeltelijkeVrijstelling": "gedeeltelijk",
}


def vrijstellingen(answer: object, *, seen: date) -> Iterator[Fact]:
    """Vrijstelling 1.0.0: whole, temporary or partial, with DUO's judgement."""
    for row in _rows(answer, "de vrijstellingen"):
        for name in (known for known in _EXEMPTIONS if known in row):
            data = _object(row[name], "de vrijstelling")
            start, end = _day(data, "startdatum"), _day(data, "einddatum")
            if start and end and end < start:
                raise DuoContentError("DUO gaf een vrijstelling die eindigt voor zij begint")
            payload = {
                "soort": _EXEMPTIONS[name],
                "oordeel": _code(data, "oordeel", JUDGEMENTS),
                "reden": _text(data, "reden"),
                "start": _iso(start),
                "eind": _iso(end),
                "onderdeel": _text(data, "examenonderdeel"),
            }
            yield _judged(Kind.DUO_VRIJSTELLING, data, payload, seen)


_DISPENSATIONS = {"GeheleOntheffing": "geheel", "GedeeltelijkeOntheffing": "gedeeltelijk"}


def ontheffingen(answer: object, *, seen: date) -> Iterator[Fact]:
    """Ontheffing 1.0.0; ``uren`` are the hours of participation that someone can bear, as DUO gives them."""
    for row in _rows(answer, "de ontheffingen"):
        for name in (known for known in _DISPENSATIONS if known in row):
            data = _object(row[name], "de ontheffing")
            payload = {
                "soort": _DISPENSATIONS[name],
                "oordeel": _code(data, "oordeel", JUDGEMENTS),
                "grond": _text(data, "grond"),
                "onderdeel": _text(data, "examenonderdeel"),
                "uren": _hours(data, "urenBelastbaarheidParticipatieactiviteit"),
            }
            yield _judged(Kind.DUO_ONTHEFFING, data, payload, seen)


def _judged(kind: Kind, data: Json, payload: dict[str, Any], seen: date) -> Fact:
    on = _day(data, "datumOordeel")
    summary = f"{payload['soort']}: {payload['oordeel'].lower()}"
    return Fact(kind, on or seen, payload, summary, dated=on is not None)


def examens(answer: object, *, seen: date) -> Iterator[Fact]:
    """Exam results 1.0.0."""
    for row in _rows(answer, "de examens"):
        sat = _needed_day(row, "examendatum")
        payload = {
            "onderdeel": str(_need(row, "onderdeel")),
            "niveau": _text(row, "niveau"),
            "resultaat": str(_need(row, "resultaat")),
            "reden": _text(row, "redenGeenResultaat"),
            "datum": sat.isoformat(),
        }
        words = (payload["onderdeel"], payload["niveau"])
        summary = f"{' '.join(filter(None, words))}: {payload['resultaat'].lower()}"
        yield Fact(Kind.DUO_EXAMEN, sat, payload, summary)


def pip_van_vorige_gemeente(answer: object, *, seen: date) -> Fact:
    """The current PIP at DUO, of another gemeente: it was established there, before the move."""
    data = _object(answer, "het PIP")
    pip = _object(_need(data, "pip"), "het PIP")
    made = _needed_day(pip, "dagtekeningPip")
    payload = {
        "versie": 1,
        "dagtekening": made.isoformat(),
        "leerroute": _code(pip, "leerroute", ROUTES),
        "niveau": _code(pip, "niveau", LEVELS, needed=False),
        "gemeente": str(_need(data, "gemeentecode")),
        "gesprekken": 0,
    }
    return Fact(Kind.PIP_VASTGESTELD, made, payload, f"door een andere gemeente ({payload['gemeente']})")
