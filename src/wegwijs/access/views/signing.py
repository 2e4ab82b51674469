"""Signing out, and in the example region signing in as one of its people with one click."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from wegwijs import clock
from wegwijs.access.commands.signing import list_sign_in
from wegwijs.access.personas import personas_on
from wegwijs.access.queries import active_users
from wegwijs.access.queries import personas as all_personas

BACKEND = "django.contrib.auth.backends.ModelBackend"


@require_POST
def signout(request: HttpRequest) -> HttpResponse:
    """End the session here and go to where one signs in."""
    logout(request)
    return redirect(settings.LOGIN_URL)


@require_POST
def stay(request: HttpRequest) -> HttpResponse:
    """Somebody who was warned stays signed in as long again; answers with the instant at which that ends, in ISO form."""
    if not request.user.is_authenticated:
        return HttpResponse(status=401)
    request.session.modified = True  # the session middleware saves it
    return HttpResponse(request.session.get_expiry_date().isoformat(), content_type="text/plain")


@never_cache
@require_safe
def personas(request: HttpRequest) -> HttpResponse:
    """Everybody of the example region, one click each. Raises Http404 outside the trial."""
    if not personas_on():
        raise Http404
    return render(
        request,
        "access/personas.html",
        {"groups": all_personas(on=clock.today()), "next": _inside(request, request.GET.get("next", ""))},
    )


@require_POST
def become(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign in as someone of the example region. Raises Http404 outside the trial."""
    if not personas_on():
        raise Http404
    user = get_object_or_404(active_users(on=clock.today()), pk=pk)
    login(request, user, backend=BACKEND)
    list_sign_in(request)
    return redirect(
        _inside(request, request.POST.get("next", "")) or resolve_url(settings.LOGIN_REDIRECT_URL)
    )


def _inside(request: HttpRequest, address: str) -> str:
    """The address when it is one of our own, else nothing."""
    safe = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if safe else ""


def closed(request: HttpRequest, **_: str) -> HttpResponse:
    """What the sign-in library offers and we don't: making an account oneself, changing one's address."""
    raise Http404
