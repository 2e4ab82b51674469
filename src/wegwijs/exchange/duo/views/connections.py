"""How each gemeente is connected to DUO: seen by who waits for DUO, set by functional management."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.pages import back_to, form_page
from wegwijs.access.roles import Permission
from wegwijs.exchange.duo import presenters, queries
from wegwijs.exchange.duo.commands import change_connection, try_connection
from wegwijs.exchange.duo.forms import ConnectionForm
from wegwijs.organisations.models import Gemeente

BEHEER = ("organisations:settings", "Beheer")


@door()
def connections(request: ActorRequest) -> HttpResponse:
    """Per gemeente: by machine (address, OIN, certificate, when DUO answered last) or by the portal."""
    if not (request.actor.may(Permission.DUO_FACTS) or request.actor.may(Permission.SETTINGS_VIEW)):
        raise Http404
    rows = [
        presenters.connection_line(gemeente, link, may_change=_may_change(request, gemeente))
        for gemeente, link in queries.connections(request.actor)
    ]
    back, label = ("duo:messages", "Berichten") if request.actor.may(Permission.DUO_FACTS) else BEHEER
    return render(
        request,
        "duo/connections.html",
        {
            "rows": rows,
            "endpoint": _endpoint(request),
            "may_change": any(row.change for row in rows),
            "back": reverse(back),
            "back_label": label,
        },
    )


def _endpoint(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("duo:duo-api:notificaties"))


def _may_change(request: ActorRequest, gemeente: Gemeente) -> bool:
    return request.actor.sees_all and request.actor.may(Permission.SETTINGS_VIEW, gemeente.pk)


def _to_change(request: ActorRequest, code: str) -> Gemeente:
    found = queries.gemeente_or_404(code)
    if not _may_change(request, found):
        raise Http404
    return found


@door(Permission.SETTINGS_VIEW, fresh=True)
def connection(request: ActorRequest, code: str) -> HttpResponse:
    """Set the link of one gemeente, or take it back to the portal."""
    gemeente = _to_change(request, code)
    form = bound(ConnectionForm, request, link=queries.link_of(gemeente))
    return form_page(
        request,
        form,
        lambda _: change_connection(gemeente, by=request.actor, **form.link()),
        title=f"Koppeling van {gemeente.naam} met DUO",
        tab="Koppeling met DUO",
        lead=f"OIN van de gemeente: {gemeente.oin}",
        done=str,
        back=back_to("duo:connections", "Koppelingen"),
        template="duo/connection.html",
        more=lambda: {"waits": queries.waits_for(gemeente)},
    )


@require_POST
@door(Permission.SETTINGS_VIEW)
def try_it(request: ActorRequest, code: str) -> HttpResponse:
    """See now whether DUO answers."""
    works, said = try_connection(_to_change(request, code), by=request.actor)
    (messages.success if works else messages.error)(request, said)
    return redirect("duo:connections")
