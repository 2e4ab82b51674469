"""Reading what people upload."""

import pytest

from wegwijs.errors import DomainError
from wegwijs.tables import MAX_BYTES, read_table

TEXT = "bsn;naam\r\n123;Şêrîn\r\n"
PLAIN = "bsn;naam\n123;Zoë\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(), TEXT.encode("utf-8-sig"), TEXT.encode("utf-16"), TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"), TEXT.encode("utf-32"), f"sep=;\r\n{TEXT}".encode(),
    ],
)  # fmt: skip
def test_unicode_is_read_in_each_of_its_forms(data: bytes) -> None:
    table = read_table(data)
    assert (table.header, table.rows[0].cells) == (("bsn", "naam"), {"bsn": "123", "naam": "Şêrîn"})


def test_windows_1252_is_read() -> None:
    assert read_table(PLAIN.encode("cp1252")).rows[0].cells["naam"] == "Zoë"


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_each_usual_delimiter_is_found(delimiter: str) -> None:
    assert read_table(PLAIN.replace(";", delimiter).encode()).header == ("bsn", "naam")


def test_rows_keep_the_number_that_a_spreadsheet_shows() -> None:
    table = read_table(b'a;b\n1;"two\nlines"\n\n;;\n2;x\n')
    assert [(row.line, row.cells["a"]) for row in table.rows] == [(2, "1"), (6, "2")]


def test_a_short_row_is_filled_up_and_a_long_one_says_so() -> None:
    short, long = read_table(b"a;b\n1\n1;2;3\n").rows
    assert (short.cells, short.problem) == ({"a": "1", "b": ""}, "")
    assert long.problem == "Deze regel heeft 3 velden, de eerste regel heeft er 2."


REFUSED = [
    (b"", "leeg"),
    (b" \n", "leeg"),
    (b"PK\x03\x04rest", "Excel"),
    (b"\xd0\xcf\x11\xe0rest", "Excel"),
    (b"%PDF-1.7", "PDF"),
    (b"a;b\n\x81\x8d;\n", "niet als tekst"),
    (b"a;b\n1;\x00\x00\x00\x00", "niet als tekst"),
    (b'a;b\n"1;2\n', "regel 2"),
    (b"a;a\n1;2\n", "twee keer"),
    (b"a;b\n", "alleen een eerste regel"),
    (b";;\n", "geen gegevens"),
    (b"a" * (MAX_BYTES + 1), "10 MB"),
]


@pytest.mark.parametrize(("data", "said"), REFUSED, ids=[said for _, said in REFUSED])
def test_what_is_no_table_is_refused_with_the_remedy(data: bytes, said: str) -> None:
    with pytest.raises(DomainError, match=said) as refusal:
        read_table(data)
    assert refusal.value.field == "file"


def test_columns_are_found_whatever_their_case_and_a_missing_one_is_named() -> None:
    table = read_table(b"BSN ; Geboorte_Datum;extra\n1;2;3\n")
    renamed = table.expecting(["bsn"], ["geboortedatum"])
    assert renamed.rows[0].cells == {"bsn": "1", "geboortedatum": "2", "extra": "3"}
    with pytest.raises(
        DomainError, match=r"ontbreken de kolommen ‘naam’, ‘plaats’. Verwacht: bsn, naam, plaats"
    ):
        table.expecting(["bsn", "naam", "plaats"])
