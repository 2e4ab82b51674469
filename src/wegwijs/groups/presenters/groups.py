"""A group in the list and on its own page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wegwijs import clock
from wegwijs.dossiers.models import State
from wegwijs.groups.models import Enrolment, Group
from wegwijs.people.languages import language_name
from wegwijs.ui.format import day, distance

if TYPE_CHECKING:
    from wegwijs.groups.queries.groups import CandidateRow, GroupRow, MemberRow


@dataclass(frozen=True, slots=True)
class Line:
    """One group in the list. ``seats`` is "12 van 15"; ``severity`` of what needs doing."""

    pk: str
    name: str
    kind: str
    where: str
    next_day: str
    distance: str
    seats: str
    free: str
    waiting: str
    missing: str
    severity: str


def line(group: "GroupRow") -> Line:
    """On the page with all groups."""
    free = group.capacity - group.given
    missing = f"{group.unmanned} zonder trainer" if group.unmanned else ""
    return Line(
        pk=str(group.pk),
        name=group.name,
        kind=f"{group.get_programme_display()}, {level(group)}",
        where=group.gemeente.naam,
        next_day=day(group.next_on) if group.next_on else (day(group.last) if group.last else "–"),
        distance=_when(group),
        seats=f"{group.given} van {group.capacity}",
        free="" if group.cancelled_at else f"{free} vrij" if free > 0 else "vol",
        waiting=str(group.waiting) if group.waiting else "",
        missing=missing,
        severity="soon" if missing else ("neutral" if group.cancelled_at else "in-time"),
    )


def _when(group: "GroupRow") -> str:
    if group.cancelled_at:
        return "gaat niet door"
    if group.next_on is None:
        return "klaar"
    if group.first == group.next_on:
        return f"begint {distance(group.next_on, clock.today())}"
    return distance(group.next_on, clock.today())


def level(group: Group) -> str:
    """For whom it is: "nog geen Nederlands, uitleg in het Arabisch"."""
    spoken = f", uitleg ook in: {language_name(group.language)}" if group.language else ""
    return f"{group.get_level_display()}{spoken}"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody with a place or on the waiting list. ``warning``: why a look is needed."""

    pk: str
    dossier: str
    name: str
    number: str
    place: str
    language: str
    present: str
    warning: str


def members(rows: "Sequence[MemberRow]") -> tuple[list[Member], list[Member]]:
    """Who has a place, and who waits."""
    placed = [_member(row) for row in rows if row.placed_at]
    waiting = [_member(row) for row in rows if not row.placed_at]
    return placed, waiting


def _member(row: "MemberRow") -> Member:
    said = []
    if row.dossier.state != State.OPEN:
        said.append(f"dossier is {row.dossier.get_state_display()}")
    if row.said_no:
        said.append(f"zegt {row.said_no} keer niet te komen")
    if row.absent:
        said.append(f"{row.absent} keer niet gekomen")
    return Member(
        pk=str(row.pk),
        dossier=str(row.dossier_id),
        name=row.dossier.person.list_name,
        number=row.dossier.number,
        place=row.dossier.gemeente.naam,
        language=language_name(row.spoken) if row.spoken else "",
        present=f"{row.present} keer" if row.present else "",
        warning=", ".join(said),
    )


@dataclass(frozen=True, slots=True)
class OwnGroup:
    """A group in which somebody has or had a place."""

    pk: str
    group: str
    name: str
    said: str
    severity: str
    stands: bool


def of_dossier(row: Enrolment) -> OwnGroup:
    """On the page of one dossier."""
    if row.left_on:
        said, severity = f"uit de groep op {day(row.left_on)}: {row.get_leaving_display()}", "neutral"
    elif row.placed_at:
        said, severity = f"plaats sinds {day(row.placed_at.date())}", "in-time"
    else:
        said, severity = f"op de wachtlijst sinds {day(row.asked_at.date())}", "soon"
    return OwnGroup(str(row.pk), str(row.group_id), row.group.name, said, severity, row.left_on is None)


def choice(group: "GroupRow") -> str:
    """A group as a choice of a form."""
    free = group.capacity - group.given
    room = f"{free} van {group.capacity} vrij" if free > 0 else f"vol, {group.waiting} op de wachtlijst"
    since = f"vanaf {day(group.next_on)}, " if group.next_on else ""
    return f"{group.name}: {level(group)}. {group.gemeente.naam}, {since}{room}"


def candidate(dossier: "CandidateRow") -> str:
    """Somebody who could have a place, as a choice of a form."""
    spoken = f", {language_name(dossier.spoken)}" if dossier.spoken else ""
    return f"{dossier.person.list_name}, {dossier.gemeente.naam}, dossier {dossier.number}, sinds {day(dossier.opened_on)}{spoken}"
