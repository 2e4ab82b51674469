"""Whose code this is, and what they are asked."""

from wegwijs.agenda.queries import hash_of
from wegwijs.groups.codes import as_kept
from wegwijs.groups.models import Attendance, Enrolment
from wegwijs.groups.queries.invite import coming
from wegwijs.rowsecurity.scope import enter, of_gemeente, widened


def place_by_code(typed: str) -> Enrolment | None:
    """The place that a code was sent to; from then on the transaction sees the rows of that gemeente. None: no such code.

    Reads no person. A code ends with the place: its hash is taken away then.
    """
    kept = as_kept(typed)
    if not kept:
        return None
    standing = Enrolment.objects.filter(
        secret_hash=hash_of(kept), left_on=None, placed_at__isnull=False, group__cancelled_at=None
    )
    with widened():
        found = standing.values_list("pk", "dossier__gemeente").first()
    if found is None:
        return None
    pk, gemeente = found
    enter(of_gemeente(gemeente))
    return Enrolment.objects.select_related("group").get(pk=pk)


def asked(row: Enrolment) -> list[Attendance]:
    """What can be answered now: the sessions that were told of and have not begun."""
    return [one for one in coming(row) if one.invited_on]
