"""Any file is a statement or is refused in plain Dutch: nothing else comes out, and nothing of a line is logged."""

import contextlib
import hashlib
import io
import logging
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.bank_camt import COMMON, camt, statement
from support.bank_mt940 import SAMPLES
from wegwijs.exchange.bank import BankRefused, Format, read, read_statement

VALID = [camt(statement(*COMMON), form=form) for form in (Format.CAMT_02, Format.CAMT_08)] + [
    text.encode() for text in SAMPLES.values()
]


def refusal(data: bytes) -> str:
    with pytest.raises(BankRefused) as caught:
        read_statement("bestand", data)
    return caught.value.message


def only_ours(act: Callable[[bytes], object], data: bytes) -> None:
    """Whatever else is raised fails the test."""
    with contextlib.suppress(BankRefused):
        act(data)


def test_the_form_is_known_by_the_content_and_the_hash_by_the_bytes() -> None:
    for data, form in zip(VALID, [Format.CAMT_02, Format.CAMT_08] + [Format.MT940] * 8, strict=True):
        found = read_statement("geen-naam.pdf", data)
        assert (found.format, found.sha256) == (form, hashlib.sha256(data).hexdigest())


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf" + VALID[1], b"\r\n" + VALID[1], VALID[1].decode().replace("UTF-8", "UTF-16").encode("utf-16")])  # fmt: skip
def test_xml_is_read_with_a_byte_order_mark_and_in_utf_16(data: bytes) -> None:
    assert read_statement("x", data).statements == read_statement("x", VALID[1]).statements


def zipped() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr("camt.xml", VALID[0])
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "leeg"),
        (b" \r\n\t", "leeg"),
        (b"%PDF-1.7\n...", "pdf"),
        (zipped(), "zip"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"Datum,Naam,Bedrag\n2026-11-30,X,1", "CSV"),
        (b"<!DOCTYPE html><html></html>", "webpagina"),
        (b"<html><body></body></html>", "webpagina"),
        (b"<OFX></OFX>", "geen bankafschrift"),
        (b"OFXHEADER:100", "OFX"),
        (b"<", "geen goede XML"),
        (b"hallo", "geen bankafschrift dat Wegwijs kent"),
        (b"\x00" * 1000, "geen bankafschrift"),
        (b":20:", "van welke rekening"),
    ],
)
def test_every_other_file_is_refused_by_what_it_is(data: bytes, says: str) -> None:
    assert says in refusal(data)


def test_a_file_that_is_too_large_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wegwijs.exchange.bank.reading.MAX_BYTES", 1024 * 1024)
    assert "groter dan 1 MB" in refusal(b"<" + b" " * 1024 * 1024)


@settings(max_examples=500, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    only_ours(lambda all_of_it: read_statement("x", all_of_it), data)
    only_ours(read, data)


@settings(max_examples=500, deadline=None)
@given(st.data())
def test_a_good_file_with_a_few_bytes_changed_is_read_or_refused(data: st.DataObject) -> None:
    changed = bytearray(data.draw(st.sampled_from(VALID)))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, max(len(changed) - 1, 0)))
        act = data.draw(st.sampled_from(("put", "out", "twice", "cut")))
        if act == "put":
            changed[at : at + 1] = bytes([data.draw(st.integers(0, 255))])
        elif act == "out":
            del changed[at : at + data.draw(st.integers(1, 40))]
        elif act == "twice":
            changed[at:at] = changed[at : at + data.draw(st.integers(1, 200))]
        else:
            del changed[max(at, 20) :]
    only_ours(lambda all_of_it: read_statement("x", all_of_it), bytes(changed))


def test_nothing_of_a_line_is_logged_or_stands_in_a_description(caplog: pytest.LogCaptureFixture) -> None:
    secret = "WONINGSTICHTING DE SLUIS"
    with caplog.at_level(logging.DEBUG):
        for data in VALID:
            found = read_statement("x", data)
            only_ours(lambda all_of_it: read_statement("x", all_of_it), data.replace(b"650", b"65O"))
            assert secret not in repr(found)
            assert "NL20INGB0001234567" not in repr(found)
    assert not caplog.records
