"""How far somebody is with money, what the money lessons and the guidance did, and what signals are open."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, Sum
from django.http import Http404

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.queries import visible
from wegwijs.groups.models import Attendance, Presence
from wegwijs.hours.models import Soort, Uren
from wegwijs.organisations.models import Employee
from wegwijs.stages.ontzorgen.models import Geldsignaal, Ontzorging, Zelftaak

PAGE = 25
CAME = (Presence.AANWEZIG, Presence.LAAT)


def levels_of(row: Ontzorging) -> list[Zelftaak]:
    """Every row, oldest first. One statement."""
    return list(row.zelftaken.order_by("on", "recorded_at"))


def now_of(levels: Sequence[Zelftaak]) -> dict[Zelftaak.Taak, Zelftaak]:
    """Of each task the row that counts."""
    return {Zelftaak.Taak(one.taak): one for one in levels}


def alone(levels: Sequence[Zelftaak]) -> list[Zelftaak.Taak]:
    """The tasks that the person does without anybody."""
    known = now_of(levels)
    return [taak for taak in Zelftaak.Taak if taak in known and known[taak].niveau == Zelftaak.Niveau.ALLEEN]


def lessons_of(dossier: Dossier) -> list[Attendance]:
    """Sessions about money (Eurowijzer) to which the person was asked, in order: registered by who gave them. One statement."""
    rows = Attendance.objects.filter(
        dossier=dossier, session__soort=Soort.FINANCIEEL, session__cancelled_at=None
    )
    return list(rows.select_related("session").order_by("session__on", "session__at"))


@dataclass(frozen=True, slots=True)
class Helped:
    """Time in minutes: in money lessons, and of the guidance by VluchtelingenWerk."""

    lessons: int
    guidance: int


def helped(dossier: Dossier) -> Helped:
    """As the ledger of hours has it; of a partner what it may see. One statement."""
    found = Uren.objects.filter(dossier=dossier).aggregate(
        lessons=Sum("minutes", filter=Q(soort=Soort.FINANCIEEL)),
        guidance=Sum("minutes", filter=Q(soort=Soort.BEGELEIDING)),
    )
    return Helped(found["lessons"] or 0, found["guidance"] or 0)


def signals_of(row: Ontzorging) -> list[Geldsignaal]:
    """What is open first. One statement."""
    rows = row.signalen.select_related("specialist").order_by("-since", "-recorded_at")
    return sorted(rows, key=lambda one: one.state == Geldsignaal.State.KLAAR)


def signal_or_404(row: Ontzorging, pk: UUID) -> Geldsignaal:
    """One that isn't solved. Raises Http404."""
    found = row.signalen.exclude(state=Geldsignaal.State.KLAAR).filter(pk=pk).first()
    if found is None:
        raise Http404
    found.ontzorging = row
    return found


def open_signals(actor: Actor, *, most: int = PAGE) -> list[Geldsignaal]:
    """What isn't solved in the actor's gemeenten, the oldest first; for the desk. One statement."""
    rows = Geldsignaal.objects.exclude(state=Geldsignaal.State.KLAAR).filter(
        ontzorging__dossier__in=visible(actor, Permission.MONEY_PLAN)
    )
    return list(
        rows.select_related("ontzorging__dossier__person", "ontzorging__dossier__gemeente", "specialist").order_by(
            "since", "pk"
        )[:most]
    )  # fmt: skip


def specialists(actor: Actor) -> list[Employee]:
    """Whom a signal can be given to: everybody who works at the executor today. One statement."""
    today = clock.today()
    rows = Employee.objects.filter(organisation=actor.organisation, volunteer=False, valid_from__lte=today)
    return [one for one in rows.order_by("name") if one.valid_to is None or one.valid_to >= today]
