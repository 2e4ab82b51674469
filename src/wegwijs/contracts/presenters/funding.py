"""Money and costs as lines on a page."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from wegwijs.contracts.models import FundingLine, OtherCost
from wegwijs.contracts.models.funding import OF_A_YEAR
from wegwijs.contracts.queries.funding import Means, in_year
from wegwijs.ui.format import capital, day, euros, number


@dataclass(frozen=True, slots=True)
class Line:
    """One line; ``may``: whether it can be taken back by who looks."""

    key: UUID
    gemeente: str
    what: str
    note: str
    amount: str
    may: bool


def funding_line(row: FundingLine, year: int, *, may: bool) -> Line:
    """What it is, where it stands, and how much of it belongs to the year."""
    period = "" if row.source in OF_A_YEAR else f"{day(row.first_day)} tot en met {day(row.last_day)} · "
    whole = in_year(row, year) == row.cents
    share = "" if whole else f" · deel van {euros(row.cents)}, naar het aantal dagen"
    return Line(
        row.pk, str(row.gemeente), capital(row.get_source_display()),
        f"{period}{row.document}{share} · {row.label}, {day(row.recorded_at.date())}", euros(in_year(row, year)), may,
    )  # fmt: skip


def cost_lines(rows: Iterable[OtherCost], may: Callable[[str], bool]) -> list[Line]:
    """What was paid, on which day; of what gemeenten pay together one line, with who pays what by which key.

    It can be taken back by who may do so in all of them. What was taken back in another year shows in both, and each names the other.
    """
    batches: dict[UUID, list[OtherCost]] = {}
    for row in rows:
        batches.setdefault(row.batch, []).append(row)
    return [_batch(batch, all(may(one.gemeente_id) for one in batch)) for batch in batches.values()]


def _batch(batch: list[OtherCost], may: bool) -> Line:
    row = batch[0]
    told, what = f"{row.note} · {row.label}", f"{capital(row.get_kind_display())}, {day(row.on)}"
    if len(batch) > 1:
        shares = "; ".join(f"{one.gemeente} {euros(one.cents)} ({number(one.weight)})" for one in batch)
        told = f"{told} · verdeeld naar {row.key}: {shares}"
    who = str(row.gemeente) if len(batch) == 1 else f"{len(batch)} gemeenten"
    back: OtherCost | None = getattr(row, "reversed_by", None)
    if isinstance(row.reverses, OtherCost):
        what = f"{capital(row.get_kind_display())} van {day(row.reverses.on)}, teruggenomen op {day(row.on)}"
        told = f"{told} · de maand van die kosten was gesloten, daarom telt dit in {row.on.year}"
    elif back:
        told = f"{told} · teruggenomen op {day(back.on)}, dat telt in {back.on.year}"
    may = may and not row.reverses and not back
    return Line(row.pk, who, what, told, euros(sum(one.cents for one in batch)), may)


def total(found: Mapping[str, Means]) -> str:
    """Of all gemeenten, the final uitkering instead of the preliminary one."""
    return euros(sum(one.total for one in found.values()))
