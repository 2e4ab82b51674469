"""What components show, as frozen values that presenters make. They hold finished Dutch text, no domain objects."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Self


@dataclass(frozen=True, slots=True)
class Why:
    """The reasoning behind a date or a choice, for ``<c-why :why="..." />``.

    ``steps`` are plain sentences in order, ``changes`` what would change the outcome; ``**words**`` become bold.
    ``source`` is the small line: article, rule id, period of force.
    """

    title: str
    steps: tuple[str, ...]
    changes: tuple[str, ...] = ()
    source: str = ""


class StepState(StrEnum):
    """Where one step of a process stands."""

    DONE = "done"
    CURRENT = "current"
    TODO = "todo"


@dataclass(frozen=True, slots=True)
class Step:
    """One step in ``<c-steps :steps="..." />``. ``note`` is one short line under the title."""

    title: str
    state: StepState
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of ``<c-timeline :events="..." />``.

    ``when`` is a formatted day, ``by`` who did it; ``outside`` marks what came from another system, named in
    ``origin``. ``withdrawn`` strikes it through because a later line takes its place.
    """

    title: str
    when: str
    by: str = ""
    text: str = ""
    origin: str = ""
    outside: bool = False
    url: str = ""
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Act:
    """Something that can be done, as a button that leads to its page; ``subtle`` when it is seldom what is meant."""

    label: str
    url: str
    subtle: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value, for the identity bar and short data lists. ``severity`` colours the value."""

    label: str
    value: str
    severity: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter that is a link: ``active`` when it narrows the list, ``url`` switches it on or off."""

    label: str
    url: str
    active: bool = False


@dataclass(frozen=True, slots=True)
class Menu:
    """A filter of which one value is chosen, for ``<c-menu :menu="..." />``; ``active`` when it narrows the list."""

    label: str
    options: tuple[Chip, ...]
    active: bool = False

    @classmethod
    def of(
        cls,
        label: str,
        key: str,
        value: str,
        choices: Mapping[str, str],
        address: Callable[..., str],
        *,
        everything: str = "",
        off: str = "alle",
    ) -> Self:
        """``choices`` in words by ``value``; ``everything`` is the first and takes the filter off ("": one is always chosen).

        ``address`` gives that of the list with another value for ``key``; ``off`` says in the label that none is chosen.
        """
        offered = {**({"": everything} if everything else {}), **choices}
        options = tuple(Chip(words, address(**{key: one}), one == value) for one, words in offered.items())
        return cls(f"{label}: {choices.get(value, off)}", options, bool(everything and value))
