"""A contact or visit with its hours: one contact, one row in the ledger, and which part of the plan it was for."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.commands import record_contact
from wegwijs.dossiers.models import Contactmoment, Dossier
from wegwijs.errors import DomainError
from wegwijs.hours.commands import Done, record_hours
from wegwijs.hours.models import Soort
from wegwijs.people.numbers import holds_bsn
from wegwijs.stages.begeleiding.commands.plan import NO_BSN
from wegwijs.stages.begeleiding.models import Begeleidingsdeel, Begeleidingsplan, Begeleidingsuren
from wegwijs.stages.begeleiding.queries.plans import lines_of
from wegwijs.ui.format import day


@dataclass(frozen=True, slots=True)
class Visit:
    """What was done on a day. ``key`` is the same when the same thing is sent again."""

    on: date
    minutes: int
    part: Begeleidingsdeel
    way: Contactmoment.Way
    reached: bool
    summary: str
    key: str
    follow_up: str = ""


@transaction.atomic
def record_visit(plan: Begeleidingsplan, visit: Visit, *, by: Actor) -> Begeleidingsuren:
    """Keep it in the contacts, in the ledger and on the plan, or nowhere. The same ``key`` again changes nothing.

    Raises NotAllowed without the right there; DomainError for another organisation's plan, one that ended, a day before it
    began or to come, a part that isn't in it, a BSN in the words, and what the ledger refuses.
    """
    by.require(Permission.GUIDANCE_RECORD, plan.dossier.gemeente_id)
    dossier = Dossier.objects.select_for_update(of=("self",)).select_related("gemeente", "person", "regisseur").get(
        pk=plan.dossier_id
    )  # fmt: skip
    known = Begeleidingsuren.objects.filter(plan__dossier=dossier, uren__source_key=visit.key).first()
    if known:
        return known
    _check(Begeleidingsplan.objects.get(pk=plan.pk), visit, by)
    # The ledger refuses most, so it comes first: the field it names is one of the form's.
    row = record_hours(
        dossier, Done(Soort.BEGELEIDING, visit.on, visit.minutes, by.organisation, visit.key), by=by
    )
    contact = record_contact(
        dossier, by=by, on=visit.on, way=visit.way, outgoing=True, reached=visit.reached, summary=visit.summary,
        follow_up=visit.follow_up,
    )  # fmt: skip
    return Begeleidingsuren.objects.create(uren=row, plan=plan, part=visit.part, contact=contact)


def _check(plan: Begeleidingsplan, visit: Visit, by: Actor) -> None:
    if plan.organisation_id != by.organisation.pk:
        raise DomainError("U legt alleen contact vast op een plan van uw eigen organisatie.")
    if not plan.is_running:
        raise DomainError(
            f"Dit plan is beëindigd: {plan.get_end_reason_display()}. Maak eerst een nieuw plan."
        )
    if visit.on < plan.begins_on:
        raise DomainError(f"Het plan begint op {day(plan.begins_on)}. Kies een dag vanaf dan.", field="on")
    if visit.part not in lines_of(plan):
        raise DomainError("Dit onderdeel staat niet in het plan. Wijzig eerst het plan.", field="part")
    for field in ("summary", "follow_up"):
        if holds_bsn(getattr(visit, field)):
            raise DomainError(NO_BSN, field=field)
