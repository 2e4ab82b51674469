"""Talks to DUO for one gemeente: its own OIN, its own certificate, its own address. Never logs an address with a BSN."""

import logging
import ssl
import uuid
from dataclasses import dataclass
from typing import Any

import httpx

from wegwijs import clock
from wegwijs.exchange.duo.certificates import add_to, look_at

SECONDS = 10
TIMEOUT = httpx.Timeout(float(SECONDS), connect=5.0)

# httpx logs each address, and DUO's addresses hold a BSN.
for name in ("httpx", "httpcore"):
    logging.getLogger(name).setLevel(logging.CRITICAL)


class DuoUnavailable(Exception):
    """DUO can't be reached, doesn't recognise us, or answers too late or with an error of its own: try again later."""


class DuoRefusal(Exception):
    """DUO understood and refuses (403) or finds the message malformed (400, 422); ``texts`` is what it says.

    ``unknown``: there is nothing by that address (404).
    """

    def __init__(self, texts: list[str], *, unknown: bool = False) -> None:
        self.texts, self.unknown = texts, unknown
        super().__init__(" ".join(texts))


@dataclass(frozen=True, slots=True)
class Connection:
    """Where and as whom: base address ending in /v1, the gemeente's OIN, DUO's OIN, client certificate and key files.

    An empty name of the key file: the key stands in the certificate's file. ``trusted``: the file with the roots by
    which DUO is known ("": those of the machine).
    """

    base_url: str
    bron: str
    doel: str
    certificate: tuple[str, str] | None = None
    trusted: str = ""


class DuoClient:
    """One gemeente's line to DUO; use as a context manager."""

    def __init__(self, connection: Connection, *, transport: httpx.BaseTransport | None = None) -> None:
        """Raises DuoUnavailable when the certificate can't be used: until that is put right, everything waits."""
        verify: ssl.SSLContext | bool = transport is not None or _context(connection)
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

    def put(self, path: str, body: dict[str, Any], *, message_id: str) -> Any | None:  # noqa: ANN401 JSON
        """Deliver what takes the place of all that was there before."""
        return self._deliver("PUT", path, body, message_id)

    def delete(self, path: str, *, message_id: str) -> Any | None:  # noqa: ANN401 JSON
        """Withdraw what was delivered."""
        return self._deliver("DELETE", path, None, message_id)

    def _deliver(self, method: str, path: str, body: dict[str, Any] | None, message_id: str) -> Any | None:  # noqa: ANN401
        response = self._call(method, path, body, message_id)
        if response.status_code == httpx.codes.NOT_FOUND:
            raise DuoRefusal(["DUO kent deze persoon niet onder dit BSN"], unknown=True)
        return _json(response) if response.content else None

    def _call(
        self, method: str, path: str, body: dict[str, Any] | None = None, message_id: str | None = None
    ) -> httpx.Response:
        try:
            response = self._http.request(method, path, json=body, headers=_headers(path, message_id))
        except httpx.HTTPError as error:
            raise DuoUnavailable(_why(error)) from None
        code = response.status_code
        if code in _OURS_TO_SETTLE:
            raise DuoUnavailable(f"DUO herkent de aansluiting van de gemeente niet (code {code})")
        if response.is_server_error or response.is_redirect or code in _BUSY:
            raise DuoUnavailable(f"DUO antwoordt met een storing ({code})")
        if response.is_client_error and code != httpx.codes.NOT_FOUND:
            asked = method == "GET" and code == httpx.codes.FORBIDDEN
            raise DuoRefusal(
                _texts(response) or [_NOT_OURS if asked else f"DUO weigert zonder uitleg (code {code})"]
            )
        return response


# Interfaces that list the version among the headers of a request, by the part of the address after the person.
_VERSIONS = {
    "inburgeringsplicht": "1.2.2", "doelgroep": "1.2.2", "inburgeringstermijn": "1.0.0", "lbt": "1.2.0",
}  # fmt: skip


def _headers(path: str, message_id: str | None) -> dict[str, str]:
    parts = path.split("/")
    version = _VERSIONS.get(parts[3], "") if len(parts) > 3 else ""
    found = {"berichtId": message_id or str(uuid.uuid4())}
    return {**found, "API-Version": version} if version else found


# What says nothing about the message: a certificate that expired, too much at once.
_OURS_TO_SETTLE = (httpx.codes.UNAUTHORIZED, httpx.codes.PROXY_AUTHENTICATION_REQUIRED)
_BUSY = (httpx.codes.REQUEST_TIMEOUT, httpx.codes.TOO_EARLY, httpx.codes.TOO_MANY_REQUESTS)


# DUO refuses a question without a word (DUO-SCO-01, -02).
_NOT_OURS = "DUO geeft geen gegevens: volgens DUO hoort deze persoon niet bij uw gemeente (code 403)"


def _context(connection: Connection) -> ssl.SSLContext:
    try:
        context = ssl.create_default_context(cafile=connection.trusted or None)
    except (OSError, ssl.SSLError):
        raise DuoUnavailable(
            "het bestand met de certificaten die Wegwijs vertrouwt is niet te lezen"
        ) from None
    if connection.certificate:
        found = look_at(*connection.certificate, on=clock.today())
        if found.fault:
            raise DuoUnavailable(found.fault)
        add_to(context, *connection.certificate)
    return context


def _why(error: httpx.HTTPError) -> str:
    """What someone can do something about; never the address, for that holds a BSN."""
    if isinstance(error, httpx.TimeoutException):
        return f"DUO antwoordt niet binnen {SECONDS} seconden"
    cause: BaseException | None = error
    while cause:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return "Wegwijs vertrouwt het certificaat van DUO niet"
        if isinstance(cause, ssl.SSLError):
            return "DUO neemt het certificaat van de gemeente niet aan"
        cause = cause.__cause__ or cause.__context__
    return f"DUO is niet bereikbaar ({type(error).__name__})"


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
    if not isinstance(rows, list):
        return []
    return [str(row["fouttekst"]) for row in rows if isinstance(row, dict) and "fouttekst" in row]
