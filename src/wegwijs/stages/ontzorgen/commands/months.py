"""What the benefits administration says of a month, from its file or typed over. A correction is a new row."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.commands import add_task
from wegwijs.errors import DomainError
from wegwijs.stages.ontzorgen.commands.after import held, noted
from wegwijs.stages.ontzorgen.commands.dropping import drop, unreleased
from wegwijs.stages.ontzorgen.models import Kostensoort, Ontzorging, PaymentOrder, Uitkeringsmaand
from wegwijs.stages.ontzorgen.queries.months import last_of, newest
from wegwijs.stages.ontzorgen.queries.plans import SAME_BILL, costs_due
from wegwijs.ui.format import euros, month_name

# A bijstand of a year is far below this: a digit too many.
MOST = 10_000_00
ORDER, WITHHELD = PaymentOrder.State, PaymentOrder.Dropped.WITHHELD


@dataclass(frozen=True, slots=True)
class MonthFacts:
    """Of one month, in cents. ``month`` is its first day; ``withheld``: what was kept back and paid, by kind; ``net``: what comes here."""

    month: date
    norm: int
    gross: int
    net: int
    withheld: Mapping[Kostensoort, int]

    @property
    def kept(self) -> dict[str, int]:
        """What was withheld, without what is zero."""
        return {soort.value: cents for soort, cents in self.withheld.items() if cents}


@transaction.atomic
def record_month(
    row: Ontzorging, facts: MonthFacts, *, by: Actor, by_file: bool = False
) -> tuple[Uitkeringsmaand, bool]:
    """The row of this month that counts from now on: (new one, True), or (the one that says the same, False).

    What was proposed for a bill that turns out to be withheld, or a part of it, drops out; where it was paid already who keeps the money
    gets a task. What is left to pay of it, or all when a correction says that it wasn't withheld, is proposed anew.
    Raises NotAllowed, and DomainError for a month outside the ontzorging or that doesn't add up.
    """
    current = held(row, by=by, needs=Permission.MONEY_EDIT)
    _check(current, facts)
    known = newest(current, facts.month)
    if known and (known.norm, known.gross, known.net, known.withheld) == (
        facts.norm, facts.gross, facts.net, facts.kept
    ):  # fmt: skip
        return known, False
    # Later than the one it takes the place of, also where a clock stands still.
    now = max(clock.now(), known.recorded_at + timedelta(microseconds=1)) if known else clock.now()
    made = Uitkeringsmaand.objects.create(
        ontzorging=current, month=facts.month, norm=facts.norm, gross=facts.gross, net=facts.net, withheld=facts.kept,
        by_file=by_file, label=by.label, recorded_at=now,
    )  # fmt: skip
    _nothing_twice(current, made)
    noted(current, f"uitkeringsmaand {facts.month:%Y-%m}", by=by)
    return made, True


def _check(row: Ontzorging, facts: MonthFacts) -> None:
    """Raises DomainError at the field that can't be."""
    if facts.month.day != 1:
        raise DomainError("Kies de eerste dag van de maand.", field="month")
    latest = clock.today().replace(day=1)
    after = (
        latest.replace(month=latest.month + 1)
        if latest.month < 12
        else latest.replace(year=latest.year + 1, month=1)
    )
    if not row.since.replace(day=1) <= facts.month <= after:
        raise DomainError(
            f"Kies een maand vanaf {month_name(row.since)}, tot en met de volgende maand.",
            field="month",
        )
    for field, cents in (("norm", facts.norm), ("gross", facts.gross), ("net", facts.net)):
        if not 0 <= cents <= MOST:
            raise DomainError(f"Vul een bedrag in van nul tot {euros(MOST)}.", field=field)
    for soort, cents in facts.withheld.items():
        if not 0 <= cents <= facts.gross:
            raise DomainError(
                f"Er kan niet meer zijn ingehouden dan is toegekend: {euros(facts.gross)}.",
                field=soort.value,
            )
    taken = sum(facts.withheld.values())
    if taken + facts.net > facts.gross:
        raise DomainError(
            f"Ingehouden {euros(taken)} en overgemaakt {euros(facts.net)} is samen meer dan toegekend: {euros(facts.gross)}.", field="net"
        )  # fmt: skip


def _nothing_twice(row: Ontzorging, month: Uitkeringsmaand) -> None:
    """What the administration paid isn't paid by us again; what we had paid by then somebody looks into."""
    last = last_of(month.month)
    kinds = [soort for soort in Kostensoort if {soort, *SAME_BILL.get(soort, ())} & set(month.withheld)]
    here = {"kostenpost__soort__in": kinds, "period__range": (month.month, last)}
    due: dict[tuple[UUID | None, date], int] = {
        (one.kostenpost.pk, one.on): one.cents for one in costs_due(row, month.month, last)
    }

    def changed(orders: QuerySet[PaymentOrder]) -> list[PaymentOrder]:
        return [one for one in orders if due.get((one.kostenpost_id, one.period)) != one.cents]

    drop(
        changed(unreleased(row).filter(**here)),
        WITHHELD,
        f"{WITHHELD.label} van {month_name(month.month)}",
    )
    paid = PaymentOrder.objects.filter(ontzorging=row, state__in=[ORDER.RELEASED, ORDER.EXECUTED], **here)
    twice = sorted({order.kostenpost.get_soort_display() for order in changed(paid.select_related("kostenpost")) if order.kostenpost})  # fmt: skip
    if twice:
        add_task(
            row.dossier, "Kijk na of een rekening twee keer is betaald",
            why=f"{', '.join(twice).capitalize()} van {month_name(month.month)}: door ons betaald, en ook ingehouden op de bijstand"[:240],
            due_on=clock.today(), assigned_to=row.administrator, link=reverse("selfreliance:months", args=[row.dossier_id]),
            source_key=f"dubbel:{row.pk}:{month.month:%Y-%m}",
        )  # fmt: skip
