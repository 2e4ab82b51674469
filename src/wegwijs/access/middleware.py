"""Puts the actor on the request; nothing behind it works without one."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from wegwijs import clock
from wegwijs.access.actor import Actor, actor_of
from wegwijs.rowsecurity.scope import enter


def actor_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """``request.actor``: who acts, read from the database once a request and only when asked for.

    From then on the transaction of the page touches no other rows than that actor's.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


def _actor(request: HttpRequest) -> Actor | None:
    if not request.user.is_authenticated:
        return None
    actor = actor_of(request.user, on=clock.today())
    if actor:
        # Asked for by the view, so inside the transaction of the page: with it the scope ends.
        enter(actor.scope, fixed=getattr(request, "fixed", False))
    return actor
