"""How a view begins: signed in, an actor, the permission. And how it ends a form: the command's refusal at its field."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve

from wegwijs.access.actor import Actor
from wegwijs.access.fresh import WHY, shown_lately, where_to_show
from wegwijs.access.kept import back_to, keep, kept_data, remember, who_was_here
from wegwijs.access.models import User
from wegwijs.access.roles import Permission
from wegwijs.access.second_step import second_step_missing
from wegwijs.errors import Conflict, DomainError
from wegwijs.ui.forms import Form
from wegwijs.ui.reload import by_itself

P = ParamSpec("P")
T = TypeVar("T")
F = TypeVar("F", bound=BaseForm)

METHODS = ("GET", "HEAD", "POST")


class ActorRequest(HttpRequest):
    """A request that passed a door: there is a user and an actor."""

    actor: Actor
    user: User
    waiting: Mapping[str, int]
    """What the navigation shows, where the page counted it already."""


View = Callable[Concatenate[ActorRequest, P], HttpResponse]


def door(
    *permissions: Permission, fresh: bool = False, fixed: bool = False
) -> Callable[[View[P]], Callable[Concatenate[HttpRequest, P], HttpResponse]]:
    """Only for someone signed in, with an employment today, and with one of the permissions (none named: whoever) somewhere;
    else login or 404.

    What was typed into a form when the sign-in had expired is kept and put back after signing in again. ``fresh``: what the
    page does asks to show once more that it is you; what was typed is kept then as well. ``fixed``: what the page asks the
    database is written out and good for any value, so its plans are kept whatever the values (ADR 0015).
    """

    def wrap(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        def inner(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if request.method not in METHODS:
                return HttpResponseNotAllowed(METHODS)
            request.fixed = fixed  # type: ignore[attr-defined]
            if any("\x00" in value for value in request.GET.values()):
                raise BadRequest("a NUL in the address, which no browser sends and no database takes")
            if not request.user.is_authenticated:
                keep(request, who_was_here(request))
                return redirect_to_login(back_to(request, "U was afgemeld."))
            if second_step_missing(request):
                messages.warning(
                    request, "Kies eerst een tweede stap bij het aanmelden. Daarna kunt u verder."
                )
                return redirect("mfa_index")
            actor: Actor | None = request.actor  # type: ignore[attr-defined]
            if not actor:
                return render(request, "access/no_actor.html", status=403)
            if permissions and not any(actor.may(permission) for permission in permissions):
                raise Http404
            if fresh and request.method == "POST" and not shown_lately(request):
                keep(request, str(request.user.pk), why="U hebt laten zien dat u het bent.")
                return redirect(where_to_show(request, back_to(request, WHY)))
            if not by_itself(request):
                request.session.used()  # type: ignore[attr-defined]
            try:
                response = view(request, *args, **kwargs)  # type: ignore[arg-type]
            except Conflict as conflict:
                response = both_versions(request, conflict)
            remember(request, response)
            return response

        wrapped = wraps(view)(inner)
        wrapped.has_door = True  # type: ignore[attr-defined]  # tests walk every address and look for it
        wrapped.permissions = permissions  # type: ignore[attr-defined]  # see ``opens``
        return wrapped  # type: ignore[return-value]

    return wrap


def opens(address: str, actor: Actor, gemeente: str) -> bool:
    """Whether the door at an address of ours lets somebody in for something of this gemeente: a link elsewhere isn't shown."""
    try:
        view = resolve(address.split("?")[0]).func
    except Resolver404:
        return False
    permissions: tuple[Permission, ...] = getattr(view, "permissions", ())
    return not permissions or any(actor.may(permission, gemeente) for permission in permissions)


def bound(form: Callable[..., F], request: HttpRequest, **kwargs: object) -> F:
    """The page's form: with what was posted, else with what was kept from before signing in again, else empty."""
    if request.method == "POST":
        return form(request.POST, request.FILES, **kwargs)
    kept = kept_data(request)
    return form(kept, **kwargs) if kept is not None else form(**kwargs)


def attempt(form: BaseForm, command: Callable[[], T]) -> T | None:
    """Run a command for a valid form; its refusal becomes an error at the field it names. None: refused.

    Raises Conflict on: the door answers it with a page that shows both versions.
    """
    try:
        return command()
    except Conflict as conflict:
        conflict.form = form
        raise
    except DomainError as refusal:
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field, str(refusal))
        return None


def carried_out(request: HttpRequest, form: BaseForm, command: Callable[[dict[str, Any]], object]) -> bool:
    """Whether the form was sent, was right, and the command did what it asks; else the page shows the form (again)."""
    if request.method != "POST" or not form.is_valid():
        return False
    return attempt(form, lambda: (command(form.cleaned_data), True)) is not None


def both_versions(request: HttpRequest, conflict: Conflict) -> HttpResponse:
    """Mine beside a colleague's. Saving mine again is a choice, made with eyes open; nothing typed is lost."""
    form = conflict.form
    assert isinstance(form, Form), "a command that can conflict is run by attempt(), with a form of ours"  # noqa: S101
    rows = [(*said, theirs) for name, theirs in conflict.theirs.items() if (said := _said(form, name))]
    hidden = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in ("csrfmiddlewaretoken", "version")
    ]
    return render(
        request,
        "ui/conflict.html",
        {
            "title": conflict.what,
            "message": str(conflict),
            "rows": [(label, mine, theirs, mine != theirs) for label, mine, theirs in rows],
            "hidden": [*hidden, ("version", str(conflict.version))],
            "back": request.get_full_path(),
        },
        status=409,
    )


def _said(form: Form, name: str) -> tuple[str, str] | None:
    """The question and the answer; None for what this form doesn't ask of this row."""
    try:
        return form.words(name)
    except KeyError:
        return None
