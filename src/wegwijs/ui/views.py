"""Pages of the shell itself: a refused form, and what stands there when the server can't answer."""

import re
import sys
from collections.abc import Callable

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.template.loader import render_to_string

CSRF = "csrfmiddlewaretoken"
# Two words at least.
SENTENCE = re.compile(r"[^\W\d]\S*\s+\S*[^\W\d]")
RETRY_SECONDS = 30
REFUSED = 405


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose secret token is missing or old; named by the setting CSRF_FAILURE_VIEW."""
    return render(request, "ui/csrf.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A page that isn't there, or not for this person. What they wrote on a page that went away meanwhile stands on it, to copy."""
    return render(request, "404.html", {"wrote": _sentences(request)}, status=404)


def _sentences(request: HttpRequest) -> list[str]:
    """What was typed as words, from a form that was sent; choices, numbers and days aren't."""
    if request.method != "POST":
        return []
    try:
        typed = [value.strip() for name, values in request.POST.lists() if name != CSRF for value in values]
    except (BadRequest, SuspiciousOperation, MultiPartParserError, UnreadablePostError):
        # Too large, or not a form at all: no page of ours sent it.
        return []
    return [value for value in typed if SENTENCE.search(value)]


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
