"""The door that DUO knocks on."""

import json
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.db import DatabaseError
from django.http import HttpResponse, UnreadablePostError
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
    ("a number for a moment", {**BODY, "registratieDatumTijd": 1_787_216_400}, {}, 400),
    ("a moment in seconds", {**BODY, "registratieDatumTijd": "1787216400"}, {}, 400),
    ("before our era", {**BODY, "registratieDatumTijd": "0001-01-01T00:00:00+14:00"}, {}, 400),
    ("after all years", {**BODY, "registratieDatumTijd": "9999-12-31T23:59:59-14:00"}, {}, 400),
    ("no such day", {**BODY, "registratieDatumTijd": "2026-02-30T09:00:00Z"}, {}, 400),
    ("other digits", {**BODY, "bsn": "٩٩٩٩٩٠٤٠٨"}, {}, 400),
    ("a bsn as number", {**BODY, "bsn": 999990408}, {}, 400),
    ("a v-nummer as text", {**BODY, "vNummer": "2812345678"}, {}, 400),
    ("yes for a v-nummer", {**BODY, "vNummer": True}, {}, 400),
    ("half a v-nummer", {**BODY, "vNummer": 1.5}, {}, 400),
    ("below nought", {**BODY, "vNummer": -1}, {}, 400),
    ("nothing at all", "", {}, 400),
    ("a null", "null", {}, 400),
    ("two things", json.dumps(BODY) * 2, {}, 400),
    ("deep", "[" * 2000 + "]" * 2000, {}, 400),
    ("a long number", '{"vNummer": ' + "9" * 4000 + "}", {}, 400),
    ("other sender", BODY, {"bron": "00000000000000000009"}, 401),
    ("other gemeente", BODY, {"doel": "00000000000000000009"}, 403),
]


@pytest.mark.parametrize(("name", "body", "headers", "status"), REFUSED, ids=[r[0] for r in REFUSED])
def test_refused(
    name: str, body: Any, headers: dict[str, str], status: int, caplog: pytest.LogCaptureFixture
) -> None:
    response = post(body, **headers)
    is_problem(response, status)
    assert str(status) in ANSWERS
    assert not InboundMessage.objects.exists()
    assert b"999990408" not in response.content
    assert "is refused" in caplog.text
    assert "999990408" not in caplog.text


def is_problem(response: HttpResponse, status: int) -> None:
    """A problem of RFC 9457 that is DUO's Foutmelding as well, with the version."""
    assert (response.status_code, response["API-Version"]) == (status, "1.8.0")
    assert response["Content-Type"] == "application/problem+json"
    problem = json.loads(response.content)
    assert (problem["status"], problem["fouttekst"]) == (status, problem["detail"])
    assert 0 < len(problem["fouttekst"]) <= 200


def sent_as(content: bytes, content_type: str) -> HttpResponse:
    return Client().post("/duo/v1/notificaties", content, content_type=content_type, headers=HEADERS)  # type: ignore[return-value]


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
def test_another_kind_of_content_is_refused_however_good_it_is(kind: str) -> None:
    response = sent_as(json.dumps(BODY).encode(), kind)
    is_problem(response, 400)
    assert "application/json" in json.loads(response.content)["fouttekst"]
    assert not InboundMessage.objects.exists()


@pytest.mark.parametrize("kind", ["application/json; charset=utf-8", "Application/JSON"])
def test_json_is_taken_however_it_is_called(kind: str) -> None:
    assert sent_as(json.dumps(BODY).encode(), kind).status_code == 201


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_json_in_another_encoding_of_unicode_is_read(encoding: str) -> None:
    assert sent_as(json.dumps(BODY).encode(encoding), "application/json").status_code == 201
    assert "SS101" in InboundMessage.objects.get().raw


@pytest.mark.parametrize("size", [4097, 3_000_000])
def test_more_than_allowed_is_refused_before_it_is_read(size: int) -> None:
    is_problem(sent_as(b'{"x": "' + b"y" * size, "application/json"), 400)
    assert not InboundMessage.objects.exists()


def test_the_largest_that_is_allowed_is_taken() -> None:
    body = json.dumps({**BODY, "x": ""})
    full = body.replace('"x": ""', f'"x": "{"y" * (4096 - len(body))}"')
    assert len(full) == 4096
    assert post(full).status_code == 201


MORE: list[Any] = ["later", None, 7, float("inf"), {"diep": [1]}, "\u0000", "\ud800", "é" * 50]


@pytest.mark.parametrize("value", MORE, ids=repr)
def test_a_field_that_a_later_version_adds_is_kept_and_refuses_nothing(value: Any) -> None:
    assert post({**BODY, "nieuwVeld": value}).status_code == 201
    message = InboundMessage.objects.get()
    assert "nieuwVeld" in message.payload["overig"]
    assert "nieuwVeld" in message.raw


def test_what_came_is_kept_to_the_letter() -> None:
    content = (
        '{ "bsn":"999990408",\n"gebeurtenisId":"SS101", "registratieDatumTijd":"2026-08-20T11:00:00+02:00"}'
    )
    assert post(content).status_code == 201
    assert InboundMessage.objects.get().raw == content
    # The same, told in another way, is the same.
    assert post(berichtId="22222222-2222-4222-8222-222222222222").status_code == 201
    assert InboundMessage.objects.count() == 1


@pytest.mark.parametrize("method", ["get", "put", "patch", "delete", "head", "options"])
def test_only_post_is_an_operation(method: str) -> None:
    response = getattr(Client(), method)("/duo/v1/notificaties")
    assert (response.status_code, response["Allow"], response["API-Version"]) == (405, "POST", "1.8.0")


@pytest.mark.parametrize("address", ["notificaties/", "x", "personen/999990408/PIP", "openapi.json"])
def test_elsewhere_under_the_interface_there_is_nothing(address: str) -> None:
    for method in ("get", "post"):
        is_problem(getattr(Client(), method)(f"/duo/v1/{address}"), 404)


def test_a_body_that_breaks_off_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(request: WSGIRequest) -> bytes:
        raise UnreadablePostError

    monkeypatch.setattr(WSGIRequest, "body", property(broken))
    is_problem(post(), 400)


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


LEAVES = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.characters()
    | st.sampled_from(["\u0000", "\ud800", "SS101", "999990408", BODY["registratieDatumTijd"]])
)  # fmt: skip
JSON = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*BODY, "vNummer"]) | st.text(max_size=8), inner)
    ),
    max_leaves=6,
)


# Whole messages with other fields around them, and messages in which one field is something else.
WHOLE = st.dictionaries(st.text(max_size=8), JSON, max_size=3).map(lambda more: {**more, **BODY})
NEARLY = st.tuples(st.sampled_from([*BODY, "vNummer"]), JSON).map(lambda one: {**BODY, one[0]: one[1]})


@given(body=st.fixed_dictionaries(dict.fromkeys(BODY, JSON)) | WHOLE | NEARLY | JSON)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_sent_gets_an_answer_that_the_specification_knows(body: Any) -> None:
    response = post(json.dumps(body))
    assert str(response.status_code) in ANSWERS
    assert response.status_code < 500
    assert response["API-Version"] == VERSION


@given(content=st.binary(max_size=200))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_bytes_come_are_answered(content: bytes) -> None:
    is_problem(sent_as(content, "application/json"), 400)
