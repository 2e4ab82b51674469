"""The door that DUO knocks on."""

import json
from typing import Any

import pytest
from django.db import DatabaseError
from django.http import HttpResponse
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.duo import asylum_person
from support.region import Region
from wegwijs import jobs
from wegwijs.exchange.duo.api import VERSION
from wegwijs.exchange.duo.fake.server import OIN, FakeDuo
from wegwijs.exchange.duo.spec import interface
from wegwijs.messages.models import InboundMessage

BODY = {"registratieDatumTijd": "2026-08-20T09:00:00Z", "bsn": "999990408", "gebeurtenisId": "SS101"}
HEADERS = {"berichtId": "11111111-1111-4111-8111-111111111111", "bron": OIN, "doel": "00000000505000000505"}


def post(body: Any = BODY, **headers: str) -> HttpResponse:
    content = body if isinstance(body, str) else json.dumps(body)
    return Client().post(  # type: ignore[return-value]
        "/duo/v1/notificaties", content, content_type="application/json", headers={**HEADERS, **headers}
    )


@pytest.fixture(autouse=True)
def _duo(fake: FakeDuo, region: Region) -> None:
    HEADERS["doel"] = region.dordrecht.oin


def test_a_notification_is_stored_and_acknowledged() -> None:
    response = post()
    assert (response.status_code, response["API-Version"], response.content) == (201, "1.8.0", b"")
    assert InboundMessage.objects.get().payload["bsn"] == "999990408"


def test_a_repeat_is_acknowledged_and_stored_once() -> None:
    assert [post().status_code, post().status_code] == [201, 201]
    assert post(berichtId="22222222-2222-4222-8222-222222222222").status_code == 201
    assert InboundMessage.objects.count() == 1


ANSWERS = interface()["api"]["Notificatie"]["operations"][0]["answers"]
REFUSED: list[tuple[str, Any, dict[str, str], int]] = [
    ("no event", {"registratieDatumTijd": "2026-08-20T09:00:00Z", "bsn": "999990408"}, {}, 400),
    ("nobody", {k: v for k, v in BODY.items() if k != "bsn"}, {}, 400),
    ("wrong bsn", {**BODY, "bsn": "123456789"}, {}, 400),
    ("short bsn", {**BODY, "bsn": "1234"}, {}, 400),
    ("no zone", {**BODY, "registratieDatumTijd": "2026-08-20T09:00:00"}, {}, 400),
    ("no date", {**BODY, "registratieDatumTijd": "gisteren"}, {}, 400),
    ("small letters", {**BODY, "gebeurtenisId": "ss101"}, {}, 400),
    ("large v-nummer", {**BODY, "vNummer": 10_000_000_000}, {}, 400),
    ("not json", "<xml/>", {}, 400),
    ("a list", [BODY], {}, 400),
    ("too large", {**BODY, "x": "y" * 5000}, {}, 400),
    ("no uuid", BODY, {"berichtId": "1"}, 400),
    ("empty sender", BODY, {"bron": ""}, 401),
    ("nul", {**BODY, "gebeurtenisId": "SS\u0000"}, {}, 400),
    ("other sender", BODY, {"bron": "00000000000000000009"}, 401),
    ("other gemeente", BODY, {"doel": "00000000000000000009"}, 403),
]


@pytest.mark.parametrize(("name", "body", "headers", "status"), REFUSED, ids=[r[0] for r in REFUSED])
def test_refused(name: str, body: Any, headers: dict[str, str], status: int) -> None:
    response = post(body, **headers)
    assert (response.status_code, response["API-Version"]) == (status, "1.8.0")
    assert response["Content-Type"] == "application/problem+json"
    problem = json.loads(response.content)
    assert (problem["status"], problem["fouttekst"]) == (status, problem["detail"])
    assert str(status) in ANSWERS
    assert not InboundMessage.objects.exists()
    assert b"999990408" not in response.content


def test_the_certificate_must_be_the_sender_s(settings: Any) -> None:
    settings.DUO_CLIENT_HEADER = "X-Client-Oin"
    assert post().status_code == 401
    assert post(**{"X-Client-Oin": OIN}).status_code == 201


@pytest.mark.parametrize("name", ["berichtId", "bron", "doel"])
def test_each_header_is_wanted(name: str) -> None:
    headers = {key: value for key, value in HEADERS.items() if key != name}
    response = Client().post("/duo/v1/notificaties", BODY, content_type="application/json", headers=headers)
    assert response.status_code == 400
    assert name.lower() in json.loads(response.content)["detail"].lower()


def test_a_repeated_number_gets_the_same_answer_and_loses_no_other_content() -> None:
    assert post().content == post({**BODY, "gebeurtenisId": "SS139"}).content
    assert sorted(InboundMessage.objects.values_list("kind", flat=True)) == ["SS101", "SS139"]


def test_what_was_acknowledged_is_handled_by_the_worker(region: Region, fake: FakeDuo) -> None:
    fake.store.save("999990408", asylum_person())
    post()
    jobs.run_due()
    assert InboundMessage.objects.get().state == InboundMessage.State.HANDLED


def test_a_database_that_is_away_asks_to_send_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*args: object) -> None:
        raise DatabaseError

    monkeypatch.setattr("wegwijs.exchange.duo.api._store", away)
    response = post()
    assert (response.status_code, response["API-Version"]) == (503, "1.8.0")
    assert "opnieuw" in json.loads(response.content)["fouttekst"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*BODY, "vNummer", "x"]), inner)
    ),
    max_leaves=6,
)


@given(body=st.fixed_dictionaries(dict.fromkeys(BODY, JSON)) | JSON)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_sent_gets_an_answer_that_the_specification_knows(body: Any) -> None:
    response = post(json.dumps(body))
    assert str(response.status_code) in ANSWERS
    assert response.status_code < 500
    assert response["API-Version"] == VERSION
