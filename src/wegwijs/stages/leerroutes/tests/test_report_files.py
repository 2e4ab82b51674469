"""A file of a school with reports: right rows become reports, wrong ones say why, and tests that stood stay."""

import json
from datetime import date
from pathlib import Path

import pytest

from support.lessons import course, learner, learning, reported, school
from support.region import TODAY, Region
from wegwijs import clock
from wegwijs.errors import DomainError
from wegwijs.imports.commands import map_columns, store_file, work_on
from wegwijs.stages.leerroutes.commands import ToetsFacts
from wegwijs.stages.leerroutes.models import Advies, Taalniveau, Toetsuitslag, Vaardigheid, Verwachting
from wegwijs.stages.leerroutes.quarters import Quarter
from wegwijs.stages.leerroutes.report_file import COLUMNS, NEEDED, REPORT_FILE

pytestmark = pytest.mark.django_db
LATER, LAST = date(2027, 1, 11), Quarter(2026, 4)
HEADER = "dossiernummer;kwartaal;lezen;luisteren;schrijven;spreken;verwachting;verwacht_op;advies;opmerking"


def test_right_rows_become_reports_and_wrong_ones_say_why(region: Region) -> None:
    row = learning(region, learner(region), course(region))
    with clock.frozen(LATER):
        test = ToetsFacts(date(2026, 12, 1), Vaardigheid.LEZEN, "Boom NT2", Toetsuitslag.GEHAALD)
        reported(region, row, LAST, tests=[test])
        lines = [
            HEADER, f"{row.number};2026-K4;a1;A2;Alfa C;onder A1;later;01-06-2029;meer_les;spreekt vlot",
            f"{row.number};2026-K3;A1;;;;;;doorgaan;", f"{row.number};01-01-2027;A1;;;;;;doorgaan;",
            "2026-0505-9999;2026-K4;A1;;;;;;doorgaan;", f"{row.number};winter;A1;;;;;;doorgaan;",
        ]  # fmt: skip
        by = school(region)
        made = store_file(REPORT_FILE, region.dordrecht, file_name="r.csv", content="\n".join(lines).encode(), origin="Sagènn", as_of=TODAY, by=by)  # fmt: skip
        map_columns(made, made.mapping, by=by)
        work_on(made.pk)
    made.refresh_from_db()
    assert (made.taken, made.total) == (1, 5)
    said = {one.line: one.reason for one in made.rows.filter(state="nee")}
    assert "geen les" in said[3]
    assert "voorbij" in said[4]
    assert "geen deelnemer van uw school" in said[5]
    assert "welk kwartaal" in said[6] or "winter" in said[6]
    stands = row.rapporten.get(stands=True)
    assert (stands.number, stands.le, stands.sc, stands.sp, stands.expected) == (
        2,
        "A1",
        "alfa_c",
        "A0",
        "later",
    )
    assert [one.name for one in stands.toetsen.all()] == ["Boom NT2"]


def test_a_file_needs_who_when_advice_and_a_level() -> None:
    with pytest.raises(DomainError, match="ten minste één niveau"):
        REPORT_FILE.check_mapping({"a": "dossiernummer", "b": "kwartaal", "c": "advies"})


def test_the_schema_says_the_same_as_the_code() -> None:
    path = Path(__file__).parents[5] / "docs" / "beheer" / "rapporten.schema.json"
    row = json.loads(path.read_text(encoding="utf-8"))["items"]
    assert set(row["properties"]) == {column.key for column in COLUMNS}
    assert set(NEEDED) == set(row["required"])
    levels = {*Taalniveau.labels, ""}
    assert all(set(row["properties"][skill.label]["enum"]) == levels for skill in Vaardigheid)
    assert set(row["properties"]["advies"]["enum"]) == set(Advies.values)
    assert set(row["properties"]["verwachting"]["enum"]) == {*Verwachting.values, ""}
