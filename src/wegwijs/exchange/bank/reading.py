"""Recognises by its content what a file of a bank is, and reads it; refuses everything else in plain Dutch."""

import hashlib
import re

from wegwijs.exchange.bank.camt import read_camt
from wegwijs.exchange.bank.guarded import MAX_BYTES
from wegwijs.exchange.bank.mt940 import read_mt940
from wegwijs.exchange.bank.refusal import BankRefused
from wegwijs.exchange.bank.statement import BankFile, Format

_ASK = "Download bij de bank een afschrift als camt.053 of MT940S."
_STARTS = (
    (b"%PDF", f"Dit is een pdf. {_ASK}"),
    (b"PK\x03\x04", f"Dit is een zip of een Excel-bestand. Pak een zip eerst uit. {_ASK}"),
    (b"PK\x05\x06", f"Dit is een lege zip. {_ASK}"),
    (b"\x1f\x8b", f"Dit bestand is ingepakt (gzip). Pak het eerst uit. {_ASK}"),
    (b"Rar!", f"Dit bestand is ingepakt (rar). Pak het eerst uit. {_ASK}"),
    (b"7z\xbc\xaf", f"Dit bestand is ingepakt (7z). Pak het eerst uit. {_ASK}"),
    (b"\xd0\xcf\x11\xe0", f"Dit is een oud Office-bestand. {_ASK}"),
    (b"OFXHEADER", f"Dit is een OFX-bestand. {_ASK}"),
)
_BYTE_ORDER = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_HEAD = 65_536
_MT_START = re.compile(rb"(?m)^:20:")
_MT_BALANCE = re.compile(rb"(?m)^:6[02][FM]:")
_MT942 = re.compile(rb"(?m)^:34F:")
_HTML = re.compile(rb"\s*<(!doctype )?html", re.IGNORECASE)
_CSV = re.compile(rb"[^\n]*[,;\t][^\n]*[,;\t]")


def read_statement(name: str, data: bytes) -> BankFile:
    """What the file holds, with its hash to know it again. Raises BankRefused, and nothing else, for what can't be read."""
    head = data[:_HEAD].lstrip()
    if not head:
        raise BankRefused(f"Dit bestand is leeg. {_ASK}")
    if len(data) > MAX_BYTES:
        raise BankRefused(f"Dit bestand is groter dan {MAX_BYTES // 1024 // 1024} MB. Vraag de bank om een bestand per dag.")  # fmt: skip
    for start, sentence in _STARTS:
        if head.startswith(start):
            raise BankRefused(sentence)
    sha256 = hashlib.sha256(data).hexdigest()
    if _is_xml(head):
        form, statements = read_camt(data.lstrip())
        return BankFile(name, sha256, form, statements)
    if _MT_START.search(_plain_lines(data)):
        _is_statement(data)
        return BankFile(name, sha256, Format.MT940, read_mt940(data))
    if _CSV.match(head):
        raise BankRefused(f"Dit is een CSV-bestand. Daaruit is niet na te rekenen of alles er is. {_ASK}")
    raise BankRefused(f"Dit is geen bankafschrift dat Wegwijs kent. {_ASK}")


def _plain_lines(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").removeprefix(_BYTE_ORDER[0])


def _is_xml(head: bytes) -> bool:
    if _HTML.match(head):
        raise BankRefused(f"Dit is een webpagina. {_ASK}")
    for mark in _BYTE_ORDER:
        head = head.removeprefix(mark)
    return head.lstrip(b" \t\r\n\x00").startswith(b"<")


def _is_statement(data: bytes) -> None:
    text = _plain_lines(data)
    if not _MT_BALANCE.search(text) and _MT942.search(text):
        raise BankRefused(f"Dit is een overzicht van een dag die nog loopt (MT942). {_ASK}")
