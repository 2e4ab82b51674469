"""The relation of a referent is one of a list."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.AlterField(
            "referent",
            "relation",
            models.CharField(
                choices=[("partner", "partner"), ("ouder", "ouder"), ("kind", "kind"), ("anders", "anders")],
                max_length=60,
                verbose_name="relatie",
            ),
        ),
    ]
