"""A file of the benefits administration: each row what one person gets in one month, and what was withheld and paid of it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.urls import reverse

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import DomainError
from wegwijs.imports.kinds import FIX, Column, Refusal, Subject, Taken, given_in
from wegwijs.imports.models import ImportFile, ImportRow
from wegwijs.imports.values import read_day
from wegwijs.stages.ontzorgen.commands.bijstand import take_back_end
from wegwijs.stages.ontzorgen.commands.months import MonthFacts, record_month
from wegwijs.stages.ontzorgen.models import Kostensoort, Ontzorging
from wegwijs.ui.format import day
from wegwijs.ui.forms import MoneyField

WITHHELD = tuple(soort for soort in Kostensoort if soort != Kostensoort.LEEFGELD)
COLUMNS = (
    Column("dossiernummer", "Dossiernummer", aliases=("dossier", "nummer", "dossiernr")),
    Column("maand", "Maand", aliases=("periode", "month", "uitkeringsmaand")),
    Column("norm", "Norm", aliases=("bijstandsnorm",)),
    Column("toegekend", "Toegekend", aliases=("bruto", "uitkering", "bedrag")),
    *(
        Column(f"ingehouden_{soort.value}", f"Ingehouden: {soort.label}", "Ingehouden en betaald", (f"inhouding_{soort.value}", soort.value))
        for soort in WITHHELD
    ),
    Column("einde_teruggenomen", "Einde teruggenomen", aliases=("einde_ingetrokken", "recht_loopt_door")),
    Column("naar_ontzorgen", "Naar ontzorgen", aliases=("netto", "uitbetaald", "overgemaakt")),
)  # fmt: skip
NEEDED = ("dossiernummer", "maand", "toegekend", "naar_ontzorgen")
# The command names the parts of a month; the file has its own names for them.
FIELDS = {"month": "maand", "gross": "toegekend", "net": "naar_ontzorgen"} | {
    soort.value: f"ingehouden_{soort.value}" for soort in WITHHELD
}
_MONTH = re.compile(r"(\d{4})-?(\d{2})|(\d{1,2})[-/](\d{4})")
# A dot and two digits at the end are cents: with thousands there are three.
_POINT = re.compile(r"-?\d+\.\d{2}")
_MONEY = MoneyField(required=False)


class _MonthFile:
    """See ``imports.kinds.ImportKind``. A row that is wrong is put right by sending it again, so none is undone."""

    key = "bijstand"
    title = "Bestand van de uitkeringsadministratie"
    back = "selfreliance:files"
    back_label = "Bestanden van de uitkeringsadministratie"
    permission = Permission.MONEY_EDIT
    rehearses = False
    undoes = False
    columns: Mapping[str, Column] = {column.key: column for column in COLUMNS}

    def check_mapping(self, chosen: Mapping[str, str]) -> None:
        """Who, which month and how much must be known. Raises DomainError."""
        missing = [self.columns[key].label for key in NEEDED if key not in chosen.values()]
        if missing:
            raise DomainError(f"Kies ook een kolom voor: {', '.join(missing)}.")

    def acting(self, by: Actor, upload: ImportFile) -> Actor:
        """Who sent the file, with no more than its own permissions."""
        return by

    def identities(self, given: Mapping[str, str]) -> Iterable[str]:
        """One row a person and month: of two that say otherwise nobody knows which holds."""
        who, month = given.get("dossiernummer", ""), given.get("maand", "")
        yield f"{who}|{month}" if who and month else f"{id(given)}"

    def repeated(self, given: Mapping[str, str]) -> str:
        """The person and the month, as it was written."""
        return f"Deze persoon staat met {given.get('maand', '')[:20]}"

    def ask_others(self, upload: ImportFile, given: Sequence[Mapping[str, str]]) -> None:
        """Nobody."""

    def together(self) -> AbstractContextManager[None]:
        """Each row by itself."""
        return nullcontext()

    def take(self, upload: ImportFile, row: ImportRow, *, by: Actor, others: object) -> Taken:
        """Write the month down, as the page does."""
        given = given_in(upload, row.cells)
        facts = facts_of(given)
        if _yes(given.get("einde_teruggenomen", ""), "einde_teruggenomen"):
            _take_back(given.get("dossiernummer", ""), upload.gemeente_id, by)
        whose = _whose(given.get("dossiernummer", ""), facts.month, upload.gemeente_id)
        try:
            _, new = record_month(whose, facts, by=by, by_file=True)
        except DomainError as refusal:
            field = refusal.field or ""
            raise Refusal(FIELDS.get(field, field), str(refusal)) from refusal
        return Taken(whose.dossier_id, new)

    def undo(self, upload: ImportFile, row: ImportRow, *, by: Actor) -> None:
        """Never asked for: ``undoes`` is False."""
        raise Refusal("", "Een maand wordt niet teruggedraaid.", "Lever de goede regel opnieuw aan.")

    def subjects(self, actor: Actor, keys: Iterable[UUID]) -> dict[UUID, Subject]:
        """The dossiers, by the page with the months."""
        rows = Ontzorging.objects.filter(
            dossier__in=list(keys), dossier__gemeente__in=actor.gemeenten(Permission.MONEY_EDIT)
        )
        return {
            row.dossier_id: Subject(
                f"{row.dossier.number} {row.dossier.person}", reverse("selfreliance:months", args=[row.dossier_id])
            )
            for row in rows.select_related("dossier__person")
        }  # fmt: skip


def _yes(text: str, field: str) -> bool:
    said = text.strip().casefold()
    if said not in ("", "ja", "j", "nee", "n"):
        raise Refusal(
            field,
            f"‘{text[:20]}’ is geen ja of nee.",
            f"Schrijf ja als het einde van het recht is teruggenomen. {FIX}",
        )
    return said in ("ja", "j")


def _take_back(number: str, gemeente: str, by: Actor) -> None:
    """The end of the right didn't happen after all; without an end there is nothing to do."""
    dossier = Dossier.objects.filter(number=number.strip(), gemeente=gemeente).first()
    if dossier is not None:
        take_back_end(dossier, by=by)


def facts_of(given: Mapping[str, str]) -> MonthFacts:
    """A month from texts by our names for the columns. Raises Refusal."""
    gross = _cents(given.get("toegekend", ""), "toegekend")
    if gross is None:
        raise Refusal(
            "toegekend", "Er staat niet hoeveel is toegekend.", f"Vul een bedrag in, of 0,00. {FIX}"
        )
    net = _cents(given.get("naar_ontzorgen", ""), "naar_ontzorgen")
    if net is None:
        raise Refusal(
            "naar_ontzorgen", "Er staat niet hoeveel naar de rekening van de SDD gaat.", f"Vul een bedrag in, of 0,00. {FIX}"
        )  # fmt: skip
    norm = _cents(given.get("norm", ""), "norm")
    withheld: dict[Kostensoort, int] = {
        soort: _cents(given.get(f"ingehouden_{soort.value}", ""), f"ingehouden_{soort.value}") or 0
        for soort in WITHHELD
    }
    return MonthFacts(_month(given.get("maand", "")), gross if norm is None else norm, gross, net, withheld)


def _month(text: str) -> date:
    """Any day in it, 2026-11 or 11-2026."""
    if found := _MONTH.fullmatch(text.strip()):
        year, number = int(found[1] or found[4]), int(found[2] or found[3])
        if not 1 <= number <= 12:
            raise Refusal("maand", f"Maand {number} bestaat niet.", FIX)
        return date(year, number, 1)
    on = read_day(text, "maand")
    if on is None:
        raise Refusal("maand", "Er staat niet welke maand dit is.", f"Schrijf de maand als 2026-11. {FIX}")
    return on.replace(day=1)


def _cents(text: str, field: str) -> int | None:
    if _POINT.fullmatch(text):
        text = text.replace(".", ",")
    try:
        found: int | None = _MONEY.clean(text)
    except ValidationError as wrong:
        raise Refusal(
            field, f"‘{text[:20]}’ is geen bedrag.", f"Schrijf een bedrag als 1.234,56, niet onder nul. {FIX}"
        ) from wrong
    return found


def _whose(number: str, month: date, gemeente: str) -> Ontzorging:
    """The ontzorging of this number in which the month falls, the one that runs first. Raises Refusal."""
    if not number.strip():
        raise Refusal("dossiernummer", "Er staat niet wie dit is.", f"Vul het dossiernummer in. {FIX}")
    rows = Ontzorging.objects.filter(dossier__number=number.strip(), dossier__gemeente=gemeente)
    found = sorted(
        rows.select_related("dossier"), key=lambda row: (row.state == "klaar", -row.since.toordinal())
    )
    for row in found:
        last = row.ended_on or (row.last_day if row.capped else None)
        if row.since.replace(day=1) <= month and (last is None or month <= last):
            return row
    if found and found[0].capped:
        raise Refusal(
            "maand", f"De bijstand eindigt in het dossier na {day(found[0].ended_on or found[0].last_day)}.",
            f"Is dat teruggenomen? Zet ja bij ‘Einde teruggenomen’. Zo niet, laat de regel weg. {FIX}",
        )  # fmt: skip
    if found:
        raise Refusal(
            "maand", "Deze persoon werd in die maand niet ontzorgd.", f"Kijk de maand na, of laat de regel weg. {FIX}"
        )  # fmt: skip
    raise Refusal(
        "dossiernummer", f"‘{number[:20]}’ wordt in deze gemeente niet ontzorgd.", f"Kijk het dossiernummer na. {FIX}"
    )  # fmt: skip


MONTH_FILE = _MonthFile()
