"""The lists of the region: kept in step with every act, asked in one statement each."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from support.completion import FAMILY, followed, modules_done, on_route, sat, school, z_ready
from support.pages import lines_on_all_pages
from support.region import TODAY, Region
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.dossiers.choices import TalkPlace
from wegwijs.dossiers.commands import close_dossier, record_event, resume_dossier
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Dossier
from wegwijs.hours.models import Soort
from wegwijs.stages.leerroutes.commands.afronden import record_proof
from wegwijs.stages.leerroutes.commands.talks import hold_talk
from wegwijs.stages.leerroutes.commands.voltooiing import rebuild_completion
from wegwijs.stages.leerroutes.models import Voltooiingsstand

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Actor], Client]
LIST, TIME, TALKS = "/voltooien/", "/voltooien/termijn/", "/voltooien/gesprekken/"


def text_of(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def met(region: Region, dossier: Dossier) -> None:
    told = {"plichtig": False, "eind": "2026-11-20", "reden_geen": "Inburgeringsplicht voldaan"}
    record_event(dossier, Kind.DUO_PLICHT, by=region.duo, on=TODAY, origin=Origin.DUO, payload=told)
    close_dossier(
        dossier, by=region.duo, on=TODAY, reason="DUO: Inburgeringsplicht voldaan", origin=Origin.DUO
    )


class TestKept:
    def test_each_act_moves_it_and_a_rebuild_changes_nothing(self, region: Region) -> None:
        dossier = on_route(region, "B")
        stand = Voltooiingsstand.objects.get()
        assert (stand.to_do, stand.ends_on, stand.passed) == (7, date(2027, 3, 10), 0)
        sat(region, dossier, "LE", on=TODAY)
        modules_done(region, dossier)
        stand = Voltooiingsstand.objects.get()
        assert (stand.to_do, stand.passed) == (4, 1)
        before = Voltooiingsstand.objects.values().get()
        assert list(rebuild_completion()) == [1]
        assert Voltooiingsstand.objects.values().get() == before

    def test_hours_move_it_in_the_z_route(self, region: Region) -> None:
        dossier = on_route(region, "Z", group=FAMILY)
        before = Voltooiingsstand.objects.get().to_do
        dossier.refresh_from_db()
        followed(region, dossier, Soort.NT2, 800, at=school(region))
        assert Voltooiingsstand.objects.get().to_do == before - 1

    def test_a_closed_dossier_leaves_unless_a_proof_must_be_handed_over(self, region: Region) -> None:
        one = on_route(region, "B")
        close_dossier(one, by=region.regisseur, on=TODAY, reason="vertrokken")
        assert not Voltooiingsstand.objects.exists()
        resume_dossier(one, by=region.regisseur, on=TODAY, reason="vergissing")
        met(region, one)
        assert Voltooiingsstand.objects.get().met_on == date(2026, 11, 20)
        record_proof(one, by=region.regisseur, on=TODAY)
        assert not Voltooiingsstand.objects.exists()

    def test_a_longer_term_of_duo_moves_the_end(self, region: Region) -> None:
        dossier = on_route(region, "B")
        record_event(
            dossier, Kind.DUO_TERMIJN, by=region.duo, on=TODAY, origin=Origin.DUO,
            payload={"start": "2024-03-11", "eind_exclusief": "2027-09-11", "grond": "Bijna klaar"},
        )  # fmt: skip
        stand = Voltooiingsstand.objects.get()
        assert (stand.ends_on, stand.ground) == (date(2027, 9, 10), "Bijna klaar")


class TestLists:
    def test_the_parts_are_told_in_words(self, region: Region, signed_in: SignedIn) -> None:
        dossier = on_route(region, "B")
        sat(region, dossier, "LE", on=TODAY)
        page = text_of(signed_in(region.regisseur), LIST)
        assert "✓ Lezen" in page
        assert "open Luisteren, Schrijven, Spreken, KNM, PVT, MAP" in page
        assert "nog 6 onderdelen" in page

    def test_each_filter_narrows(self, region: Region, signed_in: SignedIn) -> None:
        nearly = z_ready(region)
        other = on_route(region, "B")
        browser = signed_in(region.regisseur)
        for query, shown in (
            ("route=Z", (True, False)), ("gemeente=0505", (True, True)), ("wanneer=klaar", (True, False)),
            ("wanneer=bijna", (False, False)), ("wanneer=bewijs", (False, False)), ("van=mij", (False, False)),
            ("wanneer=wat", (True, True)),
        ):  # fmt: skip
            page = text_of(browser, f"{LIST}?{query}")
            assert tuple(f"/voltooien/dossier/{d.pk}/" in page for d in (nearly, other)) == shown, query
        met(region, other)
        assert "reik het bewijs uit" in text_of(browser, f"{LIST}?wanneer=bewijs")

    def test_pages_by_key(self, region: Region, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("wegwijs.stages.leerroutes.queries.region.PAGE", 2)
        for _ in range(5):
            on_route(region, "B")
        assert lines_on_all_pages(signed_in(region.regisseur), LIST) == 5

    def test_the_number_of_statements_does_not_grow_and_others_see_nothing(
        self, region: Region, signed_in: SignedIn, statements: Callable[[Client, str], int]
    ) -> None:
        browser = signed_in(region.teamlead)
        for number in (2, 5):
            for _ in range(number):
                on_route(region, "B")
            for address in (LIST, TIME, TALKS, f"{LIST}?wanneer=bijna&van=mij&route=B"):
                assert statements(browser, address) <= 8, address
        for address in (LIST, TIME, TALKS):
            assert "/voltooien/dossier/" not in text_of(signed_in(region.outsider), address)
            for stranger in (region.counsellor, region.administrator):
                assert signed_in(stranger).get(address).status_code == 404


class TestTime:
    def test_who_ends_within_six_months_and_is_not_done(self, region: Region, signed_in: SignedIn) -> None:
        soon = on_route(region, "B")
        later = on_route(region, "B", pip=date(2024, 6, 10))
        page = text_of(signed_in(region.regisseur), TIME)
        assert str(soon.pk) in page
        assert str(later.pk) not in page
        with clock.frozen(date(2027, 3, 11)):
            assert str(soon.pk) in text_of(signed_in(region.regisseur), f"{TIME}?wanneer=voorbij")

    def test_says_what_would_still_help(self, region: Region, signed_in: SignedIn) -> None:
        late = on_route(region, "B")
        page = text_of(signed_in(region.regisseur), TIME)
        assert "Geen tijdig aanbod van de gemeente: tot nu" in page
        record_event(late, Kind.AANBOD, by=region.regisseur, on=date(2024, 5, 1))
        assert "Geen tijdig aanbod" not in text_of(signed_in(region.regisseur), TIME)
        family = on_route(region, "B", group=FAMILY)
        for part in ("LE", "LU", "KNM"):
            sat(region, family, part, on=TODAY)
        modules_done(region, family)
        followed(region, family, Soort.NT2, 450, at=school(region))
        assert "Bijna klaar in de B1-route: 6 maanden" in text_of(signed_in(region.regisseur), TIME)


class TestTalks:
    def test_who_waits_for_a_talk_and_who_is_silent(self, region: Region, signed_in: SignedIn) -> None:
        dossier = on_route(region, "B", talks=6)
        page = text_of(signed_in(region.regisseur), TALKS)
        assert "gesprek 1 van 6 is nog niet gevoerd" in page
        assert "niets gehoord, geen les of contact sinds 10-03-2024" in page
        assert "geen gesprek gepland" in page
        for _ in range(6):
            hold_talk(dossier, by=region.regisseur, on=TODAY, way=TalkPlace.KANTOOR)
        assert str(dossier.pk) not in text_of(signed_in(region.regisseur), TALKS)
        with clock.frozen(TODAY + timedelta(weeks=13)):
            assert str(dossier.pk) in text_of(signed_in(region.regisseur), f"{TALKS}?wanneer=stil")
            assert str(dossier.pk) not in text_of(signed_in(region.regisseur), f"{TALKS}?wanneer=laat")
