"""Invite who has a place: a group, all groups that start soon, or one person; and who did not answer."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, attempt, bound, door
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record_list
from wegwijs.documents.batches import kind_of
from wegwijs.documents.presenters.batches import batch_line
from wegwijs.documents.queries.batches import LATEST, batches
from wegwijs.groups.commands import invitation, invite
from wegwijs.groups.models import Group
from wegwijs.groups.pile import PILES, hand_over_all
from wegwijs.groups.presenters import invite as shown
from wegwijs.groups.queries import groups as queries
from wegwijs.groups.queries import invite as asked
from wegwijs.groups.queries import remind as reminders
from wegwijs.groups.views.one_letter import one_letter
from wegwijs.groups.views.piles import to_the_piles
from wegwijs.organisations.policy import Policy, PolicyKey, policies_of
from wegwijs.ui import forms as ui
from wegwijs.ui.parts import Chip

PLAN = Permission.GROUP_PLAN
WEEKS = (2, 4, 8)
PAGE = 200


@door(PLAN)
def of_group(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Who of a group was invited and who must be; one button makes all their letters."""
    actor = request.actor
    group = queries.group_or_404(actor, pk)
    rows = list(reminders.letters(actor, group))
    waiting, silent = [row for row in rows if row.untold], [row for row in rows if row.silent]
    record_list(by=actor, page="groep: uitnodigen", shown=len(rows))
    form = bound(ui.Form, request)
    if request.method == "POST" and form.is_valid() and waiting:
        made = attempt(form, lambda: hand_over_all(waiting, by=actor))
        if made:
            return to_the_piles(request, made)
    context = {
        "group": group, "form": form, "waiting": [shown.invitee(row) for row in waiting],
        "silent": [shown.invitee(row) for row in silent], "remind": shown.reminders(len(silent)),
        "told": [shown.invitee(row) for row in rows if not row.untold and not row.silent],
        "submit": f"Maak en verstuur {shown.letters(len(waiting))}",
    }  # fmt: skip
    return render(request, "groups/invite.html", context)


@door(PLAN)
def of_all(request: ActorRequest) -> HttpResponse:
    """Whoever has to be invited for a group that comes together within some weeks."""
    actor = request.actor
    asked_for = request.GET.get("weken", "")
    weeks = int(asked_for) if asked_for in map(str, WEEKS) else WEEKS[0]
    found = list(reminders.to_write(actor, clock.today() + timedelta(weeks=weeks)))
    rows, silent = [row for row in found if row.untold], [row for row in found if row.silent]
    record_list(by=actor, page="groepen: uitnodigen", shown=len(found))
    form = bound(ui.Form, request)
    if request.method == "POST" and form.is_valid() and rows:
        made = attempt(form, lambda: hand_over_all(rows, by=actor))
        if made:
            return to_the_piles(request, made)
    context = {
        "form": form, "count": len(rows), "silent": shown.starting(silent), "remind": shown.reminders(len(silent)), "groups": shown.starting(rows), "weeks": weeks,
        "chips": [Chip(f"{n} weken", f"?weken={n}", n == weeks) for n in WEEKS],
        "submit": f"Maak en verstuur {shown.letters(len(rows))}",
        "batches": [batch_line(one, kind_of(one.kind)) for one in batches(actor, *PILES)[:LATEST]],
    }  # fmt: skip
    return render(request, "groups/invite_all.html", context)


@door(PLAN)
def of_one(request: ActorRequest, pk: UUID, enrolment_pk: UUID) -> HttpResponse:
    """One letter, seen before it goes; also again, for who lost it."""
    actor, today = request.actor, clock.today()
    group = queries.group_or_404(actor, pk)
    place = queries.enrolment_or_404(actor, group, enrolment_pk, page="groep: uitnodiging")
    return one_letter(
        request,
        place,
        lambda: invitation(place, by=actor, on=today),
        lambda channel, seen: invite(place, by=actor, on=today, channel=channel, seen=seen),
        list_page="groups:invite",
        back="Terug",
        title=f"Uitnodiging voor {group.name}",
        tab="Uitnodiging voor een groep",
        lead="De code om te antwoorden maakt Wegwijs als de brief weggaat. Een code uit een eerdere brief werkt dan niet meer.",
        done="De uitnodiging is verzonden. De code uit een eerdere brief werkt niet meer.",
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
