"""A list of DUO's portal: any usual file is read, tried out first, and every line that is refused says why."""

import codecs
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from support import duo
from support.region import TODAY, Region, make_dossier
from wegwijs import jobs
from wegwijs.access.actor import Actor
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Variant
from wegwijs.errors import NotAllowed
from wegwijs.exchange.duo.duo_file import DUO_FILE
from wegwijs.exchange.duo.fake.server import FakeDuo
from wegwijs.imports.commands import map_columns, store_file, take_over, work_on
from wegwijs.imports.models import ImportFile, ImportRow

SignedIn = Callable[[Actor], Client]
BSN, OTHER, THIRD = "999993653", "999995017", "999995078"
HEAD = "bsn;plichtig;begin plicht;kennisgeving;doelgroep"
LINE = f"{BSN};ja;18-08-2026;20-08-2026;Asielstatushouder"
State = ImportFile.State


@pytest.fixture
def desk(region: Region, signed_in: SignedIn) -> Client:
    return signed_in(region.regisseur)


def send(desk: Client, content: bytes, name: str = "duo.csv") -> Any:
    typed = {"gemeente": "0505", "as_of": "23-11-2026", "file": SimpleUploadedFile(name, content)}
    return desk.post("/duo/lijst/", typed, follow=True)


def stored(region: Region, *lines: str, head: str = HEAD) -> ImportFile:
    content = "\n".join((head, *lines)).encode()
    return store_file(
        DUO_FILE, region.dordrecht, file_name="duo.csv", content=content, origin="portaal", as_of=TODAY,
        by=region.regisseur,
    )  # fmt: skip


def tried(region: Region, *lines: str, head: str = HEAD) -> ImportFile:
    upload = stored(region, *lines, head=head)
    map_columns(upload, upload.mapping, by=region.regisseur)
    work_on(upload.pk)
    upload.refresh_from_db()
    return upload


def taken(region: Region, *lines: str, head: str = HEAD) -> ImportFile:
    upload = tried(region, *lines, head=head)
    take_over(upload, by=region.regisseur)
    work_on(upload.pk)
    upload.refresh_from_db()
    return upload


def refused(upload: ImportFile) -> list[tuple[int, str, str]]:
    rows = upload.rows.filter(state=ImportRow.State.REFUSED)
    assert all(row.remedy for row in rows), "each refusal says what to do"
    return [(row.line, row.field, row.reason) for row in rows]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_every_usual_file_is_read_and_its_columns_are_known(
    desk: Client, encoding: str, delimiter: str
) -> None:
    text = f"{HEAD};opmerking é\r\n{LINE};ü\r\n".replace(";", delimiter)
    page = send(desk, text.encode(encoding))
    assert "Welke kolom is wat?" in page.content.decode()
    upload = ImportFile.objects.get()
    assert [upload.mapping.get(column) for column in upload.columns] == [
        "bsn", "plichtig", "begin", "kennisgeving", "indeling", None,
    ]  # fmt: skip


def test_an_excel_file_is_read_under_whatever_name(desk: Client) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet
    sheet.append(HEAD.split(";"))
    sheet.append([int(BSN), "ja", TODAY, TODAY, "Asielstatushouder"])
    file = io.BytesIO()
    book.save(file)
    assert "Welke kolom is wat?" in send(desk, file.getvalue(), "duo.csv").content.decode()


def test_nothing_changes_before_someone_saw_what_it_would_do(desk: Client) -> None:
    page = send(desk, f"{HEAD}\n{LINE}\n{OTHER};misschien;;;\n".encode())
    upload = ImportFile.objects.get()
    chosen = {f"kolom_{place}": upload.mapping[c] for place, c in enumerate(upload.columns)}
    address = f"/bestanden/{upload.pk}/"
    assert desk.post(page.redirect_chain[-1][0], chosen).headers["Location"] == address
    assert jobs.run_due() == 1
    shown = desk.get(address).content.decode()
    assert "1 regel kan worden overgenomen, 1 niet." in shown
    assert "geen ja of nee" in shown
    assert not Dossier.objects.exists()
    desk.post(f"{address}overnemen/")
    assert jobs.run_due() == 1
    assert Dossier.objects.get().variant == Variant.ASIEL
    assert "1 van 2 regels geweigerd" in desk.get(address).content.decode()
    report = desk.get(f"{address}geweigerd.csv").content.decode("utf-8-sig")
    assert (
        "Inburgeringsplichtig (kolom ‘plichtig’);‘misschien’ is geen ja of nee.;Schrijf ja of nee." in report
    )
    assert f";{OTHER};misschien;" in report


def test_a_wrong_header_is_put_right_by_choosing(desk: Client) -> None:
    page = send(desk, f"naam;nummer\nx;{BSN}\n".encode())
    address = page.redirect_chain[-1][0]
    assert "Kies welke kolom het v-nummer of het BSN is" in desk.post(address, {}).content.decode()
    only = desk.post(address, {"kolom_1": "bsn"}).content.decode()
    assert "ten minste één kolom met een gegeven van DUO" in only
    assert 'value="bsn" selected' in only


FILES: list[tuple[str, bytes, str]] = [
    ("nothing", b"", "leeg"),
    ("blanks", b" \r\n \r\n", "leeg"),
    ("only a header", HEAD.encode(), "alleen een eerste regel"),
    ("only a mark", codecs.BOM_UTF8, "geen gegevens"),
    ("a zip under another name", b"PK\x03\x04" + b"x" * 99, "zip-bestand dat Wegwijs niet kan lezen"),
    ("old Excel", b"\xd0\xcf\x11\xe0" + b"x" * 99, "oud Excel"),
    ("a PDF", b"%PDF-1.7", "een PDF"),
    ("noise", b"a;b\n\x81\x8d\xff;1", "niet als tekst lezen"),
    ("an open quote", b'bsn;plichtig\n"999993653;ja\n', "aanhalingsteken"),
    ("a column twice", b"bsn;bsn\n1;2\n", "staat twee keer"),
    ("over ten megabytes", b"x" * (10 * 1024 * 1024 + 1), "te groot"),
]


@pytest.mark.parametrize(("what", "content", "said"), FILES, ids=[f[0] for f in FILES])
def test_a_file_that_can_not_be_read_says_so_and_keeps_what_was_typed(
    desk: Client, what: str, content: bytes, said: str
) -> None:
    page = send(desk, content).content.decode()
    assert said in page
    assert 'value="23-11-2026"' in page
    assert not ImportFile.objects.exists()


def test_ten_megabytes_are_read(desk: Client) -> None:
    line = LINE.replace("Asielstatushouder", "x" * 2000).encode()
    count = (10 * 1024 * 1024 - 500) // (len(line) + 1)
    content = HEAD.encode() + b"\n" + b"\n".join([line] * count)
    assert 9_900_000 < len(content) <= 10 * 1024 * 1024
    assert "Welke kolom is wat?" in send(desk, content).content.decode()


ROWS: list[tuple[str, str, str]] = [
    ("123456789;ja;18-08-2026;20-08-2026;", "BSN", "Dit BSN klopt niet"),
    (";ja;18-08-2026;20-08-2026;", "BSN", "geen BSN en geen v-nummer"),
    ("=1+1;ja;18-08-2026;20-08-2026;", "BSN", "Dit BSN klopt niet"),
    (f"{OTHER};=WAAR();;;", "Inburgeringsplichtig (kolom ‘plichtig’)", "geen ja of nee"),
    (f"{OTHER};ja;31-02-2026;;", "Begin van de plicht (kolom ‘begin plicht’)", "geen datum"),
    (f"{OTHER};ja;18-08-2026;;", "Datum kennisgeving (kolom ‘kennisgeving’)", "datum van de kennisgeving"),
    (f"{OTHER};ja;18-08-2026;01-12-2026;", "Datum kennisgeving (kolom ‘kennisgeving’)", "in de toekomst"),
    (f"{OTHER};;;;Student", "Doelgroep", "kent DUO niet"),
    (f"{OTHER};;;;", "", "ten minste één gegeven"),
    (f"{OTHER};ja;1;2;3;4", "", "6 velden"),
    (f"{BSN};ja;18-08-2026;20-08-2026;", "", "staat ook op regel 2"),
    (f"{OTHER};;;;{'x' * 300}", "Doelgroep", "te lang"),
]


@pytest.mark.parametrize(("line", "field", "reason"), ROWS, ids=[r[2] for r in ROWS])
def test_a_wrong_line_names_its_column_and_the_others_are_taken(
    region: Region, line: str, field: str, reason: str
) -> None:
    upload = taken(region, LINE, line, f"{THIRD};ja;18-08-2026;20-08-2026;")
    [(number, named, said)] = refused(upload)
    assert (number, named) == (3, field)
    assert reason in said
    assert (upload.state, upload.taken, Dossier.objects.count()) == (State.DONE, 2, 2)


def test_a_line_that_breaks_our_code_is_parked_and_the_others_are_taken(
    region: Region, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    whole = DUO_FILE.take

    def breaks(upload: ImportFile, row: ImportRow, **kwargs: Any) -> Any:
        if row.line == 3:
            raise ZeroDivisionError(OTHER)
        return whole(upload, row, **kwargs)

    monkeypatch.setattr(type(DUO_FILE), "take", lambda self, *args, **kwargs: breaks(*args, **kwargs))
    lines = (f"{bsn};ja;18-08-2026;20-08-2026;" for bsn in (BSN, OTHER, THIRD))
    upload = taken(region, *lines)
    assert refused(upload) == [(3, "", "Er ging iets mis in Wegwijs (ZeroDivisionError).")]
    assert upload.taken == 2
    assert OTHER not in caplog.text


def test_the_same_list_twice_changes_nothing_twice(region: Region) -> None:
    taken(region, LINE)
    events = Dossier.objects.get().gebeurtenissen.count()
    taken(region, LINE)
    assert Dossier.objects.get().gebeurtenissen.count() == events
    assert Dossier.objects.get().gebeurtenissen.filter(kind=Kind.DUO_PLICHT).count() == 1


def test_columns_that_nobody_chose_are_not_kept_of_a_line(region: Region) -> None:
    upload = taken(region, f"{LINE};suikerziekte", head=f"{HEAD};gezondheid")
    assert "suikerziekte" not in str(ImportRow.objects.get(file=upload).cells)


def test_once_there_is_a_link_a_list_changes_nothing(region: Region, fake: FakeDuo) -> None:
    upload = taken(region, LINE)
    assert "heeft een koppeling met DUO" in refused(upload)[0][2]
    assert not Dossier.objects.exists()


def test_a_list_is_not_there_for_another_gemeente(region: Region, signed_in: SignedIn) -> None:
    upload = stored(region, LINE)
    for part in ("", "kolommen/", "geweigerd.csv"):
        assert signed_in(region.outsider).get(f"/bestanden/{upload.pk}/{part}").status_code == 404
    assert send(signed_in(region.outsider), f"{HEAD}\n{LINE}\n".encode()).status_code == 200
    assert ImportFile.objects.count() == 1
    with pytest.raises(NotAllowed):
        store_file(
            DUO_FILE, region.dordrecht, file_name="x", content=b"a;b\n1;2", origin="", as_of=TODAY,
            by=region.outsider,
        )  # fmt: skip


def test_a_gemeente_with_a_link_is_not_asked_for(region: Region, desk: Client) -> None:
    duo.start_afresh()
    duo.link(region.dordrecht)
    assert "Al uw gemeenten hebben een koppeling" in desk.get("/duo/lijst/").content.decode()
    answer = send(desk, f"{HEAD}\n{LINE}\n".encode()).content.decode()
    assert not ImportFile.objects.exists()
    assert "Al uw gemeenten" in answer


def test_someone_who_is_known_keeps_the_dossier_there_is(region: Region) -> None:
    dossier = make_dossier(region, bsn=BSN)
    upload = taken(region, LINE)
    assert upload.rows.get().subject == dossier.pk
    assert not upload.rows.get().new
