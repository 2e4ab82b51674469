"""Call off on a contract, and keep its book. No amount is ever edited: another line puts it right.

Of each call-off committed >= delivered >= invoiced >= paid holds after every line.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from django.db import connection, transaction
from django.db.models import Q, Sum

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.contracts.models import CallOff, ClosedMonth, Contract, Movement, Price, Terms
from wegwijs.contracts.queries import money as queries
from wegwijs.contracts.queries.agreements import keurmerk_on, running, shares_on, terms_on
from wegwijs.errors import DomainError
from wegwijs.organisations.models import Gemeente
from wegwijs.ui.format import day, euros

K = Movement.Kind
_Asked = Callable[[queries.Sums], int]
_Years = Mapping[int, queries.Sums]


@dataclass(frozen=True, slots=True)
class Fact:
    """What happened in money: ``cents`` (below zero takes back) on a day, for a budget year; ``key`` is the same when sent again."""

    cents: int
    on: date
    key: str
    note: str
    year: int = 0
    price: Price | None = None

    @property
    def bears(self) -> int:
        """The budget year: that of the day, unless another was said."""
        return self.year or self.on.year


@dataclass(frozen=True, slots=True)
class Planned:
    """What figures tell a call-off apart by: its planned last day, what it is for, and its cohort."""

    until: date | None = None
    subject: str = ""
    cohort: int | None = None


UNTOLD = Planned()


@transaction.atomic
def call_off(
    contract: Contract, gemeente: Gemeente, *, by: Actor, source: str, starts_on: date, cents: int, planned: Planned = UNTOLD
) -> CallOff:  # fmt: skip
    """Ask for one trajectory, and commit ``cents`` for it. The same ``source`` again gives what is there.

    Raises NotAllowed without the right there; DomainError when no terms hold that day, the gemeente doesn't take part, the
    supplier has no keurmerk, no place is free, or the contract would cost more than its ceiling.
    """
    by.require(Permission.CONTRACT_CALL_OFF, gemeente.code)
    held = Contract.objects.select_for_update(of=("self",)).select_related("supplier").get(pk=contract.pk)
    known = CallOff.objects.filter(source=source).first()
    if known:
        return known
    terms = terms_on(held, starts_on)
    _can_begin(held, terms, gemeente, starts_on)
    assert terms is not None  # noqa: S101 - _can_begin refuses it
    if terms.places is not None and running(held, starts_on, planned.until) >= terms.places:
        raise DomainError(f"Er zijn {terms.places} plaatsen afgesproken, en die zijn bezet. Zet iemand op de wachtlijst.")  # fmt: skip
    _below_ceiling(held, terms, cents)
    made = CallOff.objects.create(
        contract=held, gemeente=gemeente, source=source, starts_on=starts_on, made_at=clock.now(), cents=cents, until=planned.until,
        subject=planned.subject, cohort=planned.cohort, number=f"{held.number[:18]}-{held.call_offs.count() + 1:04d}",
    )  # fmt: skip
    if cents:
        fact = Fact(cents, clock.today(), f"afroep:{made.pk}", "afgeroepen", year=starts_on.year)
        _book(made, K.COMMITTED, fact, by)
    _told(by, made, "afgeroepen")
    return made


def _can_begin(contract: Contract, terms: Terms | None, gemeente: Gemeente, on: date) -> None:
    held = _agreed(contract, terms, on)
    if not any(one.gemeente_id == gemeente.code for one in shares_on(contract, on)):
        raise DomainError(f"{gemeente} doet op {day(on)} niet mee in contract {contract}.", field="contract")
    _marked(contract, held, on)


def _agreed(contract: Contract, terms: Terms | None, on: date) -> Terms:
    if terms is None or on > terms.last_day:
        raise DomainError(f"Contract {contract} geldt niet op {day(on)}. Kies een andere dag of een ander contract.", field="starts_on")  # fmt: skip
    return terms


def _marked(contract: Contract, terms: Terms, on: date) -> None:
    if terms.needs_keurmerk and keurmerk_on(contract.supplier, on) is None:
        raise DomainError(
            f"{contract.supplier} heeft op {day(on)} geen keurmerk dat bij inkoop is nagekeken. Zonder keurmerk kan niemand "
            "beginnen (Wi 16).",
            field="contract",
        )


def _below_ceiling(contract: Contract, terms: Terms, cents: int) -> None:
    if terms.ceiling is not None and queries.committed(contract) + cents > terms.ceiling:
        raise DomainError(
            f"Het plafond van contract {contract} is {euros(terms.ceiling)}. Dit traject van {euros(cents)} komt daarboven. "
            "Vraag inkoop om nieuwe voorwaarden.",
            field="contract",
        )


@transaction.atomic
def move_start(
    row: CallOff, *, by: Actor, on: date, needs: Permission = Permission.CONTRACT_CALL_OFF
) -> CallOff:
    """It begins on this day, whatever day it was called off for: whose prices hold and when it may be invoiced follow.

    Raises NotAllowed; DomainError when no terms hold that day, or the supplier has no keurmerk then.
    """
    held = _held(row, by, needs)
    _not_over(held)
    _marked(held.contract, _agreed(held.contract, terms_on(held.contract, on), on), on)
    if held.starts_on != on:
        held.starts_on = on
        held.save(update_fields=["starts_on"])
        _told(by, held, f"begint op {day(on)}")
    return held


@transaction.atomic
def end_call_off(
    row: CallOff, *, by: Actor, last_day: date, needs: Permission = Permission.CONTRACT_CALL_OFF, finished: bool = False
) -> CallOff:  # fmt: skip
    """The trajectory stops: its place is free the day after, and what was committed and not delivered is released.

    ``finished``: as agreed. ``needs``: the permission with which a room above lets somebody say so. Raises NotAllowed; DomainError for a day before it began,
    or when it ended already.
    """
    held = _held(row, by, needs)
    _not_over(held)
    if last_day < held.starts_on:
        raise DomainError(
            f"Het traject begon op {day(held.starts_on)}. Kies die dag of later.", field="last_day"
        )
    held.ends_on, held.finished = last_day, finished
    held.save(update_fields=["ends_on", "finished"])
    _release(held, "vrijgevallen bij het einde", by)
    _told(by, held, "afroep beëindigd")
    return held


@transaction.atomic
def cancel_call_off(
    row: CallOff, *, by: Actor, on: date, needs: Permission = Permission.CONTRACT_CALL_OFF
) -> CallOff:
    """It never begins: its place is free now, and all that was committed is released.

    Raises NotAllowed; DomainError when something was delivered, or it is over already.
    """
    held = _held(row, by, needs)
    _not_over(held)
    if queries.sums_of(held).delivered:
        raise DomainError("Er is al iets geleverd. Beëindig het traject, met de laatste dag.")
    held.cancelled_on = on
    held.save(update_fields=["cancelled_on"])
    _release(held, "vrijgevallen bij het afzeggen", by)
    _told(by, held, "afroep afgezegd")
    return held


def _not_over(held: CallOff) -> None:
    over = held.ends_on or held.cancelled_on
    if over is not None:
        raise DomainError(f"Dit traject eindigde al op {day(over)}.")


def _release(held: CallOff, note: str, by: Actor, key: str = "einde") -> None:
    for year, sums in queries.years_of(held).items():
        if left := sums.committed - sums.delivered:
            _book(held, K.COMMITTED, Fact(-left, clock.today(), f"{key}:{year}", note, year=year), by)


@transaction.atomic
def commit_more(
    row: CallOff, fact: Fact, *, by: Actor, needs: Permission = Permission.CONTRACT_CALL_OFF, agreed: bool = False
) -> Movement | None:  # fmt: skip
    """Commit more, or less; ``agreed``: two people did, by other prices. Raises NotAllowed; DomainError below what was delivered, or above the ceiling."""
    held = _held(row, by, needs)
    terms = terms_on(held.contract, max(held.starts_on, fact.on))
    if terms and fact.cents > 0 and not agreed:
        _below_ceiling(held.contract, terms, fact.cents)
    return _checked(held, K.COMMITTED, fact, by)


@transaction.atomic
def book_delivered(
    row: CallOff, fact: Fact, *, by: Actor, needs: Permission = Permission.CONTRACT_CALL_OFF
) -> Movement | None:
    """Something was delivered. What goes beyond what was committed is committed with it, and said so: a fact is never refused.
    What is taken back of a trajectory that ended is no longer committed either.

    None: this was booked before. ``needs``: the permission with which a room above lets somebody say so. Raises NotAllowed;
    DomainError when less would be delivered than was invoiced.
    """
    held = _held(row, by, needs)
    if held.movements.filter(kind=K.DELIVERED, source_key=fact.key).exists():
        return None
    years = queries.years_of(held)
    sums = queries.together(years)
    if (beyond := sums.delivered + fact.cents - sums.committed) > 0:
        more = Fact(beyond, fact.on, f"{fact.key}:meer", "meer geleverd dan verplicht was", year=fact.bears)
        _book(held, K.COMMITTED, more, by)
        years = queries.years_of(held)
    if _move_along(held, fact, by, years):
        years = queries.years_of(held)
    _fits(held, K.DELIVERED, fact, years)
    made = _book(held, K.DELIVERED, fact, by)
    if held.ends_on and fact.cents < 0:
        # Of what is over nothing stays committed that won't be delivered.
        _release(held, "vrijgevallen na herstel", by, f"{fact.key}:vrij")
    return made


def _move_along(held: CallOff, fact: Fact, by: Actor, years: _Years) -> bool:
    """What was committed for another year goes along to the year that bears what is delivered, the earliest year first.

    Whether anything did.
    """
    moved = False
    here = years.get(fact.bears, queries.Sums())
    short = here.delivered + fact.cents - here.committed
    for year, sums in sorted(years.items()):
        spare = min(short, sums.committed - sums.delivered) if year != fact.bears else 0
        if spare > 0:
            short -= spare
            moved = True
            said = f"verplichting van {year} schuift naar {fact.bears}"
            _book(held, K.COMMITTED, Fact(-spare, fact.on, f"{fact.key}:uit:{year}", said, year=year), by)
            _book(
                held, K.COMMITTED, Fact(spare, fact.on, f"{fact.key}:van:{year}", said, year=fact.bears), by
            )
    return moved


@transaction.atomic
def book_invoiced(row: CallOff, fact: Fact, *, by: Actor) -> Movement | None:
    """An invoice was accepted for it. Raises NotAllowed; DomainError above what was delivered, or below what was paid.

    A fact that names no year is borne by the earliest one in which that much more was delivered than invoiced: a lesson of December that
    is invoiced in January belongs to December. What is of two years is a line for each.
    """
    return _settled(
        row, K.INVOICED, fact, by, owed=lambda one: one.delivered - one.invoiced, had=lambda one: one.invoiced
    )


@transaction.atomic
def book_paid(row: CallOff, fact: Fact, *, by: Actor) -> Movement | None:
    """It was paid. Raises NotAllowed; DomainError above what was invoiced. Borne by the year in which it was invoiced."""
    return _settled(row, K.PAID, fact, by, owed=lambda one: one.invoiced - one.paid, had=lambda one: one.paid)


def _settled(
    row: CallOff, kind: Movement.Kind, fact: Fact, by: Actor, *, owed: _Asked, had: _Asked
) -> Movement | None:
    held = _held(row, by, Permission.INVOICE_CONFIRM)
    if _known(held, kind, fact):
        return None
    years = queries.years_of(held)
    _fits(held, kind, fact, years)
    made = [_book(held, kind, one, by) for one in _borne(years, fact, owed, had)]
    return made[0]


def _borne(sums: _Years, fact: Fact, owed: _Asked, had: _Asked) -> list[Fact]:
    """In the earliest year where that much is ``owed``, what is given back in the earliest where it was ``had``; where none holds it
    all, each year its part, the earliest first."""
    room, left = (owed if fact.cents > 0 else had), abs(fact.cents)
    years = {year: room(one) for year, one in sorted(sums.items()) if room(one) > 0}
    if fact.year or sum(years.values()) < left:
        return [fact]
    if whole := next((year for year, free in years.items() if free >= left), None):
        return [replace(fact, year=whole)]
    found: list[Fact] = []
    for year, free in years.items():
        if part := min(left, free):
            key = f"{fact.key}{queries.PART}{year}" if found else fact.key
            found.append(replace(fact, cents=part if fact.cents > 0 else -part, year=year, key=key))
            left -= part
    return found


def _held(row: CallOff, by: Actor, needs: Permission = Permission.CONTRACT_CALL_OFF) -> CallOff:
    by.require(needs, row.gemeente_id)
    rows = CallOff.objects.select_for_update(of=("self",)).select_related("contract__supplier")
    return rows.get(pk=row.pk)


# Each is at least the next.
ORDER = (K.COMMITTED, K.DELIVERED, K.INVOICED, K.PAID)


def _checked(held: CallOff, kind: Movement.Kind, fact: Fact, by: Actor) -> Movement | None:
    if _known(held, kind, fact):
        return None
    _fits(held, kind, fact, queries.years_of(held))
    return _book(held, kind, fact, by)


def _known(held: CallOff, kind: Movement.Kind, fact: Fact) -> bool:
    """Whether it was booked before. Raises DomainError when that was another amount."""
    mine = Q(source_key=fact.key) | Q(source_key__startswith=f"{fact.key}{queries.PART}")
    known = held.movements.filter(mine, kind=kind).aggregate(all=Sum("cents"))["all"]
    if known is not None and known != fact.cents:
        raise DomainError(
            f"Dit is al geboekt voor {euros(known)}, nu voor {euros(fact.cents)}. Zoek uit welk bedrag klopt."
        )
    return known is not None


def _fits(held: CallOff, kind: Movement.Kind, fact: Fact, years: _Years) -> None:
    """The book still adds up with it. Raises DomainError when it doesn't; ``years``: what stands in it now."""
    sums = queries.together(years)
    at = [sums.committed, sums.delivered, sums.invoiced, sums.paid]
    at[ORDER.index(kind)] += fact.cents
    for (upper, more), (lower, less) in pairwise(zip(ORDER, at, strict=True)):
        if more < less:
            raise DomainError(
                f"Dan is voor afroep {held} {euros(less)} {lower.label} en {euros(more)} {upper.label}. Dat kan niet: zoek "
                "eerst uit wat er mist."
            )
    year = years.get(fact.bears, queries.Sums())
    if kind == K.COMMITTED and year.committed + fact.cents < year.delivered:
        raise DomainError(f"In {fact.bears} is voor afroep {held} {euros(year.delivered)} geleverd. Minder verplichten kan niet.")  # fmt: skip
    if at[-1] < 0:
        raise DomainError("Er is nog niets betaald. Er kan dan niets van af.")


def _book(held: CallOff, kind: Movement.Kind, fact: Fact, by: Actor) -> Movement:
    """Write the line, in a month that is open and stays so until the line stands."""
    _months(shared=True)
    return Movement.objects.create(
        call_off=held, kind=kind, cents=fact.cents, on=fact.on, booked_on=queries.booked_for(fact.on), year=fact.bears,
        price=fact.price, source_key=fact.key, note=fact.note, recorded_by=by.user, label=by.label,
        recorded_at=clock.now(),
    )  # fmt: skip


@transaction.atomic
def close_month(month: date, *, by: Actor) -> ClosedMonth:
    """Nothing is booked in this month any more. Raises NotAllowed; DomainError when it isn't over, or another must go before."""
    by.require(Permission.MONTH_CLOSE)
    first = month.replace(day=1)
    if queries.following(first) > clock.today():
        raise DomainError("Deze maand is nog niet voorbij.", field="month")
    _months(shared=False)
    last = queries.closed_until()
    if last is not None and first != queries.following(last):
        raise DomainError(f"De laatste gesloten maand is {last:%m-%Y}. Sluit de maand daarna.", field="month")
    if by.employee is None:
        raise DomainError("Een maand sluit een medewerker.")
    made = ClosedMonth.objects.create(month=first, closed_by=by.employee, closed_at=clock.now())
    record(by=by, action=Action.CHANGE, kind="boekmaand", key=f"{first:%Y-%m}", detail="maand gesloten")
    return made


def _months(*, shared: bool) -> None:
    """Any number book at the same time; while a month is being closed nobody does. Let go at the end of the transaction."""
    lock = "pg_advisory_xact_lock_shared" if shared else "pg_advisory_xact_lock"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {lock}(hashtextextended('contracts.months', 0))")


def _told(by: Actor, row: CallOff, detail: str) -> None:
    record(by=by, action=Action.CHANGE, kind="afroep", key=row.pk, gemeente=row.gemeente_id, detail=detail)
