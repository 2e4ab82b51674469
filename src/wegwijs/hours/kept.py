"""What PostgreSQL does with hours that come or go, so that totals of a period need not pass by every hour (docs/adr/0034)."""

# How often somebody is in a month for whoever adds up: by gemeente, and by who gave the hours, by kind, by both. ``before``: the month before it in
# which that person is there as well, so that of a period each person is counted in one month: the first.
_CHAINED = """
        SELECT {now} dossier_id, CASE GROUPING(aanbieder_id, soort) WHEN 0 THEN 'alles' WHEN 1 THEN 'aanbieder' WHEN 2 THEN 'soort' ELSE 'gemeente' END AS per,
            aanbieder_id, coalesce(soort, '') AS soort, month, sum(minutes) AS minutes, sum(practical) AS practical,
            lag(month) OVER (PARTITION BY {now} dossier_id, GROUPING(aanbieder_id, soort), aanbieder_id, soort ORDER BY month) AS before
        FROM {months} GROUP BY GROUPING SETS (({now} dossier_id, month, aanbieder_id, soort), ({now} dossier_id, month, aanbieder_id),
            ({now} dossier_id, month, soort), ({now} dossier_id, month))
"""

# Rows are added and never changed, so whoever writes hours waits for nobody; at night they are gathered. The dossier is held, since what is
# added depends on its other months.
_CHANGED = """
    PERFORM 1 FROM dossiers_dossier WHERE id IN (SELECT dossier_id FROM made) ORDER BY id FOR NO KEY UPDATE;
    WITH changed AS (
        SELECT dossier_id, aanbieder_id, soort, date_trunc('month', "on")::date AS month, {sign}sum(minutes) AS minutes,
            {sign}coalesce(sum(minutes) FILTER (WHERE practical), 0) AS practical
        FROM made GROUP BY 1, 2, 3, 4
    ), known AS (
        SELECT dossier_id, aanbieder_id, soort, month, minutes, practical FROM hours_hoursofmonth
        WHERE dossier_id IN (SELECT dossier_id FROM made)
    ), months AS (
        SELECT false AS now, * FROM known UNION ALL
        SELECT true, dossier_id, aanbieder_id, soort, month, sum(minutes), sum(practical)
        FROM (SELECT * FROM known UNION ALL SELECT * FROM changed) x GROUP BY 2, 3, 4, 5 HAVING sum(minutes) <> 0
    ), chained AS ({chained})
    INSERT INTO hours_hourstotal (per, gemeente_id, aanbieder_id, soort, month, before, minutes, practical, persons)
    SELECT c.per, d.gemeente_id, c.aanbieder_id, c.soort, c.month, c.before, sum(CASE WHEN c.now THEN c.minutes ELSE -c.minutes END),
        sum(CASE WHEN c.now THEN c.practical ELSE -c.practical END), sum(CASE WHEN c.now THEN 1 ELSE -1 END)
    FROM chained c JOIN dossiers_dossier d ON d.id = c.dossier_id WHERE c.month >= (SELECT min(month) FROM changed) GROUP BY 1, 2, 3, 4, 5, 6
    HAVING sum(CASE WHEN c.now THEN c.minutes ELSE -c.minutes END) <> 0 OR sum(CASE WHEN c.now THEN c.practical ELSE -c.practical END) <> 0
        OR sum(CASE WHEN c.now THEN 1 ELSE -1 END) <> 0;
    INSERT INTO hours_hoursofmonth AS h (dossier_id, aanbieder_id, soort, month, minutes, practical)
    SELECT dossier_id, aanbieder_id, soort, date_trunc('month', "on")::date, {sign}sum(minutes), {sign}coalesce(sum(minutes) FILTER (WHERE practical), 0)
    FROM made GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
    ON CONFLICT (dossier_id, aanbieder_id, soort, month)
        DO UPDATE SET minutes = h.minutes + excluded.minutes, practical = h.practical + excluded.practical;
    DELETE FROM hours_hoursofmonth WHERE dossier_id IN (SELECT dossier_id FROM made) AND minutes = 0;
    RETURN NULL;
"""
_NOW = _CHAINED.format(now="now,", months="months")
ADDED, REMOVED = (_CHANGED.format(sign=sign, chained=_NOW) for sign in ("", "-"))

# All of it anew: from the hours of each dossier, and from what is kept of each dossier.
MONTHS = """SELECT dossier_id, aanbieder_id, soort, date_trunc('month', "on")::date AS month, minutes, CASE WHEN practical THEN minutes ELSE 0 END AS practical FROM hours_uren"""
TOTALS = f"""SELECT c.per, d.gemeente_id, c.aanbieder_id, c.soort, c.month, c.before, c.minutes, c.practical, 1 AS persons
    FROM ({_CHAINED.format(now="", months="hours_hoursofmonth")}) c JOIN dossiers_dossier d ON d.id = c.dossier_id"""  # noqa: S608 - of texts above
