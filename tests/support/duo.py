"""The stand-in for DUO that tests talk to, and what a test needs to set it up."""

import json
from typing import Any

import httpx

from support.duo_spec import check_answer, check_request
from wegwijs.exchange.duo.fake.server import OIN, FakeDuo
from wegwijs.exchange.duo.fake.store import MemoryStore, Record, new_person
from wegwijs.exchange.duo.models import DuoKoppeling
from wegwijs.organisations.models import Gemeente

fake = FakeDuo(MemoryStore(), {})


def transport() -> httpx.BaseTransport:
    """What the client uses instead of the network; each request and answer is checked against DUO's specification."""
    inner = fake.transport()

    def checked(request: httpx.Request) -> httpx.Response:
        assert request.url.path.startswith("/v1/")
        path = request.url.path.removeprefix("/v1")
        check_request(request.method, path, dict(request.headers), _json(request.content))
        response = inner.handle_request(request)
        check_answer(
            request.method, path, response.status_code, dict(response.headers), _json(response.read())
        )
        return response

    return httpx.MockTransport(checked)


def _json(content: bytes) -> Any:
    return json.loads(content) if content else None


def link(gemeente: Gemeente) -> None:
    """Give a gemeente its machine link, to the stand-in."""
    DuoKoppeling.objects.create(gemeente=gemeente, base_url="https://duo.test/v1", duo_oin=OIN)
    fake.gemeenten[gemeente.oin] = gemeente.code


def start_afresh() -> None:
    """An empty stand-in."""
    fake.store = MemoryStore()
    fake.gemeenten.clear()
    fake.down = False


def asylum_person(**changes: object) -> Record:
    """An asielstatushouder with a kennisgeving of 20 August 2026, settled in Dordrecht on 10 September."""
    record = new_person(
        begin="2026-08-18",
        kennisgeving="2026-08-20",
        indeling="Asielstatushouder",
        gedetailleerd="Asielstatushouder",
        gemeente="0505",
        gevestigd="2026-09-10",
    )
    return {**record, **changes}
