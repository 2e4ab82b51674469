"""Handle a stored notification: ask DUO what holds now, and bring that into the dossier.

DUO's message says only that something happened. Whatever the order or number of messages, the dossier ends with
what DUO answers: that is why repeats, late and shuffled messages change nothing twice.
"""

import logging
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from wegwijs import clock
from wegwijs.access.actor import Actor, system_actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.dossiers.commands import add_task, open_dossier_for, record_event
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import DomainError
from wegwijs.exchange.duo.client import DuoRefusal, DuoUnavailable
from wegwijs.exchange.duo.codes import EVENTS, Effect, Event
from wegwijs.exchange.duo.commands.ask import ask
from wegwijs.exchange.duo.commands.complete import add_completing_tasks
from wegwijs.exchange.duo.commands.facts import record_facts
from wegwijs.exchange.duo.connections import is_linked, note_answer, note_trouble
from wegwijs.exchange.duo.mapping import DuoContentError, Fact
from wegwijs.messages.commands import broken, count_fault, note_waiting, settle_inbound
from wegwijs.messages.models import InboundMessage
from wegwijs.organisations.models import Gemeente
from wegwijs.people.commands import person_from_numbers
from wegwijs.people.models import Person, Source
from wegwijs.people.queries import by_numbers

State = InboundMessage.State
# The beginning of the key of a task to look something up in DUO's portal.
LOOK_UP = "duo:ophalen:"
log = logging.getLogger(__name__)
UNKNOWN_PERSON = "Voor deze persoon is geen dossier, en dit bericht opent er geen."
_SHOWN = "Bewaard en in het dossier gezet, met een taak om ernaar te kijken."
_NOT_SHOWN = "Bewaard. Voor deze persoon is nog geen dossier; zodra DUO er een opent, komt het daarin."


@transaction.atomic
def handle_notification(message_id: UUID) -> None:
    """Handle one message. Raises DuoUnavailable (the worker tries again); a refusal or odd content is kept with why.

    Messages about the same person that came before there was a dossier are handled after the one that opens it.
    """
    message = (
        InboundMessage.objects.select_for_update(of=("self",)).select_related("gemeente").get(pk=message_id)
    )
    if message.state in (State.HANDLED, State.KEPT) and message.dossier_id:
        return
    dossier = _handle(message)
    event = EVENTS.get(message.kind)
    if dossier and event and event.effect is Effect.OPEN:
        for earlier in _waiting_for_a_dossier(message):
            _handle(earlier)


def take_notification(message_id: UUID) -> None:
    """As ``handle_notification``, for the worker: why it waits is said, and a message that breaks our code is parked.

    Raises DuoUnavailable or NotHandled: try again later. Neither tells anything of the message.
    """
    try:
        handle_notification(message_id)
    except DuoUnavailable as problem:
        waiting(message_id, problem)
        raise
    except Exception as fault:
        kind = type(fault).__name__
        log.error("notification %s breaks off: %s", message_id, kind)
        if not count_fault(message_id, kind):
            raise NotHandled(kind) from None


def waiting(message_id: UUID, problem: DuoUnavailable) -> None:
    """Say at the message and at the link of its gemeente why it waits."""
    note_waiting(message_id, str(problem))
    note_trouble(
        InboundMessage.objects.values_list("gemeente_id", flat=True).get(pk=message_id), str(problem)
    )


class NotHandled(Exception):
    """Our own code broke on a message; the text is the kind of fault only."""


def _handle(message: InboundMessage) -> Dossier | None:
    try:
        with transaction.atomic():
            state, outcome, dossier = _apply(
                message, EVENTS.get(message.kind), system_actor("duo", on=clock.today())
            )
    except (DuoRefusal, DuoContentError, DomainError) as problem:
        if not isinstance(problem, DomainError):
            note_answer(message.gemeente_id)
        known = _dossier_of(_person(message), message.gemeente)
        settle_inbound(
            message, state=State.FAILED, outcome=str(problem), dossier_id=known.pk if known else None
        )
        return None
    settle_inbound(message, state=state, outcome=outcome, dossier_id=dossier.pk if dossier else None)
    return dossier


def _waiting_for_a_dossier(message: InboundMessage) -> list[InboundMessage]:
    """What came about the same person in this gemeente and found no dossier or failed, in the order of DUO."""
    numbers = Q()
    for key in ("bsn", "v_nummer"):
        if message.payload[key]:
            numbers |= Q(**{f"payload__{key}": message.payload[key]})
    rows = InboundMessage.objects.select_for_update(of=("self",)).select_related("gemeente")
    return list(
        rows.filter(
            numbers, Q(state=State.FAILED) | Q(state=State.KEPT, dossier_id=None), partner=message.partner,
            gemeente=message.gemeente,
        ).exclude(pk=message.pk).order_by("occurred_at", "received_at")
    )  # fmt: skip


@transaction.atomic
def retry_inbound(message: InboundMessage, *, by: Actor) -> None:
    """Handle a failed message again, by hand. Raises DomainError when that can't be done now."""
    by.require(Permission.DUO_FACTS, message.gemeente_id)
    try:
        with transaction.atomic():
            handle_notification(message.pk)
    except DuoUnavailable as problem:
        raise DomainError(f"{problem}. Probeer het later opnieuw; het bericht blijft bewaard.") from None
    except Exception as fault:
        log.error("notification %s breaks off: %s", message.pk, type(fault).__name__)
        raise DomainError(broken(type(fault).__name__)) from None
    record(
        by=by, action=Action.CHANGE, kind="bericht", key=message.pk, gemeente=message.gemeente_id,
        detail="bericht van DUO opnieuw verwerkt",
    )  # fmt: skip


@transaction.atomic
def set_aside(message: InboundMessage, *, by: Actor, reason: str) -> None:
    """Someone looked at a message that can't be handled and decided that nothing must be done; it stays kept.

    Raises DomainError when it did not fail, or without a reason.
    """
    by.require(Permission.DUO_FACTS, message.gemeente_id)
    current = InboundMessage.objects.select_for_update().get(pk=message.pk)
    if current.state != State.FAILED:
        raise DomainError("Dit bericht is al verwerkt of weggelegd.")
    if not reason.strip():
        raise DomainError("Schrijf op waarom er niets hoeft te gebeuren.", field="reason")
    settle_inbound(current, state=State.KEPT, outcome=f"Weggelegd door {by.label}: {reason.strip()}")
    record(
        by=by, action=Action.CHANGE, kind="bericht", key=message.pk, gemeente=message.gemeente_id,
        detail="bericht van DUO weggelegd",
    )  # fmt: skip


def _apply(message: InboundMessage, event: Event | None, duo: Actor) -> tuple[str, str, Dossier | None]:
    """What becomes of a message: its state, the sentence for people, and the dossier it went into."""
    known = _dossier_of(_person(message), message.gemeente)
    if event is None or event.effect is Effect.SIGNAAL:
        _signal(known, message, event.meaning if event else "onbekend bericht van DUO", duo)
        unknown = "" if event else f"Wegwijs kent gebeurtenis {message.kind} niet. "
        return State.KEPT, unknown + (_SHOWN if known else _NOT_SHOWN), known
    seen = _day(message)
    asks = bool(message.payload["bsn"]) and is_linked(message.gemeente)
    facts = list(ask(message, event, seen)) if asks else []
    if asks:
        note_answer(message.gemeente_id)
    dossier = _open(message, duo, _begins(facts, seen)) if event.effect is Effect.OPEN else known
    if dossier is None:
        return State.FAILED, UNKNOWN_PERSON, None
    if event.effect is Effect.OPEN:
        add_completing_tasks(dossier)
    new = record_facts(dossier, facts, by=duo)
    if event.effect is Effect.VERZOEK:
        _decided(dossier, message, event, seen, duo)
    if event.task:
        add_task(dossier, event.task, why=f"DUO: {event.meaning}", source_key=f"duo:{message.kind}:{seen}")
    if event.apis and not facts:
        _look_up(dossier, message, event, asked=asks)
        return State.HANDLED, "Er staat een taak in het dossier om de gegevens bij DUO op te zoeken.", dossier
    return State.HANDLED, _said(new, event), dossier


def _person(message: InboundMessage) -> Person | None:
    return by_numbers(bsn=message.payload["bsn"], v_nummer=message.payload["v_nummer"])


def _look_up(dossier: Dossier, message: InboundMessage, event: Event, *, asked: bool) -> None:
    """A task for a person: DUO said that something happened, and a machine could not find out what."""
    add_task(
        dossier,
        f"Gegevens overnemen uit het DUO-portaal: {event.meaning}"[:120],
        why="DUO gaf bij dit bericht geen gegevens. Kijk in het portaal van DUO wat er staat."
        if asked
        else "Deze gemeente heeft geen koppeling met DUO, of het BSN is nog niet bekend.",
        link=reverse("duo:facts_of", args=[dossier.pk]),
        source_key=f"{LOOK_UP}{message.kind}",
    )


def _said(new: int, event: Event) -> str:
    if event.effect is Effect.VERZOEK and not new:
        return "Het besluit van DUO staat in het dossier."
    if not new:
        return "Niets nieuws: alles stond al in het dossier."
    return f"{new} {'nieuw gegeven' if new == 1 else 'nieuwe gegevens'} in het dossier gezet."


def _day(message: InboundMessage) -> date:
    """The day of the event at DUO, never after today."""
    at = message.occurred_at or message.received_at
    return min(at.astimezone(clock.AMSTERDAM).date(), clock.today())


def _dossier_of(person: Person | None, gemeente: Gemeente) -> Dossier | None:
    if person is None:
        return None
    return Dossier.objects.filter(person=person, gemeente=gemeente).order_by("-opened_on").first()


def _begins(facts: list[Fact], seen: date) -> date:
    """The day of DUO's kennisgeving, so that it does not matter which message came first; else that of the message."""
    told = (fact.payload["kennisgeving"] for fact in facts if fact.kind == Kind.DUO_PLICHT)
    day = next((date.fromisoformat(day) for day in told if day), seen)
    return min(day, clock.today())


def _open(message: InboundMessage, duo: Actor, seen: date) -> Dossier:
    """The dossier for an event that opens one; one that was closed before runs again when DUO says so."""
    bsn, v_nummer = message.payload["bsn"], message.payload["v_nummer"]
    known = person_from_numbers(bsn=bsn, v_nummer=v_nummer, by=duo, source=Source.DUO, as_of=seen)
    earlier = _dossier_of(known, message.gemeente)
    if earlier:
        return earlier
    dossier, _ = open_dossier_for(
        known, message.gemeente, by=duo, on=seen, reason=f"bericht {message.kind} van DUO", origin=Origin.DUO
    )
    return dossier


def _signal(dossier: Dossier | None, message: InboundMessage, meaning: str, duo: Actor) -> None:
    if dossier is None:
        return
    record_event(
        dossier, Kind.DUO_SIGNAAL, by=duo, on=_day(message), origin=Origin.DUO,
        payload={"gebeurtenis": message.kind, "strekking": meaning},
        summary=f"{message.kind}: {meaning}", dedupe_key=f"duo:bericht:{message.pk}",
    )  # fmt: skip
    add_task(
        dossier, f"Bericht van DUO bekijken: {meaning}", why=f"gebeurtenis {message.kind}",
        source_key=f"duo:{message.kind}",
    )  # fmt: skip


def _decided(dossier: Dossier, message: InboundMessage, event: Event, seen: date, duo: Actor) -> None:
    record_event(
        dossier, Kind.DUO_VERZOEK, by=duo, on=seen, origin=Origin.DUO,
        payload={"soort": event.meaning, "oordeel": "toegekend" if "toegekend" in event.meaning else "afgewezen"},
        summary=event.meaning, dedupe_key=f"duo:verzoek:{message.kind}:{_stamp(message.occurred_at)}",
    )  # fmt: skip


def _stamp(at: datetime | None) -> str:
    return at.isoformat() if at else "-"
