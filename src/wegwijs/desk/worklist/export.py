"""What the list shows, as a file: written by the database itself, under the rights of who asks and in the same transaction."""

from typing import IO

from wegwijs.desk.worklist.lines import FASEN
from wegwijs.desk.worklist.statement import JOINED, Statement
from wegwijs.dossiers.models import Variant
from wegwijs.tables.copied import copied, harmless, named

HEADER = (
    "Uiterste datum", "Dossier", "Achternaam", "Voorvoegsel", "Voornamen", "Geboren", "Gemeente", "Doelgroep",
    "Wat moet er gebeuren", "Soort datum", "Fase", "Leerroute", "Regisseur",
)  # fmt: skip
SELECTED = """SELECT CASE WHEN d.next_on < '9999-12-31' THEN to_char(d.next_on, 'DD-MM-YYYY') END, d.number, {geslachtsnaam},
{voorvoegsel}, {voornamen}, to_char(p.birth_day, 'FM00') || '-' || to_char(p.birth_month, 'FM00') || '-' || to_char(p.birth_year, 'FM0000'),
g.naam, {variant}, t.label, t.aard, {fase}, d.route, {regisseur} FROM {joined} WHERE {where} ORDER BY d.next_on, d.id"""


def file_of(rows: Statement) -> tuple[IO[bytes], int]:
    """A CSV for a Dutch Excel, and how many dossiers stand in it."""
    sql = SELECTED.format(
        geslachtsnaam=harmless("p.geslachtsnaam"),
        voorvoegsel=harmless("p.voorvoegsel"),
        voornamen=harmless("p.voornamen"),
        regisseur=harmless("r.name"),
        variant=named("d.variant", {value: str(label) for value, label in Variant.choices}),
        fase=named("d.fase", FASEN),
        joined=JOINED,
        where=rows.where,
    )
    return copied(sql, rows.params, HEADER)
