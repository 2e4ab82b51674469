"""Ask DUO what holds now: everything that a notification names, as facts of the timeline."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from wegwijs.exchange.duo import mapping
from wegwijs.exchange.duo.client import DuoClient
from wegwijs.exchange.duo.codes import Api, Event
from wegwijs.exchange.duo.connections import client_for
from wegwijs.exchange.duo.mapping import Fact
from wegwijs.messages.models import InboundMessage
from wegwijs.organisations.models import Gemeente


def ask(message: InboundMessage, event: Event, seen: date) -> Iterator[Fact]:
    """Everything the event names; ``seen`` is the day of the message, for what DUO doesn't date itself.

    Raises DuoUnavailable, DuoRefusal or DuoContentError.
    """
    person = f"/personen/{message.payload['bsn']}"
    with client_for(message.gemeente) as client:
        for api in event.apis:
            yield from _ANSWERS[api](client, person, seen, message.gemeente)


def ask_now(
    client: DuoClient, bsn: str, apis: Iterable[Api], seen: date, gemeente: Gemeente
) -> Iterator[Fact]:
    """What these interfaces say of someone, without a message that asks for it. Raises as ``ask``."""
    for api in apis:
        yield from _ANSWERS[api](client, f"/personen/{bsn}", seen, gemeente)


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
    yield from mapping.toets_resultaten(_list(client, f"{person}/lbt/resultaten"), seen=seen)


def _vrijstelling(client: DuoClient, person: str, seen: date, gemeente: Gemeente) -> Iterator[Fact]:
    yield from mapping.vrijstellingen(_list(client, f"{person}/vrijstellingen"), seen=seen)


def _ontheffing(client: DuoClient, person: str, seen: date, gemeente: Gemeente) -> Iterator[Fact]:
    yield from mapping.ontheffingen(_list(client, f"{person}/ontheffingen"), seen=seen)


def _examen(client: DuoClient, person: str, seen: date, gemeente: Gemeente) -> Iterator[Fact]:
    yield from mapping.examens(_list(client, f"{person}/examens/resultaten"), seen=seen)


def _pip(client: DuoClient, person: str, seen: date, gemeente: Gemeente) -> Iterator[Fact]:
    found = client.get(f"{person}/PIP")
    if found is None:
        return
    fact = mapping.pip_van_vorige_gemeente(found, seen=seen)
    if fact.payload["gemeente"] != gemeente.code:
        yield fact


def _list(client: DuoClient, path: str) -> object:
    """What DUO lists; nothing known is an empty list."""
    found = client.get(path)
    return [] if found is None else found


_ANSWERS: dict[Api, Callable[[DuoClient, str, date, Gemeente], Iterator[Fact]]] = {
    Api.PLICHT: _plicht,
    Api.TERMIJN: _termijn,
    Api.TOETS: _toets,
    Api.VRIJSTELLING: _vrijstelling,
    Api.ONTHEFFING: _ontheffing,
    Api.EXAMEN: _examen,
    Api.PIP: _pip,
}
