"""Messages from and to DUO: what failed first, then the rest; each with DUO's answer and a way to try again."""

from collections.abc import Sequence
from typing import TypeVar
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages as notes
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.pages import back_to, form_page
from wegwijs.access.roles import Permission
from wegwijs.errors import DomainError
from wegwijs.exchange.duo import presenters, queries
from wegwijs.exchange.duo.commands import retry_inbound, reveal_numbers, see_message, send_again, set_aside
from wegwijs.exchange.duo.forms import AsideForm
from wegwijs.exchange.duo.views import keys
from wegwijs.messages.models import InboundMessage, OutboundMessage
from wegwijs.messages.queries import Health
from wegwijs.ui import notices
from wegwijs.ui.format import moment

M = TypeVar("M", InboundMessage, OutboundMessage)
FAILED_SHOWN = 50
SIDES = {"in": "Van DUO", "uit": "Naar DUO"}


@door(Permission.DUO_FACTS)
def messages(request: ActorRequest) -> HttpResponse:
    """The list of one side. Failed messages stand above it, at most fifty."""
    side = request.GET.get("kant", "in") if request.GET.get("kant") in SIDES else "in"
    after = keys.read(request.GET.get("na", "").replace(" ", "+"))
    failed, rows, more = (_came if side == "in" else _went)(request, after)
    stand, troubles = queries.stand(request.actor)
    return render(
        request,
        "duo/messages.html",
        {
            "side": side,
            "sides": [(key, label, f"?kant={key}") for key, label in SIDES.items()],
            "stand": stand,
            "troubles": troubles,
            "stuck": [] if troubles else _stuck(stand),
            "failed": failed,
            "more_failed": len(failed) == FAILED_SHOWN,
            "rows": rows,
            "next": "?" + urlencode({"kant": side, "na": more}) if more else "",
            "first": f"?kant={side}" if after else "",
        },
    )


Lines = tuple[list[presenters.Line], list[presenters.Line], str]


def _came(request: ActorRequest, after: queries.Key | None) -> Lines:
    found = queries.came(request.actor, after=after, failed=FAILED_SHOWN, rest=keys.PAGE + 1)
    failed, others = _apart(found)
    rows, more = keys.cut(others, lambda m: (m.received_at, m.pk))
    dossiers = queries.dossiers_of(request.actor, (m.dossier_id for m in (*failed, *rows)))
    lines = [presenters.inbound_line(m, dossiers) for m in (*failed, *rows)]
    return lines[: len(failed)], lines[len(failed) :], more


def _went(request: ActorRequest, after: queries.Key | None) -> Lines:
    found = queries.went(request.actor, after=after, failed=FAILED_SHOWN, rest=keys.PAGE + 1)
    failed, others = _apart(found)
    rows, more = keys.cut(others, lambda m: (m.created_at, m.pk))
    dossiers = queries.dossiers_of(request.actor, (m.dossier_id for m in (*failed, *rows)))
    lines = [presenters.outbound_line(m, dossiers) for m in (*failed, *rows)]
    return lines[: len(failed)], lines[len(failed) :], more


def _apart(rows: Sequence[M]) -> tuple[list[M], list[M]]:
    """What failed, and the others; both as they come."""
    marked = [(m, bool(m.is_failed)) for m in rows]  # type: ignore[attr-defined]  # annotated by the query
    return [m for m, failed in marked if failed], [m for m, failed in marked if not failed]


def _stuck(stand: Health) -> list[str]:
    """What doesn't move, each as a sentence with what to do."""
    said = []
    if stand.since_in:
        said.append(
            f"Berichten van DUO worden niet verwerkt: het oudste wacht sinds {moment(stand.since_in)}. Er gaat niets "
            "verloren. Vraag de beheerder of het achtergrondproces draait en of DUO bereikbaar is."
        )
    if stand.since_out:
        said.append(
            f"Berichten aan DUO komen niet aan: het oudste wacht sinds {moment(stand.since_out)}. Wegwijs blijft het "
            "proberen. Nadert een termijn? Voer het bericht dan in bij het portaal van DUO."
        )
    return said


@door(Permission.DUO_FACTS)
def message_in(request: ActorRequest, pk: UUID) -> HttpResponse:
    """One message of DUO. Posting shows the numbers of the person, which is recorded."""
    message = queries.message_in(request.actor, pk)
    may_reveal = request.actor.may(Permission.BSN_SHOW, message.gemeente_id)
    shown: dict[str, str] = {}
    if request.method == "POST":
        if not may_reveal:
            raise Http404
        shown = reveal_numbers(message, by=request.actor)
    see_message(message.pk, by=request.actor, gemeente=message.gemeente_id)
    dossiers = queries.dossiers_of(request.actor, [message.dossier_id])
    return render(
        request,
        "duo/message.html",
        {
            "line": presenters.inbound_line(message, dossiers),
            "facts": presenters.inbound_facts(message),
            "raw": presenters.raw(message),
            "may_reveal": may_reveal and not shown,
            "shown": shown,
            "side": "in",
        },
    )


@door(Permission.DUO_FACTS)
def message_out(request: ActorRequest, pk: UUID) -> HttpResponse:
    """One message to DUO, with what DUO answered."""
    message = queries.message_out(request.actor, pk)
    see_message(message.pk, by=request.actor, gemeente=message.gemeente_id)
    dossiers = queries.dossiers_of(request.actor, [message.dossier_id])
    return render(
        request,
        "duo/message.html",
        {
            "line": presenters.outbound_line(message, dossiers),
            "facts": presenters.outbound_facts(message),
            "fields": presenters.fields(message),
            "raw": presenters.raw(message),
            "side": "uit",
        },
    )


@door(Permission.DUO_FACTS)
def put_aside(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Nothing must be done about a message that can't be handled: say why, and it asks no more."""
    message = queries.message_in(request.actor, pk)
    see_message(message.pk, by=request.actor, gemeente=message.gemeente_id)
    line = presenters.inbound_line(message, queries.dossiers_of(request.actor, [message.dossier_id]))
    return form_page(
        request,
        bound(AsideForm, request),
        lambda data: set_aside(message, by=request.actor, reason=data["reason"]),
        title="Bericht wegleggen",
        tab="Bericht van DUO wegleggen",
        lead=f"{line.what[:1].upper()}{line.what[1:]}, {line.when}",
        done="Het bericht is weggelegd. Het blijft bewaard.",
        submit="Leg weg",
        back=back_to("duo:message_in", "Bericht", pk),
        template="duo/put_aside.html",
        more=lambda: {"said": line.said},
    )


@require_POST
@door(Permission.DUO_FACTS)
def retry_in(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Handle a message of DUO again, now."""
    message = queries.message_in(request.actor, pk)
    try:
        retry_inbound(message, by=request.actor)
    except DomainError as refusal:
        notes.error(request, str(refusal))
        return redirect("duo:message_in", pk)
    outcome = queries.message_in(request.actor, pk).outcome
    notices.saved(request, f"Het bericht is opnieuw verwerkt. {outcome}")
    return redirect("duo:message_in", pk)


@require_POST
@door(Permission.DUO_FACTS)
def retry_out(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Send a message to DUO again, now."""
    message = queries.message_out(request.actor, pk)
    try:
        send_again(message, by=request.actor)
    except DomainError as refusal:
        notes.error(request, str(refusal))
    else:
        notices.saved(request, "Het bericht staat weer klaar en gaat binnen een minuut naar DUO.")
    return redirect("duo:message_out", pk)
