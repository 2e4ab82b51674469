"""Facts of DUO that are typed or uploaded: the same effect as by machine, each mistake said at its place."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from support.region import Region, make_dossier
from wegwijs import clock, jobs
from wegwijs.access.actor import Actor
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Dossier, State, Variant
from wegwijs.errors import DomainError
from wegwijs.exchange.duo.commands import TypedFacts, record_from_portal, store_list, take_in
from wegwijs.exchange.duo.fake.server import FakeDuo
from wegwijs.exchange.duo.jobs import pick_up
from wegwijs.exchange.duo.models import DuoUpload

SignedIn = Callable[[Actor], Client]
BSN, OTHER = "999993653", "999995017"
DUTY: dict[str, Any] = {"plichtig": True, "begin": date(2026, 8, 18), "kennisgeving": date(2026, 8, 20)}
HEADER = "bsn;plichtig;begin plicht;kennisgeving;doelgroep"
LINE = f"{BSN};ja;18-08-2026;20-08-2026;Asielstatushouder"


def typed(region: Region, **facts: Any) -> Dossier:
    dossier, _ = record_from_portal(
        region.dordrecht, bsn=BSN, v_nummer=None, typed=TypedFacts(**facts), by=region.regisseur
    )
    return dossier


def test_typed_facts_open_the_dossier_and_start_the_clock(region: Region) -> None:
    dossier = typed(region, **DUTY, indeling="Asielstatushouder", gedetailleerd="Asielstatushouder")
    assert (dossier.variant, dossier.opened_on) == (Variant.ASIEL, date(2026, 8, 20))
    row = dossier.gebeurtenissen.get(kind=Kind.DUO_PLICHT)
    assert (row.origin, row.by) == (Origin.DUO, "A. de Vries, SDD")
    assert dossier.taken.filter(source_key="brp").exists()


def test_typing_the_same_twice_changes_nothing(region: Region) -> None:
    typed(region, **DUTY)
    _, new = record_from_portal(
        region.dordrecht, bsn=BSN, v_nummer=None, typed=TypedFacts(**DUTY), by=region.regisseur
    )
    assert (new, Dossier.objects.count()) == (0, 1)


def test_an_obligation_that_ended_closes_the_dossier(region: Region) -> None:
    typed(region, **DUTY)
    typed(region, plichtig=False, reden="Inburgeringsplicht voldaan", einde=date(2026, 11, 2))
    assert Dossier.objects.get().state == State.GESLOTEN


def test_term_and_test_are_taken_over(region: Region) -> None:
    dossier = typed(
        region, termijn_van=date(2026, 11, 21), termijn_tot=date(2029, 11, 21),
        toets="B1-route haalbaar", toets_op=date(2026, 10, 1), toets_score="61,50",
    )  # fmt: skip
    kinds = set(dossier.gebeurtenissen.values_list("kind", flat=True))
    assert {Kind.DUO_TERMIJN, Kind.DUO_TOETS_RESULTAAT} <= kinds


MISTAKES: list[tuple[dict[str, Any], str, str]] = [
    ({}, "", "ten minste één gegeven"),
    ({"plichtig": True}, "begin", "vanaf welke dag"),
    ({"plichtig": True, "begin": date(2026, 8, 1)}, "kennisgeving", "kennisgeving"),
    ({**DUTY, "kennisgeving": date(2026, 12, 1)}, "kennisgeving", "toekomst"),
    ({**DUTY, "reden": "Overlijden"}, "reden", "hoort geen reden"),
    ({"begin": date(2026, 8, 1)}, "plichtig", "inburgeringsplichtig is"),
    ({"plichtig": False}, "reden", "waarom"),
    ({"plichtig": False, "reden": "Overig"}, "einde", "vanaf welke dag"),
    ({"plichtig": False, "reden": "Zomaar", "einde": date(2026, 1, 1)}, "reden", "kent DUO niet"),
    ({"plichtig": False, "reden": "Overig", "begin": date(2026, 2, 1), "einde": date(2026, 1, 1)}, "einde", "voor zij"),
    ({"gedetailleerd": "Overig"}, "indeling", "doelgroep zelf"),
    ({"indeling": "Student"}, "indeling", "kent DUO niet"),
    ({"termijn_van": date(2026, 1, 1)}, "termijn_tot", "tot wanneer"),
    ({"termijn_tot": date(2026, 1, 1)}, "termijn_van", "wanneer"),
    ({"termijn_van": date(2026, 1, 1), "termijn_tot": date(2025, 1, 1)}, "termijn_tot", "voor hij begint"),
    ({"toets_op": date(2026, 1, 1)}, "toets", "uitslag"),
    ({"toets": "Onbekend", "toets_op": date(2026, 1, 1), "toets_score": "61.5"}, "toets_score", "komma"),
    ({"toets": "Onbekend"}, "toets_op", "afgenomen"),
    ({"toets": "Onbekend", "toets_op": date(2027, 1, 1)}, "toets_op", "toekomst"),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "field", "words"), MISTAKES, ids=[f"{m[1]}: {m[2]}" for m in MISTAKES])
def test_a_mistake_is_said_at_its_field(
    region: Region, facts: dict[str, Any], field: str, words: str
) -> None:
    with pytest.raises(DomainError, match=words) as refusal:
        typed(region, **facts)
    assert (refusal.value.field or "") == field
    assert not Dossier.objects.exists()


def test_the_form_keeps_what_was_typed_and_opens_the_dossier(region: Region, signed_in: SignedIn) -> None:
    browser = signed_in(region.regisseur)
    data = {"gemeente": "0505", "bsn": BSN, "plichtig": "ja", "begin": "18-08-2026"}
    page = browser.post("/duo/gegevens/", data).content.decode()
    assert "Vul de datum van de kennisgeving in" in page
    assert 'value="18-08-2026"' in page
    answer = browser.post("/duo/gegevens/", {**data, "kennisgeving": "20-08-2026"})
    assert answer.headers["Location"] == f"/dossier/{Dossier.objects.get().pk}/"


def test_the_form_of_a_dossier_adds_what_is_new(
    region: Region, dossier: Dossier, signed_in: SignedIn
) -> None:
    browser = signed_in(region.regisseur)
    answer = browser.post(
        f"/duo/gegevens/{dossier.pk}/",
        {"termijn_van": "21-11-2026", "termijn_tot": "21-11-2029"},
        follow=True,
    )
    assert "1 gegeven van DUO vastgelegd" in answer.content.decode()


def test_a_gemeente_with_a_link_is_not_in_the_list(
    region: Region, fake: FakeDuo, signed_in: SignedIn
) -> None:
    page = signed_in(region.regisseur).get("/duo/gegevens/").content.decode()
    assert "Al uw gemeenten hebben een koppeling" in page
    with pytest.raises(DomainError, match="heeft een koppeling"):
        store_list(region.dordrecht, file_name="x.csv", content=b"x", by=region.regisseur)


def send(browser: Client, content: bytes, name: str = "duo.csv") -> Any:
    return browser.post("/duo/lijst/", {"gemeente": "0505", "file": SimpleUploadedFile(name, content)})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_list_is_kept_and_taken_in_by_the_worker(
    region: Region, signed_in: SignedIn, encoding: str
) -> None:
    browser = signed_in(region.regisseur)
    answer = send(browser, f"{HEADER};opmerking é\n{LINE};ü\n".encode(encoding))
    upload = DuoUpload.objects.get()
    assert answer.headers["Location"] == f"/duo/lijst/{upload.pk}/"
    waiting = browser.get(answer.headers["Location"])
    assert "0 van 1 regels" in waiting.content.decode()
    assert waiting.headers["Refresh"] == "2"
    jobs.run_due()
    page = browser.get(answer.headers["Location"])
    assert "Overgenomen: 1 van 1 regels" in page.content.decode()
    assert "Refresh" not in page.headers
    assert Dossier.objects.get().variant == Variant.ASIEL


def test_a_wrong_header_names_the_columns_that_are_expected(region: Region, signed_in: SignedIn) -> None:
    page = send(signed_in(region.regisseur), b"naam;plaats\nx;y\n").content.decode()
    assert "ontbreekt de kolom ‘bsn’" in page
    assert "kennisgeving" in page
    assert "Gevonden: naam, plaats" in page
    assert not DuoUpload.objects.exists()


def test_a_list_without_any_fact_is_refused(region: Region, signed_in: SignedIn) -> None:
    page = send(signed_in(region.regisseur), f"bsn;naam\n{BSN};x\n".encode()).content.decode()
    assert "geen kolom met gegevens van DUO" in page


def test_each_refused_line_is_reported_and_the_others_are_taken(region: Region, signed_in: SignedIn) -> None:
    lines = [
        HEADER, LINE, "123456789;ja;18-08-2026;20-08-2026;", f"{OTHER};misschien;;;", f"{OTHER};ja;31-02-2026;;",
        ";ja;18-08-2026;20-08-2026;", f"{OTHER};ja;18-08-2026;;", f"{OTHER};ja;1;2;3;4",
    ]  # fmt: skip
    browser = signed_in(region.regisseur)
    address = send(browser, "\n".join(lines).encode()).headers["Location"]
    jobs.run_due()
    upload = DuoUpload.objects.get()
    assert (upload.done, upload.taken, [line for line, _ in upload.report]) == (7, 1, [3, 4, 5, 6, 7, 8])
    page = browser.get(address).content.decode()
    for words in (
        "Niet overgenomen: 6 van 7 regels",
        "Dit BSN klopt niet",
        "geen ja of nee",
        "is geen datum",
    ):
        assert words in page


def test_taking_in_twice_changes_nothing_twice(region: Region) -> None:
    upload = store_list(
        region.dordrecht, file_name="x.csv", content=f"{HEADER}\n{LINE}\n".encode(), by=region.regisseur
    )
    take_in(upload.pk)
    DuoUpload.objects.update(state=DuoUpload.State.RUNNING, done=0, taken=0)
    take_in(upload.pk)
    assert Dossier.objects.get().gebeurtenissen.filter(kind=Kind.DUO_PLICHT).count() == 1


def test_a_list_of_another_gemeente_is_not_found(region: Region, signed_in: SignedIn) -> None:
    upload = store_list(
        region.dordrecht, file_name="x.csv", content=f"{HEADER}\n{LINE}\n".encode(), by=region.regisseur
    )
    assert signed_in(region.outsider).get(f"/duo/lijst/{upload.pk}/").status_code == 404
    assert send(signed_in(region.outsider), f"{HEADER}\n{LINE}\n".encode()).status_code == 200
    assert DuoUpload.objects.count() == 1


def test_a_large_list_is_taken_in_by_batches(region: Region) -> None:
    make_dossier(region, bsn=BSN)
    content = "\n".join([HEADER, *[LINE] * 45]).encode()
    upload = store_list(region.dordrecht, file_name="x.csv", content=content, by=region.regisseur)
    take_in(upload.pk)
    upload.refresh_from_db()
    assert (upload.state, upload.done, upload.taken) == (DuoUpload.State.DONE, 45, 45)


def test_a_list_whose_job_was_lost_is_picked_up(region: Region) -> None:
    store_list(
        region.dordrecht, file_name="x.csv", content=f"{HEADER}\n{LINE}\n".encode(), by=region.regisseur
    )
    with clock.frozen(clock.now() + timedelta(minutes=20)):
        pick_up()
    assert DuoUpload.objects.get().state == DuoUpload.State.DONE
