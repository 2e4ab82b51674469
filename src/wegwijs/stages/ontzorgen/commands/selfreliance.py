"""How far somebody is with each task of money: written down with its day, never edited."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.errors import DomainError
from wegwijs.stages.ontzorgen.commands.after import held, noted, running
from wegwijs.stages.ontzorgen.models import Ontzorging, Zelftaak
from wegwijs.ui.format import day

Levels = Mapping[Zelftaak.Taak, Zelftaak.Niveau]


@transaction.atomic
def record_levels(row: Ontzorging, levels: Levels, *, by: Actor, on: date) -> list[Zelftaak]:
    """How far the person is on a day; a task that is as far as it was on that day gets no new row.

    Raises NotAllowed without the right, DomainError for a day to come or before it began, when it ended, and when nothing is different.
    """
    current = held(row, by=by, needs=Permission.SELF_RELIANCE)
    running(current)
    if not min(current.since, clock.today()) <= on <= clock.today():
        raise DomainError(f"Kies een dag vanaf {day(current.since)} tot en met vandaag.", field="on")
    known: dict[str, str] = {}
    for one in current.zelftaken.filter(on__lte=on).order_by("on", "recorded_at"):
        known[one.taak] = one.niveau
    fresh = {taak: level for taak, level in levels.items() if known.get(taak) != level}
    if not fresh:
        raise DomainError("Er is niets veranderd. Kies bij ten minste één taak een andere stap.")
    made = Zelftaak.objects.bulk_create(
        Zelftaak(ontzorging=current, taak=taak, niveau=level, on=on, label=by.label, recorded_at=clock.now())
        for taak, level in fresh.items()
    )
    noted(current, f"zelf doen, {len(made)} taken", by=by)
    return made
