"""The offer side by side, and delivered against agreed; finished Dutch."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wegwijs.organisations.models import Gemeente
from wegwijs.stages.begeleiding.models import Aanbodafwijking, Basisaanbod, Begeleidingsdeel
from wegwijs.stages.begeleiding.queries.figures import FEWEST, Figures, Span
from wegwijs.stages.begeleiding.queries.offer import Offer, Offered, minutes_of
from wegwijs.ui.format import day, duration, hours, number

FEW = f"minder dan {FEWEST}"
HIDDEN = "niet getoond"


@dataclass(frozen=True, slots=True)
class PartRow:
    """One part: the hours of the region, and of each gemeente that departs somewhere; ``differs`` where here."""

    label: str
    base: str
    here: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The offer side by side. ``columns``: the gemeenten that depart; ``same``: those that don't, in one line."""

    columns: tuple[str, ...]
    rows: tuple[PartRow, ...]
    total: PartRow
    same: str


def table(offers: Mapping[str, Offer], gemeenten: Sequence[Gemeente]) -> Table | None:
    """None while nothing was laid down."""
    if not offers:
        return None
    differing = [one for one in gemeenten if offers[one.code].departures]
    same = [one.naam for one in gemeenten if not offers[one.code].departures]
    base = next(iter(offers.values())).base
    here = {one.code: {part.part: part for part in offers[one.code].parts} for one in differing}
    shown = [
        part for part in Begeleidingsdeel if base.get(part) or any(part in parts for parts in here.values())
    ]
    rows = tuple(
        PartRow(
            _capital(part.label),
            _time(base.get(part, 0)),
            tuple(_cell(one.naam, here[one.code].get(part)) for one in differing),
        )
        for part in shown
    )
    total = PartRow(
        "Samen",
        _time(sum(base.values())),
        tuple((one.naam, _time(offers[one.code].minutes), False) for one in differing),
    )
    return Table(tuple(one.naam for one in differing), rows, total, ", ".join(same))


def _cell(name: str, offered: Offered | None) -> tuple[str, str, bool]:
    if offered is None:
        return name, _time(0), False
    return name, _time(offered.minutes), offered.minutes != offered.base


def _time(minutes: int) -> str:
    return duration(minutes) if minutes else "–"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def difference(minutes: int) -> str:
    """ "4 uur meer", "2 uur minder"."""
    return f"{duration(abs(minutes))} {'meer' if minutes > 0 else 'minder'}"


def departures(offer: Offer | None) -> tuple[str, ...]:
    """Each departure of a gemeente with its reason: "geld, post en formulieren: 4 uur meer, omdat ..."."""
    if offer is None:
        return ()
    return tuple(
        f"{one.part.label}: {difference(one.minutes - one.base)}, omdat {one.reason}"
        for one in offer.departures
    )


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version of the region's offer."""

    title: str
    note: str
    stand: str
    severity: str


def version_lines(versions: Iterable[Basisaanbod], now: int | None) -> list[VersionLine]:
    """Newest first: which one holds (``now``, its key), which are to come, which were."""
    found = []
    coming = True
    for row in versions:
        if row.pk == now:
            coming, (stand, severity) = False, ("geldt nu", "in-time")
        else:
            stand, severity = ("komt nog", "soon") if coming else ("geweest", "neutral")
        total = duration(sum(minutes_of(row).values()))
        found.append(
            VersionLine(
                f"Vanaf {day(row.valid_from)}: {total}",
                f"{row.source} · vastgelegd door {row.label}",
                stand,
                severity,
            )
        )
    return found


def coming_line(row: Aanbodafwijking) -> tuple[str, str]:
    """A departure that doesn't hold yet: what, and why."""
    what = difference(row.minutes) if row.minutes else "weer zoals de regio"
    return f"{row.gemeente}, vanaf {day(row.valid_from)}: {row.get_part_display()}, {what}", row.reason


def span_label(span: Span) -> str:
    """ "eerste half jaar 2026", "2026"."""
    return {1: f"eerste half jaar {span.year}", 2: f"tweede half jaar {span.year}"}.get(
        span.half, f"heel {span.year}"
    )


HEADER = ("Gemeente", "Personen", "Huishoudens", "Afgesproken uren", "Geleverde uren", "Meer geleverd in uren", "Minder geleverd in uren", "Afwijkingen van het basisaanbod")  # fmt: skip


@dataclass(frozen=True, slots=True)
class FiguresLine:
    """One gemeente in words. ``done`` of ``most``: minutes for a bar; ``most`` is 0 where there is none."""

    name: str
    persons: str
    households: str
    agreed: str
    delivered: str
    difference: str
    more: str
    less: str
    departures: tuple[str, ...]
    done: int
    most: int

    @property
    def cells(self) -> tuple[str, ...]:
        """As a line of a file; more and less apart, since a spreadsheet may take a sign for a formula."""
        words = "; ".join(self.departures)
        return (
            self.name, self.persons, self.households, self.agreed, self.delivered, self.more, self.less, words
        )  # fmt: skip


def figures_line(row: Figures) -> FiguresLine:
    """What may be told of a gemeente."""
    told = departures(row.offer)
    if row.withheld:
        return FiguresLine(row.name, FEW, FEW, HIDDEN, HIDDEN, HIDDEN, HIDDEN, HIDDEN, told, 0, 0)
    return _line(row.name, row.persons, row.households, row.agreed, row.delivered, told)


def total_line(sums: tuple[int, int, int, int]) -> FiguresLine:
    """All gemeenten together."""
    return _line("Samen", *sums, ())


def _line(
    name: str, persons: int, households: int, agreed: int, delivered: int, told: tuple[str, ...]
) -> FiguresLine:
    apart = delivered - agreed
    return FiguresLine(
        name, number(persons), number(households), hours(agreed), hours(delivered), _signed(apart), hours(max(apart, 0)),
        hours(max(-apart, 0)), told, min(delivered, agreed), agreed,
    )  # fmt: skip


def _signed(minutes: int) -> str:
    return f"+{hours(minutes)}" if minutes > 0 else hours(minutes)
