"""Ontzorgen ends before its time: somebody moves or dies, the dossier closes, both agree to stop, or the bijstand stopped (``bijstand``)."""

from datetime import date

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor, system_actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Gebeurtenis
from wegwijs.errors import DomainError
from wegwijs.stages.ontzorgen.commands.after import held, running
from wegwijs.stages.ontzorgen.commands.bijstand import settle
from wegwijs.stages.ontzorgen.commands.concluding import announce, conclude, why_closed
from wegwijs.stages.ontzorgen.commands.handover import begin
from wegwijs.stages.ontzorgen.commands.splitting import ask_again
from wegwijs.stages.ontzorgen.models import Eindreden, Ontzorging
from wegwijs.stages.ontzorgen.queries.handover import moments_of
from wegwijs.ui.format import day

State = Ontzorging.State
# What a person may choose; the others follow from what happened in the dossier.
CHOSEN = (Eindreden.AFSPRAAK, Eindreden.BIJSTAND)


@transaction.atomic
def end_early(
    row: Ontzorging, reason: Eindreden, *, by: Actor, on: date, version: int | None = None
) -> Ontzorging:
    """``on`` is the last day on which anything is paid. What the bank has runs on; what was proposed or is in a run drops out, and a run that
    was released without having gone to the bank can't go any more; money that is left becomes a task. Raises Conflict, NotAllowed, and DomainError when it ended or for a day that can't be."""
    current = held(row, by=by, needs=Permission.MONEY_EDIT, version=version)
    running(current)
    if reason not in CHOSEN:
        raise DomainError("Deze reden volgt uit het dossier. Kies een andere.", field="reason")
    if not current.since <= on <= clock.today():
        raise DomainError(f"Kies een dag vanaf {day(current.since)} tot en met vandaag.", field="on")
    # Said by a person: no end of bijstand that is taken back undoes it.
    current.capped = None
    conclude(current, reason, by=by, on=on)
    return current


def end_with_dossier(dossier: Dossier, *, by: Actor, on: date) -> None:
    """A dossier that closes on the day ``on`` ends what we pay in it; who closes it needs no right on money."""
    rows = Ontzorging.objects.select_for_update(of=("self",)).filter(dossier=dossier)
    for row in rows.exclude(state=State.KLAAR).select_related("administrator").order_by("pk"):
        row.dossier = dossier
        reason, _ = why_closed(dossier, since=row.since)
        row.capped = None
        conclude(row, reason, by=by, on=max(on, row.since))


def look_ahead(on: date) -> tuple[int, int, int]:
    """Each morning: how many ends were announced, how many handovers began, how many ended since the bijstand did. Twice changes nothing."""
    by = system_actor("wegwijs", on=on)
    ask_again()
    rows = Ontzorging.objects.select_for_update(of=("self",)).exclude(state=State.KLAAR)
    stops = _stops(on)
    announced = begun = ended = 0
    for row in rows.select_related("dossier__gemeente", "dossier__regisseur", "administrator").order_by("pk"):
        if row.dossier_id in stops:
            settle(row, by=by)
            if row.state == State.KLAAR:
                ended += 1
                continue
        if row.state != State.LOOPT:
            continue
        when = moments_of(row)
        if when.begins <= on:
            begin(row, by=by)
            begun += 1
        elif when.announced <= on:
            announced += announce(row)
    return announced, begun, ended


def _stops(on: date) -> set[object]:
    """Dossiers with an end of bijstand whose day came while money is kept."""
    rows = Gebeurtenis.objects.filter(kind=Kind.BIJSTAND_EINDE, superseded_by=None, on__lte=on)
    running = Ontzorging.objects.exclude(state=State.KLAAR).values("dossier")
    return set(rows.filter(dossier__in=running).values_list("dossier", flat=True))
