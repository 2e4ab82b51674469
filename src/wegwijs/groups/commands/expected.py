"""Who is expected at which session: a row that its trainer reads, and the person's time taken."""

from collections.abc import Sequence

from wegwijs.agenda.commands import join, release
from wegwijs.dossiers.models import Dossier
from wegwijs.groups.models import Attendance, Group, Session
from wegwijs.groups.queries.sessions import ahead
from wegwijs.people.models import PersonLanguage


def placed(group: Group) -> list[Dossier]:
    """Whose place stands, in the order in which places were given."""
    rows = group.enrolments.filter(left_on=None).exclude(placed_at=None).order_by("placed_at", "pk")
    return [row.dossier for row in rows.select_related("dossier__person", "dossier__gemeente")]


def expect(dossier: Dossier, sessions: Sequence[Session]) -> None:
    """A row at each of these sessions that there isn't one of yet; the person's time must be taken already."""
    spoken = (
        PersonLanguage.objects.filter(person=dossier.person, contact=True)
        .values_list("code", flat=True)
        .first()
    )
    told = {"name": name_of(dossier), "language": spoken or "", "shown": True}
    Attendance.objects.filter(session__in=sessions, dossier=dossier).update(**told)
    Attendance.objects.bulk_create(
        [
            Attendance(
                session=one,
                dossier=dossier,
                gemeente=dossier.gemeente,
                organisation_id=one.organisation_id,
                **told,
            )
            for one in sessions
        ],
        ignore_conflicts=True,
    )


def name_of(dossier: Dossier) -> str:
    """How a trainer calls somebody: of whom is protected the first names only."""
    person = dossier.person
    return person.voornamen if person.protected and person.voornamen else str(person)


def take_time(dossier: Dossier, sessions: Sequence[Session]) -> None:
    """Raises DomainError when the person is expected elsewhere at one of them, naming those."""
    join([(one.source, one.slot) for one in sessions], dossier.person)


def expect_no_more(dossier: Dossier, group: Group) -> None:
    """At what has not begun; what has stays, with who was there."""
    coming = group.sessions.filter(ahead())
    rows = Attendance.objects.filter(session__in=coming, dossier=dossier, presence="")
    for session in coming:
        release(session.source, persons=[dossier.person_id])
    rows.update(shown=False)
