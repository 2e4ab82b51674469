"""The own system of a school: a client with a key, and what it asks and sends."""

import json
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.test import Client

from support.beheer import manager_of
from support.region import Region
from wegwijs import jobs
from wegwijs.access.commands import make_key

BASE = "/aanbieders/v1"
UNTIL = date(2027, 6, 1)


def key_of(region: Region, short: str = "Sagènn", name: str = "Leerlingsysteem") -> str:
    """A new secret, made by functional management of the executor."""
    by = manager_of(region, "SDD", f"beheer-{short}-{name}".lower()[:30])
    return make_key(region.organisations[short], name, by=by, valid_to=UNTIL)


class System:
    """A program at a school. ``told``: the answer as JSON."""

    def __init__(self, secret: str) -> None:
        self.client = Client(headers={"Authorization": f"Bearer {secret}"}, raise_request_exception=False)

    def get(self, path: str, **more: Any) -> HttpResponse:
        return self.client.get(BASE + path, **more)  # type: ignore[return-value]

    def told(self, path: str) -> Any:
        answer = self.get(path)
        assert answer.status_code == 200, answer.content
        return json.loads(answer.content)

    def put(self, path: str, body: object) -> HttpResponse:
        return self.client.put(BASE + path, _text(body), content_type="application/json")  # type: ignore[return-value]

    def deliver(self, body: object, repeat: str = "0f8fad5b-d9cb-469f-a165-70867728950e") -> HttpResponse:
        return self.client.post(  # type: ignore[return-value]
            f"{BASE}/leveringen",
            _text(body),
            content_type="application/json",
            headers={"Idempotency-Key": repeat},
        )

    def delivered(self, *rows: dict[str, Any], repeat: str = "0f8fad5b-d9cb-469f-a165-70867728950e") -> Any:
        """Delivered, read by the worker, and what the report then says of each row."""
        answer = self.deliver({"weken": list(rows)}, repeat)
        assert answer.status_code == 202, answer.content
        jobs.run_due()
        return self.told(f"/leveringen/{json.loads(answer.content)['id']}/regels")["regels"]


def _text(body: object) -> str:
    return body if isinstance(body, str) else json.dumps(body)


def problem(answer: HttpResponse, status: int) -> dict[str, Any]:
    """A problem of RFC 9457 with the version."""
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json"), (
        answer.content
    )
    assert answer["API-Version"] == "1.0.0"
    found: dict[str, Any] = json.loads(answer.content)
    assert found["status"] == status
    assert {"type", "title", "detail"} <= set(found)
    return found
