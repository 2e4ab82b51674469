"""Keys with which the systems of providers deliver: made (shown once), seen, revoked."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from wegwijs import clock
from wegwijs.access.commands import make_key, revoke_key
from wegwijs.access.doors import ActorRequest, attempt, bound, door
from wegwijs.access.forms import KeyForm
from wegwijs.access.presenters import key_line
from wegwijs.access.queries import keys as queries
from wegwijs.access.roles import Permission
from wegwijs.ui.notices import saved


@require_safe
@door(Permission.SETTINGS_VIEW)
def listing(request: ActorRequest) -> HttpResponse:
    """Which keys stand, until when, and when each was used last."""
    today = clock.today()
    rows = [key_line(row, today) for row in queries.keys(request.actor)]
    return render(
        request,
        "access/beheer/keys.html",
        {"rows": rows, "may_make": queries.providers(request.actor).exists(), "most": queries.SHOWN},
    )


@door(Permission.SETTINGS_VIEW, fresh=True)
def new(request: ActorRequest) -> HttpResponse:
    """Make a key; the secret is shown once, right after it was made."""
    form = bound(KeyForm, request, organisations=list(queries.providers(request.actor)))
    secret = None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        chosen = form.organisations[data["organisation"]]
        secret = attempt(
            form, lambda: make_key(chosen, data["name"], by=request.actor, valid_to=data["valid_to"])
        )
    answer = render(
        request,
        "access/beheer/key.html",
        {
            "form": form,
            "secret": secret,
            "back": reverse("organisations:keys"),
            "may_make": bool(form.organisations),
        },
    )
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
@door(Permission.SETTINGS_VIEW, fresh=True)
def revoke(request: ActorRequest, key_pk: UUID) -> HttpResponse:
    """From now on the key opens nothing."""
    found = queries.key_or_404(request.actor, key_pk)
    revoke_key(found, by=request.actor)
    saved(request, f"De sleutel ‘{found.name}’ van {found.organisation} werkt niet meer.")
    return redirect("organisations:keys")
