"""What must still be done before somebody keeps their own money, and until when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from wegwijs import clock
from wegwijs.organisations.policy import PolicyKey, policies
from wegwijs.stages.ontzorgen.models import (
    Betaalwijze,
    Inkomstenpost,
    Kostenpost,
    Kostensoort,
    Ontzorging,
    Overdrachtsstap,
    Payee,
    PayeeChange,
    PaymentOrder,
    Voorschot,
)
from wegwijs.stages.ontzorgen.queries.money import balances_of, owed_of
from wegwijs.stages.ontzorgen.queries.plans import (
    costs_of,
    due_among,
    last_day_of,
    withheld_of,
)
from wegwijs.ui.format import capital, day, euros
from wi2021.ontzorgen import overdracht_uiterlijk

ORDER = PaymentOrder.State
OPEN = (ORDER.PROPOSED, ORDER.IN_RUN, ORDER.RELEASED)
# A bill may come once a quarter.
LONGEST = 100
OWN_ACCOUNT, COST, INCOME, ADVANCE = "rekening", "kost", "inkomen", "voorschot"


@dataclass(frozen=True, slots=True)
class Moments:
    """When the end is announced and when the handover begins: why then, and whose policy that is."""

    announced: date
    begins: date
    why: tuple[str, ...]
    source: str


def moments_of(row: Ontzorging) -> Moments:
    """By the policy of its gemeente on the day that it began. One statement."""
    last = last_day_of(row)
    numbers = policies(row.dossier.gemeente_id, on=row.since)
    ahead, weeks = numbers[PolicyKey.MONEY_END_WEEKS], numbers[PolicyKey.MONEY_HANDOVER_WEEKS]
    begins = overdracht_uiterlijk(last, weeks.value)
    return Moments(
        last - timedelta(weeks=ahead.value), begins.value, begins.uitleg, f"{weeks.value} weken: {weeks.source}"
    )  # fmt: skip


def running_costs(row: Ontzorging, *, on: date) -> list[Kostenpost]:
    """What isn't paid by the client yet and doesn't end before a day, newest of each that was replaced. One statement."""
    rows = row.kosten.filter(Q(last_on=None) | Q(last_on__gte=on), replaced_by=None)
    return list(rows.exclude(wijze=Betaalwijze.ZELF).order_by("soort", "first_on"))


def still_ours(
    row: Ontzorging, money: "Money", *, on: date
) -> tuple[list[Kostenpost], list[tuple[Kostenpost, date]]]:
    """The costs that aren't the client's yet; and what falls due from a day on, for us to pay, and has no order yet, each cost once by
    its first day. Nothing after the end. Two statements."""
    if row.state == Ontzorging.State.KLAAR:
        return [], []
    costs = costs_of(row)
    replaced = {cost.replaces_id for cost in costs}
    running = [
        cost
        for cost in costs
        if cost.pk not in replaced
        and cost.wijze != Betaalwijze.ZELF
        and (cost.last_on is None or cost.last_on >= on)
    ]
    until = min(on + timedelta(days=LONGEST), last_day_of(row))
    if not any(due_among(costs, {}, on, until)):
        return running, []
    withheld = withheld_of([row.pk], on, until).get(row.pk, {})
    found: dict[UUID, tuple[Kostenpost, date]] = {}
    for cost, day_, _, _ in due_among(costs, withheld, on, until):
        if (cost.pk, day_) not in money.ordered:
            found.setdefault(cost.pk, (cost, day_))
    return running, list(found.values())


def incomes_here(row: Ontzorging, *, on: date) -> list[Inkomstenpost]:
    """What still comes to the account of the executor. One statement."""
    return list(
        row.inkomsten.filter(Q(last_on=None) | Q(last_on__gte=on), here=True).order_by("soort", "first_on")
    )


def steps_of(row: Ontzorging) -> list[Overdrachtsstap]:
    """The checklist in its order. One statement."""
    return list(row.overdrachtsstappen.select_related("kostenpost").order_by("position"))


def key_of(kind: str, pk: UUID | None = None) -> str:
    """By which a step is told from the others of the same ontzorging."""
    return f"{kind}:{pk}" if pk else kind


def about(step: Overdrachtsstap) -> tuple[str, str]:
    """What a step is about: its kind and the key of the row."""
    kind, _, pk = step.key.partition(":")
    return kind, pk


def wanted_steps(row: Ontzorging, *, on: date) -> list[tuple[str, str, Kostenpost | None]]:
    """Key, title and cost of each step that the plan of today asks for. Four statements."""
    found: list[tuple[str, str, Kostenpost | None]] = [
        (key_of(OWN_ACCOUNT), "De cliënt gebruikt een eigen bankrekening", None)
    ]
    for cost in running_costs(row, on=on):
        name = capital(cost.get_soort_display())
        words = (
            f"{name}: stopt, het inkomen komt op de eigen rekening"
            if cost.soort == Kostensoort.LEEFGELD
            else f"{name}: eigen automatische incasso staat klaar"
        )
        found.append((key_of(COST, cost.pk), words, cost))
    for income in incomes_here(row, on=on):
        name = capital(income.get_soort_display())
        found.append((key_of(INCOME, income.pk), f"{name}: komt weer op de eigen rekening", None))
    for advance, cents in owing(row):
        words = f"Voorschot van {day(advance.asked_at.date())}: {euros(cents)} terugbetaald, of een afspraak gemaakt"
        found.append((key_of(ADVANCE, advance.pk), words, None))
    return found


def owing(row: Ontzorging) -> list[tuple[Voorschot, int]]:
    """The advances of which something is still owed, in cents. Two statements."""
    rows = list(row.voorschotten.filter(state=Voorschot.State.TOEGEKEND).order_by("asked_at"))
    owed = owed_of(rows) if rows else {}
    return [(one, owed[one.pk]) for one in rows if owed[one.pk] > 0]


@dataclass(frozen=True, slots=True)
class Money:
    """Of one person now, in cents: on the account, of that in orders to come, on its way, and orders that came back.

    ``payout``: the order that pays out what is left; ``ordered``: of which cost on which day, from today on, there is an order.
    """

    balance: int
    proposed: int
    under_way: int
    returned: int
    payout: PaymentOrder | None
    ordered: frozenset[tuple[UUID | None, date]]

    @property
    def free(self) -> int:
        """What no order takes yet."""
        return self.balance - self.proposed


def money_of(row: Ontzorging) -> Money:
    """Two statements. What came back is on the account again, so it isn't in the way of paying the rest out."""
    today = clock.today()
    rows = PaymentOrder.objects.filter(
        Q(state__in=OPEN) | Q(state=ORDER.RETURNED, paid_anew_by=None) | Q(period__gte=today), ontzorging=row
    )
    orders = list(rows.exclude(state=ORDER.DROPPED).select_related("paid_anew_by"))
    by_state: dict[str, int] = {}
    for order in orders:
        if getattr(order, "paid_anew_by", None) is None:
            by_state[order.state] = by_state.get(order.state, 0) + order.cents
    payout = next((one for one in orders if one.kostenpost_id is None and one.state in OPEN), None)
    return Money(
        balances_of([row])[row.pk],
        by_state.get(ORDER.PROPOSED, 0) + by_state.get(ORDER.IN_RUN, 0),
        by_state.get(ORDER.RELEASED, 0),
        by_state.get(ORDER.RETURNED, 0),
        payout,
        frozenset((one.kostenpost_id, one.period) for one in orders),
    )


def open_points(
    row: Ontzorging, steps: Sequence[Overdrachtsstap], money: Money, *, on: date, whole: bool = True
) -> list[str]:
    """Why it can't be finished yet, each as a sentence that says what to do; empty: it can. Two statements.

    ``whole`` False: what is still ours to pay is looked at when all steps are done, and not before.
    """
    found = [f"Nog niet gedaan: {step.title}." for step in steps if step.done_on is None]
    known = {about(step) for step in steps}
    running, ours = still_ours(row, money, on=on) if whole or not found else ([], [])
    found += [
        f"Wij betalen nog {cost.get_soort_display()} op {day(due)}. Wacht tot die dag, of draag die rekening eerder over."
        for cost, due in ours
    ]
    found += [
        f"{capital(cost.get_soort_display())} staat nog in het plan en niet op de lijst. Werk de lijst bij."
        for cost in running
        if (COST, str(cost.pk)) not in known
    ]
    if money.proposed:
        found.append(
            f"Voor {euros(money.proposed)} staan betalingen klaar. Geef ze vrij of laat ze vervallen."
        )
    if money.under_way:
        found.append(
            f"{euros(money.under_way)} is onderweg naar de bank. Wacht tot het op een afschrift staat."
        )
    if money.free > 0:
        found.append(f"Er staat nog {euros(money.free)} op de rekening. Betaal dat uit aan de cliënt.")
    return found


@dataclass(frozen=True, slots=True)
class Usable:
    """An account to which money can go. ``own``: the client's."""

    payee: Payee
    own: bool


def accounts_for(row: Ontzorging) -> list[Usable]:
    """Where what is left can go: the client's own account when its number counts; of who died, also others'. One statement."""
    counts = PayeeChange.objects.filter(usable_from__lte=clock.now(), refused_at=None)
    rows = Payee.objects.filter(blocked_at=None, changes__in=counts).distinct()
    mine = Q(dossier=row.dossier_id, kind=Payee.Kind.CLIENT)
    if row.end_reason == "overleden":
        mine |= Q(gemeente=row.dossier.gemeente_id, kind=Payee.Kind.OTHER)
    return [Usable(one, one.kind == Payee.Kind.CLIENT) for one in rows.filter(mine).order_by("kind", "name")]
