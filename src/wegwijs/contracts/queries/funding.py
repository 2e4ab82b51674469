"""What gemeenten have to spend and spent outside contracts, by year."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Sum
from django.http import Http404

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.contracts.models import CostKind, FundingLine, FundingSource, OtherCost
from wi2021.geld.ronden import over

EDIT = Permission.FUNDING_EDIT
FIRST_YEAR = 2022


def funding(gemeenten: Collection[str], year: int) -> list[FundingLine]:
    """The lines that stand, of which some day is in the year; by gemeente."""
    rows = FundingLine.objects.filter(
        gemeente__in=gemeenten, reverses=None, reversed_by=None, first_day__lte=date(year, 12, 31),
        last_day__gte=date(year, 1, 1),
    )  # fmt: skip
    return list(rows.select_related("gemeente").order_by("gemeente__naam", "first_day", "recorded_at"))


def in_year(line: FundingLine, year: int) -> int:
    """The part of a line that belongs to a calendar year, by its days; all years together are exactly the line. Cents."""
    years = range(line.first_day.year, line.last_day.year + 1)
    if year not in years:
        return 0
    days = [
        (min(line.last_day, date(one, 12, 31)) - max(line.first_day, date(one, 1, 1))).days + 1
        for one in years
    ]
    parts = over(abs(line.cents), days)
    return parts[year - line.first_day.year] * (1 if line.cents > 0 else -1)


@dataclass(frozen=True, slots=True)
class Means:
    """What one gemeente may spend in a year, in cents, by where it comes from. The final uitkering takes the place of the preliminary one."""

    by_source: dict[FundingSource, int]

    @property
    def grant(self) -> int:
        """The uitkering as it was told last."""
        final = self.by_source.get(FundingSource.FINAL)
        return final if final is not None else self.by_source.get(FundingSource.PRELIMINARY, 0)

    @property
    def total(self) -> int:
        """Everything that can be spent."""
        beside = sum(
            cents
            for source, cents in self.by_source.items()
            if source not in (FundingSource.PRELIMINARY, FundingSource.FINAL)
        )
        return self.grant + beside


def means(lines: Iterable[FundingLine], year: int) -> dict[str, Means]:
    """By code of the gemeente."""
    found: dict[str, dict[FundingSource, int]] = defaultdict(lambda: defaultdict(int))
    for line in lines:
        found[line.gemeente_id][FundingSource(line.source)] += in_year(line, year)
    return {code: Means(dict(sums)) for code, sums in found.items()}


@dataclass(frozen=True, slots=True)
class Beside:
    """What one gemeente spent outside contracts, in cents: for people (``provisions``), and for execution."""

    provisions: int = 0
    execution: int = 0


def beside(gemeenten: Collection[str], year: int, *, on: date) -> dict[str, Beside]:
    """Until a day, inclusive; by code of the gemeente. One statement."""
    rows = OtherCost.objects.filter(
        gemeente__in=gemeenten, on__range=(date(year, 1, 1), min(on, date(year, 12, 31)))
    )
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for code, kind, cents in rows.order_by().values_list("gemeente", "kind").annotate(all=Sum("cents")):
        found[code][kind == CostKind.EXECUTION] += cents
    return {code: Beside(*sums) for code, sums in found.items()}


def costs(gemeenten: Collection[str], year: int) -> list[OtherCost]:
    """Those that count in a year, the newest first, as ``beside`` sums them. Of what was taken back in the same year neither shows."""
    days = date(year, 1, 1), date(year, 12, 31)
    rows = OtherCost.objects.filter(gemeente__in=gemeenten, on__range=days)
    rows = rows.exclude(reverses__on__range=days).exclude(reversed_by__on__range=days)
    return list(rows.select_related("gemeente", "reverses", "reversed_by"))


def funding_or_404(actor: Actor, pk: UUID) -> FundingLine:
    """A line of a gemeente of which the actor keeps the money."""
    row = FundingLine.objects.select_related("gemeente").filter(pk=pk, reverses=None).first()
    if row is None or not actor.may(EDIT, row.gemeente_id):
        raise Http404
    return row


def cost_or_404(actor: Actor, pk: UUID) -> OtherCost:
    """A line of costs of a gemeente of which the actor keeps the money."""
    row = OtherCost.objects.select_related("gemeente").filter(pk=pk, reverses=None).first()
    if row is None or not actor.may(EDIT, row.gemeente_id):
        raise Http404
    return row


def years(today: date) -> list[int]:
    """From the next year back to the first under the law."""
    return list(range(today.year + 1, FIRST_YEAR - 1, -1))


def year_of(text: str, today: date) -> int:
    """A year in an address; this year for anything else."""
    return int(text) if text.isdecimal() and len(text) == 4 and int(text) in years(today) else today.year
