"""What falls due in a period and may be paid, and what is in the way of the rest."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch

from wegwijs.stages.ontzorgen.grounds import consent_for, signed
from wegwijs.stages.ontzorgen.models import STATUTORY, Kostenpost, Machtiging, Ontzorging, PaymentOrder
from wegwijs.stages.ontzorgen.queries.payees import Standing, standings
from wegwijs.stages.ontzorgen.queries.plans import costs_due_of
from wegwijs.ui.format import day

RUNS = (Ontzorging.State.LOOPT, Ontzorging.State.AFBOUW)


@dataclass(frozen=True, slots=True)
class Payable:
    """A cost on one of its days, in ``cents``; ``reason`` says why it can't be paid yet, "" when it can. ``iban`` is where it goes."""

    cost: Kostenpost
    on: date
    cents: int
    iban: str
    reason: str


def payable(gemeente: str, *, since: date, until: date, at: datetime) -> list[Payable]:
    """What we pay in a period for everybody in a gemeente (its code), by day; what was withheld and paid already is not in it.
    Five statements."""
    rows = list(_running(gemeente))
    due = [one for found in costs_due_of(rows, since, until).values() for one in found]
    accounts = standings({one.kostenpost.payee for one in due if one.kostenpost.payee}, at=at)
    found = []
    for one in due:
        standing = _standing(one.kostenpost, one.on, accounts)
        found.append(Payable(one.kostenpost, one.on, one.cents, standing.iban, standing.reason))
    return sorted(found, key=lambda one: (one.on, one.cost.soort not in STATUTORY, str(one.cost.pk)))


def amounts(gemeente: str, *, since: date, until: date) -> dict[tuple[object, date], int]:
    """The cents of each cost (its key) on each of its days. Three statements."""
    due = costs_due_of(list(_running(gemeente)), since, until)
    return {(one.kostenpost.pk, one.on): one.cents for found in due.values() for one in found}


def _running(gemeente: str) -> list[Ontzorging]:
    rows = Ontzorging.objects.filter(dossier__gemeente=gemeente, state__in=RUNS)
    machtigingen = Prefetch("machtigingen", Machtiging.objects.all())
    return list(rows.select_related("dossier").prefetch_related(machtigingen).order_by("pk"))


def _standing(cost: Kostenpost, on: date, accounts: dict[UUID, Standing]) -> Standing:
    if waits := undecided(cost.ontzorging):
        return Standing("", waits)
    needed = consent_for(cost.soort)
    if needed not in signed(cost.ontzorging.machtigingen.all(), on):
        article = " (Pw 56a lid 2)" if cost.soort in STATUTORY else ""
        return Standing("", f"Er is op {day(on)} geen machtiging voor: {needed.label}{article}.")
    if cost.payee is None:
        return Standing("", "Er is nog geen ontvanger gekozen.")
    return accounts[cost.payee.pk]


def undecided(row: Ontzorging) -> str:
    """Why nothing goes out for somebody who left the household; "" when it may."""
    if row.split_left and row.split_undecided:
        return "De cliënt vertrok uit het huishouden. Beslis eerst wie rekening, huur en leefgeld houdt."
    return ""


def stops(order: PaymentOrder, on: date) -> str:
    """Why nothing may be paid of it on a day, whatever it was when it was proposed; "" when it may. Of an order that was read with the
    machtigingen of its ontzorging."""
    if waits := undecided(order.ontzorging):
        return waits
    # What is left is paid out when it is over.
    if order.kostenpost is None:
        return ""
    if order.ontzorging.state not in RUNS:
        return "Het ontzorgen van dit dossier loopt niet meer."
    needed = consent_for(order.kostenpost.soort)
    there = needed in signed(order.ontzorging.machtigingen.all(), on)
    return "" if there else f"Er is op {day(on)} geen machtiging voor: {needed.label}."
