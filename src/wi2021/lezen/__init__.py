"""Facts from and to JSON, strictly: an unknown field, a wrong date or an impossible order names the field."""

from wi2021.facts import Facts
from wi2021.lezen.fout import FactsError, join
from wi2021.lezen.uit import dump
from wi2021.lezen.velden import day_from, day_of, read_as
from wi2021.lezen.volgorde import check_order

__all__ = ["FactsError", "check_order", "day_from", "day_of", "dump", "join", "read_as", "read_facts"]


def read_facts(data: object, path: str = "") -> Facts:
    """Facts from parsed JSON, in an order that can be. Raises FactsError."""
    facts = read_as(Facts, data, path)
    check_order(facts, path)
    return facts
