"""What a lot costs a trajectory with few or many people, beside its budget. Sums only: nothing is kept."""

from dataclasses import dataclass
from math import ceil

FULL = 100_00


@dataclass(frozen=True, slots=True)
class Row:
    """``persons`` begin, in ``groups``; ``each``: cents for one that begins, ``finished``: for one that finishes."""

    persons: int
    groups: int
    total: int
    each: int
    finished: int
    within: bool


def explore(*, persons: int, budget: int, fixed: int, each: int, size: int, finish: int) -> list[Row]:
    """From one person to one and a half times what the lot expects: at most fifteen rows.

    Cents; ``size``: the largest group; ``finish``: how many of those who begin finish, in hundredths of a percent. Half a cent
    goes up. ``within``: one that begins costs no more than the budget.
    """
    most = max(persons * 3 // 2, size)
    step = max(1, ceil(most / 14))
    wanted = sorted({1, persons, *range(step, most + 1, step)})
    return [_row(n, budget=budget, fixed=fixed, each=each, size=size, finish=finish) for n in wanted]


def _row(persons: int, *, budget: int, fixed: int, each: int, size: int, finish: int) -> Row:
    groups = ceil(persons / size)
    total = groups * fixed + persons * each
    one = ceil(total / persons)
    done = ceil(total * FULL / (persons * finish)) if finish else 0
    return Row(persons, groups, total, one, done, one <= budget)
