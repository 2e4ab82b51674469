"""A file of COA: each row a klantprofiel, kept with its source and date in the dossier that it opens or finds."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from uuid import UUID

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.commands import open_dossier_for
from wegwijs.dossiers.imported import dossier_subjects
from wegwijs.dossiers.kinds import Origin
from wegwijs.dossiers.models import Variant
from wegwijs.errors import DomainError
from wegwijs.imports.kinds import Column, Refusal, Subject, Taken, given_in
from wegwijs.imports.models import ImportFile, ImportRow
from wegwijs.imports.persons import IDENTITY, TWICE, check_identity, look_up, person_of
from wegwijs.imports.values import read_day
from wegwijs.people.models import Source
from wegwijs.stages.overdracht.commands import Begin, give_profile
from wegwijs.stages.overdracht.profile import VELDEN, Soort, tidy


class _CoaFile:
    """See ``imports.kinds.ImportKind``. COA's profiles add up: a newer one is laid over the older, so none is undone."""

    key = "coa"
    title = "Bestand van COA"
    back = "overdracht:import"
    back_label = "Bestanden van COA"
    permission = Permission.OVERDRACHT_RECORD
    rehearses = False
    undoes = False
    columns: Mapping[str, Column] = {
        **{column.key: column for column in IDENTITY},
        **{veld.key: Column(veld.key, veld.label, veld.deel.value, veld.aliases) for veld in VELDEN.values()},
    }

    def check_mapping(self, chosen: Mapping[str, str]) -> None:
        """A number must say who a row is about."""
        check_identity(chosen)

    def acting(self, by: Actor, upload: ImportFile) -> Actor:
        """Who sent the file, with no more than its own permissions."""
        return by

    def identities(self, given: Mapping[str, str]) -> Iterable[str]:
        """Two rows about one person may stand in a file: the later one goes over the earlier."""
        return ()

    def repeated(self, given: Mapping[str, str]) -> str:
        """The person."""
        return TWICE

    def ask_others(self, upload: ImportFile, given: Sequence[Mapping[str, str]]) -> None:
        """Nobody."""

    def together(self) -> AbstractContextManager[None]:
        """Each row by itself."""
        return nullcontext()

    def take(self, upload: ImportFile, row: ImportRow, *, by: Actor, others: object) -> Taken:
        """Find or enter the person, find or open the dossier, keep the profile."""
        given = given_in(upload, row.cells)
        values = {key: _text(key, text) for key, text in given.items() if key in VELDEN and text}
        linked = _koppeldatum(values)
        person, _ = person_of(look_up(given), given, by=by, source=Source.COA, as_of=upload.as_of)
        try:
            dossier, new = open_dossier_for(
                person,
                upload.gemeente,
                by=by,
                on=min(linked or upload.as_of, clock.today()),
                variant=Variant.ASIEL,
                reason=Begin.KOPPELING.label,
                origin=Origin.COA,
            )
            give_profile(dossier, values, by=by, source=Source.COA, as_of=upload.as_of, row=row)
        except DomainError as refusal:
            # The timeline calls the day of the koppeling "on".
            field = "koppeldatum" if refusal.field == "on" else refusal.field or ""
            raise Refusal(field, str(refusal)) from refusal
        return Taken(dossier.pk, new)

    def undo(self, upload: ImportFile, row: ImportRow, *, by: Actor) -> None:
        """Never asked for: ``undoes`` is False."""
        raise Refusal("", "Een bestand van COA kan niet worden teruggedraaid.", "Verbeter het klantprofiel.")

    def subjects(self, actor: Actor, keys: Iterable[UUID]) -> dict[UUID, Subject]:
        """The dossiers."""
        return dossier_subjects(actor, keys)


def _text(key: str, text: str) -> str:
    """A day as ISO, also when a spreadsheet wrote it as a number; other texts as they are."""
    found = read_day(text, key) if VELDEN[key].soort is Soort.DATE else None
    return found.isoformat() if found else text


def _koppeldatum(values: Mapping[str, str]) -> date | None:
    text = tidy(VELDEN["koppeldatum"], values.get("koppeldatum", ""))
    return date.fromisoformat(text) if text else None


COA_FILE = _CoaFile()
