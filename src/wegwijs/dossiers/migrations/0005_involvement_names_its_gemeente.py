import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

FILL = """
    UPDATE dossiers_betrokkenheid b SET gemeente_id = d.gemeente_id FROM dossiers_dossier d WHERE d.id = b.dossier_id;
    SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0004_last_contact"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="betrokkenheid",
            name="gemeente",
            field=models.ForeignKey(
                null=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+",
                to="organisations.gemeente",
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="betrokkenheid",
            name="gemeente",
            field=models.ForeignKey(
                editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+",
                to="organisations.gemeente",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="betrokkenheid",
            trigger=pgtrigger.compiler.Trigger(name='gemeente_of_dossier', sql=pgtrigger.compiler.UpsertTriggerSql(func='SELECT gemeente_id INTO NEW.gemeente_id FROM dossiers_dossier WHERE id = NEW.dossier_id; RETURN NEW;', hash='64c0dfef7466fc79c52d8157bed8091ec5fe0ca7', operation='INSERT OR UPDATE', pgid='pgtrigger_gemeente_of_dossier_0b046', table='dossiers_betrokkenheid', when='BEFORE')),
        ),
    ]
