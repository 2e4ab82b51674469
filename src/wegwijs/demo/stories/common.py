"""What the stories of both groups share."""

from collections.abc import Callable
from datetime import date, timedelta

from wegwijs.demo.trajectory import Trajectory, after_weekend
from wegwijs.stages.intake.models import Oproep

OUT = Oproep.Uitkomst
REPORTS = (
    "Kennis gemaakt en uitgelegd hoe inburgeren gaat. De inburgeraar vertelde over opleiding en werk.",
    "Gesproken over gezin, wonen en wat nodig is om te kunnen leren.",
    "Besproken wat de inburgeraar wil bereiken en welke leerroute daarbij past.",
    "Het plan doorgenomen en vragen beantwoord.",
)
Story = Callable[[Trajectory, date], None]


def after(day: date, days: int) -> date:
    """So many days later, on a day that the office is open."""
    return after_weekend(day + timedelta(days=days))


def settled_plan(t: Trajectory, done: date, route: str) -> date:
    """Plan, decision, letter; gives the day of sending."""
    t.planned(after(done, 4), route=route)
    t.offered(after(done, 7))
    sent = after(done, 12)
    t.established(after(done, 10), sent)
    return sent
