"""The client certificate of a gemeente: is it there, can it be used, until when, and for whom was it made.

The files stand on the server, where an administrator put them; the key is only ever read to see that it fits.
"""

import re
import ssl
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cryptography import x509
from cryptography.x509.oid import NameOID

from wegwijs.clock import AMSTERDAM

ENDINGS = frozenset({".pem", ".crt", ".cer", ".key"})
_OIN = re.compile(r"\d{20}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Certificate:
    """``until``: the last day that it can be used; ``oin``: for whom it was made ("" when it doesn't say).

    ``fault``: a Dutch sentence without full stop why it can't be used, else "".
    """

    name: str
    until: date | None = None
    oin: str = ""
    fault: str = ""


def look_at(certificate: str, key: str, *, on: date) -> Certificate:
    """What can be said of a certificate and its key on a day. ``key`` "": it stands in the same file."""
    name = Path(certificate).name
    fault = _missing((certificate, key))
    if fault:
        return Certificate(name, fault=fault)
    try:
        found = x509.load_pem_x509_certificate(Path(certificate).read_bytes())
        begins, until = (
            moment.astimezone(AMSTERDAM).date()
            for moment in (found.not_valid_before_utc, found.not_valid_after_utc)
        )
        oin = _oin(found)
    except ValueError:
        return Certificate(name, fault=f"in {name} staat geen certificaat (PEM) dat te lezen is")
    if until < on:
        fault = f"het certificaat {name} is verlopen op {until:%d-%m-%Y}"
    elif begins > on:
        fault = f"het certificaat {name} geldt pas vanaf {begins:%d-%m-%Y}"
    elif not _fits(certificate, key):
        fault = f"de sleutel past niet bij het certificaat {name}, of heeft een wachtwoord"
    return Certificate(name, until, oin, fault)


def _missing(names: Iterable[str]) -> str:
    for name in filter(None, names):
        path = Path(name)
        if not path.is_file():
            return f"het bestand {path.name} is er niet"
        try:
            path.read_bytes()
        except OSError:
            return f"Wegwijs mag het bestand {path.name} niet lezen"
    return ""


def _oin(certificate: x509.Certificate) -> str:
    """PKIoverheid writes the OIN as the serial number of the subject."""
    numbers = certificate.subject.get_attributes_for_oid(NameOID.SERIAL_NUMBER)
    return next((str(n.value) for n in numbers if _OIN.fullmatch(str(n.value))), "")


def _fits(certificate: str, key: str) -> bool:
    try:
        add_to(ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), certificate, key)
    except (OSError, ssl.SSLError, ValueError):
        return False
    return True


def add_to(context: ssl.SSLContext, certificate: str, key: str) -> None:
    """Use it in a connection. A key with a password is refused rather than asked for at a terminal nobody watches."""
    context.load_cert_chain(certificate, key or None, password=_no_password)


def _no_password() -> bytes:
    raise ValueError("a key of a service has no password")


def choices(folder: str) -> list[str]:
    """Names of the files in the administrator's folder that may hold a certificate or a key; empty without a folder."""
    place = Path(folder)
    if not folder or not place.is_dir():
        return []
    return sorted(path.name for path in place.iterdir() if path.suffix in ENDINGS and path.is_file())
