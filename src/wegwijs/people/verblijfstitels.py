"""The residence titles of the BRP (RvIG, landelijke tabel 56), as the registration gives them."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Titel:
    """A code of two digits with its words; ``until`` is the day from which it was no longer given out."""

    code: str
    words: str
    until: date | None


def _read() -> Mapping[str, Titel]:
    text = (files("wegwijs.people") / "data" / "verblijfstitels.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {
        row["code"]: Titel(
            row["code"],
            row["omschrijving"],
            date.fromisoformat(row["datum_einde"]) if row["datum_einde"] else None,
        )
        for row in rows
    }


TITELS = _read()


def choices(on: date) -> list[tuple[str, str]]:
    """Codes that were still given out on a day, for a form."""
    return [(t.code, f"{t.code} {t.words}") for t in TITELS.values() if t.until is None or t.until > on]


def words(code: str) -> str:
    """Code and words; an unknown code stands for itself."""
    known = TITELS.get(code)
    return f"{known.code} {known.words}" if known else code
