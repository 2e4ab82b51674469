"""What pages show of a dossier: finished Dutch text, no rows."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.documents.letters.sender import Sender
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Afspraak, Dossier, Gebeurtenis, State, TermijnRow, TermijnState
from wegwijs.dossiers.queries import address_is_secret, next_day_for
from wegwijs.people.languages import language_name
from wegwijs.ui.format import Dated, dated, day, moment, weekday
from wegwijs.ui.parts import Fact, Happened, Why

# Those who report a fact that an employee types over: the timeline names them, not who typed.
REPORTERS = frozenset({Origin.DUO, Origin.COA, Origin.BRP, Origin.INBURGERAAR})
AARD = {"wet": "wet", "pip": "PIP", "besluit": "besluit", "beleid": "beleid"}


@dataclass(frozen=True, slots=True)
class Head:
    """The identity bar above every page of a dossier."""

    pk: str
    person: str
    name: str
    number: str
    bsn: str
    v_nummer: str
    regisseur: str
    state: str
    protected: bool
    safely: str
    may_reveal: bool
    may_edit: bool
    facts: tuple[Fact, ...]
    emergency: str = ""
    """Until when it is open in an emergency; empty for who sees it anyhow."""


def head(dossier: Dossier, actor: Actor) -> Head:
    """Who it is about, of a dossier that ``queries.open_dossier`` gave: no statement of its own."""
    person, gemeente = dossier.person, dossier.gemeente_id
    recognises = actor.may(Permission.BSN_RECOGNISE, gemeente)
    group = actor.may(Permission.DOELGROEP_VIEW, gemeente)
    spoken: str | None = getattr(dossier, "contact_language", None)
    language = language_name(spoken) if spoken else "taal onbekend"
    return Head(
        pk=str(dossier.pk),
        person=str(person.pk),
        name=str(person),
        number=dossier.number,
        bsn=person.bsn or "" if recognises else "",
        v_nummer=person.v_nummer or "" if recognises else "",
        regisseur=_regisseur(dossier),
        state=dossier.get_state_display() if dossier.state != State.OPEN else "",
        protected=address_is_secret(dossier),
        safely=safely(dossier, actor),
        may_reveal=bool(person.bsn) and actor.may(Permission.BSN_SHOW, gemeente),
        may_edit=actor.may(Permission.DOSSIER_EDIT, gemeente),
        facts=(
            Fact("Geboren", str(person.birth) if person.birth_year else "onbekend"),
            Fact("Gemeente", dossier.gemeente.naam),
            *((Fact("Doelgroep", dossier.get_variant_display().capitalize()),) if group else ()),
            Fact("Taal, tolk", f"{language}, {'ja' if person.interpreter_needed else 'nee'}"),
            _next(dossier, actor),
        ),
        emergency=_emergency(dossier, actor),
    )


def _emergency(dossier: Dossier, actor: Actor) -> str:
    until = actor.opened.get(dossier.pk)
    return moment(until) if until and not actor.may(Permission.DOSSIER_VIEW, dossier.gemeente_id) else ""


def safely(dossier: Dossier, actor: Actor) -> str:
    """What whoever writes, calls or plans must know first; "" when contact can do no harm."""
    person = dossier.person
    if not person.contact_safely:
        return ""
    knows = (Permission.DOSSIER_EDIT, Permission.SIGNAL_VIEW)
    if person.safe_contact and any(actor.may(one, dossier.gemeente_id) for one in knows):
        return f"Geen post, bezoek of afspraak op het adres. Veilig contact: {person.safe_contact}"
    return "Geen post, bezoek of afspraak op het adres. Vraag eerst de regisseur hoe u deze persoon veilig bereikt."


def _regisseur(dossier: Dossier) -> str:
    """Who handles it, and who does so meanwhile."""
    if dossier.regisseur is None:
        return "nog niet toegewezen"
    found: Mapping[str, str] | None = getattr(dossier, "stand_in", None)
    meanwhile = f" (tot en met {_iso(found['until'])}: {found['name']})" if found else ""
    return dossier.regisseur.name + meanwhile


def _next(dossier: Dossier, actor: Actor) -> Fact:
    last_day = next_day_for(actor, dossier)
    if last_day is None:
        return Fact("Eerstvolgende termijn", "geen")
    due = dated(last_day, clock.today())
    severity = "" if dossier.waits else due.severity
    return Fact("Eerstvolgende termijn", f"{due.text}, {due.words}", severity)


def why(row: TermijnRow) -> Why:
    """The reasoning behind a date, for ``<c-why>``."""
    return why_of(row.last_day, row.why)


def why_of(last_day: date, stored: Mapping[str, Any]) -> Why:
    """The same, from what a list read of the row."""
    question = stored.get("oordeel")
    asked = (f"Uw oordeel is nodig: {question['vraag']} {' '.join(question['weeg'])}",) if question else ()
    until = f" tot en met {_iso(stored['geldig_tot'])}" if stored.get("geldig_tot") else ""
    unsure = "".join(f" · {text}" for text in stored.get("onzeker", ()))
    return Why(
        title=f"Waarom {day(last_day)}?",
        steps=tuple(stored["uitleg"]),
        changes=(*asked, *stored["verandert"]),
        source=f"{'; '.join(stored['artikelen'])} · regel {stored['regel']} · geldig vanaf "
        f"{_iso(stored['geldig_van'])}{until}{unsure}",
    )


def _iso(text: str) -> str:
    return day(date.fromisoformat(text))


@dataclass(frozen=True, slots=True)
class TermijnLine:
    """One termijn as the dossier page shows it; ``severity`` is empty once it asks nothing any more."""

    label: str
    note: str
    due: Dated
    severity: str
    stand: str
    why: Why


def termijn_lines(rows: Iterable[TermijnRow], today: date) -> tuple[list[TermijnLine], list[TermijnLine]]:
    """What still stands in order of date, and what is met or lapsed."""
    standing: list[TermijnLine] = []
    past: list[TermijnLine] = []
    for row in rows:
        line = _line(row, today)
        (standing if row.state in (TermijnState.OPEN, TermijnState.WACHT) else past).append(line)
    return standing, past


def _line(row: TermijnRow, today: date) -> TermijnLine:
    due = dated(row.last_day, today)
    stand = {
        TermijnState.VOLDAAN: f"voldaan op {day(row.met_on)}" if row.met_on else "voldaan",
        TermijnState.VERVALLEN: "vervallen",
        TermijnState.WACHT: "wacht op een ander",
    }.get(TermijnState(row.state), "")
    running = row.state == TermijnState.OPEN and row.plicht
    aard = "wettelijke termijn" if row.aard == "wet" else AARD.get(row.aard, row.aard)
    counted = f" · geteld tot {day(row.nominal)}" if row.nominal != row.last_day else ""
    return TermijnLine(
        row.label, f"{aard} · {row.short}{counted}", due, due.severity if running else "", stand, why(row)
    )


# Looked up for each line; Django's own way makes them anew each time.
_KINDS = {value: str(label) for value, label in Kind.choices}
_ORIGINS = {value: str(label) for value, label in Origin.choices}


def happened(
    events: Iterable[Gebeurtenis], *, fix: Callable[[Gebeurtenis], str] = lambda event: ""
) -> list[Happened]:
    """Lines of the timeline; ``events`` carry ``corrected`` when a later row took their place.

    ``fix`` gives the address where a row is put right, or nothing.
    """
    lines = []
    for event in events:
        outside = event.origin not in (Origin.EIGEN, Origin.SYSTEEM)
        lines.append(
            Happened(
                _KINDS[event.kind],
                day(event.on),
                by=event.by,
                text=event.summary,
                origin=_ORIGINS[event.origin] if event.origin in REPORTERS else event.organisation,
                outside=outside,
                url=fix(event),
                withdrawn=bool(getattr(event, "corrected", False)),
            )
        )
    return lines


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk that is planned: a title, one line of when, how and with whom, and its day for a button's name."""

    pk: str
    title: str
    note: str
    day: str


def afspraken(dossier: Dossier, soort: Afspraak.Soort | None = None) -> list[Talk]:
    """The planned talks of a dossier that was opened ``with_afspraken``, soonest first; only of one kind when that is given."""
    rows: list[dict[str, Any]] = getattr(dossier, "planned", [])
    return [
        Talk(
            row["pk"],
            Afspraak.Soort(row["soort"]).label.capitalize(),
            " · ".join(
                (
                    f"{weekday(date.fromisoformat(row['on']))} {row['at'][:5]}",
                    ", ".join(filter(None, (Afspraak.Way(row["way"]).label, row["place"]))),
                    ", ".join(
                        filter(None, (row["who"], row["counterpart"], "tolk" if row["interpreter"] else ""))
                    ),
                )
            ),
            _iso(row["on"]),
        )
        for row in rows
        if soort is None or row["soort"] == soort
    ]


@dataclass(frozen=True, slots=True)
class Filed:
    """A piece of post in a dossier: its key, what it is about and from whom, when it came."""

    pk: str
    subject: str
    on: str


def filed_post(events: Iterable[Gebeurtenis]) -> list[Filed]:
    """Post and mail that was filed, newest first: the timeline holds each piece with its key."""
    return [
        Filed(event.payload["stuk"], event.summary, day(event.on))
        for event in events
        if event.kind == Kind.POST_INGEKOMEN and event.payload.get("stuk")
    ]


def sender(dossier: Dossier, by: Actor, *, body: str = "", formula: str = "") -> Sender:
    """Who writes a letter about a dossier. Questions go to its regisseur, else to who sends it."""
    asked = dossier.regisseur or by.employee
    return Sender(
        organisation=by.organisation.name,
        gemeente=dossier.gemeente.naam,
        return_address=dossier.gemeente.college_address,
        contact=asked.name if asked else by.organisation.name,
        phone=asked.phone if asked else "",
        email=asked.email if asked else "",
        body=body or dossier.gemeente.college,
        formula=formula,
    )
