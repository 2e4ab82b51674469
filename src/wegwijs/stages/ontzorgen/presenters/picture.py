"""Half a year ahead as a picture with the table beside it, and what is said above it; finished Dutch."""

from collections.abc import Sequence
from dataclasses import dataclass

from wegwijs.stages.ontzorgen.forecast import WEEK, Bridge, Hole, holes_in
from wegwijs.stages.ontzorgen.queries.forecast_facts import Forecast, PastWeek
from wegwijs.ui.course import Course, course
from wegwijs.ui.format import day, euros, together

# So many weeks that are over stand in the picture.
BEFORE = 8


@dataclass(frozen=True, slots=True)
class WeekLine:
    """A week of the table. ``between``: the least and the most that may come, where that isn't sure; ``severity``: how bad its balance is."""

    week: str
    came: str
    between: str
    costs: str
    leefgeld: str
    end: str
    end_low: str
    severity: str
    words: str


def week_lines(forecast: Forecast) -> list[WeekLine]:
    """Each week to come."""
    found = []
    for place, week in enumerate(forecast.weeks):
        short = week.least < 0
        maybe = week.least_low < 0
        found.append(
            WeekLine(
                "deze week, vanaf vandaag" if place == 0 else f"{day(week.monday)}",
                euros(week.cents),
                ""
                if week.low == week.high
                else f"{together(euros(week.low))} tot {together(euros(week.high))}",
                euros(week.costs + week.repaid),
                euros(week.leefgeld),
                euros(week.end),
                euros(week.end_low),
                "late" if short else "soon" if maybe else "",
                f"{euros(-week.least)} tekort" if short else "tekort als het tegenzit" if maybe else "",
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class PastLine:
    """A week that is over: what was expected against what was. ``apart``: how much less came than was expected; "" for none."""

    week: str
    expected: str
    came: str
    planned: str
    went: str
    end: str
    apart: str


def past_lines(past: Sequence[PastWeek]) -> list[PastLine]:
    """Newest first."""
    return [
        PastLine(
            day(week.monday), euros(week.expected), euros(week.came), euros(week.planned), euros(week.went), euros(week.end),
            f"{euros(week.expected - week.came)} minder" if week.came < week.expected else "",
        )
        for week in reversed(past)
    ]  # fmt: skip


def picture(forecast: Forecast, past: Sequence[PastWeek] = ()) -> Course:
    """The line of the balance, with the hole marked."""
    shown = past[-BEFORE:]
    weeks = forecast.weeks
    mondays = [*(week.monday for week in shown), *(week.monday for week in weeks), weeks[-1].monday + WEEK]
    return course(
        [*(week.end for week in shown), forecast.balance], [(week.least, week.end) for week in weeks],
        [(week.least_low, week.end_low) for week in weeks], below=[_places(forecast, hole) for hole in holes_in(weeks)],
        described=_described(forecast), mondays=mondays,
    )  # fmt: skip


def _places(forecast: Forecast, hole: Hole) -> tuple[int, int]:
    first = next(place for place, week in enumerate(forecast.weeks) if week.monday == hole.since)
    return first, first + hole.weeks - 1


def _described(forecast: Forecast) -> str:
    last = forecast.weeks[-1]
    told = f"Het saldo is nu {euros(forecast.balance)} en naar verwachting {euros(last.end)} op {day(last.sunday)}."
    return f"{told} {headline(forecast)[1]}"


def headline(forecast: Forecast) -> tuple[str, str]:
    """How bad it is and the sentence that says so, with the cause."""
    hole, cause = forecast.hole, forecast.cause
    because = f" Oorzaak: {cause}." if cause else ""
    if hole:
        return "late", " ".join(filter(None, (_hole(hole), again(forecast)))) + because
    if forecast.hole_low:
        return (
            "soon",
            f"Als het tegenzit: {_hole(forecast.hole_low)[:1].lower()}{_hole(forecast.hole_low)[1:]}{because}",
        )
    return "in-time", "In deze 26 weken is er elke week genoeg."


def again(forecast: Forecast) -> str:
    """That it isn't the only time; "" when it is."""
    found = holes_in(forecast.weeks)
    more, deep = len(found) - 1, max((hole.deep for hole in found), default=0)
    if more < 1:
        return ""
    deeper = f", hoogstens {euros(deep)}" if deep > found[0].deep else ""
    return f"Daarna nog {'een' if more == 1 else more} keer{deeper}."


def _hole(hole: Hole) -> str:
    weeks = "1 week" if hole.weeks == 1 else f"{hole.weeks} weken"
    until = f"{weeks}, tot en met {day(hole.until)}" if hole.until else "het komt in deze 26 weken niet terug"
    return f"Tekort vanaf de week van {day(hole.since)}: hoogstens {euros(hole.deep)}, {until}."


def bridge_words(bridge: Bridge) -> str:
    """What closes the hole."""
    once = bridge.months == 1
    times = "in één keer" if once else f"in {bridge.months} maanden: {euros(bridge.repay_cents)} per maand"
    return f"Een voorschot van {euros(bridge.cents)} dicht dit. Terugbetalen kan vanaf {day(bridge.repay_from)}, {times}."


def short_words(forecast: Forecast) -> tuple[str, tuple[str, ...], str]:
    """For a list: whether somebody is short, since when and how much, and its colour."""
    if forecast.hole:
        return "tekort", (f"vanaf {day(forecast.hole.since)}", euros(forecast.hole.deep)), "late"
    if forecast.hole_low:
        return "krap", (f"vanaf {day(forecast.hole_low.since)}",), "soon"
    return "genoeg", (), "in-time"
