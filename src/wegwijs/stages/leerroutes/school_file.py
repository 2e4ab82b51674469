"""What the files of a school have in common: rows of its own participants only, put right by sending them again."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar
from uuid import UUID

from django.urls import reverse

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import gathered
from wegwijs.contracts.models import Contract
from wegwijs.dossiers.commands import derived_once
from wegwijs.errors import DomainError
from wegwijs.imports.kinds import FIX, Column, Refusal, Subject, Taken, given_in
from wegwijs.imports.models import ImportFile, ImportRow
from wegwijs.rowsecurity.scope import entered
from wegwijs.stages.leerroutes.models import Inburgeringsaanbod
from wegwijs.stages.leerroutes.queries.aanbod import by_numbers, received

# What the page would refuse lies in the file, or in what stands of the participant.
REMEDY = "Verbeter dit in het bestand, of bij Deelnemers, en lever de regel opnieuw aan."


@dataclass(frozen=True, slots=True)
class Known:
    """What was read for rows of one transaction: participants by the number of their dossier, and contracts by key. Who writes a row reads and
    locks its placement itself."""

    people: dict[str, list[Inburgeringsaanbod]] = field(default_factory=dict)
    contracts: dict[UUID, Contract] = field(default_factory=dict)


class SchoolFile(ABC):
    """See ``imports.kinds.ImportKind``. Each kind says its columns, which of them it can't do without, and how it writes a row down.

    ``fields``: the command's names for what a row holds, with those of the file. ``once``: what makes a row one of its own.
    """

    key: str
    title: str
    back: str
    back_label: str
    permission = Permission.PLACEMENT_RECEIVE
    rehearses = False
    undoes = False
    columns: Mapping[str, Column]
    needed: ClassVar[tuple[str, ...]]
    fields: ClassVar[Mapping[str, str]]

    def missing(self, chosen: Mapping[str, str]) -> list[str]:
        """What no column was chosen for, in words."""
        return [self.columns[key].label for key in self.needed if key not in chosen.values()]

    def check_mapping(self, chosen: Mapping[str, str]) -> None:
        """Who, when and what must be known. Raises DomainError."""
        if missing := self.missing(chosen):
            raise DomainError(f"Kies ook een kolom voor: {', '.join(missing)}.")

    def acting(self, by: Actor, upload: ImportFile) -> Actor:
        """Who sent the file, with no more than its own permissions."""
        return by

    @abstractmethod
    def once(self, given: Mapping[str, str]) -> tuple[str, ...]:
        """What only one row may say, the participant first; "" where the row doesn't tell."""

    def identities(self, given: Mapping[str, str]) -> Iterable[str]:
        """Of two rows that say otherwise nobody knows which holds."""
        told = self.once(given)
        yield "|".join(told) if all(told[:2]) else f"{id(given)}"

    def repeated(self, given: Mapping[str, str]) -> str:
        """The participant, and what makes the row one of its own."""
        return f"Deze deelnemer staat met {self.told(given)}"

    @abstractmethod
    def told(self, given: Mapping[str, str]) -> str:
        """Which of its rows it is, in words without the participant."""

    def ask_others(self, upload: ImportFile, given: Sequence[Mapping[str, str]]) -> Known:
        """Nobody; what is read for one of these rows is kept for the others."""
        return Known()

    def together(self) -> AbstractContextManager[None]:
        """What follows in a dossier from many weeks is derived once."""
        return derived_once(apart=True)

    @abstractmethod
    def write(self, given: Mapping[str, str], by: Actor, known: Known) -> Inburgeringsaanbod:
        """Write one row down, as the page does, and say of whom it was. Raises Refusal or DomainError."""

    def take(self, upload: ImportFile, row: ImportRow, *, by: Actor, others: Known | None) -> Taken:
        """By the command of the page; the school's own rows only, of whichever gemeente."""
        given = given_in(upload, row.cells)
        if not given.get("dossiernummer"):
            raise Refusal("dossiernummer", "Er staat niet wie dit is.", f"Vul het dossiernummer in. {FIX}")
        with gathered(), entered(by.scope):
            try:
                aanbod = self.write(given, by, others or Known())
            except DomainError as refusal:
                name = refusal.field or ""
                raise Refusal(self.fields.get(name, name), str(refusal), REMEDY) from refusal
        return Taken(aanbod.pk, new=False)

    def undo(self, upload: ImportFile, row: ImportRow, *, by: Actor) -> None:
        """Never asked for: ``undoes`` is False."""
        raise Refusal("", f"{self.title} worden niet teruggedraaid.", "Lever de goede regel opnieuw aan.")

    def subjects(self, actor: Actor, keys: Iterable[UUID]) -> dict[UUID, Subject]:
        """The participants."""
        rows = received(actor).filter(pk__in=list(keys))
        return {row.pk: Subject(row.name, reverse("leerroutes:participant", args=[row.pk])) for row in rows}


def participant_of(number: str, on: date, by: Actor, known: Known) -> Inburgeringsaanbod:
    """The newest placement of the number that had begun by then; of who came back the one of that time."""
    number = number.strip()
    if number not in known.people:
        known.people[number] = by_numbers(by, [number]).get(number, [])
    rows = known.people[number]
    if not rows:
        raise Refusal(
            "dossiernummer", f"‘{number[:20]}’ is geen deelnemer van uw school.", f"Kijk het dossiernummer na bij Deelnemers. {FIX}",
        )  # fmt: skip
    return next(
        (row for row in rows if row.began_on and row.began_on.toordinal() <= on.toordinal() + 6), rows[0]
    )
