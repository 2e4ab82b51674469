"""Pairs of entries that may be one person, and merges, as far as the actor may edit both."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.http import Http404

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.queries import visible
from wegwijs.people.models import Dubbel, Person, Samenvoeging

PAGE = 50


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries side by side in a list, each with a dossier of the actor, and why they stand here."""

    one: Dossier
    other: Dossier
    rule: str


def open_doubles(actor: Actor) -> tuple[list[Pair], bool]:
    """The newest pairs that nobody decided on, and whether there are more. Two statements."""
    mine = visible(actor, Permission.DOSSIER_EDIT)
    rows = Dubbel.objects.filter(verdict=Dubbel.Verdict.OPEN, one__merged_into=None, other__merged_into=None)
    rows = rows.filter(one__in=mine.values("person"), other__in=mine.values("person"))
    found = list(rows[: PAGE + 1])
    people = {key for row in found for key in (row.one_id, row.other_id)}
    dossiers = mine.filter(person__in=people).select_related("person", "gemeente").order_by("opened_on")
    by_person = {dossier.person_id: dossier for dossier in dossiers}
    pairs = [
        Pair(by_person[row.one_id], by_person[row.other_id], row.get_rule_display()) for row in found[:PAGE]
    ]
    return pairs, len(found) > PAGE


def merges_of(dossier: Dossier) -> list[Samenvoeging]:
    """The merges into the dossier's person that stand, newest first."""
    rows = Samenvoeging.objects.filter(kept=dossier.person_id, undone_at=None)
    return list(rows.select_related("kept", "dropped"))


def merge_or_404(dossier: Dossier, pk: UUID) -> Samenvoeging:
    """One of them. Raises Http404."""
    found = next((row for row in merges_of(dossier) if row.pk == pk), None)
    if found is None:
        raise Http404
    return found


def linked(actor: Actor, person: Person) -> list[Dossier]:
    """Dossiers of the same person under another entry, that the actor may edit. One statement."""
    same = Dubbel.objects.filter(verdict=Dubbel.Verdict.GEKOPPELD)
    others = Q(person__in=same.filter(one=person).values("other")) | Q(
        person__in=same.filter(other=person).values("one")
    )
    return list(
        visible(actor, Permission.DOSSIER_EDIT).filter(others).select_related("gemeente").order_by("number")
    )
