"""What the book says of the lines of an invoice. The book is the only evidence (docs/adr/0024)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, prefetch_related_objects

from wegwijs.contracts.evidence import Claim, Supply, delivered_for, netted, room_for, rounding_of
from wegwijs.contracts.models import Invoice, InvoiceLine, Movement, Price, PriceForm, Reason, Terms
from wegwijs.contracts.queries.agreements import in_force, terms_for
from wegwijs.contracts.queries.invoices import BOOKED, ROUNDED
from wegwijs.ui.format import day, euros
from wi2021.grondslag import NeedsJudgement
from wi2021.verhuizen import vorige_gemeente_betaalt

R = Reason
# As much as the rules of e-invoices let a line differ from what is counted.
SLACK_CENTS = 2
K = Movement.Kind
S = InvoiceLine.State
# With these no line is accepted, whatever a person says. Beside them an amount beyond what was delivered never is.
HARD = frozenset(
    {R.CURRENCY, R.NO_CONTRACT, R.NO_CALL_OFF, R.OTHER_SUPPLIER, R.SUM, R.CREDITS_TOO_MUCH, R.NOT_DELIVERED, R.TWICE, R.MORE}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the product sees in a line. ``reason`` None: it fits. ``words``: the reason in plain Dutch.

    ``delivered``: in the days and against the price of the line; ``room``: what of that nobody asked yet, both in cents;
    ``before``: accepted lines that asked the same days; ``price``: which price of the contract is asked; ``rounding``: cents beyond ``room``
    that only rounding made, delivered with it on the day ``rounds_on``.
    """

    reason: Reason | None = None
    words: str = ""
    delivered: int = 0
    room: int = 0
    before: tuple[InvoiceLine, ...] = ()
    price: Price | None = None
    may_accept: bool = True
    rounding: int = 0
    rounds_on: date | None = None

    @property
    def proposed(self) -> InvoiceLine.State:
        """What the product would decide: a person may decide otherwise, but never accept what wasn't delivered."""
        if self.reason is None:
            return S.ACCEPTED
        return S.PARKED if self.may_accept else S.REFUSED


@dataclass
class _Evidence:
    """Of the call-offs that an invoice names, by key."""

    supply: dict[UUID, list[Supply]] = field(default_factory=lambda: defaultdict(list))
    taken: dict[UUID, list[Claim]] = field(default_factory=lambda: defaultdict(list))
    lines: dict[UUID, list[InvoiceLine]] = field(default_factory=lambda: defaultdict(list))
    invoiced: dict[UUID, int] = field(default_factory=lambda: defaultdict(int))


def verdicts(invoice: Invoice, lines: Iterable[InvoiceLine], *, accepted: Collection[UUID] | None = None) -> Mapping[UUID, Verdict]:  # fmt: skip
    """Of each line, by key, in their order: what one line takes isn't there for the next.

    ``accepted``: the lines that somebody accepts now, so that only those take something; None: as the product proposes, and what is
    accepted already. ``lines`` were read with ``lines_of``. At most four statements, whatever their number.
    """
    rows = list(lines)
    held = _evidence(invoice, rows)
    found = {}
    for line in rows:
        said = found[line.pk] = _verdict(invoice, line, held)
        takes = (
            line.pk in accepted
            if accepted is not None
            else (said.proposed if line.state == S.OPEN else line.state) == S.ACCEPTED
        )
        if takes and line.call_off_id and (line.amount > 0 or said.reason is None):
            held.taken[line.call_off_id].append(_claim(line, said.price))
            held.lines[line.call_off_id].append(line)
            held.invoiced[line.call_off_id] += min(0, line.amount)
            if said.rounds_on:
                supply = Supply(said.rounds_on, said.rounding, _price_key(said.price), rounded=True)
                held.supply[line.call_off_id].append(supply)
    return found


def _evidence(invoice: Invoice, rows: list[InvoiceLine]) -> _Evidence:
    held = _Evidence()
    keys = {line.call_off_id for line in rows if line.call_off_id}
    contracts = {line.call_off.contract_id: line.call_off.contract for line in rows if line.call_off}
    terms = Terms.objects.prefetch_related("prices")
    prefetch_related_objects(list(contracts.values()), Prefetch("terms", terms))
    for line in rows:  # the same contract was read with every line
        if line.call_off:
            line.call_off.contract = contracts[line.call_off.contract_id]
    booked = Movement.objects.filter(call_off__in=keys, kind__in=(K.DELIVERED, K.INVOICED))
    mine = {str(line.pk) for line in rows}
    for row in booked.select_related("price"):
        if row.kind == K.DELIVERED:
            # Of these lines it is looked at anew.
            if not (row.source_key.startswith(ROUNDED) and row.source_key.split(":")[1] in mine):
                held.supply[row.call_off_id].append(_supply(row))
            continue
        held.invoiced[row.call_off_id] += row.cents
        if not row.source_key.startswith(BOOKED):
            held.taken[row.call_off_id].append(Claim(row.cents, price=_price_key(row.price)))
    others = InvoiceLine.objects.filter(call_off__in=keys, state=S.ACCEPTED).exclude(invoice=invoice.pk)
    for other in others.select_related("invoice", "price").order_by("invoice__dated", "position"):
        assert other.call_off_id  # noqa: S101 - filtered on it
        # What somebody gives back makes room when it is in the book, not before.
        if other.amount > 0 or other.invoice.confirmed_by_id:
            held.taken[other.call_off_id].append(_claim(other, other.price))
            held.lines[other.call_off_id].append(other)
        elif other.amount < 0:
            held.invoiced[other.call_off_id] += other.amount
    return held


def _supply(row: Movement) -> Supply:
    """Behind the second colon of a key stands what puts the same fact right."""
    fact = ":".join(row.source_key.split(":")[:2])
    return Supply(row.on, row.cents, _price_key(row.price), fact, rounded=row.source_key.startswith(ROUNDED))


def _price_key(price: Price | None) -> str:
    """The same price in another version of the terms is the same price."""
    return f"{price.form}:{price.moment}" if price else ""


def _claim(line: InvoiceLine, price: Price | None) -> Claim:
    return Claim(line.amount, line.period_from or date.min, line.period_to or date.max, _price_key(price))


def _verdict(invoice: Invoice, line: InvoiceLine, held: _Evidence) -> Verdict:
    if invoice.currency != "EUR":
        return _refused(R.CURRENCY, f"De factuur is in {invoice.currency}. Wij betalen alleen in euro’s.")
    if line.call_off is None:
        if not getattr(line, "has_contract", True):
            return _refused(R.NO_CONTRACT, f"{invoice.supplier} heeft geen contract bij ons.")
        return _refused(R.NO_CALL_OFF, f"De regel noemt geen afroep die wij kennen. Vraag {invoice.supplier} om het afroepnummer.")  # fmt: skip
    contract = line.call_off.contract
    if contract.supplier_id != invoice.supplier_id:
        return _refused(
            R.OTHER_SUPPLIER,
            f"Afroep {line.call_off} hoort bij contract {contract} met {contract.supplier}, niet met {invoice.supplier}.",
        )
    asked = (abs(line.quantity * line.unit_price) + 50) // 100
    if abs(asked - abs(line.amount)) > _lost(invoice, line):
        return _refused(R.SUM, f"Aantal keer prijs is {euros(asked)}. Op de regel staat {euros(abs(line.amount))}.")  # fmt: skip
    return _of_credit(invoice, line, held) if line.amount < 0 else _of_book(invoice, line, held)


def _lost(invoice: Invoice, line: InvoiceLine) -> int:
    """By how many cents quantity times price may differ, since both are kept in hundredths: of an e-invoice the rules counted with what it says."""
    if invoice.way == Invoice.Way.TYPED:
        return 0
    return (abs(line.quantity) + line.unit_price) // 200 + SLACK_CENTS


def _refused(reason: Reason, words: str) -> Verdict:
    return Verdict(reason, words, may_accept=False)


def _of_credit(invoice: Invoice, line: InvoiceLine, held: _Evidence) -> Verdict:
    assert line.call_off_id  # noqa: S101 - _verdict refuses it
    left = max(0, held.invoiced[line.call_off_id])
    before = tuple(one for one in held.lines[line.call_off_id] if one.amount > 0)
    price = _asked_price(line, _prices(invoice, line))
    if -line.amount > left:
        return Verdict(
            R.CREDITS_TOO_MUCH,
            f"Van afroep {line.call_off} is {euros(left)} gefactureerd. De regel geeft {euros(-line.amount)} terug.",
            room=left, before=before, may_accept=False,
        )  # fmt: skip
    if invoice.credit and invoice.credits is None:
        said = "De creditnota noemt geen factuur die wij kennen."
        return Verdict(R.CREDITS_UNKNOWN, said, room=left, before=before, price=price)
    if invoice.credits and invoice.dated < invoice.credits.dated:
        said = f"De creditnota is van {day(invoice.dated)}. Factuur {invoice.credits}, die zij verbetert, is van {day(invoice.credits.dated)}."
        return Verdict(R.CREDIT_EARLIER, said, room=left, before=before, price=price)
    return Verdict(room=left, before=before, price=price)


def _of_book(invoice: Invoice, line: InvoiceLine, held: _Evidence) -> Verdict:
    assert line.call_off  # noqa: S101 - _verdict refuses it
    call, key = line.call_off, line.call_off.pk
    prices = _prices(invoice, line)
    price = _asked_price(line, prices)
    agreed = bool(_asked(line, prices))
    claim = _claim(line, price)
    delivered = delivered_for(held.supply[key], claim)
    room = room_for(held.supply[key], held.taken[key], claim)
    rounding = _rounding(line, price, room, held.supply[key])
    before = tuple(one for one in held.lines[key] if one.amount > 0 and _same_days(one, line))
    reason, words = _why_not(line, delivered, room + rounding, before, agreed, prices)
    rounds_on = None
    if rounding:
        rounds_on = max(one.on for one in held.supply[key] if claim.first <= one.on <= claim.last)
        words = (
            words
            or f"Dit is {euros(rounding)} meer dan geleverd is: de regel rondt een hele periode af, wij elke week. Dat klopt."
        )
    if reason not in HARD and (moved := _after_move(line, held, claim, rounding)):
        reason, words = R.MOVED, f"{moved} {words}".strip()
    if reason is None and call.ends_on and (line.period_to or date.min) > call.ends_on:
        reason, words = R.AFTER_END, f"Afroep {call} eindigde op {day(call.ends_on)}. De regel vraagt geld tot en met {day(line.period_to)}."  # type: ignore[arg-type]  # fmt: skip
    if reason is None and (line.period_from or date.max) < call.starts_on:
        reason, words = R.BEFORE_START, f"Afroep {call} begon op {day(call.starts_on)}. De regel vraagt geld vanaf {day(line.period_from)}."  # type: ignore[arg-type]  # fmt: skip
    fits = line.amount <= room + rounding and reason not in HARD
    return Verdict(
        reason, words, delivered, room, before, price, may_accept=fits, rounding=rounding, rounds_on=rounds_on
    )


def _rounding(line: InvoiceLine, price: Price | None, room: int, supply: list[Supply]) -> int:
    """How far the line goes beyond what is left, where only rounding makes it so."""
    if price is None or price.form != PriceForm.HOUR or line.amount <= room:
        return 0
    beyond = line.amount - room
    return beyond if beyond <= rounding_of(supply, _claim(line, price)) else 0


def _after_move(line: InvoiceLine, held: _Evidence, claim: Claim, rounding: int) -> str:
    """Of what can't be of lessons until the day of a move the law doesn't say who pays it, so a person does (MOV-05). "" where there is none."""
    assert line.call_off  # noqa: S101
    call, moved = line.call_off, line.call_off.moved_on
    if moved is None:
        return ""
    # What was asked for days after the move alone takes nothing of the days before it.
    taken = [one for one in netted(held.taken[call.pk]) if one.first <= moved]
    sure = room_for([one for one in held.supply[call.pk] if one.on <= moved], taken, claim)
    asked = vorige_gemeente_betaalt(moved, max((one.on for one in held.supply[call.pk]), default=moved))
    if line.amount - rounding <= sure or not isinstance(asked, NeedsJudgement):
        return ""
    return (
        f"Voor wie deze afroep is, verhuisde op {day(moved)}. Van de regel is {euros(line.amount - sure)} van weken die daarna eindigden. De wet zegt niet wie die "
        f"betaalt ({asked.regel.id}, {asked.regel.artikelen[0]}). Vraag het na bij de regisseur en beslis met een toelichting."
    )


def _why_not(
    line: InvoiceLine, delivered: int, room: int, before: tuple[InvoiceLine, ...], known: bool, prices: list[Price]
) -> tuple[Reason | None, str]:  # fmt: skip
    assert line.call_off  # noqa: S101
    call = line.call_off
    when = _when(line)
    if delivered <= 0 and line.amount:
        end = f" De afroep eindigde op {day(call.ends_on)}." if call.ends_on else ""
        after = call.ends_on is not None and (line.period_from or date.min) > call.ends_on
        return R.NOT_DELIVERED, f"Van afroep {call} is {when} niets geleverd{' tegen deze prijs' if known else ''}.{end if after or end else ''}"  # fmt: skip
    if line.amount > room:
        if before:
            earlier = before[-1]
            return R.TWICE, (
                f"Voor afroep {call} {when} is {euros(delivered)} geleverd. Daarvan vroeg factuur {earlier.invoice} van "
                f"{day(earlier.invoice.dated)}, {earlier}, al {euros(earlier.amount)}."
            )
        return R.MORE, f"Voor afroep {call} {when} is nog {euros(room)} te factureren. De regel vraagt {euros(line.amount)}."  # fmt: skip
    if not known:
        agreed = "; ".join(f"{euros(one.cents)} ({one})" for one in prices) or "niets"
        return (
            R.PRICE,
            f"Contract {call.contract} kent {euros(line.unit_price)} niet. Afgesproken is {agreed}.",
        )
    return None, ""


def _asked_price(line: InvoiceLine, prices: list[Price]) -> Price | None:
    """The price of this amount; None where there is none, or more than one."""
    same = _asked(line, prices)
    return same[0] if len(same) == 1 else None


def _asked(line: InvoiceLine, prices: list[Price]) -> list[Price]:
    """Those of this amount; where there is none, those that differ by it from an earlier version: what was invoiced at the old price is made whole."""
    assert line.call_off  # noqa: S101
    if same := [one for one in prices if one.cents == line.unit_price]:
        return same
    differs = -line.unit_price if line.amount < 0 else line.unit_price
    return [
        one for one in prices
        if any(
            (old.form, old.moment, old.cents) == (one.form, one.moment, one.cents - differs)
            for version in in_force(line.call_off.contract) if version.pk != one.terms_id
            for old in version.prices.all()
        )
    ]  # fmt: skip


def _when(line: InvoiceLine) -> str:
    if line.period_from and line.period_to:
        return f"van {day(line.period_from)} tot en met {day(line.period_to)}"
    if line.period_from:
        return f"vanaf {day(line.period_from)}"
    return f"tot en met {day(line.period_to)}" if line.period_to else "tot nu toe"


def _same_days(one: InvoiceLine, other: InvoiceLine) -> bool:
    first, last = other.period_from or date.min, other.period_to or date.max
    return (one.period_from or date.min) <= last and first <= (one.period_to or date.max)


def _prices(invoice: Invoice, line: InvoiceLine) -> list[Price]:
    """Of the terms that hold for this trajectory on the last day of the line."""
    assert line.call_off  # noqa: S101
    began = line.call_off.starts_on
    terms = terms_for(line.call_off.contract, began=began, on=max(began, line.period_to or invoice.dated))
    return list(terms.prices.all()) if terms else []
