"""One message that can't be handled is parked with why, and holds up nothing (F17); odd answers of DUO change nothing."""

import json
import logging
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import httpx
import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.duo import asylum_person
from support.region import Region, make_dossier
from wegwijs import jobs
from wegwijs.access.actor import Actor
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.exchange.duo.client import DuoUnavailable
from wegwijs.exchange.duo.commands import (
    NotHandled,
    handle_notification,
    receive_notification,
    retry_inbound,
    set_aside,
    take_notification,
)
from wegwijs.exchange.duo.fake.server import FakeDuo
from wegwijs.exchange.duo.jobs import pick_up
from wegwijs.messages.models import InboundMessage
from wegwijs.people.queries import by_numbers

BSN, OTHER = "999990408", "999993653"
State = InboundMessage.State
SignedIn = Callable[[Actor], Client]


def arrived(region: Region, event: str = "SS101", bsn: str | None = BSN) -> InboundMessage:
    message, _ = receive_notification(
        region.dordrecht, message_id=str(uuid4()), event=event, bsn=bsn, v_nummer=None,
        registered_at=datetime(2026, 11, 20, 9, tzinfo=UTC),
    )  # fmt: skip
    return message


@pytest.fixture
def poison(region: Region, fake: FakeDuo, monkeypatch: pytest.MonkeyPatch) -> InboundMessage:
    """A message about someone on whom our own code breaks; all others are well."""
    fake.store.save(OTHER, asylum_person())

    def breaks(**numbers: Any) -> Any:
        if numbers["bsn"] == BSN:
            raise ZeroDivisionError(f"about {BSN}")
        return by_numbers(**numbers)

    monkeypatch.setattr("wegwijs.exchange.duo.commands.handle.by_numbers", breaks)
    return arrived(region)


def test_it_is_tried_three_times_and_then_parked_with_its_reason(
    poison: InboundMessage, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(2):
        with pytest.raises(NotHandled, match="ZeroDivisionError"):
            take_notification(poison.pk)
        poison.refresh_from_db()
        assert poison.state == State.RECEIVED
    take_notification(poison.pk)
    poison.refresh_from_db()
    assert poison.state == State.FAILED
    assert "ging iets mis in Wegwijs (ZeroDivisionError)" in poison.outcome
    assert BSN not in caplog.text + poison.outcome


def test_the_rest_goes_on(region: Region, poison: InboundMessage) -> None:
    others = [arrived(region, event, OTHER) for event in ("SS101", "SS139", "SS126")]
    for _ in range(5):
        pick_up()
    assert Dossier.objects.get().person.bsn == OTHER
    for message in others:
        message.refresh_from_db()
        assert message.state in (State.HANDLED, State.KEPT)
    poison.refresh_from_db()
    assert (poison.state, poison.faults) == (State.FAILED, 3)


def test_someone_tries_it_again_after_a_repair_or_puts_it_aside(
    region: Region, poison: InboundMessage, monkeypatch: pytest.MonkeyPatch, fake: FakeDuo
) -> None:
    for _ in range(3):
        pick_up()
    with pytest.raises(DomainError, match="ging iets mis in Wegwijs"):
        retry_inbound(poison, by=region.regisseur)
    with pytest.raises(NotAllowed):
        set_aside(poison, by=region.counsellor, reason="x")
    with pytest.raises(DomainError, match="waarom er niets hoeft"):
        set_aside(poison, by=region.regisseur, reason=" ")
    monkeypatch.undo()
    fake.store.save(BSN, asylum_person())
    retry_inbound(poison, by=region.regisseur)
    poison.refresh_from_db()
    assert poison.state == State.HANDLED
    with pytest.raises(DomainError, match="al verwerkt"):
        set_aside(poison, by=region.regisseur, reason="niet van ons")


def test_what_is_put_aside_asks_nothing_and_is_handled_once_there_is_a_dossier(
    region: Region, fake: FakeDuo, signed_in: SignedIn
) -> None:
    message = arrived(region, "SS137")
    take_notification(message.pk)
    browser = signed_in(region.regisseur)
    page = f"/duo/berichten/in/{message.pk}/"
    assert "nog niets opgeslagen" in browser.post(f"{page}weg/", {"reason": " "}).content.decode()
    answer = browser.post(f"{page}weg/", {"reason": "woont niet meer hier"}, follow=True)
    assert "weggelegd" in answer.content.decode()
    message.refresh_from_db()
    assert (message.state, message.outcome) == (
        State.KEPT, "Weggelegd door A. de Vries, SDD: woont niet meer hier",
    )  # fmt: skip
    fake.store.save(BSN, asylum_person(examennummer="E1"))
    dossier = make_dossier(region, bsn=BSN)
    pick_up()
    message.refresh_from_db()
    assert (message.state, message.dossier_id) == (State.HANDLED, dossier.pk)


def test_while_duo_is_away_the_message_says_so_and_is_never_parked(region: Region, fake: FakeDuo) -> None:
    fake.down = True
    message = arrived(region)
    for _ in range(6):
        with pytest.raises(DuoUnavailable):
            take_notification(message.pk)
    message.refresh_from_db()
    assert (message.state, message.faults, message.attempts) == (State.RECEIVED, 0, 6)
    assert message.outcome.startswith("Wacht: DUO antwoordt met een storing (503)")


def test_a_gemeente_that_duo_does_not_answer_is_asked_once_a_round(
    region: Region, fake: FakeDuo, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake.down = True
    first, second = arrived(region), arrived(region, "SS139")
    pick_up()
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.attempts + second.attempts == 1


def test_what_came_before_a_dossier_that_was_opened_by_hand_is_in_it_ten_minutes_later(
    region: Region, fake: FakeDuo
) -> None:
    fake.store.save(BSN, asylum_person(examennummer="E1"))
    waiting = [arrived(region, event) for event in ("SS137", "SS126", "ZZ9")]
    for message in waiting:
        take_notification(message.pk)
    dossier = make_dossier(region, bsn=BSN)
    pick_up()
    for message in waiting:
        message.refresh_from_db()
        assert message.dossier_id == dossier.pk
    assert dossier.gebeurtenissen.filter(kind=Kind.DUO_TOETS_AANGEMELD).count() == 1


def test_a_refusal_of_duo_is_not_asked_again_without_end(region: Region, fake: FakeDuo) -> None:
    fake.store.save(BSN, {**asylum_person(), "gemeente": "0590"})
    make_dossier(region, bsn=BSN)
    message = arrived(region, "SS102")
    for _ in range(3):
        pick_up()
    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.FAILED, 1)


def test_the_job_of_a_message_ends_once_it_is_parked(poison: InboundMessage, region: Region) -> None:
    InboundMessage.objects.update(faults=2)
    assert jobs.run_due() == 0
    take_notification(poison.pk)
    poison.refresh_from_db()
    assert poison.state == State.FAILED


APIS = (
    "inburgeringsplicht", "doelgroep", "inburgeringstermijn", "lbt/examennummer", "lbt/resultaten", "vrijstellingen",
    "ontheffingen", "examens/resultaten", "PIP",
)  # fmt: skip
GOOD: dict[str, Any] = {
    "inburgeringsplicht": {"indicatorInburgeringsplicht": True, "begindatum": "2026-08-18"},
    "doelgroep": {"indeling": "Asielstatushouder", "begindatum": "2026-08-18"},
    "inburgeringstermijn": {"startdatum": "2026-08-21", "einddatum": "2029-08-21"},
    "lbt/examennummer": {"examennummer": "E1"},
    "lbt/resultaten": [{"resultaat": "Onbekend", "datumAfname": "2026-10-01"}],
    "vrijstellingen": [{"TijdelijkeVrijstelling": {"oordeel": "Toekenning", "startdatum": "2026-09-01"}}],
    "ontheffingen": [{"GeheleOntheffing": {"oordeel": "Afwijzing", "grond": "MED"}}],
    "examens/resultaten": [{"examendatum": "2026-10-01", "onderdeel": "KNM", "resultaat": "Geslaagd"}],
    "PIP": {"gemeentecode": "0590", "pip": {"dagtekeningPip": "2026-09-01", "leerroute": "B"}},
}
EVENT_OF = {
    "inburgeringsplicht": "SS110", "doelgroep": "SS124", "inburgeringstermijn": "SS102", "lbt/examennummer": "SS137",
    "lbt/resultaten": "SS131", "vrijstellingen": "SS117", "ontheffingen": "SS118", "examens/resultaten": "SS199",
    "PIP": "SS130",
}  # fmt: skip


@pytest.fixture
def says(region: Region, fake: FakeDuo, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What DUO answers, by the end of the address; unlike the stand-in it keeps to no specification."""
    answers: dict[str, Any] = dict(GOOD)

    def answer(request: httpx.Request) -> httpx.Response:
        what = request.url.path.split(f"{BSN}/")[1]
        return httpx.Response(200, content=json.dumps(answers[what]))

    monkeypatch.setattr(
        "wegwijs.exchange.duo.connections._transport", lambda: httpx.MockTransport(answer)
    )  # fmt: skip
    return answers


@pytest.fixture
def quiet() -> Iterator[None]:
    """Without a line in the log for every example."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


ODD: list[tuple[str, Any, str]] = [
    ("inburgeringsplicht", [], "anders dan gegevens"),
    ("inburgeringsplicht", {}, "ontbreekt indicatorInburgeringsplicht"),
    ("inburgeringsplicht", {"indicatorInburgeringsplicht": "false"}, "geen ja of nee"),
    ("inburgeringsplicht", {"indicatorInburgeringsplicht": True, "begindatum": "gisteren"}, "geen datum"),
    ("inburgeringsplicht", {"indicatorInburgeringsplicht": False, "redenGeenInburgeringsplicht": 7}, "geen tekst"),
    ("doelgroep", {"indeling": "Student"}, "niet kent: Student"),
    ("inburgeringstermijn", {"startdatum": "2026-08-21"}, "ontbreekt einddatum"),
    ("lbt/examennummer", {"examennummer": None}, "ontbreekt examennummer"),
    ("lbt/resultaten", {"resultaat": "Onbekend"}, "geen lijst"),
    ("lbt/resultaten", [{"resultaat": "Misschien", "datumAfname": "2026-10-01"}], "niet kent"),
    ("vrijstellingen", [{"TijdelijkeVrijstelling": []}], "anders dan gegevens"),
    ("vrijstellingen", ["x"], "anders dan gegevens"),
    (
        "vrijstellingen",
        [{"TijdelijkeVrijstelling": {"oordeel": "Toekenning", "startdatum": "2026-09-01", "einddatum": "2026-08-01"}}],
        "eindigt voor zij begint",
    ),
    ("ontheffingen", [{"GeheleOntheffing": {"oordeel": "Ja"}}], "niet kent"),
    (
        "ontheffingen",
        [{"GedeeltelijkeOntheffing": {"oordeel": "Toekenning", "urenBelastbaarheidParticipatieactiviteit": "4"}}],
        "geen aantal",
    ),
    ("examens/resultaten", [{"onderdeel": "KNM", "resultaat": "Geslaagd"}], "ontbreekt examendatum"),
    ("PIP", {"gemeentecode": "0590", "pip": {"dagtekeningPip": "2026-09-01", "leerroute": "X"}}, "niet kent: X"),
    ("PIP", {"gemeentecode": "0590"}, "ontbreekt pip"),
]  # fmt: skip


@pytest.mark.parametrize(("api", "answer", "words"), ODD, ids=[f"{o[0]}: {o[2]}" for o in ODD])
def test_an_answer_that_can_not_be_is_said_and_changes_nothing(
    region: Region, says: dict[str, Any], api: str, answer: Any, words: str
) -> None:
    dossier = make_dossier(region, bsn=BSN)
    events = dossier.gebeurtenissen.count()
    says[api] = answer
    message = arrived(region, EVENT_OF[api])
    take_notification(message.pk)
    message.refresh_from_db()
    assert (message.state, message.dossier_id) == (State.FAILED, dossier.pk)
    assert words in message.outcome
    assert dossier.gebeurtenissen.count() == events


LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.dates().map(str)
JSON = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["indeling", "oordeel", "pip", "TijdelijkeVrijstelling"]), inner)
    ),
    max_leaves=5,
)


@given(api=st.sampled_from(APIS), data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_duo_answers_breaks_nothing(
    region: Region, says: dict[str, Any], quiet: None, api: str, data: st.DataObject
) -> None:
    good = GOOD[api]
    one = good[0] if isinstance(good, list) else good
    field = data.draw(st.sampled_from(sorted(one)))
    broken = {**one, field: data.draw(JSON)}
    odd = data.draw(st.sampled_from([broken, [broken], data.draw(JSON)]))
    with transaction.atomic():
        says.update(GOOD)
        says[api] = odd
        make_dossier(region, bsn=BSN)
        message = arrived(region, EVENT_OF[api])
        handle_notification(message.pk)
        message.refresh_from_db()
        assert message.state in (State.HANDLED, State.FAILED)
        transaction.set_rollback(True)
