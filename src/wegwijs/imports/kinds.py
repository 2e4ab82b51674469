"""Kinds of files: what each expects of its columns, and what it does with a row. Rooms register theirs at the start."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.errors import DomainError
from wegwijs.imports.models import ImportFile, ImportRow

FIX = "Verbeter dit in het bestand en lever de regel opnieuw aan."


@dataclass(frozen=True, slots=True)
class Column:
    """One of our fields that a column can hold. ``aliases`` are other names that files give it.

    ``source``: who the fact comes from in the end, when that isn't whoever made the file.
    """

    key: str
    label: str
    group: str = ""
    aliases: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Something to see of a row: a value beside what others say of it.

    ``ours``, ``file`` and ``other`` are texts ("" when not known); ``differs``: they don't agree; ``why``: sentences.
    """

    label: str
    ours: str = ""
    file: str = ""
    other: str = ""
    differs: bool = False
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """What a row gave: the key of what it is about, whether that was made for it, what to see, how to undo it.

    ``trace`` is asked at once, and only when what the row gave is kept: after a dry run nothing is left to undo.
    """

    subject: UUID
    new: bool
    notes: tuple[Note, ...] = ()
    trace: Callable[[], Mapping[str, Any]] = dict


class Refusal(Exception):
    """A row isn't taken over (or not undone): the field, why, and what to do about it."""

    def __init__(self, field: str, reason: str, remedy: str = FIX) -> None:
        super().__init__(reason)
        self.field, self.reason, self.remedy = field, reason, remedy


@dataclass(frozen=True, slots=True)
class Subject:
    """What a row is about as a page names it."""

    label: str
    url: str


class ImportKind(Protocol):
    """What a room says of its files. ``rehearses``: a dry run comes first; ``undoes``: a batch can be taken back."""

    key: str
    title: str
    back: str
    back_label: str
    permission: Permission
    columns: Mapping[str, Column]
    rehearses: bool
    undoes: bool

    def check_mapping(self, chosen: Mapping[str, str]) -> None:
        """Raises DomainError when these columns say too little."""

    def acting(self, by: Actor, upload: ImportFile) -> Actor:
        """The actor that takes the rows over."""

    def identities(self, given: Mapping[str, str]) -> Iterable[str]:
        """Under which keys a row may stand only once in a file."""

    def repeated(self, given: Mapping[str, str]) -> str:
        """Of what a row may say only once, in words before "ook op regel 3"."""

    def ask_others(self, upload: ImportFile, given: Sequence[Mapping[str, str]]) -> Any:  # noqa: ANN401
        """What partners say of these rows; asked outside any transaction and handed to ``take``."""

    def together(self) -> AbstractContextManager[None]:
        """Around the rows that are taken over in one transaction: what follows from several of them may be done once, at its end."""

    def take(self, upload: ImportFile, row: ImportRow, *, by: Actor, others: Any) -> Taken:  # noqa: ANN401
        """Take a row over by the commands that people use. Raises Refusal or DomainError; then nothing is kept."""

    def undo(self, upload: ImportFile, row: ImportRow, *, by: Actor) -> None:
        """Take a row back. Raises Refusal when something was done with it since."""

    def subjects(self, actor: Actor, keys: Iterable[UUID]) -> dict[UUID, Subject]:
        """What the actor may see of these, with their addresses."""


_KINDS: dict[str, ImportKind] = {}


def register(kind: ImportKind) -> None:
    """Make a kind known; once a room, when Django starts."""
    _KINDS[kind.key] = kind


def kind_of(key: str) -> ImportKind:
    """The kind with this key. Raises KeyError."""
    return _KINDS[key]


def kinds() -> tuple[ImportKind, ...]:
    """Every kind that is known."""
    return tuple(_KINDS.values())


def given_in(upload: ImportFile, cells: Mapping[str, object]) -> dict[str, str]:
    """The texts of a row by our fields; columns that were left out are not there."""
    return {key: str(cells.get(column, "")).strip() for column, key in upload.mapping.items()}


def named(refusal: Refusal, upload: ImportFile, columns: Mapping[str, Column]) -> tuple[str, str, str]:
    """Field, reason and remedy of a refusal; the field by the name of its column in the file, else by ours."""
    column = next((c for c, key in upload.mapping.items() if key == refusal.field), "")
    ours = columns[refusal.field].label if refusal.field in columns else refusal.field
    label = f"{ours} (kolom ‘{column}’)" if column and column.casefold() != ours.casefold() else ours
    return label[:120], refusal.reason[:300], refusal.remedy[:300]


def plain(name: str) -> str:
    """A column name without case, spaces and punctuation."""
    return "".join(c for c in name.casefold() if c.isalnum())


def guess(kind: ImportKind, header: Iterable[str], remembered: Mapping[str, str]) -> dict[str, str]:
    """Column to field: what it meant last time (by plain name), else by its name; each field once, others left out."""
    by_name = {
        plain(alias): column.key
        for column in kind.columns.values()
        for alias in (column.key, column.label, *column.aliases)
    }
    names = list(header)
    found = {name: remembered[plain(name)] for name in names if remembered.get(plain(name)) in kind.columns}
    for name in names:
        key = by_name.get(plain(name))
        if key and name not in found and key not in found.values() and plain(name) not in remembered:
            found[name] = key
    return {name: found[name] for name in names if name in found}


def check_once(chosen: Mapping[str, str], columns: Mapping[str, Column]) -> None:
    """Raises DomainError when a field was chosen at two columns, or isn't known."""
    keys = list(chosen.values())
    double = next((key for key in keys if keys.count(key) > 1), None)
    if double is not None and double in columns:
        raise DomainError(f"U koos ‘{columns[double].label}’ bij twee kolommen. Kies er een.")
    unknown = next((key for key in keys if key not in columns), None)
    if unknown is not None:
        raise DomainError("Kies bij elke kolom een gegeven uit de lijst, of ‘niet overnemen’.")
