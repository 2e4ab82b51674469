"""A running caseload: tried out, taken over by the real commands, compared, taken back."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from support.region import TODAY, Region, make_dossier
from wegwijs.access.actor import Actor
from wegwijs.dossiers.commands import record_contact
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Contactmoment, Dossier, Fase, Gebeurtenis, TermijnRow, Variant
from wegwijs.imports.commands import map_columns, store_file, take_over, undo_file
from wegwijs.imports.jobs import work_on_file
from wegwijs.imports.models import ImportFile, ImportRow
from wegwijs.people.models import Person
from wegwijs.stages.intake.commands import start_intake
from wegwijs.stages.pip.commands import draft_pip
from wegwijs.stages.pip.queries import intake_findings
from wegwijs.takeover.kind import CASELOAD

SignedIn = Callable[[Actor], Client]
HEAD = (
    "BSN;V-nummer;Achternaam;Voornaam;Geboortedatum;Regisseur;Doelgroep;Kennisgeving;Datum inschrijving;Artikel 28;"
    "Intake afgerond;Datum PIP;Leerroute;Uiterste datum PIP;Einde inburgeringstermijn;Zaaknummer"
)
# Notice 20 August, registered 10 September 2026: ten weeks end on 19 November.
ASIEL = "999990408;2811111111;Tesfay;Selam;14-06-1988;Vries, A. de;Asiel;20-08-2026;10-09-2026;ja;;;;19-11-2026;;Z-1"
WITH_PIP = (
    "999993653;;Demir;Aylin;03-02-1990;;Gezin;01-03-2026;;;10-04-2026;01-05-2026;B1;10-05-2026;02-05-2029;Z-2"
)
State, Each = ImportFile.State, ImportRow.State


def stored(region: Region, *lines: str, head: str = HEAD, by: Actor | None = None) -> ImportFile:
    return store_file(
        CASELOAD, region.dordrecht, file_name="export.csv", content="\r\n".join((head, *lines)).encode(),
        origin="Oud systeem", as_of=date(2026, 11, 20), by=by or region.teamlead,
    )  # fmt: skip


def checked(region: Region, *lines: str, head: str = HEAD, by: Actor | None = None) -> ImportFile:
    upload = stored(region, *lines, head=head, by=by)
    map_columns(upload, upload.mapping, by=by or region.teamlead)
    work_on_file(file=str(upload.pk), gemeente=upload.gemeente_id)
    upload.refresh_from_db()
    return upload


def taken(region: Region, *lines: str, head: str = HEAD, by: Actor | None = None) -> ImportFile:
    upload = checked(region, *lines, head=head, by=by)
    take_over(upload, by=by or region.teamlead)
    work_on_file(file=str(upload.pk), gemeente=upload.gemeente_id)
    upload.refresh_from_db()
    return upload


def undone(region: Region, upload: ImportFile) -> ImportFile:
    undo_file(upload, by=region.teamlead)
    work_on_file(file=str(upload.pk), gemeente=upload.gemeente_id)
    upload.refresh_from_db()
    return upload


def row(upload: ImportFile, line: int = 2) -> ImportRow:
    return upload.rows.get(line=line)


def note(upload: ImportFile, label: str, line: int = 2) -> dict[str, Any]:
    return next(n for n in row(upload, line).notes if n["label"] == label)


def test_a_dry_run_says_what_would_happen_and_keeps_nothing(region: Region) -> None:
    upload = checked(region, ASIEL, WITH_PIP, "1;;x;;;;;;;;;;;;;")
    assert (upload.state, upload.done, upload.taken) == (State.CHECKED, 3, 0)
    assert [r.state for r in upload.rows.all()] == [Each.READY, Each.READY, Each.REFUSED]
    assert row(upload).new
    assert row(upload).subject is None
    assert not Person.objects.exists()
    assert not Dossier.objects.exists()
    assert note(upload, "PIP vaststellen")["ours"] == "19-11-2026"


def test_taking_over_gives_dossiers_with_termijnen_that_follow_from_the_facts(region: Region) -> None:
    upload = taken(region, ASIEL, WITH_PIP)
    assert (upload.state, upload.taken) == (State.DONE, 2)
    asiel, gezin = (Dossier.objects.get(person__geslachtsnaam=name) for name in ("Tesfay", "Demir"))
    assert (asiel.variant, asiel.fase, asiel.regisseur) == (
        Variant.ASIEL,
        Fase.INTAKE,
        region.regisseur.employee,
    )
    assert asiel.next_on == date(2026, 11, 19)
    assert (gezin.variant, gezin.fase, gezin.route) == (Variant.GEZIN, Fase.LEERROUTE, "B")
    term = TermijnRow.objects.get(dossier=gezin, soort="inburgeringstermijn")
    assert term.last_day == date(2029, 5, 1)
    assert asiel.opened_on == date(2026, 8, 20)


def test_each_fact_says_where_it_comes_from(region: Region) -> None:
    taken(region, ASIEL)
    events = {e.kind: e for e in Gebeurtenis.objects.all()}
    assert events[Kind.OVERGENOMEN].summary == "uit Oud systeem, daar nummer Z-1"
    assert events[Kind.DUO_PLICHT].get_origin_display() == "DUO"
    assert events[Kind.DUO_PLICHT].summary.endswith("volgens Oud systeem")
    assert events[Kind.BRP_INSCHRIJVING].get_origin_display() == "BRP"
    assert "overname uit Oud systeem" in events[Kind.BRP_INSCHRIJVING].by
    person = Person.objects.get()
    assert (person.get_source_display(), person.as_of) == ("vorig systeem", date(2026, 11, 20))


DIFFERENT = [
    ("29-10-2026", "rekent vanaf de **kennisgeving**"),
    ("20-11-2026", "eerste dag **na** de termijn"),
    ("24-12-2026", "35 dagen later"),
    ("01-11-2026", "18 dagen eerder"),
]


@pytest.mark.parametrize(("theirs", "why"), DIFFERENT, ids=[why for _, why in DIFFERENT])
def test_a_termijn_that_differs_is_explained(region: Region, theirs: str, why: str) -> None:
    upload = checked(region, ASIEL.replace("19-11-2026", theirs))
    found = note(upload, "PIP vaststellen")
    assert found["differs"]
    assert row(upload).differs
    assert (found["ours"], found["file"]) == ("19-11-2026", theirs)
    assert why in " ".join(found["why"])


def test_an_equal_termijn_is_no_difference(region: Region) -> None:
    upload = checked(region, ASIEL)
    assert not row(upload).differs
    assert not note(upload, "PIP vaststellen")["differs"]


def test_a_weekend_that_the_old_system_did_not_count_is_recognised(region: Region) -> None:
    # Ten weeks after Sunday 6 September is Sunday 15 November: the Monday after by the Algemene termijnenwet.
    upload = checked(region, ASIEL.replace("10-09-2026", "06-09-2026").replace("19-11-2026", "15-11-2026"))
    assert "Algemene termijnenwet" in note(upload, "PIP vaststellen")["why"][0]


def test_a_date_that_can_not_be_derived_says_which_fact_is_missing(region: Region) -> None:
    upload = checked(region, ASIEL.replace("20-08-2026;10-09-2026;ja", ";;"))
    assert "ontbreekt de kennisgeving" in " ".join(note(upload, "PIP vaststellen")["why"])


REFUSED = [
    ("Vries, A. de", "Nobody, X.", "Regisseur", "geen regisseur met deze naam", "zoals die in Beheer staat"),
    ("Asiel", "Vluchteling", "Doelgroep", "kennen wij niet", "asiel, of gezin en overig"),
    ("20-08-2026", "31-09-2026", "Kennisgeving van DUO", "geen datum", "dag-maand-jaar"),
    ("20-08-2026", "20-08-2027", "Kennisgeving van DUO", "ligt in de toekomst", "Verbeter dit"),
    (";ja;", ";soms;", "Gehuisvest", "geen ja of nee", "Schrijf ja of nee"),
    ("999990408", "999990409", "BSN", "klopt niet", "Verbeter dit"),
    ("2811111111;Tesfay", ";", "Achternaam", "geen achternaam", "Verbeter dit"),
    ("14-06-1988", "", "Geboortedatum", "geen geboortedatum", "Verbeter dit"),
]


@pytest.mark.parametrize(
    ("was", "becomes", "field", "reason", "remedy"), REFUSED, ids=[r[2] + r[3] for r in REFUSED]
)
def test_a_row_that_is_wrong_is_refused_with_its_column_and_what_to_do(
    region: Region, was: str, becomes: str, field: str, reason: str, remedy: str
) -> None:
    upload = taken(region, ASIEL.replace(was, becomes, 1), WITH_PIP)
    wrong = row(upload)
    assert wrong.state == Each.REFUSED
    assert wrong.field.startswith(field)
    assert reason in wrong.reason
    assert remedy in wrong.remedy
    assert upload.taken == 1


def test_the_column_is_named_as_the_file_calls_it(region: Region) -> None:
    upload = checked(region, ASIEL.replace("20-08-2026", "ooit"))
    assert row(upload).field == "Kennisgeving van DUO (kolom ‘Kennisgeving’)"


def test_someone_who_stands_in_the_file_twice_is_taken_once(region: Region) -> None:
    upload = taken(region, ASIEL, WITH_PIP, ASIEL)
    assert upload.taken == 2
    assert row(upload, 4).reason == "Deze persoon staat ook op regel 2 van dit bestand."
    assert Dossier.objects.count() == 2


def test_a_file_with_dates_as_numbers_of_a_spreadsheet_is_read(region: Region) -> None:
    upload = checked(region, ASIEL.replace("20-08-2026", "46254"))
    assert note(upload, "PIP vaststellen")["ours"] == "19-11-2026"


def test_someone_known_keeps_the_dossier_and_what_it_knew(region: Region) -> None:
    known = make_dossier(region, bsn="999990408")
    known.person.v_nummer = None
    known.person.save()
    name = known.person.geslachtsnaam
    birth = f"{known.person.birth}"
    line = ASIEL.replace("Tesfay", name).replace("14-06-1988", birth)
    upload = taken(region, line)
    assert (upload.taken, row(upload).new, row(upload).subject) == (1, False, known.pk)
    known.refresh_from_db()
    assert known.next_on == date(2026, 11, 19)
    assert known.person.v_nummer == "2811111111"


def everything() -> dict[str, list[Any]]:
    """Every row of every table of ours but the files, the audit and what jobs keep."""
    from django.apps import apps

    left = ("imports", "audit", "procrastinate")
    models = [
        m for m in apps.get_models() if m.__module__.startswith("wegwijs.") and m._meta.app_label not in left
    ]
    return {m._meta.label: sorted(m._default_manager.values_list(), key=str) for m in models}


def test_undoing_leaves_nothing_of_new_dossiers(region: Region) -> None:
    make_dossier(region)
    before = everything()
    upload = undone(region, taken(region, ASIEL, WITH_PIP))
    assert (upload.state, upload.taken) == (State.UNDONE, 0)
    assert everything() == before
    assert [r.state for r in upload.rows.all()] == [Each.UNDONE, Each.UNDONE]


def test_undoing_puts_a_known_dossier_back_as_it_was(region: Region) -> None:
    known = make_dossier(region, bsn="999990408")
    known.person.v_nummer = None
    known.person.save()
    before = everything()
    line = ASIEL.replace("Tesfay", known.person.geslachtsnaam).replace("14-06-1988", f"{known.person.birth}")
    upload = undone(region, taken(region, line))
    assert upload.state == State.UNDONE
    after = everything()
    for label in ("people.Person", "dossiers.Dossier"):
        # Their versions tell that they were changed and changed back.
        assert len(after.pop(label)) == len(before.pop(label))
    # The words of a name are written anew: the same words under other keys.
    words = [sorted(row[1:] for row in found.pop("people.SearchWord")) for found in (before, after)]
    assert words[0] == words[1]
    assert after == before
    known.refresh_from_db()
    assert (known.regisseur, known.person.v_nummer) == (None, None)


def test_a_dossier_in_which_someone_worked_stays_and_says_why(region: Region) -> None:
    upload = taken(region, ASIEL, WITH_PIP)
    dossier = Dossier.objects.get(person__geslachtsnaam="Tesfay")
    record_contact(
        dossier,
        by=region.regisseur,
        on=TODAY,
        way=Contactmoment.Way.TELEFOON,
        outgoing=True,
        reached=True,
        summary="x",
    )
    upload = undone(region, upload)
    assert (upload.state, upload.taken) == (State.UNDONE, 1)
    assert row(upload).state == Each.KEPT
    assert row(upload).reason == "Daarna is hieraan gewerkt: er is contact vastgelegd."
    assert row(upload, 3).state == Each.UNDONE
    assert Dossier.objects.get() == dossier


def test_after_undoing_the_same_file_can_be_taken_over_again(region: Region) -> None:
    undone(region, taken(region, ASIEL))
    assert not Person.objects.exists()
    assert taken(region, ASIEL).taken == 1
    assert Dossier.objects.count() == 1


def test_the_same_file_again_adds_nothing(region: Region) -> None:
    taken(region, ASIEL)
    first = Gebeurtenis.objects.exclude(kind=Kind.OVERGENOMEN).count()
    assert taken(region, ASIEL).taken == 1
    assert Dossier.objects.count() == 1
    assert Gebeurtenis.objects.exclude(kind=Kind.OVERGENOMEN).count() == first


def test_a_plan_of_before_is_shown_and_a_new_version_asks_no_new_intake(
    region: Region, signed_in: SignedIn
) -> None:
    taken(region, WITH_PIP)
    dossier = Dossier.objects.get()
    page = signed_in(region.regisseur).get(f"/pip/{dossier.pk}/").content.decode()
    assert "PIP uit het vorige systeem" in page
    assert "Vastgesteld op 01-05-2026: B1-route, vastgesteld in het vorige systeem." in page
    pip = draft_pip(dossier, by=region.regisseur, on=TODAY)
    start_intake(dossier, by=region.regisseur, on=TODAY)
    assert intake_findings(pip, on=TODAY) == ()
