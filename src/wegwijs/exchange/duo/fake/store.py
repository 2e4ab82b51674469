"""What the stand-in remembers: of each person the answers of DUO's interfaces, and what it answered to each delivery."""

from copy import deepcopy
from typing import Any, Protocol

Record = dict[str, Any]
Answer = tuple[int, Any]


class Store(Protocol):
    """Where the records are: in memory for tests, in a table for the trial region."""

    def load(self, bsn: str) -> Record | None:
        """The record of a person, or None."""

    def save(self, bsn: str, record: Record) -> None:
        """Keep the record."""

    def answered(self, key: str) -> Answer | None:
        """What was answered to this delivery before, or None."""

    def keep_answer(self, key: str, answer: Answer) -> None:
        """Keep the answer to a delivery."""


class MemoryStore:
    """Records that live as long as the object."""

    def __init__(self) -> None:
        self.records: dict[str, Record] = {}
        self.answers: dict[str, Answer] = {}

    def load(self, bsn: str) -> Record | None:
        """A copy, so that only ``save`` changes anything."""
        return deepcopy(self.records.get(bsn))

    def save(self, bsn: str, record: Record) -> None:
        """Keep a copy."""
        self.records[bsn] = deepcopy(record)

    def answered(self, key: str) -> Answer | None:
        """The earlier answer."""
        return self.answers.get(key)

    def keep_answer(self, key: str, answer: Answer) -> None:
        """Keep it."""
        self.answers[key] = answer


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
        "doelgroep": {"indeling": indeling, "gedetailleerdeDoelgroep": gedetailleerd, "begindatum": begin},
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
