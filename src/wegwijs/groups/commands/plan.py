"""Make a group with its sessions, change it, call it off."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.errors import Conflict, DomainError
from wegwijs.groups.commands.places import fill, leave_all
from wegwijs.groups.commands.sessions import SessionFacts, put_session, withdraw_session
from wegwijs.groups.models import Group, Level, Programme
from wegwijs.people.languages import language_name


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """What a group is; ``gemeente`` is a code, ``language`` one of ISO 639 or "" (only Dutch)."""

    gemeente: str
    programme: Programme
    name: str
    level: Level
    language: str
    capacity: int


@transaction.atomic
def make_group(facts: GroupFacts, sessions: Sequence[SessionFacts], *, by: Actor) -> Group:
    """A group with all its sessions, or nothing.

    Raises NotAllowed without the right there; DomainError without sessions, and whatever planning one of them refuses.
    """
    by.require(Permission.GROUP_PLAN, facts.gemeente)
    if not sessions:
        raise DomainError("Een groep heeft ten minste één bijeenkomst. Vul een datum in.")
    made = Group.objects.create(
        gemeente_id=facts.gemeente, programme=facts.programme, name=facts.name, level=facts.level,
        language=facts.language, capacity=facts.capacity, made_at=clock.now(),
    )  # fmt: skip
    for one in sessions:
        put_session(made, one)
    note(made, by, "groep gemaakt")
    return made


@transaction.atomic
def change_group(group: Group, facts: GroupFacts, *, by: Actor, expected_version: int) -> Group:
    """Another name, level, language or number of places; who waits gets a place that comes free.

    Raises NotAllowed, Conflict when a colleague changed it, DomainError for fewer places than are given.
    """
    current = held(group, by)
    if current.version != expected_version:
        raise Conflict(
            "Een collega heeft deze groep net gewijzigd.",
            theirs={
                "name": current.name, "level": current.get_level_display(),
                "language": language_name(current.language) if current.language else "alleen Nederlands",
                "capacity": str(current.capacity),
            },
            version=current.version,
            what="Groep",
        )  # fmt: skip
    placed = current.enrolments.filter(left_on=None).exclude(placed_at=None).count()
    if facts.capacity < placed:
        raise DomainError(
            f"Er hebben al {placed} mensen een plaats. Vul {placed} of meer in, of haal eerst iemand uit de groep.",
            field="capacity",
        )
    current.name, current.level, current.language = facts.name, facts.level, facts.language
    current.capacity, current.version = facts.capacity, current.version + 1
    current.save()
    note(current, by, "groep gewijzigd")
    fill(current, by=by)
    return current


@transaction.atomic
def cancel_group(group: Group, *, by: Actor) -> None:
    """It doesn't go on: what is still to come is called off and everybody leaves. Twice changes nothing."""
    current = held(group, by, also_cancelled=True)
    if current.cancelled_at:
        return
    for session in current.sessions.filter(cancelled_at=None, on__gte=clock.today()):
        # One of today at which somebody registered who was there has been, and hours belong to it.
        if not session.attendances.exclude(presence="").exists():
            withdraw_session(session)
    leave_all(current, by=by)
    current.cancelled_at = clock.now()
    current.version += 1
    current.save()
    note(current, by, "groep afgezegd")


def held(group: Group, by: Actor, *, also_cancelled: bool = False) -> Group:
    """The group, held so that two people don't give the last place at once. Raises NotAllowed, DomainError when called off."""
    by.require(Permission.GROUP_PLAN, group.gemeente_id)
    current = Group.objects.select_for_update().get(pk=group.pk)
    if current.cancelled_at and not also_cancelled:
        raise DomainError("Deze groep gaat niet door. Kies een andere groep.")
    return current


def note(group: Group, by: Actor, what: str) -> None:
    """The audit row of an act on a group."""
    record(by=by, action=Action.CHANGE, kind="groep", key=group.pk, gemeente=group.gemeente_id, detail=what)
