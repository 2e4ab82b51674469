"""Stories of gezinsmigranten and others who live here already."""

from datetime import date, timedelta

from wegwijs.demo.stories.common import OUT, REPORTS, after, settled_plan
from wegwijs.demo.trajectory import Trajectory
from wegwijs.stages.intake.commands import Reden, exempt_from_toets
from wegwijs.stages.intake.models import Oproep
from wi2021.intake import Onderdeel


def start(t: Trajectory, day: date) -> date:
    """The kennisgeving, someone who lives here already; gives the day the intake began."""
    t.told_by_duo(day, settled=day - timedelta(days=20))
    t.settled(day)
    t.begins(after(day, 10))
    t.called(after(day, 10), after(day, 17))
    t.answered(after(day, 17), OUT.VERSCHENEN)
    return after(day, 17)


def intake(t: Trajectory, day: date, *, feasible: bool = True) -> date:
    """Four talks; gives the day of completion."""
    first = start(t, day)
    for number in range(4):
        t.talked(after(first, 6 * number), REPORTS[number])
    t.filled(after(first, 14))
    t.tested(after(first, 2), after(first, 22), feasible=feasible)
    t.completed(after(first, 25))
    return after(first, 25)


def whole(t: Trajectory, day: date) -> None:
    """A gezinsmigrant from kennisgeving to PIP."""
    route = t.chance.choice("BBB" if t.chance.random() < 0.85 else "Z")
    sent = settled_plan(t, intake(t, day, feasible=route == "B"), route)
    t.accompanied(sent)
    t.took_part(sent)
    for number in range(t.chance.randint(0, 2)):
        t.happens(after(sent, 280 + 100 * number), "SS199")


def exempt(t: Trajectory, day: date) -> None:
    """Someone who doesn't see: exempted from the toets."""
    first = start(t, day)
    t.talked(first, REPORTS[0])
    t.filled(after(first, 8), blind=True)
    with t.on(after(first, 9)) as when:
        exempt_from_toets(
            t.intake, by=t.staff.regisseur(t.code), on=when, motive="Kan de toets op het scherm niet lezen."
        )


def planning(t: Trajectory, day: date) -> None:
    """The plan is being written."""
    t.planned(after(intake(t, day), 2))


def halfway(t: Trajectory, day: date) -> None:
    """In the middle of the intake."""
    first = start(t, day)
    t.talked(first, REPORTS[0])
    t.talked(after(first, 7), REPORTS[1])
    t.filled(after(first, 7), Onderdeel.OPLEIDING, Onderdeel.TAALNIVEAU)
    t.tested(after(first, 1), None)


def ill(t: Trajectory, day: date) -> None:
    """Reported ill for the first talk: a new oproep, no warning."""
    t.told_by_duo(day, settled=day - timedelta(days=30))
    t.settled(day)
    t.begins(after(day, 6))
    t.called(after(day, 6), after(day, 14))
    t.answered(after(day, 13), OUT.MET_REDEN, Reden(Oproep.Verhindering.ZIEK))


def new(t: Trajectory, day: date) -> None:
    """The kennisgeving of this month."""
    t.told_by_duo(day, settled=day - timedelta(days=15))
    t.settled(day)
