"""Debts, arrears, attachments and what else asks more than paying the fixed costs: reported, handed to a specialist, solved."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.urls import reverse

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.commands import add_task, drop_task
from wegwijs.errors import Conflict, DomainError
from wegwijs.organisations.models import Employee
from wegwijs.stages.ontzorgen.commands.after import held, noted, without_bsn
from wegwijs.stages.ontzorgen.models import Geldsignaal, Ontzorging
from wegwijs.stages.ontzorgen.queries.selfreliance import specialists
from wegwijs.ui.format import day

State = Geldsignaal.State


@dataclass(frozen=True, slots=True)
class Found:
    """What was seen. ``party``: of whom the debt or who attaches; ``cents`` where an amount is known."""

    soort: Geldsignaal.Soort
    since: date
    party: str = ""
    cents: int | None = None
    note: str = ""


@transaction.atomic
def report_signal(row: Ontzorging, found: Found, *, by: Actor) -> Geldsignaal:
    """Who keeps the money gets a task, the same day. Raises NotAllowed without the right, DomainError for a day to come, an amount that isn't
    above zero, and what may be a BSN."""
    current = held(row, by=by, needs=Permission.SELF_RELIANCE)
    if found.since > clock.today():
        raise DomainError("Deze dag komt nog. Vul vandaag of eerder in.", field="since")
    if found.cents is not None and found.cents <= 0:
        raise DomainError("Vul een bedrag boven nul in, of laat het leeg.", field="cents")
    without_bsn(party=found.party, note=found.note)
    made = Geldsignaal.objects.create(
        ontzorging=current, soort=found.soort, party=found.party.strip(), cents=found.cents, since=found.since,
        note=found.note.strip(), label=by.label, recorded_at=clock.now(),
    )  # fmt: skip
    _ask(made, current, current.administrator, f"Geldsignaal: {found.soort.label}", by=by)
    noted(current, f"signaal {found.soort.value}", by=by)
    return made


@transaction.atomic
def escalate(signal: Geldsignaal, specialist: Employee, *, by: Actor, version: int) -> Geldsignaal:
    """A specialist of the executor goes on with it and gets a task. Raises Conflict, NotAllowed, and DomainError for one that was solved, or
    somebody who doesn't work there today."""
    current = _signal(signal, by, version)
    if specialist.pk not in {one.pk for one in specialists(by)}:
        raise DomainError("Deze persoon werkt vandaag niet bij de sociale dienst. Kies iemand anders.", field="employee")  # fmt: skip
    current.state, current.specialist = State.SPECIALIST, specialist
    current.version += 1
    current.save(update_fields=["state", "specialist", "version"])
    drop_task(current.ontzorging.dossier, _key(current), by=by, on=clock.today())
    _ask(current, current.ontzorging, specialist, f"Geldsignaal voor u: {current.get_soort_display()}", by=by)
    noted(current.ontzorging, "signaal naar de specialist", by=by)
    return current


@transaction.atomic
def solve(signal: Geldsignaal, outcome: str, *, by: Actor, on: date, version: int) -> Geldsignaal:
    """What was done about it; its tasks are gone. Raises Conflict, NotAllowed, and DomainError for one that was solved or a day that can't be."""
    current = _signal(signal, by, version)
    if not current.since <= on <= clock.today():
        raise DomainError(f"Kies een dag vanaf {day(current.since)} tot en met vandaag.", field="on")
    without_bsn(outcome=outcome)
    current.state, current.outcome, current.closed_on = State.KLAAR, outcome.strip(), on
    current.version += 1
    current.save(update_fields=["state", "outcome", "closed_on", "version"])
    drop_task(current.ontzorging.dossier, _key(current), by=by, on=clock.today())
    noted(current.ontzorging, "signaal opgelost", by=by)
    return current


def _signal(signal: Geldsignaal, by: Actor, version: int) -> Geldsignaal:
    current = Geldsignaal.objects.select_for_update().get(pk=signal.pk)
    current.ontzorging = held(current.ontzorging, by=by, needs=Permission.MONEY_EDIT)
    if current.version != version:
        raise Conflict(
            "Een collega heeft dit signaal net bijgewerkt.",
            theirs={"outcome": current.outcome or current.get_state_display()}, version=current.version, what="Geldsignaal",
        )  # fmt: skip
    if current.state == State.KLAAR:
        raise DomainError("Dit signaal is al opgelost. Meld een nieuw signaal als er weer iets is.")
    return current


def _key(signal: Geldsignaal) -> str:
    return f"geldsignaal:{signal.pk}"


def _ask(signal: Geldsignaal, row: Ontzorging, whom: Employee | None, title: str, *, by: Actor) -> None:
    # No amount: more people read a task.
    add_task(
        row.dossier, title, why=f"Sinds {day(signal.since)}, gemeld door {by.label}"[:240], due_on=clock.today(),
        assigned_to=whom, link=reverse("selfreliance:page", args=[row.dossier_id]), source_key=_key(signal),
    )  # fmt: skip
