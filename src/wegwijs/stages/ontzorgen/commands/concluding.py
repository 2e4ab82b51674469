"""What every end of ontzorgen does, whatever ended it; and that an end comes near."""

from datetime import date

from django.db.models import Q, QuerySet

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.dossiers.choices import CloseReason
from wegwijs.dossiers.commands import add_task, drop_task
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Gebeurtenis, Taak
from wegwijs.stages.ontzorgen.commands.after import told
from wegwijs.stages.ontzorgen.commands.dropping import drop, unreleased
from wegwijs.stages.ontzorgen.commands.handover import ANNOUNCED, left_behind, task_key
from wegwijs.stages.ontzorgen.commands.voorschot import lapse_advances
from wegwijs.stages.ontzorgen.models import Eindreden, Inkomstenpost, Kostenpost, Ontzorging, PaymentOrder
from wegwijs.stages.ontzorgen.queries.handover import moments_of, money_of
from wegwijs.stages.ontzorgen.queries.plans import last_day_of
from wegwijs.ui.format import day

State, Dropped = Ontzorging.State, PaymentOrder.Dropped
_CLOSED = {
    CloseReason.VERHUISD.label: Eindreden.VERHUISD,
    CloseReason.OVERLEDEN.label: Eindreden.OVERLEDEN,
}


def conclude(row: Ontzorging, reason: Eindreden, *, by: Actor, on: date) -> None:
    """It is over; ``on``: the last day on which anything was paid. What the bank has runs on, what nobody released drops out, an advance that
    waits lapses, and money that is left becomes a task."""
    row.state, row.ended_on, row.end_reason = State.KLAAR, on, reason
    row.version += 1
    row.save()
    because = Dropped.BIJSTAND if reason == Eindreden.BIJSTAND else Dropped.END
    drop_after(row, on, because, reason.label)
    later = Q(last_on=None) | Q(last_on__gt=on)
    Kostenpost.objects.filter(later, ontzorging=row).update(last_on=on)
    Inkomstenpost.objects.filter(later, ontzorging=row, first_on__lte=on).update(last_on=on)
    drop_task(row.dossier, f"{task_key(row, ANNOUNCED)}*", by=by, on=clock.today())
    told(row, f"geëindigd op {day(on)}: {reason.label}", by=by, on=min(on, clock.today()))
    lapse_advances(row, by=by)
    if money_of(row).balance:
        left_behind(row)


def drop_after(row: Ontzorging, last: date, because: PaymentOrder.Dropped, why: str) -> None:
    """What was proposed for after a day, or isn't released when it is over, drops out."""
    over = last < clock.today() or row.state == State.KLAAR
    orders = unreleased(row) if over else unreleased(row).filter(due_on__gt=last)
    drop(orders.filter(kostenpost__isnull=False), because, f"vervallen: {why}")


def why_closed(dossier: Dossier, *, since: date) -> tuple[Eindreden, date]:
    """As which end the closing of a dossier counts, and the day of it."""
    rows = Gebeurtenis.objects.filter(dossier=dossier, kind=Kind.DOSSIER_GESLOTEN, superseded_by=None)
    closed = rows.order_by("-on", "-pk").first()
    why = str(closed.payload.get("reden", "")) if closed else ""
    return _CLOSED.get(why, Eindreden.GESLOTEN), max(closed.on if closed else clock.today(), since)


def announce(row: Ontzorging) -> int:
    """A task about the end that comes; whether it is new. An open one about another day is about this one from now on."""
    until = last_day_of(row)
    key = f"{task_key(row, ANNOUNCED)}:{until}"
    if row.dossier.taken.filter(source_key=key).exists():
        return 0
    when = moments_of(row)
    why = f"Het ontzorgen loopt tot en met {day(until)}. De overdracht begint op {day(max(when.begins, row.since))} ({when.source})."[
        :240
    ]
    due = max(when.begins, clock.today())
    if _announced(row).update(source_key=key, why=why, due_on=due):
        return 0
    add_task(
        row.dossier, "Bespreek het einde van het ontzorgen", why=why, due_on=due, assigned_to=row.administrator, source_key=key
    )  # fmt: skip
    return 1


def unannounce(row: Ontzorging, *, by: Actor) -> None:
    """That end is off, and may be announced again."""
    _announced(row).update(done_on=clock.today(), done_by=by.label, source_key=task_key(row, ANNOUNCED))


def _announced(row: Ontzorging) -> QuerySet[Taak]:
    return row.dossier.taken.filter(source_key__startswith=task_key(row, ANNOUNCED), done_on=None)
