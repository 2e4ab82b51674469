"""What a trajectory costs, and what a result costs: of trajectories that are over, since only of those all is known."""

from dataclasses import dataclass

from wegwijs.reporting.queries.trajectories import OURS, Breakdown, Figures, label

# Under so many trajectories that are over no amounts are told to who sees no dossiers: they would say what one person cost.
FEWEST = 5
# Of who has a subject is kept what came of it. Of a call-off of before Wegwijs the book says so: what was paid for an end or a result.
_COSTS = """
    WITH {ours}, money AS (
        SELECT b.call_off_id, sum(b.delivered) AS delivered FROM contracts_balance b JOIN ours ON ours.id = b.call_off_id
        GROUP BY b.call_off_id
    ), told AS (
        SELECT m.call_off_id, coalesce(sum(m.cents) FILTER (WHERE p.moment = 'afgerond'), 0) > 0 AS finished,
            coalesce(sum(m.cents) FILTER (WHERE p.moment = 'resultaat'), 0) > 0 AS result
        FROM ours JOIN contracts_movement m ON m.call_off_id = ours.id AND m.kind = 'geleverd'
        JOIN contracts_price p ON p.id = m.price_id
        WHERE ours.route = '' GROUP BY m.call_off_id
    ), each AS (
        SELECT ours.*, coalesce(money.delivered, 0) AS delivered, over_on IS NOT NULL AS over,
            ours.finished OR coalesce(told.finished, false) AS is_finished,
            result_on IS NOT NULL OR coalesce(told.result, false) AS result
        FROM ours LEFT JOIN money ON money.call_off_id = ours.id LEFT JOIN told ON told.call_off_id = ours.id
    )
    SELECT {column}, count(*), count(*) FILTER (WHERE over), count(*) FILTER (WHERE over AND is_finished),
        count(*) FILTER (WHERE over AND result), coalesce(sum(delivered) FILTER (WHERE over), 0)::bigint,
        coalesce(sum(delivered), 0)::bigint
    FROM each GROUP BY {column} ORDER BY {column}
"""

_INSIDE = "c.cancelled_on IS NULL AND (%(began)s = 0 OR extract(year FROM c.starts_on) = %(began)s)"


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
    rows = figures.rows(_COSTS.format(ours=OURS.format(inside=_INSIDE), column=by.column), began=began)
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
