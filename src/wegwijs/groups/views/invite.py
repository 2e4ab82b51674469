"""Invite who has a place: a group, all groups that start soon, or one person; and who did not answer."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, attempt, bound, door
from wegwijs.access.pages import back_to
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record_list
from wegwijs.documents.batches import kind_of
from wegwijs.documents.models import LetterBatch
from wegwijs.documents.presenters.batches import batch_line
from wegwijs.documents.queries.batches import LATEST, batches
from wegwijs.dossiers.views.letter_page import letter_page
from wegwijs.errors import DomainError
from wegwijs.groups.commands import invitation, invite
from wegwijs.groups.models import Group
from wegwijs.groups.pile import AFZEGGINGEN, UITNODIGINGEN, hand_over_all
from wegwijs.groups.presenters import invite as shown
from wegwijs.groups.queries import groups as queries
from wegwijs.groups.queries import invite as asked
from wegwijs.organisations.policy import Policy, PolicyKey, policies_of
from wegwijs.ui import forms as ui
from wegwijs.ui import notices
from wegwijs.ui.parts import Chip

PLAN = Permission.GROUP_PLAN
WEEKS = (2, 4, 8)
PAGE = 200


@door(PLAN)
def of_group(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Who of a group was invited and who must be; one button makes all their letters."""
    actor = request.actor
    group = queries.group_or_404(actor, pk)
    rows = list(asked.places(actor).filter(group=group))
    waiting = [row for row in rows if row.untold]
    record_list(by=actor, page="groep: uitnodigen", shown=len(rows))
    form = bound(ui.Form, request)
    if request.method == "POST" and form.is_valid() and waiting:
        made = attempt(form, lambda: hand_over_all(waiting, by=actor))
        if made:
            return _to_the_piles(request, made)
    context = {
        "group": group, "form": form, "waiting": [shown.invitee(row) for row in waiting],
        "told": [shown.invitee(row) for row in rows if not row.untold],
        "submit": f"Maak en verstuur {shown.letters(len(waiting))}",
    }  # fmt: skip
    return render(request, "groups/invite.html", context)


@door(PLAN)
def of_all(request: ActorRequest) -> HttpResponse:
    """Whoever has to be invited for a group that comes together within some weeks."""
    actor = request.actor
    asked_for = request.GET.get("weken", "")
    weeks = int(asked_for) if asked_for in map(str, WEEKS) else WEEKS[0]
    rows = list(asked.starting(actor, clock.today() + timedelta(weeks=weeks)))
    record_list(by=actor, page="groepen: uitnodigen", shown=len(rows))
    form = bound(ui.Form, request)
    if request.method == "POST" and form.is_valid() and rows:
        made = attempt(form, lambda: hand_over_all(rows, by=actor))
        if made:
            return _to_the_piles(request, made)
    context = {
        "form": form, "count": len(rows), "groups": shown.starting(rows), "weeks": weeks,
        "chips": [Chip(f"{n} weken", f"?weken={n}", n == weeks) for n in WEEKS],
        "submit": f"Maak en verstuur {shown.letters(len(rows))}",
        "batches": [batch_line(one, kind_of(one.kind)) for one in batches(actor, UITNODIGINGEN, AFZEGGINGEN)[:LATEST]],
    }  # fmt: skip
    return render(request, "groups/invite_all.html", context)


def _to_the_piles(request: ActorRequest, made: list[LetterBatch]) -> HttpResponse:
    if len(made) == 1:
        return redirect("documents:batch", made[0].pk)
    notices.saved(request, f"Wegwijs maakt de brieven: {len(made)} partijen, voor elke gemeente een.")
    return redirect("groups:invite_all")


@door(PLAN)
def of_one(request: ActorRequest, pk: UUID, enrolment_pk: UUID) -> HttpResponse:
    """One letter, seen before it goes; also again, for who lost it."""
    actor, today = request.actor, clock.today()
    group = queries.group_or_404(actor, pk)
    place = queries.enrolment_or_404(actor, group, enrolment_pk, page="groep: uitnodiging")
    dossier = place.dossier
    try:
        said = invitation(place, by=actor, on=today)
    except DomainError as refusal:
        messages.warning(request, str(refusal))
        return redirect("groups:invite", pk)
    return letter_page(
        request,
        dossier,
        lambda: said,
        lambda channel, seen: invite(place, by=actor, on=today, channel=channel, seen=seen),
        title=f"Uitnodiging voor {group.name}",
        tab="Uitnodiging voor een groep",
        lead="De code om te antwoorden maakt Wegwijs als de brief weggaat. Een code uit een eerdere brief werkt dan niet meer.",
        done="De uitnodiging is verzonden. De code uit een eerdere brief werkt niet meer.",
        back=back_to("groups:invite", "Terug", pk),
    )


@require_safe
@door(PLAN)
def unanswered(request: ActorRequest) -> HttpResponse:
    """Whom to call: who was invited to a session within some days and did not answer."""
    actor, today = request.actor, clock.today()
    rules = policies_of(actor.gemeenten(PLAN), on=today)
    days = {gemeente.pk: found[PolicyKey.REPLY_DAYS] for gemeente, found in rules.items()}
    last = today + timedelta(days=max((rule.value for rule in days.values()), default=0))
    found = list(asked.unanswered(actor, last)[: PAGE + 1])
    rows = [row for row in found[:PAGE] if _soon(row.session.group, row.session.on - today, days)]
    record_list(by=actor, page="groepen: nog geen antwoord", shown=len(rows))
    context = {
        "sessions": shown.unanswered(rows, actor),
        "rules": sorted({f"{rule.value} dagen ({rule.source})" for rule in days.values()}),
        "more": len(found) > PAGE,
    }
    return render(request, "groups/unanswered.html", context)


def _soon(group: Group, ahead: timedelta, days: dict[str, Policy]) -> bool:
    rule = days.get(group.gemeente_id)
    return rule is None or ahead.days <= rule.value
