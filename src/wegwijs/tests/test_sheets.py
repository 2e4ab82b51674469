"""Reading Excel files: values, dates and formulas as Excel shows them, and no trap that a stranger can set."""

import io
import zipfile
from datetime import date, datetime, time
from typing import Any

import pytest
from openpyxl import Workbook

from wegwijs.errors import DomainError
from wegwijs.tables import csv_cell, csv_of, read_table


def book(*rows: list[Any], before: bool = False) -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    if before:
        sheet = workbook.create_sheet("gegevens")
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The same workbook with a part put in place of another, or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return out.getvalue()


def test_values_come_as_people_would_type_them() -> None:
    at = datetime.combine(date(2026, 10, 1), time(14, 5))
    row = [999990408, 61.5, date(2026, 10, 1), at, True, None, " Zoë ", 45931]
    table = read_table(book(["a", "b", "c", "d", "e", "f", "g", "h"], row))
    assert list(table.rows[0].cells.values()) == [
        "999990408", "61,5", "2026-10-01", "2026-10-01 14:05", "ja", "", "Zoë", "45931",
    ]  # fmt: skip


def test_empty_lines_and_sheets_are_passed_over_and_lines_keep_their_number() -> None:
    table = read_table(book(["a"], [None], ["1"], before=True))
    assert [(row.line, row.cells["a"]) for row in table.rows] == [(3, "1")]


def test_a_formula_without_its_outcome_is_named_with_its_cell() -> None:
    row = read_table(book(["a", "b"], ["1", "=1+1"], ["2", "x"])).rows[0]
    assert row.problem == "In cel B2 staat een formule zonder uitkomst."
    assert "sla het op" in row.remedy


def test_a_formula_with_an_outcome_gives_the_outcome() -> None:
    data = book(["a", "b"], ["1", "=1+1"])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    told = with_part(
        data,
        "xl/worksheets/sheet1.xml",
        sheet.replace(b"<v />", b"<v>2</v>").replace(b"<v></v>", b"<v>2</v>"),
    )
    assert read_table(told).rows[0].cells["b"] == "2"


def test_an_error_of_excel_is_named_with_its_cell() -> None:
    assert (
        "cel B2 staat een fout van Excel (#REF!)"
        in read_table(book(["a", "b"], ["1", "#REF!"])).rows[0].problem
    )


def test_a_sheet_that_is_hidden_is_not_read() -> None:
    workbook = Workbook()
    first: Any = workbook.active
    first.append(["geheim"])
    first.append(["1"])
    shown = workbook.create_sheet("open")
    shown.append(["a"])
    shown.append(["2"])
    first.sheet_state = "hidden"
    out = io.BytesIO()
    workbook.save(out)
    assert read_table(out.getvalue()).header == ("a",)


def zip_of(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


GOOD = book(["a"], ["1"])
BOMB = with_part(GOOD, "xl/media/groot.bin", b"\0" * (160 * 1024 * 1024))
ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><workbook>&a;</workbook>'
TRAPS = [
    (zip_of(a=b"x"), "Excel- of zip-bestand"),
    (b"PK\x03\x04" + b"x" * 200, "Excel- of zip-bestand"),
    (with_part(GOOD, "xl/vbaProject.bin", b"x"), "macro"),
    (BOMB, "uitgepakt te groot"),
    (with_part(GOOD, "xl/workbook.xml", ENTITY), "onbekende onderdelen"),
    (with_part(GOOD, "xl/workbook.xml", b"<a>"), "niet kan lezen"),
    (with_part(GOOD, "xl/worksheets/sheet1.xml", b"<a>"), "geen gegevens|niet kan lezen"),
    (GOOD[:-200], "niet kan lezen"),
]


@pytest.mark.parametrize(("data", "said"), TRAPS, ids=[said for _, said in TRAPS])
def test_a_trap_is_refused_with_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(DomainError, match=said) as refusal:
        read_table(data)
    assert refusal.value.field == "file"


def test_what_a_database_can_not_hold_is_taken_out() -> None:
    row = read_table(book(["a", "b"], ["x_x0000_y", "z_xD800_"])).rows[0]
    for value in row.cells.values():
        value.encode()
        assert "\0" not in value


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "\u00a0=1", "＝1", "\n=1"])
def test_no_cell_that_we_give_out_is_calculated(text: str) -> None:
    assert csv_cell(text).startswith("'")
    assert f"'{text.strip()}" in csv_of([[text]]) or "'" in csv_of([[text]])


def test_what_we_give_out_can_be_read_back() -> None:
    table = read_table(csv_of([["naam", "tekst"], ["Zoë; de 2e", 'zei "ja"']]).encode())
    assert list(table.rows[0].cells.values()) == ["Zoë; de 2e", 'zei "ja"']
