"""Remind who did not answer: of one group, of all groups that begin soon, or one person."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, door
from wegwijs.access.roles import Permission
from wegwijs.errors import DomainError
from wegwijs.groups.commands import remind, reminder
from wegwijs.groups.models import Group
from wegwijs.groups.pile import HERINNERINGEN, hand_over_all
from wegwijs.groups.queries import groups as queries
from wegwijs.groups.queries.remind import to_remind
from wegwijs.groups.views.one_letter import one_letter
from wegwijs.groups.views.piles import to_the_piles

PLAN = Permission.GROUP_PLAN


@require_POST
@door(PLAN)
def of_group(request: ActorRequest, pk: UUID) -> HttpResponse:
    """A pile of reminders for a group."""
    return _handed_over(request, queries.group_or_404(request.actor, pk))


@require_POST
@door(PLAN)
def of_all(request: ActorRequest) -> HttpResponse:
    """The same for every group that begins soon."""
    return _handed_over(request, None)


def _handed_over(request: ActorRequest, group: Group | None) -> HttpResponse:
    try:
        made = hand_over_all(list(to_remind(request.actor, group)), by=request.actor, kind=HERINNERINGEN)
    except DomainError as refusal:
        messages.warning(request, str(refusal))
        return redirect("groups:invite", group.pk) if group else redirect("groups:invite_all")
    return to_the_piles(request, made)


@door(PLAN)
def of_one(request: ActorRequest, pk: UUID, enrolment_pk: UUID) -> HttpResponse:
    """One letter, seen before it goes; also for whom no letter goes to by itself."""
    actor, today = request.actor, clock.today()
    group = queries.group_or_404(actor, pk)
    place = queries.enrolment_or_404(actor, group, enrolment_pk, page="groep: herinnering")
    return one_letter(
        request,
        place,
        lambda: reminder(place, by=actor, on=today),
        lambda channel, seen: remind(place, by=actor, on=today, channel=channel, seen=seen),
        list_page="groups:invite",
        back="Terug",
        title=f"Herinnering voor {group.name}",
        tab="Herinnering aan een uitnodiging",
        lead="De brief van de uitnodiging nog een keer, met dezelfde code om te antwoorden.",
        done="De herinnering is verzonden.",
    )
