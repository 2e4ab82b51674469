"""A page with one form: shown, sent, done, and back to where it came from. Every small act of every room is such a page.

Two people on one row need nothing more: the command raises Conflict and the door shows both versions.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render

from wegwijs.access.doors import ActorRequest, attempt
from wegwijs.ui.notices import saved

T = TypeVar("T")


def form_page(
    request: ActorRequest,
    form: BaseForm,
    command: Callable[[dict[str, Any]], T],
    *,
    title: str,
    back: str,
    back_label: str = "Terug",
    lead: str = "",
    submit: str = "Opslaan",
    done: str | Callable[[T], str] = "",
    to: str | Callable[[T], str] = "",
    template: str = "ui/form_page.html",
    more: Mapping[str, object] | None = None,
) -> HttpResponse:
    """Show the form; when it is sent and right, run the command, say ``done`` ("": nothing) and go to the address ``to`` ("": ``back``).

    ``done`` and ``to`` may depend on what the command gives. ``template`` extends "ui/form_page.html" where a page shows more than its
    form; ``more`` is extra context, which the command may fill: ``about`` (behind the title of the tab) and ``card`` (the heading above
    the form) among it.
    """
    if request.method == "POST" and form.is_valid():
        outcome = attempt(form, lambda: (command(form.cleaned_data),))
        if outcome is not None:
            if said := _of(done, outcome[0]):
                saved(request, said)
            return redirect(_of(to, outcome[0]) or back)
    said_above = {"title": title, "lead": lead, "back": back, "back_label": back_label}
    return render(request, template, {**said_above, "form": form, "submit": submit, **(more or {})})


def _of(words: str | Callable[[T], str], outcome: T) -> str:
    return words if isinstance(words, str) else words(outcome)
