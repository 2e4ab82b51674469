"""A page with one form about one dossier, which every small act shares."""

from collections.abc import Callable
from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from wegwijs.access.doors import ActorRequest, attempt
from wegwijs.dossiers import presenters
from wegwijs.dossiers.models import Dossier
from wegwijs.ui import notices


def form_page(
    request: ActorRequest,
    dossier: Dossier,
    form: BaseForm,
    command: Callable[[dict[str, Any]], object],
    *,
    title: str,
    lead: str,
    done: str,
    submit: str = "Opslaan",
    to: str = "desk:dossier",
) -> HttpResponse:
    """Show the form; when it is sent and right, run the command and go to the page ``to`` saying what was done."""
    if request.method == "POST" and form.is_valid():
        outcome = attempt(form, lambda: (command(form.cleaned_data), True))
        if outcome is not None:
            notices.saved(request, done)
            return redirect(to, dossier.pk)
    return render(
        request,
        "dossiers/form.html",
        {
            "head": presenters.head(dossier, request.actor),
            "dossier": dossier,
            "form": form,
            "title": title,
            "lead": lead,
            "submit": submit,
            "back": reverse(to, args=[dossier.pk]),
        },
    )
