"""What COA's own desk shows: whom it linked, the talk that is planned, and which facts of the handover still lack.

COA sees its own row and nothing of the dossier. Which rows it has is proved under its own scope; what it may know of these people
is then read as their gemeenten, and only the columns named here (docs/adr/0021).
"""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.http import Http404

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.dossiers.choices import HouseStep
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Afspraak, Dossier, Gebeurtenis
from wegwijs.dossiers.queries import timeline
from wegwijs.organisations.models import Organisation, OrganisationKind
from wegwijs.people.models import Source
from wegwijs.rowsecurity.scope import Scope, enter, entered
from wegwijs.stages.overdracht.models import Aanlevering, ProfielVeld
from wegwijs.stages.overdracht.profile import COA_SUPPLIES
from wegwijs.stages.overdracht.queries import planned_talks
from wegwijs.ui.partial_date import PartialDate

P = Permission.HANDOVER_SUPPLY
PAGE = 50
# Kinds of events that can be the move.
MOVES = (Kind.BRP_INSCHRIJVING, Kind.HUISVESTING, Kind.REGELDAG)


def supplies(actor: Actor) -> QuerySet[Aanlevering]:
    """The people whom the actor's organisation may supply facts about, linked longest first; never with their dossier."""
    return Aanlevering.objects.filter(
        organisation=actor.organisation, gemeente__in=actor.gemeenten(P), shown=True
    ).order_by("linked_on", "pk")


@dataclass(frozen=True, slots=True)
class TalkSeen:
    """A planned driegesprek as COA sees it; ``place`` is empty when the address is protected."""

    on: date
    at: time
    way: Afspraak.Way
    place: str
    employee: str
    phone: str
    interpreter: bool


@dataclass(frozen=True, slots=True)
class Known:
    """A field of the profile: what COA gave, or "" when somebody else did (``by_coa``)."""

    value: str
    as_of: date
    by_coa: bool


@dataclass(frozen=True, slots=True)
class Supply:
    """One of them with what COA may know. ``contact``: the regisseur with a telephone number, "" while there is none."""

    row: Aanlevering
    name: str
    birth: PartialDate
    gemeente: str
    location: str
    contact: str
    phone: str
    talk: TalkSeen | None
    known: dict[str, Known]

    @property
    def missing(self) -> tuple[str, ...]:
        """The keys that nobody gave yet, in the order of the form."""
        return tuple(key for keys in COA_SUPPLIES.values() for key in keys if key not in self.known)


def seen(rows: Sequence[Aanlevering], *, last: bool = False) -> list[Supply]:
    """These rows, which showed themselves to COA, with what it may know. Three statements for any number.

    ``last``: two, for a page that asks nothing of the database afterwards; the scope stays at these dossiers till the request ends.
    """
    if not rows:
        return []
    scope = Scope(opened=frozenset(row.dossier_id for row in rows))
    if last:
        enter(scope)
    with nullcontext() if last else entered(scope):
        found = {one.pk: one for one in _dossiers(rows)}
    return [_supply(row, found[row.dossier_id]) for row in rows if row.dossier_id in found]


def _dossiers(rows: Sequence[Aanlevering]) -> QuerySet[Dossier]:
    fields = [key for keys in COA_SUPPLIES.values() for key in keys]
    given = ProfielVeld.objects.filter(dossier=OuterRef("pk"), key__in=fields).order_by("as_of", "pk")
    talk = planned_talks().values(
        said=JSONObject(
            on=F("on"), at=F("at"), way=F("way"), place=F("place"), employee=F("employee__name"),
            phone=F("employee__phone"), interpreter=F("interpreter"),
        )
    )  # fmt: skip
    said = JSONObject(key=F("key"), value=F("value"), source=F("source"), as_of=F("as_of"))
    return (
        Dossier.objects.filter(pk__in=[row.dossier_id for row in rows])
        .select_related("person", "gemeente", "regisseur")
        .annotate(talk=Subquery(talk[:1]), given=ArraySubquery(given.values(said=said)))
    )


def _supply(row: Aanlevering, dossier: Dossier) -> Supply:
    person, who = dossier.person, dossier.regisseur
    talk: dict[str, Any] | None = getattr(dossier, "talk", None)
    rows: list[dict[str, Any]] = getattr(dossier, "given", [])
    latest = {one["key"]: one for one in rows}
    return Supply(
        row=row,
        name=str(person),
        birth=person.birth,
        gemeente=dossier.gemeente.naam,
        location="" if person.protected else row.location,
        contact=who.name if who else "",
        phone=who.phone if who else "",
        talk=_talk(talk, hidden=person.protected) if talk else None,
        known={key: _known(one) for key, one in latest.items() if one["value"]},
    )


def _talk(said: dict[str, Any], *, hidden: bool) -> TalkSeen:
    return TalkSeen(
        date.fromisoformat(said["on"]), time.fromisoformat(said["at"]), Afspraak.Way(said["way"]),
        "" if hidden else said["place"], said["employee"], said["phone"], said["interpreter"],
    )  # fmt: skip


def _known(said: dict[str, Any]) -> Known:
    by_coa = said["source"] == Source.COA
    return Known(said["value"] if by_coa else "", date.fromisoformat(said["as_of"]), by_coa)


def supply_or_404(actor: Actor, pk: UUID, *, page: str) -> Supply:
    """One of them, with the audit row that its dossier was looked at. Raises Http404: also when it is over."""
    row = supplies(actor).filter(pk=pk).first()
    found = seen([row]) if row else []
    if row is None or not found:
        raise Http404
    record(
        by=actor, action=Action.VIEW, kind="dossier", key=row.dossier_id, gemeente=row.gemeente_id, detail=page
    )  # fmt: skip
    return found[0]


def supply_of(dossier: Dossier) -> Aanlevering | None:
    """Whether COA is asked about a dossier that the caller opened, or was last. One statement."""
    rows = Aanlevering.objects.filter(dossier=dossier).select_related("organisation")
    return rows.order_by("-shown", "-ended_on").first()


def coas_for(gemeente: str) -> list[Organisation]:
    """The organisations of COA that work for a gemeente today, by name."""
    today = clock.today()
    rows = Organisation.objects.filter(kind=OrganisationKind.COA, gemeenten=gemeente, valid_from__lte=today)
    return [one for one in rows.order_by("name") if one.valid_to is None or one.valid_to >= today]


def coa_of(gemeente: str, location: str) -> Organisation | None:
    """Which of them houses somebody: the only one, or the one whose place the location names. None: a person must choose."""
    found = coas_for(gemeente)
    if len(found) > 1:
        found = [one for one in found if one.place and one.place.casefold() in location.casefold()]
    return found[0] if len(found) == 1 else None


def has_moved(dossier: Dossier) -> bool:
    """Whether somebody lives in the gemeente already: COA has nothing to supply any more. One statement."""
    return any(is_move(event) for event in timeline(dossier).filter(kind__in=MOVES))


def is_move(event: Gebeurtenis) -> bool:
    """Whether what happened is the move: registered, moved in, or a regeldag that is done."""
    match event.kind:
        case Kind.BRP_INSCHRIJVING:
            return True
        case Kind.HUISVESTING:
            return bool(event.payload.get("stap") == HouseStep.VERHUISD)
        case Kind.REGELDAG:
            return bool(event.payload.get("stand") == "gedaan")
        case _:
            return False
