"""A file of COA: any encoding, columns chosen, good rows kept, bad rows refused with what to do."""

import codecs
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from support.region import TODAY, Region, make_dossier
from wegwijs import jobs
from wegwijs.access.actor import Actor
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.imports.commands import map_columns, stop_file, store_file
from wegwijs.imports.jobs import work_on_file
from wegwijs.imports.models import ImportFile, ImportRow
from wegwijs.people.commands import person_from_numbers
from wegwijs.people.models import Person, Source
from wegwijs.people.queries import likely_doubles
from wegwijs.stages.overdracht.coa_file import COA_FILE
from wegwijs.stages.overdracht.models import ProfielVeld

SignedIn = Callable[[Actor], Client]
HEAD = "V-nummer;Achternaam;Voornaam;Geboortedatum;AZC;Datum koppeling;Moedertaal;DigiD;Opmerking"
GOOD = "2811111111;Çelik;Zoë;14-06-1988;azc Dronten;01-10-2026;Turks;ja;"
State = ImportFile.State


@pytest.fixture
def desk(region: Region, signed_in: SignedIn) -> Client:
    return signed_in(region.regisseur)


def stored(region: Region, *lines: str, head: str = HEAD, encoding: str = "utf-8") -> ImportFile:
    content = "\r\n".join((head, *lines)).encode(encoding)
    return store_file(
        COA_FILE, region.dordrecht, file_name="tvs.csv", content=content, origin="COA", as_of=TODAY,
        by=region.regisseur,
    )  # fmt: skip


def taken(region: Region, *lines: str, **kwargs: str) -> ImportFile:
    upload = stored(region, *lines, **kwargs)
    map_columns(upload, upload.mapping, by=region.regisseur)
    work_on_file(file=str(upload.pk), gemeente=upload.gemeente_id)
    upload.refresh_from_db()
    return upload


def refusals(upload: ImportFile) -> list[tuple[int, str, str]]:
    rows = upload.rows.filter(state=ImportRow.State.REFUSED)
    return [(row.line, row.field.split(" (kolom")[0], row.reason) for row in rows]


def post(desk: Client, content: bytes, name: str = "tvs.csv") -> str:
    typed = {"gemeente": "0505", "as_of": "20-11-2026", "file": SimpleUploadedFile(name, content)}
    answer = desk.post("/overdracht/bestand/", typed, follow=True)
    return answer.content.decode()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_usual_encoding_is_read(region: Region, encoding: str) -> None:
    upload = taken(region, GOOD, encoding=encoding)
    assert (upload.taken, upload.state) == (1, State.DONE)
    assert Person.objects.get().geslachtsnaam == "Çelik"


def test_a_tab_and_a_comma_separate_too(region: Region) -> None:
    head = "v-nummer\tachternaam\tgeboortedatum"
    assert taken(region, "2811111111\tÇelik\t14-06-1988", head=head).taken == 1
    assert (
        taken(region, '2811111112,"Jansen, de",1-1-1990', head="v-nummer,achternaam,geboortedatum").taken == 1
    )


def test_a_new_person_without_bsn_gets_dossier_profile_and_language(region: Region) -> None:
    taken(region, GOOD)
    dossier = Dossier.objects.get()
    assert dossier.person.v_nummer == "2811111111"
    assert dossier.person.languages.get().code == "tr"
    values = dict(ProfielVeld.objects.values_list("key", "value"))
    assert values == {"locatie": "azc Dronten", "koppeldatum": "2026-10-01", "taal": "Turks", "digid": "ja"}
    assert ProfielVeld.objects.filter(row__line=2).count() == 4


def test_someone_known_keeps_the_dossier_there_is(region: Region) -> None:
    dossier = make_dossier(region)
    line = f"{dossier.person.v_nummer};;;;azc Dronten;;;;"
    assert taken(region, line).taken == 1
    assert Dossier.objects.get().profielvelden.get().value == "azc Dronten"


def test_someone_of_whom_duo_gave_only_a_number_gets_a_name(region: Region) -> None:
    known = {"bsn": None, "by": region.duo, "source": Source.DUO, "as_of": TODAY}
    person_from_numbers(v_nummer="2811111111", **known)  # type: ignore[arg-type]
    person_from_numbers(v_nummer="2844444444", **known)  # type: ignore[arg-type]
    assert taken(region, GOOD).taken == 1
    assert str(Person.objects.get(v_nummer="2811111111")) == "Zoë Çelik"
    nameless = Person.objects.get(v_nummer="2844444444")
    assert not likely_doubles(nameless)


def test_the_same_file_twice_changes_nothing_twice(region: Region) -> None:
    taken(region, GOOD)
    events = Dossier.objects.get().gebeurtenissen.count()
    again = taken(region, GOOD)
    work_on_file(file=str(again.pk), gemeente=again.gemeente_id)
    assert ProfielVeld.objects.count() == 4
    assert Dossier.objects.get().gebeurtenissen.count() == events


@pytest.mark.parametrize(
    ("line", "field", "reason"),
    [
        (";Janssen;;14-06-1988;;;;;", "V-nummer", "geen v-nummer en geen BSN"),
        ("28abc;Janssen;;14-06-1988;;;;;", "V-nummer", "10 cijfers"),
        ("2822222222;;;14-06-1988;;;;;", "Achternaam", "geen achternaam"),
        ("2822222222;Janssen;;;;;;;", "Geboortedatum", "geen geboortedatum"),
        ("2822222222;Janssen;;31-02-1988;;;;;", "Geboortedatum", "geen geboortedatum"),
        ("2822222222;Janssen;;14-06-2031;;;;;", "Geboortedatum", "ligt in de toekomst"),
        ("2822222222;Janssen;;14-06-1988;;01-01-2031;;;", "Gekoppeld op", "ligt in de toekomst"),
        ("2822222222;Janssen;;14-06-1988;;;;misschien;", "DigiD aangevraagd", "Kies uit"),
        ("2822222222;Çelik;Zoë;14-06-1988;;;;;", "Achternaam", "dezelfde naam en geboortedatum"),
        ("2811111111;Çelik;Zoë;15-06-1988;;;;;", "Geboortedatum", "andere geboortedatum"),
        ("2822222222;" + "x" * 201 + ";;14-06-1988;;;;;", "Achternaam", "te lang"),
        ("1;2;3;4;5;6;7;8;9;10;11", "", "11 velden"),
    ],
)
def test_a_wrong_row_is_refused_and_the_others_are_kept(
    region: Region, line: str, field: str, reason: str
) -> None:
    upload = taken(region, GOOD, line, "2833333333;Laatste;;01-01-1990;;;;;")
    assert (upload.taken, upload.done) == (2, 3)
    [(number, named, said)] = refusals(upload)
    assert (number, named) == (3, field)
    assert reason in said
    assert upload.rows.get(line=3).remedy
    assert Person.objects.count() == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "leeg"),
        (b"PK\x03\x04" + b"x" * 100, "een Excel- of zip-bestand"),
        (HEAD.encode(), "alleen een eerste regel"),
        (b"%PDF-1.7", "een PDF"),
        (b"a;b\n\x81\x8d\xff;1", "niet als tekst lezen"),
        (b"x" * (10 * 1024 * 1024 + 1), "te groot"),
    ],
)
def test_a_file_that_can_not_be_read_says_so(desk: Client, content: bytes, said: str) -> None:
    assert said in post(desk, content)
    assert not ImportFile.objects.exists()


def test_a_file_of_ten_megabytes_is_read(desk: Client) -> None:
    row = GOOD.replace(";ja;", ";ja;" + "x" * 2000).encode()
    lines = (10 * 1024 * 1024 - 500) // (len(row) + 2)
    content = "\r\n".join((HEAD, "")).encode() + b"\r\n".join([row] * lines)
    assert 9_900_000 < len(content) <= 10 * 1024 * 1024
    assert "Welke kolom is wat?" in post(desk, content)


def test_columns_are_guessed_shown_and_may_be_changed(desk: Client) -> None:
    text = post(desk, codecs.BOM_UTF8 + f"Nr IND;{HEAD}\n2811111111;{GOOD}".encode())
    assert "Wegwijs raadde" in text
    assert "azc Dronten" in text
    upload = ImportFile.objects.get()
    assert upload.mapping["AZC"] == "locatie"
    page = f"/bestanden/{upload.pk}/kolommen/"
    none = desk.post(page, {}).content.decode()
    assert "Kies welke kolom het v-nummer of het BSN is" in none
    double = desk.post(page, {"kolom_0": "v_nummer", "kolom_1": "v_nummer"}).content.decode()
    assert "bij twee kolommen" in double
    chosen = {"kolom_0": "v_nummer", "kolom_2": "achternaam", "kolom_4": "geboortedatum"}
    assert desk.post(page, chosen).status_code == 302
    assert jobs.run_due() == 1
    done = desk.get(f"/bestanden/{upload.pk}/")
    assert "Overgenomen: 1 regel." in done.content.decode()
    assert "Refresh" not in done.headers


def test_a_wrong_header_says_what_is_missing(region: Region) -> None:
    upload = stored(region, "a;b", head="foo;bar")
    assert upload.mapping == {}
    with pytest.raises(DomainError, match="v-nummer of het BSN"):
        map_columns(upload, upload.mapping, by=region.regisseur)


def test_reading_can_be_stopped_and_keeps_what_was_taken(region: Region, desk: Client) -> None:
    upload = stored(region, GOOD)
    map_columns(upload, upload.mapping, by=region.regisseur)
    running = desk.get(f"/bestanden/{upload.pk}/")
    assert running.headers["Refresh"].startswith("2; url=?ververs=1")
    assert desk.post(f"/bestanden/{upload.pk}/stop/").status_code == 302
    work_on_file(file=str(upload.pk), gemeente=upload.gemeente_id)
    upload.refresh_from_db()
    assert (upload.state, upload.done) == (State.STOPPED, 0)
    assert "Gestopt" in desk.get(f"/bestanden/{upload.pk}/").content.decode()
    stop_file(upload, by=region.regisseur)


def test_columns_stand_once_reading_begins(region: Region) -> None:
    upload = taken(region, GOOD)
    with pytest.raises(DomainError, match="kolommen staan vast"):
        map_columns(upload, upload.mapping, by=region.regisseur)


def test_the_report_can_be_mended_and_holds_no_formula(region: Region, desk: Client) -> None:
    upload = taken(region, "2822222222;=1+1;;;@x;;;;")
    answer = desk.get(f"/bestanden/{upload.pk}/geweigerd.csv")
    text = answer.content.decode("utf-8-sig")
    assert text.startswith("Regel;Veld;Geweigerd omdat;Wat u kunt doen;V-nummer")
    assert "2;Geboortedatum;" in text
    assert ";'=1+1;" in text
    assert ";'@x;" in text


def test_a_file_is_not_there_for_another_gemeente(region: Region, signed_in: SignedIn) -> None:
    upload = taken(region, GOOD)
    for part in ("", "kolommen/", "geweigerd.csv"):
        for who in (region.outsider, region.counsellor):
            assert signed_in(who).get(f"/bestanden/{upload.pk}/{part}").status_code == 404
    with pytest.raises(NotAllowed):
        store_file(
            COA_FILE,
            region.dordrecht,
            file_name="x",
            content=b"a",
            origin="COA",
            as_of=TODAY,
            by=region.outsider,
        )


def test_who_left_takes_nothing_in(region: Region) -> None:
    upload = stored(region, GOOD)
    map_columns(upload, upload.mapping, by=region.regisseur)
    region.regisseur.user.is_active = False
    region.regisseur.user.save()
    work_on_file(file=str(upload.pk), gemeente=upload.gemeente_id)
    assert refusals(upload)[0][2].startswith("Wie dit bestand aanleverde")


def test_the_pages_cost_the_same_for_many_rows(
    region: Region, desk: Client, statements: Callable[[Client, str], int]
) -> None:
    one = taken(region, "1;x;;;;;;;")
    many = taken(region, *(f"{n};x;;;;;;;" for n in range(30)))
    page = "/bestanden/{}/"
    assert statements(desk, page.format(one.pk)) == statements(desk, page.format(many.pk)) <= 10


def test_a_bsn_is_checked_and_gets_back_its_zero(region: Region) -> None:
    head = "BSN;V-nummer;Achternaam;Geboortedatum"
    right = make_dossier(region, bsn="999990408")
    other = make_dossier(region)
    upload = taken(
        region,
        "999990409;;Janssen;14-06-1988",
        f"999990408;{other.person.v_nummer};;",
        "999990408;;;",
        "12345672;;Nul;14-06-1988",
        head=head,
    )
    assert [(line, field) for line, field, _ in refusals(upload)] == [(2, "BSN"), (3, "V-nummer")]
    assert upload.rows.get(line=4).subject == right.pk
    assert Person.objects.get(geslachtsnaam="Nul").bsn == "012345672"
