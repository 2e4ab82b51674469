"""Who is behind: kept in step with every act, asked in one statement, and saying nothing that the PIP doesn't."""

import csv
import io
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from support.modules import planned
from support.pages import lines_on_all_pages
from support.pips import established, ready_dossier
from support.region import TODAY, Region, make_dossier
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.audit.models import AuditRecord
from wegwijs.dossiers.commands import close_dossier, involve, record_event, resume_dossier
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Dossier
from wegwijs.hours.commands import Done, decide_counting, record_hours, take_back
from wegwijs.hours.models import Soort, Uren
from wegwijs.stages.participatie.commands import rebuild_stands
from wegwijs.stages.participatie.models import NEVER, Urenstand

pytestmark = pytest.mark.django_db
LIST = "/participatie/"
LATER = date(2027, 11, 23)
SignedIn = Callable[[Actor], Client]


@pytest.fixture
def with_pip(region: Region) -> Dossier:
    """A PIP of today with 12 hours of PVT, 40 of MAP and 900 of lessons, over three years."""
    dossier = ready_dossier(region)
    established(region, dossier)
    return dossier


def attended(region: Region, dossier: Dossier, soort: Soort, minutes: int, on: date) -> Uren:
    done = Done(soort, on, minutes, region.organisations["SDD"], f"{soort}{on}{minutes}")
    return record_hours(dossier, done, by=region.regisseur)


def text_of(browser: Client, address: str = LIST) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


class TestKept:
    def test_what_the_pip_plans_stands_beside_what_was_made(self, region: Region, with_pip: Dossier) -> None:
        with clock.frozen(LATER):
            attended(region, with_pip, Soort.PVT, 180, LATER)
            attended(region, with_pip, Soort.NT2, 150, LATER)
            attended(region, with_pip, Soort.KNM, 90, LATER)
        stand = Urenstand.objects.get()
        assert (stand.pvt_planned, stand.map_planned, stand.les_planned) == (720, 2400, 54000)
        assert (stand.pvt_made, stand.map_made, stand.les_made, stand.last_on) == (180, 0, 240, LATER)
        assert (stand.begin, stand.end) == (TODAY + timedelta(days=1), date(2029, 11, 23))
        assert stand.first_behind == stand.les_behind < stand.map_behind < stand.pvt_behind

    def test_hours_of_a_partner_count_too(
        self, region: Region, with_pip: Dossier, signed_in: SignedIn
    ) -> None:
        vwn = region.organisations["VluchtelingenWerk"]
        attended(region, with_pip, Soort.PVT, 60, TODAY)
        involve(with_pip, vwn, by=region.regisseur, purpose="PVT", basis="Wi 6", on=TODAY)
        sent = {"soort": "pvt", "on": "23-11-2026", "minutes": "2", "aanbieder": str(vwn.pk), "key": "k"}
        answer = signed_in(region.counsellor).post(f"/uren/{with_pip.pk}/vastleggen/", sent)
        assert answer.status_code == 302
        stand = Urenstand.objects.get()
        assert (stand.pvt_made, stand.pvt_planned) == (180, 720)

    def test_hours_that_are_taken_back_count_no_more(self, region: Region, with_pip: Dossier) -> None:
        row = attended(region, with_pip, Soort.PVT, 720, TODAY)
        assert Urenstand.objects.get().pvt_behind == NEVER
        take_back(row, by=region.regisseur, reason="fout")
        stand = Urenstand.objects.get()
        assert (stand.pvt_made, stand.last_on) == (0, None)
        assert stand.pvt_behind < NEVER

    def test_hours_of_before_the_pip_count_once_the_college_decides(self, region: Region) -> None:
        dossier = ready_dossier(region)
        attended(region, dossier, Soort.PVT, 120, TODAY - timedelta(days=5))
        assert not Urenstand.objects.exists()
        established(region, dossier)
        assert (Urenstand.objects.get().pvt_made, Urenstand.objects.get().undecided) == (0, 120)
        decide_counting(dossier, Soort.PVT, by=region.decider, counts=True, why="voldoet")
        assert (Urenstand.objects.get().pvt_made, Urenstand.objects.get().undecided) == (120, 0)

    def test_a_longer_term_of_duo_gives_more_time(self, region: Region, with_pip: Dossier) -> None:
        before = Urenstand.objects.get().pvt_behind
        record_event(
            with_pip, Kind.DUO_TERMIJN, by=region.duo, on=TODAY, origin=Origin.DUO,
            payload={"start": "2026-11-24", "eind_exclusief": "2031-11-24"},
        )  # fmt: skip
        assert Urenstand.objects.get().pvt_behind > before

    def test_a_closed_dossier_leaves_the_list_and_comes_back(self, region: Region, with_pip: Dossier) -> None:
        before = Urenstand.objects.values().get()
        close_dossier(with_pip, by=region.regisseur, on=TODAY, reason="vertrokken")
        assert not Urenstand.objects.exists()
        resume_dossier(with_pip, by=region.regisseur, on=TODAY, reason="vergissing")
        assert Urenstand.objects.values().get() == before

    def test_a_rebuild_changes_nothing(self, region: Region, with_pip: Dossier) -> None:
        attended(region, with_pip, Soort.MAP, 200, TODAY)
        planned(region, make_dossier(region))
        before = list(Urenstand.objects.order_by("pk").values())
        assert list(rebuild_stands()) == [2]
        assert list(Urenstand.objects.order_by("pk").values()) == before

    def test_a_plan_that_is_not_here_says_no_hours(self, region: Region) -> None:
        planned(region, make_dossier(region))
        stand = Urenstand.objects.get()
        assert (stand.in_wegwijs, stand.pvt_planned, stand.first_behind) == (False, None, NEVER)


class TestList:
    def test_says_what_is_planned_what_should_be_and_what_is_made(
        self, region: Region, with_pip: Dossier, signed_in: SignedIn
    ) -> None:
        with clock.frozen(LATER):
            attended(region, with_pip, Soort.PVT, 180, LATER)
            page = text_of(signed_in(region.regisseur))
        assert "PVT: 3 van 12 uur" in page
        assert "MAP: 0 van 40 uur" in page
        assert "nu volgens plan 13 uur: 13 uur te weinig" in page
        assert "geen wettelijke norm" in page
        assert "Vraag de school naar de lesuren" in page

    def test_says_where_the_pip_names_no_hours(self, region: Region, signed_in: SignedIn) -> None:
        planned(region, make_dossier(region))
        assert "het PIP staat niet in Wegwijs" in text_of(signed_in(region.regisseur))

    def test_behind_is_who_is_so_for_longer_than_policy_allows(
        self, region: Region, with_pip: Dossier, signed_in: SignedIn
    ) -> None:
        browser, behind = signed_in(region.regisseur), f"{LIST}?wanneer=achter"
        name = with_pip.person.list_name
        with clock.frozen(TODAY + timedelta(weeks=8)):
            assert name not in text_of(browser, behind)
        with clock.frozen(TODAY + timedelta(weeks=9)):
            assert name in text_of(browser, behind)

    def test_each_filter_narrows(self, region: Region, with_pip: Dossier, signed_in: SignedIn) -> None:
        browser, name = signed_in(region.regisseur), with_pip.person.list_name
        for query, shown in (
            ("van=mij", True), ("gemeente=0505", True), ("route=B", True), ("route=Z", False), ("deel=map", True),
            ("wanneer=stil", False), ("wanneer=wat", True), ("na=geen_sleutel", True),
        ):  # fmt: skip
            assert (name in text_of(browser, f"{LIST}?{query}")) is shown, query
        assert name not in text_of(signed_in(region.colleague), f"{LIST}?van=mij")
        with clock.frozen(TODAY + timedelta(weeks=13)):
            assert name in text_of(browser, f"{LIST}?wanneer=stil")

    def test_pages_by_key(self, region: Region, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("wegwijs.stages.participatie.queries.behind.PAGE", 2)
        for _ in range(5):
            planned(region, make_dossier(region))
        assert lines_on_all_pages(signed_in(region.regisseur), LIST) == 5

    def test_the_number_of_statements_does_not_grow_with_the_list(
        self, region: Region, signed_in: SignedIn, statements: Callable[[Client, str], int]
    ) -> None:
        browser = signed_in(region.teamlead)
        for number in (2, 6):
            for _ in range(number):
                planned(region, make_dossier(region))
            assert statements(browser, LIST) <= 8
            assert statements(browser, f"{LIST}?wanneer=achter&deel=pvt&van=mij") <= 8

    def test_what_is_not_yours_is_not_there(
        self, region: Region, with_pip: Dossier, signed_in: SignedIn
    ) -> None:
        assert with_pip.person.list_name not in text_of(signed_in(region.outsider))
        for stranger in (region.counsellor, region.administrator):
            assert signed_in(stranger).get(LIST).status_code == 404
            assert signed_in(stranger).get(f"{LIST}uitvoer/").status_code == 404

    def test_the_file_holds_the_list_and_is_recorded(
        self, region: Region, with_pip: Dossier, signed_in: SignedIn
    ) -> None:
        answer = signed_in(region.regisseur).get(f"{LIST}uitvoer/")
        text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
        [row] = csv.DictReader(io.StringIO(text), delimiter=";")
        assert (row["Dossier"], row["PVT volgens PIP"]) == (with_pip.number, "12,00")
        assert AuditRecord.objects.filter(detail="uren naast het PIP, 1 dossiers").exists()
