"""What Mijn werk says first about who does whose work, as finished Dutch."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from wegwijs.desk.worklist.counts import Numbers
from wegwijs.desk.worklist.filters import Filters
from wegwijs.ui.format import day, number


@dataclass(frozen=True, slots=True)
class Note:
    """One sentence, and where its dossiers are ("" for nowhere)."""

    text: str
    url: str = ""


def told(numbers: Numbers) -> list[Note]:
    """For whom the reader stands in, who stands in for the reader, and what the reader got lately."""
    return [*map(_meanwhile, numbers.meanwhile), *_received(numbers)]


def _meanwhile(row: dict[str, Any]) -> Note:
    until = f"tot en met {_day(row['until'])}"
    if row["mine"]:
        where = Filters(who=str(row["who"]), gemeente=row["code"]).address()
        return Note(f"U neemt waar voor {row['absent']} in {row['place']}, {until}.", f"/{where}")
    return Note(f"{row['stand_in']} neemt uw dossiers in {row['place']} waar, {until}. U blijft regisseur.")


def _received(numbers: Numbers) -> Iterator[Note]:
    for row in numbers.received:
        what = "1 dossier" if row["number"] == 1 else f"{number(row['number'])} dossiers"
        yield Note(f"U kreeg op {_day(row['on'])} {what} in {row['place']} van {row['giver']}.")


def _day(text: str) -> str:
    return day(date.fromisoformat(text))
