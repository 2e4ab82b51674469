"""Ontzorgen ends before its time: the bijstand stops, somebody moves or dies, the dossier closes, or both agree to stop."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from wegwijs import clock
from wegwijs.access.actor import Actor, system_actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.choices import CloseReason
from wegwijs.dossiers.commands import add_task, drop_task
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Gebeurtenis
from wegwijs.errors import DomainError
from wegwijs.stages.ontzorgen.commands.after import held, running, told
from wegwijs.stages.ontzorgen.commands.dropping import drop, unreleased
from wegwijs.stages.ontzorgen.commands.handover import ANNOUNCED, begin, left_behind, task_key
from wegwijs.stages.ontzorgen.commands.restarting import STOPS
from wegwijs.stages.ontzorgen.commands.splitting import ask_again
from wegwijs.stages.ontzorgen.models import Eindreden, Inkomstenpost, Kostenpost, Ontzorging
from wegwijs.stages.ontzorgen.queries.handover import moments_of, money_of
from wegwijs.stages.ontzorgen.queries.plans import last_day_of
from wegwijs.ui.format import day

State = Ontzorging.State
# What a person may choose; the others follow from what happened in the dossier.
CHOSEN = (Eindreden.AFSPRAAK, Eindreden.BIJSTAND)
_CLOSED = {
    CloseReason.VERHUISD.label: Eindreden.VERHUISD,
    CloseReason.OVERLEDEN.label: Eindreden.OVERLEDEN,
}


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
    _end(current, reason, by=by, on=on)
    return current


def end_with_dossier(dossier: Dossier, *, by: Actor, on: date) -> None:
    """A dossier that closes on the day ``on`` ends what we pay in it; who closes it needs no right on money."""
    for row in _running(dossier):
        closed = (
            Gebeurtenis.objects.filter(dossier=dossier, kind=Kind.DOSSIER_GESLOTEN, superseded_by=None)
            .order_by("-on", "-pk")
            .first()
        )
        why = str(closed.payload.get("reden", "")) if closed else ""
        _end(row, _CLOSED.get(why, Eindreden.GESLOTEN), by=by, on=max(on, row.since))


def end_with_bijstand(event: Gebeurtenis, *, by: Actor) -> None:
    """The bijstand stops on the first day without it: nothing is paid from that day on. When that lies ahead the plan ends there, and the
    job of that morning does the rest."""
    for row in _running(event.dossier):
        last = max(event.on - timedelta(days=1), row.since)
        if event.on > clock.today() and last >= last_day_of(row):
            continue
        # Before anything is cut off. The job of the morning ends what an announced end shortened, and keeps what was kept here.
        row.capped = _what_stands(row, event, last)
        row.save(update_fields=["capped"])
        if event.on <= clock.today():
            _end(row, Eindreden.BIJSTAND, by=by, on=last)
            continue
        row.last_day, row.agreed_until, row.agreed_reason = last, None, ""
        row.version += 1
        row.save(update_fields=["last_day", "agreed_until", "agreed_reason", "version"])
        _cap(row, last, STOPS)
        _announce(row)
        told(row, f"eindigt eerder, op {day(last)}: de bijstand stopt", by=by)


def _running(dossier: Dossier) -> list[Ontzorging]:
    rows = Ontzorging.objects.select_for_update(of=("self",)).filter(dossier=dossier)
    found = list(rows.exclude(state=State.KLAAR).select_related("administrator"))
    for row in found:
        row.dossier = dossier
    return found


def _end(row: Ontzorging, reason: Eindreden, *, by: Actor, on: date) -> None:
    row.state, row.ended_on, row.end_reason = State.KLAAR, on, reason
    row.version += 1
    row.save(update_fields=["state", "ended_on", "end_reason", "version"])
    _cap(row, on, reason.label)
    drop_task(row.dossier, task_key(row, ANNOUNCED), by=by, on=clock.today())
    told(row, f"geëindigd op {day(on)}: {reason.label}", by=by, on=min(on, clock.today()))
    if money_of(row).balance:
        left_behind(row)


def _what_stands(row: Ontzorging, event: Gebeurtenis, last: date) -> dict[str, object]:
    """What is about to be cut off at ``last``, so that it can be put back (``restarting``)."""
    later = Q(last_on=None) | Q(last_on__gt=last)
    costs = Kostenpost.objects.filter(later, ontzorging=row).values_list("pk", "last_on")
    incomes = Inkomstenpost.objects.filter(later, ontzorging=row, first_on__lte=last).values_list(
        "pk", "last_on"
    )
    return {
        "event": str(event.pk), "state": row.state, "last_day": row.last_day.isoformat(), "until": last.isoformat(),
        "agreed_until": _iso(row.agreed_until), "agreed_reason": row.agreed_reason,
        "costs": {str(pk): _iso(on) for pk, on in costs}, "incomes": {str(pk): _iso(on) for pk, on in incomes},
    }  # fmt: skip


def _iso(on: date | None) -> str | None:
    return on.isoformat() if on else None


def _cap(row: Ontzorging, last: date, why: str) -> None:
    """Nothing falls due after a day, and what was proposed for after it, or isn't released when it is over, drops out."""
    over = last < clock.today()
    orders = unreleased(row) if over or row.state == State.KLAAR else unreleased(row).filter(due_on__gt=last)
    drop(orders.filter(kostenpost__isnull=False), f"vervallen: {why}")
    later = Q(last_on=None) | Q(last_on__gt=last)
    Kostenpost.objects.filter(later, ontzorging=row).update(last_on=last)
    Inkomstenpost.objects.filter(later, ontzorging=row, first_on__lte=last).update(last_on=last)


def look_ahead(on: date) -> tuple[int, int, int]:
    """Each morning: how many ends were announced, how many handovers began, how many ended since the bijstand did. Twice changes nothing."""
    by = system_actor("wegwijs", on=on)
    ask_again()
    rows = Ontzorging.objects.select_for_update(of=("self",)).exclude(state=State.KLAAR)
    announced = begun = ended = 0
    for row in rows.select_related("dossier__gemeente", "dossier__regisseur", "administrator").order_by("pk"):
        if _stopped(row, on):
            _end(row, Eindreden.BIJSTAND, by=by, on=last_day_of(row))
            ended += 1
            continue
        if row.state != State.LOOPT:
            continue
        when = moments_of(row)
        if when.begins <= on:
            begin(row, by=by)
            begun += 1
        elif when.announced <= on:
            announced += _announce(row)
    return announced, begun, ended


def _stopped(row: Ontzorging, on: date) -> bool:
    """Whether it is over because the bijstand stopped on the day after its last."""
    if last_day_of(row) >= on:
        return False
    first_without = last_day_of(row) + timedelta(days=1)
    stopped = Gebeurtenis.objects.filter(
        dossier=row.dossier_id, kind=Kind.BIJSTAND_EINDE, superseded_by=None, on=first_without
    )
    return stopped.exists()


def _announce(row: Ontzorging) -> int:
    """Whether the task is new."""
    key = task_key(row, ANNOUNCED)
    if row.dossier.taken.filter(source_key=key).exists():
        return 0
    when = moments_of(row)
    add_task(
        row.dossier, "Bespreek het einde van het ontzorgen",
        why=f"Het ontzorgen loopt tot en met {day(last_day_of(row))}. De overdracht begint op {day(max(when.begins, row.since))} ({when.source})."[:240],
        due_on=max(when.begins, clock.today()), assigned_to=row.administrator, source_key=key,
    )  # fmt: skip
    return 1
