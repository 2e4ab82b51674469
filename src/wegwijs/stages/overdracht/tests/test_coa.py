"""COA's own desk: whom it linked until the move, and nothing of the dossier."""

from collections.abc import Callable
from datetime import date, time

import pytest
from django.test import Client

from support.coa import coa_worker, supply_of
from support.region import TODAY, Region, make_dossier
from wegwijs.access.actor import Actor
from wegwijs.dossiers.commands import Planned, close_dossier, plan_afspraak, set_gemeente_registration
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Afspraak, Dossier
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.organisations.models import Gemeente, Organisation
from wegwijs.people.models import Person, PersonLanguage, Source
from wegwijs.rowsecurity.scope import entered
from wegwijs.stages.overdracht.commands import (
    Day,
    HouseStep,
    ask_coa,
    close_regeldag,
    give_profile,
    plan_regeldag,
    record_huisvesting,
    record_koppeling,
    supply_profile,
)
from wegwijs.stages.overdracht.models import Aanlevering, Einde, ProfielVeld
from wegwijs.stages.overdracht.supplies import seen, supplies

SignedIn = Callable[[Actor], Client]
LINKED = date(2026, 10, 5)
FILLED = {"gezinsgrootte": "4", "taalniveau": "A1", "voorinburgering": "gevolgd", "onderdelen": "NT2, KNM"}


@pytest.fixture
def coa(region: Region) -> Actor:
    return coa_worker(region)


@pytest.fixture
def phone(coa: Actor, signed_in: SignedIn) -> Client:
    return signed_in(coa)


@pytest.fixture
def linked(region: Region) -> Dossier:
    dossier = make_dossier(region)
    record_koppeling(dossier, by=region.regisseur, on=LINKED, location="azc Dronten")
    return dossier


def talk(region: Region, dossier: Dossier, place: str = "azc Dronten", hour: int = 10) -> Afspraak:
    assert region.regisseur.employee
    planned = Planned(
        region.regisseur.employee, Afspraak.Soort.DRIEGESPREK, date(2026, 11, 26), time(hour, 30), 60, Afspraak.Way.OPVANG, place,
        "L. Maas", True,
    )  # fmt: skip
    return plan_afspraak(dossier, planned, by=region.regisseur)


def ended(dossier: Dossier) -> str:
    row = supply_of(dossier)
    assert not row.shown
    return row.ended_because


def test_who_is_linked_stands_on_the_desk_with_the_talk_and_what_lacks(
    region: Region, linked: Dossier, phone: Client
) -> None:
    page = phone.get("/overdracht/coa/").content.decode()
    assert "Selam Tesfay" in page
    assert "azc Dronten" in page
    assert "nog niet gepland" in page
    assert "nog 8 gegevens" in page
    talk(region, linked)
    page = phone.get(f"/overdracht/coa/{supply_of(linked).pk}/").content.decode()
    for words in (
        "26 november 2026 10:30 uur",
        "A. de Vries",
        "er komt een tolk",
        "artikel 9.4, derde lid",
    ):
        assert words in page, words
    assert "Gezondheid: COA mag dit niet" in page


def test_it_begins_there_and_sees_nothing_else(region: Region, linked: Dossier, phone: Client) -> None:
    assert phone.get("/").headers["Location"] == "/overdracht/coa/"
    addresses = (
        f"/dossier/{linked.pk}/", f"/overdracht/{linked.pk}/", "/overdracht/", f"/personen/{linked.person_id}/",
        f"/intake/{linked.pk}/", f"/pip/{linked.pk}/", f"/overdracht/{linked.pk}/profiel/", "/regeldagen/", "/agenda/",
        "/overdracht/huisvesting/", f"/overdracht/{linked.pk}/coa/",
    )  # fmt: skip
    for address in addresses:
        assert phone.get(address).status_code == 404, address


def test_the_database_shows_coa_its_own_row_and_no_other(region: Region, linked: Dossier, coa: Actor) -> None:
    with entered(coa.scope):
        assert Aanlevering.objects.count() == 1
        for model in (Dossier, Person, ProfielVeld, Afspraak):
            assert not model.objects.exists(), model
        linked.gebeurtenissen.all().exists()
        assert not linked.gebeurtenissen.exists()


def test_what_coa_fills_in_is_coas_and_the_regisseur_is_told(
    region: Region, linked: Dossier, phone: Client
) -> None:
    address = f"/overdracht/coa/{supply_of(linked).pk}/"
    assert phone.post(address, {**FILLED, "taal": "Turks", "tolk": "ja"}).headers["Location"] == address
    rows = ProfielVeld.objects.filter(dossier=linked)
    assert {row.key: row.value for row in rows} == {**FILLED, "taal": "Turks", "tolk": "ja"}
    assert {row.source for row in rows} == {Source.COA}
    assert {row.by for row in rows} == {"L. Maas, COA"}
    told = linked.gebeurtenissen.get(kind=Kind.COA_PROFIEL)
    assert (told.origin, told.organisation) == (Origin.COA, "COA")
    assert linked.gebeurtenissen.filter(kind=Kind.VOORINBURGERING).count() == 1
    assert PersonLanguage.objects.get(person=linked.person).code == "tr"
    assert linked.taken.get(source_key="coa:aanlevering").why.startswith("Aantal personen")
    page = phone.get(address).content.decode()
    assert "U gaf door: A1" in page
    assert "Nog aan te leveren: nareizigers verwacht" in page


def test_what_others_gave_is_known_and_not_shown(region: Region, linked: Dossier, phone: Client) -> None:
    give_profile(linked, {"taalniveau": "B1"}, by=region.regisseur, source=Source.PERSOON, as_of=TODAY)
    page = phone.get(f"/overdracht/coa/{supply_of(linked).pk}/").content.decode()
    assert "De gemeente weet dit al" in page
    assert "U gaf door: B1" not in page


def test_a_wrong_answer_keeps_what_was_typed_and_nothing_is_stored(linked: Dossier, phone: Client) -> None:
    address = f"/overdracht/coa/{supply_of(linked).pk}/"
    page = phone.post(address, {**FILLED, "gezinsgrootte": "900"}).content.decode()
    assert "NT2, KNM" in page
    assert "ten minste één gegeven" in phone.post(address, {}).content.decode()
    assert not ProfielVeld.objects.exists()


def test_no_field_beyond_what_the_law_lets_coa_share(linked: Dossier, coa: Actor, phone: Client) -> None:
    with pytest.raises(DomainError, match="mag COA niet"):
        supply_profile(supply_of(linked), {"telefoon": "0612345678"}, by=coa, on=TODAY)
    phone.post(
        f"/overdracht/coa/{supply_of(linked).pk}/", {**FILLED, "telefoon": "0612345678", "bsn": "999990408"}
    )
    assert not ProfielVeld.objects.filter(key="telefoon").exists()


@pytest.mark.parametrize("how", ["registered", "moved", "regeldag", "closed", "stopped"])
def test_access_is_gone_after_the_move(
    how: str, region: Region, linked: Dossier, coa: Actor, phone: Client, signed_in: SignedIn
) -> None:
    row, by = supply_of(linked), region.regisseur
    address = f"/overdracht/coa/{row.pk}/"
    assert phone.get(address).status_code == 200
    because = Einde.VERHUISD
    if how == "registered":
        set_gemeente_registration(linked, by=by, on=TODAY, article_28=True)
    elif how == "moved":
        record_huisvesting([linked], by=by, on=TODAY, step=HouseStep.VERHUISD, place="")
    elif how == "regeldag":
        day = plan_regeldag([linked], Day(TODAY, time(9)), by=by)
        assert phone.get(address).status_code == 200
        close_regeldag(day, by=by, dossiers=[linked])
    elif how == "closed":
        close_dossier(linked, by=by, on=TODAY, reason="verhuisd")
        because = Einde.GESLOTEN
    else:
        signed_in(by).post(f"/overdracht/{linked.pk}/coa/stoppen/")
        because = Einde.GESTOPT
    assert ended(linked) == because
    assert phone.get(address).status_code == 404
    assert phone.post(address, FILLED).status_code == 404
    assert "Selam" not in phone.get("/overdracht/coa/").content.decode()
    with pytest.raises(DomainError, match="klaar"):
        supply_profile(row, FILLED, by=coa, on=TODAY)
    with entered(coa.scope):
        assert not Aanlevering.objects.exists()


def test_a_step_towards_a_home_is_no_move_yet(region: Region, linked: Dossier) -> None:
    for step in (HouseStep.AANGEBODEN, HouseStep.SLEUTEL):
        record_huisvesting([linked], by=region.regisseur, on=TODAY, step=step, place="")
    assert supply_of(linked).shown


def test_who_was_stopped_is_not_begun_again_by_a_file(
    region: Region, linked: Dossier, signed_in: SignedIn
) -> None:
    desk = signed_in(region.regisseur)
    desk.post(f"/overdracht/{linked.pk}/coa/stoppen/")
    record_koppeling(linked, by=region.regisseur, on=TODAY, location="azc Almere")
    assert not supply_of(linked).shown
    page = desk.get(f"/overdracht/{linked.pk}/").content.decode()
    assert "de gemeente stopte het" in page
    typed = {"organisation": str(region.organisations["COA"].pk), "location": "azc Almere"}
    assert desk.post(f"/overdracht/{linked.pk}/coa/", typed).status_code == 302
    assert Aanlevering.objects.get(shown=True).location == "azc Almere"


def test_who_lives_here_already_is_not_asked_about(region: Region) -> None:
    dossier = make_dossier(region)
    set_gemeente_registration(dossier, by=region.regisseur, on=TODAY, article_28=True)
    record_koppeling(dossier, by=region.regisseur, on=LINKED, location="azc Dronten")
    assert not Aanlevering.objects.exists()
    with pytest.raises(DomainError, match="woont al"):
        ask_coa(dossier, region.organisations["COA"], by=region.regisseur, on=LINKED, location="")


def test_of_two_organisations_the_location_decides_and_else_a_person(region: Region) -> None:
    other = Organisation.objects.create(
        name="COA Almere", short="COA-A", kind="coa", place="Almere", valid_from=LINKED
    )
    other.gemeenten.set(Gemeente.objects.filter(code="0505"))
    for location, expected in (("azc Almere", other), ("azc Dronten", None)):
        dossier = make_dossier(region)
        record_koppeling(dossier, by=region.regisseur, on=LINKED, location=location)
        found = Aanlevering.objects.filter(dossier=dossier).first()
        assert (found.organisation if found else None) == expected


def test_somebody_of_another_organisation_or_gemeente_sees_none(
    region: Region, linked: Dossier, signed_in: SignedIn
) -> None:
    row = supply_of(linked)
    elsewhere = coa_worker(region, "0590", username="elders")
    browser = signed_in(elsewhere)
    assert "Selam" not in browser.get("/overdracht/coa/").content.decode()
    assert browser.get(f"/overdracht/coa/{row.pk}/").status_code == 404
    for actor in (region.regisseur, region.counsellor, region.teamlead):
        assert signed_in(actor).get("/overdracht/coa/").status_code == 404
        assert signed_in(actor).get(f"/overdracht/coa/{row.pk}/").status_code == 404
    with pytest.raises(NotAllowed):
        ask_coa(linked, region.organisations["COA"], by=elsewhere, on=LINKED, location="")


def test_a_protected_address_hides_where_somebody_stays(
    region: Region, linked: Dossier, phone: Client
) -> None:
    talk(region, linked, place="azc Dronten, ingang B")
    Person.objects.filter(pk=linked.person_id).update(protected=True)
    for address in ("/overdracht/coa/", f"/overdracht/coa/{supply_of(linked).pk}/"):
        assert "Dronten" not in phone.get(address).content.decode()


def test_the_scope_that_the_desk_leaves_behind_holds_these_dossiers_alone(
    region: Region, coa: Actor, linked: Dossier
) -> None:
    make_dossier(region)
    with entered(coa.scope):
        assert not Dossier.objects.exists()
        seen(list(supplies(coa)), last=True)
        assert list(Dossier.objects.values_list("pk", flat=True)) == [linked.pk]


def test_the_desk_costs_the_same_however_many_are_linked(
    region: Region, linked: Dossier, phone: Client, statements: Callable[[Client, str], int]
) -> None:
    few, one = (
        statements(phone, "/overdracht/coa/"),
        statements(phone, f"/overdracht/coa/{supply_of(linked).pk}/"),
    )
    for number in range(4):
        dossier = make_dossier(region)
        record_koppeling(dossier, by=region.regisseur, on=LINKED, location="azc Dronten")
        talk(region, dossier, hour=12 + number)
    assert statements(phone, "/overdracht/coa/") == few <= 8
    assert one <= 12
