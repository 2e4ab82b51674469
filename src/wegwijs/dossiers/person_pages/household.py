"""With whom someone lives."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.roles import Permission
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.person_pages.page import person_form, reached
from wegwijs.dossiers.queries import visible
from wegwijs.errors import DomainError
from wegwijs.people.commands import add_child, leave_household, share_household
from wegwijs.people.forms import ChildForm, ExitForm, JoinForm
from wegwijs.people.models import HouseholdMember


@door(Permission.DOSSIER_EDIT)
def join(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Someone else with a dossier joins this household."""
    dossier = reached(request, pk, "huishouden")
    return person_form(
        request,
        dossier,
        bound(JoinForm, request),
        lambda data: _join(request, dossier, **data),
        title="Huisgenoot toevoegen",
        lead="Voor iemand die zelf een dossier heeft. Elk houdt een eigen plan en eigen termijnen.",
        done="De huisgenoot is toegevoegd.",
    )


def _join(request: ActorRequest, dossier: Dossier, *, number: str, part: str, on: date) -> HouseholdMember:
    other = visible(request.actor, Permission.DOSSIER_EDIT).filter(number=number.strip()).first()
    if other is None:
        raise DomainError("Dit dossiernummer kennen wij niet. Kijk het nummer na.", field="number")
    if other.person_id == dossier.person_id:
        raise DomainError(
            "Dit is het dossier van deze persoon zelf. Vul dat van de ander in.", field="number"
        )
    return share_household(
        dossier.person, other.person, by=request.actor, part=HouseholdMember.Part(part), on=on
    )


@door(Permission.DOSSIER_EDIT)
def child(request: ActorRequest, pk: UUID) -> HttpResponse:
    """A child without a dossier of its own."""
    dossier = reached(request, pk, "kind")
    return person_form(
        request,
        dossier,
        bound(ChildForm, request),
        lambda data: add_child(dossier.person, by=request.actor, **data),
        title="Kind toevoegen",
        lead="Alleen wat voor de voorschool nodig is: voornaam en geboortejaar.",
        done="Het kind is toegevoegd.",
    )


@door(Permission.DOSSIER_EDIT)
def leave(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Someone no longer lives with the others."""
    dossier = reached(request, pk, "huishouden uit")
    return person_form(
        request,
        dossier,
        bound(ExitForm, request, initial={"on": clock.today()}),
        lambda data: leave_household(dossier.person, by=request.actor, on=data["on"]),
        title="Woont hier niet meer",
        lead="De geschiedenis blijft staan.",
        done="Deze persoon hoort niet meer bij het huishouden.",
    )
