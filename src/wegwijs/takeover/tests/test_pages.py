"""The pages: from file to dossiers, for whoever may; and nothing that somebody types breaks them."""

import io
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from support.region import START, TODAY, Region
from wegwijs import jobs
from wegwijs.access.actor import Actor, actor_of
from wegwijs.access.commands import employ
from wegwijs.access.roles import Role
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import NotAllowed
from wegwijs.imports.models import ImportFile, ImportRow
from wegwijs.takeover.tests.test_caseload import ASIEL, HEAD, WITH_PIP, checked, stored, taken, undone

SignedIn = Callable[[Actor], Client]


@pytest.fixture
def desk(region: Region, signed_in: SignedIn) -> Client:
    return signed_in(region.teamlead)


def send(desk: Client, content: bytes, name: str = "export.csv") -> str:
    typed = {
        "gemeente": "0505", "origin": "Oud systeem", "as_of": "20-11-2026", "file": SimpleUploadedFile(name, content),
    }  # fmt: skip
    return desk.post("/overname/", typed, follow=True).content.decode()


def test_the_whole_way_from_file_to_dossier_and_back(desk: Client) -> None:
    assert "Nog geen bestanden" in desk.get("/overname/").content.decode()
    assert "Welke kolom is wat?" in send(desk, "\r\n".join((HEAD, ASIEL, WITH_PIP)).encode())
    upload = ImportFile.objects.get()
    chosen = {f"kolom_{place}": upload.mapping.get(c, "") for place, c in enumerate(upload.columns)}
    assert desk.post(f"/bestanden/{upload.pk}/kolommen/", chosen).status_code == 302
    busy = desk.get(f"/bestanden/{upload.pk}/")
    assert busy.headers["Refresh"].startswith("2; url=?ververs=1")
    assert "Er wordt nog niets overgenomen" in busy.content.decode()
    assert jobs.run_due() == 1
    seen = desk.get(f"/bestanden/{upload.pk}/").content.decode()
    assert "Nagekeken, nog niets overgenomen" in seen
    assert "verschil" in seen
    one = desk.get(f"/bestanden/{upload.pk}/regel/3/").content.decode()
    assert "10-05-2026" in one
    assert "DUO, volgens Oud systeem, 20-11-2026" in one
    assert "999993653" not in one
    assert desk.post(f"/bestanden/{upload.pk}/overnemen/").status_code == 302
    jobs.run_due()
    done = desk.get(f"/bestanden/{upload.pk}/").content.decode()
    assert "Overgenomen: 2 regels." in done
    assert Dossier.objects.earliest("number").number in done
    assert desk.post(f"/bestanden/{upload.pk}/terugdraaien/").status_code == 302
    jobs.run_due()
    assert (
        "Alles wat uit dit bestand kwam is weer weg" in desk.get(f"/bestanden/{upload.pk}/").content.decode()
    )


def test_an_excel_file_is_taken_as_well(desk: Client) -> None:
    book, out = Workbook(), io.BytesIO()
    for line in (HEAD, ASIEL):
        book.active.append(line.split(";"))
    book.save(out)
    assert "Welke kolom is wat?" in send(desk, out.getvalue(), "export.xlsx")


def test_columns_can_be_chosen_again_after_the_dry_run_and_are_remembered(
    region: Region, desk: Client
) -> None:
    upload = checked(region, ASIEL)
    page = f"/bestanden/{upload.pk}/kolommen/"
    assert desk.get(page).status_code == 200
    chosen = {f"kolom_{place}": upload.mapping.get(c, "") for place, c in enumerate(upload.columns)}
    place = upload.columns.index("Uiterste datum PIP")
    desk.post(page, {**chosen, f"kolom_{place}": ""})
    jobs.run_due()
    upload.refresh_from_db()
    assert upload.state == ImportFile.State.CHECKED
    assert "Uiterste datum PIP" not in upload.mapping
    again = stored(region, ASIEL)
    assert "Uiterste datum PIP" not in again.mapping
    assert again.mapping["Kennisgeving"] == "kennisgeving"


def test_the_list_can_be_narrowed_and_says_when_nothing_is_there(region: Region, desk: Client) -> None:
    upload = checked(region, ASIEL, "1;;x;;;;;;;;;;;;;")
    refused = desk.get(f"/bestanden/{upload.pk}/?toon=geweigerd").content.decode()
    assert "regel 3" in refused
    assert "regel 2<" not in refused
    assert "Geen regels" in desk.get(f"/bestanden/{upload.pk}/?toon=verschil").content.decode()
    assert desk.get(f"/bestanden/{upload.pk}/?toon=onzin&na=99999999999999999999").status_code == 200


def test_the_report_holds_the_refused_rows_and_no_formula(region: Region, desk: Client) -> None:
    upload = checked(region, "1;;=1+1;;;;;;;;;;;;;", "2;;@x;;;;;;;;;;;;;")
    text = desk.get(f"/bestanden/{upload.pk}/geweigerd.csv").content.decode("utf-8-sig")
    assert ";'=1+1;" in text
    assert ";'@x;" in text


def test_acts_that_come_too_early_or_late_say_so(region: Region, desk: Client) -> None:
    upload = stored(region, ASIEL)
    for act in ("overnemen", "verder", "terugdraaien"):
        answer = desk.post(f"/bestanden/{upload.pk}/{act}/", follow=True)
        assert "Ververs de pagina" in answer.content.decode() or "Wacht tot" in answer.content.decode()
    assert desk.post(f"/bestanden/{upload.pk}/stop/").status_code == 302


def test_it_is_not_there_for_who_may_not(region: Region, signed_in: SignedIn) -> None:
    upload = checked(region, ASIEL)
    for who in (region.regisseur, region.outsider, region.counsellor, region.administrator):
        browser = signed_in(who)
        assert browser.get("/overname/").status_code == 404
        for part in ("", "kolommen/", "regel/2/", "geweigerd.csv"):
            assert browser.get(f"/bestanden/{upload.pk}/{part}").status_code == 404
        for act in ("overnemen", "stop", "verder", "terugdraaien"):
            assert browser.post(f"/bestanden/{upload.pk}/{act}/").status_code == 404
    with pytest.raises(NotAllowed):
        stored(region, ASIEL, by=region.regisseur)


def test_functional_management_takes_over_without_seeing_the_dossiers(
    region: Region, signed_in: SignedIn
) -> None:
    employee = employ(
        region.organisations["SDD"], username="kok", name="R. Kok", function="beheer", roles={Role.BEHEER: ("0505",)},
        valid_from=START, phone="0787708910",
    )  # fmt: skip
    beheer = actor_of(employee.user, on=TODAY)
    assert beheer
    upload = taken(region, ASIEL, by=beheer)
    assert upload.taken == 1
    browser = signed_in(beheer)
    dossier = Dossier.objects.get()
    assert dossier.number not in browser.get(f"/bestanden/{upload.pk}/").content.decode()
    assert browser.get(f"/dossier/{dossier.pk}/").status_code == 404


def test_a_page_costs_the_same_for_many_rows(
    region: Region, desk: Client, statements: Callable[[Client, str], int]
) -> None:
    one = checked(region, ASIEL)
    many = checked(region, *(f"{n};;x;;;;;;;;;;;;;" for n in range(60)))
    counted = [statements(desk, f"/bestanden/{upload.pk}/") for upload in (one, many)]
    assert counted[0] == counted[1] <= 8
    assert statements(desk, f"/bestanden/{one.pk}/regel/2/") <= 8
    assert statements(desk, "/overname/") <= 8


def test_a_list_of_rows_pages_by_line(region: Region, desk: Client) -> None:
    upload = checked(region, *(f"{n};;x;;;;;;;;;;;;;" for n in range(60)))
    first = desk.get(f"/bestanden/{upload.pk}/").content.decode()
    assert "na=51" in first
    assert "regel 61" in desk.get(f"/bestanden/{upload.pk}/?na=51").content.decode()


NAUGHTY = [
    "", "null", "<script>alert(1)</script>", "'; DROP TABLE dossiers_dossier; --", "\u202e", "\ufeff", "Ω≈ç√∫", "🏳️‍🌈", "%s%n",
    "{{ 7*7 }}", "${jndi:ldap://x}", "=cmd|' /C calc'!A0", "١٢٣", "1e309", "-1", "9" * 400, "\\", '"', "00-00-0000",
    "29-02-2027", "31-12-9999", "0001-01-01", "\u0000", "\x1b[31m",
]  # fmt: skip


@pytest.mark.parametrize("text", NAUGHTY, ids=[str(n) for n in range(len(NAUGHTY))])
def test_no_text_breaks_a_row_or_its_pages(region: Region, desk: Client, text: str) -> None:
    cell = '"' + text.replace('"', '""').replace("\0", "") + '"'
    cells = ASIEL.split(";")
    lines = [";".join([*cells[:n], cell, *cells[n + 1 :]]) for n in range(2, len(cells))]
    upload = taken(
        region, *(line.replace("999990408;2811111111", f";28{n:08}") for n, line in enumerate(lines))
    )
    assert upload.state == ImportFile.State.DONE
    assert upload.rows.exclude(state__in=[ImportRow.State.TAKEN, ImportRow.State.REFUSED]).count() == 0
    page = desk.get(f"/bestanden/{upload.pk}/").content.decode()
    assert "<script>alert" not in page
    assert all(desk.get(f"/bestanden/{upload.pk}/regel/{n}/").status_code == 200 for n in (2, 5, 9))
    assert undone(region, upload).taken == 0


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=st.lists(st.text(max_size=60), min_size=16, max_size=16))
def test_any_row_is_taken_or_refused(region: Region, cells: list[str]) -> None:
    line = ";".join('"' + c.replace('"', '""').replace("\0", "") + '"' for c in cells)
    content = "\r\n".join((HEAD, ASIEL, line)).encode("utf-8", "replace").decode()
    upload = checked(region, *content.split("\r\n", 2)[1:])
    assert upload.state == ImportFile.State.CHECKED
