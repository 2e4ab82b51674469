"""Lessons of after a move that was told late: the law doesn't say who pays them, so a person is asked (MOV-05)."""

from datetime import date

from django.db.models import Q
from django.urls import reverse

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.contracts.commands import tell_moved
from wegwijs.contracts.queries.money import since_move
from wegwijs.dossiers.choices import CloseReason
from wegwijs.dossiers.commands import add_task, drop_task
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Gebeurtenis
from wegwijs.stages.leerroutes.models import Inburgeringsaanbod
from wegwijs.stages.leerroutes.queries.moved import weeks_since
from wegwijs.ui.format import day
from wi2021.verhuizen import MOV05

KEY = "aanbod:verhuisd"


def ask_who_pays(dossier: Dossier, *, by: Actor, on: date) -> None:
    """A dossier that closes because somebody lives elsewhere since the day ``on``: what was delivered after it isn't paid by itself, and
    where lessons are on file the regisseur must ask who pays them."""
    if not _moved(dossier):
        return
    rows = Inburgeringsaanbod.objects.filter(
        Q(ended_on=None) | Q(ended_on__gte=on), dossier=dossier, began_on__isnull=False
    )
    for row in rows.select_related("organisation", "call_off"):
        tell_moved(row.call_off, on)
        row.call_off.moved_on = on
        if weeks := weeks_since(row):
            _, invoiced = since_move(row.call_off)
            already = (
                " Een deel is al gefactureerd: vraag dan een creditnota of spreek iets af."
                if invoiced
                else ""
            )
            add_task(
                dossier, "Lessen van na de verhuizing: wie betaalt die?",
                why=f"{row.organisation.short} gaf les tot en met {day(weeks[0].last_day)}. De wet zegt niet wie lessen na {day(on)} betaalt ({MOV05.id}). "
                f"Overleg met de nieuwe gemeente en inkoop.{already}",
                due_on=clock.today(), link=reverse("leerroutes:place", args=[dossier.pk]), source_key=f"{KEY}:{row.pk}",
            )  # fmt: skip


def _moved(dossier: Dossier) -> bool:
    rows = Gebeurtenis.objects.filter(dossier=dossier, kind=Kind.DOSSIER_GESLOTEN, superseded_by=None)
    closed = rows.order_by("-pk").first()
    return closed is not None and closed.payload.get("reden") == CloseReason.VERHUISD.label


def moved_after_all_not(event: Gebeurtenis, *, by: Actor) -> None:
    """A dossier that is opened again is of this gemeente again."""
    rows = Inburgeringsaanbod.objects.filter(dossier=event.dossier, call_off__moved_on__isnull=False)
    for row in rows.select_related("call_off"):
        tell_moved(row.call_off, None)
    drop_task(event.dossier, f"{KEY}:*", by=by, on=clock.today())
