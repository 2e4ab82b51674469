"""A contact or a task."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, door
from wegwijs.access.roles import Permission
from wegwijs.dossiers.commands import complete_task, give_task, record_contact
from wegwijs.dossiers.forms.work import ContactForm, TaskForm
from wegwijs.dossiers.models import Contactmoment, Dossier
from wegwijs.dossiers.queries import open_dossier, open_tasks
from wegwijs.dossiers.views.page import Act, dossier_form
from wegwijs.organisations.policy import PolicyKey, policy
from wegwijs.ui import notices


@dossier_form(
    ContactForm,
    Permission.CONTACT_RECORD,
    "contact",
    given=lambda dossier: {"follow_up_days": _days(dossier)},
    title="Contact vastleggen",
    lead="Wie sprak wie, en wat volgt eruit.",
    said="Het contact staat in de tijdlijn.",
)
def contact(act: Act[ContactForm]) -> object:
    """Record a call, a visit or a message."""
    data = {**act.data, "way": Contactmoment.Way(act.data["way"])}
    return record_contact(act.dossier, by=act.by, **data)


def _days(dossier: Dossier) -> int:
    return policy(PolicyKey.FOLLOW_UP_DAYS, dossier.gemeente_id, on=clock.today()).value


@dossier_form(
    TaskForm,
    Permission.DOSSIER_EDIT,
    "taak",
    title="Taak maken",
    lead="De taak staat op de lijst van de regisseur van dit dossier.",
    said="De taak staat in het dossier.",
)
def task(act: Act[TaskForm]) -> object:
    """Make a task."""
    return give_task(act.dossier, by=act.by, **act.data)


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
