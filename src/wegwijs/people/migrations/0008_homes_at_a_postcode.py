"""The homes where somebody with a secret address lives are asked for by postcode, not all of the region at once."""

import django.db.models.functions.text
from django.db import migrations, models

HOMES = """
CREATE OR REPLACE FUNCTION people_secret_homes(on_day date, postcodes text[]) RETURNS TABLE (postcode text, number text)
LANGUAGE plpgsql STABLE AS $$
DECLARE
    before text := coalesce(current_setting('wegwijs.everything', true), '');
BEGIN
    PERFORM set_config('wegwijs.everything', 'on', true);
    RETURN QUERY
        SELECT n.postcode::text, n.number::text FROM (
            SELECT DISTINCT ON (a.person_id, a.kind) a.person_id, a.kind, a.valid_from, a.postcode, a.number, a.postcode_key
            FROM people_address a JOIN people_person p ON p.id = a.person_id
            WHERE a.person_id IN (SELECT t.person_id FROM people_address t WHERE t.postcode_key = ANY(postcodes))
              AND p.protected AND a.valid_from <= on_day AND a.kind <> 'azc'
            ORDER BY a.person_id, a.kind, a.valid_from DESC, a.id DESC) n
        WHERE n.postcode_key = ANY(postcodes) AND (n.kind <> 'brief' OR NOT EXISTS (
            SELECT 1 FROM people_address w WHERE w.person_id = n.person_id AND w.kind = 'woon'
              AND w.valid_from > n.valid_from AND w.valid_from <= on_day));
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


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0007_addresses_that_ended_and_words_of_doubles'),
    ]

    operations = [
        migrations.AddField(
            model_name='address',
            name='postcode_key',
            field=models.GeneratedField(db_persist=True, expression=models.Func(django.db.models.functions.text.Lower('postcode'), models.Value('[^a-z0-9]'), models.Value(''), models.Value('g'), function='regexp_replace'), output_field=models.CharField(max_length=7)),
        ),
        migrations.AddIndex(
            model_name='address',
            index=models.Index(fields=['postcode_key'], name='address_at_postcode'),
        ),
        migrations.RunSQL(HOMES, "DROP FUNCTION people_secret_homes(date, text[])"),
        migrations.RunSQL("DROP FUNCTION people_secret_homes(date)", BEFORE),
    ]
