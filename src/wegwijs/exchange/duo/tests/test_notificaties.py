"""The door that DUO knocks on."""

import json
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from support.region import Region
from wegwijs.exchange.duo.fake.server import OIN, FakeDuo
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
    ("other sender", BODY, {"bron": "00000000000000000009"}, 401),
    ("other gemeente", BODY, {"doel": "00000000000000000009"}, 403),
]


@pytest.mark.parametrize(("name", "body", "headers", "status"), REFUSED, ids=[r[0] for r in REFUSED])
def test_refused(name: str, body: Any, headers: dict[str, str], status: int) -> None:
    response = post(body, **headers)
    assert (response.status_code, response["API-Version"]) == (status, "1.8.0")
    assert not InboundMessage.objects.exists()
    assert b"999990408" not in response.content


def test_the_certificate_must_be_the_sender_s(settings: Any) -> None:
    settings.DUO_CLIENT_HEADER = "X-Client-Oin"
    assert post().status_code == 401
    assert post(**{"X-Client-Oin": OIN}).status_code == 201
