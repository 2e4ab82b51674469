"""Money and costs as lines on a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from wegwijs.contracts.models import FundingLine, OtherCost
from wegwijs.contracts.models.funding import OF_A_YEAR
from wegwijs.contracts.queries.funding import Means, in_year
from wegwijs.ui.format import capital, day, euros


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


def cost_line(row: OtherCost, *, may: bool) -> Line:
    """What was paid, on which day, and by which key it was split."""
    split = f" · verdeeld naar {row.key}, deel {row.weight}" if row.key else ""
    return Line(
        row.pk, str(row.gemeente), f"{capital(row.get_kind_display())}, {day(row.on)}", f"{row.note}{split} · {row.label}",
        euros(row.cents), may,
    )  # fmt: skip


def total(found: Mapping[str, Means]) -> str:
    """Of all gemeenten, the final uitkering instead of the preliminary one."""
    return euros(sum(one.total for one in found.values()))
