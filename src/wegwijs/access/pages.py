"""A page with one form: shown, sent, done, and back to where it came from. Every small act of every room is such a page, or a button.

Two people on one row need nothing more: the command raises Conflict and the door shows both versions.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from wegwijs.access.doors import ActorRequest, attempt
from wegwijs.errors import DomainError
from wegwijs.ui.notices import saved

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Back:
    """The page before this one: its address, and what the link to it says."""

    address: str
    label: str = "Terug"


def back_to(name: str, label: str, *args: object) -> Back:
    """The page of this name, with the keys in its address."""
    return Back(reverse(name, args=args), label)


def form_page(
    request: ActorRequest,
    form: BaseForm,
    command: Callable[[dict[str, Any]], T],
    *,
    title: str,
    back: Back,
    tab: str = "",
    lead: str = "",
    submit: str = "Opslaan",
    done: str | Callable[[T], str] = "",
    to: str | Callable[[T], str] = "",
    template: str = "ui/form_page.html",
    more: Callable[[], Mapping[str, object]] = dict,
) -> HttpResponse:
    """Show the form; when it is sent and right, run the command, say ``done`` ("": nothing) and go to the address ``to`` ("": ``back``).

    ``tab`` is the title of the tab where that isn't ``title``: it never names a person. ``done`` and ``to`` may depend on what the
    command gives. Where a page shows more than its form, ``template`` extends "ui/form_page.html" and ``more`` gives what it needs, asked
    for only when the page is shown, so after a command that refused.
    """
    if request.method == "POST" and form.is_valid():
        outcome = attempt(form, lambda: (command(form.cleaned_data),))
        if outcome is not None:
            if said := _of(done, outcome[0]):
                saved(request, said)
            return redirect(_of(to, outcome[0]) or back.address)
    above = {
        "title": title,
        "tab": tab or title,
        "lead": lead,
        "back": back.address,
        "back_label": back.label,
    }
    return render(request, template, {**above, "form": form, "submit": submit, **more()})


def pressed(request: ActorRequest, act: Callable[[], T], done: str | Callable[[T], str]) -> None:
    """Do what a button without fields asks and say ``done``, or why it was refused. The view leads on either way."""
    try:
        outcome = act()
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        saved(request, _of(done, outcome))


def _of(words: str | Callable[[T], str], outcome: T) -> str:
    return words if isinstance(words, str) else words(outcome)
