"""Taakstelling and homes: figures that are corrected, steps of a whole household, and who counts."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import transaction
from django.db.utils import DatabaseError
from django.test import Client

from support.region import TODAY, Region, make_dossier, make_person
from wegwijs.access.actor import Actor
from wegwijs.dossiers.choices import HouseRefusal, HouseStep
from wegwijs.dossiers.commands import (
    correct_event,
    open_dossier_for,
    set_gemeente_registration,
    withdraw_event,
)
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Variant
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.people.commands import add_child, share_household
from wegwijs.people.models import HouseholdMember
from wegwijs.stages.overdracht.commands import Figure, record_huisvesting, record_koppeling, set_taakstelling
from wegwijs.stages.overdracht.halfyears import HalfYear
from wegwijs.stages.overdracht.housing import Home, Numbers, given, homes
from wegwijs.stages.overdracht.models import Half, Taakstelling

SignedIn = Callable[[Actor], Client]
NOW = HalfYear(2026, Half.SECOND)
LINKED = date(2026, 10, 5)
S = HouseStep


@pytest.fixture
def desk(region: Region, signed_in: SignedIn) -> Client:
    return signed_in(region.teamlead)


@pytest.fixture
def family(region: Region) -> list[Dossier]:
    """Two with a dossier and two children without one, linked on the same day."""
    by, first = region.regisseur, make_dossier(region)
    other, _ = open_dossier_for(
        make_person(by, voornamen="Zahra"), region.dordrecht, by=by, on=date(2026, 9, 1), variant=Variant.ASIEL, reason="gezin"
    )  # fmt: skip
    share_household(first.person, other.person, by=by, part=HouseholdMember.Part.PARTNER, on=date(2026, 9, 1))
    for name in ("Noor", "Sami"):
        add_child(first.person, by=by, first_name=name, birth_year=2020)
    for one in (first, other):
        record_koppeling(one, by=by, on=LINKED, location="azc Dronten")
    return [first, other]


def figure(number: int, stood_over: int = 0) -> Figure:
    return Figure(number, stood_over, "brief van de provincie", date(2026, 7, 1))


def stepped(region: Region, who: list[Dossier], step: HouseStep, on: date, **more: HouseRefusal) -> None:
    record_huisvesting(who, by=region.regisseur, on=on, step=step, place="Crabbehof", **more)


def newest(region: Region) -> Taakstelling:
    [(_, figures)] = given(region.teamlead, NOW, code="0505")
    return figures[0]


def only(region: Region) -> Home:
    found = homes(region.teamlead, NOW)
    assert len(found) == 1
    return found[0]


def test_half_years_know_their_days_and_neighbours() -> None:
    assert HalfYear.of(date(2026, 6, 30)).code == "2026-1"
    assert HalfYear.of(date(2026, 7, 1)) == NOW
    assert (NOW.first, NOW.last) == (date(2026, 7, 1), date(2026, 12, 31))
    assert NOW.moved(1).code == "2027-1"
    assert NOW.moved(-3).code == "2025-1"
    assert [HalfYear.read(text) for text in ("2026-2", "2026-3", "x", "1026-1", "")] == [
        NOW,
        None,
        None,
        None,
        None,
    ]


def test_a_corrected_figure_is_a_new_row_and_the_old_one_stays(region: Region) -> None:
    set_taakstelling(region.dordrecht, NOW, figure(110, -4), by=region.teamlead)
    set_taakstelling(region.dordrecht, NOW, figure(118, 6), by=region.teamlead)
    set_taakstelling(region.dordrecht, NOW, figure(118, 6), by=region.teamlead)
    assert [(row.number, row.stood_over) for row in Taakstelling.objects.all()] == [(118, 6), (110, -4)]
    assert newest(region).number == 118
    with pytest.raises(DatabaseError), transaction.atomic():
        Taakstelling.objects.update(number=1)


def test_only_who_arranges_housing_gives_a_figure(region: Region) -> None:
    for actor in (region.regisseur, region.counsellor, region.administrator):
        with pytest.raises(NotAllowed):
            set_taakstelling(region.dordrecht, NOW, figure(1), by=actor)
    with pytest.raises(DomainError, match="toekomst"):
        set_taakstelling(region.dordrecht, NOW, Figure(1, 0, "brief", date(2026, 12, 1)), by=region.teamlead)


def test_a_step_is_of_everybody_who_goes_to_live_there(
    region: Region, family: list[Dossier], desk: Client
) -> None:
    address = f"/overdracht/{family[0].pk}/woning/"
    typed = {
        "members": [str(one.pk) for one in family],
        "on": "02-11-2026",
        "stap": "aangeboden",
        "plaats": "Crabbehof",
    }
    assert desk.post(address, typed).status_code == 302
    for one in family:
        assert one.gebeurtenissen.get(kind=Kind.HUISVESTING).payload["stap"] == "aangeboden"
    refused = {**typed, "stap": "geweigerd", "on": "03-11-2026"}
    assert "Kies waarom de woning is geweigerd" in desk.post(address, refused).content.decode()
    assert desk.post(address, {**refused, "reden": "huur"}).status_code == 302
    assert "de huur is te hoog" in desk.get(f"/overdracht/{family[1].pk}/").content.decode()


def test_a_wrong_step_is_corrected_or_withdrawn_as_other_events_are(
    region: Region, family: list[Dossier]
) -> None:
    stepped(region, family, S.BESCHIKBAAR, date(2026, 10, 20))
    event = family[0].gebeurtenissen.get(kind=Kind.HUISVESTING)
    correct_event(
        event, by=region.regisseur, on=date(2026, 10, 19), payload={"stap": "aangeboden", "plaats": "", "reden": ""},
        summary="woning aangeboden", reason="verkeerde dag",
    )  # fmt: skip
    assert only(region).offered_since == date(2026, 10, 19)
    for one in family:
        for row in one.gebeurtenissen.filter(kind=Kind.HUISVESTING, superseded_by=None):
            withdraw_event(row, by=region.regisseur, reason="er was geen woning")
    assert only(region).stage is S.GEZOCHT
    assert only(region).offered_since is None


def test_the_page_of_a_correction_knows_the_step(region: Region, family: list[Dossier], desk: Client) -> None:
    stepped(region, family[:1], S.BESCHIKBAAR, date(2026, 10, 20))
    event = family[0].gebeurtenissen.get(kind=Kind.HUISVESTING)
    page = desk.get(f"/dossiers/{family[0].pk}/tijdlijn/{event.pk}/verbeteren/").content.decode()
    assert "Stap naar een woning verbeteren" in page
    assert "Crabbehof" in page


def test_children_without_a_dossier_count_as_persons(region: Region, family: list[Dossier]) -> None:
    home = only(region)
    assert (home.persons, home.children, home.stage) == (4, 2, S.GEZOCHT)
    numbers = Numbers.of(None, [home], NOW)
    assert numbers.linked == (4, 1)
    assert (numbers.task, numbers.to_go) == (None, None)


def test_weeks_of_the_gemeente_begin_anew_after_a_refusal(region: Region, family: list[Dossier]) -> None:
    stepped(region, family, S.BESCHIKBAAR, date(2026, 10, 12))
    stepped(region, family, S.AANGEBODEN, date(2026, 10, 14))
    assert only(region).offered_since == date(2026, 10, 12)
    stepped(region, family, S.GEWEIGERD, date(2026, 10, 16), refusal=HouseRefusal.GROOTTE)
    assert (only(region).stage, only(region).offered_since) == (S.GEZOCHT, None)
    stepped(region, family, S.AANGEBODEN, date(2026, 11, 2))
    assert only(region).offered_since == date(2026, 11, 2)
    assert only(region).refused_in(NOW) == 1


def test_who_moved_counts_once_with_the_children_and_is_no_longer_waited_for(
    region: Region, family: list[Dossier]
) -> None:
    set_taakstelling(region.dordrecht, NOW, figure(10, 2), by=region.teamlead)
    stepped(region, family, S.VERHUISD, date(2026, 11, 9))
    for one in family:
        set_gemeente_registration(one, by=region.regisseur, on=date(2026, 11, 12), article_28=True)
    home = only(region)
    assert home.moved_on == date(2026, 11, 9)
    numbers = Numbers.of(newest(region), [home], NOW)
    assert (numbers.moved, numbers.moved_homes, numbers.to_go, numbers.linked) == (4, 1, 8, (0, 0))
    assert homes(region.teamlead, NOW.moved(1)) == []


def test_a_registration_in_a_home_of_ones_own_is_no_move_of_the_taakstelling(region: Region) -> None:
    own = make_dossier(region)
    set_gemeente_registration(own, by=region.regisseur, on=date(2026, 11, 12), article_28=False)
    assert homes(region.teamlead, NOW) == []


def test_the_pages_say_how_each_gemeente_stands(region: Region, family: list[Dossier], desk: Client) -> None:
    typed = {
        "period": "2026-2", "number": "110", "over": "achterstand", "stood_over": "6", "source": "brief provincie, kenmerk 12",
        "source_on": "01-07-2026",
    }  # fmt: skip
    address = "/overdracht/huisvesting/0505/taakstelling/"
    assert "Vul in hoeveel" in desk.post(address, {**typed, "stood_over": ""}).content.decode()
    assert desk.post(address, typed).headers["Location"] == "/overdracht/huisvesting/0505/?halfjaar=2026-2"
    stepped(region, family, S.AANGEBODEN, date(2026, 11, 2))
    page = desk.get("/overdracht/huisvesting/").content.decode()
    assert "6 achterstand" in page
    assert "4 (1)" in page
    assert "0 van 116" in page
    page = desk.get("/overdracht/huisvesting/0505/").content.decode()
    assert "COA: 7 weken" in page
    assert "gemeente: 3 weken" in page
    assert "4 personen (2 en 2 kinderen zonder dossier)" in page
    assert "Crabbehof" not in page


def test_a_gemeente_of_somebody_else_does_not_exist(region: Region, signed_in: SignedIn) -> None:
    outsider = signed_in(region.outsider)
    assert "Dordrecht" not in outsider.get("/overdracht/huisvesting/").content.decode()
    assert outsider.get("/overdracht/huisvesting/0505/").status_code == 404
    desk = signed_in(region.regisseur)
    assert desk.get("/overdracht/huisvesting/0505/").status_code == 200
    assert desk.get("/overdracht/huisvesting/0505/taakstelling/").status_code == 404
    for actor in (region.counsellor, region.administrator):
        assert signed_in(actor).get("/overdracht/huisvesting/").status_code == 404


def test_the_pages_cost_the_same_however_many_wait(
    region: Region, family: list[Dossier], desk: Client, statements: Callable[[Client, str], int]
) -> None:
    one, all_ = (
        statements(desk, "/overdracht/huisvesting/0505/"),
        statements(desk, "/overdracht/huisvesting/"),
    )
    for _ in range(4):
        record_koppeling(make_dossier(region), by=region.regisseur, on=TODAY, location="")
    assert statements(desk, "/overdracht/huisvesting/0505/") == one <= 8
    assert statements(desk, "/overdracht/huisvesting/") == all_ <= 8
