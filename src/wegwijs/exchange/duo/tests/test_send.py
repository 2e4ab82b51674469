"""The outbox to DUO: accepted, refused with DUO's words, tried again, never sent as something new, never lost."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from croniter import croniter

from support.duo import asylum_person
from support.region import Region, make_dossier
from wegwijs import clock
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.exchange.duo.client import Connection, DuoClient, DuoRefusal, DuoUnavailable
from wegwijs.exchange.duo.commands import send_again, send_due, send_message
from wegwijs.exchange.duo.fake.server import OIN, FakeDuo
from wegwijs.exchange.duo.jobs import send
from wegwijs.exchange.duo.models import DuoContactpersoon, DuoKoppeling
from wegwijs.messages.commands import queue_outbound
from wegwijs.messages.models import OutboundMessage

State = OutboundMessage.State
BSN = "999990408"
PIP: dict[str, Any] = {"versie": 1, "dagtekening": "2026-11-20", "leerroute": "B", "niveau": "B1"}
CONTACT = {"naam": "A. de Vries", "email": "a.devries@sdd.nl", "telefoon": "078 123 45 67"}


@pytest.fixture
def known(region: Region, fake: FakeDuo) -> Dossier:
    """A dossier of someone whom DUO knows."""
    fake.store.save(BSN, asylum_person())
    return make_dossier(region, bsn=BSN)


def queued(dossier: Dossier, kind: str = "pip", *, key: str = "k", payload: Any = None) -> OutboundMessage:
    return queue_outbound(
        partner="duo", kind=kind, key=f"{dossier.pk}:{key}", gemeente=dossier.gemeente_id,
        payload=payload or PIP, dossier_id=dossier.pk,
    )  # fmt: skip


def test_the_outbox_is_looked_into_every_five_seconds() -> None:
    assert send.every
    runs = croniter(send.every, datetime(2026, 11, 28, 20, 30, 1, tzinfo=UTC))
    assert [runs.get_next(datetime).second for _ in range(13)] == [*range(5, 60, 5), 0, 5]


def test_what_duo_takes_is_settled_and_told(known: Dossier) -> None:
    message = queued(known)
    assert send_due() == 1
    message.refresh_from_db()
    assert (message.state, message.settled_by) == (State.ACCEPTED, "DUO")
    assert known.gebeurtenissen.get(kind=Kind.PIP_BIJ_DUO).payload["stand"] == "aanvaard"
    assert send_due() == 0


REFUSED = [
    ("DUO-PIP-01", {"dagtekening": "2026-08-01"}, "start van de inburgeringsplicht"),
    ("DUO-PIP-03", {"dagtekening": "2026-09-01"}, "vestiging"),
    ("DUO-PIP-04", {"leerroute": "O", "niveau": "A2"}, "onderwijsroute"),
    ("DUO-PIP-05", {"leerroute": "Z", "niveau": "B1"}, "Z-route"),
    ("DUO-PIP-06", {"niveau": "A2"}, "eerste PIP"),
    ("DUO-PIP-08", {"leerroute": "Z", "niveau": "A2", "intensiteit_uren": 600}, "Intensiteit"),
]


@pytest.mark.parametrize(("rule", "change", "words"), REFUSED, ids=[r[0] for r in REFUSED])
def test_a_refusal_gives_a_task_and_a_line_with_duo_s_words(
    known: Dossier, rule: str, change: dict[str, Any], words: str
) -> None:
    message = queued(known, payload={**PIP, **change})
    assert send_due() == 1
    message.refresh_from_db()
    assert message.state == State.REFUSED
    assert words in message.answer
    task = known.taken.get(title="Weigering van DUO oplossen")
    assert words in task.why
    assert task.link == f"/duo/berichten/uit/{message.pk}/"
    assert known.gebeurtenissen.get(kind=Kind.PIP_BIJ_DUO).payload["stand"] == "geweigerd"


def test_a_second_pip_may_not_be_dated_before_the_first(known: Dossier) -> None:
    queued(known)
    send_due()
    message = queued(known, key="2", payload={**PIP, "versie": 2, "dagtekening": "2026-11-19"})
    send_due()
    message.refresh_from_db()
    assert "eerder PIP" in message.answer


def test_after_a_refusal_was_put_right_the_same_message_goes_again(
    region: Region, known: Dossier, fake: FakeDuo
) -> None:
    fake.store.save(BSN, {**asylum_person(), "gevestigd": "2026-11-22"})
    message = queued(known)
    send_due()
    fake.store.save(BSN, asylum_person())
    send_again(message, by=region.regisseur)
    assert send_due() == 1
    message.refresh_from_db()
    assert message.state == State.ACCEPTED
    assert not known.taken.filter(title="Weigering van DUO oplossen", done_on=None).exists()


def test_while_duo_is_down_the_message_waits_and_is_tried_again(known: Dossier, fake: FakeDuo) -> None:
    message = queued(known)
    fake.down = True
    assert send_due() == 0
    message.refresh_from_db()
    assert (message.state, message.attempts, message.settled_at) == (State.FAILED, 1, None)
    fake.down = False
    assert send_due() == 0
    with clock.frozen(clock.now() + timedelta(minutes=1)):
        assert send_due() == 1


def test_a_repeat_after_a_lost_answer_changes_nothing_at_duo(known: Dossier, fake: FakeDuo) -> None:
    message = queued(known)
    send_due()
    OutboundMessage.objects.update(state=State.QUEUED, settled_at=None)
    assert send_message(message.pk)
    record = fake.store.load(BSN)
    assert record
    assert len(record["pips"]) == 1


def test_one_gemeente_that_can_t_be_reached_doesn_t_stop_another(region: Region, known: Dossier) -> None:
    other = make_dossier(region)
    other.gemeente_id = "0590"
    other.save()
    DuoKoppeling.objects.create(
        gemeente_id="0590", base_url="https://duo.test/v1", duo_oin="0" * 20, certificate="/x"
    )
    queued(other)
    message = queued(known)
    send_due()
    message.refresh_from_db()
    assert message.state == State.ACCEPTED


def test_a_fault_of_our_own_stops_no_other_message(known: Dossier) -> None:
    broken = queued(known, payload={"versie": 1})
    message = queued(known, key="2")
    assert send_due() == 1
    broken.refresh_from_db()
    message.refresh_from_db()
    assert (broken.state, message.state) == (State.FAILED, State.ACCEPTED)
    assert "Meld dit aan de beheerder" in broken.answer


def test_a_message_that_keeps_breaking_is_parked_with_a_task_and_can_be_sent_again(
    region: Region, known: Dossier
) -> None:
    broken = queued(known, payload={"versie": 1})
    for hour in range(5):
        with clock.frozen(clock.now() + timedelta(hours=hour)):
            send_due()
    broken.refresh_from_db()
    assert (broken.state, broken.settled_by, broken.faults) == (State.REFUSED, "Wegwijs", 3)
    task = known.taken.get(title="Bericht aan DUO breekt af")
    assert "KeyError" in task.why
    OutboundMessage.objects.update(payload=PIP)
    send_again(broken, by=region.regisseur)
    assert send_due() == 1
    broken.refresh_from_db()
    assert (broken.state, broken.faults) == (State.ACCEPTED, 0)
    assert not known.taken.filter(title="Bericht aan DUO breekt af", done_on=None).exists()


def test_without_a_bsn_nothing_is_sent_and_someone_is_asked(region: Region, fake: FakeDuo) -> None:
    dossier = make_dossier(region)
    message = queued(dossier)
    assert send_due() == 1
    message.refresh_from_db()
    assert (message.state, message.settled_by) == (State.REFUSED, "Wegwijs")
    assert dossier.taken.filter(title="Bericht aan DUO aanvullen").exists()


def test_the_contact_person_is_made_once_and_linked_to_each(
    region: Region, known: Dossier, fake: FakeDuo
) -> None:
    fake.store.save("999993653", asylum_person())
    second = make_dossier(region, bsn="999993653")
    queued(known, "contactpersoon", payload=CONTACT)
    queued(second, "contactpersoon", payload=CONTACT)
    assert send_due() == 2
    contact = DuoContactpersoon.objects.get()
    linked = [fake.store.load(bsn) for bsn in (BSN, "999993653")]
    assert [record["contactpersoon"] for record in linked if record] == [contact.duo_id] * 2


def test_a_contact_without_a_telephone_is_not_sent(known: Dossier) -> None:
    message = queued(known, "contactpersoon", payload={**CONTACT, "telefoon": ""})
    send_due()
    message.refresh_from_db()
    assert "geen telefoonnummer" in message.answer


def test_who_may_not_send_or_has_no_link_is_told(region: Region, known: Dossier) -> None:
    message = queued(known)
    with pytest.raises(NotAllowed):
        send_again(message, by=region.counsellor)
    DuoKoppeling.objects.all().delete()
    with pytest.raises(DomainError, match="geen koppeling"):
        send_again(message, by=region.regisseur)


ANSWERS: list[tuple[int, bytes, type[Exception], str]] = [
    (401, b"", DuoUnavailable, "herkent de aansluiting"),
    (429, b"", DuoUnavailable, "storing"),
    (500, b"", DuoUnavailable, "storing"),
    (302, b"", DuoUnavailable, "storing"),
    (200, b"<html>", DuoUnavailable, "niet te lezen"),
    (400, b"", DuoRefusal, "zonder uitleg"),
    (403, b'[{"fouttekst": "Nee"}, {"fouttekst": "Ook nee"}]', DuoRefusal, "Nee Ook nee"),
    (422, b'{"x": 1}', DuoRefusal, "zonder uitleg"),
]


def client(answer: Callable[[httpx.Request], httpx.Response]) -> DuoClient:
    return DuoClient(Connection("https://duo.test/v1", "0" * 20, OIN), transport=httpx.MockTransport(answer))


@pytest.mark.parametrize(("status", "body", "kind", "words"), ANSWERS, ids=[str(a[0]) for a in ANSWERS])
def test_what_is_passing_waits_and_what_is_wrong_is_refused(
    status: int, body: bytes, kind: type[Exception], words: str
) -> None:
    with (
        client(lambda request: httpx.Response(status, content=body)) as line,
        pytest.raises(kind, match=words),
    ):
        line.post(f"/personen/{BSN}/PIP", {}, message_id="1")


def test_no_error_tells_a_bsn() -> None:
    def broken(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError(f"no route to {request.url}")

    with client(broken) as line, pytest.raises(DuoUnavailable) as problem:
        line.get(f"/personen/{BSN}/PIP")
    assert BSN not in str(problem.value)


def test_a_certificate_that_is_not_there_makes_everything_wait() -> None:
    with pytest.raises(DuoUnavailable, match=r"nergens\.pem is er niet"):
        DuoClient(Connection("https://duo.test/v1", "0" * 20, OIN, ("/nergens.pem", "")))


def test_a_pip_is_withdrawn_only_while_duo_set_no_term(known: Dossier, fake: FakeDuo) -> None:
    queued(known)
    send_due()
    refused = queued(known, "pip_intrekken", key="w1", payload={"versie": 1})
    send_due()
    refused.refresh_from_db()
    assert "al vastgesteld" in refused.answer
    record = fake.store.load(BSN)
    assert record
    fake.store.save(BSN, {**record, "inburgeringstermijn": None})
    taken = queued(known, "pip_intrekken", key="w2", payload={"versie": 1})
    send_due()
    taken.refresh_from_db()
    assert taken.state == State.ACCEPTED


def test_a_person_whom_duo_does_not_know_is_said(region: Region, fake: FakeDuo) -> None:
    message = queued(make_dossier(region, bsn=BSN))
    send_due()
    message.refresh_from_db()
    assert "kent deze persoon niet" in message.answer


def test_a_kind_that_nobody_knows_is_said(known: Dossier) -> None:
    message = queued(known, "ansichtkaart")
    send_due()
    message.refresh_from_db()
    assert "kent geen bericht" in message.answer
