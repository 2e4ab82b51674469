"""The one door that DUO knocks on: POST /duo/v1/notificaties (Notificatie 1.8.0).

Errors are problem+json (RFC 9457) that also carry DUO's own ``fouttekst``, and never repeat what was sent.
"""

import logging
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from ninja import Header, NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError
from pydantic import Field, StringConstraints
from stdnum.nl import bsn as bsn_check

from wegwijs.exchange.duo.commands import receive_notification
from wegwijs.exchange.duo.jobs import handle
from wegwijs.organisations.models import Gemeente

VERSION = "1.8.0"
MAX_BODY = 4096
log = logging.getLogger(__name__)


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


class Notificatie(Schema):
    """What DUO posts; at least one of bsn and vNummer."""

    registratieDatumTijd: datetime  # noqa: N815 DUO's name
    gebeurtenisId: Annotated[str, StringConstraints(pattern=r"^[0-9A-Z]{1,6}$")]  # noqa: N815 DUO's name
    bsn: Annotated[str, StringConstraints(pattern=r"^\d{9}$")] | None = None
    vNummer: Annotated[int, Field(ge=0, le=9_999_999_999)] | None = None  # noqa: N815 DUO's name


class Foutmelding(Schema):
    """DUO's shape of an error, inside a problem of RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
    fouttekst: Annotated[str, StringConstraints(max_length=200)]


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


@api.post(
    "/notificaties",
    response={201: None, 400: Foutmelding, 401: Foutmelding, 403: Foutmelding, 503: Foutmelding},
)
def notificaties(
    request: HttpRequest,
    body: Notificatie,
    bericht_id: Annotated[UUID, Header(alias="berichtId")],
    bron: Annotated[str, Header(alias="bron")],
    doel: Annotated[str, Header(alias="doel")],
) -> HttpResponse:
    """Store the notification and hand it to the worker; 201 also for a repeat. Nothing acknowledged is lost."""
    if len(request.body) > MAX_BODY:
        return _fault(request, 400, "Het bericht is te groot")
    if bron != settings.DUO_OIN or not _certified(request, bron):
        return _fault(request, 401, "Onbekende afzender: bron en certificaat horen van DUO te zijn")
    gemeente = Gemeente.objects.filter(oin=doel).first()
    if gemeente is None:
        return _fault(request, 403, "Onbekend doel: geen gemeente met deze OIN")
    if body.bsn is None and body.vNummer is None:
        return _fault(request, 400, "Ongeldig of ontbrekend: bsn, vNummer")
    if body.bsn and not bsn_check.is_valid(body.bsn):
        return _fault(request, 400, "Ongeldig of ontbrekend: bsn")
    if body.registratieDatumTijd.tzinfo is None:
        return _fault(request, 400, "Ongeldig of ontbrekend: registratieDatumTijd")
    try:
        _store(gemeente, str(bericht_id), body)
    except DatabaseError:
        log.error("a notification could not be stored")
        return _fault(request, 503, "Tijdelijk niet beschikbaar, stuur het bericht opnieuw")
    response = HttpResponse(status=201)
    response["API-Version"] = VERSION
    return response


@transaction.atomic
def _store(gemeente: Gemeente, message_id: str, body: Notificatie) -> None:
    message, new = receive_notification(
        gemeente,
        message_id=message_id,
        event=body.gebeurtenisId,
        bsn=body.bsn,
        v_nummer=body.vNummer,
        registered_at=body.registratieDatumTijd,
    )
    if new:
        handle.defer(message=str(message.pk))


def _certified(request: HttpRequest, bron: str) -> bool:
    """The TLS terminator puts the OIN of the verified client certificate in a header; it must be the sender's."""
    header = settings.DUO_CLIENT_HEADER
    return header is None or request.headers.get(header) == bron
