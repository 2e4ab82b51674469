"""Pages of the shell itself: a refused form, and what stands there when the server can't answer."""

import sys
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

RETRY_SECONDS = 30
REFUSED = 405


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose secret token is missing or old; named by the setting CSRF_FAILURE_VIEW."""
    return render(request, "ui/csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """A page that went wrong; when the database is away one that says to try again soon. Asks the database nothing."""
    away = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    answer = HttpResponse(render_to_string("503.html" if away else "500.html"), status=503 if away else 500)
    if away:
        answer["Retry-After"] = str(RETRY_SECONDS)
    return answer


def explain_refused_method(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: who types or reloads the address of a button gets a page, where Django answers with nothing."""

    def middleware(request: HttpRequest) -> HttpResponse:
        answer = get_response(request)
        if answer.status_code == REFUSED and not answer.content:
            answer.content = render_to_string("405.html")
        return answer

    return middleware
