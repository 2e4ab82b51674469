"""What rows of files are about, where they are about dossiers."""

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse

from wegwijs.access.actor import Actor
from wegwijs.dossiers.queries import visible
from wegwijs.imports.kinds import Subject


def dossier_subjects(actor: Actor, keys: Iterable[UUID]) -> dict[UUID, Subject]:
    """Number and name of the dossiers among these that the actor may see, with the address of their page."""
    wanted = list(keys)
    if not wanted:
        return {}
    rows = visible(actor).filter(pk__in=wanted).select_related("person")
    return {
        row.pk: Subject(f"{row.number} {row.person}", reverse("desk:dossier", args=[row.pk])) for row in rows
    }
