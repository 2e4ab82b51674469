"""Heads of the chains in a file outside the database: a line each time, so that nobody can write the log anew unseen."""

import re
from collections.abc import Iterable

from wegwijs import clock
from wegwijs.audit.queries import Head
from wegwijs.errors import DomainError

LINE = re.compile(r"(?P<at>\S+) (?P<chain>\S{1,4}) (?P<place>[0-9]{1,18}) (?P<hash>[0-9a-f]{64})")


def written(heads: Iterable[Head]) -> list[str]:
    """A line a head: the instant, the chain, how many rows it has, and the hash of the last."""
    at = clock.now().astimezone(clock.AMSTERDAM).isoformat(timespec="seconds")
    return [f"{at} {head.chain} {head.place} {head.hash}" for head in heads]


def read(lines: Iterable[str]) -> list[Head]:
    """The heads in a file. Raises DomainError that names the first line which is none."""
    found = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        match = LINE.fullmatch(line.strip())
        if match is None:
            raise DomainError(
                f"Regel {number} is geen kop van een keten: datum, gemeente, aantal regels en hash."
            )
        found.append(Head(match["chain"], int(match["place"]), match["hash"]))
    return found
