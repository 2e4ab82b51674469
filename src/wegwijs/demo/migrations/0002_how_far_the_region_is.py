"""Mark what was made. A region of before this mark was kept whole or not at all, so one that is there is whole."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.utils import timezone

from wegwijs.rowsecurity.scope import EVERYTHING, entered


def mark(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    with entered(EVERYTHING):
        if apps.get_model("dossiers", "Dossier").objects.exists():
            apps.get_model("demo", "RegionPart").objects.create(part="geheel", at=timezone.now())


class Migration(migrations.Migration):

    dependencies = [
        ("demo", "0001_initial"),
        ("dossiers", "0009_redistribution_and_move"),
    ]

    operations = [
        migrations.CreateModel(
            name="RegionPart",
            fields=[
                ("part", models.CharField(max_length=8, primary_key=True, serialize=False, verbose_name="deel")),
                ("at", models.DateTimeField(verbose_name="gemaakt op")),
            ],
        ),
        migrations.RunPython(mark, migrations.RunPython.noop),
    ]
