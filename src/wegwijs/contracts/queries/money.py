"""Sums of the book: committed, delivered, invoiced, paid, on any day."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Max, QuerySet, Sum

from wegwijs.contracts.models import BookTotal, CallOff, ClosedMonth, Contract, Movement

K = Movement.Kind


@dataclass(frozen=True, slots=True)
class Sums:
    """In cents. ``remaining``: committed and not yet paid."""

    committed: int = 0
    delivered: int = 0
    invoiced: int = 0
    paid: int = 0

    @property
    def remaining(self) -> int:
        """What still has to be paid if everything goes as it was called off."""
        return self.committed - self.paid

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(
            self.committed + other.committed, self.delivered + other.delivered, self.invoiced + other.invoiced,
            self.paid + other.paid,
        )  # fmt: skip


# Behind the key of a line that is of more than one year, with the year: each of the others.
PART = "/"
KEPT = ("committed", "delivered", "invoiced", "paid")


@dataclass(frozen=True, slots=True)
class Cell:
    """What a contract costs one gemeente in one budget year."""

    contract: UUID
    lot: UUID | None
    gemeente: str
    place: str
    year: int
    sums: Sums


# What was booked until a day, inclusive: whole months, and the days of its own month.
_CELLS = """
    SELECT s.contract_id, t.lot_id, s.gemeente_id, g.naam, s.year, s.committed, s.delivered, s.invoiced, s.paid FROM (
        SELECT b.contract_id, b.gemeente_id, b.year, sum(b.committed)::bigint AS committed, sum(b.delivered)::bigint AS delivered,
            sum(b.invoiced)::bigint AS invoiced, sum(b.paid)::bigint AS paid
        FROM (
            SELECT * FROM contracts_booktotal WHERE per = 'maand' AND "on" < %(month)s
            UNION ALL SELECT * FROM contracts_booktotal WHERE per = 'dag' AND "on" BETWEEN %(month)s AND %(on)s
        ) b WHERE b.gemeente_id = ANY(%(codes)s) {of}
        GROUP BY b.contract_id, b.gemeente_id, b.year
    ) s JOIN contracts_contract t ON t.id = s.contract_id JOIN organisations_gemeente g ON g.code = s.gemeente_id
    WHERE (s.committed, s.delivered, s.invoiced, s.paid) <> (0, 0, 0, 0)
"""


def cells(gemeenten: Collection[str], *, on: date, contract: Contract | None = None) -> list[Cell]:
    """By contract, gemeente and year, as it was booked on a day (inclusive). One statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            _CELLS.format(of="AND b.contract_id = %(contract)s" if contract else ""),
            {"codes": sorted(gemeenten), "on": on, "month": on.replace(day=1), "contract": contract.pk if contract else None},
        )  # fmt: skip
        rows = cursor.fetchall()
    return [Cell(made, lot, code, place, year, Sums(*sums)) for made, lot, code, place, year, *sums in rows]


def summed(found: Iterable[Cell]) -> Sums:
    """All of them together."""
    return sum((one.sums for one in found), Sums())


def together(years: Mapping[int, Sums]) -> Sums:
    """Of all budget years."""
    return sum(years.values(), Sums())


def sums_of(call_off: CallOff) -> Sums:
    """Of one trajectory, everything that was booked."""
    return together(years_of(call_off))


def years_of(call_off: CallOff) -> dict[int, Sums]:
    """The same by the budget year that bears it."""
    return {
        year: Sums(*sums) for year, *sums in call_off.balances.order_by("year").values_list("year", *KEPT)
    }


def committed(contract: Contract) -> int:
    """Of the whole contract, in cents."""
    return _months().filter(contract=contract).aggregate(all=Sum("committed"))["all"] or 0


def committed_by() -> dict[UUID, int]:
    """The same of every contract that has any. One statement."""
    return dict(_months().order_by().values_list("contract").annotate(all=Sum("committed")))


def _months() -> QuerySet[BookTotal]:
    """All that was ever booked, month by month."""
    return BookTotal.objects.filter(per=BookTotal.Per.MONTH)


def closed_until() -> date | None:
    """The first day of the last month that was closed; None: none was."""
    last: date | None = ClosedMonth.objects.aggregate(last=Max("month"))["last"]
    return last


def following(month: date) -> date:
    """The first day of the month after that of ``month``."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def booked_for(on: date) -> date:
    """The day on which a fact of ``on`` is booked: the day itself, or the first of the first month that is open."""
    last = closed_until()
    return on if last is None else max(on, following(last))


def movements_of(contract: Contract, gemeenten: Collection[str], most: int) -> Iterator[Movement]:
    """The newest lines of the book of a contract."""
    rows = Movement.objects.filter(call_off__contract=contract, call_off__gemeente__in=gemeenten)
    return rows.select_related("call_off__gemeente")[:most].iterator()


def closed() -> list[ClosedMonth]:
    """Newest first, with who closed it."""
    return list(ClosedMonth.objects.select_related("closed_by"))


def closable(today: date) -> list[date]:
    """The months that can be closed now: the next one; the first time any of the last twelve that are over."""
    last = closed_until()
    if last is not None:
        after = following(last)
        return [after] if following(after) <= today else []
    month, found = date(today.year - 1, today.month, 1), []
    while following(month) <= today:
        found.append(month)
        month = following(month)
    return found
