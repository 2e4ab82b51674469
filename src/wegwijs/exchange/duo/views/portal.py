"""What must still be entered in DUO's portal, for gemeenten without a machine link, and what was."""

from collections.abc import Sequence
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from wegwijs.access.doors import ActorRequest, bound, carried_out, door
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record_list
from wegwijs.exchange.duo import presenters, queries
from wegwijs.exchange.duo.commands import put_back, see_message, tick_off
from wegwijs.exchange.duo.forms import PutBackForm, TickForm
from wegwijs.exchange.duo.views import keys
from wegwijs.messages.models import OutboundMessage
from wegwijs.ui import notices
from wegwijs.ui.parts import Chip


@door(Permission.DUO_FACTS)
def portal(request: ActorRequest) -> HttpResponse:
    """The work list, oldest first; of one gemeente for someone who is signed in at DUO for it."""
    after = keys.read(request.GET.get("na", "").replace(" ", "+"))
    gemeenten = queries.gemeenten_by_hand(request.actor)
    chosen = next((g.code for g in gemeenten if g.code == request.GET.get("gemeente")), "")
    narrowed = {"gemeente": chosen} if chosen else {}
    found = list(queries.portal_worklist(request.actor, gemeente=chosen, after=after)[: keys.PAGE + 1])
    rows, more = keys.cut(found, lambda m: (m.created_at, m.pk))
    record_list(by=request.actor, page="portaal van DUO", shown=len(rows))
    return render(
        request,
        "duo/portal.html",
        {
            "items": _items(request, rows),
            "next": f"?{urlencode({**narrowed, 'na': more})}" if more else "",
            "first": f"?{urlencode(narrowed)}" if after else "",
            "gemeenten": gemeenten,
            "choices": [
                Chip(g.naam, "?" if g.code == chosen else f"?gemeente={g.code}", g.code == chosen)
                for g in gemeenten
            ],
            "narrowed": bool(chosen),
        },
    )


@door(Permission.DUO_FACTS)
def done(request: ActorRequest) -> HttpResponse:
    """What was entered, newest first: when, by whom."""
    after = keys.read(request.GET.get("na", "").replace(" ", "+"))
    found = list(queries.portal_done(request.actor, after=after)[: keys.PAGE + 1])
    rows, more = keys.cut(found, lambda m: (m.settled_at or m.created_at, m.pk))
    record_list(by=request.actor, page="ingevoerd bij DUO", shown=len(rows))
    return render(
        request,
        "duo/portal_done.html",
        {
            "items": _items(request, rows),
            "next": f"?na={more}" if more else "",
            "first": "?" if after else "",
        },
    )


@door(Permission.DUO_FACTS)
def item(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The fields to copy, and the form that ticks it off; what was ticked off by mistake is put back."""
    message = queries.portal_item(request.actor, pk)
    title = presenters.title_of(message)
    form: TickForm | PutBackForm
    if message.settled_at:
        form = bound(PutBackForm, request)
        done = carried_out(
            request, form, lambda data: put_back(message, by=request.actor, reason=data["reason"])
        )
        said = f"Staat weer op de lijst: {title}."
    else:
        form = bound(TickForm, request)
        done = carried_out(request, form, lambda data: tick_off(message, by=request.actor, on=data["on"]))
        said = f"Afgevinkt: {title}."
    if done:
        notices.saved(request, said)
        return redirect("duo:portal")
    see_message(message.pk, by=request.actor, gemeente=message.gemeente_id)
    return render(request, "duo/portal_item.html", {"item": _items(request, [message])[0], "form": form})


def _items(request: ActorRequest, rows: Sequence[OutboundMessage]) -> list[presenters.PortalItem]:
    dossiers = queries.dossiers_of(request.actor, (m.dossier_id for m in rows))
    return [
        presenters.portal_item(m, dossiers, may_reveal=request.actor.may(Permission.BSN_SHOW, m.gemeente_id))
        for m in rows
    ]
