"""A page of beheer with one form: shown, sent, done, and back to the page it came from."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from wegwijs.access.doors import ActorRequest, attempt
from wegwijs.access.models import Proposal
from wegwijs.ui.notices import saved

WAITS = "Een collega van beheer moet dit bevestigen; daarna geldt het."


@dataclass(frozen=True, slots=True)
class Words:
    """What the page says; ``back`` is the name of the page before it, ``args`` the keys in that address."""

    title: str
    lead: str
    submit: str
    back: str = "organisations:settings"
    back_label: str = "Gemeenten en mandaten"
    args: tuple[object, ...] = field(default=())


def form_page(
    request: ActorRequest,
    form: BaseForm,
    command: Callable[[dict[str, Any]], object],
    words: Words,
    *,
    done: str | Callable[[dict[str, Any]], str],
) -> HttpResponse:
    """Show the form; when it is sent and right, run the command and say ``done``, or that a colleague must confirm it."""
    back = reverse(words.back, args=list(words.args))
    if request.method == "POST" and form.is_valid():
        outcome = attempt(form, lambda: (command(form.cleaned_data),))
        if outcome is not None:
            said = done if isinstance(done, str) else done(form.cleaned_data)
            waits = isinstance(outcome[0], Proposal)
            saved(request, f"Voorgesteld: {outcome[0]}. {WAITS}" if waits else said)
            return redirect(back)
    return render(
        request,
        "access/beheer/form.html",
        {
            "form": form,
            "title": words.title,
            "lead": words.lead,
            "submit": words.submit,
            "url_back": back,
            "back_label": words.back_label,
        },
    )
