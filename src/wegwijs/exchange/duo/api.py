"""The one door that DUO knocks on: POST /duo/v1/notificaties (Notificatie 1.8.0).

Every answer carries API-Version. Errors are problem+json (RFC 9457) that also carry DUO's own ``fouttekst``, and never
repeat what was sent. What is refused is named in the log by its number and reason only: it stays with DUO.
"""

import json
import logging
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from http import HTTPStatus
from typing import Annotated, Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from ninja import Header, NinjaAPI
from ninja.decorators import decorate_view
from ninja.errors import HttpError, ValidationError
from stdnum.nl import bsn as bsn_check

from wegwijs.exchange.duo.commands import receive_notification
from wegwijs.exchange.duo.jobs import handle
from wegwijs.exchange.duo.notification import Foutmelding, Notificatie
from wegwijs.organisations.models import Gemeente
from wegwijs.rowsecurity.scope import entered, of_gemeente

VERSION = "1.8.0"
MAX_BODY = 4096
TOO_LARGE = f"Het bericht is te groot: ten hoogste {MAX_BODY} bytes"
log = logging.getLogger(__name__)
Run = Callable[..., HttpResponse]


class DuoApi(NinjaAPI):
    """Every answer carries API-Version; no answer repeats what was sent."""

    def create_response(self, request: HttpRequest, data: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401 ninja's own
        response = super().create_response(request, data, **kwargs)
        response["API-Version"] = VERSION
        return response


api = DuoApi(
    title="Wegwijs: notificaties van DUO",
    version=VERSION,
    urls_namespace="duo-api",
    docs_url=None,
    openapi_url=None,
)


def _fault(request: HttpRequest, status: int, text: str) -> HttpResponse:
    problem = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": text,
        "fouttekst": text,
    }
    response = api.create_response(request, problem, status=status)
    response["Content-Type"] = "application/problem+json"
    log.warning("a notification of DUO is refused: %s, %s", status, text)
    return response


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """400 naming the fields, never their values."""
    fields = sorted({str(part["loc"][-1]) for part in error.errors})
    return _fault(request, 400, f"Ongeldig of ontbrekend: {', '.join(fields)}"[:200])


@api.exception_handler(HttpError)
def unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    """What ninja refuses itself: a body that is no JSON."""
    return _fault(request, error.status_code, "Het bericht is niet te lezen als JSON")


def _readable(run: Run) -> Run:
    """Looks at size and kind before the content is read. DUO's specification knows 400 for each, no 413 or 415."""

    @wraps(run)
    def looked_at(request: HttpRequest, **kwargs: object) -> HttpResponse:
        length = request.headers.get("Content-Length", "")
        try:
            if (length.isdigit() and int(length) > MAX_BODY) or len(request.body) > MAX_BODY:
                return _fault(request, 400, TOO_LARGE)
        except RequestDataTooBig:
            return _fault(request, 400, TOO_LARGE)
        except UnreadablePostError:
            return _fault(request, 400, "Het bericht brak af voor het einde")
        if (request.content_type or "").lower() != "application/json":
            return _fault(request, 400, "Stuur het bericht als application/json")
        return run(request, **kwargs)

    return looked_at


@api.post(
    "/notificaties",
    response={201: None, 400: Foutmelding, 401: Foutmelding, 403: Foutmelding, 503: Foutmelding},
)
@decorate_view(_readable)
def notificaties(
    request: HttpRequest,
    body: Notificatie,
    bericht_id: Annotated[UUID, Header(alias="berichtId")],
    bron: Annotated[str, Header(alias="bron")],
    doel: Annotated[str, Header(alias="doel")],
) -> HttpResponse:
    """Store the notification and hand it to the worker; 201 also for a repeat. Nothing acknowledged is lost."""
    if bron != settings.DUO_OIN or not _certified(request, bron):
        return _fault(request, 401, "Onbekende afzender: bron en certificaat horen van DUO te zijn")
    gemeente = Gemeente.objects.filter(oin=doel).first()
    if gemeente is None:
        return _fault(request, 403, "Onbekend doel: geen gemeente met deze OIN")
    if body.bsn is None and body.vNummer is None:
        return _fault(request, 400, "Ongeldig of ontbrekend: bsn, vNummer")
    if body.bsn and not bsn_check.is_valid(body.bsn):
        return _fault(request, 400, "Ongeldig of ontbrekend: bsn")
    try:
        with entered(of_gemeente(gemeente.code)):
            _store(gemeente, str(bericht_id), body, request.body)
    except DatabaseError as fault:
        log.error("a notification could not be stored: %s", type(fault).__name__)
        return _fault(request, 503, "Tijdelijk niet beschikbaar, stuur het bericht opnieuw")
    response = HttpResponse(status=201)
    response["API-Version"] = VERSION
    return response


@api.api_operation(
    ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"], "/notificaties", url_name="notificaties-other"
)
def only_post(request: HttpRequest) -> HttpResponse:
    """Notifications are sent with POST, nothing else."""
    response = _fault(request, 405, "Stuur een notificatie met POST")
    response["Allow"] = "POST"
    return response


def nothing_here(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Any other address under this interface."""
    return _fault(request, 404, "Hier is niets. Notificaties gaan naar /duo/v1/notificaties")


nothing_here.csrf_exempt = True  # type: ignore[attr-defined]  # it answers any method and does nothing


@transaction.atomic
def _store(gemeente: Gemeente, message_id: str, body: Notificatie, raw: bytes) -> None:
    message, new = receive_notification(
        gemeente,
        message_id=message_id,
        event=body.gebeurtenisId,
        bsn=body.bsn,
        v_nummer=body.vNummer,
        registered_at=datetime.fromisoformat(body.registratieDatumTijd),
        more=body.model_extra or {},
        raw=raw.decode(json.detect_encoding(raw)),
    )
    if new:
        handle.defer(message=str(message.pk), gemeente=gemeente.code)


def _certified(request: HttpRequest, bron: str) -> bool:
    """The TLS terminator puts the OIN of the verified client certificate in a header; it must be the sender's."""
    header = settings.DUO_CLIENT_HEADER
    return header is None or request.headers.get(header) == bron
