"""The line to DUO over real TLS: with the right certificate it works, and each thing that is wrong is said."""

import json
import ssl
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from support.certificates import Authority, Files
from wegwijs import clock
from wegwijs.exchange.duo import client as module
from wegwijs.exchange.duo.certificates import choices, look_at
from wegwijs.exchange.duo.client import Connection, DuoClient, DuoUnavailable

OIN = "00000000505000000505"


class Duo(BaseHTTPRequestHandler):
    """Says by which certificate it knows the caller; hangs where it is asked to."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """One answer."""
        if self.path.endswith("/hang"):
            return
        assert isinstance(self.connection, ssl.SSLSocket)
        known = self.connection.getpeercert() or {}
        content = json.dumps({"subject": str(known.get("subject")), "bron": self.headers["bron"]}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 the library's name
        """Nothing."""


class Quiet(ThreadingHTTPServer):
    """Refused handshakes are what these tests are about."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Nothing."""


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


@pytest.fixture
def address(authority: Authority) -> Iterator[str]:
    """A server that wants a certificate of the authority."""
    files = authority.sign("duo")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(files.certificate, files.key)
    context.load_verify_locations(authority.root)
    context.verify_mode = ssl.CERT_REQUIRED
    server = Quiet(("127.0.0.1", 0), Duo)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield f"https://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    server.server_close()
    thread.join()


def line(address: str, files: Files | None, trusted: Path | str) -> DuoClient:
    certificate = (str(files.certificate), str(files.key)) if files else None
    return DuoClient(Connection(address, OIN, OIN, certificate, str(trusted)))


def test_with_its_own_certificate_a_gemeente_is_known(address: str, authority: Authority) -> None:
    with line(address, authority.sign("dordrecht", oin=OIN), authority.root) as duo:
        answer = duo.get("/instellingen")
    assert answer
    assert OIN in answer["subject"]
    assert answer["bron"] == OIN


def test_the_key_may_stand_in_the_same_file(address: str, authority: Authority) -> None:
    files = authority.sign("samen", oin=OIN)
    files.certificate.write_bytes(files.certificate.read_bytes() + files.key.read_bytes())
    certificate = (str(files.certificate), "")
    with DuoClient(Connection(address, OIN, OIN, certificate, str(authority.root))) as duo:
        assert duo.get("/instellingen")


def test_without_a_certificate_or_with_a_stranger_s_duo_refuses(
    address: str, authority: Authority, tmp_path: Path
) -> None:
    (tmp_path / "elders").mkdir()
    stranger = Authority(tmp_path / "elders", "vreemde").sign("dordrecht")
    for files in (None, stranger):
        with (
            line(address, files, authority.root) as duo,
            pytest.raises(DuoUnavailable, match="neemt het certificaat van de gemeente niet aan"),
        ):
            duo.get("/instellingen")


def test_a_duo_that_nobody_vouches_for_is_told_nothing(address: str, authority: Authority) -> None:
    with (
        line(address, authority.sign("dordrecht"), "") as duo,
        pytest.raises(DuoUnavailable, match="vertrouwt het certificaat van DUO niet"),
    ):
        duo.get("/instellingen")


def test_a_duo_that_does_not_answer_is_waited_for_no_longer_than_that(
    address: str, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "TIMEOUT", httpx.Timeout(0.5, read=0.05))
    with (
        line(address, authority.sign("dordrecht"), authority.root) as duo,
        pytest.raises(DuoUnavailable, match="antwoordt niet binnen 10 seconden"),
    ):
        duo.get("/hang")


def test_a_duo_that_is_not_there_is_said(authority: Authority) -> None:
    with (
        line("https://127.0.0.1:1/v1", None, authority.root) as duo,
        pytest.raises(DuoUnavailable, match=r"niet bereikbaar \(ConnectError\)"),
    ):
        duo.get("/personen/999990408/PIP")


def test_a_certificate_says_until_when_and_for_whom(authority: Authority) -> None:
    files = authority.sign("dordrecht", oin=OIN)
    found = look_at(str(files.certificate), str(files.key), on=clock.today())
    until = (clock.now() + timedelta(days=365)).astimezone(clock.AMSTERDAM).date()
    assert (found.name, found.until, found.oin, found.fault) == ("dordrecht.pem", until, OIN, "")


def faulty(authority: Authority, what: str) -> tuple[str, str]:
    now, day = clock.now(), timedelta(days=1)
    match what:
        case "verlopen":
            files = authority.sign("a", begins=now - 9 * day, ends=now - 2 * day)
        case "geldt pas":
            files = authority.sign("a", begins=now + 2 * day)
        case "wachtwoord":
            files = authority.sign("a", password=b"geheim")
        case "past niet":
            files = Files(authority.sign("a").certificate, authority.sign("b").key)
        case "geen certificaat":
            files = authority.sign("a")
            files.certificate.write_bytes(b"-----BEGIN CERTIFICATE-----\nxx\n-----END CERTIFICATE-----\n")
        case "a.key is er niet":
            files = authority.sign("a")
            files.key.unlink()
        case _:
            files = Files(authority.folder / "weg.pem", authority.folder / "weg.key")
    return str(files.certificate), str(files.key)


FAULTS = [
    "verlopen", "geldt pas", "wachtwoord", "past niet", "geen certificaat", "a.key is er niet", "weg.pem is er niet",
]  # fmt: skip


@pytest.mark.parametrize("what", FAULTS)
def test_what_is_wrong_with_a_certificate_is_said_before_anything_is_sent(
    authority: Authority, what: str
) -> None:
    certificate = faulty(authority, what)
    assert what in look_at(*certificate, on=clock.today()).fault
    with pytest.raises(DuoUnavailable, match=what):
        DuoClient(Connection("https://127.0.0.1:1/v1", OIN, OIN, certificate, str(authority.root)))


def test_roots_that_are_not_there_are_said() -> None:
    with pytest.raises(DuoUnavailable, match="die Wegwijs vertrouwt"):
        DuoClient(Connection("https://127.0.0.1:1/v1", OIN, OIN, None, "/nergens.pem"))


def test_files_to_choose_from_are_those_of_the_folder(authority: Authority) -> None:
    authority.sign("a")
    (authority.folder / "lees.txt").touch()
    assert choices(str(authority.folder)) == ["a.key", "a.pem", "autoriteit.crt"]
    assert choices("") == choices("/nergens") == []
