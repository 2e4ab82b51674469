"""One small region in which every page has something to show; made once, never changed."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from uuid import uuid4

from pages.states.files import Files, files_of, handed_over, worked_on
from support import duo
from support.duo import asylum_person
from support.intake import begun, call, diploma, fill_all
from support.pips import drafted, established, offered, ready_dossier
from support.region import TODAY, Region, build_region, make_dossier, make_person
from wegwijs.access.actor import Actor, actor_of
from wegwijs.access.commands import begin_emergency, employ, propose
from wegwijs.access.models import EmergencyAccess, Proposal, User
from wegwijs.access.roles import Role
from wegwijs.alerts.commands import gather
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.documents.commands import begin_text
from wegwijs.documents.commands.batches import make_batch
from wegwijs.documents.models import Brieftekst, Letter, LetterBatch
from wegwijs.documents.wording.sections import Section
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
from wegwijs.exchange.duo.commands import handle_notification, receive_notification, tick_off
from wegwijs.exchange.duo.duo_file import DUO_FILE
from wegwijs.imports.commands import store_file
from wegwijs.imports.models import ImportFile
from wegwijs.messages.commands import queue_outbound, settle_outbound
from wegwijs.messages.models import InboundMessage, OutboundMessage
from wegwijs.organisations.models import Gemeente
from wegwijs.oversight.commands import find_signs
from wegwijs.oversight.models import Sign
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
from wegwijs.stages.intake.models import BredeIntake, IntakeStuk, Oproep, WachtOpDerde
from wegwijs.stages.intake.pile import OPROEPEN, Hours, asked
from wegwijs.stages.overdracht import commands as overdracht
from wegwijs.stages.overdracht.commands.steps import Present, Way
from wegwijs.stages.overdracht.models import Regeldag
from wegwijs.stages.overdracht.regeldagen import household_dossiers
from wegwijs.stages.pip.commands import send_pip

PIP_SENT = {
    "versie": 1, "dagtekening": "2026-11-20", "leerroute": "B", "niveau": "B1", "intensiteit_uren": 600,
    "alfabetisering": "NVT",
}  # fmt: skip


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


@dataclass(frozen=True)
class Messages:
    """What went to and fro with DUO."""

    failed: InboundMessage
    handled: InboundMessage
    refused: OutboundMessage
    by_hand: OutboundMessage
    list: ImportFile  # tried out


@dataclass(frozen=True)
class World:
    """Everything that states are made of."""

    region: Region
    dossiers: Dossiers
    messages: Messages
    files: Files
    administrator: Actor  # of the system: beheer
    second: Actor  # of beheer as well, who proposed something
    proposal: Proposal
    draft_text: Brieftekst  # begun by second
    regeldag: Regeldag  # of a household, in two days
    pile: LetterBatch  # oproepen: one can go, one has no address
    privacy: Actor
    elsewhere: Actor  # a privacy officer of Papendrecht only
    emergency: EmergencyAccess
    sign: Sign
    watcher: Actor  # aandachtsfunctionaris: sees signals of violence
    teacher: Actor  # gives lessons and sees no dossiers
    buyer: Actor  # whose role has nothing here yet
    stranger: User  # an account without employee
    double: Person


def build() -> World:
    """Make it; call inside a test's database, with the clock on ``TODAY``."""
    duo.start_afresh()
    region = build_region()
    duo.link(Gemeente.objects.get(pk="0642"))
    made = _dossiers(region)
    second = _someone("SDD", "debruin", "M. de Bruin", Role.BEHEER, region)
    gather(on=TODAY)
    return World(
        region,
        made,
        _messages(region, made),
        files_of(region, made.waiting),
        administrator=_someone("SDD", "kok", "R. Kok", Role.BEHEER, region),
        second=second,
        proposal=_proposal(region, second),
        draft_text=begin_text(Section.PIP, by=second),
        regeldag=_regeldag(region, made),
        pile=_pile(region),
        privacy=_someone("SDD", "willems", "T. Willems", Role.PRIVACY, region),
        elsewhere=_someone("SDD", "peters", "J. Peters", Role.PRIVACY, region, "0590"),
        emergency=begin_emergency(
            made.sent.pk,
            gemeente="0505",
            by=region.outsider,
            reason=EmergencyAccess.Reason.COUNTER,
            words="Staat aan de balie en heeft haast",
        ),
        sign=_sign(region, made.sent),
        watcher=_someone("SDD", "brouwer", "G. Brouwer", Role.AANDACHT, region),
        teacher=_someone("Sagènn", "vandijk", "C. van Dijk", Role.DOCENT, region),
        buyer=_someone("SCD", "vermeer", "B. Vermeer", Role.INKOPER, region),
        stranger=User.objects.create_user("vreemd"),
        double=_double(region, made.fresh),
    )


def _someone(at: str, username: str, name: str, role: Role, region: Region, *gemeenten: str) -> Actor:
    employee = employ(
        region.organisations[at], username=username, name=name, function=role.label, roles={role: gemeenten},
        valid_from=date(2022, 1, 1), phone="0787708910",
    )  # fmt: skip
    actor = actor_of(employee.user, on=TODAY)
    assert actor
    return actor


def _sign(region: Region, dossier: Dossier) -> Sign:
    """Somebody looked three times where there was nothing to do."""
    for _ in range(3):
        record(
            by=region.colleague,
            action=Action.VIEW,
            kind="dossier",
            key=dossier.pk,
            gemeente="0505",
            detail="dossier",
        )
    find_signs(TODAY.replace(day=1))
    return Sign.objects.get(account=region.colleague.user.pk, dossier=dossier.pk)


def _regeldag(region: Region, made: Dossiers) -> Regeldag:
    together = household_dossiers(made.waiting, region.regisseur)
    wanted = overdracht.Day(date(2026, 11, 25), time(9), region.counsellor.employee, interpreter=True)
    day = overdracht.plan_regeldag(together, wanted, by=region.regisseur)
    where = {"brp": ("Stadskantoor", time(9, 30)), "bank": ("Achterom 10", time(11))}
    for key, (place, at) in where.items():
        step = day.stappen.get(key=key)
        prepared = overdracht.Prepared(step.title, step.body, "mevrouw Bos", at, place, step.papers)
        overdracht.prepare_step(step, prepared, by=region.counsellor)
    return day


def _pile(region: Region) -> LetterBatch:
    first, second = make_dossier(region), make_dossier(region)
    add_address(
        first.person, by=region.regisseur, kind=Address.Kind.BRIEF, street="Kade", number="7", postcode="3311 KK",
        place="Dordrecht", valid_from=date(2026, 9, 1), source=Source.BRP,
    )  # fmt: skip
    for dossier in (first, second):
        begun(dossier, region)
    hours = Hours(date(2026, 11, 26), time(9), time(17), 60, 1)
    letters = asked([first, second], hours, place="Spuiboulevard 300", way=Oproep.Way.KANTOOR)
    return make_batch(OPROEPEN, region.dordrecht, letters, by=region.regisseur)


def _proposal(region: Region, by: Actor) -> Proposal:
    assert region.colleague.employee
    content = {
        "employee": region.colleague.employee.pk, "role": "teamleider", "gemeente": None, "valid_from": TODAY,
        "valid_to": None,
    }  # fmt: skip
    return propose(Proposal.Act.ROLE, content, by=by, words="B. Jansen wordt teamleider vanaf 23-11-2026")


def _dossiers(region: Region) -> Dossiers:
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


def intake_of(dossier: Dossier) -> BredeIntake:
    """The intake of a dossier that has one."""
    return BredeIntake.objects.select_related("dossier").get(dossier=dossier)


def wait_of(dossier: Dossier) -> WachtOpDerde:
    """What its intake waits for."""
    return intake_of(dossier).wachten.get()


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


def _double(region: Region, dossier: Dossier) -> Person:
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


def _messages(region: Region, made: Dossiers) -> Messages:
    zwijndrecht = Gemeente.objects.get(pk="0642")
    duo.fake.store.save("999991358", {**asylum_person(), "gemeente": "0642"})
    handled = _received(zwijndrecht, "SS101", "999991358")
    failed = _received(zwijndrecht, "SS131", "999991553")
    refused = _queued(made.fresh, "refused", "0642")
    said = "Dagtekening ligt voor de vestiging in de gemeente"
    settle_outbound(refused, state=OutboundMessage.State.REFUSED, answer=said, by="DUO", final=True)
    ticked = _queued(made.fresh, "ticked", "0505")
    tick_off(ticked, by=region.regisseur, on=TODAY)
    return Messages(failed, handled, refused, _queued(made.fresh, "hand", "0505"), _list(region))


def _list(region: Region) -> ImportFile:
    lines = "bsn;plichtig;begin plicht;kennisgeving\n999990159;ja;18-08-2026;20-08-2026\n123456789;ja;;\n"
    upload = store_file(
        DUO_FILE, region.dordrecht, file_name="duo.csv", content=lines.encode(), origin="portaal", as_of=TODAY,
        by=region.regisseur,
    )  # fmt: skip
    return worked_on(handed_over(upload, region))


def _received(gemeente: Gemeente, event: str, bsn: str) -> InboundMessage:
    message, _ = receive_notification(
        gemeente, message_id=str(uuid4()), event=event, bsn=bsn, v_nummer=None,
        registered_at=datetime(2026, 11, 20, 9, tzinfo=UTC),
    )  # fmt: skip
    handle_notification(message.pk)
    return message


def _queued(dossier: Dossier, key: str, gemeente: str) -> OutboundMessage:
    return queue_outbound(
        partner="duo", kind="pip", key=key, gemeente=gemeente, payload=PIP_SENT, dossier_id=dossier.pk
    )
