"""What the doors of one PIP share: the version that an act is about, and forms that read it again."""

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from wegwijs.access.doors import ActorRequest
from wegwijs.access.roles import Permission
from wegwijs.dossiers.models import Dossier
from wegwijs.stages.pip import queries
from wegwijs.stages.pip.models import Pip
from wegwijs.stages.pip.presenters import stand
from wegwijs.ui.forms import show_instead


def version_in(dossier: Dossier, *states: str) -> Pip | None:
    """The newest version in one of these states."""
    pip = queries.versions(dossier).filter(state__in=states).first()
    if pip:
        pip.dossier = dossier
    return pip


def elsewhere(request: ActorRequest, dossier: Dossier) -> HttpResponse:
    """The act can't be done any more, or not yet: say where the PIP stands, on its own page."""
    newest = queries.versions(dossier).first()
    messages.info(request, stand.where_it_stands(newest))
    return redirect(back_to(request, dossier))


def read_again(form: BaseForm, version: int) -> None:
    """After a refusal the form is about what stands there now: whoever decides must tick again that it was read."""
    show_instead(form, "version", str(version), untick="read")


def back_to(request: ActorRequest, dossier: Dossier) -> str:
    """The page of the PIP; for who may only send letters the dossier's."""
    sees = request.actor.may(Permission.PIP_VIEW, dossier.gemeente_id)
    return reverse("pip:overview" if sees else "desk:dossier", args=[dossier.pk])
