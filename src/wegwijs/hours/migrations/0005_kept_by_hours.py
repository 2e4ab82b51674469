# Apart from the one before, which fills these tables itself.

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('hours', '0004_totals_kept_beside_the_hours'),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='hoursofmonth',
            trigger=pgtrigger.compiler.Trigger(name='kept_by_hours', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (pg_trigger_depth() = 0)', func="RAISE EXCEPTION 'pgtrigger: Cannot insert or update or delete rows from % table', TG_TABLE_NAME;", hash='51ba65c25eaf99821f0a20863681978ec8bd6e36', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_kept_by_hours_f8bc3', table='hours_hoursofmonth', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='hourstotal',
            trigger=pgtrigger.compiler.Trigger(name='kept_by_hours', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (pg_trigger_depth() = 0)', func="RAISE EXCEPTION 'pgtrigger: Cannot insert or update or delete rows from % table', TG_TABLE_NAME;", hash='5ba301562b2b95ec136ec15cd41ca702e8de8329', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_kept_by_hours_023b1', table='hours_hourstotal', when='BEFORE')),
        ),
    ]
