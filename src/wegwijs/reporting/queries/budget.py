"""What a year costs: committed, delivered, invoiced, paid, and what is expected until its last day."""

from dataclasses import dataclass
from datetime import date, timedelta

from wegwijs.contracts.kept import LEFT_OPEN, OPEN, YEARS
from wegwijs.contracts.queries.money import Sums
from wegwijs.reporting.queries.trajectories import JOINED, WHAT, Breakdown, Figures, label
from wi2021.facts import Doelgroep

# What is kept is of now. So call-offs for which something was booked after the day that is asked (of today there are none) are taken off and added as they were then.
# What is still open of a trajectory that runs comes evenly until its planned last day; without such a day, or after it, it is due
# now. Days are counted from the day after the one that is asked, so that all years together are exactly what is open.
_SPENT = """
    WITH after AS (
        SELECT call_off_id, year, coalesce(sum(cents) FILTER (WHERE kind = 'verplicht'), 0) AS committed,
            coalesce(sum(cents) FILTER (WHERE kind = 'geleverd'), 0) AS delivered,
            coalesce(sum(cents) FILTER (WHERE kind = 'gefactureerd'), 0) AS invoiced,
            coalesce(sum(cents) FILTER (WHERE kind = 'betaald'), 0) AS paid
        FROM contracts_movement WHERE booked_on > %(on)s GROUP BY call_off_id, year
    ), calls AS (
        SELECT n.now, c.id, c.contract_id, c.gemeente_id, c.subject, c.cohort, greatest(c.until, c.starts_on) AS last,
            coalesce(c.ends_on, c.cancelled_on) AS over_on
        FROM contracts_calloff c CROSS JOIN (VALUES (true), (false)) n(now) WHERE c.id IN (SELECT call_off_id FROM after)
    ), balances AS (
        SELECT true AS now, call_off_id, year, committed, delivered, invoiced, paid FROM contracts_balance WHERE call_off_id IN (SELECT call_off_id FROM after)
        UNION ALL SELECT false, b.call_off_id, b.year, b.committed - coalesce(a.committed, 0), b.delivered - coalesce(a.delivered, 0),
            b.invoiced - coalesce(a.invoiced, 0), b.paid - coalesce(a.paid, 0)
        FROM contracts_balance b LEFT JOIN after a ON a.call_off_id = b.call_off_id AND a.year = b.year
        WHERE b.call_off_id IN (SELECT call_off_id FROM after)
            AND (a.year IS NULL OR (b.committed, b.delivered, b.invoiced, b.paid) <> (a.committed, a.delivered, a.invoiced, a.paid))
    ), left_open AS ({left_open}
    ), years AS (
        SELECT 1 AS sign, contract_id, gemeente_id, subject, cohort, year, trajectories, committed, delivered, invoiced, paid FROM contracts_yeartotal
        UNION ALL SELECT CASE WHEN now THEN -1 ELSE 1 END, contract_id, gemeente_id, subject, cohort, year, trajectories, committed, delivered, invoiced, paid
        FROM ({years}) x
    ), open AS (
        SELECT 1 AS sign, contract_id, gemeente_id, subject, cohort, last, over_on, year, trajectories, cents FROM contracts_opentotal
        UNION ALL SELECT CASE WHEN now THEN -1 ELSE 1 END, contract_id, gemeente_id, subject, cohort, last, over_on, year, trajectories, cents FROM ({open}) x
    ), due AS (
        SELECT contract_id, gemeente_id, subject, cohort, year, greatest(last, %(on)s::date) AS last, sum(sign * trajectories) AS trajectories, sum(sign * cents) AS cents
        FROM open WHERE gemeente_id = ANY(%(codes)s) AND year IN (0, %(year)s) AND (over_on IS NULL OR over_on > %(on)s) GROUP BY 1, 2, 3, 4, 5, 6
    ), parts AS (
        SELECT due.*, CASE WHEN last <= %(on)s THEN (extract(year FROM %(on)s::date) = %(year)s)::int::numeric
            ELSE greatest(least(last, %(end)s::date) - greatest(%(on)s::date, %(start)s::date - 1), 0)::numeric
                / (last - %(on)s::date) END AS part
        FROM due
    ), added AS (
        SELECT contract_id, gemeente_id, subject, cohort, sign * trajectories AS trajectories, sign * committed AS committed, sign * delivered AS delivered,
            sign * invoiced AS invoiced, sign * paid AS paid, 0::numeric AS to_come
        FROM years WHERE gemeente_id = ANY(%(codes)s) AND year = %(year)s
        UNION ALL SELECT contract_id, gemeente_id, subject, cohort, CASE WHEN part <= 0 THEN 0 WHEN year = 0 THEN trajectories ELSE -trajectories END,
            0, 0, 0, 0, cents * part FROM parts
    ), ours AS (
        SELECT {what}, b.trajectories, b.committed, b.delivered, b.invoiced, b.paid, b.to_come FROM added b {joined}
    )
    SELECT {column}, sum(trajectories)::bigint, sum(committed)::bigint, sum(delivered)::bigint, sum(invoiced)::bigint, sum(paid)::bigint, round(sum(to_come))::bigint
    FROM ours GROUP BY {column} ORDER BY {column}
"""


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
        _SPENT.format(left_open=LEFT_OPEN, years=YEARS, open=OPEN, what=WHAT, joined=JOINED, column=by.column), year=year, on=on, start=date(year, 1, 1), end=date(year, 12, 31)
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
