"""Who is invited, who must be, and whom to call because no answer came."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from wegwijs.access.actor import Actor
from wegwijs.dossiers.presenters import safely
from wegwijs.groups.models import Attendance
from wegwijs.groups.presenters.sessions import span, where
from wegwijs.ui.format import day, number, weekday

if TYPE_CHECKING:
    from wegwijs.groups.queries.invite import PlaceRow
    from wegwijs.groups.queries.remind import LetterRow


@dataclass(frozen=True, slots=True)
class Invitee:
    """Somebody with a place. ``by_hand``: no letter goes by itself to this address."""

    pk: str
    group: str
    name: str
    number: str
    said: str
    by_hand: bool


def invitee(row: "PlaceRow") -> Invitee:
    """On the page of inviting a group."""
    person = row.dossier.person
    said = f"brief van {day(row.told_on)}" if row.told_on else ""
    if row.untold and row.told_on:
        said = f"{said}; daarna is er iets veranderd"
    if row.reminded_on:
        said = f"{said}; herinnerd op {day(row.reminded_on)}"
    if row.replied:
        said = f"{said}; {row.replied} {'antwoord' if row.replied == 1 else 'antwoorden'}"
    return Invitee(
        pk=str(row.pk), group=str(row.group_id), name=person.list_name, number=row.dossier.number, said=said,
        by_hand=person.contact_safely or person.protected,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Starting:
    """A group of which people must be invited or can be reminded."""

    pk: str
    name: str
    note: str
    letters: str


def starting(rows: "Iterable[LetterRow]") -> list[Starting]:
    """By group, in the order of the rows."""
    found = []
    for group, of_one in groupby(rows, key=lambda row: row.group):
        people = list(of_one)
        note = f"{group.gemeente.naam}, eerstvolgende keer {weekday(people[0].next_on)}"
        found.append(Starting(str(group.pk), group.name, note, letters(len(people))))
    return found


def reminders(count: int) -> str:
    """On the button: "Maak en verstuur 1 herinnering"."""
    return f"Maak en verstuur {number(count)} {'herinnering' if count == 1 else 'herinneringen'}"


def letters(count: int) -> str:
    """ "1 brief", "12 brieven"."""
    return f"{number(count)} {'brief' if count == 1 else 'brieven'}"


@dataclass(frozen=True, slots=True)
class Silent:
    """Somebody who did not answer. ``call``: how they are reached; ``dial``: the number, where that can be called; ``careful``:
    contact can do harm."""

    dossier: str
    name: str
    number: str
    call: str
    dial: str
    careful: bool
    invited: str
    reminded: str


@dataclass(frozen=True, slots=True)
class Unanswered:
    """One session with who did not answer."""

    key: str
    title: str
    note: str
    people: tuple[Silent, ...]


def unanswered(rows: Iterable[Attendance], actor: Actor) -> list[Unanswered]:
    """By session, in the order of the rows."""
    found = []
    for key, of_one in groupby(rows, key=lambda row: row.session_id):
        people = list(of_one)
        session = people[0].session
        found.append(
            Unanswered(
                str(key), f"{weekday(session.on)}, {span(session)}",
                f"{session.group.name}: {session.title}, {where(session)}",
                tuple(_silent(row, actor) for row in people),
            )
        )  # fmt: skip
    return found


def _silent(row: Attendance, actor: Actor) -> Silent:
    person, careful = row.dossier.person, safely(row.dossier, actor)
    return Silent(
        dossier=str(row.dossier_id), name=person.list_name, number=row.dossier.number,
        call=careful or person.phone or "geen telefoonnummer bekend", dial="" if careful else person.phone, careful=bool(careful),
        invited=day(row.invited_on) if row.invited_on else "",
        reminded=day(row.reminded_on) if row.reminded_on else "",
    )  # fmt: skip
