"""What the list shows, as a file: written by the database itself, under the rights of who asks and in the same transaction."""

import codecs
import tempfile
from typing import IO

from django.db import connection

from wegwijs.desk.worklist.lines import FASEN
from wegwijs.desk.worklist.statement import JOINED, Statement
from wegwijs.dossiers.models import Variant

IN_MEMORY = 1024 * 1024
HEADER = (
    "Uiterste datum", "Dossier", "Achternaam", "Voorvoegsel", "Voornamen", "Geboren", "Gemeente", "Doelgroep",
    "Wat moet er gebeuren", "Soort datum", "Fase", "Leerroute", "Regisseur",
)  # fmt: skip
SELECTED = """SELECT CASE WHEN d.next_on < '9999-12-31' THEN to_char(d.next_on, 'DD-MM-YYYY') END, d.number, {geslachtsnaam},
{voorvoegsel}, {voornamen}, to_char(p.birth_day, 'FM00') || '-' || to_char(p.birth_month, 'FM00') || '-' || to_char(p.birth_year, 'FM0000'),
g.naam, {variant}, t.label, t.aard, {fase}, d.route, {regisseur} FROM {joined} WHERE {where} ORDER BY d.next_on, d.id"""


def _harmless(column: str) -> str:
    """Text that no spreadsheet takes for a formula. Not by a regular expression, which takes longer than reading the row."""
    risky = "'=', '+', '-', '@', chr(9), chr(13)"
    return f"CASE WHEN left({column}, 1) IN ({risky}) THEN '''' || {column} ELSE {column} END"


def _named(column: str, names: dict[str, str]) -> str:
    cases = " ".join(f"WHEN '{value}' THEN '{label}'" for value, label in names.items())
    return f"CASE {column} {cases} END"


def file_of(rows: Statement) -> tuple[IO[bytes], int]:
    """A CSV for a Dutch Excel, and how many dossiers stand in it. Memory doesn't grow with the list: it goes to disk."""
    sql = SELECTED.format(
        geslachtsnaam=_harmless("p.geslachtsnaam"),
        voorvoegsel=_harmless("p.voorvoegsel"),
        voornamen=_harmless("p.voornamen"),
        regisseur=_harmless("r.name"),
        variant=_named("d.variant", {value: str(label) for value, label in Variant.choices}),
        fase=_named("d.fase", FASEN),
        joined=JOINED,
        where=rows.where,
    )
    found = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - the response closes it
    found.write(codecs.BOM_UTF8)
    found.write((";".join(HEADER) + "\r\n").encode())
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY ({sql}) TO STDOUT WITH (FORMAT csv, DELIMITER ';')", rows.params) as copy:
            for part in copy:
                found.write(part)
        number = cursor.rowcount
    found.seek(0)
    return found, number
