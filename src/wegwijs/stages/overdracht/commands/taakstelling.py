"""Record how many people a gemeente must house."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.errors import DomainError
from wegwijs.organisations.models import Gemeente
from wegwijs.stages.overdracht.halfyears import HalfYear
from wegwijs.stages.overdracht.models import Taakstelling


@dataclass(frozen=True, slots=True)
class Figure:
    """What a source says: persons to house, persons that stood over (below zero: housed ahead), who says so and when."""

    number: int
    stood_over: int
    source: str
    source_on: date


@transaction.atomic
def set_taakstelling(gemeente: Gemeente, period: HalfYear, figure: Figure, *, by: Actor) -> Taakstelling:
    """The figure from now on; the earlier ones stay. The same figure again is one row.

    Raises DomainError for a source of a day ahead.
    """
    by.require(Permission.HOUSING_ARRANGE, gemeente.code)
    if figure.source_on > clock.today():
        raise DomainError("Deze dag ligt in de toekomst. Vul de dag van het cijfer in.", field="source_on")
    of_period = {"gemeente": gemeente, "year": period.year, "half": period.half}
    # Two people at once: the second is the newest, and both stay.
    last = Taakstelling.objects.filter(**of_period).first()
    said = {name: getattr(figure, name) for name in Figure.__slots__}
    if last and all(getattr(last, name) == value for name, value in said.items()):
        return last
    made = Taakstelling.objects.create(**of_period, **said, recorded_at=clock.now(), by=by.label)
    record(
        by=by, action=Action.CHANGE, kind="taakstelling", key=made.pk, gemeente=gemeente.code, detail=period.code
    )  # fmt: skip
    return made
