"""Income that didn't come: the last day on which it was expected went by, and no line of a statement is it. One text, asked from everywhere."""

from datetime import date, timedelta

# Days that a payer gets before we say that it didn't come, and how far back it is still news.
GRACE, NEWS = 5, 62

# Of one row ``i``: the last day on which it fell due up to %(today)s, as ``moments`` counts it. What falls on the 31st falls on the last
# day of a shorter month: so does adding months to a date here.
_STEP = """CASE i.interval WHEN 'maand' THEN 1 WHEN 'kwartaal' THEN 3 WHEN 'jaar' THEN 12 END"""
_UNTIL = "LEAST(%(today)s::date, coalesce(i.last_on, %(today)s::date))"
_MONTHS = f"""((extract(year FROM {_UNTIL}) - extract(year FROM i.first_on)) * 12
    + extract(month FROM {_UNTIL}) - extract(month FROM i.first_on))::int"""
LAST_EXPECTED = f"""CASE
    WHEN i.first_on > {_UNTIL} THEN NULL
    WHEN i.interval = 'eenmaal' THEN i.first_on
    WHEN i.interval IN ('week', 'vier_weken') THEN i.first_on + (({_UNTIL} - i.first_on)
        / CASE i.interval WHEN 'week' THEN 7 ELSE 28 END) * CASE i.interval WHEN 'week' THEN 7 ELSE 28 END
    WHEN (i.first_on + make_interval(months => ({_MONTHS} / {_STEP}) * {_STEP}))::date <= {_UNTIL}
        THEN (i.first_on + make_interval(months => ({_MONTHS} / {_STEP}) * {_STEP}))::date
    ELSE (i.first_on + make_interval(months => ({_MONTHS} / {_STEP} - 1) * {_STEP}))::date
END"""
# Somebody who is paid weekly may be paid a few days early, not a week.
_EARLY = "CASE i.interval WHEN 'week' THEN 3 ELSE 10 END"
# Rows of income (``i``) with ``expected``: of people whose plan runs, that comes to us, and of which the last time was not seen.
UNSEEN = f"""SELECT i.id, i.ontzorging_id, i.soort, i.sender, i.cents, e.expected
    FROM ontzorgen_inkomstenpost i JOIN ontzorgen_ontzorging o ON o.id = i.ontzorging_id
    CROSS JOIN LATERAL (SELECT {LAST_EXPECTED} AS expected) e
    WHERE i.here AND o.state IN ('loopt', 'afbouw') AND e.expected >= o.since AND e.expected > %(news)s
    AND NOT EXISTS (SELECT 1 FROM ontzorgen_statementline l WHERE l.inkomst_id = i.id AND l.outcome = 'inkomen'
        AND l.booked_on >= e.expected - {_EARLY})"""  # noqa: S608 - texts of ours
LATE = f"SELECT * FROM ({UNSEEN}) u WHERE u.expected <= %(late)s"  # noqa: S608 - texts of ours


def days(today: date) -> dict[str, date]:
    """What these texts ask for."""
    return {
        "today": today,
        "late": today - timedelta(days=GRACE),
        "news": today - timedelta(days=NEWS),
    }
