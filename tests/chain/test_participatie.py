"""PVT and MAP from the first hour to DUO, with the worked examples E23 and E25."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from support.duo import asylum_person
from support.pips import established, ready_dossier
from support.region import TODAY, Region
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.dossiers.commands import involve, record_event
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.exchange.duo.commands import send_due
from wegwijs.exchange.duo.fake.server import FakeDuo, term
from wegwijs.hours.commands import Done, decide_counting, record_hours
from wegwijs.hours.models import Soort
from wegwijs.messages.models import OutboundMessage
from wegwijs.stages.participatie.commands import (
    finish,
    record_final_talk,
    record_signing,
    take_back_finish,
)
from wegwijs.stages.participatie.queries import Module, Signing, stands
from wi2021.leerroutes import Gespreksvoerder

pytestmark = pytest.mark.django_db
LATER = date(2027, 3, 1)
BSN = "999990408"


@pytest.fixture
def planned(region: Region) -> Dossier:
    """A PIP of today, and DUO's term of three years."""
    dossier = ready_dossier(region)
    established(region, dossier)
    found = term(TODAY)
    record_event(
        dossier, Kind.DUO_TERMIJN, by=region.duo, on=TODAY, origin=Origin.DUO,
        payload={"start": found["startdatum"], "eind_exclusief": found["einddatum"]},
    )  # fmt: skip
    return dossier


def attend(region: Region, dossier: Dossier, soort: Soort, hours: int, *, practical: bool = False) -> None:
    """So many hours, three a day, from the day after the PIP; the last day practical or all of them for the MAP."""
    for place, start in enumerate(range(0, hours, 3)):
        done = Done(
            soort, TODAY + timedelta(days=1 + place), 60 * min(3, hours - start), region.organisations["SDD"],
            f"{soort}{place}{practical}", practical=practical or start == 0,
        )  # fmt: skip
        record_hours(dossier, done, by=region.regisseur)


def through_pvt(region: Region, dossier: Dossier, how: Signing = Signing.BIJEENKOMST) -> None:
    attend(region, dossier, Soort.PVT, 12)
    record_signing(dossier, by=region.regisseur, on=LATER, how=how)


class TestPvt:
    """PVT-01."""

    def test_twelve_hours_an_activity_and_signing_at_the_session_finish_it(
        self, region: Region, planned: Dossier
    ) -> None:
        with clock.frozen(LATER):
            through_pvt(region, planned)
            assert stands(planned).pvt.answer.value
            event = finish(planned, Module.PVT, by=region.regisseur)
        assert (event.on, event.payload) == (LATER, {"minuten": 720, "verwijtbaar": ""})
        message = OutboundMessage.objects.get(kind="pvt")
        assert message.payload == {"datum": "2027-03-01", "verwijtbaar": ""}

    @pytest.mark.parametrize(
        ("how", "missing"),
        [
            (Signing.ELDERS, "ondertekenen bij de bijeenkomst"),
            (Signing.ONGEREGISTREERD, "de aanwezigheid registreren"),
        ],
    )
    def test_e25_signed_elsewhere_or_unregistered_is_not_finished(
        self, region: Region, planned: Dossier, how: Signing, missing: str
    ) -> None:
        with clock.frozen(LATER):
            through_pvt(region, planned, how)
            with pytest.raises(DomainError, match=missing):
                finish(planned, Module.PVT, by=region.regisseur)
            record_signing(planned, by=region.regisseur, on=LATER, how=Signing.BIJEENKOMST)
            assert finish(planned, Module.PVT, by=region.regisseur)

    def test_eleven_hours_are_not_enough_and_the_page_says_how_many_lack(
        self, region: Region, planned: Dossier
    ) -> None:
        with clock.frozen(LATER):
            attend(region, planned, Soort.PVT, 11)
            assert "nog 1 uur" in stands(planned).pvt.answer.uitleg[-1]

    def test_hours_of_before_the_pip_wait_for_the_college(self, region: Region) -> None:
        dossier = ready_dossier(region)
        done = Done(Soort.PVT, TODAY, 120, region.organisations["SDD"], "k")
        record_hours(dossier, done, by=region.regisseur)
        stand = stands(dossier).pvt
        assert (stand.minutes, stand.undecided) == (0, 120)

    def test_once_finished_it_is_first_taken_back_and_duo_s_day_goes_too(
        self, region: Region, planned: Dossier
    ) -> None:
        with clock.frozen(LATER):
            through_pvt(region, planned)
            finish(planned, Module.PVT, by=region.regisseur)
            with pytest.raises(DomainError, match="afgerond op 01-03-2027"):
                finish(planned, Module.PVT, by=region.regisseur)
            with pytest.raises(DomainError, match="afgerond op 01-03-2027"):
                record_signing(planned, by=region.regisseur, on=LATER, how=Signing.ELDERS)
            take_back_finish(planned, Module.PVT, by=region.regisseur, reason="verkeerde persoon")
            assert stands(planned).pvt.finished is None
            assert finish(planned, Module.PVT, by=region.regisseur)
        payloads = OutboundMessage.objects.filter(kind="pvt").order_by("created_at", "key")
        assert [message.payload["datum"] for message in payloads] == ["2027-03-01", "", "2027-03-01"]

    def test_hours_after_the_signing_move_the_day_that_duo_hears(
        self, region: Region, planned: Dossier
    ) -> None:
        signed, last = TODAY + timedelta(days=2), TODAY + timedelta(days=4)
        with clock.frozen(LATER):
            attend(region, planned, Soort.PVT, 12)
            record_signing(planned, by=region.regisseur, on=signed, how=Signing.BIJEENKOMST)
            attend_more = Done(Soort.PVT, LATER, 60, region.organisations["SDD"], "na afloop")
            record_hours(planned, attend_more, by=region.regisseur)
            assert finish(planned, Module.PVT, by=region.regisseur).on == last
        assert OutboundMessage.objects.get(kind="pvt").payload["datum"] == last.isoformat()

    def test_duo_refuses_before_we_ask_when_its_rules_say_so(self, region: Region, planned: Dossier) -> None:
        with clock.frozen(LATER):
            through_pvt(region, planned)
            with pytest.raises(DomainError, match="binnen de termijn") as refused:
                finish(planned, Module.PVT, by=region.regisseur, blame=True)
        assert refused.value.field == "blame"
        assert not OutboundMessage.objects.filter(kind="pvt").exists()


class TestMap:
    """MAP-01, MAP-02."""

    def test_e23_thirty_eight_practical_hours_and_the_talk_are_not_enough(
        self, region: Region, planned: Dossier
    ) -> None:
        with clock.frozen(LATER):
            attend(region, planned, Soort.MAP, 38, practical=True)
            record_final_talk(planned, by=region.regisseur, on=LATER, held_by=Gespreksvoerder.COLLEGE)
            with pytest.raises(DomainError, match="kan nog niet worden afgerond"):
                finish(planned, Module.MAP, by=region.regisseur)
            record_hours(
                planned,
                Done(Soort.MAP, LATER, 120, region.organisations["SDD"], "x", practical=True),
                by=region.regisseur,
            )
            assert finish(planned, Module.MAP, by=region.regisseur)
        assert OutboundMessage.objects.get(kind="map").payload["datum"] == "2027-03-01"

    def test_another_than_the_college_needs_a_mandate(self, region: Region, planned: Dossier) -> None:
        body = Gespreksvoerder.OPENBAAR_LICHAAM
        with pytest.raises(DomainError) as refused:
            record_final_talk(planned, by=region.regisseur, on=TODAY, held_by=body)
        assert refused.value.field == "mandate"
        assert record_final_talk(planned, by=region.regisseur, on=TODAY, held_by=body, mandate="M-12")

    def test_in_the_onderwijsroute_there_is_none(self, region: Region) -> None:
        dossier = ready_dossier(region)
        record_event(
            dossier, Kind.PIP_VASTGESTELD, by=region.regisseur, on=TODAY,
            payload={"versie": 1, "dagtekening": TODAY.isoformat(), "leerroute": "O", "niveau": "B1", "gemeente": "0505"},
        )  # fmt: skip
        assert not stands(dossier).map.needed
        with pytest.raises(DomainError, match="Onderwijsroute"):
            finish(dossier, Module.MAP, by=region.regisseur)

    def test_who_only_records_hours_does_not_finish(self, region: Region, planned: Dossier) -> None:
        acts: tuple[Callable[[], object], ...] = (
            lambda: finish(planned, Module.MAP, by=region.administrator),
            lambda: take_back_finish(planned, Module.MAP, by=region.administrator, reason="x"),
            lambda: record_final_talk(
                planned, by=region.administrator, on=TODAY, held_by=Gespreksvoerder.COLLEGE
            ),
        )
        for act in acts:
            with pytest.raises(NotAllowed):
                act()


class TestAtDuo:
    def test_duo_takes_the_day_and_its_answer_stands_at_the_module(
        self, region: Region, planned: Dossier, fake: FakeDuo
    ) -> None:
        record = asylum_person()
        record["pips"] = [
            {
                "gemeentecode": "0505",
                "pip": {"dagtekeningPip": TODAY.isoformat(), "leerroute": "B", "niveau": "B1"},
            }
        ]
        record["inburgeringstermijn"] = term(TODAY)
        fake.store.save(BSN, record)
        OutboundMessage.objects.all().delete()
        with clock.frozen(LATER):
            through_pvt(region, planned)
            finish(planned, Module.PVT, by=region.regisseur)
            assert send_due() == 1
            told = stands(planned).pvt.duo
        assert told
        assert told.payload["stand"] == "aanvaard"
        kept = fake.store.load(BSN)
        assert kept
        assert kept["pvt"]["datum"] == "2027-03-01"

    def test_a_refusal_of_duo_gives_a_task_with_its_words(
        self, region: Region, planned: Dossier, fake: FakeDuo
    ) -> None:
        fake.store.save(BSN, asylum_person())
        OutboundMessage.objects.all().delete()
        with clock.frozen(LATER):
            through_pvt(region, planned)
            finish(planned, Module.PVT, by=region.regisseur)
            send_due()
        assert "actuele PIP" in planned.taken.get(title="Weigering van DUO oplossen").why


class TestPages:
    def test_a_partner_sees_the_pvt_and_can_not_finish_it(
        self, region: Region, planned: Dossier, signed_in: Callable[[Actor], Client]
    ) -> None:
        vwn = region.organisations["VluchtelingenWerk"]
        involve(planned, vwn, by=region.regisseur, purpose="begeleiding", basis="Wi 13", on=TODAY)
        browser = signed_in(region.counsellor)
        page = browser.get(f"/participatie/{planned.pk}/").content.decode()
        assert "Participatieverklaringstraject" in page
        assert "Module arbeidsmarkt" not in page
        assert browser.get(f"/participatie/{planned.pk}/pvt/afronden/").status_code == 404
        sent = {"on": "23-11-2026", "how": "bijeenkomst"}
        assert browser.post(f"/participatie/{planned.pk}/ondertekening/", sent).status_code == 302
        assert planned.gebeurtenissen.get(kind=Kind.PVT_ONDERTEKEND).origin == Origin.PARTNER

    def test_a_partner_sees_what_the_college_decided_of_its_hours(
        self, region: Region, signed_in: Callable[[Actor], Client]
    ) -> None:
        dossier, vwn = ready_dossier(region), region.organisations["VluchtelingenWerk"]
        involve(dossier, vwn, by=region.regisseur, purpose="begeleiding", basis="Wi 13", on=TODAY)
        record_hours(dossier, Done(Soort.PVT, TODAY, 120, vwn, "k"), by=region.counsellor)
        browser = signed_in(region.counsellor)
        assert "nog niet beslist" in browser.get(f"/participatie/{dossier.pk}/").content.decode()
        decide_counting(dossier, Soort.PVT, by=region.decider, counts=True, why="voldoet")
        assert "nog niet beslist" not in browser.get(f"/participatie/{dossier.pk}/").content.decode()
        assert "2 uur telt mee" in browser.get(f"/uren/{dossier.pk}/").content.decode()

    def test_the_map_says_which_of_its_eight_themes_have_hours(
        self, region: Region, planned: Dossier, signed_in: Callable[[Actor], Client]
    ) -> None:
        page, browser = f"/participatie/{planned.pk}/", signed_in(region.regisseur)
        assert "geen van de 8" in browser.get(page).content.decode()
        with clock.frozen(LATER):
            for day, theme in enumerate(("werkcultuur", "netwerk", "werkcultuur")):
                on, key = TODAY + timedelta(days=1 + day), f"thema{day}"
                done = Done(Soort.MAP, on, 60, region.organisations["SDD"], key, theme)
                record_hours(planned, done, by=region.regisseur)
        assert "2 van 8: netwerk, werkcultuur" in browser.get(page).content.decode()

    def test_both_pages_cost_a_fixed_number_of_statements(
        self, region: Region, planned: Dossier, signed_in: Callable[[Actor], Client],
        statements: Callable[[Client, str], int],
    ) -> None:  # fmt: skip
        browser = signed_in(region.regisseur)
        with clock.frozen(LATER):
            attend(region, planned, Soort.PVT, 12)
            assert statements(browser, f"/participatie/{planned.pk}/") <= 12
            assert statements(browser, f"/uren/{planned.pk}/") <= 12

    def test_a_module_that_does_not_exist_is_not_found(
        self, region: Region, planned: Dossier, signed_in: Callable[[Actor], Client]
    ) -> None:
        assert signed_in(region.regisseur).get(f"/participatie/{planned.pk}/knm/afronden/").status_code == 404
