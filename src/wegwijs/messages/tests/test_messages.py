"""Messages are kept once, sent until taken, and never lost."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db.models import Q

from support.region import Region
from wegwijs import clock
from wegwijs.errors import DomainError
from wegwijs.messages.commands import queue_outbound, send_again, settle_outbound, store_inbound
from wegwijs.messages.models import InboundMessage, OutboundMessage
from wegwijs.messages.queries import due, health

State = OutboundMessage.State


def arrive(message_id: str = "m1", *, payload: dict[str, str] | None = None) -> tuple[InboundMessage, bool]:
    return store_inbound(
        partner="duo", message_id=message_id, kind="SS101", gemeente="0505", payload=payload or {"a": "1"}
    )


def queued(key: str = "k1") -> OutboundMessage:
    return queue_outbound(partner="duo", kind="pip", key=key, gemeente="0505", payload={}, dossier_id=uuid4())


def fail(message: OutboundMessage) -> None:
    settle_outbound(message, state=State.FAILED, answer="storing", by="Wegwijs", final=False)


def test_a_repeat_by_number_or_by_content_gives_the_earlier_row(region: Region) -> None:
    first, new = arrive()
    assert new
    assert arrive() == (first, False)
    assert arrive("m2") == (first, False)


def test_other_content_under_a_used_number_is_kept_too(region: Region) -> None:
    first, _ = arrive()
    second, new = arrive(payload={"a": "2"})
    assert new
    assert second.pk != first.pk
    assert arrive(payload={"a": "2"}) == (second, False)


def test_the_same_key_gives_the_same_message(region: Region) -> None:
    assert queued() == queued()


def test_the_wait_grows_to_an_hour_and_trying_never_ends(region: Region) -> None:
    message = queued()
    waits = []
    for _ in range(8):
        fail(message)
        assert message.next_attempt_at
        waits.append(message.next_attempt_at - clock.now())
    assert waits == [timedelta(minutes=m) for m in (1, 2, 5, 15, 30, 60, 60, 60)]
    assert not message.settled_at


def test_a_waiting_message_is_due_when_its_time_has_come(region: Region) -> None:
    fail(queued())
    assert not due("duo").exists()
    with clock.frozen(clock.now() + timedelta(minutes=1)):
        assert due("duo").count() == 1


def test_sending_again_skips_the_wait(region: Region) -> None:
    message = queued()
    fail(message)
    number = message.message_id
    assert send_again(message).message_id == number
    assert due("duo").count() == 1


def test_after_a_refusal_a_new_try_is_a_new_message(region: Region) -> None:
    message = queued()
    settle_outbound(message, state=State.REFUSED, answer="nee", by="DUO", final=True)
    again = send_again(message)
    assert again.message_id != message.message_id
    assert (again.settled_at, again.settled_by, due("duo").count()) == (None, "", 1)


def test_what_was_accepted_is_not_sent_again(region: Region) -> None:
    message = queued()
    settle_outbound(message, state=State.ACCEPTED, answer="ja", by="DUO", final=True)
    with pytest.raises(DomainError, match="al afgehandeld door DUO"):
        send_again(message)


def test_a_queue_that_stands_still_is_seen(region: Region) -> None:
    arrive()
    queued()
    assert (health("duo", ["0505"]).since_in, health("duo", ["0505"]).since_out) == (None, None)
    made = clock.now()
    with clock.frozen(made + timedelta(hours=2)):
        found = health("duo", ["0505"])
        assert (found.waiting_in, found.waiting_out, found.since_in, found.since_out) == (1, 1, made, made)
        assert health("duo", ["0505"], by_machine=Q(gemeente="0590")).waiting_out == 0
        assert health("duo", ["0590"]).waiting_in == 0
