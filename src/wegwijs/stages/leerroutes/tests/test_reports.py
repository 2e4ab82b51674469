"""Reports of a school over a quarter: versions, what can't be, what follows, who is late, and whose they are."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from support.lessons import course, learner, learning, reported, school
from support.region import Region
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.errors import Conflict, DomainError
from wegwijs.stages.leerroutes.commands import ReportFacts, ToetsFacts, file_report
from wegwijs.stages.leerroutes.models import (
    Advies,
    Inburgeringsaanbod,
    Signaalsoort,
    Taalniveau,
    Toetsuitslag,
    Vaardigheid,
    Verwachting,
    Voortgangsrapport,
)
from wegwijs.stages.leerroutes.quarters import Quarter, ended

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Actor], Client]
Counted = Callable[[Client, str], int]
LAST, LATER = Quarter(2026, 4), date(2027, 1, 11)
FORM = {
    "le": "A1", "lu": "A2", "sc": "", "sp": "A1", "expected": "ja", "expected_on": "", "advice": "doorgaan", "remarks": "",
    "version": "0", **{f"{name}_{n}": "" for n in (1, 2, 3) for name in ("on", "skill", "name", "result")},
}  # fmt: skip


@pytest.fixture
def row(region: Region) -> Inburgeringsaanbod:
    """Follows lessons since the second of November."""
    return learning(region, learner(region), course(region))


def test_quarters_are_counted_over_the_year() -> None:
    assert [str(one) for one in ended(date(2027, 1, 1))][:2] == [
        "vierde kwartaal 2026",
        "derde kwartaal 2026",
    ]
    assert Quarter.of(date(2026, 12, 31)).next == Quarter(2027, 1)
    assert Quarter(2027, 1).before == LAST
    assert (LAST.first, LAST.last, LAST.due(21)) == (date(2026, 10, 1), date(2026, 12, 31), date(2027, 1, 21))
    assert LAST.asks(date(2026, 11, 2), None)
    assert not LAST.asks(date(2026, 12, 10), None), "not yet four weeks"
    assert not LAST.asks(date(2026, 11, 2), date(2026, 12, 20)), "left before the end"
    assert not LAST.asks(None, None)


def test_a_report_is_put_right_by_a_new_version_and_the_same_again_is_nothing(
    region: Region, row: Inburgeringsaanbod
) -> None:
    with clock.frozen(LATER):
        first = reported(region, row, LAST)
        assert reported(region, row, LAST) == first
        second = reported(region, row, LAST, sp=Taalniveau.A2, remarks="spreekt vlot")
    first.refresh_from_db()
    assert (first.stands, second.stands, second.number) == (False, True, 2)
    assert [one.summary for one in row.dossier.gebeurtenissen.filter(kind="voortgangsrapport").order_by("pk")] == [
        "Sagènn, vierde kwartaal 2026", "Sagènn, vierde kwartaal 2026, versie 2",
    ]  # fmt: skip


def test_a_report_of_a_colleague_is_not_overwritten(region: Region, row: Inburgeringsaanbod) -> None:
    with clock.frozen(LATER):
        reported(region, row, LAST)
        with pytest.raises(Conflict, match="maakte intussen"):
            reported(region, row, LAST, sp=Taalniveau.B1, seen=0)
    assert Voortgangsrapport.objects.count() == 1


@pytest.mark.parametrize(
    ("quarter", "changes", "said"),
    [
        (Quarter(2027, 1), {}, "voorbij"),
        (Quarter(2026, 3), {}, "geen les"),
        (LAST, {"levels": {}}, "ten minste één"),
        (LAST, {"levels": {Vaardigheid.SPREKEN: Taalniveau.ALFA_B}}, "lezen en schrijven"),
        (LAST, {"tests": [ToetsFacts(date(2026, 9, 1), Vaardigheid.LEZEN, "AT", Toetsuitslag.GEHAALD)]}, "van 02-11-2026"),
        (LAST, {"expected": Verwachting.HAALT_NIET, "expected_on": date(2028, 1, 1)}, "geen dag"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(
    region: Region, row: Inburgeringsaanbod, quarter: Quarter, changes: dict[str, object], said: str
) -> None:
    with clock.frozen(LATER), pytest.raises(DomainError, match=said):
        reported(region, row, quarter, **changes)  # type: ignore[arg-type]


def test_two_reports_without_progress_are_a_signal_until_that_is_put_right(
    region: Region, row: Inburgeringsaanbod
) -> None:
    with clock.frozen(LATER):
        reported(region, row, LAST)
    with clock.frozen(date(2027, 4, 5)):
        reported(region, row, Quarter(2027, 1))
        found = row.signalen.get(soort=Signaalsoort.STAGNATIE)
        assert found.is_open
        assert row.dossier.taken.get(source_key=f"signaal:{found.pk}").done_on is None
        reported(region, row, Quarter(2027, 1), sp=Taalniveau.A2)
    found.refresh_from_db()
    assert found.passed_on == date(2027, 4, 5)
    assert row.dossier.taken.get(source_key=f"signaal:{found.pk}").done_on == date(2027, 4, 5)


def test_advice_about_another_level_is_a_signal_once(region: Region, row: Inburgeringsaanbod) -> None:
    with clock.frozen(LATER):
        reported(region, row, LAST, advice=Advies.HOGER)
        reported(region, row, LAST, advice=Advies.HOGER, remarks="wil naar het mbo")
    assert [one.soort for one in row.signalen.all()] == [Signaalsoort.HOGER]


def test_the_page_saves_and_goes_on_to_the_next_participant(
    region: Region, signed_in: SignedIn, row: Inburgeringsaanbod
) -> None:
    other = learning(region, learner(region, "999993653"), row.cursus)
    first, second = sorted((row, other), key=lambda one: (one.name, one.pk))
    with clock.frozen(LATER):
        browser = signed_in(school(region))
        here = f"/leerroutes/rapporten/{first.pk}/?kwartaal=2026-4"
        assert "Voortgangsrapport over het vierde kwartaal 2026" in browser.get(here).content.decode()
        wrong = browser.post(here, {**FORM, "le": "", "lu": "", "sp": "", "remarks": "blijft staan"}).content.decode()  # fmt: skip
        assert "ten minste één vaardigheid" in wrong
        assert "blijft staan" in wrong
        half = browser.post(here, {**FORM, "name_1": "Boom NT2"}).content.decode()
        assert "maak toets 1 helemaal leeg" in half
        answer = browser.post(here, {**FORM, "on_1": "14-12-2026", "skill_1": "LE", "name_1": "Boom NT2", "result_1": "gehaald"})  # fmt: skip
        assert answer.url == f"/leerroutes/rapporten/{second.pk}/?kwartaal=2026-4"  # type: ignore[attr-defined]
        last = browser.post(f"/leerroutes/rapporten/{second.pk}/?kwartaal=2026-4", {**FORM, "lijst": "ja"})
        assert last.url == "/leerroutes/rapporten/?kwartaal=2026-4"  # type: ignore[attr-defined]
        page = browser.get("/leerroutes/rapporten/").content.decode()
        assert "2 van 2 rapporten gemaakt" in page
        assert "LE A1 · LU A2 · SC – · SP A1" in page
        assert "Boom NT2, lezen, gehaald" in browser.get(f"/leerroutes/school/{first.pk}/").content.decode()


def test_who_is_late_is_seen_by_the_school_and_by_the_region(
    region: Region, signed_in: SignedIn, row: Inburgeringsaanbod
) -> None:
    with clock.frozen(LATER):
        assert "uiterlijk 21-01-2027" in signed_in(school(region)).get("/leerroutes/school/").content.decode()
        assert "Elk rapport is er" in signed_in(region.regisseur).get("/voltooien/rapporten/").content.decode()  # fmt: skip
    with clock.frozen(date(2027, 1, 22)):
        page = signed_in(school(region)).get("/leerroutes/school/").content.decode()
        assert "1 rapport over het vierde kwartaal 2026 te laat" in page
        listed = signed_in(region.regisseur).get("/voltooien/rapporten/").content.decode()
        assert "vierde kwartaal 2026" in listed
        place = f"/leerroutes/dossier/{row.dossier_id}/"
        assert "Geen rapport over het vierde kwartaal 2026" in signed_in(region.regisseur).get(place).content.decode()  # fmt: skip
        reported(region, row, LAST)
        assert "Elk rapport is er" in signed_in(region.regisseur).get("/voltooien/rapporten/").content.decode()  # fmt: skip


def test_levels_are_drawn_with_a_table_beside_them(
    region: Region, signed_in: SignedIn, row: Inburgeringsaanbod
) -> None:
    with clock.frozen(LATER):
        reported(region, row, LAST)
    with clock.frozen(date(2027, 4, 5)):
        reported(region, row, Quarter(2027, 1), sp=Taalniveau.A2)
        page = signed_in(region.regisseur).get(f"/leerroutes/dossier/{row.dossier_id}/").content.decode()
    assert "Niveau per vaardigheid van het vierde kwartaal 2026 tot en met het eerste kwartaal 2027. Nu: lezen A1, luisteren A1, schrijven A1, spreken A2." in page  # fmt: skip
    assert "↑ omhoog" in page


def test_pages_cost_few_statements_and_are_not_for_others(
    region: Region, signed_in: SignedIn, statements: Counted, row: Inburgeringsaanbod
) -> None:
    learning(region, learner(region, "999993653"), row.cursus)
    with clock.frozen(LATER):
        reported(region, row, LAST)
        desk, regisseur = signed_in(school(region)), signed_in(region.regisseur)
        here = f"/leerroutes/rapporten/{row.pk}/?kwartaal=2026-4"
        for address in ("/leerroutes/school/", "/leerroutes/rapporten/", "/leerroutes/bestanden/rapporten/"):
            assert statements(desk, address) <= 8, address
        assert statements(desk, here) <= 12
        assert statements(desk, f"/leerroutes/school/{row.pk}/") <= 12
        assert statements(regisseur, "/voltooien/rapporten/") <= 8
        assert statements(regisseur, "/voltooien/gesprekken/") <= 8
        assert statements(regisseur, f"/leerroutes/dossier/{row.dossier_id}/") <= 12
        assert statements(regisseur, f"/leerroutes/dossier/{row.dossier_id}/voortgang/") <= 12
        for other in (school(region, "NLtraining"), region.regisseur, region.counsellor):
            assert signed_in(other).get(here).status_code == 404
        assert desk.get(f"/leerroutes/rapporten/{row.pk}/?kwartaal=2027-1").status_code == 404


def test_facts_compare_by_what_they_say() -> None:
    facts = ReportFacts({Vaardigheid.LEZEN: Taalniveau.A1}, Verwachting.ONBEKEND, Advies.DOORGAAN)
    assert facts.seen is None
    assert file_report.__doc__
