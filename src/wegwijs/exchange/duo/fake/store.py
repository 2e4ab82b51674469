"""What the stand-in remembers of a person: the answers of DUO's interfaces, as JSON."""

from copy import deepcopy
from typing import Any, Protocol

Record = dict[str, Any]


class Store(Protocol):
    """Where the records are: in memory for tests, in a table for the trial region."""

    def load(self, bsn: str) -> Record | None:
        """The record of a person, or None."""

    def save(self, bsn: str, record: Record) -> None:
        """Keep the record."""


class MemoryStore:
    """Records that live as long as the object."""

    def __init__(self) -> None:
        self.records: dict[str, Record] = {}

    def load(self, bsn: str) -> Record | None:
        """A copy, so that only ``save`` changes anything."""
        return deepcopy(self.records.get(bsn))

    def save(self, bsn: str, record: Record) -> None:
        """Keep a copy."""
        self.records[bsn] = deepcopy(record)


def new_person(
    *,
    begin: str,
    kennisgeving: str,
    indeling: str,
    gedetailleerd: str,
    gemeente: str,
    gevestigd: str | None,
    coa: bool = False,
) -> Record:
    """Someone as DUO knows them: ``gevestigd`` is the day of settling in the gemeente (None: still at COA, linked)."""
    return {
        "inburgeringsplicht": {
            "indicatorInburgeringsplicht": True,
            "begindatum": begin,
            "datumKennisgevingInburgeringsplicht": kennisgeving,
            "wijzigingsdatum": kennisgeving,
        },
        "doelgroep": {"indeling": indeling, "gedetailleerdeDoelgroep": gedetailleerd},
        "gemeente": gemeente,
        "gevestigd": gevestigd,
        "coa": coa,
        "pips": [],
        "inburgeringstermijn": None,
        "examennummer": None,
        "lbt": [],
        "vrijstellingen": [],
        "ontheffingen": [],
        "examens": [],
        "contactpersoon": None,
    }
