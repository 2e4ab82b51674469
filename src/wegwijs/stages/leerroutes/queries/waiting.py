"""The waiting list of the region."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.models import Dossier, TermijnRow
from wegwijs.stages.leerroutes.models import Lesweek, Wachtplek

PAGE = 50
TERM = "aanbod"


@dataclass(frozen=True, slots=True)
class Waits:
    """Somebody who waits, with the term of T-13 (None: there is none)."""

    row: Wachtplek
    dossier: Dossier
    term: TermijnRow | None


def listed(
    actor: Actor, *, reason: str = "", mine: bool = False, after: tuple[date, UUID] | None = None
) -> tuple[list[Waits], bool]:
    """A page of who waits, the longest first, and whether there is more. Two statements."""
    rows = Wachtplek.objects.filter(gemeente__in=actor.gemeenten(Permission.PLACEMENT_MAKE), until=None)
    if reason:
        rows = rows.filter(reason=reason)
    if mine:
        rows = rows.filter(dossier__regisseur=actor.employee)
    if after:
        rows = rows.filter(Q(since__gt=after[0]) | Q(since=after[0], pk__gt=after[1]))
    page = list(rows.select_related("dossier__person", "dossier__gemeente", "dossier__regisseur")[: PAGE + 1])
    terms = {
        one.dossier_id: one
        for one in TermijnRow.objects.filter(dossier__in=[row.dossier_id for row in page], soort=TERM)
    }
    return [Waits(one, one.dossier, terms.get(one.dossier_id)) for one in page[:PAGE]], len(page) > PAGE


def term_of(dossier: Dossier) -> TermijnRow | None:
    """The term within which the college makes an offer (T-13). One statement."""
    return TermijnRow.objects.filter(dossier=dossier, soort=TERM).order_by("-start").first()


def weeks_of(pk: UUID) -> list[Lesweek]:
    """Every week of one placement that stands, newest first. One statement."""
    return list(Lesweek.objects.filter(aanbod=pk, stands=True))
