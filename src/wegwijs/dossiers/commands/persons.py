"""Who a dossier is about, corrected from that dossier."""

from datetime import date

from django.db import transaction

from wegwijs.access.actor import Actor
from wegwijs.dossiers.commands.work import drop_task
from wegwijs.dossiers.models import Dossier
from wegwijs.people.commands import update_person
from wegwijs.people.commands.persons import PersonFacts
from wegwijs.people.models import Person, Source


@transaction.atomic
def correct_person(
    dossier: Dossier,
    facts: PersonFacts,
    *,
    by: Actor,
    expected_version: int,
    source: Source,
    as_of: date,
    on: date,
) -> Person:
    """Store who someone is; the task to fill that in goes when the birth date is known. Raises as ``update_person``."""
    person = update_person(
        dossier.person, facts, by=by, expected_version=expected_version, source=source, as_of=as_of
    )
    if person.birth_year:
        drop_task(dossier, "persoon", by=by, on=on)
    return person
