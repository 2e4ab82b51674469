"""A household that falls apart while money is kept: a judgement that somebody must give before anything is paid for who left."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.dossiers.commands import add_task, drop_task
from wegwijs.errors import DomainError
from wegwijs.people.models import HouseholdMember
from wegwijs.people.queries import household_on
from wegwijs.rowsecurity.scope import widened
from wegwijs.stages.ontzorgen.commands.after import noted, told, without_bsn
from wegwijs.stages.ontzorgen.commands.traject import held_for_edit, judged, unchanged
from wegwijs.stages.ontzorgen.models import Ontzorging
from wegwijs.ui.format import day

ONE_DAY = timedelta(days=1)
ADULTS = (HouseholdMember.Part.HOOFD, HouseholdMember.Part.PARTNER)
FIELDS = ("split_on", "split_left", "split_account", "split_rent", "split_leefgeld", "split_reason", "split_judged_by", "split_judged_at", "version")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Split:
    """Who keeps the account, the home with its bills, and the leefgeld; and how a partner's duty stands now."""

    account: str
    rent: str
    leefgeld: str
    partner: str
    reason: str


def task_key(row: Ontzorging) -> str:
    """By which the task is known."""
    return f"ontzorgen:uit-elkaar:{row.pk}"


def partner_left(member: HouseholdMember, *, by: Actor) -> None:
    """One of two adults no longer lives with the other: for both whose money is kept somebody must judge. Who moves along a moment later
    undoes it. Whoever says that they left needs no right on money."""
    if member.part not in ADULTS or member.valid_to is None:
        return
    first = member.valid_to + ONE_DAY
    with widened():
        for other in _beside(member):
            home = household_on(member.person, first)
            if home is not None and home == household_on(other.person, first):
                _together(member, other, by=by)
                continue
            for who, left in ((member.person_id, True), (other.person_id, False)):
                for row in _running(who):
                    _apart(row, first, left=left, by=by)


def _beside(member: HouseholdMember) -> list[HouseholdMember]:
    """The other adults on the last day."""
    there = Q(valid_to=None) | Q(valid_to__gte=member.valid_to)
    rows = HouseholdMember.objects.filter(
        there, household=member.household_id, valid_from__lte=member.valid_to, part__in=ADULTS
    )
    return list(rows.exclude(person=member.person_id).select_related("person").order_by("pk"))


def _running(person: UUID) -> list[Ontzorging]:
    rows = Ontzorging.objects.select_for_update(of=("self",)).exclude(state=Ontzorging.State.KLAAR)
    return list(
        rows.filter(dossier__person=person)
        .select_related("dossier", "dossier__regisseur", "administrator")
        .order_by("pk")
    )


def _apart(row: Ontzorging, on: date, *, left: bool, by: Actor) -> None:
    if row.split_on == on and row.split_left == left:
        return
    _clear(row)
    row.split_on, row.split_left = on, left
    _save(row)
    ask_to_judge(row)
    told(row, f"het huishouden is uit elkaar sinds {day(on)}; een oordeel is nodig", by=by)


def _together(member: HouseholdMember, other: HouseholdMember, *, by: Actor) -> None:
    """They moved together after all, one a moment after the other."""
    for person in (member.person_id, other.person_id):
        for row in _running(person):
            if row.split_undecided:
                _clear(row)
                _save(row)
                drop_task(row.dossier, task_key(row), by=by, on=clock.today())
                told(row, "het huishouden is toch samen verhuisd", by=by)


def _clear(row: Ontzorging) -> None:
    row.split_on, row.split_left, row.split_judged_at = None, False, None
    row.split_account = row.split_rent = row.split_leefgeld = row.split_reason = row.split_judged_by = ""


def _save(row: Ontzorging) -> None:
    row.version += 1
    row.save(update_fields=FIELDS)


def ask_to_judge(row: Ontzorging) -> None:
    """The task; asked again each morning until somebody judged, whoever ticked it off."""
    assert row.split_on  # noqa: S101 - only asked of a household that fell apart
    who = "De cliënt vertrok" if row.split_left else "De partner vertrok"
    stop = " Tot dan gaat voor deze cliënt geen betaling uit." if row.split_left else ""
    add_task(
        row.dossier, "Beslis over het geld nu het huishouden uit elkaar is",
        why=f"{who}, vanaf {day(row.split_on)} wonen zij niet meer samen. Wie houdt de rekening, wie de huur, wie krijgt het leefgeld?{stop}"[:240],
        due_on=clock.today(), assigned_to=row.administrator, link=reverse("ontzorgen:split", args=[row.dossier_id]),
        source_key=task_key(row),
    )  # fmt: skip


def ask_again() -> int:
    """Each morning: for how many this still waits. Twice changes nothing."""
    rows = Ontzorging.objects.filter(split_on__isnull=False, split_judged_at=None).exclude(
        state=Ontzorging.State.KLAAR
    )
    found = list(rows.select_related("dossier__regisseur", "administrator"))
    for row in found:
        ask_to_judge(row)
    return len(found)


@transaction.atomic
def decide_split(row: Ontzorging, wanted: Split, *, by: Actor, expected_version: int) -> Ontzorging:
    """Who keeps what from now on: a judgement, since no rule says so (law 0.3). Payments go on; the plan is changed by who keeps it.

    Raises Conflict when a colleague changed it since; DomainError when nothing fell apart, and without a choice or reason.
    """
    current = held_for_edit(row, by)
    unchanged(
        current, expected_version, split_reason=current.split_reason, partner=current.get_partner_display()
    )
    if current.split_on is None:
        raise DomainError("Dit huishouden is niet uit elkaar. Er is niets te beslissen.")
    for field, chosen in (
        ("split_account", wanted.account),
        ("split_rent", wanted.rent),
        ("split_leefgeld", wanted.leefgeld),
    ):
        if chosen not in Ontzorging.Wie.values:
            raise DomainError("Maak een keuze.", field=field)
    if wanted.partner not in Ontzorging.Partner.values:
        raise DomainError("Kies hoe het nu met een partner staat.", field="partner")
    reason = wanted.reason.strip()
    if not reason:
        raise DomainError(
            "Schrijf op waarom zo. Een regel hierover is er niet; dit is uw oordeel.", field="split_reason"
        )
    without_bsn(split_reason=reason)
    judged(wanted.partner, reason)
    current.split_account, current.split_rent, current.split_leefgeld = (
        wanted.account,
        wanted.rent,
        wanted.leefgeld,
    )
    current.split_reason, current.split_judged_by, current.split_judged_at = reason, by.label, clock.now()
    current.partner, current.partner_reason, current.partner_judged_by = wanted.partner, reason, by.label
    current.version += 1
    current.save()
    drop_task(current.dossier, task_key(current), by=by, on=clock.today())
    noted(current, "oordeel na vertrek van een partner", by=by)
    told(current, "besloten wie rekening, huur en leefgeld houdt", by=by)
    return current
