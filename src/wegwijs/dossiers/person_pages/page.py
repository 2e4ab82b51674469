"""What every page about a person begins and ends with."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from wegwijs.access.doors import ActorRequest, attempt
from wegwijs.access.roles import Permission
from wegwijs.dossiers import presenters
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.queries import dossier_of
from wegwijs.errors import Conflict
from wegwijs.ui import notices

Rows = list[tuple[str, str, str]]


def reached(request: ActorRequest, pk: UUID, page: str) -> Dossier:
    """The dossier through which this actor reaches the person. Raises Http404."""
    return dossier_of(
        request.actor, pk, page=f"persoon: {page}", permission=Permission.DOSSIER_EDIT, prefer=came_from(request)
    )  # fmt: skip


def came_from(request: HttpRequest) -> UUID | None:
    """The dossier in the address, if it names one."""
    try:
        return UUID(request.GET.get("dossier", ""))
    except ValueError:
        return None


def address(name: str, dossier: Dossier, *more: object) -> str:
    """A page about the dossier's person, that leads back to this dossier."""
    return f"{reverse(name, args=[dossier.person_id, *more])}?dossier={dossier.pk}"


def person_form(
    request: ActorRequest,
    dossier: Dossier,
    form: BaseForm,
    command: Callable[[dict[str, Any]], object],
    *,
    title: str,
    lead: str,
    done: str,
    compare: Callable[[Conflict], Rows] | None = None,
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Show a form about the person; when it is right, run the command and go to the person's page.

    Someone else saved meanwhile: both versions side by side, from ``compare`` (question, mine, theirs).
    ``more`` is extra context, which the command may fill.
    """
    if request.method == "POST" and form.is_valid():
        try:
            outcome = attempt(form, lambda: (command(form.cleaned_data), True))
        except Conflict as conflict:
            return both(request, dossier, title, conflict, compare(conflict) if compare else [])
        if outcome is not None:
            notices.saved(request, done)
            return redirect(address("people:person", dossier))
    return render(
        request,
        "people/form.html",
        {
            "head": presenters.head(dossier, request.actor),
            "dossier": dossier,
            "form": form,
            "title": title,
            "lead": lead,
            "back": address("people:person", dossier),
            **(more or {}),
        },
    )


def both(request: ActorRequest, dossier: Dossier, title: str, conflict: Conflict, rows: Rows) -> HttpResponse:
    """Mine beside theirs; saving mine again is a choice, made with eyes open."""
    skipped = ("csrfmiddlewaretoken", "version")
    hidden = [(k, v) for k, values in request.POST.lists() for v in values if k not in skipped]
    hidden.append(("version", str(dossier.person.version)))
    return render(
        request,
        "ui/conflict.html",
        {
            "title": title,
            "message": str(conflict),
            "rows": [(label, mine, theirs, mine != theirs) for label, mine, theirs in rows],
            "hidden": hidden,
            "back": request.get_full_path(),
        },
        status=409,
    )
