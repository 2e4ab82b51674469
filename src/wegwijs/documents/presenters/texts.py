"""What the pages about the words of letters show, as finished Dutch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wegwijs.access.actor import Actor
from wegwijs.documents.models import Brieftekst
from wegwijs.documents.queries.texts import in_force, outdated_on, overtaken_by, paragraphs_on
from wegwijs.documents.wording.plain import advice_on, unexplained
from wegwijs.documents.wording.sections import EXPLAINED, TITLES, Section, faults, keys_of, name_of
from wegwijs.ui.format import day

State = Brieftekst.State


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A section in the list: its versions, newest first, and whether a new one can be begun."""

    key: str
    title: str
    lead: str
    versions: tuple["VersionLine", ...]
    may_begin: bool


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version; version 1 of the application has no page (``pk`` is empty)."""

    pk: str
    title: str
    note: str
    stand: str
    severity: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a paragraph: what keeps it from being used, and what could be plainer."""

    key: str
    faults: tuple[str, ...]
    advice: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """A paragraph that is another than before."""

    name: str
    before: str
    now: str
    advice: tuple[str, ...]


def section_lines(rows: Sequence[Brieftekst], today: date) -> list[SectionLine]:
    """Every section with its versions."""
    found = []
    stops = {row.pk for row, _ in outdated_on(rows, today)}
    for section in Section:
        mine = [row for row in rows if row.section == section]
        current = in_force(mine, section, on=today)
        lines = [_version(row, current, today, stops=row.pk in stops) for row in mine]
        first = VersionLine(
            "",
            "Versie 1",
            "Komt met Wegwijs",
            "" if current else "geldt nu",
            "neutral" if current else "done",
        )
        found.append(
            SectionLine(
                section.value,
                TITLES[section],
                EXPLAINED[section],
                (*lines, first),
                may_begin=not any(row.is_open for row in mine),
            )
        )
    return found


def _version(row: Brieftekst, current: Brieftekst | None, today: date, *, stops: bool) -> VersionLine:
    stand, severity = row.get_state_display(), "neutral"
    if row.state == State.VASTGESTELD and row.valid_from:
        later = row.valid_from > today
        stand = f"geldt vanaf {day(row.valid_from)}" if later else "gold eerder"
        if current and row.pk == current.pk:
            stand, severity = "geldt nu", "done"
    elif row.is_open:
        severity = "soon"
    if stops:
        stand, severity = f"{stand}, houdt brieven tegen", "late"
    who = f"gemaakt door {row.made_by}" + (f", vastgesteld door {row.decided_by}" if row.decided_by else "")
    since = f"vanaf {day(row.valid_from)}" if row.valid_from else ""
    note = " · ".join(part for part in (row.why, since, who) if part)
    return VersionLine(str(row.pk), f"Versie {row.number}", note, stand, severity)


def beside(section: Section, texts: Mapping[str, str]) -> dict[str, Beside]:
    """By key what stands beside each paragraph that isn't plain or right."""
    wrong = faults(section, texts)
    terms = unexplained(texts)
    found = {}
    for key in keys_of(section):
        here = tuple(fault.sentence for fault in wrong if fault.key == key)
        plain = tuple(a.sentence for a in (*advice_on(texts.get(key, "")), *terms.get(key, ())))
        if here or plain:
            found[key] = Beside(key, here, plain)
    return found


@dataclass(frozen=True, slots=True)
class StopAlert:
    """A version of which a paragraph can be in no letter: its title and page, and what is wrong, a line a paragraph."""

    pk: str
    title: str
    lines: tuple[str, ...]


def stopped(rows: Sequence[Brieftekst], today: date) -> list[StopAlert]:
    """What was rewritten here and no longer fits what the application fills in: it stops letters until somebody mends it."""
    return [
        StopAlert(
            str(row.pk),
            str(row),
            tuple(f"Alinea ‘{name_of(fault.key)}’: {fault.sentence}" for fault in wrong),
        )
        for row, wrong in outdated_on(rows, today)
    ]


def changes(text: Brieftekst, rows: Sequence[Brieftekst], today: date) -> list[Changed]:
    """What is another than in the version in force (before this one)."""
    section = Section(text.section)
    others = [row for row in rows if row.number < text.number]
    before, now = paragraphs_on(others, section, on=text.valid_from or today), text.paragraphs
    notes = beside(section, now)
    return [
        Changed(name_of(key), before[key], now[key], notes[key].advice if key in notes else ())
        for key in keys_of(section)
        if before[key] != now[key]
    ]


def overtaken(text: Brieftekst, rows: Sequence[Brieftekst], today: date) -> str:
    """That another version stands ready for a later day, and what to do about it; empty when none does."""
    later = overtaken_by(text, rows, today)
    if later is None or not later.valid_from:
        return ""
    return (
        f"Versie {later.number} geldt vanaf {day(later.valid_from)}. Vanaf die dag gelden de teksten van versie {later.number} en "
        "niet meer die van deze versie. Moet uw wijziging blijven? Begin na die dag een nieuwe versie, of kies een latere dag."
    )


def may(text: Brieftekst, actor: Actor) -> dict[str, bool]:
    """Which acts are open to whoever looks."""
    own = actor.employee is not None and text.made_by_id == actor.employee.pk
    offered = text.state == State.VOORGELEGD
    return {
        "edit": text.state == State.CONCEPT,
        "decide": offered and not own,
        "own": offered and own,
        "drop": text.is_open,
    }
