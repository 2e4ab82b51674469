"""What every page about a person begins and ends with: it is reached through a dossier, and leads back to it."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from uuid import UUID

from django.forms import BaseForm
from django.http import HttpRequest
from django.urls import reverse

from wegwijs.access.doors import ActorRequest
from wegwijs.access.roles import Permission
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.queries import dossier_of
from wegwijs.dossiers.views.page import Act, View, dossier_form

F = TypeVar("F", bound=BaseForm)


def reached(
    request: ActorRequest, pk: UUID, page: str, permission: Permission = Permission.DOSSIER_EDIT
) -> Dossier:
    """The dossier through which this actor reaches the person. Raises Http404."""
    return dossier_of(
        request.actor, pk, page=f"persoon: {page}", permission=permission, prefer=came_from(request)
    )


def came_from(request: HttpRequest) -> UUID | None:
    """The dossier in the address, if it names one."""
    try:
        return UUID(request.GET.get("dossier", ""))
    except ValueError:
        return None


def address(name: str, dossier: Dossier, *more: object) -> str:
    """A page about the dossier's person, that leads back to this dossier."""
    return f"{reverse(name, args=[dossier.person_id, *more])}?dossier={dossier.pk}"


def overview_of(dossier: Dossier) -> str:
    """The page with everything about the dossier's person."""
    return address("people:person", dossier)


def person_form(
    form: Callable[..., F],
    page: str,
    *,
    title: str,
    lead: str,
    said: str,
    given: Callable[[Dossier], Mapping[str, Any]] = lambda dossier: {},
) -> Callable[[Callable[[Act[F]], object]], View]:
    """Makes an act on a person into a view, as ``dossier_form`` does; afterwards one is on the person's page."""
    return dossier_form(
        form,
        Permission.DOSSIER_EDIT,
        page,
        title=title,
        lead=lead,
        said=said,
        to=overview_of,
        given=given,
        opens=reached,
    )
