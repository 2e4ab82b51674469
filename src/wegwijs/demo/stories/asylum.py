"""Stories of asielstatushouders, from COA to the diploma."""

from datetime import date

from wegwijs.demo.stories.common import OUT, REPORTS, after, settled_plan
from wegwijs.demo.trajectory import Trajectory
from wegwijs.stages.intake.commands import Wacht, wait_for_third
from wegwijs.stages.intake.models import WachtOpDerde
from wegwijs.stages.overdracht.commands import HouseStep
from wi2021.intake import Onderdeel


def came_in(t: Trajectory, day: date) -> date:
    """COA, the kennisgeving, the home; gives the day of registration."""
    t.linked_by_coa(after(day, -50), t.chance.choice(("Gilze", "Ter Apel", "Dronten", "Zutphen")))
    t.talked_with_coa(after(day, -20))
    t.told_by_duo(day, settled=None)
    home = after(day, t.chance.randint(14, 24))
    t.housed(after(day, 7), HouseStep.GEACCEPTEERD)
    t.settled(home)
    return home


def intake(t: Trajectory, home: date, *, feasible: bool = True) -> date:
    """A whole intake; gives the day it was completed."""
    t.begins(after(home, 4))
    t.called(after(home, 5), after(home, 12))
    t.answered(after(home, 12), OUT.VERSCHENEN)
    t.talked(after(home, 12), REPORTS[0])
    t.brought_in(after(home, 16), "Oefent graag met de buurvrouw en komt elke week naar het taalcafé.")
    t.filled(after(home, 19), Onderdeel.OPLEIDING, Onderdeel.WERKERVARING, Onderdeel.OMSTANDIGHEDEN)
    t.talked(after(home, 19), REPORTS[1])
    t.tested(after(home, 10), after(home, 30), feasible=feasible)
    rest = [
        o
        for o in Onderdeel
        if o
        not in (
            Onderdeel.LEERBAARHEIDSTOETS,
            Onderdeel.OPLEIDING,
            Onderdeel.WERKERVARING,
            Onderdeel.OMSTANDIGHEDEN,
        )
    ]
    t.filled(after(home, 33), *rest)
    t.talked(after(home, 33), REPORTS[2])
    t.completed(after(home, 35))
    return after(home, 35)


def whole(t: Trajectory, day: date) -> None:
    """From COA to a PIP that DUO accepted, with exams and a longer term later for some."""
    route = t.chance.choice("BBBZ")
    sent = settled_plan(t, intake(t, came_in(t, day), feasible=route == "B"), route)
    t.accompanied(sent)
    t.took_part(sent)
    t.contacted(after(sent, 30), "Gebeld hoe de eerste lessen gaan.")
    for number in range(t.chance.randint(0, 3)):
        t.happens(after(sent, 300 + 90 * number), "SS199")
    if t.chance.random() < 0.25:
        t.happens(after(sent, 500), "SS104")


def without_place(t: Trajectory, day: date) -> None:
    """A PIP for the B1-route, and no school has a place: longer than the three months of T-13."""
    settled_plan(t, intake(t, came_in(t, day)), "B")


def integrated(t: Trajectory, day: date) -> None:
    """Everything, and the diploma."""
    sent = settled_plan(t, intake(t, came_in(t, day)), "B")
    t.accompanied(sent)
    t.took_part(sent)
    for number in range(5):
        t.happens(after(sent, 380 + 60 * number), "SS199")
    t.happens(after(sent, 700), "SS106")


def education(t: Trajectory, day: date) -> None:
    """Into the Onderwijsroute, and later a temporary exemption for the education itself."""
    sent = settled_plan(t, intake(t, came_in(t, day)), "O")
    t.accompanied(sent)
    t.took_part(sent)
    t.happens(after(sent, 350), "SS109")


def draft(t: Trajectory, day: date) -> None:
    """The plan lies with the decision-maker."""
    done = intake(t, came_in(t, day))
    t.planned(after(done, 3))
    t.offered(after(done, 5))


def planning(t: Trajectory, day: date) -> None:
    """The intake is done, the plan is being written."""
    done = intake(t, came_in(t, day))
    t.learned_early(after(done, -12))
    t.planned(after(done, 3))


def halfway(t: Trajectory, day: date) -> None:
    """Two talks held, the toets still to come."""
    home = came_in(t, day)
    t.begins(after(home, 3))
    t.called(after(home, 4), after(home, 11))
    t.answered(after(home, 11), OUT.VERSCHENEN)
    t.talked(after(home, 11), REPORTS[0])
    t.filled(after(home, 11), Onderdeel.OPLEIDING, Onderdeel.WERKERVARING)
    t.tested(after(home, 12), None)
    t.talked(after(home, 18), REPORTS[1])
    t.contacted(after(home, 19), "Gebeld over de kinderopvang.", follow_up="Voorschool bellen over een plek")


def waiting(t: Trajectory, day: date) -> None:
    """The PIP can't do without the valuation of a diploma."""
    home = came_in(t, day)
    t.begins(after(home, 3))
    t.called(after(home, 4), after(home, 10))
    t.answered(after(home, 10), OUT.VERSCHENEN)
    t.talked(after(home, 10), REPORTS[0])
    t.filled(after(home, 12))
    t.tested(after(home, 8), after(home, 28))
    with t.on(after(home, 14)) as when:
        wacht = Wacht(
            WachtOpDerde.Soort.DIPLOMA, "IDW", necessary=True,
            motive="De waardering bepaalt of de Onderwijsroute kan.",
        )  # fmt: skip
        wait_for_third(t.intake, wacht, by=t.staff.regisseur(t.code), on=when)


def missed(t: Trajectory, day: date) -> None:
    """Did not come; the warning is next."""
    home = came_in(t, day)
    t.begins(after(home, 5))
    t.called(after(home, 6), after(home, 13))
    t.answered(after(home, 13), OUT.NIET)


def absent(t: Trajectory, day: date) -> None:
    """Three oproepen without answer: the plan is made without the person."""
    home = came_in(t, day)
    t.begins(after(home, 2))
    for number in range(3):
        t.called(after(home, 3 + 11 * number), after(home, 10 + 11 * number))
        t.answered(after(home, 10 + 11 * number), OUT.NIET)
        t.contacted(after(home, 11 + 11 * number), "Aan de deur geweest, niemand thuis.", by="bakker")
    t.tested(after(home, 5), after(home, 32))
    t.completed(after(home, 40), in_absence=True)


def called(t: Trajectory, day: date) -> None:
    """The first oproep runs."""
    home = came_in(t, day)
    t.begins(after(home, 2))
    t.called(after(home, 3), after(home, 12))


def arrived(t: Trajectory, day: date) -> None:
    """Just registered; nothing done yet."""
    came_in(t, day)


def in_reception(t: Trajectory, day: date) -> None:
    """The kennisgeving came, the home didn't yet."""
    t.linked_by_coa(after(day, -40), "Gilze")
    t.talked_with_coa(after(day, -12))
    t.told_by_duo(day, settled=None)
    t.housed(after(day, 6), HouseStep.AANGEBODEN)


def forerunner(t: Trajectory, day: date) -> None:
    """Linked by COA; DUO said nothing yet (law 0.3)."""
    t.linked_by_coa(day, t.chance.choice(("Ter Apel", "Dronten")))
