"""A gemeente with a link: what DUO answers counts, and stands beside what the file says."""

from support.duo import asylum_person, fake, link, start_afresh
from support.region import Region
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Dossier, Gebeurtenis
from wegwijs.imports.models import ImportRow
from wegwijs.takeover.tests.test_caseload import ASIEL, checked, note, row, taken

BSN = "999990408"
TERM = {"startdatum": "2026-05-02", "einddatum": "2029-11-02", "wijzigingsdatum": "2026-05-02"}


def linked(region: Region, **changes: object) -> None:
    start_afresh()
    link(region.dordrecht)
    fake.store.save(BSN, asylum_person(**changes))


def test_duo_is_asked_and_its_facts_go_before_those_of_the_file(region: Region) -> None:
    linked(region)
    upload = checked(region, ASIEL.replace("20-08-2026", "12-09-2026"))
    found = note(upload, "Kennisgeving van DUO")
    assert (found["file"], found["other"], found["differs"]) == ("12-09-2026", "20-08-2026", True)
    assert note(upload, "PIP vaststellen")["ours"] == "19-11-2026"
    assert not Gebeurtenis.objects.exists()


def test_taking_over_records_what_duo_says_as_duos(region: Region) -> None:
    linked(region)
    taken(region, ASIEL)
    told = Gebeurtenis.objects.filter(kind=Kind.DUO_PLICHT)
    assert [e.by for e in told] == ["DUO"]
    assert told[0].origin == Origin.DUO


def test_the_end_of_the_term_stands_beside_duos(region: Region) -> None:
    linked(region, inburgeringstermijn=TERM)
    line = ASIEL.replace(";;;;19-11-2026;;Z-1", ";;01-05-2026;B1;;01-05-2029;Z-1")
    found = note(checked(region, line), "Einde inburgeringstermijn")
    assert (found["ours"], found["file"], found["other"]) == ("01-11-2029", "01-05-2029", "01-11-2029")
    assert "verlenging door **DUO** niet mee" in " ".join(found["why"])


def test_without_an_answer_of_duo_the_row_is_taken_all_the_same(region: Region) -> None:
    linked(region)
    fake.down = True
    upload = checked(region, ASIEL)
    assert row(upload).state == ImportRow.State.READY
    assert "DUO gaf geen antwoord" in note(upload, "DUO")["why"][0]
    start_afresh()


def test_someone_whom_duo_does_not_know_is_said(region: Region) -> None:
    linked(region)
    upload = taken(region, ASIEL.replace(BSN, "999995017"))
    assert "kent onder dit BSN geen inburgeraar" in note(upload, "DUO")["why"][0]
    assert Dossier.objects.count() == 1
