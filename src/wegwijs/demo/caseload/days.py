"""How far somebody was on the day that the older system was left, and what happened since: seeded, so the same each time."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from wegwijs.demo.caseload.people import people
from wegwijs.demo.names import Newcomer
from wegwijs.demo.trajectory.walk import after_weekend

# How many people the file of a gemeente holds.
SIZES: Mapping[str, int] = {
    "0482": 32, "0505": 216, "0523": 28, "0531": 52, "0590": 58, "0610": 58, "0642": 82,
}  # fmt: skip
SEED = "overname"


@dataclass(frozen=True, slots=True)
class Since:
    """What happened so many days after the taking over: ``act`` is an event of DUO ("SS106") or a name in ``since.ACTS``."""

    days: int
    act: str


@dataclass(frozen=True, slots=True)
class Case:
    """Somebody in the older system. Days that did not come yet are None; ``home`` is the registration in the gemeente."""

    who: Newcomer
    asylum: bool
    linked: date | None = None
    notice: date | None = None
    home: date | None = None
    begun: date | None = None
    done: date | None = None
    pip: date | None = None
    route: str = ""
    test: str = ""
    since: tuple[Since, ...] = field(default=())

    @property
    def known_to_duo(self) -> bool:
        """DUO told of this person, so there is a BSN."""
        return self.notice is not None


Way = Callable[[Case, date, Random], Case]


def _came(case: Case, home: date, chance: Random) -> Case:
    """The days up to the registration. With a family the duty begins later than the registration."""
    if case.asylum:
        notice = home - timedelta(days=chance.randint(14, 24))
        return replace(case, linked=notice - timedelta(days=chance.randint(40, 90)), notice=notice, home=home)
    return replace(case, notice=home, home=home - timedelta(days=chance.randint(7, 30)))


def _intake(case: Case, chance: Random, *, done: int | None) -> Case:
    """An intake that began some days after the ten weeks did; ``done``: completed so many days after that beginning."""
    start = case.home if case.asylum else case.notice
    assert start  # noqa: S101 it came before
    begun = start + timedelta(days=chance.randint(3, 11))
    if done is None:
        return replace(case, begun=begun)
    feasible = chance.random() < 0.75
    test = "" if chance.random() < 0.15 else "B1-route haalbaar" if feasible else "B1-route niet haalbaar"
    return replace(case, begun=begun, done=start + timedelta(days=done), test=test)


def _planned(case: Case, on: date, chance: Random, *since: Since) -> Case:
    """A PIP on a day; one of nine was too late."""
    weeks = chance.randint(44, 64) if chance.random() > 0.11 else chance.randint(78, 130)
    came = _came(case, on - timedelta(days=weeks), chance)
    intake = _intake(came, chance, done=weeks - chance.randint(6, 14))
    # The Onderwijsroute of asylum is in the told stories: a file can't say when the taalschakeltraject began.
    young = case.who.birth.year > 1995 and not case.asylum
    route = "Z" if "niet" in intake.test else chance.choice("BBBBO" if young else "BBBBZ")
    return replace(intake, pip=on, route=route, since=since)


def _plan(case: Case, left: date, chance: Random) -> Case:
    return _planned(case, left - timedelta(days=chance.randint(30, 1400)), chance)


def _told_since(low: int, high: int, *acts: str) -> Way:
    """A PIP of ``low`` to ``high`` days before, and these happened since."""

    def way(case: Case, left: date, chance: Random) -> Case:
        on = left - timedelta(days=chance.randint(low, high))
        return _planned(case, on, chance, *(Since(chance.randint(1, 14), act) for act in acts))

    return way


def _in_intake(low: int, high: int, *acts: str, done: tuple[int, int] | None = None) -> Way:
    """Registered ``low`` to ``high`` days before, in the intake or (with ``done``) through it."""

    def way(case: Case, left: date, chance: Random) -> Case:
        came = _came(case, left - timedelta(days=chance.randint(low, high)), chance)
        intake = _intake(came, chance, done=chance.randint(*done) if done else None)
        return replace(intake, since=tuple(Since(chance.randint(1, 14), act) for act in acts))

    return way


def _registered(low: int, high: int, *acts: str) -> Way:
    def way(case: Case, left: date, chance: Random) -> Case:
        came = _came(case, left - timedelta(days=chance.randint(low, high)), chance)
        return replace(came, since=tuple(Since(chance.randint(1, 14), act) for act in acts))

    return way


def _arriving(case: Case, left: date, chance: Random) -> Case:
    """Still with COA: linked, so without a BSN; of some DUO told already. A family is registered when it comes."""
    if not case.asylum:
        return _registered(2, 12)(case, left, chance)
    linked = left - timedelta(days=chance.randint(8, 70))
    notice = left - timedelta(days=chance.randint(1, 6)) if chance.random() < 0.3 else None
    return replace(case, linked=linked, notice=notice)


_EXAM, _LONGER = "SS199", "SS104"
# Of every fifty: what happened to them. In this order again and again, so that each gemeente has some of each. Those who are
# late stand at even places: in Dordrecht with the second regisseur, so that the first one's list begins with the told stories.
WAYS: tuple[Way, ...] = (
    _plan, _in_intake(12, 34), _told_since(300, 900, _EXAM), _plan, _arriving, _plan, _registered(2, 18, "begin"),
    _told_since(700, 1300, "SS106"), _plan, _in_intake(30, 42, done=(22, 29)), _plan, _told_since(200, 900, "contact"),
    _arriving, _plan, _in_intake(16, 40, "contact"), _plan, _told_since(900, 1060, _LONGER), _plan,
    _registered(60, 80), _plan, _told_since(300, 900, _EXAM, _EXAM), _plan, _in_intake(66, 84), _in_intake(10, 30, "SS107"),
    _plan, _arriving, _told_since(60, 300, "follow_up"), _plan, _registered(3, 20), _plan, _in_intake(58, 90, done=(40, 52)),
    _told_since(400, 1200, "SS109"), _plan, _in_intake(14, 36, "hide"), _plan, _told_since(250, 800, _EXAM), _plan,
    _in_intake(10, 30, "SS111"), _registered(4, 22, "share"), _plan, _told_since(300, 1100, "move"), _plan,
    _in_intake(28, 40, done=(20, 26)), _told_since(500, 1000, "SS108"), _plan, _arriving, _in_intake(15, 38, "begin"),
    _told_since(100, 700, "SS110"), _plan, _in_intake(20, 44, "contact"),
)  # fmt: skip


def cases(gemeente: str, left: date, most: int | None = None) -> Iterator[Case]:
    """Everybody in the file of a gemeente that was made on the day ``left``; no more than ``most``."""
    chance = Random(f"{SEED} {gemeente}")  # noqa: S311 invented people, not secrets
    number = min(SIZES[gemeente], SIZES[gemeente] if most is None else most)
    for place, (who, asylum) in zip(range(number), people(gemeente, chance), strict=False):
        yield _on_working_days(WAYS[place % len(WAYS)](Case(who, asylum), left, chance), left)


def _on_working_days(case: Case, left: date) -> Case:
    """What people do, they do when the office is open."""
    days: dict[str, Any] = {
        name: min(after_weekend(day), left)
        for name in ("linked", "begun", "done", "pip")
        if (day := getattr(case, name))
    }
    return replace(case, **days)
