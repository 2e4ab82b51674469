"""Talks that were planned before take time as those that are planned now (docs/adr/0019)."""

from django.db import migrations

# Two that fall together stay: people solve that; from now on the second is refused.
CLAIMS = """
WITH talk AS (
    SELECT 'gesprek:' || a.id AS source, a.employee_id, d.person_id, (a."on" + a."at") AT TIME ZONE 'Europe/Amsterdam' AS starts,
        a.minutes,
        coalesce((
            SELECT 'huishouden:' || m.household_id FROM people_householdmember m WHERE m.person_id = d.person_id
            AND m.valid_from <= a."on" AND (m.valid_to IS NULL OR m.valid_to >= a."on") ORDER BY m.id DESC LIMIT 1
        ), '') AS party
    FROM dossiers_afspraak a JOIN dossiers_dossier d ON d.id = a.dossier_id
    WHERE a.cancelled_at IS NULL AND a."on" >= current_date AND d.state <> 'gesloten'
), employees AS (
    INSERT INTO agenda_claim (source, party, starts, ends, employee_id)
    SELECT source, party, starts, starts + minutes * interval '1 minute', employee_id FROM talk
)
INSERT INTO agenda_personclaim (source, party, starts, ends, person_id)
SELECT source, party, starts, starts + minutes * interval '1 minute', person_id FROM talk
"""


class Migration(migrations.Migration):
    dependencies = [
        ("agenda", "0002_rooms_interpreters_and_what_is_taken"),
        ("dossiers", "0015_hours_are_daily_lines"),
        ("people", "0001_initial"),
    ]
    operations = [migrations.RunSQL(CLAIMS, migrations.RunSQL.noop)]
