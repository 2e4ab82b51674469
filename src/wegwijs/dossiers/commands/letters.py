"""A letter of a dossier came back."""

from datetime import date

from django.db import transaction

from wegwijs.access.actor import Actor
from wegwijs.documents.commands import record_return
from wegwijs.documents.models import Letter, Retour
from wegwijs.dossiers.commands.events import record_event
from wegwijs.dossiers.commands.work import add_task
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier


@transaction.atomic
def letter_came_back(
    dossier: Dossier, letter: Letter, *, by: Actor, on: date, reason: Retour.Reason
) -> Retour:
    """Record it, and give the regisseur the task to find the right address: what was said is known to nobody yet.

    Raises DomainError as ``record_return`` does.
    """
    made = record_return(letter, by=by, on=on, reason=reason)
    record_event(
        dossier, Kind.BRIEF_RETOUR, by=by, on=on, payload={"brief": str(letter.pk), "soort": letter.kind, "reden": reason.value},
        summary=f"{letter.title}: {reason.label}",
    )  # fmt: skip
    add_task(
        dossier, "Brief kwam terug: zoek het goede adres", why=f"{letter.title}. {reason.label.capitalize()}."[:240],
        source_key=f"brief:retour:{letter.pk}",
    )  # fmt: skip
    return made
