"""The trajectories of the region: every state of the first steps of the law, from late 2021 until today."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from random import Random

from wegwijs import clock
from wegwijs.demo.names import ASYLUM_ORIGINS, FAMILY_ORIGINS, newcomers, numbers
from wegwijs.demo.staff import Staff
from wegwijs.demo.trajectory import Future, Trajectory, after_weekend
from wegwijs.stages.intake.commands import exempt_from_toets, wait_for_third
from wegwijs.stages.intake.models import Oproep
from wegwijs.stages.overdracht.commands import HouseStep
from wi2021.intake import Onderdeel

SEED = 2021
OUT = Oproep.Uitkomst
GEMEENTEN = ("0505", "0505", "0505", "0642", "0531", "0590", "0610", "0482", "0523")
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


# --- asylum ------------------------------------------------------------------------------------------------------


def came_in(t: Trajectory, day: date) -> date:
    """COA, the kennisgeving, the home; gives the day of registration."""
    t.linked_by_coa(after(day, -50), t.chance.choice(("Gilze", "Ter Apel", "Dronten", "Zutphen")))
    t.talked_with_coa(after(day, -20))
    t.told_by_duo(day, settled=None)
    home = after(day, t.chance.randint(14, 24))
    t.housed(after(day, 7), HouseStep.GEACCEPTEERD)
    t.settled(home)
    return home


def asylum_intake(t: Trajectory, home: date, *, feasible: bool = True) -> date:
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


def settled_plan(t: Trajectory, done: date, route: str) -> date:
    """Plan, decision, letter; gives the day of sending."""
    t.planned(after(done, 4), route=route)
    t.offered(after(done, 7))
    sent = after(done, 12)
    t.established(after(done, 10), sent)
    return sent


def asylum_all(t: Trajectory, day: date) -> None:
    """From COA to a PIP that DUO accepted, with exams and a longer term later for some."""
    route = t.chance.choice("BBBZ")
    sent = settled_plan(t, asylum_intake(t, came_in(t, day), feasible=route == "B"), route)
    t.accompanied(sent)
    t.contacted(after(sent, 30), "Gebeld hoe de eerste lessen gaan.")
    for number in range(t.chance.randint(0, 3)):
        t.happens(after(sent, 300 + 90 * number), "SS199")
    if t.chance.random() < 0.25:
        t.happens(after(sent, 500), "SS104")


def asylum_integrated(t: Trajectory, day: date) -> None:
    """Everything, and the diploma."""
    sent = settled_plan(t, asylum_intake(t, came_in(t, day)), "B")
    t.accompanied(sent)
    for number in range(5):
        t.happens(after(sent, 380 + 60 * number), "SS199")
    t.happens(after(sent, 700), "SS106")


def asylum_education(t: Trajectory, day: date) -> None:
    """Into the Onderwijsroute, and later a temporary exemption for the education itself."""
    sent = settled_plan(t, asylum_intake(t, came_in(t, day)), "O")
    t.accompanied(sent)
    t.happens(after(sent, 350), "SS109")


def asylum_draft(t: Trajectory, day: date) -> None:
    """The plan lies with the decision-maker."""
    done = asylum_intake(t, came_in(t, day))
    t.planned(after(done, 3))
    t.offered(after(done, 5))


def asylum_planning(t: Trajectory, day: date) -> None:
    """The intake is done, the plan is being written."""
    t.planned(after(asylum_intake(t, came_in(t, day)), 3))


def asylum_halfway(t: Trajectory, day: date) -> None:
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


def asylum_waiting(t: Trajectory, day: date) -> None:
    """The PIP can't do without the valuation of a diploma."""
    home = came_in(t, day)
    t.begins(after(home, 3))
    t.called(after(home, 4), after(home, 10))
    t.answered(after(home, 10), OUT.VERSCHENEN)
    t.talked(after(home, 10), REPORTS[0])
    t.filled(after(home, 12))
    t.tested(after(home, 8), after(home, 28))
    with t.on(after(home, 14)) as when:
        wait_for_third(t.intake, by=t.staff.regisseur(t.code), on=when, what="diplomawaardering", party="IDW", necessary=True, motive="De waardering bepaalt of de Onderwijsroute kan.")  # fmt: skip


def asylum_missed(t: Trajectory, day: date) -> None:
    """Did not come; the warning is next."""
    home = came_in(t, day)
    t.begins(after(home, 5))
    t.called(after(home, 6), after(home, 13))
    t.answered(after(home, 13), OUT.NIET)


def asylum_absent(t: Trajectory, day: date) -> None:
    """Three oproepen without answer: the plan is made without the person."""
    home = came_in(t, day)
    t.begins(after(home, 2))
    for number in range(3):
        t.called(after(home, 3 + 11 * number), after(home, 10 + 11 * number))
        t.answered(after(home, 10 + 11 * number), OUT.NIET)
        t.contacted(after(home, 11 + 11 * number), "Aan de deur geweest, niemand thuis.", by="bakker")
    t.tested(after(home, 5), after(home, 32))
    t.completed(after(home, 40), in_absence=True)


def asylum_called(t: Trajectory, day: date) -> None:
    """The first oproep runs."""
    home = came_in(t, day)
    t.begins(after(home, 2))
    t.called(after(home, 3), after(home, 12))


def asylum_arrived(t: Trajectory, day: date) -> None:
    """Just registered; nothing done yet."""
    came_in(t, day)


def asylum_in_reception(t: Trajectory, day: date) -> None:
    """The kennisgeving came, the home didn't yet."""
    t.linked_by_coa(after(day, -40), "Gilze")
    t.talked_with_coa(after(day, -12))
    t.told_by_duo(day, settled=None)
    t.housed(after(day, 6), HouseStep.AANGEBODEN)


def asylum_forerunner(t: Trajectory, day: date) -> None:
    """Linked by COA; DUO said nothing yet (law 0.3)."""
    t.linked_by_coa(day, t.chance.choice(("Ter Apel", "Dronten")))


# --- family ------------------------------------------------------------------------------------------------------


def family_start(t: Trajectory, day: date) -> date:
    """The kennisgeving, someone who lives here already; gives the day the intake began."""
    t.told_by_duo(day, settled=day - timedelta(days=20))
    t.settled(day)
    t.begins(after(day, 10))
    t.called(after(day, 10), after(day, 17))
    t.answered(after(day, 17), OUT.VERSCHENEN)
    return after(day, 17)


def family_intake(t: Trajectory, day: date, *, feasible: bool = True) -> date:
    """Four talks; gives the day of completion."""
    first = family_start(t, day)
    for number in range(4):
        t.talked(after(first, 6 * number), REPORTS[number])
    t.filled(after(first, 14))
    t.tested(after(first, 2), after(first, 22), feasible=feasible)
    t.completed(after(first, 25))
    return after(first, 25)


def family_all(t: Trajectory, day: date) -> None:
    """A gezinsmigrant from kennisgeving to PIP."""
    route = t.chance.choice("BBB" if t.chance.random() < 0.85 else "Z")
    sent = settled_plan(t, family_intake(t, day, feasible=route == "B"), route)
    t.accompanied(sent)
    for number in range(t.chance.randint(0, 2)):
        t.happens(after(sent, 280 + 100 * number), "SS199")


def family_exempt(t: Trajectory, day: date) -> None:
    """Someone who doesn't see: exempted from the toets."""
    first = family_start(t, day)
    t.talked(first, REPORTS[0])
    t.filled(after(first, 8), blind=True)
    with t.on(after(first, 9)) as when:
        exempt_from_toets(
            t.intake, by=t.staff.regisseur(t.code), on=when, motive="Kan de toets op het scherm niet lezen."
        )


def family_planning(t: Trajectory, day: date) -> None:
    """The plan is being written."""
    t.planned(after(family_intake(t, day), 2))


def family_halfway(t: Trajectory, day: date) -> None:
    """In the middle of the intake."""
    first = family_start(t, day)
    t.talked(first, REPORTS[0])
    t.talked(after(first, 7), REPORTS[1])
    t.filled(after(first, 7), Onderdeel.OPLEIDING, Onderdeel.TAALNIVEAU)
    t.tested(after(first, 1), None)


def family_ill(t: Trajectory, day: date) -> None:
    """Reported ill for the first talk: a new oproep, no warning."""
    t.told_by_duo(day, settled=day - timedelta(days=30))
    t.settled(day)
    t.begins(after(day, 6))
    t.called(after(day, 6), after(day, 14))
    t.answered(after(day, 13), OUT.MET_REDEN, "heeft zich afgemeld wegens ziekte")


def family_new(t: Trajectory, day: date) -> None:
    """The kennisgeving of this month."""
    t.told_by_duo(day, settled=day - timedelta(days=15))
    t.settled(day)


def _spread(first: date, last: date, number: int) -> Iterator[date]:
    """Days spread evenly between two."""
    step = (last - first) / max(number - 1, 1)
    return (after_weekend(first + n * step) for n in range(number))


# Where something is late or missed it is seen by the first persona that everybody tries.
ALWAYS_IN: dict[Story, str] = {asylum_halfway: "0505", asylum_missed: "0505"}


def tell_all(staff: Staff) -> int:
    """Play every story; returns how many dossiers there are. The same every time for the same day."""
    today = clock.today()

    def ago(days: int) -> date:
        return after_weekend(today - timedelta(days=days))

    asylum: list[tuple[Story, date]] = [
        *((asylum_integrated, d) for d in _spread(date(2022, 1, 10), date(2022, 9, 1), 3)),
        *((asylum_all, d) for d in _spread(date(2022, 1, 17), ago(140), 17)),
        *((asylum_education, d) for d in _spread(date(2022, 6, 1), date(2024, 6, 1), 2)),
        *((asylum_draft, d) for d in (ago(80), ago(76), ago(72))),
        *((asylum_planning, d) for d in (ago(78), ago(70))),
        *((asylum_waiting, d) for d in (ago(82), ago(60))),
        *((asylum_halfway, d) for d in (ago(90), ago(58), ago(52), ago(44))),
        *((asylum_missed, d) for d in (ago(50), ago(39))),
        (asylum_absent, ago(75)),
        *((asylum_called, d) for d in (ago(32), ago(28))),
        *((asylum_arrived, d) for d in (ago(30), ago(26))),
        *((asylum_in_reception, d) for d in (ago(20), ago(9))),
        *((asylum_forerunner, d) for d in (ago(25), ago(6))),
    ]
    family: list[tuple[Story, date]] = [
        *((family_all, d) for d in _spread(date(2022, 2, 14), ago(100), 11)),
        *((family_planning, d) for d in (ago(64), ago(60))),
        *((family_halfway, d) for d in (ago(40), ago(36), ago(31))),
        (family_exempt, ago(45)),
        (family_ill, ago(24)),
        *((family_new, d) for d in (ago(12), ago(4), ago(1))),
    ]
    chance = Random(SEED)  # noqa: S311 invented people, not secrets
    free = numbers()
    total = 0
    for stories, origins, is_asylum in ((asylum, ASYLUM_ORIGINS, True), (family, FAMILY_ORIGINS, False)):
        people = newcomers(chance, origins)
        for place, (story, day) in enumerate(stories):
            who = next(people).with_bsn(next(free))
            gemeente = (
                ALWAYS_IN.get(story) or GEMEENTEN[(place * 2 + (0 if is_asylum else 1)) % len(GEMEENTEN)]
            )
            with suppress(Future):
                story(Trajectory(staff, who, gemeente, asylum=is_asylum, chance=chance), day)
            total += 1
    return total
