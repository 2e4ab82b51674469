"""However DUO's messages come (twice, five times, shuffled, late, unknown): the dossier ends the same (misuse case 38).

A life is a row of events, each with its change at DUO on its own day. Once it is told in order, each message once; and
then in every other way.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.duo import asylum_person
from support.region import TODAY, Region
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier
from wegwijs.exchange.duo.codes import EVENTS, Effect
from wegwijs.exchange.duo.commands import handle_notification, receive_notification
from wegwijs.exchange.duo.fake.life import happen
from wegwijs.exchange.duo.fake.server import FakeDuo
from wegwijs.exchange.duo.jobs import pick_up
from wegwijs.messages.models import InboundMessage

BSN = "999990408"
FIRST_DAY = date(2026, 9, 1)
State = InboundMessage.State
OPENING = [e.id for e in EVENTS.values() if e.effect is Effect.OPEN]
Message = tuple[str, date, str]

lives = st.tuples(
    st.sampled_from(OPENING), st.lists(st.sampled_from([*EVENTS, "ZZ999"]), max_size=4, unique=True)
).map(lambda life: list(dict.fromkeys((life[0], *life[1]))))
hostile = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def messages_of(life: list[str]) -> list[Message]:
    """Event, its day, its number: one every four days."""
    return [(event, FIRST_DAY + timedelta(days=4 * place), str(uuid4())) for place, event in enumerate(life)]


def live(fake: FakeDuo, life: list[str], each: Callable[[Message], None] = lambda message: None) -> None:
    """Let it all happen at DUO; ``each`` is called after every event."""
    record = asylum_person()
    record["inburgeringstermijn"] = {"startdatum": "2026-08-21", "einddatum": "2029-08-21"}
    fake.store.save(BSN, record)
    for message in messages_of(life):
        record = happen(fake.store.load(BSN) or record, message[0], on=message[1])
        fake.store.save(BSN, record)
        each(message)


def told_late(region: Region, life: list[str]) -> None:
    """Each once, in order, when all has happened."""
    for message in messages_of(life):
        deliver(region, message)


def deliver(region: Region, message: Message, *, number: str = "") -> None:
    event, on, given_number = message
    stored, new = receive_notification(
        region.dordrecht, message_id=number or given_number, event=event, bsn=BSN, v_nummer=None,
        registered_at=datetime.combine(on, time(9), UTC),
    )  # fmt: skip
    if new:
        handle_notification(stored.pk)


def facts(dossier: Dossier) -> list[Any]:
    """Everything that holds, with its day; of the opening only that it was opened, not by which message."""
    rows = dossier.gebeurtenissen.filter(superseded_by=None)
    return sorted(
        (e.kind, e.on.isoformat(), "" if e.kind == Kind.DOSSIER_GEOPEND else str(sorted(e.payload.items())))
        for e in rows
    )


def end_state() -> dict[str, Any]:
    dossier = Dossier.objects.select_related("person").get()
    return {
        "dossier": (dossier.state, dossier.variant, dossier.opened_on, dossier.closed_on, dossier.closed_reason),
        "facts": facts(dossier),
        "termijnen": sorted(dossier.termijnen.values_list("key", "last_day", "state")),
        "tasks": sorted(dossier.taken.filter(done_on=None).values_list("title", "source_key")),
        "died": dossier.person.died_on,
        "open messages": InboundMessage.objects.filter(state__in=[State.RECEIVED, State.FAILED]).count(),
        "messages": InboundMessage.objects.count(),
    }  # fmt: skip


class Undone(Exception):
    """Ends a telling: the database is as before it."""


def told(tell: Callable[[], None]) -> dict[str, Any]:
    """How it ends; afterwards nothing of it is left."""
    found: dict[str, Any] = {}
    try:
        with transaction.atomic():
            tell()
            found = end_state()
            raise Undone
    except Undone:
        return found


@given(life=lives, data=st.data())
@hostile
def test_repeated_and_shuffled_messages_end_as_each_once_in_order(
    region: Region, fake: FakeDuo, life: list[str], data: st.DataObject
) -> None:
    live(fake, life)
    messages = messages_of(life)
    wanted = told(lambda: told_late(region, life))
    again = [m for m in messages for _ in range(data.draw(st.integers(2, 5), label="times"))]
    shuffled = data.draw(st.permutations(again), label="order")
    renumbered = data.draw(st.sets(st.integers(0, len(again) - 1)), label="with a new number")

    def tell() -> None:
        for place, message in enumerate(shuffled):
            deliver(region, message, number=str(uuid4()) if place in renumbered else "")

    assert told(tell) == wanted
    assert wanted["open messages"] == 0


@given(life=lives, data=st.data())
@hostile
def test_what_is_told_as_it_happens_ends_where_the_same_told_late_ends(
    region: Region, fake: FakeDuo, life: list[str], data: st.DataObject
) -> None:
    late = data.draw(st.sets(st.integers(0, len(life) - 1)), label="late")
    waiting: list[Message] = []

    def tell(message: Message) -> None:
        if life.index(message[0]) in late:
            waiting.append(message)
        else:
            deliver(region, message)

    def as_it_happens() -> None:
        live(fake, life, tell)
        for message in data.draw(st.permutations(waiting), label="order"):
            deliver(region, message)
        pick_up()

    one = told(as_it_happens)
    other = told(lambda: told_late(region, life))
    assert (one["dossier"][:2], one["died"]) == (other["dossier"][:2], other["died"])
    assert one["open messages"] == 0
    assert newest(one["facts"]) == newest(other["facts"])


SINGLE = (Kind.DUO_PLICHT, Kind.DUO_DOELGROEP, Kind.DUO_TERMIJN, Kind.DUO_TOETS_AANGEMELD)
ADDING = (Kind.DUO_EXAMEN, Kind.DUO_TOETS_RESULTAAT, Kind.DUO_ONTHEFFING)


def newest(rows: list[Any]) -> dict[str, Any]:
    """The last value of what holds one value at a time, and every row of what adds up."""
    found: dict[str, Any] = {kind: payload for kind, _, payload in rows if kind in SINGLE}
    return {**found, "more": [row for row in rows if row[0] in ADDING]}


def test_today_is_after_every_life() -> None:
    assert messages_of(["x"] * 8)[-1][1] < TODAY
