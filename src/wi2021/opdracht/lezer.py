"""The command line in Dutch: what can be typed, and one line for what can't."""

import argparse
import re
from collections.abc import Iterable
from typing import NoReturn

from wi2021.lezen import FactsError

# What argparse says, and how that is said here. ``field`` in a pattern is the argument that is meant.
_SAID = (
    (re.compile(r"the following arguments are required: (?P<field>.+)"), "dit is verplicht; zie --help"),
    (
        re.compile(r"argument (?P<field>[^:]+): expected one argument"),
        "hier hoort een waarde achter; zie --help",
    ),
    (
        re.compile(r"argument (?P<field>[^:]+): invalid choice: (?P<given>'[^']*')"),
        "{given} bestaat niet; zie --help",
    ),
    (
        re.compile(r"argument (?P<field>[^:]+): ignored explicit argument"),
        "hier hoort geen waarde achter; zie --help",
    ),
    (re.compile(r"unrecognized arguments: (?P<field>.+)"), "onbekend; zie --help"),
    (re.compile(r"ambiguous option: (?P<field>\S+)"), "dit kan meer dan één ding betekenen; zie --help"),
)


class _Help(argparse.HelpFormatter):
    """Help with Dutch headings."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "gebruik: " if prefix is None else prefix)


class DutchParser(argparse.ArgumentParser):
    """A parser whose refusals are one Dutch line, raised as FactsError."""

    def __init__(self, *, prog: str, description: str = "", help: str = "") -> None:  # noqa: A002 argparse's own word
        super().__init__(
            prog=prog,
            description=description or help,
            add_help=False,
            allow_abbrev=False,
            formatter_class=_Help,
        )
        self._positionals.title, self._optionals.title = "wat u opgeeft", "keuzes"
        self.add_argument("-h", "--help", action="help", help="deze hulp")

    def error(self, message: str) -> NoReturn:
        """Refuse what was typed. Raises FactsError naming the argument."""
        for pattern, words in _SAID:
            said = pattern.search(message)
            if said:
                raise FactsError(said["field"], words.format(**said.groupdict()))
        raise FactsError("", f"dit kan niet: {message}")
