"""What DUO still must get, what came in, and what a gemeente without a machine link must enter in the portal."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.fields.json import KT
from django.http import Http404

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.queries import visible
from wegwijs.exchange.duo.models import DuoKoppeling
from wegwijs.messages.models import InboundMessage, OutboundMessage
from wegwijs.messages.queries import (
    IN,
    NEEDS_ATTENTION,
    OUT,
    Health,
    due,
    health_of,
    inbound,
    outbound,
    stands,
    with_remedy,
)
from wegwijs.organisations.models import Gemeente

PARTNER = "duo"
FACTS = Permission.DUO_FACTS
FAILED_IN = (InboundMessage.State.FAILED,)
T = TypeVar("T")
Key = tuple[datetime, UUID]


def _linked() -> Exists:
    return Exists(DuoKoppeling.objects.filter(gemeente=OuterRef("gemeente"), active=True))


def due_outbound() -> QuerySet[OutboundMessage]:
    """Messages to send now, oldest first, of gemeenten with a machine link."""
    return due(PARTNER).filter(_linked())


@dataclass(frozen=True, slots=True)
class Trouble:
    """A gemeente for which DUO can't be reached: its name, since when, and why."""

    gemeente: str
    since: datetime
    why: str


def stand(actor: Actor) -> tuple[Health, list[Trouble]]:
    """What waits and what failed for the actor's gemeenten, and which of them DUO doesn't answer; in one statement."""
    allowed = actor.gemeenten(FACTS)
    came, went = stands(PARTNER, allowed, by_machine=Q(_linked()))
    lines = (
        DuoKoppeling.objects.filter(gemeente__in=allowed, active=True)
        .exclude(trouble="")
        .values_list(F("gemeente__naam"), Value(0), Value(1), "trouble_since", "trouble")
    )
    rows = list(came.union(went, lines, all=True))
    troubles = [Trouble(side, since, said) for side, _, _, since, said in rows if side not in (IN, OUT)]
    return health_of(rows), sorted(troubles, key=lambda t: t.gemeente)


def portal_worklist(
    actor: Actor, *, gemeente: str = "", after: Key | None = None
) -> QuerySet[OutboundMessage]:
    """What must be entered in DUO's portal by hand, oldest first: all that is open of gemeenten without a link.

    ``gemeente`` is a code, for someone who is signed in at DUO for that gemeente ("" for all).
    """
    allowed = actor.gemeenten(FACTS)
    rows = OutboundMessage.objects.filter(
        ~_linked(),
        partner=PARTNER,
        settled_at=None,
        gemeente__in=allowed & {gemeente} if gemeente else allowed,
    )
    if after:
        rows = rows.filter(Q(created_at__gt=after[0]) | Q(created_at=after[0], id__gt=after[1]))
    return rows.select_related("gemeente").order_by("created_at", "id")


def portal_done(actor: Actor, *, after: Key | None = None) -> QuerySet[OutboundMessage]:
    """What was entered in the portal, newest first."""
    rows = OutboundMessage.objects.filter(
        partner=PARTNER, state=OutboundMessage.State.DONE_BY_HAND, gemeente__in=actor.gemeenten(FACTS)
    )
    if after:
        rows = rows.filter(Q(settled_at__lt=after[0]) | Q(settled_at=after[0], id__lt=after[1]))
    return rows.select_related("gemeente").order_by("-settled_at", "-id")


def portal_item(actor: Actor, pk: UUID) -> OutboundMessage:
    """One line of the work list, done or not. Raises Http404 when it is not the actor's."""
    found = message_out(actor, pk)
    if DuoKoppeling.objects.filter(gemeente=found.gemeente_id, active=True).exists():
        raise Http404
    return found


def came(actor: Actor, *, after: Key | None, failed: int, rest: int) -> list[InboundMessage]:
    """What DUO sent, newest first, in one statement: ``is_failed`` of a message says which could not be handled.

    On the first page at most ``failed`` of those, and always at most ``rest`` others.
    """
    rows = inbound(PARTNER, actor.gemeenten(FACTS))
    others = rows.exclude(state__in=FAILED_IN).annotate(is_failed=Value(False))
    if after:
        older = Q(received_at__lt=after[0]) | Q(received_at=after[0], id__lt=after[1])
        return list(others.filter(older)[:rest])
    wrong = rows.filter(state__in=FAILED_IN).annotate(is_failed=Value(True))
    found = wrong[:failed].union(others[:rest], all=True)
    return sorted(found, key=lambda m: (m.received_at, m.pk), reverse=True)


def went(actor: Actor, *, after: Key | None, failed: int, rest: int) -> list[OutboundMessage]:
    """The same of what goes to DUO by machine; failed is what did not arrive, or was refused and not put right since."""
    rows = with_remedy(outbound(PARTNER, actor.gemeenten(FACTS))).filter(_linked())
    others = rows.filter(~NEEDS_ATTENTION).annotate(is_failed=Value(False))
    if after:
        older = Q(created_at__lt=after[0]) | Q(created_at=after[0], id__lt=after[1])
        return list(others.filter(older)[:rest])
    wrong = rows.filter(NEEDS_ATTENTION).annotate(is_failed=Value(True))
    found = wrong[:failed].union(others[:rest], all=True)
    return sorted(found, key=lambda m: (m.created_at, m.pk), reverse=True)


def message_in(actor: Actor, pk: UUID) -> InboundMessage:
    """One message of DUO. Raises Http404 when it is not for a gemeente of the actor."""
    return _one(inbound(PARTNER, actor.gemeenten(FACTS)).filter(pk=pk).first())


def message_out(actor: Actor, pk: UUID) -> OutboundMessage:
    """One message to DUO. Raises Http404 when it is not of a gemeente of the actor."""
    return _one(outbound(PARTNER, actor.gemeenten(FACTS)).filter(pk=pk).first())


def waiting_notifications() -> list[tuple[UUID, str]]:
    """What must still be handled, oldest first, with its gemeente: what no worker finished, and what found no dossier
    when it came while there is one now (opened by hand, or from a file of COA)."""
    state = InboundMessage.State
    fields = ("pk", "gemeente_id")
    fresh = InboundMessage.objects.filter(partner=PARTNER, state=state.RECEIVED)
    rows = list(fresh.order_by("received_at").values_list(*fields))
    alone = InboundMessage.objects.filter(
        partner=PARTNER, state__in=[state.FAILED, state.KEPT], dossier_id=None
    )
    number = Q(person__bsn=OuterRef("bsn")) | Q(person__v_nummer=OuterRef("v_nummer"))
    opened = Dossier.objects.filter(number, gemeente=OuterRef("gemeente"))
    found = alone.annotate(bsn=KT("payload__bsn"), v_nummer=KT("payload__v_nummer")).filter(Exists(opened))
    return [*rows, *found.order_by("occurred_at", "received_at").values_list(*fields)]


def _one(found: T | None) -> T:
    if found is None:
        raise Http404
    return found


def dossiers_of(actor: Actor, keys: Iterable[UUID | None]) -> dict[UUID, Dossier]:
    """The dossiers with these keys that the actor sees, with their persons, in one statement."""
    rows = visible(actor).filter(pk__in={key for key in keys if key}).select_related("person")
    return {dossier.pk: dossier for dossier in rows}


def linked_codes() -> frozenset[str]:
    """Codes of the gemeenten with a machine link."""
    return frozenset(DuoKoppeling.objects.filter(active=True).values_list("gemeente_id", flat=True))


def gemeenten_by_hand(actor: Actor) -> list[Gemeente]:
    """The actor's gemeenten without a machine link, in order of name."""
    linked = DuoKoppeling.objects.filter(gemeente=OuterRef("pk"), active=True)
    return list(Gemeente.objects.filter(~Exists(linked), pk__in=actor.gemeenten(FACTS)).order_by("naam"))


def connections(actor: Actor) -> list[tuple[Gemeente, DuoKoppeling | None]]:
    """Each gemeente of the actor with its link, if it has one."""
    codes = actor.gemeenten(FACTS) | actor.gemeenten(Permission.SETTINGS_VIEW)
    links = {link.gemeente_id: link for link in DuoKoppeling.objects.filter(gemeente__in=codes)}
    return [(g, links.get(g.code)) for g in Gemeente.objects.filter(pk__in=codes).order_by("naam")]


def gemeente_or_404(code: str) -> Gemeente:
    """A gemeente by its code. Raises Http404."""
    return _one(Gemeente.objects.filter(pk=code).first())


def link_of(gemeente: Gemeente) -> DuoKoppeling | None:
    """The link of a gemeente, in use or not."""
    return DuoKoppeling.objects.filter(gemeente=gemeente).first()


def waits_for(gemeente: Gemeente) -> int:
    """How many messages to DUO are not settled: they take the other way when a link is set or switched off."""
    return OutboundMessage.objects.filter(partner=PARTNER, gemeente=gemeente, settled_at=None).count()


def dossier_of(message: OutboundMessage) -> Dossier:
    """The dossier that a message is about, with its person. Every message to DUO is about one."""
    return Dossier.objects.select_related("person").get(pk=str(message.dossier_id))
