"""In the intake, and an oproep by the pile."""

from collections.abc import Mapping
from datetime import date, time

from support.intake import begun, call, fill_all
from support.pips import ready_dossier
from support.region import TODAY, Region, make_dossier, make_person
from wegwijs.documents.commands.batches import make_batch, send_batch
from wegwijs.dossiers.commands import Planned, give_task, involve, plan_afspraak, record_contact
from wegwijs.dossiers.models import Afspraak, Contactmoment, Dossier
from wegwijs.people.commands import add_address, add_child, set_languages, set_referent, share_household
from wegwijs.people.commands.contact import ReferentFacts
from wegwijs.people.models import Address, HouseholdMember, Source
from wegwijs.stages.intake.commands import add_stuk, give_input, wait_for_third
from wegwijs.stages.intake.commands.blocks import Indrukken
from wegwijs.stages.intake.commands.stukken import Stuk
from wegwijs.stages.intake.commands.waiting import Wacht
from wegwijs.stages.intake.models import Inbreng, IntakeStuk, Oproep, WachtOpDerde
from wegwijs.stages.intake.pile import OPROEPEN, Hours, asked
from wegwijs.stages.overdracht.commands import Day, plan_regeldag


def talking(region: Region) -> Dossier:
    """In the intake: called up, talked, waiting for a third party, with a partner, a household, contacts and tasks."""
    by = region.regisseur
    dossier = ready_dossier(region, intake=False)
    partner = region.organisations["VluchtelingenWerk"]
    involve(dossier, partner, by=by, on=TODAY, purpose="maatschappelijke begeleiding", basis="Wi 13")
    set_languages(
        dossier.person, by=by, languages={"ti": "moedertaal", "ar": "goed"}, contact="ti", interpreter=True
    )
    set_referent(dossier.person, ReferentFacts("P. de Wit", "partner"), by=by)
    other = make_person(by)
    share_household(dossier.person, other, by=by, part=HouseholdMember.Part.PARTNER, on=date(2026, 10, 1))
    add_child(dossier.person, by=by, first_name="Noor", birth_year=2024)
    record_contact(
        dossier, by=by, on=TODAY, way=Contactmoment.Way.TELEFOON, outgoing=True, reached=True,
        summary="Belde over school", follow_up="bel terug",
    )  # fmt: skip
    assert by.employee
    soort, way = next(iter(Afspraak.Soort)), next(iter(Afspraak.Way))
    plan_afspraak(dossier, Planned(by.employee, soort, date(2026, 11, 30), time(10), 45, way), by=by)
    give_task(dossier, by=by, title="Kopie diploma opvragen", why="", due_on=None)
    plan_regeldag([dossier], Day(date(2026, 12, 4), time(9)), by=by, keys=("brp", "bijstand", "bank"))
    intake = begun(dossier, region)
    call(intake, region, on=date(2026, 10, 5), at=date(2026, 10, 12))
    fill_all(intake, region)
    wait_for_third(intake, Wacht(WachtOpDerde.Soort.MEDISCH, "GGD", necessary=False), by=by, on=TODAY)
    add_stuk(intake, Stuk(IntakeStuk.Soort.DIPLOMA, "", "diploma.pdf", b"%PDF-1.7"), by=by, on=TODAY)
    seen = Indrukken(next(iter(Inbreng.Indruk)), next(iter(Inbreng.Indruk)), "leest graag", "slaapt slecht")
    give_input(intake, seen, by=region.counsellor, on=TODAY)
    return dossier


DOSSIERS = {"talking": talking}


def rows(region: Region, dossiers: Mapping[str, Dossier]) -> None:
    """An oproep by the pile: sent to a briefadres, which isn't secret."""
    dossier = make_dossier(region)
    add_address(
        dossier.person, by=region.regisseur, kind=Address.Kind.BRIEF, street="Kade", number="7", postcode="3311 KK",
        place="Dordrecht", valid_from=date(2026, 9, 1), source=Source.BRP,
    )  # fmt: skip
    begun(dossier, region)
    hours = Hours(date(2026, 11, 26), time(9), time(17), 60, 1)
    letters = asked([dossier], hours, place="Spuiboulevard 300", way=Oproep.Way.KANTOOR)
    batch = make_batch(OPROEPEN, region.dordrecht, letters, by=region.regisseur)
    send_batch(batch.pk)
