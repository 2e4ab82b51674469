"""The columns that became rows go."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("intake", "0002_toetsbesluit")]

    operations = [
        migrations.RemoveField("bredeintake", "kan_toets_maken"),
        migrations.RemoveField("bredeintake", "previous_route"),
        migrations.RemoveField("bredeintake", "toets_exempt_on"),
        migrations.RemoveField("bredeintake", "toets_grond"),
        migrations.RemoveField("bredeintake", "toets_motief"),
    ]
