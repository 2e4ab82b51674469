"""The regisseur stops a referral, a dossier that closes ends it, and who hears nothing is told to ask."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce, Greatest

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.commands import add_task, drop_task, record_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import Conflict, DomainError
from wegwijs.organisations.policy import PolicyKey, policies_of
from wegwijs.stages.begeleiding.commands.receive import page_of, quiet_key
from wegwijs.stages.begeleiding.models import Stopreden, Verwijzing
from wegwijs.ui.format import day

State = Verwijzing.State


@transaction.atomic
def stop_referral(
    referral: Verwijzing, reason: Stopreden, *, by: Actor, on: date, expected_version: int
) -> Verwijzing:
    """Withdraw what was not taken yet, end what was: the receiver sees it no longer, also who has the page open.

    Raises NotAllowed without the right to refer there, Conflict when the receiver did something with it meanwhile,
    DomainError when it is over already.
    """
    row = Verwijzing.objects.select_for_update(of=("self",)).select_related("organisation", "dossier__gemeente").get(
        pk=referral.pk
    )  # fmt: skip
    by.require(Permission.REFERRAL_SEND, row.gemeente_id)
    if not row.is_running:
        raise DomainError(f"Deze verwijzing is al klaar: {row.get_state_display()}.")
    if row.version != expected_version:
        raise Conflict(
            f"{row.organisation.name} heeft net iets met deze verwijzing gedaan.",
            theirs={"reason": row.get_state_display()},
            version=row.version,
            what="Verwijzing stoppen",
        )
    _stop(row, reason, by=by, on=on)
    return row


def end_with_dossier(dossier: Dossier, *, by: Actor, on: date) -> None:
    """A dossier that closes on the day ``on``, by death, exemption, a move or otherwise, ends its referrals today."""
    rows = Verwijzing.objects.select_for_update(of=("self",)).select_related("organisation")
    for row in rows.filter(dossier=dossier, shown=True):
        row.dossier = dossier
        _stop(row, Stopreden.GESLOTEN, by=by, on=max(on, clock.today()))


def _stop(row: Verwijzing, reason: Stopreden, *, by: Actor, on: date) -> None:
    taken = row.state == State.GEACCEPTEERD
    row.state = State.BEEINDIGD if taken else State.INGETROKKEN
    row.stopped, row.shown, row.ended_on, row.ended_label = reason, False, on, by.label
    row.version += 1
    row.save()
    drop_task(row.dossier, quiet_key(row), by=by, on=on)
    record_event(
        row.dossier,
        Kind.VERWIJZING_GESTOPT,
        by=by,
        on=on,
        payload={"verwijzing": str(row.pk), "aan": row.organisation.short, "reden": reason.value},
        summary=f"aan {row.organisation.name} {'beëindigd' if taken else 'ingetrokken'}: {reason.label}",
    )


def remind(on: date) -> int:
    """Give the regisseur a task where nothing was heard for as many days as policy says; returns how many.

    The same day twice changes nothing: the day of reminding counts as the last that was heard.
    """
    rows = (
        Verwijzing.objects.filter(shown=True)
        .annotate(
            heard=Greatest(Coalesce(F("accepted_on"), F("sent_on")), Coalesce(F("reminded_on"), F("sent_on")))
        )
        .select_related("organisation", "dossier__regisseur")
    )
    running = list(rows)
    days = {
        gemeente.code: numbers[PolicyKey.REFERRAL_DAYS].value
        for gemeente, numbers in policies_of({row.gemeente_id for row in running}, on=on).items()
    }
    quiet = [row for row in running if row.heard + timedelta(days=days[row.gemeente_id]) <= on]
    for row in quiet:
        add_task(
            row.dossier,
            f"Vraag {row.organisation} hoe het gaat met de verwijzing"[:120],
            why=f"Verstuurd op {day(row.sent_on)}, {row.get_state_display() if row.accepted_on else 'nog niet aangenomen'}; sindsdien niets gehoord.",
            due_on=on,
            link=page_of(row),
            source_key=quiet_key(row),
        )
    Verwijzing.objects.filter(pk__in=[row.pk for row in quiet]).update(reminded_on=on)
    return len(quiet)
