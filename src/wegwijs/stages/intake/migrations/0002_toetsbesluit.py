"""Decisions on the toets get rows of their own, protected; why somebody didn't come and what is waited for become choices."""

import django.db.models.deletion
from django.db import migrations, models

SOORT = [("kan", "kan de toets maken"), ("kan_niet", "kan de toets niet maken"), ("ontheven", "ontheven van de toets"), ("overgeslagen", "vorige gemeente stelde een leerroute vast")]
WAITS = [("diploma", "diplomawaardering"), ("toets", "uitslag van de leerbaarheidstoets"), ("coa", "gegevens van COA"), ("gemeente", "gegevens van de vorige gemeente"), ("school", "gegevens van een school of werkgever"), ("medisch", "medisch advies"), ("anders", "iets anders")]


def move(apps, schema_editor):
    """Each decision that stood on the intake becomes a row, on the day that is known."""
    made = apps.get_model("intake", "ToetsBesluit")
    for intake in apps.get_model("intake", "BredeIntake").objects.all():
        common = {"intake": intake, "by": "", "motief": intake.toets_motief}
        if intake.previous_route:
            made.objects.create(**{**common, "motief": ""}, soort="overgeslagen", on=intake.started_on)
        if intake.kan_toets_maken is not None:
            made.objects.create(**common, soort="kan" if intake.kan_toets_maken else "kan_niet", on=intake.started_on)
        if intake.toets_exempt_on:
            made.objects.create(**common, soort="ontheven", on=intake.toets_exempt_on, grond=intake.toets_grond)
    waits = apps.get_model("intake", "WachtOpDerde").objects
    waits.filter(what="diplomawaardering").update(soort="diploma")
    for row in waits.exclude(what="diplomawaardering"):
        row.soort, row.about = "anders", row.what
        row.save(update_fields=["soort", "about"])


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="ToetsBesluit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("soort", models.CharField(choices=SOORT, max_length=14, verbose_name="wat")),
                ("on", models.DateField(verbose_name="besloten op")),
                ("by", models.CharField(max_length=160, verbose_name="door")),
                ("grond", models.CharField(blank=True, choices=[("visueel", "visuele beperking"), ("auditief", "auditieve beperking")], max_length=10, verbose_name="grond")),
                ("motief", models.CharField(blank=True, max_length=400, verbose_name="motief")),
                ("vorige_gemeente", models.CharField(blank=True, max_length=80, verbose_name="vorige gemeente")),
                ("vorige_pip_op", models.DateField(blank=True, null=True, verbose_name="PIP van de vorige gemeente")),
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="teruggenomen op")),
                ("withdrawn_by", models.CharField(blank=True, max_length=160, verbose_name="teruggenomen door")),
                ("withdrawn_why", models.CharField(blank=True, max_length=400, verbose_name="waarom teruggenomen")),
                ("intake", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="toetsbesluiten", to="intake.bredeintake")),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [models.UniqueConstraint(condition=models.Q(("withdrawn_on", None)), fields=("intake", "soort"), name="toetsbesluit_once")],
            },
        ),
        migrations.AddField("wachtopderde", "about", models.CharField(blank=True, max_length=80, verbose_name="waarover")),
        migrations.AddField("wachtopderde", "soort", models.CharField(choices=WAITS, default="anders", max_length=10, verbose_name="waarop"), preserve_default=False),
        migrations.AddField("oproep", "verhindering", models.CharField(blank=True, choices=[("ziek", "ziek"), ("zorg", "zorg voor kind of familie"), ("werk", "werk of school"), ("afspraak", "andere afspraak die niet kon wachten"), ("reis", "kon er niet komen"), ("brief", "de brief kwam niet of te laat"), ("anders", "iets anders")], max_length=10, verbose_name="goede reden")),
        migrations.AlterField("oproep", "reason", models.CharField(blank=True, max_length=240, verbose_name="uitleg")),
        migrations.RunPython(move, migrations.RunPython.noop),
    ]
