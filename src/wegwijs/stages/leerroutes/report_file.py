"""A file of a school with reports: each row one participant and one quarter."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeVar

from django.db import models

from wegwijs.access.actor import Actor
from wegwijs.imports.kinds import FIX, Column, Refusal
from wegwijs.imports.values import read_day
from wegwijs.stages.leerroutes.commands import ReportFacts, ToetsFacts, file_report
from wegwijs.stages.leerroutes.models import (
    Advies,
    Inburgeringsaanbod,
    Taalniveau,
    Toetsuitslag,
    Vaardigheid,
    Verwachting,
)
from wegwijs.stages.leerroutes.quarters import Quarter
from wegwijs.stages.leerroutes.school_file import Known, SchoolFile, participant_of

C = TypeVar("C", bound=models.TextChoices)
LONGEST = 300
_QUARTER = re.compile(r"(\d{4})-?[KQ]([1-4])", re.IGNORECASE)
COLUMNS = (
    Column("dossiernummer", "Dossiernummer", aliases=("dossier", "nummer", "deelnemer", "deelnemernummer")),
    Column("kwartaal", "Kwartaal", aliases=("periode", "datum", "quarter")),
    Column("lezen", "Niveau lezen", aliases=("le", "reading")),
    Column("luisteren", "Niveau luisteren", aliases=("lu", "listening")),
    Column("schrijven", "Niveau schrijven", aliases=("sc", "writing")),
    Column("spreken", "Niveau spreken", aliases=("sp", "speaking")),
    Column("verwachting", "Verwachting", aliases=("haalt", "prognose")),
    Column("verwacht_op", "Verwacht op", aliases=("verwachtedatum", "einddatum")),
    Column("advies", "Advies", aliases=("advice",)),
    Column("opmerking", "Opmerking", aliases=("opmerkingen", "toelichting", "remarks")),
)
NEEDED = ("dossiernummer", "kwartaal", "advies")
FIELDS = {
    **{skill.column: skill.label for skill in Vaardigheid},
    "expected_on": "verwacht_op",
    "remarks": "opmerking",
}


class _ReportFile(SchoolFile):
    key = "rapporten"
    title = "Rapporten"
    back = "leerroutes:report_files"
    back_label = "Bestanden met rapporten"
    columns: Mapping[str, Column] = {column.key: column for column in COLUMNS}
    needed = NEEDED
    fields = FIELDS

    def missing(self, chosen: Mapping[str, str]) -> list[str]:
        """Beside who, when and the advice one level must be known."""
        levels = any(skill.label in chosen.values() for skill in Vaardigheid)
        return [*super().missing(chosen), *(() if levels else ("ten minste één niveau",))]

    def once(self, given: Mapping[str, str]) -> tuple[str, ...]:
        """A participant and a quarter."""
        return given.get("dossiernummer", ""), given.get("kwartaal", "")

    def told(self, given: Mapping[str, str]) -> str:
        """The quarter as it was written."""
        return f"kwartaal {given.get('kwartaal', '')[:20]}"

    def write(self, given: Mapping[str, str], by: Actor, known: Known) -> Inburgeringsaanbod:
        """As the page does. Tests that stand already stay."""
        quarter = _quarter(given.get("kwartaal", ""))
        aanbod = participant_of(given["dossiernummer"], quarter.last, by, known)
        file_report(aanbod, quarter, facts_of(given, _tests(aanbod, quarter)), by=by)
        return aanbod


def facts_of(given: Mapping[str, str], tests: Sequence[ToetsFacts] = ()) -> ReportFacts:
    """A report from texts by our names for the columns. Raises Refusal."""
    levels = {
        skill: level
        for skill in Vaardigheid
        if (level := _chosen(Taalniveau, given.get(skill.label, ""), skill.label))
    }
    remarks = given.get("opmerking", "").strip()
    if len(remarks) > LONGEST:
        raise Refusal("opmerking", f"De opmerking is langer dan {LONGEST} tekens.", f"Maak haar korter. {FIX}")  # fmt: skip
    advice = _chosen(Advies, given.get("advies", ""), "advies")
    if advice is None:
        known = ", ".join(Advies.values)
        raise Refusal("advies", "Er staat geen advies.", f"Kies uit: {known}. {FIX}")
    expected = _chosen(Verwachting, given.get("verwachting", ""), "verwachting") or Verwachting.ONBEKEND
    return ReportFacts(levels, expected, advice, _day(given.get("verwacht_op", "")), remarks, tests)


def _tests(aanbod: Inburgeringsaanbod, quarter: Quarter) -> list[ToetsFacts]:
    """Those of the report that stands: a file says nothing of tests, so it takes none away."""
    was = aanbod.rapporten.filter(quarter=quarter.first, stands=True).prefetch_related("toetsen").first()
    found = was.toetsen.all() if was else ()
    return [ToetsFacts(t.on, Vaardigheid(t.skill), t.name, Toetsuitslag(t.result)) for t in found]


def _quarter(text: str) -> Quarter:
    """2026-K3, or any day in it."""
    if found := _QUARTER.fullmatch(text.strip()):
        return Quarter(int(found[1]), int(found[2]))
    day = _day(text, "kwartaal")
    if day is None:
        raise Refusal("kwartaal", "Er staat niet welk kwartaal dit is.", f"Vul in: 2026-K3. {FIX}")
    return Quarter.of(day)


def _day(text: str, field: str = "verwacht_op") -> date | None:
    return read_day(text, field) if text.strip() else None


def _chosen(choices: type[C], text: str, field: str) -> C | None:
    """By our code or our words; None for nothing. Raises Refusal."""
    plain = text.strip().casefold()
    if not plain:
        return None
    for one in choices:
        if plain in {str(one.value).casefold(), str(one.label).casefold()}:
            return one
    known = ", ".join(str(one.label) if choices is Taalniveau else str(one.value) for one in choices)
    raise Refusal(field, f"‘{text[:30]}’ kent Wegwijs hier niet.", f"Kies uit: {known}. {FIX}")


REPORT_FILE = _ReportFile()
