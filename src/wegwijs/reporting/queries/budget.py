"""What a year costs: committed, delivered, invoiced, paid, and what is expected until its last day."""

from dataclasses import dataclass
from datetime import date, timedelta

from wegwijs.contracts.queries.money import AFTER, Sums
from wegwijs.reporting.queries.trajectories import OURS, Breakdown, Figures, label
from wi2021.facts import Doelgroep

# Begun at what is kept of the year, and at what runs: what ended before it is not looked at. What is kept is of now, so what was
# booked after the day that is asked is taken off; of today that is nothing.
# What is still open of a trajectory that runs comes evenly until its planned last day; without such a day, or after it, it is due
# now. Days are counted from the day after the one that is asked, so that all years together are exactly what is open.
_SPENT = """
    WITH {after}, per AS (
        SELECT b.call_off_id, b.committed - coalesce(a.committed, 0) AS committed, b.delivered - coalesce(a.delivered, 0) AS delivered,
            b.invoiced - coalesce(a.invoiced, 0) AS invoiced, b.paid - coalesce(a.paid, 0) AS paid
        FROM contracts_balance b LEFT JOIN after a ON a.call_off_id = b.call_off_id AND a.year = b.year
        WHERE b.year = %(year)s AND (a.year IS NULL OR (b.committed, b.delivered, b.invoiced, b.paid) <> (a.committed, a.delivered, a.invoiced, a.paid))
    ), {ours}, open AS (
        SELECT o.id AS call_off_id, sum(b.committed - b.delivered - coalesce(a.committed - a.delivered, 0)) AS cents
        FROM ours o JOIN contracts_balance b ON b.call_off_id = o.id
            LEFT JOIN after a ON a.call_off_id = b.call_off_id AND a.year = b.year
        WHERE o.over_on IS NULL OR o.over_on > %(on)s GROUP BY o.id
    ), due AS (
        SELECT ours.*, coalesce(open.cents, 0) AS open,
            greatest(coalesce(until, %(on)s), greatest(starts_on, %(on)s)) AS last
        FROM ours LEFT JOIN open ON open.call_off_id = ours.id
    ), parts AS (
        SELECT due.*, CASE WHEN last <= %(on)s THEN (extract(year FROM %(on)s::date) = %(year)s)::int::numeric
            ELSE greatest(least(last, %(end)s::date) - greatest(%(on)s::date, %(start)s::date - 1), 0)::numeric
                / (last - %(on)s::date) END AS part
        FROM due
    )
    SELECT p.{column}, count(*) FILTER (WHERE per.call_off_id IS NOT NULL OR (p.open > 0 AND p.part > 0)),
        coalesce(sum(per.committed), 0)::bigint, coalesce(sum(per.delivered), 0)::bigint,
        coalesce(sum(per.invoiced), 0)::bigint, coalesce(sum(per.paid), 0)::bigint,
        round(coalesce(sum(p.open * p.part), 0))::bigint
    FROM parts p LEFT JOIN per ON per.call_off_id = p.id
    GROUP BY p.{column} ORDER BY p.{column}
"""

_INSIDE = """(c.id IN (SELECT call_off_id FROM per) OR coalesce(c.ends_on, c.cancelled_on) IS NULL
            OR coalesce(c.ends_on, c.cancelled_on) > %(on)s)"""


@dataclass(frozen=True, slots=True)
class Spent:
    """Of one part, in cents. ``to_come``: what running trajectories are expected to deliver until the year's last day."""

    key: str
    name: str
    trajectories: int
    sums: Sums
    to_come: int

    @property
    def expected(self) -> int:
        """What will have been delivered at the end of the year."""
        return self.sums.delivered + self.to_come

    @property
    def empty(self) -> bool:
        """Whether nothing belongs to the year."""
        return not self.trajectories


def spent(figures: Figures, year: int, *, on: date, by: Breakdown = Breakdown.GEMEENTE) -> list[Spent]:
    """By part, as it was booked on a day, inclusive. One statement."""
    rows = figures.rows(
        _SPENT.format(after=AFTER, ours=OURS.format(inside=_INSIDE), column=by.column), year=year, on=on, start=date(year, 1, 1), end=date(year, 12, 31)
    )  # fmt: skip
    found = [Spent(key, label(by, key), count, Sums(*sums), to_come) for key, count, *sums, to_come in rows]
    return [one for one in found if not one.empty]


# What a place was called off for in the last year, by route: the average.
_WAITING = """
    SELECT w.route, w.persons, coalesce(p.cents, 0) FROM (
        SELECT v.route, count(*) AS persons FROM leerroutes_voltooiingsstand v JOIN dossiers_dossier d ON d.id = v.dossier_id
        WHERE v.gemeente_id = ANY(%(codes)s) AND v.offered_on IS NULL AND v.met_on IS NULL AND v.route <> ''
            AND v."group" IN ('', %(asylum)s) AND d.state = 'open' AND d.variant = 'asiel'
            AND NOT EXISTS (
                SELECT 1 FROM leerroutes_inburgeringsaanbod a
                WHERE a.dossier_id = d.id AND a.state IN ('gevraagd', 'aangenomen', 'begonnen')
            )
        GROUP BY v.route
    ) w LEFT JOIN (
        SELECT subject AS route, round(avg(cents))::bigint AS cents FROM contracts_calloff
        WHERE gemeente_id = ANY(%(mine)s) AND starts_on > %(since)s AND cents > 0 GROUP BY subject
    ) p ON p.route = w.route ORDER BY w.route
"""


@dataclass(frozen=True, slots=True)
class Waiting:
    """People with a PIP for a route who have no place yet; ``each``: what a place for it was called off for in the last year (0: never)."""

    route: str
    persons: int
    each: int


def waiting(figures: Figures, *, on: date) -> list[Waiting]:
    """By route, for whom money will still be asked. One statement."""
    return [
        Waiting(*row)
        for row in figures.rows(
            _WAITING, since=on - timedelta(days=365), asylum=Doelgroep.ASIELSTATUSHOUDER.value
        )
    ]
