"""A contact or a task."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.roles import Permission
from wegwijs.dossiers.commands import complete_task, give_task, record_contact
from wegwijs.dossiers.forms.work import ContactForm, TaskForm
from wegwijs.dossiers.models import Contactmoment
from wegwijs.dossiers.queries import open_dossier, open_tasks
from wegwijs.dossiers.views.page import form_page
from wegwijs.organisations.policy import PolicyKey, policy
from wegwijs.ui import notices


@door(Permission.CONTACT_RECORD)
def contact(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Record a call, a visit or a message."""
    dossier = open_dossier(request.actor, pk, page="contact", permission=Permission.CONTACT_RECORD)
    days = policy(PolicyKey.FOLLOW_UP_DAYS, dossier.gemeente_id, on=clock.today()).value
    form = bound(ContactForm, request, follow_up_days=days)
    return form_page(
        request,
        dossier,
        form,
        lambda data: record_contact(
            dossier, by=request.actor, **{**data, "way": Contactmoment.Way(data["way"])}
        ),
        title="Contact vastleggen",
        lead="Wie sprak wie, en wat volgt eruit.",
        done="Het contact staat in de tijdlijn.",
    )


@door(Permission.DOSSIER_EDIT)
def task(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Make a task."""
    dossier = open_dossier(request.actor, pk, page="taak", permission=Permission.DOSSIER_EDIT)
    return form_page(
        request,
        dossier,
        bound(TaskForm, request),
        lambda data: give_task(dossier, by=request.actor, **data),
        title="Taak maken",
        lead="De taak staat op de lijst van de regisseur van dit dossier.",
        done="De taak staat in het dossier.",
    )


@require_POST
@door(Permission.CONTACT_RECORD)
def task_done(request: ActorRequest, pk: UUID, task_pk: UUID) -> HttpResponse:
    """Tick a task off."""
    dossier = open_dossier(request.actor, pk, page="taak", permission=Permission.CONTACT_RECORD)
    found = open_tasks(request.actor, dossier).filter(pk=task_pk).first()
    if found is None:
        if not dossier.taken.filter(pk=task_pk).exists():
            raise Http404
    else:
        complete_task(found, by=request.actor, on=clock.today())
        notices.saved(request, f"Klaar: {found.title}.")
    return redirect("desk:dossier", pk)
