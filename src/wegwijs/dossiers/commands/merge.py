"""A person who was entered twice has dossiers at both: they come together."""

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.commands.events import record_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, State
from wegwijs.errors import DomainError
from wegwijs.people.commands import merge_persons
from wegwijs.people.models import Person


@transaction.atomic
def merge_double(keep: Person, double: Person, *, by: Actor) -> Person:
    """Merge ``double`` into ``keep`` with its dossiers, and say so in every dossier's timeline.

    Raises NotAllowed unless ``by`` may edit all dossiers of both; DomainError when both have an open dossier in one
    gemeente (close one first), and whatever ``merge_persons`` refuses.
    """
    dossiers = list(Dossier.objects.select_for_update().filter(person__in=[keep, double]).order_by("pk"))
    for dossier in dossiers:
        by.require(Permission.DOSSIER_EDIT, dossier.gemeente_id)
    at: dict[str, set[object]] = {}
    for dossier in dossiers:
        if dossier.state != State.GESLOTEN:
            at.setdefault(dossier.gemeente_id, set()).add(dossier.person_id)
    twice = [d for d in dossiers if len(at.get(d.gemeente_id, ())) > 1]
    if twice:
        raise DomainError(
            f"Beide personen hebben een open dossier in {twice[0].gemeente}. "
            "Sluit eerst het dossier dat er te veel is, met als reden ‘dubbel’."
        )
    kept = merge_persons(keep, double, by=by)
    Dossier.objects.filter(person=double).update(person=kept)
    for dossier in dossiers:
        dossier.person = kept
        record_event(
            dossier,
            Kind.DUBBEL_SAMENGEVOEGD,
            by=by,
            on=clock.today(),
            payload={"uit": str(double.pk)},
            summary="De persoon stond twee keer in Wegwijs; de gegevens staan nu bij elkaar.",
            dedupe_key=f"samengevoegd:{double.pk}",
        )
    return kept
