"""What falls due in a period and may be paid, and what is in the way of the rest."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q

from wegwijs.stages.ontzorgen.models import (
    STATUTORY,
    Betaalwijze,
    Kostenpost,
    Kostensoort,
    Machtiging,
    Ontzorging,
    Uitkeringsmaand,
)
from wegwijs.stages.ontzorgen.moments import moments
from wegwijs.stages.ontzorgen.queries.payees import Standing, standings
from wegwijs.ui.format import day

RUNS = (Ontzorging.State.LOOPT, Ontzorging.State.AFBOUW)
# What is bought with a standing machtiging of which kind.
NEEDS = {
    **dict.fromkeys(STATUTORY, Machtiging.Waarvoor.VASTE_LASTEN),
    Kostensoort.LEEFGELD: Machtiging.Waarvoor.LEEFGELD,
}


@dataclass(frozen=True, slots=True)
class Due:
    """A cost on one of its days; ``reason`` says why it can't be paid yet, "" when it can. ``iban`` is where it goes."""

    cost: Kostenpost
    on: date
    iban: str
    reason: str


def due(gemeente: str, *, since: date, until: date, at: datetime) -> list[Due]:
    """What we pay in a period for everybody in a gemeente (its code), by day. What was withheld and paid by the benefits administration isn't in it.
    Five statements."""
    costs = list(_costs(gemeente, since, until))
    mine = {one.ontzorging_id for one in costs}
    signed = _signed(mine)
    withheld = _withheld(mine, since, until)
    accounts = standings([one.payee for one in costs if one.payee], at=at)
    found = []
    for cost in costs:
        last = _last(cost)
        for on in moments(cost.first_on, cost.interval, since=since, until=until, last=last):
            if cost.soort in withheld.get((cost.ontzorging_id, on.replace(day=1)), ()):
                continue
            found.append(_judged(cost, on, signed, accounts))
    return sorted(found, key=lambda one: (one.on, one.cost.soort not in STATUTORY, str(one.cost.pk)))


def _costs(gemeente: str, since: date, until: date) -> Iterable[Kostenpost]:
    rows = Kostenpost.objects.filter(
        Q(last_on=None) | Q(last_on__gte=since),
        ontzorging__dossier__gemeente=gemeente,
        ontzorging__state__in=RUNS,
        wijze=Betaalwijze.WIJ,
        first_on__lte=until,
    )
    return rows.select_related("ontzorging__dossier", "payee").order_by("pk")


def _last(cost: Kostenpost) -> date:
    """Nothing is paid after the end of the ontzorging, whatever the cost says."""
    whole = cost.ontzorging.agreed_until or cost.ontzorging.last_day
    return min(whole, cost.last_on) if cost.last_on else whole


def _signed(ontzorgingen: Iterable[UUID]) -> dict[UUID, list[Machtiging]]:
    found: dict[UUID, list[Machtiging]] = {}
    for one in Machtiging.objects.filter(ontzorging__in=list(ontzorgingen)):
        found.setdefault(one.ontzorging_id, []).append(one)
    return found


def _withheld(ontzorgingen: Iterable[UUID], since: date, until: date) -> dict[tuple[UUID, date], set[str]]:
    """The kinds that were withheld, by ontzorging and month; the newest word of a month counts."""
    months = Uitkeringsmaand.objects.filter(
        ontzorging__in=list(ontzorgingen), month__gte=since.replace(day=1), month__lte=until
    )
    return {(one.ontzorging_id, one.month): set(one.withheld) for one in months.order_by("recorded_at")}


def _judged(cost: Kostenpost, on: date, signed: dict[UUID, list[Machtiging]], accounts: dict[UUID, Standing]) -> Due:  # fmt: skip
    needed = NEEDS.get(Kostensoort(cost.soort), Machtiging.Waarvoor.ANDERE)
    there = any(
        one.voor == needed and one.signed_on <= on and (one.withdrawn_on is None or one.withdrawn_on > on)
        for one in signed.get(cost.ontzorging_id, ())
    )
    if not there:
        return Due(cost, on, "", f"Er is op {day(on)} geen machtiging voor: {needed.label}.")
    if cost.payee is None:
        return Due(cost, on, "", "Er is nog geen ontvanger gekozen.")
    standing = accounts[cost.payee.pk]
    return Due(cost, on, standing.iban, standing.reason)


def paid_elsewhere(cost: Kostenpost, on: date) -> bool:
    """Whether a cost no longer falls on this day, or isn't ours to pay: replaced, ended, or withheld meanwhile."""
    if cost.wijze != Betaalwijze.WIJ or on > _last(cost) or cost.ontzorging.state not in RUNS:
        return True
    if on not in moments(cost.first_on, cost.interval, since=on, until=on + timedelta(days=0)):
        return True
    return cost.soort in _withheld([cost.ontzorging_id], on, on).get((cost.ontzorging_id, on.replace(day=1)), ())  # fmt: skip
