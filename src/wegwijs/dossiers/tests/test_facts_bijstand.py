"""What a timeline says of bijstand, as the law reads it: the last day with it, and rights that ended before."""

from datetime import date
from typing import Any, NamedTuple

import pytest

from wegwijs.dossiers.facts import facts_of
from wegwijs.dossiers.kinds import Kind
from wi2021.facts import Periode

D = date.fromisoformat


class Row(NamedTuple):
    """An event as the fold reads it."""

    pk: int
    kind: str
    on: date
    payload: dict[str, Any]


def rows(*events: tuple[Kind, str]) -> list[Row]:
    return [Row(n, kind, D(on), {}) for n, (kind, on) in enumerate(events)]


RIGHT, END = Kind.BIJSTAND_RECHT, Kind.BIJSTAND_EINDE
CASES = [
    ("runs", [(RIGHT, "2026-04-15")], ("2026-04-15", None), ()),
    ("the first day without is told, the last day with counts", [(RIGHT, "2026-04-15"), (END, "2026-07-01")], ("2026-04-15", "2026-06-30"), ()),
    ("told twice, the first counts", [(RIGHT, "2026-04-15"), (END, "2026-08-01"), (END, "2026-07-01")], ("2026-04-15", "2026-06-30"), ()),
    ("a second right", [(RIGHT, "2026-04-15"), (END, "2026-07-01"), (RIGHT, "2027-02-01")], ("2027-02-01", None), (("2026-04-15", "2026-06-30"),)),
    ("two that join", [(RIGHT, "2026-04-15"), (END, "2026-07-01"), (RIGHT, "2026-07-01")], ("2026-07-01", None), (("2026-04-15", "2026-06-30"),)),
    ("a right that never ended", [(RIGHT, "2026-04-15"), (RIGHT, "2026-05-01")], ("2026-05-01", None), ()),
]  # fmt: skip


@pytest.mark.parametrize(("case", "events", "runs", "before"), CASES, ids=[c[0] for c in CASES])
def test_bijstand_in_the_timeline(
    case: str,
    events: list[tuple[Kind, str]],
    runs: tuple[str, str | None],
    before: tuple[tuple[str, str], ...],
) -> None:
    facts = facts_of("0505", rows(*events))
    until = D(runs[1]) if runs[1] else None
    assert (facts.bijstand_vanaf, facts.bijstand_tot) == (D(runs[0]), until)
    assert facts.bijstand_eerder == tuple(Periode(D(begin), D(last)) for begin, last in before)
    assert facts.eerdere_bijstand() == facts.bijstand_eerder
