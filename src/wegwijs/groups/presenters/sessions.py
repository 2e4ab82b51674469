"""Sessions: on the page of their group, on the desk of who gives them, and what their hours count for."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wegwijs import clock
from wegwijs.groups.models import Attendance, Presence, Session
from wegwijs.hours.models import Soort
from wegwijs.people.languages import language_name
from wegwijs.ui.format import day, distance, duration, weekday
from wegwijs.ui.parts import Why
from wi2021.grondslag import NeedsJudgement, Outcome
from wi2021.leerroutes import Fase, uur_telt

if TYPE_CHECKING:
    from wegwijs.groups.queries.sessions import SessionRow

SEVERITY = {
    Presence.AANWEZIG.value: "done",
    Presence.LAAT.value: "soon",
    Presence.AFGEMELD.value: "neutral",
    Presence.AFWEZIG.value: "late",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One session. ``stand`` says how far registering is; ``todo``: somebody must still register.

    ``wrong_language``: that the interpreter of one to come doesn't speak the language of the group ("": does).
    """

    pk: str
    group: str
    day: str
    weekday: str
    distance: str
    clock: str
    title: str
    where: str
    by: str
    people: str
    stand: str
    severity: str
    todo: bool
    off: bool
    manned: bool
    version: int
    wrong_language: str


def line(row: "SessionRow") -> Line:
    """In a list."""
    stand, severity, todo = _stand(row)
    return Line(
        pk=str(row.pk),
        group=row.group.name,
        day=day(row.on),
        weekday=weekday(row.on),
        distance=distance(row.on, clock.today()),
        clock=span(row),
        title=row.title,
        where=where(row),
        by=by(row),
        people=_people(row),
        stand=stand,
        severity=severity,
        todo=todo,
        off=row.cancelled_at is not None,
        manned=row.manned,
        version=row.version,
        wrong_language="" if row.cancelled_at or row.slot.ends < clock.now() else wrong_language(row),
    )


def span(session: Session) -> str:
    """ "09:30–12:00", by the clock."""
    ends = session.slot.ends.astimezone(clock.AMSTERDAM)
    return f"{session.at:%H:%M}–{ends:%H:%M}"


def where(session: Session) -> str:
    """The room with its address, or the place."""
    return (
        f"{session.room.name}, {session.room.address}"
        if session.room
        else session.place or "plaats nog niet bekend"
    )


def by(session: Session) -> str:
    """Who gives it, with the organisation; of who doesn't work any more on the day: that."""
    people = [
        one.name if session.works(one) else f"{one.name} (werkt dan niet meer)"
        for one in (session.trainer, session.assistant)
        if one
    ]
    return f"{' en '.join(people) or 'nog geen trainer'} ({session.organisation.short})"


def wrong_language(session: Session) -> str:
    """That the interpreter doesn't speak the language in which things are explained too; "" when that isn't so."""
    spoken, asked = session.interpreter, session.group.language
    return f"{spoken.name} spreekt geen {language_name(asked)}" if spoken and not spoken.speaks(asked) else ""


def _people(row: "SessionRow") -> str:
    said = [f"{row.expected} verwacht"]
    if row.coming:
        said.append(f"{row.coming} komt" if row.coming == 1 else f"{row.coming} komen")
    if row.away:
        said.append(f"{row.away} niet")
    return ", ".join(said)


def _stand(row: "SessionRow") -> tuple[str, str, bool]:
    """The words, the severity, and whether somebody must still register."""
    if row.cancelled_at:
        return "afgezegd", "neutral", False
    begun = row.slot.starts <= clock.now()
    if not begun:
        return ("gepland", "in-time", False) if row.manned else ("zonder trainer", "soon", False)
    if row.registered < row.expected:
        left = row.expected - row.registered
        return f"nog {left} te registreren", ("late" if row.on < clock.today() else "soon"), True
    if not row.expected:
        return "niemand verwacht", "neutral", False
    return f"{row.present} van {row.expected} aanwezig", "done", False


@dataclass(frozen=True, slots=True)
class Attended:
    """One session of one dossier."""

    day: str
    title: str
    note: str
    said: str
    severity: str


def attended(row: Attendance) -> Attended:
    """On the page of one dossier."""
    session = row.session
    if row.presence:
        late = f", {row.late} minuten" if row.late else ""
        why = f", {row.get_reason_display()}" if row.reason else ""
        said, severity = f"{row.get_presence_display()}{late}{why}", SEVERITY[row.presence]
    elif row.reply:
        said, severity = f"zegt: {row.get_reply_display()}", "in-time" if row.reply == "komt" else "soon"
    else:
        said, severity = "uitgenodigd" if row.invited_on else "nog niet uitgenodigd", "neutral"
    note = (
        f"{session.group.name} · {span(session)} · {duration(session.minutes)} {session.get_soort_display()}"
    )
    return Attended(day(session.on), session.title, note, said, severity)


def counts_for(soort: Soort, practical: bool) -> Why:
    """What hours of this kind count for, as the law says: before the PIP and since."""
    steps = [f"Deze uren gaan in het urenboek als **{soort.label}**" + (" (praktijk)." if practical else ".")]
    sources = []
    for fase, words in ((Fase.INTAKE, "Van voor het PIP"), (Fase.NA_PIP, "Vanaf het PIP")):
        answer = uur_telt(fase, soort.value, route=None)
        if isinstance(answer, Outcome):
            steps.append(
                f"{words}: {'tellen mee' if answer.value else 'tellen niet mee'}. {' '.join(answer.uitleg)}"
            )
            sources.append(f"{answer.regel.id} · {', '.join(map(str, answer.regel.artikelen))}")
        elif isinstance(answer, NeedsJudgement):
            steps.append(f"{words}: het college beslist per persoon of ze meetellen. {' '.join(answer.weeg)}")
            sources.append(f"{answer.regel.id} · {', '.join(map(str, answer.regel.artikelen))}")
    return Why("Wat tellen deze uren?", tuple(steps), (), " · ".join(dict.fromkeys(sources)))


def counts_for_session(session: Session) -> Why:
    """The same for the hours of a session."""
    return counts_for(Soort(session.soort), session.practical)
