"""Kinds of letters that can go out by the pile: what each writes. Rooms register theirs when Django starts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.documents.models import Letter
from wegwijs.documents.press import Press


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a letter is for, as a page names it."""

    label: str
    url: str


class BatchKind(Protocol):
    """What a room says of its piles. ``back``: the name of the page where one is made."""

    key: str
    title: str
    back: str
    permission: Permission

    def send(self, subject: UUID, plan: Mapping[str, Any], *, by: Actor, seen: str, press: Press) -> Letter:
        """Write and send one letter by the command that people use. Raises DomainError; then nothing is kept.

        ``seen``: the mark of the address when the pile was made.
        """

    def subjects(self, actor: Actor, keys: Iterable[UUID]) -> dict[UUID, Subject]:
        """What the actor may see of these."""


_KINDS: dict[str, BatchKind] = {}


def register(kind: BatchKind) -> None:
    """Make a kind known; once a room."""
    _KINDS[kind.key] = kind


def kind_of(key: str) -> BatchKind:
    """The kind with this key. Raises KeyError."""
    return _KINDS[key]


def kinds() -> tuple[BatchKind, ...]:
    """Every kind that is known."""
    return tuple(_KINDS.values())
