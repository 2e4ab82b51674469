"""Between DUO's field names and ours. Nothing outside this file and the fake knows a field name of DUO."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from wegwijs.dossiers.kinds import Kind

Json = Mapping[str, Any]


class DuoContentError(ValueError):
    """DUO's answer lacks a field that its specification promises, or holds a value that can't be."""


class NotForDuo(ValueError):
    """DUO would find this malformed; the text says what to put right. Nothing was sent."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact as the timeline stores it; the same content gives the same ``key``, so it is stored once."""

    kind: Kind
    on: date
    payload: dict[str, Any]
    summary: str

    @property
    def key(self) -> str:
        """Identity of the content."""
        digest = hashlib.sha256(json.dumps([self.kind, self.payload], sort_keys=True).encode()).hexdigest()
        return f"duo:{self.kind}:{digest[:40]}"


def day(value: object, field: str) -> date:
    """A date of DUO. Raises DuoContentError."""
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        raise DuoContentError(f"DUO gaf bij {field} geen datum") from None


def _need(data: Json, field: str) -> Any:  # noqa: ANN401 JSON
    if field not in data:
        raise DuoContentError(f"in het antwoord van DUO ontbreekt {field}")
    return data[field]


def plicht(data: Json, *, seen: date) -> Fact:
    """Inburgeringsplicht 1.2.2."""
    obliged = bool(_need(data, "indicatorInburgeringsplicht"))
    changed = data.get("wijzigingsdatum") or data.get("begindatum")
    notice = data.get("datumKennisgevingInburgeringsplicht")
    payload = {
        "plichtig": obliged,
        "begin": data.get("begindatum"),
        "eind": data.get("einddatum"),
        "kennisgeving": notice,
        "reden_geen": data.get("redenGeenInburgeringsplicht") or "",
        "gewijzigd": data.get("wijzigingsdatum"),
    }
    summary = (
        "inburgeringsplichtig"
        if obliged
        else f"niet (meer) plichtig: {payload['reden_geen'] or 'reden onbekend'}"
    )
    on = day(changed, "wijzigingsdatum") if changed else seen
    return Fact(Kind.DUO_PLICHT, min(on, seen) if obliged else on, payload, summary)


def doelgroep(data: Json, *, seen: date) -> Fact:
    """Doelgroep 1.2.2; from DUO's begin date, never after the day we saw it."""
    changed = data.get("begindatum")
    payload = {
        "indeling": _need(data, "indeling"),
        "gedetailleerd": data.get("gedetailleerdeDoelgroep") or "",
        "asielrechten": data.get("asielrechtenWijzigingVerblijfsdoel") or "",
        "gewijzigd": changed,
    }
    on = min(day(changed, "begindatum"), seen) if changed else seen
    return Fact(Kind.DUO_DOELGROEP, on, payload, payload["gedetailleerd"] or payload["indeling"])


def termijn(data: Json, *, seen: date) -> Fact:
    """Inburgeringstermijn 1.0.0; DUO's end is exclusive and stays so in our payload."""
    start, end = day(_need(data, "startdatum"), "startdatum"), day(_need(data, "einddatum"), "einddatum")
    if end <= start:
        raise DuoContentError("DUO gaf een inburgeringstermijn die eindigt voor hij begint")
    payload = {
        "start": start.isoformat(),
        "eind_exclusief": end.isoformat(),
        "grond": data.get("verlengingsgrondomschrijving") or data.get("verlengingsgrondcode") or "",
        "gewijzigd": data.get("wijzigingsdatum"),
    }
    on = day(data["wijzigingsdatum"], "wijzigingsdatum") if data.get("wijzigingsdatum") else start
    return Fact(Kind.DUO_TERMIJN, on, payload, f"van {start:%d-%m-%Y} tot {end:%d-%m-%Y}")


def toets_aangemeld(data: Json, *, seen: date) -> Fact:
    """Examennummer of the leerbaarheidstoets."""
    return Fact(
        Kind.DUO_TOETS_AANGEMELD, seen, {"examennummer": _need(data, "examennummer")}, "aangemeld bij DUO"
    )


def toets_resultaten(rows: list[Json], *, seen: date) -> Iterator[Fact]:
    """Results of the leerbaarheidstoets; scores are text with a comma, as DUO writes them."""
    for row in rows:
        payload = {
            "resultaat": _need(row, "resultaat"),
            "score": row.get("behaaldeScore", ""),
            "drempel": row.get("benodigdeScore", ""),
            "afname": _need(row, "datumAfname"),
        }
        yield Fact(
            Kind.DUO_TOETS_RESULTAAT, day(payload["afname"], "datumAfname"), payload, payload["resultaat"]
        )


_EXEMPTIONS = {
    "GeheleVrijstelling": "geheel",
    "TijdelijkeVrijstelling": "tijdelijk",
    "GedeeltelijkeVrijstelling": "gedeeltelijk",
}


def vrijstellingen(rows: list[Json], *, seen: date) -> Iterator[Fact]:
    """Vrijstelling 1.0.0: whole, temporary or partial, with DUO's judgement."""
    for row in rows:
        for name, soort in _EXEMPTIONS.items():
            if name not in row:
                continue
            data = row[name]
            payload = {
                "soort": soort,
                "oordeel": _need(data, "oordeel"),
                "reden": data.get("reden") or "",
                "start": data.get("startdatum"),
                "eind": data.get("einddatum"),
                "onderdeel": data.get("examenonderdeel") or "",
            }
            on = day(data["datumOordeel"], "datumOordeel") if data.get("datumOordeel") else seen
            yield Fact(Kind.DUO_VRIJSTELLING, on, payload, f"{soort}: {payload['oordeel'].lower()}")


_DISPENSATIONS = {"GeheleOntheffing": "geheel", "GedeeltelijkeOntheffing": "gedeeltelijk"}


def ontheffingen(rows: list[Json], *, seen: date) -> Iterator[Fact]:
    """Ontheffing 1.0.0."""
    for row in rows:
        for name, soort in _DISPENSATIONS.items():
            if name not in row:
                continue
            data = row[name]
            payload = {
                "soort": soort,
                "oordeel": _need(data, "oordeel"),
                "grond": data.get("grond") or "",
                "onderdeel": data.get("examenonderdeel") or "",
                "uren": data.get("urenBelastbaarheidParticipatieactiviteit"),
            }
            on = day(data["datumOordeel"], "datumOordeel") if data.get("datumOordeel") else seen
            yield Fact(Kind.DUO_ONTHEFFING, on, payload, f"{soort}: {payload['oordeel'].lower()}")


def examens(rows: list[Json], *, seen: date) -> Iterator[Fact]:
    """Exam results 1.0.0."""
    for row in rows:
        payload = {
            "onderdeel": _need(row, "onderdeel"),
            "niveau": row.get("niveau") or "",
            "resultaat": _need(row, "resultaat"),
            "reden": row.get("redenGeenResultaat") or "",
            "datum": _need(row, "examendatum"),
        }
        summary = f"{payload['onderdeel']} {payload['niveau']}: {payload['resultaat'].lower()}".replace(
            "  ", " "
        )
        yield Fact(Kind.DUO_EXAMEN, day(payload["datum"], "examendatum"), payload, summary)


def pip_van_vorige_gemeente(data: Json, *, seen: date) -> Fact:
    """The current PIP at DUO, of another gemeente: it was established there, before the move."""
    pip = _need(data, "pip")
    made = day(_need(pip, "dagtekeningPip"), "dagtekeningPip")
    payload = {
        "versie": 1,
        "dagtekening": made.isoformat(),
        "leerroute": _need(pip, "leerroute"),
        "niveau": pip.get("niveau") or "",
        "gemeente": _need(data, "gemeentecode"),
        "gesprekken": 0,
    }
    return Fact(Kind.PIP_VASTGESTELD, made, payload, f"door een andere gemeente ({payload['gemeente']})")


def pip_for_duo(payload: Json) -> dict[str, Any]:
    """Our outbox payload as DUO's PIP 1.2.0; absent values are left out, not sent as null."""
    found = {
        "dagtekeningPip": payload["dagtekening"],
        "leerroute": payload["leerroute"],
        "niveau": payload.get("niveau"),
        "geschatteIntensiteitB1Route": payload.get("intensiteit_uren"),
        "indicatorMagOpleidingAfmaken": payload.get("mag_opleiding_afmaken") or None,
        "indicatorAlfabetiseringsonderwijs": payload.get("alfabetisering"),
    }
    return {name: value for name, value in found.items() if value not in (None, "")}


_PHONE = re.compile(r"(\+|[0-9])((\s|\s?(-|\(0\))\s?)?[0-9]){2,15}")
_NAME = re.compile(r"[\s'‘.\-‐-―]*(?:[^\W\d_]|[\s'‘.\-‐-―])+")


def contact_for_duo(payload: Json) -> dict[str, Any]:
    """Our outbox payload as DUO's Contactpersoongegevens 1.0.0. Raises NotForDuo."""
    name, mail, phone = (str(payload.get(key) or "").strip() for key in ("naam", "email", "telefoon"))
    if not _NAME.fullmatch(name) or len(name) > 100:
        raise NotForDuo(
            "DUO neemt in de naam alleen letters, punten, streepjes en apostrofs aan. Pas de naam aan."
        )
    if not 4 <= len(mail) <= 241 or "@" not in mail:
        raise NotForDuo(f"Van {name} is geen e-mailadres bekend. Vul het aan bij de medewerker.")
    if not _PHONE.fullmatch(phone):
        raise NotForDuo(f"Van {name} is geen telefoonnummer bekend. Vul het aan bij de medewerker.")
    return {"naam": name, "email": mail, "telefoonnummer": phone}
