"""The trajectories of the region: every state of the first steps of the law, from late 2021 until today."""

from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from wegwijs import clock
from wegwijs.demo.names import ASYLUM_ORIGINS, FAMILY_ORIGINS, Newcomer, newcomers, numbers
from wegwijs.demo.staff import Staff
from wegwijs.demo.stories import asylum, family, rare
from wegwijs.demo.stories.common import Story
from wegwijs.demo.trajectory import Future, Trajectory, after_weekend

SEED = 2021
GEMEENTEN = ("0505", "0505", "0505", "0642", "0531", "0590", "0610", "0482", "0523")
# Where post lies that belongs to nobody yet.
POST_FOR = "0505"
Begun = tuple[Story, date]
# Where something is late or missed it is seen by the first persona that everybody tries.
ALWAYS_IN: dict[Story, str] = {
    asylum.halfway: "0505",
    asylum.missed: "0505",
    asylum.without_place: "0505",
    **dict.fromkeys(
        (
            rare.to_send,
            rare.withdrawing,
            rare.hidden,
            rare.household,
            rare.doubled,
            rare.refused,
            rare.came_back,
        ),
        "0505",
    ),
    **dict.fromkeys(
        (rare.withdrawn, rare.died, rare.freed, rare.rests, rare.moved_in, rare.changed_group), "0642"
    ),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One story: whose, in which gemeente, from which day, and what decides where it leaves room."""

    story: Story
    day: date
    who: Newcomer
    gemeente: str
    asylum: bool
    chance: Random


def _spread(first: date, last: date, number: int) -> Iterator[date]:
    """Days spread evenly between two."""
    step = (last - first) / max(number - 1, 1)
    return (after_weekend(first + n * step) for n in range(number))


def _ago(days: int) -> date:
    return after_weekend(clock.today() - timedelta(days=days))


def _of_asylum() -> list[Begun]:
    return [
        *((asylum.integrated, d) for d in _spread(date(2022, 1, 10), date(2022, 9, 1), 3)),
        *((asylum.whole, d) for d in _spread(date(2022, 1, 17), _ago(140), 17)),
        *((asylum.education, d) for d in _spread(date(2022, 6, 1), date(2024, 6, 1), 2)),
        *((asylum.draft, d) for d in (_ago(80), _ago(76), _ago(72))),
        *((asylum.planning, d) for d in (_ago(78), _ago(70))),
        *((asylum.waiting, d) for d in (_ago(82), _ago(60))),
        *((asylum.halfway, d) for d in (_ago(90), _ago(58), _ago(52), _ago(44))),
        *((asylum.missed, d) for d in (_ago(50), _ago(39))),
        (asylum.absent, _ago(75)),
        *((asylum.called, d) for d in (_ago(32), _ago(28))),
        *((asylum.arrived, d) for d in (_ago(30), _ago(26))),
        *((asylum.in_reception, d) for d in (_ago(20), _ago(9))),
        *((asylum.forerunner, d) for d in (_ago(25), _ago(6))),
        (rare.to_send, _ago(75)),
        (rare.withdrawing, _ago(95)),
        (rare.died, _ago(120)),
        (rare.changed_group, _ago(60)),
        (rare.hidden, _ago(85)),
        (rare.household, _ago(88)),
        (rare.doubled, _ago(14)),
        (asylum.without_place, _ago(192)),
    ]


def _of_family() -> list[Begun]:
    return [
        *((family.whole, d) for d in _spread(date(2022, 2, 14), _ago(100), 11)),
        *((family.planning, d) for d in (_ago(64), _ago(60))),
        *((family.halfway, d) for d in (_ago(40), _ago(36), _ago(31))),
        (family.exempt, _ago(45)),
        (family.ill, _ago(24)),
        *((family.new, d) for d in (_ago(12), _ago(4), _ago(1))),
        (rare.refused, _ago(66)),
        (rare.came_back, _ago(84)),
        (rare.withdrawn, _ago(90)),
        (rare.freed, _ago(70)),
        (rare.rests, _ago(62)),
        (rare.moved_in, _ago(33)),
    ]


def stories() -> Iterator[Told]:
    """Who lives through what, where and from which day: the same every time for the same day."""
    free = numbers()
    for rows, origins, is_asylum in (
        (_of_asylum(), ASYLUM_ORIGINS, True),
        (_of_family(), FAMILY_ORIGINS, False),
    ):
        people = newcomers(_chance(SEED), origins)
        for place, (story, day) in enumerate(rows):
            turn = GEMEENTEN[(place * 2 + (0 if is_asylum else 1)) % len(GEMEENTEN)]
            who = next(people).with_bsn(next(free))
            yield Told(story, day, who, ALWAYS_IN.get(story, turn), is_asylum, _chance(int(who.bsn)))


def _chance(seed: int) -> Random:
    return Random(seed)  # noqa: S311 invented people, not secrets


def tell(staff: Staff, gemeenten: Collection[str], say: Callable[[str], None] = lambda step: None) -> None:
    """Play the stories of these gemeenten; ``say`` hears how far it is."""
    rows = [told for told in stories() if told.gemeente in gemeenten]
    for number, told in enumerate(rows, 1):
        with suppress(Future):
            t = Trajectory(staff, told.who, told.gemeente, asylum=told.asylum, chance=told.chance)
            told.story(t, told.day)
        say(f"verhaal {number} van {len(rows)} in {t.gemeente.naam}")
    if POST_FOR in gemeenten:
        rare.unfiled_post(staff, clock.today())
