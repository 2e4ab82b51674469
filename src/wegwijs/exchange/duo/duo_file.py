"""A list from DUO's portal, for a gemeente without a machine link: each row is what DUO shows of one person."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any
from uuid import UUID

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.imported import dossier_subjects
from wegwijs.errors import DomainError
from wegwijs.exchange.duo.commands.typed import TypedFacts, record_from_portal
from wegwijs.exchange.duo.connections import is_linked
from wegwijs.imports.kinds import Column, Refusal, Subject, Taken, given_in
from wegwijs.imports.models import ImportFile, ImportRow
from wegwijs.imports.persons import TWICE, check_identity, identities_of
from wegwijs.imports.values import read_bsn, read_day, read_truth, read_v_nummer

WHO, DUTY, GROUP = "Wie", "Inburgeringsplicht", "Doelgroep"
TERM, TEST = "Inburgeringstermijn", "Leerbaarheidstoets"
# The fields of ``TypedFacts``, and who it is about.
_COLUMNS = (
    Column("bsn", "BSN", WHO, ("burgerservicenummer", "sofinummer")),
    Column("v_nummer", "V-nummer", WHO, ("vnummer", "v nr", "vreemdelingennummer")),
    Column("plichtig", "Inburgeringsplichtig", DUTY, ("indicator inburgeringsplicht",)),
    Column("begin", "Begin van de plicht", DUTY, ("begin plicht", "begindatum", "startdatum plicht")),
    Column("kennisgeving", "Datum kennisgeving", DUTY, ("kennisgeving inburgeringsplicht", "kennisgegeven op")),
    Column("einde", "Einde van de plicht", DUTY, ("einde plicht", "einddatum plicht")),
    Column("reden", "Reden dat er geen plicht is", DUTY, ("reden geen plicht", "reden geen inburgeringsplicht")),
    Column("indeling", "Doelgroep", GROUP, ("doelgroepindeling",)),
    Column("gedetailleerd", "Doelgroep precies", GROUP, ("gedetailleerde doelgroep",)),
    Column("termijn_van", "Termijn begint op", TERM, ("termijn van", "startdatum termijn", "start termijn")),
    Column("termijn_tot", "Termijn loopt tot", TERM, ("termijn tot", "einddatum termijn", "einde termijn")),
    Column("verlengingsgrond", "Reden van verlenging", TERM, ("grond verlenging",)),
    Column("toets", "Uitslag", TEST, ("uitslag toets", "resultaat toets", "uitslag leerbaarheidstoets")),
    Column("toets_op", "Afgenomen op", TEST, ("datum toets", "datum afname")),
    Column("toets_score", "Behaalde score", TEST, ("score toets", "score")),
    Column("toets_drempel", "Benodigde score", TEST, ("drempel toets", "drempel")),
)  # fmt: skip
_DAYS = frozenset({"begin", "kennisgeving", "einde", "termijn_van", "termijn_tot", "toets_op"})
_WHO = frozenset({"bsn", "v_nummer"})
_LONGEST = 200


class _DuoFile:
    """See ``imports.kinds.ImportKind``. Facts start legal clocks, so a dry run shows first what they would do."""

    key = "duo"
    title = "Lijst van DUO"
    back = "duo:upload"
    back_label = "Lijsten van DUO"
    permission = Permission.DUO_FACTS
    rehearses = True
    undoes = False
    columns: Mapping[str, Column] = {column.key: column for column in _COLUMNS}

    @property
    def groups(self) -> dict[str, list[str]]:
        """The names of the columns under their headings, for the page that asks for a file."""
        found: dict[str, list[str]] = {}
        for column in _COLUMNS:
            found.setdefault(column.group, []).append(column.label)
        return found

    def check_mapping(self, chosen: Mapping[str, str]) -> None:
        """A number, and at least one fact."""
        check_identity(chosen)
        if not set(chosen.values()) - _WHO:
            raise DomainError(
                "Kies ten minste één kolom met een gegeven van DUO, bijvoorbeeld de datum van de kennisgeving."
            )

    def acting(self, by: Actor, upload: ImportFile) -> Actor:
        """Who sent the list, with no more than its own permissions."""
        return by

    def identities(self, given: Mapping[str, str]) -> Iterable[str]:
        """A person stands once in a list: two rows could contradict each other."""
        return identities_of(given)

    def repeated(self, given: Mapping[str, str]) -> str:
        """The person."""
        return TWICE

    def ask_others(self, upload: ImportFile, given: Sequence[Mapping[str, str]]) -> None:
        """Nobody: DUO can't be asked for a gemeente without a link."""

    def together(self) -> AbstractContextManager[None]:
        """Each row by itself."""
        return nullcontext()

    def take(self, upload: ImportFile, row: ImportRow, *, by: Actor, others: object) -> Taken:
        """Find or open the dossier and record the facts."""
        if is_linked(upload.gemeente):
            raise Refusal(
                "",
                f"{upload.gemeente} heeft een koppeling met DUO: de gegevens komen vanzelf.",
                "U hoeft niets te doen.",
            )
        given = given_in(upload, row.cells)
        bsn = read_bsn(given.get("bsn", ""), "bsn")
        v_nummer = read_v_nummer(given.get("v_nummer", ""), "v_nummer")
        if not bsn and not v_nummer:
            raise Refusal("bsn", "Er staat geen BSN en geen v-nummer in deze regel.")
        facts = {key: _value(key, text) for key, text in given.items() if text and key not in _WHO}
        dossier, new, _ = record_from_portal(
            upload.gemeente, bsn=bsn, v_nummer=v_nummer, typed=TypedFacts(**facts), by=by
        )
        return Taken(dossier.pk, new)

    def undo(self, upload: ImportFile, row: ImportRow, *, by: Actor) -> None:
        """Never asked for: ``undoes`` is False."""
        raise Refusal("", "Gegevens van DUO worden niet teruggedraaid.", "Leg vast wat er nu bij DUO staat.")

    def subjects(self, actor: Actor, keys: Iterable[UUID]) -> dict[UUID, Subject]:
        """The dossiers."""
        return dossier_subjects(actor, keys)


def _value(key: str, text: str) -> Any:  # noqa: ANN401 what TypedFacts holds
    if key in _DAYS:
        return read_day(text, key)
    if key == "plichtig":
        return read_truth(text, key)
    if len(text) > _LONGEST:
        raise Refusal(key, f"Dit is te lang: er passen {_LONGEST} tekens.")
    return text


DUO_FILE = _DuoFile()
