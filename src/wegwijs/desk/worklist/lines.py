"""The lines of the list: read as plain values and made into text once, since fifty of them are printed at a time."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db import connection

from wegwijs.desk.worklist.filters import Filters
from wegwijs.desk.worklist.norms import Norms
from wegwijs.desk.worklist.statement import DAY, JOINED, MISSING, WAITS, Statement
from wegwijs.dossiers.models import NOTHING_DUE, Fase, State, Variant
from wegwijs.dossiers.presenters import AARD
from wegwijs.dossiers.queries import PARTNER_TERMIJNEN
from wegwijs.people.names import list_name
from wegwijs.ui.format import Dated, dated, day
from wegwijs.ui.partial_date import PartialDate

PAGE = 50
Covers = frozenset[tuple[int, str]]
COLUMNS = """d.id, d.gemeente_id, d.variant, d.fase, d.route, d.state, d.next_on, d.waits, d.pip_on, d.next_step,
p.voornamen, p.voorvoegsel, p.geslachtsnaam, p.birth_year, p.birth_month, p.birth_day, g.naam, r.name, t.label, t.short, t.aard, t.soort, d.contact_on, d.regisseur_id"""
# Where nothing is due: the task that stands longest.
TASK = """CASE WHEN d.next_termijn_id IS NULL THEN (SELECT k.title FROM dossiers_taak k WHERE k.dossier_id = d.id AND k.done_on IS NULL
    ORDER BY k.due_on, k.created_at LIMIT 1) END"""
# There too: the end of the inburgeringstermijn. It is the inburgeraar's, so it orders nothing and counts nowhere as late.
TERM = """CASE WHEN d.next_termijn_id IS NULL THEN (SELECT i.last_day FROM dossiers_termijnrow i WHERE i.dossier_id = d.id
    AND i.soort = 'inburgeringstermijn' AND i.state = 'open' LIMIT 1) END"""
# Of a list of tasks: the first of this dossier, and how many there are.
FIRST_TASK = """(SELECT json_build_array(k.title, k.why, k.link, count(*) OVER ()) FROM dossiers_taak k WHERE k.dossier_id = d.id AND {which}
    ORDER BY k.due_on, k.created_at LIMIT 1)"""
NEAR = timedelta(days=182)
LACKS = "concat_ws(', ', {})".format(
    ", ".join(f"CASE WHEN {shows} THEN '{name}' END" for name, shows in MISSING.items())
)


@dataclass(frozen=True, slots=True)
class Line:
    """One dossier, ready to print. ``due`` is None where nothing is due; ``explained``: a date that can say why.

    ``signal``: what deserves attention, in words (will be late, silent, incomplete). ``url``: where it is done, "" for the page of its phase.
    """

    dossier: str
    name: str
    born: str
    gemeente: str
    variant: str
    due: Dated | None
    severity: str
    what: str
    note: str
    signal: str
    fase: str
    route: str
    regisseur: str
    explained: bool
    url: str = ""


def page(
    rows: Statement, filters: Filters, norms: Norms, *, partner: bool = False, covers: Covers = frozenset()
) -> tuple[list[Line], str]:
    """At most 50 lines after the key in the address, and the key of the next page ("" when this is the last).

    ``covers``: for whom the actor stands in, and where. A ``partner`` sees a termijn that doesn't concern it as the last day of the PIP, or as no date.
    """
    chosen = rows.only(filters.bucket)
    chosen = chosen.after(filters.after) if filters.after else chosen
    lacks = LACKS if filters.bucket == "onvolledig" else "''"
    task, term = ("NULL", "NULL") if partner else (TASK, TERM)
    first = FIRST_TASK.format(which=rows.tasks) if rows.tasks else "NULL::json"
    columns = COLUMNS.replace(DAY, rows.day).replace(WAITS, rows.waits)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {columns}, {task}, {term}, {lacks}, {first} FROM {JOINED} WHERE {chosen.where}"  # noqa: S608
            f" ORDER BY {rows.day}, d.id LIMIT {PAGE + 1}",
            chosen.params,
        )
        found = cursor.fetchall()
    last = found[PAGE - 1] if len(found) > PAGE else None
    more = f"{last[6].isoformat()}_{last[0]}" if last else ""
    silent = filters.bucket == "stil"
    lines = [_line(row[:-1], norms, silent=silent, partner=partner, covers=covers) for row in found[:PAGE]]
    return [
        _of_task(line, row[-1]) if row[-1] else line for line, row in zip(lines, found, strict=False)
    ], more


def _of_task(line: Line, first: list[Any]) -> Line:
    title, why, link, number = first
    others = number - 1
    note = f"{why} · en nog {others} {'taak' if others == 1 else 'taken'}" if others else why
    return replace(line, what=title, note=note.strip(" ·"), explained=False, url=link)


def _line(row: tuple[Any, ...], norms: Norms, *, silent: bool, partner: bool, covers: Covers) -> Line:
    (pk, gemeente_code, variant, fase, route, state, next_on, waits, pip_on, step,
     voornamen, voorvoegsel, geslachtsnaam, year, month, born, gemeente, regisseur,
     label, short, aard, soort, contact_on, who, task, term, lacks) = row  # fmt: skip
    hidden = partner and label and soort not in PARTNER_TERMIJNEN
    if hidden:
        label = ""
    due = dated(next_on, norms.today) if next_on != NOTHING_DUE else None
    return Line(
        dossier=str(pk),
        name=list_name(voornamen, voorvoegsel, geslachtsnaam),
        born=str(PartialDate(year, month or None, born or None)),
        gemeente=gemeente,
        variant=_VARIANTS[variant],
        due=due,
        severity="neutral" if due is None or waits else due.severity,
        what=label
        or ("PIP vaststellen" if hidden and pip_on else task or _without_date(state, fase, variant, term)),
        note=f"{AARD.get(aard, aard)} · {short}" if label else _term(term, norms.today),
        signal=(silent and norms.silence(gemeente_code, route, contact_on))
        or (f"ontbreekt: {lacks}" if lacks else norms.risk(gemeente_code, pip_on, step)),
        fase=fase,
        route=route,
        regisseur=f"{regisseur} (u neemt waar)"
        if (who, gemeente_code) in covers
        else regisseur or "geen regisseur",
        explained=bool(label or term),
    )


def _term(last: date | None, today: date) -> str:
    """Until when the inburgeraar has, in words; empty where that isn't known or nothing is shown of it."""
    if last is None:
        return ""
    whose = "termijn van de inburgeraar zelf"
    if last < today:
        return f"{whose}: de inburgeringstermijn was tot en met {day(last)}"
    left = f", {dated(last, today).words}" if last <= today + NEAR else ""
    return f"{whose}: de inburgeringstermijn is tot en met {day(last)}{left}"


_VARIANTS = {value: str(label) for value, label in Variant.choices}
FASEN = {value: str(label) for value, label in Fase.choices}
_SETTLING = (Fase.OVERDRACHT.value, Fase.HUISVESTING.value)


def _without_date(state: str, fase: str, variant: str, term: date | None) -> str:
    """What is waited for where nothing is due; an asielstatushouder's ten weeks begin with coming to live here (T-02)."""
    if state == State.OPEN.value and fase in _SETTLING and variant == Variant.ASIEL.value:
        return "Wacht op inschrijving in de gemeente"
    return _WITHOUT_DATE.get(state, "Geen termijn voor de gemeente open" if term else "Geen termijn open")


_WITHOUT_DATE = {
    State.VOORLOPER.value: "Voorloper: wacht op de kennisgeving van DUO",
    State.GESCHORST.value: "Geschorst: de inburgeringsplicht rust",
}
