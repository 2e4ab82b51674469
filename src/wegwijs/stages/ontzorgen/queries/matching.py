"""What a line of a statement is: the first rule that knows says so, and what none knows is for a person. Never by a BSN."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from wegwijs.stages.ontzorgen.models import Inkomstenpost, Ontzorging, PaymentOrder, StatementLine
from wegwijs.stages.ontzorgen.queries.known import Known, Line

O, L = PaymentOrder.State, StatementLine.Outcome  # noqa: E741 - as the enumeration it stands for
# Who must look isn't helped by counting further.
MANY = 10


@dataclass(frozen=True, slots=True)
class Match:
    """What it is, of whom, and a sentence for who must look. ``back``: the line of money that is sent back now; ``after``: for who must look,
    it is of somebody whose ontzorgen is over."""

    outcome: StatementLine.Outcome
    order: PaymentOrder | None = None
    income: Inkomstenpost | None = None
    ontzorging: Ontzorging | None = None
    note: str = ""
    back: StatementLine | None = None
    after: Ontzorging | None = None


Rule = Callable[[Line, Known], Match | None]


def recognise(line: Line, there: Known) -> Match:
    """By the rules for money that went, or for money that came. What no rule knows is an alarm when it went, and parked when it came."""
    for rule in WENT if line.cents < 0 else CAME:
        if found := rule(line, there):
            return found
    return _unexplained(line, there) if line.cents < 0 else _unexpected(line, there)


def paid_by_our_code(line: Line, there: Known) -> Match | None:
    """It has the code of a payment of ours."""
    order = there.by_code.get(line.end_to_end) if line.end_to_end else None
    return _ours(line, order) if order else None


def paid_by_account_and_amount(line: Line, there: Known) -> Match | None:
    """It has no code, and one payment that the bank has goes to this account with this amount."""
    same = [] if line.end_to_end else there.sent.like(line.counter_iban, -line.cents, O.RELEASED)
    return _ours(line, same[0]) if len(same) == 1 else None


def sent_back_or_on(line: Line, there: Known) -> Match | None:
    """Money that a person looked into goes back to where it came from, or on to the own account of whom it is."""
    for one in there.back.get(-line.cents, ()):
        if one.outcome != L.PARKED:
            continue
        if one.counter_iban == line.counter_iban:
            return Match(L.SENT_BACK, back=one, note="geld dat wij terugstuurden")
        if one.ontzorging_id and line.counter_iban in there.numbers.get(one.ontzorging_id, ()):
            return Match(L.SENT_BACK, back=one, note="geld dat wij doorstuurden naar de eigen rekening")
    return None


def came_back(line: Line, there: Known) -> Match | None:
    """A payment of ours: by its code, or because the bank says that it returns one."""
    order = there.by_code.get(line.end_to_end) if line.end_to_end else None
    if order is None and not line.return_reason and not line.reversal:
        return None
    if order is None:
        same = there.executed.like(line.counter_iban, line.cents, O.EXECUTED)
        if len(same) != 1:
            return Match(L.PARKED, note="teruggekomen, en niet zeker van welke betaling")
        order = same[0]
    if order.state not in (O.RELEASED, O.EXECUTED):
        return Match(L.PARKED, note=f"kenmerk van een betaling die {order.get_state_display()} is")
    if order.cents != line.cents:
        return Match(L.PARKED, note="teruggekomen met een ander bedrag dan wij betaalden")
    if order.state == O.RELEASED:
        return Match(L.PARKED, note="teruggekomen, maar niet op een afschrift betaald")
    if order.ontzorging.state == Ontzorging.State.KLAAR:
        return Match(L.PARKED, order=order, note="teruggekomen nadat het ontzorgen was afgerond", after=order.ontzorging)  # fmt: skip
    return Match(L.RETURNED, order=order, ontzorging=order.ontzorging)


def for_advances(line: Line, there: Known) -> Match | None:
    """It comes from an account of the gemeente itself."""
    return Match(L.FUNDING) if line.counter_iban in there.own else None


def expected_of_one(line: Line, there: Known) -> Match | None:
    """One client expects it: of whose dossier the number stands with it, or else the only one whom it fits."""
    of = _each(line, there.expected.fits(line, there.named(line)), lambda one: one.ontzorging_id)
    if len(of) > 1:
        return Match(L.PARKED, note=f"past bij {len(of)}{' of meer' if len(of) == MANY else ''} cliënten")
    return next((Match(L.INCOME, income=one, ontzorging=one.ontzorging) for one in of), None)


def after_the_end(line: Line, there: Known) -> Match | None:
    """It is of somebody whose ontzorgen is over: whose dossier is named, or the only one whom it fits, however late."""
    if dossier := there.named(line):
        over = there.over.get(dossier)
    else:
        of = _each(line, there.former.fits(line), lambda one: one.ontzorging.dossier_id)
        over = of[0].ontzorging if len(of) == 1 else None
    if over is None:
        return None
    return Match(L.PARKED, note=f"inkomen dat kwam nadat het ontzorgen van dossier {over.dossier} was afgerond", after=over)  # fmt: skip


# In this order; the first that knows decides.
WENT: tuple[Rule, ...] = (paid_by_our_code, paid_by_account_and_amount, sent_back_or_on)
CAME: tuple[Rule, ...] = (came_back, for_advances, expected_of_one, after_the_end)


def _unexplained(line: Line, there: Known) -> Match:
    same = len(there.sent.like(line.counter_iban, -line.cents, O.RELEASED))
    if line.note:
        return Match(L.ALARM, note=line.note)
    if same and line.end_to_end:
        return Match(L.ALARM, note="een betaling van ons heeft dit bedrag en rekeningnummer, maar een ander kenmerk")  # fmt: skip
    if same:
        return Match(L.ALARM, note=f"{same} betalingen hebben dit bedrag en rekeningnummer; kies welke")
    return Match(L.ALARM, note="geen opdracht van ons")


def _unexpected(line: Line, there: Known) -> Match:
    if there.named(line):
        return Match(L.PARKED, note="er staat een dossiernummer bij, maar geen inkomen van dit bedrag")
    return Match(L.PARKED, note="geen inkomen dat wij verwachten")


def _ours(line: Line, order: PaymentOrder) -> Match:
    if order.state != O.RELEASED:
        return Match(L.ALARM, note=f"kenmerk van een betaling die al {order.get_state_display()} is")
    if order.run is None or order.run.handed_over_at is None:
        return Match(L.ALARM, note="kenmerk van een betaling die nog niet naar de bank is")
    if order.cents != -line.cents:
        return Match(L.ALARM, note="een ander bedrag dan waarvoor getekend is")
    if line.counter_iban and line.counter_iban != order.iban:
        return Match(L.ALARM, note="een ander rekeningnummer dan waarvoor getekend is")
    return Match(L.PAID, order=order, ontzorging=order.ontzorging, note=line.note)


def _each(
    line: Line, fits: Iterable[Inkomstenpost], of: Callable[[Inkomstenpost], UUID]
) -> list[Inkomstenpost]:
    """Of each whom it is ``of`` the one whose amount is nearest, until there are MANY."""
    found: dict[UUID, Inkomstenpost] = {}
    for one in fits:
        best = found.setdefault(of(one), one)
        if abs(one.cents - line.cents) < abs(best.cents - line.cents):
            found[of(one)] = one
        if len(found) == MANY:
            break
    return list(found.values())
