"""Pages of the shell itself: a refused form."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose secret token is missing or old; named by the setting CSRF_FAILURE_VIEW."""
    return render(request, "ui/csrf.html", status=403)
