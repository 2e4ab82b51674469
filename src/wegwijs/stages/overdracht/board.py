"""What the pages of a regeldag show, as finished Dutch."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.agenda.queries import taken_on
from wegwijs.documents.wording.words import LANGUAGES as TRANSLATED
from wegwijs.documents.wording.words import words_in
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.presenters import safely
from wegwijs.people.languages import LANGUAGES, language_name
from wegwijs.stages.overdracht.commands.regelstappen import feeds
from wegwijs.stages.overdracht.models import Regeldag, Regelstap
from wegwijs.stages.overdracht.regeldagen import Along, known_in
from wegwijs.stages.overdracht.standard import BRING, STANDARD, Feeds
from wegwijs.ui.format import day, distance, moment, weekday

S = Regelstap.State
SEVERITY = {S.OPEN: "neutral", S.GEDAAN: "done", S.NIET: "late"}
HIDDEN = "afgeschermd"


@dataclass(frozen=True, slots=True)
class Line:
    """One regeldag in the list."""

    pk: str
    day: str
    distance: str
    who: str
    note: str
    begeleider: str
    stand: str
    severity: str


def stand_of(regeldag: Regeldag, who: Along) -> tuple[str, str]:
    """How it stands in words, with the colour that goes with it."""
    if regeldag.cancelled_at:
        return f"afgezegd: {regeldag.cancel_reason}", "neutral"
    if regeldag.closed_at:
        return "afgesloten", "done"
    if who.lapsed:
        return f"vervallen: {who.lapsed}", "outside"
    return ("nog af te sluiten", "late") if regeldag.on < clock.today() else ("gepland", "in-time")


def line(regeldag: Regeldag, who: Along) -> Line:
    """A row of the list."""
    words, severity = stand_of(regeldag, who)
    more = f" en {who.others} {'ander' if who.others == 1 else 'anderen'}" if who.others else ""
    return Line(
        pk=str(regeldag.pk),
        day=f"{weekday(regeldag.on)} {regeldag.at:%H:%M}",
        distance=distance(regeldag.on, clock.today()),
        who="; ".join(one.person.list_name for one in who.seen) + more,
        note=regeldag.dossier.gemeente.naam,
        begeleider=regeldag.begeleider.name if regeldag.begeleider else "nog niet bekend",
        stand=words,
        severity=severity,
    )


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who comes along: how to reach them. ``phone`` is empty when that is unknown or unsafe, and of who doesn't come along."""

    name: str
    dossier: str
    phone: str
    language: str
    safely: str
    out: str


def person(dossier: Dossier, who: Along, actor: Actor) -> Person:
    """As the begeleider needs it: no number of a person, no address, nothing of the asylum procedure."""
    warned, comes = safely(dossier, actor), dossier in who.active
    code: str | None = getattr(dossier, "contact_language", None)
    tolk = ", tolk nodig" if dossier.person.interpreter_needed else ""
    return Person(
        name=str(dossier.person),
        dossier=str(dossier.pk),
        phone=dossier.person.phone if comes and not warned else "",
        language=f"{language_name(code) if code else 'taal onbekend'}{tolk}",
        safely=warned,
        out="" if comes else f"gaat niet mee: {dossier.closed_reason or dossier.get_state_display()}",
    )


@dataclass(frozen=True, slots=True)
class Step:
    """One step on the board and on the sheet. ``asks_day``: done means a day from which it holds."""

    pk: str
    title: str
    plain: str
    at: str
    where: str
    place: str
    phone: str
    dial: str
    papers: str
    state: str
    words: str
    severity: str
    settled: str
    asks_day: bool
    takes_over: bool


def hides_place(stap: Regelstap, who: Along) -> bool:
    """Whether the place of a step may lead to an address that must stay secret: of a home, or of a step of one's own."""
    known = STANDARD.get(stap.key)
    return (known is None or known.at_home) and is_secret(who)


def is_secret(who: Along) -> bool:
    """Whether somebody of them has a secret address."""
    return any(getattr(one, "shielded", False) for one in who.seen)


def beside(regeldag: Regeldag, who: Along) -> str:
    """What who runs it and who comes along have on that day besides, in one line; "" for nothing. Two statements."""
    mine = [regeldag.begeleider_id] if regeldag.begeleider_id else []
    people = [one.person_id for one in who.active]
    found = taken_on(regeldag.on, employees=mine, persons=people, besides=regeldag.source)
    return "; ".join(f"{name} van {since} tot {until}" for name, since, until in found)


def waiting(rows: Sequence[Regelstap], who: Along, actor: Actor) -> set[Feeds]:
    """Which facts that were reported on the day don't stand yet in all the dossiers that the actor keeps. A statement for each that
    was reported."""
    if not who.active or not actor.may(Permission.DOSSIER_EDIT, who.active[0].gemeente_id):
        return set()
    reported = {fact for row in rows if row.state == S.GEDAAN and (fact := feeds(row))}
    return {fact for fact in reported if len(known_in(fact, who.active)) < len(who.active)}


def step(stap: Regelstap, who: Along, actor: Actor, waits: Collection[Feeds] = ()) -> Step:
    """A step in words; ``waits``: the facts of ``waiting``, which who looks may put in the dossiers."""
    known = STANDARD.get(stap.key)
    place = HIDDEN if stap.place and hides_place(stap, who) else stap.place
    at = f"{stap.at:%H:%M}" if stap.at else ""
    words = S(stap.state).label
    since = f", vanaf {day(stap.result_on)}" if stap.result_on else ""
    because = f": {stap.reason}" if stap.reason else ""
    settled = f"{stap.settled_by}, {moment(stap.settled_at)}" if stap.settled_at else ""
    fact = feeds(stap)
    return Step(
        pk=str(stap.pk),
        title=stap.title,
        plain=known.plain if known and known.title == stap.title else stap.title,
        at=at,
        where=", ".join(filter(None, (stap.body, stap.person))),
        place=place,
        phone=stap.phone,
        dial="".join(c for c in stap.phone if c.isdigit() or c == "+"),
        papers=stap.papers,
        state=stap.state,
        words=f"{words}{since}{because}",
        severity=SEVERITY[S(stap.state)],
        settled=settled,
        asks_day=fact is not None,
        takes_over=stap.state == S.GEDAAN and fact in waits,
    )


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence in the language of somebody who comes along."""

    lang: str
    direction: str
    words: str


def languages(who: Along) -> list[str]:
    """The languages of those who come along that letters are translated in, each once."""
    spoken = (getattr(one, "contact_language", None) for one in who.active)
    return sorted({code for code in spoken if code in TRANSLATED})


def said_in(languages: Iterable[str], dutch: str) -> list[Said]:
    """A sentence of ours in each of these languages; nothing where it has no translation, as a step of one's own."""
    found = ((code, words_in(code).fixed.get(dutch)) for code in languages)
    return [_said(code, words) for code, words in found if words]


def papers_in(languages: Iterable[str], papers: str) -> list[Said]:
    """What to bring, in each of these languages; what a gemeente typed itself stays Dutch, and nothing where all of it would."""
    asked = [piece for part in papers.split(",") if (piece := part.strip())]
    found = []
    for code in languages:
        words = words_in(code)
        known = [words.fixed.get(f"{piece[0].lower()}{piece[1:]}") for piece in asked]
        if any(known):
            listed = ", ".join(said or words.passage(piece) for said, piece in zip(known, asked, strict=True))
            found.append(_said(code, f"{words.fixed[BRING]} {listed}"))
    return found


def _said(code: str, words: str) -> Said:
    return Said(code, "rtl" if LANGUAGES[code].rtl else "ltr", words)


def where(shown: Step) -> str:
    """Where and with whom, in one line."""
    return ", ".join(filter(None, (shown.place, shown.where)))


def note(shown: Step) -> str:
    """When, with whom and where, in one line."""
    return " · ".join(filter(None, (shown.at, shown.where, shown.place)))
