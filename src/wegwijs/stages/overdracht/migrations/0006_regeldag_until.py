"""Until when a regeldag lasts, and the time that those to come take."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import migrations, models

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def take_time(apps, schema_editor):
    """Of who runs it and who comes along; also where that falls together with something else: that is for people to solve."""
    Regeldag = apps.get_model("overdracht", "Regeldag")
    Claim, PersonClaim = apps.get_model("agenda", "Claim"), apps.get_model("agenda", "PersonClaim")
    for row in Regeldag.objects.filter(cancelled_at=None, closed_at=None).iterator():
        starts = datetime.combine(row.on, row.at, AMSTERDAM)
        # Until 16:00; one that begins later an hour, within the day.
        hour_later = (datetime.combine(row.on, row.at) + timedelta(hours=1)).time()
        row.until = max(time(16), hour_later if hour_later > row.at else time(23, 59))
        row.save(update_fields=["until"])
        span = {"source": f"regeldag:{row.pk}", "party": "", "starts": starts, "ends": datetime.combine(row.on, row.until, AMSTERDAM)}
        if span["ends"] <= starts:
            continue
        if row.begeleider_id:
            Claim.objects.create(**span, employee_id=row.begeleider_id)
        people = row.meegaanden.exclude(dossier__state__in=("gesloten", "geschorst"))
        PersonClaim.objects.bulk_create(
            PersonClaim(**span, person_id=person) for person in set(people.values_list("dossier__person", flat=True))
        )


class Migration(migrations.Migration):
    dependencies = [
        ("agenda", "0002_rooms_interpreters_and_what_is_taken"),
        ("overdracht", "0005_homes_templates_supply"),
    ]

    operations = [
        migrations.AddField("regeldag", "until", models.TimeField(default=time(16), verbose_name="klaar om"), preserve_default=False),
        migrations.RunPython(take_time, migrations.RunPython.noop),
    ]
