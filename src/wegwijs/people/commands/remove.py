"""Remove a person who should never have been entered, or put one back as it was before a file filled it in."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from wegwijs.access.actor import Actor
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.people.commands.search_words import keep_search_words
from wegwijs.people.models import Person
from wegwijs.rowsecurity.scope import widened


@transaction.atomic
def remove_person(person: Person, *, by: Actor) -> None:
    """Remove someone with addresses and languages. Raises ProtectedError when anything else points at the person."""
    record(
        by=by,
        action=Action.CHANGE,
        kind="persoon",
        key=person.pk,
        detail="verwijderd: overname teruggedraaid",
    )
    # Whoever still points at the person counts, in any gemeente; and without a dossier nobody sees the person any more.
    with widened():
        person.addresses.all().delete()
        person.languages.all().delete()
        person.delete()


@transaction.atomic
def restore_person(
    person: Person, fields: Mapping[str, Any], *, by: Actor, addresses: Iterable[int], languages: bool
) -> None:
    """Give back the values that were there; addresses other than these go, and languages when there were none."""
    current = Person.objects.select_for_update().get(pk=person.pk)
    values = {**fields, "as_of": date.fromisoformat(str(fields["as_of"]))}
    changed = [name for name, value in values.items() if getattr(current, name) != value]
    extra = current.addresses.exclude(pk__in=list(addresses))
    spoken = current.languages.none() if languages else current.languages.all()
    if not changed and not extra.exists() and not spoken.exists():
        return
    for name in changed:
        setattr(current, name, values[name])
    current.version += 1
    current.save(update_fields=[*changed, "version"])
    keep_search_words(current)
    extra.delete()
    spoken.delete()
    record(
        by=by, action=Action.CHANGE, kind="persoon", key=person.pk, detail="hersteld: overname teruggedraaid"
    )
