"""Talks to DUO for one gemeente: its own OIN, its own certificate, its own address. Never logs an address with a BSN."""

import logging
import ssl
import uuid
from dataclasses import dataclass
from typing import Any

import httpx

TIMEOUT = httpx.Timeout(10.0, connect=5.0)

# httpx logs each address, and DUO's addresses hold a BSN.
for name in ("httpx", "httpcore"):
    logging.getLogger(name).setLevel(logging.CRITICAL)


class DuoUnavailable(Exception):
    """DUO can't be reached, doesn't recognise us, or answers too late or with an error of its own: try again later."""


class DuoRefusal(Exception):
    """DUO understood and refuses (403) or finds the message malformed (400, 422); ``texts`` is what it says."""

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts
        super().__init__(" ".join(texts))


@dataclass(frozen=True, slots=True)
class Connection:
    """Where and as whom: base address ending in /v1, the gemeente's OIN, DUO's OIN, client certificate and key files.

    An empty name of the key file: the key stands in the certificate's file.
    """

    base_url: str
    bron: str
    doel: str
    certificate: tuple[str, str] | None = None


class DuoClient:
    """One gemeente's line to DUO; use as a context manager."""

    def __init__(self, connection: Connection, *, transport: httpx.BaseTransport | None = None) -> None:
        """Raises DuoUnavailable when the certificate can't be read: until that is put right, everything waits."""
        try:
            verify: ssl.SSLContext | bool = transport is not None or _context(connection.certificate)
        except (OSError, ssl.SSLError):
            raise DuoUnavailable("het certificaat of de sleutel van de gemeente is niet te lezen") from None
        self._http = httpx.Client(
            base_url=connection.base_url,
            timeout=TIMEOUT,
            transport=transport,
            verify=verify,
            trust_env=False,
            headers={"bron": connection.bron, "doel": connection.doel},
        )

    def __enter__(self) -> "DuoClient":
        return self

    def __exit__(self, *exc: object) -> None:
        self._http.close()

    def get(self, path: str) -> Any | None:  # noqa: ANN401 JSON
        """What DUO knows; None when it knows nothing (404). Raises DuoUnavailable or DuoRefusal."""
        response = self._call("GET", path)
        return None if response.status_code == httpx.codes.NOT_FOUND else _json(response)

    def post(self, path: str, body: dict[str, Any] | None, *, message_id: str) -> Any | None:  # noqa: ANN401 JSON
        """Deliver; ``message_id`` stays the same in every attempt, so that DUO can tell a repeat."""
        return self._deliver("POST", path, body, message_id)

    def delete(self, path: str, *, message_id: str) -> Any | None:  # noqa: ANN401 JSON
        """Withdraw what was delivered."""
        return self._deliver("DELETE", path, None, message_id)

    def _deliver(self, method: str, path: str, body: dict[str, Any] | None, message_id: str) -> Any | None:  # noqa: ANN401
        response = self._call(method, path, body, message_id)
        if response.status_code == httpx.codes.NOT_FOUND:
            raise DuoRefusal(["DUO kent deze persoon niet onder dit BSN"])
        return _json(response) if response.content else None

    def _call(
        self, method: str, path: str, body: dict[str, Any] | None = None, message_id: str | None = None
    ) -> httpx.Response:
        try:
            response = self._http.request(
                method, path, json=body, headers={"berichtId": message_id or str(uuid.uuid4())}
            )
        except httpx.HTTPError as error:
            raise DuoUnavailable(f"DUO is niet bereikbaar ({type(error).__name__})") from None
        code = response.status_code
        if code in _OURS_TO_SETTLE:
            raise DuoUnavailable(f"DUO herkent de aansluiting van de gemeente niet (code {code})")
        if response.is_server_error or response.is_redirect or code in _BUSY:
            raise DuoUnavailable(f"DUO antwoordt met een storing ({code})")
        if response.is_client_error and code != httpx.codes.NOT_FOUND:
            raise DuoRefusal(_texts(response))
        return response


# What says nothing about the message: a certificate that expired, too much at once.
_OURS_TO_SETTLE = (httpx.codes.UNAUTHORIZED, httpx.codes.PROXY_AUTHENTICATION_REQUIRED)
_BUSY = (httpx.codes.REQUEST_TIMEOUT, httpx.codes.TOO_EARLY, httpx.codes.TOO_MANY_REQUESTS)


def _context(certificate: tuple[str, str] | None) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if certificate:
        context.load_cert_chain(certificate[0], certificate[1] or None)
    return context


def _json(response: httpx.Response) -> Any:  # noqa: ANN401 JSON
    try:
        return response.json()
    except ValueError:
        raise DuoUnavailable("DUO gaf een antwoord dat niet te lezen is") from None


def _texts(response: httpx.Response) -> list[str]:
    try:
        rows = response.json()
    except ValueError:
        rows = []
    found = (
        [str(row["fouttekst"]) for row in rows if isinstance(row, dict) and "fouttekst" in row]
        if isinstance(rows, list)
        else []
    )
    return found or [f"DUO weigert zonder uitleg (code {response.status_code})"]
