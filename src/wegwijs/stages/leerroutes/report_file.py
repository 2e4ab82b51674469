"""A file of a school with reports: each row one participant and one quarter."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db import models
from django.urls import reverse

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.errors import DomainError
from wegwijs.imports.kinds import FIX, Column, Refusal, Subject, Taken, given_in
from wegwijs.imports.models import ImportFile, ImportRow
from wegwijs.imports.values import read_day
from wegwijs.rowsecurity.scope import entered
from wegwijs.stages.leerroutes.commands import ReportFacts, ToetsFacts, file_report
from wegwijs.stages.leerroutes.lesson_file import participant_of
from wegwijs.stages.leerroutes.models import (
    Advies,
    Inburgeringsaanbod,
    Taalniveau,
    Toetsuitslag,
    Vaardigheid,
    Verwachting,
)
from wegwijs.stages.leerroutes.quarters import Quarter
from wegwijs.stages.leerroutes.queries.aanbod import received

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


class _ReportFile:
    """See ``imports.kinds.ImportKind``. A row that is wrong is put right by sending it again, so none is undone."""

    key = "rapporten"
    title = "Rapporten"
    back = "leerroutes:report_files"
    back_label = "Bestanden met rapporten"
    permission = Permission.PLACEMENT_RECEIVE
    rehearses = False
    undoes = False
    columns: Mapping[str, Column] = {column.key: column for column in COLUMNS}

    def check_mapping(self, chosen: Mapping[str, str]) -> None:
        """Who, over which quarter, advice and one level must be known. Raises DomainError."""
        missing = [self.columns[key].label for key in NEEDED if key not in chosen.values()]
        if not any(skill.label in chosen.values() for skill in Vaardigheid):
            missing.append("ten minste één niveau")
        if missing:
            raise DomainError(f"Kies ook een kolom voor: {', '.join(missing)}.")

    def acting(self, by: Actor, upload: ImportFile) -> Actor:
        """Who sent the file, with no more than its own permissions."""
        return by

    def identities(self, given: Mapping[str, str]) -> Iterable[str]:
        """One row a participant and quarter: of two that say otherwise nobody knows which holds."""
        who, quarter = given.get("dossiernummer", ""), given.get("kwartaal", "")
        yield f"{who}|{quarter}" if who and quarter else f"{id(given)}"

    def ask_others(self, upload: ImportFile, given: Sequence[Mapping[str, str]]) -> None:
        """Nobody."""

    def take(self, upload: ImportFile, row: ImportRow, *, by: Actor, others: object) -> Taken:
        """Report, as the page does; the school's own rows only, of whichever gemeente. Tests that stand already stay."""
        given = given_in(upload, row.cells)
        if not given.get("dossiernummer"):
            raise Refusal("dossiernummer", "Er staat niet wie dit is.", f"Vul het dossiernummer in. {FIX}")
        quarter = _quarter(given.get("kwartaal", ""))
        with entered(by.scope):
            aanbod = participant_of(given["dossiernummer"], quarter.last, by)
            try:
                file_report(aanbod, quarter, facts_of(given, _tests(aanbod, quarter)), by=by)
            except DomainError as refusal:
                field = refusal.field or ""
                raise Refusal(FIELDS.get(field, field), str(refusal)) from refusal
        return Taken(aanbod.pk, new=False)

    def undo(self, upload: ImportFile, row: ImportRow, *, by: Actor) -> None:
        """Never asked for: ``undoes`` is False."""
        raise Refusal("", "Rapporten worden niet teruggedraaid.", "Lever het goede rapport opnieuw aan.")

    def subjects(self, actor: Actor, keys: Iterable[UUID]) -> dict[UUID, Subject]:
        """The participants."""
        rows = received(actor).filter(pk__in=list(keys))
        return {row.pk: Subject(row.name, reverse("leerroutes:participant", args=[row.pk])) for row in rows}


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
