"""What every answer of the interface shares: its version, and how it refuses (RFC 9457), never repeating what was sent."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError, InterfaceError, OperationalError, transaction
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from wegwijs.errors import Conflict, DomainError, NotAllowed
from wegwijs.exchange.aanbieders import VERSION
from wegwijs.exchange.aanbieders.commands import REPEAT
from wegwijs.exchange.aanbieders.gate import Bearer, Shut
from wegwijs.exchange.aanbieders.problems import KIND, at, errors_of, problem

MAX_BODY = 1024 * 1024
log = logging.getLogger(__name__)
Run = Callable[..., HttpResponse]
# Of our commands' fields by the name under which they were sent.
SENT_AS = {"starts_on": "beginOp", "on": "op", "reason": "reden", "explained": "toelichting"}


class ProviderApi(NinjaAPI):
    """Every answer carries API-Version."""

    def create_response(self, request: HttpRequest, data: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401 ninja's own
        response = super().create_response(request, data, **kwargs)
        response["API-Version"] = VERSION
        return response


api = ProviderApi(
    title="Wegwijs voor taalaanbieders",
    version=VERSION,
    description="Het eigen systeem van een taalaanbieder leest hier wie is aangemeld, antwoordt daarop en levert weken met lessen aan. "
    "Deze interface kent geen BSN: iemand heet naar zijn dossiernummer. Uitleg en voorbeelden: docs/beheer/api-aanbieders.md.",
    urls_namespace="aanbieders-api",
    docs_url=None,
    openapi_url=None,
    auth=Bearer(),
)


def refused(
    request: HttpRequest, status: int, detail: str, errors: list[dict[str, Any]] | None = None
) -> HttpResponse:
    """A problem."""
    response = api.create_response(request, problem(status, detail, errors or ()), status=status)
    response["Content-Type"] = KIND
    return response


@api.exception_handler(Shut)
def shut(request: HttpRequest, error: Shut) -> HttpResponse:
    """No key that opens this, or too fast."""
    response = refused(request, error.status, error.why)
    if error.status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="wegwijs"'
    if error.wait:
        response["Retry-After"] = str(error.wait)
    return response


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """400 with every field that is wrong, never with what stood in it."""
    return refused(
        request,
        400,
        "Niet alles wat u stuurde klopt. Bij ‘errors’ staat per veld wat u kunt doen.",
        errors_of(error.errors),
    )


@api.exception_handler(HttpError)
def unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    """What ninja refuses itself: a body that is no JSON."""
    return refused(request, error.status_code, "Dit is niet te lezen als JSON. Stuur één object, in UTF-8.")


@api.exception_handler(Http404)
def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    """Not there, or not the school's: the same answer."""
    return refused(request, 404, "Dit is er niet, of niet meer voor uw organisatie.")


@api.exception_handler(DomainError)
def commandrefused(request: HttpRequest, error: DomainError) -> HttpResponse:
    """A command says no: 400 for a field, 403 for a right, 409 for how things are now."""
    if isinstance(error, NotAllowed):
        return refused(request, 403, str(error))
    if isinstance(error, Conflict) or not error.field:
        return refused(request, 409, str(error))
    if error.field == REPEAT:
        return refused(request, 409, str(error), [at(REPEAT, str(error), "bezet", "header")])
    name = SENT_AS.get(error.field, error.field)
    return refused(request, 400, str(error), [at(f"#/{name}", str(error))])


@api.exception_handler(Exception)
def broken(request: HttpRequest, error: Exception) -> HttpResponse:
    """A fault of ours: nothing of it is kept, and nothing of it is told."""
    transaction.set_rollback(True)
    away = isinstance(error, OperationalError | InterfaceError)
    log.error(
        "the interface for providers breaks off: %s",
        type(error).__name__,
        exc_info=None if isinstance(error, DatabaseError) else error,
    )
    response = refused(
        request, 503 if away else 500,
        "Wegwijs is even niet bereikbaar. Probeer het straks opnieuw." if away
        else "Er ging iets mis in Wegwijs. Meld het bij functioneel beheer als het opnieuw gebeurt.",
    )  # fmt: skip
    if away:
        response["Retry-After"] = "30"
    return response


def readable(run: Run) -> Run:
    """Looks at size and kind before the content is read."""

    @wraps(run)
    def looked_at(request: HttpRequest, **kwargs: object) -> HttpResponse:
        length = request.headers.get("Content-Length", "")
        large = f"Dit is te groot: ten hoogste {MAX_BODY // 1024} kB in één keer. Verdeel het over meer leveringen."
        try:
            if (length.isdigit() and int(length) > MAX_BODY) or len(request.body) > MAX_BODY:
                return refused(request, 413, large)
        except RequestDataTooBig:
            return refused(request, 413, large)
        except UnreadablePostError:
            return refused(request, 400, "Het bericht brak af voor het einde. Stuur het opnieuw.")
        if (request.content_type or "").lower() != "application/json":
            return refused(request, 415, "Stuur dit als application/json.")
        return run(request, **kwargs)

    return looked_at


def in_our_words(view: Run) -> Run:
    """Another method than an address knows: said as a problem, like all else."""

    @wraps(view)
    def answered(request: HttpRequest, **kwargs: object) -> HttpResponse:
        response = view(request, **kwargs)
        if response.status_code != 405:
            return response
        said = refused(request, 405, f"Dit adres kent alleen: {response['Allow']}.")
        said["Allow"] = response["Allow"]
        return said

    return answered


def nothing_here(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Any other address under this interface."""
    return refused(
        request,
        404,
        "Hier is niets. Welke adressen er zijn, staat in /aanbieders/v1/openapi.json (zonder schuine streep aan het eind).",
    )


nothing_here.csrf_exempt = True  # type: ignore[attr-defined]  # it answers any method and does nothing
