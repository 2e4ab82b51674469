"""What a trajectory costs, and what a result costs: of trajectories that are over, since only of those all is known."""

from dataclasses import dataclass

from wegwijs.reporting.queries.trajectories import OURS, Breakdown, Figures, label

# Under so many trajectories that are over no amounts are told to who sees no dossiers: they would say what one person cost.
FEWEST = 5
# Who has a placement: its words count. Without one the book does: what was paid for an end or a result.
_COSTS = """
    WITH {ours}, money AS (
        SELECT m.call_off_id, sum(m.cents) AS delivered,
            coalesce(sum(m.cents) FILTER (WHERE p.moment = 'afgerond'), 0) > 0 AS finished,
            coalesce(sum(m.cents) FILTER (WHERE p.moment = 'resultaat'), 0) > 0 AS result
        FROM contracts_movement m JOIN ours ON ours.id = m.call_off_id LEFT JOIN contracts_price p ON p.id = m.price_id
        WHERE m.kind = 'geleverd' GROUP BY m.call_off_id
    ), each AS (
        SELECT ours.*, coalesce(money.delivered, 0) AS delivered, over_on IS NOT NULL AS over,
            CASE WHEN placed THEN ended = 'afgerond' ELSE coalesce(money.finished, false) END AS finished,
            result_on IS NOT NULL OR coalesce(money.result, false) AS result
        FROM ours LEFT JOIN money ON money.call_off_id = ours.id
        WHERE ours.cancelled_on IS NULL AND (%(began)s = 0 OR extract(year FROM starts_on) = %(began)s)
    )
    SELECT {column}, count(*), count(*) FILTER (WHERE over), count(*) FILTER (WHERE over AND finished),
        count(*) FILTER (WHERE over AND result), coalesce(sum(delivered) FILTER (WHERE over), 0)::bigint,
        coalesce(sum(delivered), 0)::bigint
    FROM each GROUP BY {column} ORDER BY {column}
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
    rows = figures.rows(_COSTS.format(ours=OURS, column=by.column), began=began)
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
