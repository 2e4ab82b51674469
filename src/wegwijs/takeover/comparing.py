"""The termijnen that follow from a row beside those of the old system and of DUO, with what explains a difference."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from wegwijs.dossiers.facts import facts_of
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, TermijnRow
from wegwijs.dossiers.queries import timeline
from wegwijs.exchange.duo.mapping import Fact
from wegwijs.imports.kinds import Note
from wegwijs.takeover.reading import Case
from wegwijs.ui.format import day
from wi2021.facts import Facts
from wi2021.termijnen import termijnen

ONE_DAY = timedelta(days=1)
PIP, TERM = "pip", "inburgeringstermijn"
Vary = Callable[[Facts], Facts]

# Other facts from which an old system may have counted, and the sentence that says so.
_OTHERWISE: tuple[tuple[str, Vary], ...] = (
    (
        "Het vorige systeem rekent vanaf de **kennisgeving**, niet vanaf de inschrijving in de gemeente van huisvesting.",
        lambda f: replace(f, brp_inschrijvingen=tuple(replace(r, artikel_28=False) for r in f.brp_inschrijvingen)),
    ),
    (
        "Het vorige systeem rekent vanaf de **inschrijving** in de gemeente; voor deze persoon tellen de tien weken vanaf de "
        "kennisgeving.",
        lambda f: replace(
            f,
            kennisgeving=f.kennisgeving and min(f.kennisgeving, _before_home(f)),
            brp_inschrijvingen=tuple(replace(r, artikel_28=True) for r in f.brp_inschrijvingen),
            doelgroep=None,
        ),
    ),
    (
        "Het vorige systeem rekent vanaf het **begin van de inburgeringsplicht**, niet vanaf de kennisgeving.",
        lambda f: replace(f, kennisgeving=f.plicht_begin or f.kennisgeving),
    ),
    (
        "Het vorige systeem telt de verlenging door **DUO** niet mee.",
        lambda f: replace(f, termijn=None),
    ),
)  # fmt: skip


def _before_home(facts: Facts) -> date:
    home = facts.inschrijving()
    return home.vanaf - ONE_DAY if home else date.max


def compare(dossier: Dossier, case: Case, duo: Iterable[Fact] | None, *, on: date) -> Iterator[Note]:
    """A note for every termijn that follows, and for every date in the file that doesn't.

    ``duo``: what DUO answered just now; None when it wasn't asked.
    """
    rows = {row.soort: row for row in TermijnRow.objects.filter(dossier=dossier)}
    facts = facts_of(dossier.gemeente_id, timeline(dossier))
    yield from _one(PIP, "PIP vaststellen", rows.get(PIP), case.uiterste_pip, None, facts, on)
    yield from _one(
        TERM, "Einde inburgeringstermijn", rows.get(TERM), case.einde_termijn, _duo_end(facts, duo), facts, on
    )
    for soort, row in rows.items():
        if soort not in (PIP, TERM):
            yield Note(row.label, ours=day(row.last_day), why=(row.short,))


def _duo_end(facts: Facts, duo: Iterable[Fact] | None) -> date | None:
    """The last day of the term as DUO has it: what it answers now, else what it told before."""
    for fact in duo or ():
        if fact.kind == Kind.DUO_TERMIJN:
            return date.fromisoformat(fact.payload["eind_exclusief"]) - ONE_DAY
    return facts.termijn.eind_exclusief - ONE_DAY if facts.termijn else None


def _one(
    soort: str,
    label: str,
    row: TermijnRow | None,
    theirs: date | None,
    duo: date | None,
    facts: Facts,
    on: date,
) -> Iterator[Note]:
    ours = row.last_day if row else None
    if not (ours or theirs or duo):
        return
    differs = bool(theirs and theirs != ours) or bool(duo and duo != ours)
    why: list[str] = []
    if theirs and theirs != ours:
        why += _explained(soort, row, theirs, facts, on)
    if duo and ours and duo != ours:
        why.append(
            f"DUO noemt **{day(duo)}**; Wegwijs berekent **{day(ours)}**. Neem bij twijfel contact op met DUO."
        )
    if row:
        why.append(row.short[:1].upper() + row.short[1:] + ".")
    yield Note(label, _day(ours), _day(theirs), _day(duo), differs, tuple(why))


def _day(value: date | None) -> str:
    return day(value) if value else ""


def _explained(soort: str, row: TermijnRow | None, theirs: date, facts: Facts, on: date) -> list[str]:
    """Why the old system has another date: the first explanation that gives exactly that date."""
    if row is None:
        lacks = "de kennisgeving van DUO of de inschrijving" if soort == PIP else "de dagtekening van het PIP"
        return [f"Wegwijs kan deze termijn niet berekenen: in deze regel ontbreekt {lacks}."]
    if soort == PIP and theirs == row.nominal != row.last_day:
        return [
            f"Het vorige systeem schuift niet door na een weekend of feestdag: **{day(row.nominal)}** wordt "
            f"**{day(row.last_day)}** (Algemene termijnenwet)."
        ]
    if theirs == row.last_day + ONE_DAY:
        return ["Het vorige systeem noemt de eerste dag **na** de termijn; de laatste dag is een dag eerder."]
    for sentence, vary in _OTHERWISE:
        if theirs in _dates(soort, vary(facts), on):
            return [sentence]
    days = abs((theirs - row.last_day).days)
    when = "later" if theirs > row.last_day else "eerder"
    return [
        f"De datum in het bestand ligt {days} {'dag' if days == 1 else 'dagen'} {when}. Uit de feiten in deze regel volgt "
        "die niet; kijk de feiten na."
    ]


def _dates(soort: str, facts: Facts, on: date) -> set[date]:
    """Last days that would follow from other facts; for the PIP also without the Algemene termijnenwet."""
    found = [t for t in termijnen(facts, on=on) if t.soort.value == soort]
    return {t.last_day for t in found} | {t.nominal for t in found if soort == PIP}
