"""What tells about health leaves the timeline: grounds, motives and reasons, and that an exemption was one."""

from django.db import migrations, models

from wegwijs.dossiers.kinds import Kind

CLEAN = """
ALTER TABLE dossiers_gebeurtenis DISABLE TRIGGER USER;
UPDATE dossiers_gebeurtenis SET kind = 'toets_overgeslagen', payload = '{"examennummer": ""}', summary = ''
 WHERE kind IN ('toets_ontheven', 'toets_overgeslagen');
UPDATE dossiers_gebeurtenis SET payload = payload - 'reden' WHERE kind = 'oproep_uitkomst';
UPDATE dossiers_gebeurtenis SET payload = payload - 'motief' - 'bij', summary = payload->>'wat' WHERE kind = 'wacht_op_derde';
UPDATE dossiers_gebeurtenis SET payload = payload - 'tekst' WHERE summary = 'beslissing over de leerbaarheidstoets teruggenomen';
UPDATE dossiers_gebeurtenis
   SET payload = '{"onderdeel": "lichamelijke_gezondheid"}', summary = 'Lichamelijke gezondheid'
 WHERE kind = 'intake_onderdeel' AND payload->>'onderdeel' = 'leerbaarheidstoets';
ALTER TABLE dossiers_gebeurtenis ENABLE TRIGGER USER;
"""


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0001_initial")]

    operations = [
        migrations.RunSQL(CLEAN, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="gebeurtenis",
            name="kind",
            field=models.CharField(choices=Kind.choices, max_length=24, verbose_name="wat"),
        ),
    ]
