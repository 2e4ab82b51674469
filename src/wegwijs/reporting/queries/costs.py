"""What a trajectory costs, and what a result costs: of trajectories that are over, since only of those all is known."""

from dataclasses import dataclass

from wegwijs.reporting.queries.trajectories import JOINED, WHAT, Breakdown, Figures, label

# Under so many trajectories that are over no amounts are told to who sees no dossiers: they would say what one person cost.
FEWEST = 5
_COSTS = """
    WITH ours AS (
        SELECT {what}, b.trajectories, b.over, b.finished, b.results, b.spent, b.delivered FROM contracts_beguntotal b {joined}
        WHERE b.gemeente_id = ANY(%(codes)s) AND (%(began)s = 0 OR b.year = %(began)s)
    )
    SELECT {column}, sum(trajectories)::bigint, sum(over)::bigint, sum(finished)::bigint, sum(results)::bigint, sum(spent)::bigint, sum(delivered)::bigint
    FROM ours GROUP BY {column} HAVING sum(trajectories) <> 0 ORDER BY {column}
"""


@dataclass(frozen=True, slots=True)
class Costs:
    """Of one part. ``spent``: on those that are over, ``all``: on everybody, in cents. ``withheld``: too few to be told."""

    key: str
    name: str
    begun: int
    over: int
    finished: int
    results: int
    spent: int
    all: int
    withheld: bool = False

    @property
    def running(self) -> int:
        """Not over yet."""
        return self.begun - self.over

    @property
    def stopped(self) -> int:
        """Over, and not finished as agreed."""
        return self.over - self.finished


def costs(figures: Figures, *, began: int, by: Breakdown) -> list[Costs]:
    """Of trajectories that began in a year (0: ever), by part. One statement."""
    rows = figures.rows(_COSTS.format(what=WHAT, joined=JOINED, column=by.column), began=began)
    return [
        Costs(
            key, label(by, key), begun, over, finished, results, spent, everything,
            not figures.sees_each and 0 < over < FEWEST,
        )
        for key, begun, over, finished, results, spent, everything in rows
    ]  # fmt: skip


def total(rows: list[Costs]) -> Costs | None:
    """Of all parts; None for one part, and beside a withheld one, which it would give away."""
    if len(rows) < 2 or any(row.withheld for row in rows):
        return None
    summed = [sum(column) for column in zip(*((r.begun, r.over, r.finished, r.results, r.spent, r.all) for r in rows), strict=True)]  # fmt: skip
    return Costs("", "Samen", *summed)
