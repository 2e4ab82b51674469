"""Plan a talk, move it, cancel it."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.roles import Permission
from wegwijs.dossiers.commands import cancel_afspraak, move_afspraak, plan_afspraak
from wegwijs.dossiers.forms.afspraak import AfspraakForm, MoveForm
from wegwijs.dossiers.models import Afspraak, Dossier
from wegwijs.dossiers.queries import afspraken, open_dossier
from wegwijs.dossiers.views.page import form_page
from wegwijs.ui import notices

P = Permission.CONTACT_RECORD


@door(P)
def plan(request: ActorRequest, pk: UUID) -> HttpResponse:
    """A new talk."""
    dossier = open_dossier(request.actor, pk, page="afspraak", permission=P)
    form = bound(AfspraakForm, request, dossier=dossier, actor=request.actor)
    return form_page(
        request, dossier, form, lambda data: plan_afspraak(dossier, form.planned(), by=request.actor),
        title="Afspraak plannen", lead="Staat daarna in de agenda van wie het gesprek voert.",
        done="De afspraak staat in de agenda.",
    )  # fmt: skip


@door(P)
def move(request: ActorRequest, pk: UUID, afspraak_pk: UUID) -> HttpResponse:
    """Another moment or place."""
    dossier, row = _found(request, pk, afspraak_pk)
    initial = {
        "soort": row.soort, "on": row.on, "at": row.at, "minutes": row.minutes, "way": row.way, "place": row.place,
        "counterpart": row.counterpart, "interpreter": row.interpreter,
        "employee": str(row.employee_id), "version": row.version,
    }  # fmt: skip
    form = bound(
        MoveForm, request, dossier=dossier, actor=request.actor, kind=Afspraak.Soort(row.soort), initial=initial
    )  # fmt: skip
    return form_page(
        request, dossier, form,
        lambda data: move_afspraak(row, form.planned(), by=request.actor, expected_version=data["version"]),
        title="Afspraak wijzigen", lead="Een agenda op een ander apparaat volgt binnen een uur.",
        done="De afspraak is gewijzigd.",
    )  # fmt: skip


@require_POST
@door(P)
def cancel(request: ActorRequest, pk: UUID, afspraak_pk: UUID) -> HttpResponse:
    """It doesn't go on."""
    _, row = _found(request, pk, afspraak_pk)
    cancel_afspraak(row, by=request.actor)
    notices.saved(request, "De afspraak is afgezegd. Laat het de inburgeraar ook weten.")
    return redirect("desk:dossier", pk)


def _found(request: ActorRequest, pk: UUID, afspraak_pk: UUID) -> tuple[Dossier, Afspraak]:
    dossier = open_dossier(request.actor, pk, page="afspraak", permission=P)
    row = afspraken(request.actor, dossier).filter(pk=afspraak_pk).first()
    if row is None:
        raise Http404
    return dossier, row
