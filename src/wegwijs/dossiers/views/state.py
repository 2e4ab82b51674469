"""Close a dossier that should not run, and open it again."""

from uuid import UUID

from django.http import HttpResponse

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.roles import Permission
from wegwijs.dossiers.choices import CloseReason
from wegwijs.dossiers.commands import close_dossier, resume_dossier
from wegwijs.dossiers.forms.work import CloseForm, ReopenForm
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.queries import open_dossier
from wegwijs.dossiers.views.page import form_page


@door(Permission.DOSSIER_EDIT)
def state(request: ActorRequest, pk: UUID) -> HttpResponse:
    """One page for both: close what is open, reopen what is closed."""
    dossier = open_dossier(request.actor, pk, page="stand", permission=Permission.DOSSIER_EDIT)
    return _close(request, dossier) if dossier.is_open else _reopen(request, dossier)


def _close(request: ActorRequest, dossier: Dossier) -> HttpResponse:
    return form_page(
        request,
        dossier,
        bound(CloseForm, request, initial={"on": clock.today()}),
        lambda data: close_dossier(
            dossier, by=request.actor, on=data["on"], reason=CloseReason(data["reason"]).label
        ),
        title="Dossier sluiten",
        lead="Heeft iemand voldaan of eindigt de plicht, dan meldt DUO dat en sluit het dossier vanzelf.",
        done="Het dossier is gesloten. Er lopen geen termijnen meer.",
        submit="Sluit het dossier",
    )


def _reopen(request: ActorRequest, dossier: Dossier) -> HttpResponse:
    return form_page(
        request,
        dossier,
        bound(ReopenForm, request, initial={"on": clock.today()}),
        lambda data: resume_dossier(dossier, by=request.actor, on=data["on"], reason=data["reason"]),
        title="Dossier heropenen",
        lead="De termijnen worden opnieuw berekend.",
        done="Het dossier is heropend.",
        submit="Heropen het dossier",
    )
