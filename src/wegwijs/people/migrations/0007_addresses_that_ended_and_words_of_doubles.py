"""A briefadres ends when a woonadres follows, and the words of who was merged lead to who stayed."""

from django.db import migrations

HOMES = """
CREATE OR REPLACE FUNCTION people_secret_homes(on_day date) RETURNS TABLE (postcode text, number text)
LANGUAGE plpgsql STABLE AS $$
DECLARE
    before text := coalesce(current_setting('wegwijs.everything', true), '');
BEGIN
    PERFORM set_config('wegwijs.everything', 'on', true);
    RETURN QUERY
        SELECT n.postcode::text, n.number::text FROM (
            SELECT DISTINCT ON (a.person_id, a.kind) a.person_id, a.kind, a.valid_from, a.postcode, a.number
            FROM people_address a JOIN people_person p ON p.id = a.person_id
            WHERE p.protected AND a.valid_from <= on_day AND a.kind <> 'azc'
            ORDER BY a.person_id, a.kind, a.valid_from DESC, a.id DESC) n
        WHERE n.kind <> 'brief' OR NOT EXISTS (
            SELECT 1 FROM people_address w WHERE w.person_id = n.person_id AND w.kind = 'woon'
              AND w.valid_from > n.valid_from AND w.valid_from <= on_day);
    PERFORM set_config('wegwijs.everything', before, true);
END
$$
"""

BEFORE = """
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

WORDS = """
WITH RECURSIVE stays (id, into_id) AS (
    SELECT id, id FROM people_person WHERE merged_into_id IS NULL
    UNION ALL
    SELECT p.id, stays.into_id FROM people_person p JOIN stays ON p.merged_into_id = stays.id)
UPDATE people_searchword w SET person_id = stays.into_id FROM stays
WHERE stays.id = w.person_id AND stays.into_id <> w.person_id
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0006_doubles_and_safe_contact")]

    operations = [
        migrations.RunSQL(HOMES, BEFORE),
        migrations.RunSQL(WORDS, migrations.RunSQL.noop),
    ]
