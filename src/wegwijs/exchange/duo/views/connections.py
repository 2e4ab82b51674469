"""How each gemeente is connected to DUO."""

from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from wegwijs.access.doors import ActorRequest, door
from wegwijs.access.roles import Permission
from wegwijs.exchange.duo import queries
from wegwijs.exchange.duo.models import DuoKoppeling


@door()
def connections(request: ActorRequest) -> HttpResponse:
    """Per gemeente: by machine (address, OIN, certificate) or by the portal. Read only: an administrator sets it."""
    if not (request.actor.may(Permission.DUO_FACTS) or request.actor.may(Permission.SETTINGS_VIEW)):
        raise Http404
    rows = [
        {"gemeente": gemeente, "link": link, "certificate": _certificate(link)}
        for gemeente, link in queries.connections(request.actor)
    ]
    return render(request, "duo/connections.html", {"rows": rows, "endpoint": _endpoint(request)})


def _endpoint(request: HttpRequest) -> str:
    return request.build_absolute_uri("/duo/v1/notificaties")


def _certificate(link: DuoKoppeling | None) -> str:
    """What is wrong with the certificate's files, else nothing."""
    if link is None or not link.certificate:
        return ""
    missing = [name for name in (link.certificate, link.key) if name and not Path(name).is_file()]
    return f"niet gevonden: {', '.join(missing)}" if missing else ""
