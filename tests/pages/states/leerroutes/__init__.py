"""Placing somebody, the waiting list, and what a school sees: its participants, a week, its courses."""

from collections.abc import Iterator

from pages.states.leerroutes import own_school, placing, reports, school
from pages.states.state import State
from pages.states.world import World


def states(world: World) -> Iterator[State]:
    """Every page about leerroutes."""
    yield from placing.placing(world)
    yield from placing.acts(world)
    yield from own_school.own_choice(world)
    yield from placing.waiting(world)
    yield from school.school(world)
    yield from school.answers(world)
    yield from school.week(world)
    yield from school.files(world)
    yield from school.courses(world)
    yield from reports.reports(world)
    yield from reports.signals(world)
