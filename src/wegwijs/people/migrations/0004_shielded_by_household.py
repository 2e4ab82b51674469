"""Functions that say which addresses must stay secret, because of the person or of a housemate, whoever asks.

They look at every row of the region, also at those the asker may not see: who lives there is told to nobody, only that
the address is secret (misuse case 8).
"""

from django.db import migrations

MAKE = """
CREATE OR REPLACE FUNCTION people_is_shielded(someone uuid, on_day date) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE
    before text := coalesce(current_setting('wegwijs.everything', true), '');
    shielded boolean;
BEGIN
    PERFORM set_config('wegwijs.everything', 'on', true);
    shielded := EXISTS (SELECT 1 FROM people_person p WHERE p.id = someone AND p.protected)
        OR EXISTS (
            SELECT 1 FROM people_householdmember mine
            JOIN people_householdmember other ON other.household_id = mine.household_id
            JOIN people_person p ON p.id = other.person_id
            WHERE mine.person_id = someone AND p.protected
              AND mine.valid_from <= on_day AND (mine.valid_to IS NULL OR mine.valid_to >= on_day)
              AND other.valid_from <= on_day AND (other.valid_to IS NULL OR other.valid_to >= on_day));
    PERFORM set_config('wegwijs.everything', before, true);
    RETURN shielded;
END
$$
"""

HOMES = """
CREATE OR REPLACE FUNCTION people_secret_homes(on_day date) RETURNS TABLE (postcode text, number text)
LANGUAGE plpgsql STABLE AS $$
DECLARE
    before text := coalesce(current_setting('wegwijs.everything', true), '');
BEGIN
    PERFORM set_config('wegwijs.everything', 'on', true);
    RETURN QUERY
        SELECT DISTINCT ON (a.person_id, a.kind) a.postcode::text, a.number::text
        FROM people_address a JOIN people_person p ON p.id = a.person_id
        WHERE p.protected AND a.valid_from <= on_day AND a.kind <> 'azc'
        ORDER BY a.person_id, a.kind, a.valid_from DESC, a.id DESC;
    PERFORM set_config('wegwijs.everything', before, true);
END
$$
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0003_source_previous_system")]

    operations = [
        migrations.RunSQL(MAKE, "DROP FUNCTION IF EXISTS people_is_shielded(uuid, date)"),
        migrations.RunSQL(HOMES, "DROP FUNCTION IF EXISTS people_secret_homes(date)"),
    ]
