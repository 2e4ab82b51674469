"""Wait for information of someone else, and receive it (T-03; Bi 5.3(2))."""

from datetime import date

from django.db import transaction

from wegwijs.access.actor import Actor
from wegwijs.dossiers.commands import record_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.errors import DomainError
from wegwijs.stages.intake.commands.held import held
from wegwijs.stages.intake.models import BredeIntake, WachtOpDerde


@transaction.atomic
def wait_for_third(
    intake: BredeIntake, *, by: Actor, on: date, what: str, party: str, necessary: bool, motive: str
) -> WachtOpDerde:
    """Something was asked of a third party on ``on``. ``necessary``: the PIP can't reasonably do without it.

    Raises DomainError when the same is waited for already, or when a necessity isn't explained.
    """
    intake = held(intake, by=by, also_completed=True)
    dossier = intake.dossier
    if necessary and not motive:
        raise DomainError("Leg uit waarom het PIP hier niet zonder kan. Dat oordeel schuift een wettelijke datum op.", field="motive")  # fmt: skip
    if any(row.what == what and not row.received_on for row in intake.wachten.all()):
        raise DomainError("Hier wacht u al op. Leg eerst vast dat het ontvangen is.", field="what")
    row = WachtOpDerde.objects.create(
        intake=intake, what=what, party=party, asked_on=on, necessary=necessary, motive=motive
    )
    record_event(
        dossier,
        Kind.WACHT_OP_DERDE,
        by=by,
        on=on,
        payload={
            "sleutel": str(row.pk),
            "wat": what,
            "bij": party,
            "noodzakelijk": necessary,
            "motief": motive,
        },
        summary=f"{what}, gevraagd bij {party}",
    )
    return row


@transaction.atomic
def third_received(row: WachtOpDerde, *, by: Actor, on: date) -> None:
    """It came on ``on``. Raises DomainError for a day before it was asked."""
    now = held(row.intake, by=by, also_completed=True)
    dossier = now.dossier
    if next(w for w in now.wachten.all() if w.pk == row.pk).received_on:
        return
    if on < row.asked_on:
        raise DomainError(f"U vroeg dit pas op {row.asked_on:%d-%m-%Y}. Kies die dag of later.", field="on")
    row.received_on = on
    row.save(update_fields=["received_on"])
    record_event(dossier, Kind.DERDE_ONTVANGEN, by=by, on=on, payload={"wat": row.what}, summary=row.what)
