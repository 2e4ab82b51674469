"""A school's file: what is right is taken in, what is wrong comes back to be mended, and sending it again changes nothing twice."""

import json
from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from django.db.models import Sum

from support.lessons import accepted, course, learner, learning, school
from support.region import TODAY, Region
from wegwijs.dossiers import following
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import DomainError
from wegwijs.hours.models import Soort
from wegwijs.imports.commands import fetch_report, map_columns, store_file, work_on
from wegwijs.imports.kinds import Refusal
from wegwijs.imports.models import ImportFile
from wegwijs.imports.presenters import stand
from wegwijs.imports.queries import files
from wegwijs.organisations.models import Gemeente
from wegwijs.rowsecurity.scope import entered, of_gemeente
from wegwijs.stages.leerroutes.lesson_file import COLUMNS, LESSON_FILE, NEEDED, facts_of
from wegwijs.stages.leerroutes.models import LESSOORTEN, Inburgeringsaanbod, Lesweek, Verzuimreden
from wegwijs.stages.participatie.commands import keep_stand
from wegwijs.stages.participatie.models import Urenstand
from wegwijs.tables import read_table

pytestmark = pytest.mark.django_db
HEADER = "dossiernummer;week;soort;aangeboden;gevolgd;afgemeld;verzuimd;reden"


@pytest.fixture
def row(region: Region) -> Inburgeringsaanbod:
    return learning(region, learner(region), course(region))


def sent(region: Region, content: str | bytes, gemeente: Gemeente | None = None) -> ImportFile:
    """Sent, its columns recognised, and read by the worker."""
    data = content.encode() if isinstance(content, str) else content
    by = school(region)
    made = store_file(LESSON_FILE, gemeente or region.dordrecht, file_name="lessen.csv", content=data, origin="Sagènn", as_of=TODAY, by=by)  # fmt: skip
    map_columns(made, made.mapping, by=by)
    work_on(made.pk)
    made.refresh_from_db()
    return made


def reasons(upload: ImportFile) -> dict[int, tuple[str, str]]:
    return {row.line: (row.field, row.reason) for row in upload.rows.filter(state="nee")}


def test_right_rows_are_taken_and_wrong_ones_say_why(region: Region, row: Inburgeringsaanbod) -> None:
    lines = [
        HEADER, f"{row.number};02-11-2026;nt2;12;10;1;1;werk", f"{row.number};2026-W46;KNM;;2:30;;;",
        "2026-0505-9999;02-11-2026;nt2;;1;;;", f"{row.number};16-11-2026;nt2;12;10;;;", f"{row.number};30-11-2026;nt2;;2;;;",
        f"{row.number};09-11-2026;nt2;;veel;;;", f"{row.number};09-11-2026;zwemmen;;1;;;", f"{row.number};;nt2;;1;;;",
    ]  # fmt: skip
    upload = sent(region, "\n".join(lines))
    assert (upload.state, upload.taken, upload.total) == ("klaar", 2, 8)
    said = reasons(upload)
    assert set(said) == {4, 5, 6, 7, 8, 9}
    assert "geen deelnemer van uw school" in said[4][1]
    assert said[5][0] == "Aangeboden"
    assert "moet nog komen" in said[6][1]
    assert said[7] == ("Gevolgd", "‘veel’ is geen aantal uren.")
    assert set(Lesweek.objects.values_list("soort", "followed")) == {("nt2", 600), ("knm", 150)}


def test_a_week_that_stands_twice_is_named(region: Region, row: Inburgeringsaanbod) -> None:
    lines = [HEADER, f"{row.number};02-11-2026;nt2;;12;;;", f"{row.number};02-11-2026;nt2;;11;;;", f"{row.number};02-11-2026;knm;;1;;;"]  # fmt: skip
    upload = sent(region, "\n".join(lines))
    assert upload.taken == 2
    assert (
        reasons(upload)[3][1]
        == "Deze deelnemer staat met nt2 in week 02-11-2026 ook op regel 2 van dit bestand."
    )


def test_what_the_command_refuses_may_lie_in_what_stands_of_the_participant(region: Region) -> None:
    """A first lesson that nobody recorded is put right at the participant, not in the file; and when nothing was taken the page says so."""
    waits = accepted(region, learner(region), course(region))
    upload = sent(region, f"{HEADER}\n{waits.number};02-11-2026;nt2;;12;;;")
    [refused] = upload.rows.filter(state="nee")
    assert "eerste les" in refused.reason
    assert "of bij Deelnemers" in refused.remedy
    told = stand(upload, LESSON_FILE, {"geweigerd": 1, "blijft": 0, "verschil": 0})
    assert (told.title, told.text.split(".")[0]) == ("De regel is geweigerd", "Er is niets overgenomen")


def test_what_comes_back_can_be_mended_and_sent_again(region: Region, row: Inburgeringsaanbod) -> None:
    upload = sent(
        region, f"{HEADER}\n{row.number};02-11-2026;nt2;;12;;;\n{row.number};09-11-2026;nt2;;twaalf;;;"
    )
    back = fetch_report(upload, by=school(region))
    again = sent(
        region, back.replace("twaalf", "12") if isinstance(back, str) else back.replace(b"twaalf", b"12")
    )
    assert (upload.taken, again.taken, again.total) == (1, 1, 1)
    assert Lesweek.objects.aggregate(all=Sum("followed"))["all"] == 24 * 60


def test_the_same_file_twice_changes_nothing(region: Region, row: Inburgeringsaanbod) -> None:
    content = f"{HEADER}\n{row.number};02-11-2026;nt2;;12;;;"
    sent(region, content)
    sent(region, content)
    assert (Lesweek.objects.count(), row.dossier.uren.count()) == (1, 1)


def test_json_says_the_same(region: Region, row: Inburgeringsaanbod) -> None:
    rows = [
        {"dossiernummer": row.number, "week": "2026-W45", "soort": "nt2", "gevolgd": 10, "verzuimd": "2:00"}
    ]
    assert sent(region, json.dumps(rows)).taken == 1
    assert Lesweek.objects.get().unexcused == 120


def test_another_school_and_the_executor_see_nothing_of_it(region: Region, row: Inburgeringsaanbod) -> None:
    upload = sent(region, f"{HEADER}\n{row.number};02-11-2026;nt2;;12;;;")
    assert list(files(school(region))) == [upload]
    for other in (school(region, "NLtraining"), region.regisseur, region.teamlead):
        assert not files(other).exists()
    with entered(school(region, "NLtraining").scope):
        assert not ImportFile.objects.exists()


def test_who_and_when_must_be_known(region: Region) -> None:
    by = school(region)
    made = store_file(LESSON_FILE, region.dordrecht, file_name="f.csv", content=b"a;b\n1;2", origin="S", as_of=TODAY, by=by)  # fmt: skip
    with pytest.raises(DomainError, match="Kies ook een kolom voor: Dossiernummer, Week, Gevolgd"):
        map_columns(made, {}, by=by)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"week": "02-11-2026"}, "dossiernummer"),
        ({"dossiernummer": "x", "week": "2026-W60"}, "week"),
        ({"dossiernummer": "x", "week": "morgen"}, "week"),
        ({"dossiernummer": "x", "week": "2026-W45", "gevolgd": "-1"}, "gevolgd"),
        ({"dossiernummer": "x", "week": "2026-W45", "gevolgd": "1", "reden": "ziek"}, "reden"),
        ({"dossiernummer": "x", "week": "2026-W45", "gevolgd": "1", "soort": "pvt"}, "soort"),
    ],
)
def test_a_refusal_names_the_column(given: dict[str, str], field: str) -> None:
    with pytest.raises(Refusal) as refused:
        facts_of(given)
    assert refused.value.field == field


def test_what_was_offered_may_be_left_out() -> None:
    facts = facts_of({"dossiernummer": "x", "week": "2026-W45", "gevolgd": "10,5", "afgemeld": "0", "verzuimd": "1:30"})  # fmt: skip
    assert (facts.soort, facts.offered, facts.followed, facts.unexcused) == (Soort.NT2, 720, 630, 90)


@pytest.mark.parametrize("data", [b'[{"a": [1]}]', b"[1, 2]", b'[{"a": 1}', b"[" * 3000])
def test_json_of_another_shape_is_refused_and_says_what_is_right(data: bytes) -> None:
    with pytest.raises(DomainError, match="lijst van objecten"):
        read_table(data)


def test_every_column_has_a_name_of_its_own() -> None:
    names = [alias for column in COLUMNS for alias in (column.key, *column.aliases)]
    assert len(names) == len(set(names))


def test_the_published_schema_says_what_is_read() -> None:
    schema = json.loads((Path(__file__).parents[5] / "docs/beheer/lessen.schema.json").read_text(encoding="utf-8"))["items"]  # fmt: skip
    assert list(schema["properties"]) == [column.key for column in COLUMNS]
    assert schema["required"] == list(NEEDED)
    assert schema["properties"]["soort"]["enum"] == [*(one.value for one in LESSOORTEN), ""]
    assert schema["properties"]["reden"]["enum"] == [*Verzuimreden.values, ""]


def test_what_follows_from_many_rows_of_somebody_is_derived_once(
    region: Region, row: Inburgeringsaanbod, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[object] = []
    tell = following.tell

    def heard(dossier: Dossier, kinds: Collection[str] | None = None) -> None:
        told.append(dossier.pk)
        tell(dossier, kinds)

    monkeypatch.setattr(following, "tell", heard)
    lines = [
        f"{row.number};{on};{kind};;2;;;" for on in ("02-11-2026", "09-11-2026") for kind in ("nt2", "knm")
    ]
    away = Gemeente.objects.get(pk="0590")
    # The worker sees the file's gemeente, which is not that of the dossier.
    with entered(of_gemeente(away.pk)):
        upload = sent(region, "\n".join([HEADER, *lines]), away)
    assert (upload.taken, told) == (4, [row.dossier_id])
    kept = Urenstand.objects.values_list("les_made", flat=True).get(dossier=row.dossier_id)
    assert kept == 4 * 120
    keep_stand(row.dossier)
    assert Urenstand.objects.values_list("les_made", flat=True).get(dossier=row.dossier_id) == kept


def test_where_that_breaks_rows_are_taken_one_by_one(
    region: Region, row: Inburgeringsaanbod, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell, turns = following.tell, iter((True, False, True, False))

    def sometimes(dossier: Dossier, kinds: Collection[str] | None = None) -> None:
        """Together it breaks; of two rows by themselves the second does."""
        if next(turns):
            raise ZeroDivisionError
        tell(dossier, kinds)

    monkeypatch.setattr(following, "tell", sometimes)
    upload = sent(region, f"{HEADER}\n{row.number};02-11-2026;nt2;;2;;;\n{row.number};09-11-2026;nt2;;2;;;")
    assert (upload.state, upload.taken, upload.done) == ("klaar", 1, 2)
    assert "Er ging iets mis in Wegwijs (ZeroDivisionError)" in reasons(upload)[3][1]
    assert (Lesweek.objects.count(), row.dossier.uren.count()) == (1, 1)


def test_a_row_costs_no_more_statements_than_it_must(
    region: Region,
    row: Inburgeringsaanbod,
    django_assert_max_num_queries: Callable[..., AbstractContextManager[object]],
) -> None:
    lines = [
        f"{row.number};{on};{kind};;2;;;"
        for on in ("02-11-2026", "09-11-2026", "16-11-2026")
        for kind in ("nt2", "knm")
    ]
    with django_assert_max_num_queries(60 + 24 * len(lines)):
        upload = sent(region, "\n".join([HEADER, *lines]))
    assert upload.taken == len(lines)
