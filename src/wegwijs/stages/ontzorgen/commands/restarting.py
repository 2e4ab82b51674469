"""An end of bijstand that is taken back: the plan goes on as if it hadn't ended, as far as that can be."""

from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.commands import add_task, drop_task, withdraw_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Gebeurtenis
from wegwijs.errors import DomainError
from wegwijs.ledger.models import Account
from wegwijs.stages.ontzorgen.commands.after import told
from wegwijs.stages.ontzorgen.commands.handover import LEFT, task_key
from wegwijs.stages.ontzorgen.commands.proposals import PLAN_CHANGED
from wegwijs.stages.ontzorgen.grounds import law_of, right_of
from wegwijs.stages.ontzorgen.models import Eindreden, Inkomstenpost, Kostenpost, Ontzorging, PaymentOrder
from wegwijs.stages.ontzorgen.queries.plans import last_day_of
from wegwijs.ui.format import day

State = Ontzorging.State
# Notes of orders that the end of bijstand let drop: they are proposed anew when it goes on.
STOPS = "de bijstand stopt"
NOTES = (f"vervallen: {STOPS}", f"vervallen: {Eindreden.BIJSTAND.label}")
AGAIN = "opnieuw"


@transaction.atomic
def take_back_end(dossier: Dossier, *, by: Actor) -> bool:
    """The benefits administration takes back that the bijstand ended; whether there was an end to take back. Raises NotAllowed."""
    by.require(Permission.MONEY_EDIT, dossier.gemeente_id)
    rows = Gebeurtenis.objects.filter(dossier=dossier, kind=Kind.BIJSTAND_EINDE, superseded_by=None)
    found = rows.order_by("-on", "-pk").first()
    if found is None:
        return False
    withdraw_event(found, by=by, reason="teruggenomen door de uitkeringsadministratie")
    return True


def go_on(event: Gebeurtenis, *, by: Actor) -> None:
    """When ``event`` takes back or corrects an end of bijstand: what that end cut off is put back. Who says so needs no right on money."""
    before = event.supersedes
    if before is None or before.kind != Kind.BIJSTAND_EINDE:
        return
    rows = Ontzorging.objects.select_for_update(of=("self",)).filter(
        dossier=event.dossier_id, capped__event=str(before.pk)
    )
    for row in rows.select_related("administrator").order_by("pk"):
        row.dossier = event.dossier
        _go_on(row, corrected=event.kind == Kind.BIJSTAND_EINDE, by=by)


def _go_on(row: Ontzorging, *, corrected: bool, by: Actor) -> None:
    kept: dict[str, Any] = row.capped or {}
    row.capped = None
    over = row.state == State.KLAAR
    if over and (row.end_reason != Eindreden.BIJSTAND or _cannot(row)):
        row.save(update_fields=["capped"])
        if row.end_reason == Eindreden.BIJSTAND and not corrected:
            _ask_to_begin(row)
        return
    if over:
        begun = row.overdrachtsstappen.exists() and kept["state"] != State.VOORBEREIDEN
        row.state = State.AFBOUW if begun else State(kept["state"])
        row.ended_on, row.end_reason = None, ""
    row.last_day = _until(row) or date.fromisoformat(kept["last_day"])
    row.agreed_until = _day(kept["agreed_until"])
    row.agreed_reason = kept["agreed_reason"]
    row.version += 1
    row.save(update_fields=["state", "ended_on", "end_reason", "last_day", "agreed_until", "agreed_reason", "capped", "version"])  # fmt: skip
    for model, mine in ((Kostenpost, kept["costs"]), (Inkomstenpost, kept["incomes"])):
        for pk, last in mine.items():
            # What somebody changed since keeps what they said.
            model.objects.filter(pk=pk, ontzorging=row, last_on=_day(kept["until"])).update(
                last_on=_day(last)
            )
    PaymentOrder.objects.filter(ontzorging=row, state=PaymentOrder.State.DROPPED, note__in=NOTES).update(
        note=PLAN_CHANGED
    )
    drop_task(row.dossier, task_key(row, LEFT), by=by, on=clock.today())
    if not corrected:
        told(
            row,
            f"gaat door tot en met {day(last_day_of(row))}: het einde van de bijstand is teruggenomen",
            by=by,
        )
        _ask_to_look(row)


def _cannot(row: Ontzorging) -> bool:
    """Whether it can't go on: the account is closed for good, or another one runs."""
    closed = Account.objects.filter(source=row.source, closed_on__isnull=False)
    running = Ontzorging.objects.filter(dossier=row.dossier_id).exclude(state=State.KLAAR)
    return closed.exists() or running.exists()


def _until(row: Ontzorging) -> date | None:
    """The last day of the duty by law as it is known now (T-15); None: that asks a judgement or isn't known."""
    try:
        found = right_of(law_of(row.dossier)).value
    except DomainError:
        return None
    return found.tot if found and found.tot >= row.since else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _ask_to_look(row: Ontzorging) -> None:
    add_task(
        row.dossier, "Kijk het geldplan na: de bijstand loopt door",
        why=f"Het einde van de bijstand is teruggenomen. Het plan loopt weer tot en met {day(last_day_of(row))}. Wat intussen niet betaald is, stelt u opnieuw voor."[:240],
        due_on=clock.today(), assigned_to=row.administrator, link=reverse("ontzorgen:plan", args=[row.dossier_id]),
        source_key=task_key(row, AGAIN),
    )  # fmt: skip


def _ask_to_begin(row: Ontzorging) -> None:
    add_task(
        row.dossier, "Begin het ontzorgen opnieuw: de bijstand loopt door",
        why="Het einde van de bijstand is teruggenomen, maar de rekening van toen is al gesloten. Maak een nieuw plan.",
        due_on=clock.today(), assigned_to=row.administrator, link=reverse("ontzorgen:start", args=[row.dossier_id]),
        source_key=task_key(row, AGAIN),
    )  # fmt: skip
