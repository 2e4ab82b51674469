"""A form whose secret token is missing or old."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve

from wegwijs.access.kept import back_to, keep
from wegwijs.ui.views import csrf_failure as explain


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Named by the setting CSRF_FAILURE_VIEW. Nothing is done; what was typed into a page of ours stands there again.

    Someone who signed in again in another tab has an old token here. Their browser says in ``Origin`` that the form is
    ours, which no other site can; then it is put back to be looked at and sent again. Everything else gets a page.
    """
    ours = urlsplit(request.headers.get("Origin", "")).netloc == request.get_host()
    if not (ours and request.user.is_authenticated and _has_door(request.path)):
        return explain(request, reason)
    keep(request, str(request.user.pk))
    return redirect(back_to(request, "U hebt zich intussen opnieuw aangemeld."))


def _has_door(path: str) -> bool:
    """Whether it is a page of the product itself, which puts back what was kept."""
    try:
        return bool(getattr(resolve(path).func, "has_door", False))
    except Resolver404:
        return False
