"""One person who was entered twice becomes one again; what the second held moves to the first."""

from django.db import transaction

from wegwijs.access.actor import Actor
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.errors import DomainError
from wegwijs.people.models import Person, Referent


@transaction.atomic
def merge_persons(keep: Person, double: Person, *, by: Actor) -> Person:
    """Move everything of ``double`` to ``keep``, which gets the numbers it lacked; ``double`` stays and points to it.

    A v-nummer that differs stays with ``double`` and is still found. Raises DomainError for the same person twice,
    for someone who was merged before, and for two different BSNs: those are two people.
    Whoever has links to a person of its own (dossiers) moves those itself.
    """
    rows = {p.pk: p for p in Person.objects.select_for_update().filter(pk__in=[keep.pk, double.pk])}
    if len(rows) != 2:
        raise DomainError("Kies twee verschillende personen.")
    kept, dropped = rows[keep.pk], rows[double.pk]
    if kept.merged_into_id or dropped.merged_into_id:
        raise DomainError("Een van deze personen is al samengevoegd. Zoek de persoon opnieuw op.")
    if kept.bsn and dropped.bsn:
        raise DomainError(
            "Deze twee hebben elk een eigen BSN: het zijn twee personen. Klopt een BSN niet, verbeter dat dan eerst."
        )
    moved = {name: getattr(dropped, name) for name in ("bsn", "v_nummer") if not getattr(kept, name)}
    dropped.merged_into = kept
    dropped.version += 1
    for name in moved:
        setattr(dropped, name, None)
    dropped.save(update_fields=["merged_into", "version", *moved])
    for name, value in moved.items():
        setattr(kept, name, value)
    _fill(kept, dropped)
    kept.version += 1
    kept.save()
    _move(kept, dropped)
    record(by=by, action=Action.CHANGE, kind="persoon", key=kept.pk, detail=f"samengevoegd uit {dropped.pk}")
    record(by=by, action=Action.CHANGE, kind="persoon", key=dropped.pk, detail=f"samengevoegd in {kept.pk}")
    return kept


def _fill(kept: Person, dropped: Person) -> None:
    """What was empty is filled; a protected address stays protected whoever knew of it."""
    for name in ("phone", "email", "safe_contact", "died_on"):
        if not getattr(kept, name):
            setattr(kept, name, getattr(dropped, name))
    kept.protected = kept.protected or dropped.protected
    kept.interpreter_needed = kept.interpreter_needed or dropped.interpreter_needed


def _move(kept: Person, dropped: Person) -> None:
    dropped.addresses.update(person=kept)
    dropped.verblijfstitels.update(person=kept)
    known = set(kept.languages.values_list("code", flat=True))
    dropped.languages.filter(code__in=known).delete()
    if kept.languages.filter(contact=True).exists():
        dropped.languages.update(person=kept, contact=False)
    else:
        dropped.languages.update(person=kept)
    current = kept.memberships.filter(valid_to=None).first()
    for membership in dropped.memberships.all():
        if current and membership.valid_to is None:
            if membership.household_id == current.household_id:
                membership.delete()
                continue
            membership.valid_to = max(membership.valid_from, current.valid_from)
        membership.person = kept
        membership.save()
    if not Referent.objects.filter(person=kept).exists():
        Referent.objects.filter(person=dropped).update(person=kept)
