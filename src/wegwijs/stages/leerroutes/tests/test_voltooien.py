"""What is still needed of one person, the end of the Z-route and of the Onderwijsroute, and the proof."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from support.completion import FAMILY, followed, modules_done, on_route, sat, school, z_ready
from support.region import TODAY, Region, make_dossier
from wegwijs.access.actor import Actor
from wegwijs.dossiers.commands import close_dossier, record_event
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.hours.models import Soort
from wegwijs.messages.models import OutboundMessage
from wegwijs.stages.leerroutes.commands.afronden import (
    finish_z,
    record_proof,
    record_taalschakel,
    record_z_talk,
    take_back_z,
)
from wegwijs.stages.leerroutes.queries.voltooien import completion
from wegwijs.stages.participatie.commands import take_back_finish
from wegwijs.stages.participatie.queries import Module
from wi2021.leerroutes import Gespreksvoerder

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Actor], Client]
DAY = timedelta(days=1)


def stands(dossier: Dossier) -> dict[str, str]:
    table = completion(dossier).table
    assert table
    return {row.onderdeel: row.stand.value for row in table.rijen}


class TestTable:
    def test_b1_asks_four_parts_knm_pvt_and_map(self, region: Region) -> None:
        dossier = on_route(region, "B")
        sat(region, dossier, "LE", on=TODAY)
        sat(region, dossier, "LU", on=TODAY, niveau="A2")
        sat(region, dossier, "SP", on=TODAY, result="Gezakt")
        sat(region, dossier, "KNM", on=TODAY)
        assert stands(dossier) == {
            "lezen": "klaar", "luisteren": "nog te doen", "schrijven": "nog te doen", "spreken": "nog te doen", "knm": "klaar",
            "pvt": "nog te doen", "map": "nog te doen",
        }  # fmt: skip

    def test_after_going_down_a2_is_enough_and_b2_always_is(self, region: Region) -> None:
        dossier = on_route(region, "B", niveau="A2")
        sat(region, dossier, "LU", on=TODAY, niveau="A2")
        sat(region, dossier, "LE", on=TODAY, niveau="B2")
        found = stands(dossier)
        assert (found["luisteren"], found["lezen"]) == ("klaar", "klaar")

    def test_what_duo_exempts_from_is_not_needed(self, region: Region) -> None:
        dossier = on_route(region, "B")
        told = {"soort": "gedeeltelijk", "oordeel": "Toekenning", "onderdeel": "SC"}
        record_event(dossier, Kind.DUO_ONTHEFFING, by=region.duo, on=TODAY, origin=Origin.DUO, payload=told)
        refused = {"soort": "gedeeltelijk", "oordeel": "Afwijzing", "onderdeel": "SP"}
        record_event(
            dossier, Kind.DUO_VRIJSTELLING, by=region.duo, on=TODAY, origin=Origin.DUO, payload=refused
        )
        found = stands(dossier)
        assert (found["schrijven"], found["spreken"]) == ("niet nodig", "nog te doen")

    def test_the_onderwijsroute_is_done_by_the_taalschakeltraject_without_map(self, region: Region) -> None:
        dossier = on_route(region, "O")
        assert stands(dossier)["map"] == "niet nodig"
        record_taalschakel(dossier, by=region.regisseur, on=TODAY, school="Da Vinci College")
        assert stands(dossier)["taalschakeltraject"] == "klaar"
        assert {part for part, stand in stands(dossier).items() if stand == "nog te doen"} == {"pvt"}

    def test_hours_of_the_z_route_take_off_pvt_and_map_e19(self, region: Region) -> None:
        dossier = on_route(region, "Z")
        sdd = region.organisations["SDD"]
        followed(region, dossier, Soort.PVT, 12, at=sdd)
        followed(region, dossier, Soort.MAP, 60, at=sdd)
        rest = completion(dossier).rest
        assert rest
        assert (rest.value.cursus, rest.value.participatie) == (800, 728)

    def test_only_lessons_at_a_school_with_keurmerk_count(self, region: Region, signed_in: SignedIn) -> None:
        dossier = on_route(region, "Z")
        followed(region, dossier, Soort.NT2, 24, at=school(region))
        followed(region, dossier, Soort.KNM, 12, at=region.organisations["SDD"])
        hours = completion(dossier).hours
        assert hours
        assert hours.cursus == 24
        page = signed_in(region.regisseur).get(f"/voltooien/dossier/{dossier.pk}/").content.decode()
        assert "24 van 800 uur; 12 uur telt niet" in page

    def test_who_came_as_family_has_no_participation_part(self, region: Region) -> None:
        dossier = on_route(region, "Z", group=FAMILY)
        assert stands(dossier)["participatie"] == "niet nodig"

    def test_attempts_and_what_is_still_free(self, region: Region, signed_in: SignedIn) -> None:
        dossier = on_route(region, "B")
        sat(region, dossier, "LE", on=TODAY - 40 * DAY, result="Gezakt")
        sat(region, dossier, "LU", on=TODAY - 30 * DAY, result="Geen", reden="Afgemeld")
        sat(region, dossier, "SC", on=TODAY - 20 * DAY, result="Geen", reden="Absent")
        page = signed_in(region.regisseur).get(f"/voltooien/dossier/{dossier.pk}/").content.decode()
        assert page.count("1 poging; nog 1 van 2 gratis") == 2
        assert "0 pogingen; nog 2 van 2 gratis" in page
        family = on_route(region, "B", group=FAMILY)
        assert (
            "niet gratis"
            in signed_in(region.regisseur).get(f"/voltooien/dossier/{family.pk}/").content.decode()
        )

    def test_the_same_exam_told_twice_counts_once(self, region: Region) -> None:
        dossier = on_route(region, "B")
        sat(region, dossier, "LE", on=TODAY, result="Geen")
        sat(region, dossier, "LE", on=TODAY)
        [one] = completion(dossier).attempts
        assert one.passed

    def test_without_a_pip_it_says_so(self, region: Region, signed_in: SignedIn) -> None:
        dossier = make_dossier(region)
        page = signed_in(region.regisseur).get(f"/voltooien/dossier/{dossier.pk}/").content.decode()
        assert "volgt uit de leerroute in het PIP" in page

    def test_costs_few_statements_and_is_not_for_others(
        self, region: Region, signed_in: SignedIn, statements: Callable[[Client, str], int]
    ) -> None:
        dossier = on_route(region, "Z")
        address = f"/voltooien/dossier/{dossier.pk}/"
        assert statements(signed_in(region.regisseur), address) <= 12
        for stranger in (region.outsider, region.counsellor, region.administrator):
            assert signed_in(stranger).get(address).status_code == 404


class TestEnd:
    def test_a_provider_may_not_hold_the_final_talk_of_the_z_route_e21(
        self, region: Region, signed_in: SignedIn
    ) -> None:
        dossier = on_route(region, "Z")
        with pytest.raises(DomainError, match=r"artikel 3\.14, vierde lid"):
            record_z_talk(
                dossier, by=region.regisseur, on=TODAY, held_by=Gespreksvoerder.AANBIEDER, mandate="M-1"
            )
        sent = {"on": "23-11-2026", "held_by": Gespreksvoerder.AANBIEDER.value, "mandate": ""}
        answer = signed_in(region.regisseur).post(f"/voltooien/dossier/{dossier.pk}/eindgesprek/", sent)
        assert "taalaanbieder mag dit gesprek niet voeren" in answer.content.decode()

    def test_another_body_names_its_mandate(self, region: Region) -> None:
        dossier = on_route(region, "Z")
        held_by = Gespreksvoerder.OPENBAAR_LICHAAM
        with pytest.raises(DomainError, match="welk mandaat"):
            record_z_talk(dossier, by=region.regisseur, on=TODAY, held_by=held_by)
        record_z_talk(dossier, by=region.regisseur, on=TODAY, held_by=held_by, mandate="M-0505-1")
        again = record_z_talk(dossier, by=region.regisseur, on=TODAY - DAY, held_by=Gespreksvoerder.COLLEGE)
        assert completion(dossier).talk == again

    def test_each_end_belongs_to_its_route_and_its_people(self, region: Region) -> None:
        dossier = on_route(region, "B")
        with pytest.raises(DomainError, match="hoort bij de Z-route"):
            record_z_talk(dossier, by=region.regisseur, on=TODAY, held_by=Gespreksvoerder.COLLEGE)
        with pytest.raises(DomainError, match="hoort bij de Onderwijsroute"):
            record_taalschakel(dossier, by=region.regisseur, on=TODAY, school="School")
        with pytest.raises(NotAllowed):
            record_taalschakel(dossier, by=region.decider, on=TODAY, school="School")

    def test_finishing_says_what_is_missing(self, region: Region) -> None:
        dossier = on_route(region, "Z")
        with pytest.raises(DomainError, match=r"cursusuren, nog 800 uur.*eindgesprek"):
            finish_z(dossier, by=region.regisseur)

    def test_the_z_route_is_finished_told_to_duo_and_taken_back(self, region: Region) -> None:
        dossier = z_ready(region)
        assert set(stands(dossier).values()) == {"klaar"}
        event = finish_z(dossier, by=region.regisseur)
        assert (event.on, event.payload) == (TODAY, {"cursus": 800, "participatie": 748})
        told = OutboundMessage.objects.get(kind="zroute")
        assert told.payload == {"datum": "2026-11-23"}
        with pytest.raises(DomainError, match="al afgerond"):
            take_back_finish(dossier, Module.PVT, by=region.regisseur, reason="fout")
        with pytest.raises(DomainError, match="Trek eerst"):
            finish_z(dossier, by=region.regisseur)
        take_back_z(dossier, by=region.regisseur, reason="uren kloppen niet")
        second = OutboundMessage.objects.get(key=f"zroute:{dossier.pk}:2")
        assert second.payload == {"datum": ""}
        assert completion(dossier).z_finished is None

    def test_duo_takes_no_day_of_pvt_after_it_so_those_come_first(self, region: Region) -> None:
        dossier = on_route(region, "Z", group=FAMILY)
        followed(region, dossier, Soort.NT2, 800, at=school(region))
        record_z_talk(dossier, by=region.regisseur, on=TODAY, held_by=Gespreksvoerder.COLLEGE)
        with pytest.raises(DomainError, match="Rond eerst PVT en MAP af"):
            finish_z(dossier, by=region.regisseur)
        modules_done(region, dossier)
        assert finish_z(dossier, by=region.regisseur)

    def test_duo_refuses_before_it_set_a_term(self, region: Region) -> None:
        dossier = z_ready(region)
        term = dossier.gebeurtenissen.get(kind=Kind.DUO_TERMIJN)
        record_event(
            dossier,
            Kind.GEGEVEN_INGETROKKEN,
            by=region.duo,
            on=TODAY,
            payload={"wat": term.kind},
            supersedes=term,
        )
        with pytest.raises(DomainError, match="nog niet gemeld"):
            finish_z(dossier, by=region.regisseur)

    def test_the_proof_waits_for_duo_and_is_also_recorded_in_a_closed_dossier(
        self, region: Region, signed_in: SignedIn
    ) -> None:
        dossier = on_route(region, "Z")
        with pytest.raises(DomainError, match="DUO heeft nog niet gemeld"):
            record_proof(dossier, by=region.regisseur, on=TODAY)
        met(region, dossier)
        with pytest.raises(DomainError, match="die dag of later"):
            record_proof(dossier, by=region.regisseur, on=date(2026, 11, 1))
        page = signed_in(region.regisseur).get(f"/voltooien/dossier/{dossier.pk}/").content.decode()
        assert "Certificaat uitgereikt" in page
        event = record_proof(dossier, by=region.regisseur, on=TODAY, how="wethouder, stadhuis")
        assert event.summary == "certificaat persoonlijk uitgereikt, wethouder, stadhuis"


def met(region: Region, dossier: Dossier, on: date = date(2026, 11, 20)) -> None:
    """DUO says that the duty was met, which closes the dossier."""
    told = {"plichtig": False, "eind": on.isoformat(), "reden_geen": "Inburgeringsplicht voldaan"}
    record_event(dossier, Kind.DUO_PLICHT, by=region.duo, on=on, origin=Origin.DUO, payload=told)
    close_dossier(dossier, by=region.duo, on=on, reason="DUO: Inburgeringsplicht voldaan", origin=Origin.DUO)
