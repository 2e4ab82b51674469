"""Which half-days a programme has on a day: of the version that holds then, or the standard while the region has none."""

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet

from wegwijs.groups.models import Programme
from wegwijs.hours.models import Soort
from wegwijs.organisations.models import OrganisationKind
from wegwijs.stages.welkom.models import Programmaversie
from wegwijs.stages.welkom.standard import STANDARD, HalfDay


def versions(programme: Programme) -> QuerySet[Programmaversie]:
    """Every version, newest first, with its half-days."""
    return Programmaversie.objects.filter(programme=programme).prefetch_related("dagdelen")


def version_on(programme: Programme, on: date) -> Programmaversie | None:
    """The version that holds for groups that begin on a day; None when the region laid down none before."""
    return versions(programme).filter(valid_from__lte=on).first()


def half_days_of(version: Programmaversie) -> tuple[HalfDay, ...]:
    """Of a version that was read with its half-days, in order."""
    return tuple(
        HalfDay(
            row.title, Soort(row.soort), OrganisationKind(row.giver), row.theme, row.practical, row.minutes
        )
        for row in version.dagdelen.all()
    )


def half_days(programme: Programme, on: date) -> Sequence[HalfDay]:
    """With which a group begins that comes together for the first time on this day."""
    found = version_on(programme, on)
    return half_days_of(found) if found else STANDARD[programme]
