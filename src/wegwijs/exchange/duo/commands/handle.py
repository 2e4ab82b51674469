"""Handle a stored notification: ask DUO what holds now, and bring that into the dossier.

DUO's message says only that something happened. Whatever the order or number of messages, the dossier ends with
what DUO answers: that is why repeats, late and shuffled messages change nothing twice.
"""

from collections.abc import Callable, Iterator
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
from wegwijs.exchange.duo import mapping
from wegwijs.exchange.duo.client import DuoClient, DuoRefusal, DuoUnavailable
from wegwijs.exchange.duo.codes import EVENTS, Api, Effect, Event
from wegwijs.exchange.duo.commands.complete import add_completing_tasks
from wegwijs.exchange.duo.commands.facts import record_facts
from wegwijs.exchange.duo.connections import client_for, is_linked
from wegwijs.exchange.duo.mapping import DuoContentError, Fact
from wegwijs.messages.commands import settle_inbound
from wegwijs.messages.models import InboundMessage
from wegwijs.organisations.models import Gemeente
from wegwijs.people.commands import person_from_numbers
from wegwijs.people.models import Person, Source
from wegwijs.people.queries import by_numbers

State = InboundMessage.State
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


def _handle(message: InboundMessage) -> Dossier | None:
    try:
        with transaction.atomic():
            state, outcome, dossier = _apply(
                message, EVENTS.get(message.kind), system_actor("duo", on=clock.today())
            )
    except (DuoRefusal, DuoContentError, DomainError) as problem:
        settle_inbound(message, state=State.FAILED, outcome=str(problem))
        return None
    settle_inbound(message, state=state, outcome=outcome, dossier_id=dossier.pk if dossier else None)
    return dossier


def _waiting_for_a_dossier(message: InboundMessage) -> list[InboundMessage]:
    """What came about the same person in this gemeente and found no dossier, in the order of DUO."""
    numbers = Q()
    for key in ("bsn", "v_nummer"):
        if message.payload[key]:
            numbers |= Q(**{f"payload__{key}": message.payload[key]})
    rows = InboundMessage.objects.select_for_update(of=("self",)).select_related("gemeente")
    return list(
        rows.filter(
            numbers, partner=message.partner, gemeente=message.gemeente, dossier_id=None,
            state__in=[State.FAILED, State.KEPT],
        ).exclude(pk=message.pk).order_by("occurred_at", "received_at")
    )  # fmt: skip


@transaction.atomic
def retry_inbound(message: InboundMessage, *, by: Actor) -> None:
    """Handle a failed message again, by hand. Raises DomainError when DUO can't be reached now."""
    by.require(Permission.DUO_FACTS, message.gemeente_id)
    try:
        handle_notification(message.pk)
    except DuoUnavailable as problem:
        raise DomainError(f"{problem}. Probeer het later opnieuw; het bericht blijft bewaard.") from None
    record(
        by=by, action=Action.CHANGE, kind="bericht", key=message.pk, gemeente=message.gemeente_id,
        detail="bericht van DUO opnieuw verwerkt",
    )  # fmt: skip


def _apply(message: InboundMessage, event: Event | None, duo: Actor) -> tuple[str, str, Dossier | None]:
    person = by_numbers(bsn=message.payload["bsn"], v_nummer=message.payload["v_nummer"])
    if event is None:
        dossier = _dossier_of(person, message.gemeente)
        _signal(dossier, message, "onbekend bericht van DUO", duo)
        return (
            State.KEPT,
            f"Wegwijs kent gebeurtenis {message.kind} niet. {_SHOWN if dossier else _NOT_SHOWN}",
            dossier,
        )
    if event.effect is Effect.SIGNAAL:
        dossier = _dossier_of(person, message.gemeente)
        _signal(dossier, message, event.meaning, duo)
        return State.KEPT, _SHOWN if dossier else _NOT_SHOWN, dossier
    seen = _day(message)
    facts = list(_ask(message, event, seen)) if message.payload["bsn"] and is_linked(message.gemeente) else []
    opens = event.effect is Effect.OPEN
    dossier = _open(person, message, duo, seen) if opens else _dossier_of(person, message.gemeente)
    if dossier is None:
        return State.FAILED, UNKNOWN_PERSON, None
    if opens:
        add_completing_tasks(dossier)
    new = record_facts(dossier, facts, by=duo)
    if event.effect is Effect.VERZOEK:
        _decided(dossier, message, event, seen, duo)
    if event.task:
        add_task(dossier, event.task, why=f"DUO: {event.meaning}", source_key=f"duo:{message.kind}:{seen}")
    if not facts and event.apis:
        add_task(
            dossier,
            f"Gegevens overnemen uit het DUO-portaal: {event.meaning}",
            why="Deze gemeente heeft geen koppeling met DUO, of het BSN is nog niet bekend.",
            link=reverse("duo:facts_of", args=[dossier.pk]),
            source_key=f"duo:{message.kind}",
        )
    if not facts and event.apis:
        return State.HANDLED, "Er staat een taak in het dossier om de gegevens bij DUO op te zoeken.", dossier
    return State.HANDLED, _said(new, event), dossier


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


def _open(person: Person | None, message: InboundMessage, duo: Actor, seen: date) -> Dossier:
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


def _ask(message: InboundMessage, event: Event, seen: date) -> Iterator[Fact]:
    """Ask DUO everything the event names."""
    person = f"/personen/{message.payload['bsn']}"
    with client_for(message.gemeente) as client:
        for api in event.apis:
            yield from _ANSWERS[api](client, person, seen, message.gemeente)


def _plicht(client: DuoClient, person: str, seen: date, gemeente: Gemeente) -> Iterator[Fact]:
    group = client.get(f"{person}/doelgroep")
    if group is not None:
        yield mapping.doelgroep(group, seen=seen)
    duty = client.get(f"{person}/inburgeringsplicht")
    if duty is not None:
        yield mapping.plicht(duty, seen=seen)


def _termijn(client: DuoClient, person: str, seen: date, gemeente: Gemeente) -> Iterator[Fact]:
    found = client.get(f"{person}/inburgeringstermijn")
    if found is not None:
        yield mapping.termijn(found, seen=seen)


def _toets(client: DuoClient, person: str, seen: date, gemeente: Gemeente) -> Iterator[Fact]:
    number = client.get(f"{person}/lbt/examennummer")
    if number is not None:
        yield mapping.toets_aangemeld(number, seen=seen)
    yield from mapping.toets_resultaten(client.get(f"{person}/lbt/resultaten") or [], seen=seen)


def _vrijstelling(client: DuoClient, person: str, seen: date, gemeente: Gemeente) -> Iterator[Fact]:
    yield from mapping.vrijstellingen(client.get(f"{person}/vrijstellingen") or [], seen=seen)


def _ontheffing(client: DuoClient, person: str, seen: date, gemeente: Gemeente) -> Iterator[Fact]:
    yield from mapping.ontheffingen(client.get(f"{person}/ontheffingen") or [], seen=seen)


def _examen(client: DuoClient, person: str, seen: date, gemeente: Gemeente) -> Iterator[Fact]:
    yield from mapping.examens(client.get(f"{person}/examens/resultaten") or [], seen=seen)


def _pip(client: DuoClient, person: str, seen: date, gemeente: Gemeente) -> Iterator[Fact]:
    found = client.get(f"{person}/PIP")
    if found is not None and found.get("gemeentecode") != gemeente.code:
        yield mapping.pip_van_vorige_gemeente(found, seen=seen)


_ANSWERS: dict[Api, Callable[[DuoClient, str, date, Gemeente], Iterator[Fact]]] = {
    Api.PLICHT: _plicht,
    Api.TERMIJN: _termijn,
    Api.TOETS: _toets,
    Api.VRIJSTELLING: _vrijstelling,
    Api.ONTHEFFING: _ontheffing,
    Api.EXAMEN: _examen,
    Api.PIP: _pip,
}
