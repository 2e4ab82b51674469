"""A page with one form about one dossier: opened, shown, sent, done. Every small act of every room is such a page.

``dossier_form`` makes the whole view of an act; ``form_page`` is its end, for a view that must look at something first.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.forms import BaseForm
from django.http import HttpResponse

from wegwijs.access import pages
from wegwijs.access.actor import Actor
from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.pages import Back, back_to
from wegwijs.access.roles import Permission
from wegwijs.dossiers import presenters
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.queries import open_dossier

F = TypeVar("F", bound=BaseForm)
T = TypeVar("T")

# Finished words, or words that depend on the dossier.
Words = str | Callable[[Dossier], str]
# How a page comes to its dossier: from the request, the key in the address, the page's name for the audit, and the
# permission; raises Http404.
Opens = Callable[[ActorRequest, UUID, str, Permission], Dossier]
View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Act(Generic[F]):
    """What an act works with: the request of who acts, the dossier, and the form that was sent and is right."""

    request: ActorRequest
    dossier: Dossier
    form: F

    @property
    def by(self) -> Actor:
        """Who acts."""
        return self.request.actor

    @property
    def data(self) -> dict[str, Any]:
        """What was filled in."""
        return self.form.cleaned_data


def by_its_key(request: ActorRequest, pk: UUID, page: str, permission: Permission) -> Dossier:
    """The address names the dossier itself."""
    return open_dossier(request.actor, pk, page=page, permission=permission)


def dossier_form(
    form: Callable[..., F],
    permission: Permission,
    page: str,
    *,
    title: Words,
    lead: Words,
    said: str,
    submit: str = "Opslaan",
    to: Words = "desk:dossier",
    given: Callable[[Dossier], Mapping[str, Any]] = lambda dossier: {},
    opens: Opens = by_its_key,
) -> Callable[[Callable[[Act[F]], object]], View]:
    """Makes an act into a view: the page shows the form, and a form that is right is handed to the act.

    ``page`` names the page in the audit; ``said`` is what the next page says; ``given`` is what the form must know
    of the dossier. ``to`` is the name of the next page (its address takes the dossier's key) or an address.
    """

    def wrap(act: Callable[[Act[F]], object]) -> View:
        def view(request: ActorRequest, pk: UUID) -> HttpResponse:
            dossier = opens(request, pk, page, permission)
            filled = bound(form, request, **given(dossier))
            return form_page(
                request,
                dossier,
                filled,
                lambda data: act(Act(request, dossier, filled)),
                title=_said(title, dossier),
                lead=_said(lead, dossier),
                done=said,
                submit=submit,
                to=_said(to, dossier),
            )

        return door(permission)(wraps(act)(view))

    return wrap


def _said(words: Words, dossier: Dossier) -> str:
    return words if isinstance(words, str) else words(dossier)


def form_page(
    request: ActorRequest,
    dossier: Dossier,
    form: BaseForm,
    command: Callable[[dict[str, Any]], T],
    *,
    title: str,
    lead: str,
    done: str | Callable[[T], str],
    submit: str = "Opslaan",
    to: str = "desk:dossier",
    then: str | Callable[[T], str] = "",
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """``access.pages.form_page`` below the head of a dossier: it goes back to the page ``to`` (a name or an address), or on to the
    address ``then``, saying what was done.

    ``more`` is extra context, which the command may fill.
    """
    return pages.form_page(
        request,
        form,
        command,
        title=title,
        tab=f"{title} · dossier {dossier.number}",
        lead=lead,
        submit=submit,
        done=done,
        to=then,
        back=Back(to) if to.startswith("/") else back_to(to, "Terug", dossier.pk),
        template="dossiers/form.html",
        more=lambda: {"head": presenters.head(dossier, request.actor), "dossier": dossier, **(more or {})},
    )
