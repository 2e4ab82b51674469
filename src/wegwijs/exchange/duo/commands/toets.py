"""Tell DUO that the leerbaarheidstoets of someone does not go on: the registration under an examennummer is taken off.

The intake decides and writes an event; from the timeline this room sees what DUO must know. Nothing of the ground goes
along (Wi 37): DUO's interface takes a number off and asks no reason. What is told once is not told again, and what was
taken back before it was sent is not sent.
"""

from django.db import transaction
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce, Concat

from wegwijs import clock
from wegwijs.access.actor import system_actor
from wegwijs.dossiers.commands import record_event
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Dossier, Gebeurtenis, State
from wegwijs.exchange.duo.client import DuoClient, DuoRefusal
from wegwijs.exchange.duo.mapping import NotForDuo
from wegwijs.exchange.duo.models import DuoKoppeling
from wegwijs.exchange.duo.queries import PARTNER
from wegwijs.messages.commands import queue_outbound, settle_outbound
from wegwijs.messages.models import OutboundMessage

KIND = "toets_overgeslagen"
UNKNOWN = "-"
TAKEN_BACK = "De beslissing is teruggenomen. Dit hoeft niet meer naar DUO."
NOTHING_THERE = "DUO heeft geen aanmelding voor de toets. Er valt niets af te melden."


class NothingToTell(Exception):
    """DUO knows already, or never knew; the text says which."""


def _standing() -> QuerySet[Gebeurtenis]:
    """Decisions that stand, in dossiers that run, of a toets that was not taken.

    Each carries ``number``: under which DUO registered the person ("-": Wegwijs knows of none), and ``linked``.
    """
    rows = Gebeurtenis.objects.filter(superseded_by=None)
    registered = rows.filter(dossier=OuterRef("dossier"), kind=Kind.DUO_TOETS_AANGEMELD).order_by(
        "-on", "-id"
    )
    taken = rows.filter(dossier=OuterRef("dossier"), kind=Kind.DUO_TOETS_RESULTAAT)
    linked = DuoKoppeling.objects.filter(gemeente=OuterRef("dossier__gemeente"), active=True)
    return (
        rows.filter(~Exists(taken), kind=Kind.TOETS_OVERGESLAGEN)
        .exclude(dossier__state=State.GESLOTEN)
        .annotate(
            number=Coalesce(
                Subquery(registered.annotate(nr=KT("payload__examennummer")).values("nr")[:1]),
                Value(UNKNOWN),
                output_field=CharField(),
            ),
            linked=Exists(linked),
        )
    )


def queue_toets() -> int:
    """Put in the outbox what DUO must still be told; returns how much.

    Of a gemeente with a link only where DUO told of a registration: without one there is nothing to take off, and
    should DUO register the person later, it is told then. Of a gemeente without a link always: someone must look.
    """
    key = Concat(
        Value("toets:"), Cast(F("pk"), CharField()), Value(":"), F("number"), output_field=CharField()
    )
    told = OutboundMessage.objects.filter(key=OuterRef("told_as"))
    rows = _standing().annotate(told_as=key).filter(~Exists(told), ~Q(number=UNKNOWN) | Q(linked=False))
    found = list(rows.values_list("pk", "dossier", "dossier__gemeente", "number", "told_as"))
    for pk, dossier, gemeente, number, told_as in found:
        queue_outbound(
            partner=PARTNER, kind=KIND, key=told_as, gemeente=gemeente, dossier_id=dossier,
            payload={"besluit": pk, "examennummer": "" if number == UNKNOWN else number},
        )  # fmt: skip
    return len(found)


def drop_toets() -> int:
    """Settle what must not be told any more: taken back, or the toets was taken after all. Returns how much."""
    open_rows = OutboundMessage.objects.filter(partner=PARTNER, kind=KIND, settled_at=None)
    stands = set(
        _standing().filter(pk__in=[row.payload["besluit"] for row in open_rows]).values_list("pk", flat=True)
    )
    dropped = 0
    for row in open_rows:
        if row.payload["besluit"] not in stands:
            dropped += _drop(row)
    return dropped


@transaction.atomic
def _drop(row: OutboundMessage) -> bool:
    current = (
        OutboundMessage.objects.select_for_update(skip_locked=True).filter(pk=row.pk, settled_at=None).first()
    )
    if current is None:
        return False
    settle_outbound(current, state=OutboundMessage.State.DROPPED, answer=TAKEN_BACK, by="Wegwijs", final=True)
    return True


def take_off(client: DuoClient, message: OutboundMessage, dossier: Dossier) -> None:
    """Look at DUO's rules and take the registration off.

    Raises NothingToTell when there is none, NotForDuo when DUO's rules forbid it, and as the client does.
    """
    person = f"/personen/{dossier.person.bsn}"
    if not _standing().filter(pk=message.payload["besluit"]).exists():
        raise NothingToTell(TAKEN_BACK)
    if client.get(f"{person}/lbt/examennummer") is None:
        raise NothingToTell(NOTHING_THERE)
    if client.get(f"{person}/lbt/resultaten"):
        raise NotForDuo(
            "Bij DUO is de toets al afgenomen; afmelden kan niet meer. Verwerk de uitslag, of neem de beslissing terug."
        )
    try:
        client.delete(f"{person}/lbt/examennummer", message_id=str(message.message_id))
    except DuoRefusal as refusal:
        if refusal.unknown:
            raise NothingToTell(NOTHING_THERE) from None
        raise


def tell_toets(message: OutboundMessage, dossier: Dossier, stand: str, sentence: str) -> None:
    """What DUO answered, as a line of the timeline that says nothing of why."""
    today = clock.today()
    record_event(
        dossier, Kind.TOETS_BIJ_DUO, by=system_actor("duo", on=today), on=today, origin=Origin.DUO,
        payload={"stand": stand, "antwoord": message.answer}, summary=sentence,
        dedupe_key=f"duo:uit:{message.pk}:{message.attempts}",
    )  # fmt: skip
