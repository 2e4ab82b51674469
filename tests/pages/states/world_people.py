"""Somebody at each step, for the states."""

from dataclasses import dataclass
from datetime import date, time

from support.intake import begun, call, diploma, fill_all
from support.pips import drafted, established, offered, ready_dossier
from support.region import TODAY, Region, make_dossier, make_person
from wegwijs.documents.models import Letter
from wegwijs.dossiers.commands import (
    Planned,
    add_task,
    assign_regisseur,
    close_dossier,
    involve,
    open_dossier_for,
    plan_afspraak,
    record_contact,
    record_event,
    set_gemeente_registration,
)
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Afspraak, Contactmoment, Dossier, State, Variant
from wegwijs.people.commands import (
    PersonFacts,
    ReferentFacts,
    add_address,
    add_child,
    add_verblijfstitel,
    create_person,
    set_languages,
    set_referent,
    share_household,
)
from wegwijs.people.models import Address, HouseholdMember, Person, Source
from wegwijs.stages.intake.commands import add_stuk, record_oproep_outcome, wait_for_third
from wegwijs.stages.intake.commands.stukken import Stuk
from wegwijs.stages.intake.models import IntakeStuk, Oproep
from wegwijs.stages.overdracht import commands as overdracht
from wegwijs.stages.overdracht.commands.steps import Present, Way
from wegwijs.stages.pip.commands import send_pip


@dataclass(frozen=True)
class Dossiers:
    """Somebody at each step."""

    fresh: Dossier
    forerunner: Dossier
    waiting: Dossier  # in the intake, with everything that can stand on its page
    called: Dossier  # did not come: the warning is next
    complete: Dossier  # an intake in which nothing lacks
    done: Dossier  # the intake is behind, no PIP yet
    drafted: Dossier
    offered: Dossier
    established: Dossier
    sent: Dossier
    family: Dossier
    closed: Dossier


def dossiers_of(region: Region) -> Dossiers:
    """Make them all."""
    sent = ready_dossier(region)
    send_pip(established(region, sent), by=region.decider, on=TODAY, channel=Letter.Channel.POST)
    decided, given, written = (
        ready_dossier(region, bsn=bsn) for bsn in ("999993653", "999995017", "999995078")
    )
    established(region, decided)
    offered(region, given)
    drafted(region, written)
    closed = make_dossier(region)
    close_dossier(closed, by=region.regisseur, on=TODAY, reason="verhuisd naar Utrecht")
    return Dossiers(
        fresh=make_dossier(region),
        forerunner=_forerunner(region),
        waiting=_waiting(region),
        called=_called(region),
        complete=_complete(region),
        done=ready_dossier(region, bsn="999999333"),
        drafted=written,
        offered=given,
        established=decided,
        sent=sent,
        family=_family(region),
        closed=closed,
    )


def _forerunner(region: Region) -> Dossier:
    """Linked by COA, with a profile and steps towards a home."""
    by, day = region.regisseur, date(2026, 10, 1)
    dossier, _ = open_dossier_for(
        make_person(by, voornamen="Omar", geslachtsnaam="Al-Masri"), region.dordrecht, by=by, on=day,
        variant=Variant.ASIEL, state=State.VOORLOPER, reason="gekoppeld door COA",
    )  # fmt: skip
    profile = {"koppeldatum": "2026-10-01", "locatie": "azc Dronten", "taal": "Arabisch", "digid": "ja"}
    overdracht.give_profile(dossier, profile, by=by, source=Source.COA, as_of=day)
    present = [Present.INBURGERAAR, Present.COA, Present.TOLK]
    overdracht.record_driegesprek(dossier, by=by, on=date(2026, 10, 12), way=Way.VIDEO, present=present)
    step = overdracht.HouseStep.AANGEBODEN
    overdracht.record_huisvesting([dossier], by=by, on=date(2026, 11, 2), step=step, place="")
    return dossier


def _settled(region: Region, bsn: str) -> Dossier:
    """In the ten weeks: reported on 20 September, settled five days later."""
    dossier = make_dossier(region, bsn=bsn, on=date(2026, 9, 20))
    payload = {"plichtig": True, "begin": "2026-09-15", "kennisgeving": "2026-09-20"}
    record_event(
        dossier, Kind.DUO_PLICHT, by=region.duo, on=date(2026, 9, 20), payload=payload, origin=Origin.DUO
    )
    set_gemeente_registration(dossier, by=region.regisseur, on=date(2026, 9, 25), article_28=True)
    assert region.regisseur.employee
    assign_regisseur(dossier, region.regisseur.employee, by=region.teamlead, on=date(2026, 9, 20))
    involve(
        dossier, region.counsellor.organisation, by=region.regisseur, on=date(2026, 9, 25),
        purpose="maatschappelijke begeleiding", basis="Wi 13",
    )  # fmt: skip
    return dossier


def _waiting(region: Region) -> Dossier:
    """In the intake, with a full person page: languages, addresses, household, child, titel, tasks, contact."""
    dossier, by = _settled(region, "999992806"), region.regisseur
    person = dossier.person
    set_languages(person, by=by, languages={"ti": "moedertaal", "ar": "goed"}, contact="ti", interpreter=True)
    add_address(
        person, by=by, kind=Address.Kind.WOON, street="Spuiboulevard", number="12", postcode="3311 GR",
        place="Dordrecht", valid_from=date(2026, 9, 25), source=Source.BRP,
    )  # fmt: skip
    other = make_person(by, voornamen="Zahra", geslachtsnaam="Rahimi")
    open_dossier_for(
        other, region.dordrecht, by=by, on=date(2026, 9, 20), variant=Variant.ASIEL, reason="gezin"
    )
    share_household(person, other, by=by, part=HouseholdMember.Part.PARTNER, on=date(2026, 9, 25))
    add_child(person, by=by, first_name="Senait", birth_year=2023)
    add_verblijfstitel(person, by=by, code="26", begins_on=date(2026, 5, 1), ends_on=None, source=Source.BRP)
    intake = begun(dossier, region, on=date(2026, 10, 1))
    missed = call(intake, region, on=date(2026, 10, 5), at=date(2026, 10, 12))
    record_oproep_outcome(missed, by=by, on=date(2026, 10, 12), outcome=Oproep.Uitkomst.VERSCHENEN)
    call(intake, region, on=date(2026, 11, 16), at=date(2026, 11, 25))
    for paper in (
        Stuk(IntakeStuk.Soort.VERBLIJF),
        Stuk(IntakeStuk.Soort.ANDERS, "rijbewijs", "kopie.pdf", b"%PDF-1.7"),
    ):
        add_stuk(intake, paper, by=by, on=date(2026, 11, 2))
    assert by.employee
    talk = Planned(
        by.employee, Afspraak.Soort.DRIEGESPREK, date(2026, 11, 26), time(10), 45, Afspraak.Way.KANTOOR
    )
    plan_afspraak(dossier, talk, by=by)
    wait_for_third(intake, diploma(), by=by, on=date(2026, 11, 2))
    add_task(dossier, "Voorschool bellen", why="Er is een plek vrij", due_on=date(2026, 11, 26))
    record_contact(
        dossier, by=by, on=date(2026, 11, 20), way=Contactmoment.Way.TELEFOON, outgoing=True, reached=True,
        summary="Gebeld over de kinderopvang.",
    )  # fmt: skip
    return dossier


def _called(region: Region) -> Dossier:
    dossier = _settled(region, "999994062")
    missed = call(begun(dossier, region), region, on=date(2026, 11, 9), at=date(2026, 11, 16))
    record_oproep_outcome(missed, by=region.regisseur, on=date(2026, 11, 16), outcome=Oproep.Uitkomst.NIET)
    return dossier


def _complete(region: Region) -> Dossier:
    dossier = _settled(region, "999991188")
    fill_all(begun(dossier, region), region)
    payload = {"resultaat": "B1-route haalbaar", "score": "61,50", "drempel": "55,00"}
    record_event(
        dossier, Kind.DUO_TOETS_RESULTAAT, by=region.duo, on=date(2026, 11, 2), payload=payload, origin=Origin.DUO
    )  # fmt: skip
    return dossier


def _family(region: Region) -> Dossier:
    dossier = ready_dossier(region, variant=Variant.GEZIN, bsn="999990809")
    facts = ReferentFacts(name="J. Jansen", relation="partner", phone="0612345678")
    set_referent(dossier.person, facts, by=region.regisseur)
    return dossier


def double_of(region: Region, dossier: Dossier) -> Person:
    """Somebody with the name and birth date of another, who has a dossier too."""
    known = dossier.person
    facts = PersonFacts(
        geslachtsnaam=known.geslachtsnaam, voornamen=known.voornamen, birth=known.birth, v_nummer="2899999999"
    )
    other = create_person(facts, by=region.regisseur, source=Source.EIGEN, as_of=TODAY, not_the_same=True)
    open_dossier_for(
        other, region.dordrecht, by=region.regisseur, on=TODAY, variant=Variant.ASIEL, reason="dubbel"
    )
    return other
