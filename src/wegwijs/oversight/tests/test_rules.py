"""What looks like snooping, and what is a day's work."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from wegwijs.oversight.models import Sign
from wegwijs.oversight.rules import CROWD, MANY, Found, Known, Look, by_pair, crowds, many, surname

Rule = Sign.Rule
START = datetime(2026, 10, 5, 9, tzinfo=UTC)
FILE = UUID(int=1)


def look(
    account: int = 1, dossier: UUID = FILE, gemeente: str = "0505", number: int = 1, revealed: bool = False
) -> Look:
    return Look(account, dossier, gemeente, number, revealed, START, START + timedelta(hours=1))


def known(**given: object) -> Known:
    nothing: dict[str, object] = {
        "work": set(),
        "places": {},
        "everywhere": set(),
        "names": {},
        "persons": {},
    }
    return Known(**{**nothing, **given})  # type: ignore[arg-type]


def rules(found: list[Found]) -> list[str]:
    return [one.rule for one in found]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("A. de Vries", {"vries"}),
        ("M. El-Idrissi", {"idrissi"}),
        ("J.P. van der Berg-Bakker", {"berg", "bakker"}),
        ("Çelik", {"celik"}),
        ("B. Li", set()),
    ],
)
def test_of_a_name_what_tells_something_is_compared(name: str, parts: set[str]) -> None:
    assert surname(name) == parts


@pytest.mark.parametrize(
    ("seen", "given", "rule"),
    [
        (look(), {"names": {1: {"tesfay"}}, "persons": {FILE: {"tesfay"}}}, [Rule.SURNAME]),
        (
            look(),
            {"names": {1: {"tesfay"}}, "persons": {FILE: {"tesfay"}}, "work": {(1, FILE)}},
            [Rule.SURNAME],
        ),
        (look(gemeente="0590"), {"places": {1: {"0505"}}}, [Rule.ELSEWHERE]),
        (look(number=3), {}, [Rule.NO_WORK]),
        (look(revealed=True), {}, [Rule.REVEALED]),
        (look(number=2), {}, []),
        (look(number=9), {"everywhere": {1}}, []),
        (look(number=9, revealed=True), {"work": {(1, FILE)}}, []),
        (look(gemeente="0590"), {}, []),
    ],
)
def test_a_pair_gives_one_sign_at_most(seen: Look, given: dict[str, object], rule: list[str]) -> None:
    assert rules(list(by_pair([seen], known(**given)))) == rule


def test_many_people_without_work_in_one_dossier() -> None:
    people = [look(account=number) for number in range(1, CROWD + 1)]
    [found] = crowds(people, known())
    assert (found.rule, found.account, found.number) == (Rule.CROWD, 0, CROWD)
    assert not list(crowds(people, known(work={(1, FILE)})))
    assert not list(crowds(people, known(everywhere={1})))


def test_many_dossiers_in_an_hour_counts_different_ones() -> None:
    step = timedelta(seconds=60)
    fast = [(1, START + n * step, UUID(int=n), "0505") for n in range(MANY + 1)]
    [found] = many(fast)
    assert (found.rule, found.account, found.dossier, found.number) == (Rule.MANY, 1, None, MANY + 1)
    assert not list(many([(1, at, FILE, place) for _, at, _, place in fast]))
    assert not list(many([(1, START + n * 2 * step, UUID(int=n), "0505") for n in range(200)]))
