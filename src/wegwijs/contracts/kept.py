"""What PostgreSQL does with lines of the book and with call-offs, so that sums need not pass by every one of them (docs/adr/0033, 0035)."""

# Texts of this file, put together: nothing that somebody typed is in them.
# ruff: noqa: S608

_KINDS = """coalesce(sum(m.cents) FILTER (WHERE m.kind = 'verplicht'), 0) AS committed,
            coalesce(sum(m.cents) FILTER (WHERE m.kind = 'geleverd'), 0) AS delivered,
            coalesce(sum(m.cents) FILTER (WHERE m.kind = 'gefactureerd'), 0) AS invoiced,
            coalesce(sum(m.cents) FILTER (WHERE m.kind = 'betaald'), 0) AS paid"""

# Of one call-off for one budget year; of what was delivered also how much for an end and for a result.
BALANCES = f"""
        SELECT c.id AS call_off_id, c.contract_id, c.gemeente_id, m.year, {_KINDS},
            coalesce(sum(m.cents) FILTER (WHERE m.kind = 'geleverd' AND p.moment = 'afgerond'), 0) AS at_end,
            coalesce(sum(m.cents) FILTER (WHERE m.kind = 'geleverd' AND p.moment = 'resultaat'), 0) AS at_result
        FROM {{lines}} m JOIN contracts_calloff c ON c.id = m.call_off_id LEFT JOIN contracts_price p ON p.id = m.price_id
        GROUP BY c.id, m.year"""

# Of a contract and gemeente: by the month and by the day on which lines were booked, and what was delivered by the day of the fact.
BOOKED = f"""
        SELECT per.per, c.contract_id, c.gemeente_id, m.year,
            CASE per.per WHEN 'maand' THEN date_trunc('month', m.booked_on)::date WHEN 'dag' THEN m.booked_on ELSE m."on" END AS "on", {_KINDS}
        FROM {{lines}} m JOIN contracts_calloff c ON c.id = m.call_off_id JOIN (VALUES ('maand'), ('dag'), ('feit')) per(per)
            ON per.per <> 'feit' OR m.kind = 'geleverd' GROUP BY 1, 2, 3, 4, 5"""

# What figures ask of call-offs (``calls``) with their ``balances``, each as they were and as they are (``now``).
_CALLS = """
        SELECT {now} AS now, c.id, c.contract_id, c.gemeente_id, c.subject, c.cohort, c.starts_on, c.ends_on, c.cancelled_on,
            greatest(c.until, c.starts_on) AS last, coalesce(c.ends_on, c.cancelled_on) AS over_on, c.finished, c.result_on FROM {calls} c"""
_WHAT = "c.now, c.contract_id, c.gemeente_id, c.subject, c.cohort"
YEARS = f"""
        SELECT {_WHAT}, b.year, 1 AS trajectories, b.committed, b.delivered, b.invoiced, b.paid
        FROM calls c JOIN balances b ON b.call_off_id = c.id AND b.now = c.now"""
# Of those with something open: how many and how much, and how many of them have a balance for a year.
OPEN = f"""
        SELECT {_WHAT}, c.last, c.over_on, 0 AS year, (o.cents > 0)::int AS trajectories, o.cents
        FROM calls c JOIN left_open o ON o.call_off_id = c.id AND o.now = c.now
        UNION ALL SELECT {_WHAT}, c.last, c.over_on, b.year, 1, 0
        FROM calls c JOIN left_open o ON o.call_off_id = c.id AND o.now = c.now AND o.cents > 0
            JOIN balances b ON b.call_off_id = c.id AND b.now = c.now"""
LEFT_OPEN = """
        SELECT now, call_off_id, sum(committed - delivered) AS cents FROM balances GROUP BY now, call_off_id
        HAVING sum(committed - delivered) <> 0"""
# Of who has a subject is kept what came of it. Of a call-off of before Wegwijs the book says so: what was paid for an end or a result.
BEGUN = f"""
        SELECT {_WHAT}, extract(year FROM c.starts_on)::int AS year, 1 AS trajectories, (c.ends_on IS NOT NULL)::int AS over,
            (c.ends_on IS NOT NULL AND (c.finished OR (c.subject = '' AND coalesce(m.at_end, 0) > 0)))::int AS finished,
            (c.ends_on IS NOT NULL AND (c.result_on IS NOT NULL OR (c.subject = '' AND coalesce(m.at_result, 0) > 0)))::int AS results,
            CASE WHEN c.ends_on IS NULL THEN 0 ELSE coalesce(m.delivered, 0) END AS spent, coalesce(m.delivered, 0) AS delivered
        FROM calls c LEFT JOIN (
            SELECT now, call_off_id, sum(delivered) AS delivered, sum(at_end) AS at_end, sum(at_result) AS at_result FROM balances GROUP BY now, call_off_id
        ) m ON m.call_off_id = c.id AND m.now = c.now WHERE c.cancelled_on IS NULL"""

_KEYS = "contract_id, gemeente_id, subject, cohort"
_SUMS = {
    "yeartotal": (YEARS, "year", ("trajectories", "committed", "delivered", "invoiced", "paid")),
    "opentotal": (OPEN, "last, over_on, year", ("trajectories", "cents")),
    "beguntotal": (BEGUN, "year", ("trajectories", "over", "finished", "results", "spent", "delivered")),
}


def _changed(table: str) -> str:
    """What a change adds to the totals of a sort: what is now, less what was."""
    rows, more, sums = _SUMS[table]
    added = {one: f"sum(CASE WHEN now THEN {one} ELSE -{one} END)" for one in sums}
    return f"""INSERT INTO contracts_{table} ({_KEYS}, {more}, {", ".join(sums)})
        SELECT {_KEYS}, {more}, {", ".join(added.values())} FROM ({rows}) x GROUP BY {_KEYS}, {more}
        HAVING {" OR ".join(f"{one} <> 0" for one in added.values())}"""


# Rows are added and never changed, so whoever books waits for nobody; at night they are gathered.
_TOLD = f"""years AS ({_changed("yeartotal")}), open AS ({_changed("opentotal")})
    {_changed("beguntotal")};"""

# Whoever books holds the call-off itself, so no two transactions wait for each other here; who wrote a line past the commands holds it now.
_B = "call_off_id, contract_id, gemeente_id, year, committed, delivered, invoiced, paid, at_end, at_result"
BALANCED = f"""
    PERFORM 1 FROM contracts_calloff WHERE id IN (SELECT call_off_id FROM made) ORDER BY id FOR NO KEY UPDATE;
    WITH changed AS ({BALANCES.format(lines="made")}
    ), known AS (
        SELECT {_B} FROM contracts_balance WHERE call_off_id IN (SELECT call_off_id FROM made)
    ), balances AS (
        SELECT false AS now, * FROM known UNION ALL
        SELECT true, call_off_id, contract_id, gemeente_id, year, sum(committed), sum(delivered), sum(invoiced), sum(paid), sum(at_end), sum(at_result)
        FROM (SELECT * FROM known UNION ALL SELECT * FROM changed) x GROUP BY call_off_id, contract_id, gemeente_id, year
    ), calls AS ({_CALLS.format(now="n.now", calls="(VALUES (false), (true)) n(now), contracts_calloff")}
        WHERE c.id IN (SELECT call_off_id FROM made)
    ), left_open AS ({LEFT_OPEN}
    ), booked AS (
        INSERT INTO contracts_booktotal (per, contract_id, gemeente_id, year, "on", committed, delivered, invoiced, paid)
        SELECT * FROM ({BOOKED.format(lines="made")}) x WHERE (committed, delivered, invoiced, paid) <> (0, 0, 0, 0)
    ), kept AS (
        INSERT INTO contracts_balance AS b ({_B}) SELECT * FROM changed ORDER BY call_off_id, year
        ON CONFLICT (call_off_id, year) DO UPDATE SET committed = b.committed + excluded.committed, delivered = b.delivered + excluded.delivered,
            invoiced = b.invoiced + excluded.invoiced, paid = b.paid + excluded.paid, at_end = b.at_end + excluded.at_end,
            at_result = b.at_result + excluded.at_result
    ), {_TOLD}
    RETURN NULL;
"""

_CALLED = """
    WITH calls AS ({calls}
    ), balances AS (
        SELECT c.now, b.* FROM contracts_balance b JOIN calls c ON c.id = b.call_off_id
    ), left_open AS ({open}
    ), {told}
    RETURN NULL;
"""
_MADE, _GONE = _CALLS.format(now="true", calls="made"), _CALLS.format(now="false", calls="gone")
CALLED, CALLED_NO_MORE, CALLED_OTHERWISE = (
    _CALLED.format(calls=calls, open=LEFT_OPEN, told=_TOLD) for calls in (_MADE, _GONE, f"{_GONE} UNION ALL {_MADE}")
)  # fmt: skip


def anew(rows: str) -> str:
    """The statement that gives the totals of a sort from all call-offs and balances."""
    return f"""WITH calls AS ({_CALLS.format(now="true", calls="contracts_calloff")}),
        balances AS (SELECT true AS now, b.* FROM contracts_balance b), left_open AS ({LEFT_OPEN}) {rows}"""
