"""Papers at the intake."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.roles import Permission
from wegwijs.dossiers.queries import open_dossier
from wegwijs.dossiers.views.page import form_page
from wegwijs.stages.intake.commands import add_stuk, remove_stuk
from wegwijs.stages.intake.forms import StukForm
from wegwijs.stages.intake.models import BredeIntake, IntakeStuk
from wegwijs.stages.intake.queries import must_have
from wegwijs.stages.intake.views.acts import opened
from wegwijs.ui import notices


@door(Permission.INTAKE_RECORD)
def add(request: ActorRequest, pk: UUID) -> HttpResponse:
    """A paper that somebody shows, with or without a copy."""
    dossier, intake = opened(request, pk, "stuk")
    form = bound(StukForm, request)
    return form_page(
        request,
        dossier,
        form,
        lambda data: add_stuk(intake, form.stuk(), by=request.actor, on=data["on"]),
        title="Stuk vastleggen",
        lead="Vaak is het genoeg dat u het gezien hebt. Bewaar alleen een kopie die u nodig hebt voor het plan, en nooit "
        "medische stukken.",
        done="Het stuk staat bij de intake.",
        to="intake:overview",
    )


def _stuk(intake: BredeIntake, row_pk: UUID) -> IntakeStuk:
    found = next((row for row in intake.stukken.all() if row.pk == row_pk and not row.removed_on), None)
    if found is None:
        raise Http404
    return found


@require_safe
@door(Permission.INTAKE_VIEW)
def content(request: ActorRequest, pk: UUID, row_pk: UUID) -> HttpResponse:
    """The copy, as a download: it comes from outside and never runs in our pages."""
    dossier = open_dossier(
        request.actor, pk, page="intake: kopie van een stuk", permission=Permission.INTAKE_VIEW
    )
    found = _stuk(must_have(dossier), row_pk)
    if not found.content:
        raise Http404
    answer = HttpResponse(bytes(found.content), content_type="application/octet-stream")
    ending = found.file_name.rpartition(".")[2].lower()
    name = f"{found.soort}-{dossier.number}.{ending if ending.isalnum() else 'bestand'}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_POST
@door(Permission.INTAKE_RECORD)
def remove(request: ActorRequest, pk: UUID, row_pk: UUID) -> HttpResponse:
    """It doesn't belong here: the copy goes."""
    _, intake = opened(request, pk, "stuk verwijderen")
    remove_stuk(_stuk(intake, row_pk), by=request.actor, on=clock.today())
    notices.saved(request, "Het stuk is verwijderd. Dat het er was, blijft in de tijdlijn staan.")
    return redirect("intake:overview", pk)
