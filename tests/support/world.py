"""A region in which every address opens for somebody."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from support.bills import decided, exported, line, received, started
from support.coa import coa_worker
from support.completion import FAMILY, on_route, z_ready
from support.contracts import TERMS, bids, buyer, called_off, contract, lot, tender
from support.contracts import second as controller
from support.groups import group, half_day, trainer
from support.guidance import coordinator, guided, manager, planned, visited, volunteer
from support.guidance import offered as offer
from support.intake import begun, call, fill_all
from support.lessons import asked as asked_place
from support.lessons import course, followed, learner, learning, reported, school, week
from support.modules import finished
from support.ontzorgen import treasurer
from support.payments import everything_once, own_account
from support.pips import drafted, established, offered, ready_dossier
from support.plans import running as ontzorgd
from support.referrals import receiver, referred
from support.region import START, TODAY, Region, make_dossier, make_person
from support.selfreliance import planned as ontzorgd_with_plan
from support.selfreliance import received as received_money
from wegwijs import clock
from wegwijs.access.actor import Actor, actor_of
from wegwijs.access.commands import begin_emergency, employ, make_key, propose
from wegwijs.access.models import EmergencyAccess, Proposal
from wegwijs.access.roles import Role
from wegwijs.agenda.commands import InterpreterFacts, save_interpreter
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.contracts.commands import (
    CostFacts,
    FundingFacts,
    add_option,
    add_tender_file,
    propose_terms,
    record_costs,
    record_funding,
)
from wegwijs.contracts.models import CostKind, FundingSource
from wegwijs.documents.commands import begin_text
from wegwijs.documents.commands.batches import make_batch, send_batch
from wegwijs.documents.models import Letter
from wegwijs.documents.wording.sections import Section
from wegwijs.dossiers.choices import TalkPlace
from wegwijs.dossiers.commands import (
    Planned,
    Wanted,
    assign_colleague,
    assign_regisseur,
    close_dossier,
    give_task,
    involve,
    merge_double,
    open_dossier_for,
    plan_afspraak,
    record_contact,
    record_event,
    redistribute,
    register_post,
)
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import (
    Afspraak,
    Contactmoment,
    Dossier,
    Herverdeling,
    IngekomenStuk,
    State,
    Variant,
)
from wegwijs.exchange.duo.commands.receive import receive_notification
from wegwijs.groups.commands import cancel_session, enrol
from wegwijs.hours.commands import Done, record_hours
from wegwijs.hours.models import Soort
from wegwijs.imports.commands import map_columns, store_file, work_on
from wegwijs.oversight.commands import find_signs
from wegwijs.people.commands import add_address, add_child, set_languages, set_referent, share_household
from wegwijs.people.commands.contact import ReferentFacts
from wegwijs.people.models import Address, HouseholdMember, Source
from wegwijs.safety.commands import Signal, give_signal
from wegwijs.safety.models import Veiligheidssignaal
from wegwijs.stages.begeleiding.commands import accept_referral, depart
from wegwijs.stages.begeleiding.models import Begeleidingsdeel
from wegwijs.stages.intake.commands import add_stuk, give_input, wait_for_third
from wegwijs.stages.intake.commands.blocks import Indrukken
from wegwijs.stages.intake.commands.stukken import Stuk
from wegwijs.stages.intake.commands.waiting import Wacht
from wegwijs.stages.intake.models import Inbreng, IntakeStuk, Oproep, WachtOpDerde
from wegwijs.stages.intake.pile import OPROEPEN, Hours, asked
from wegwijs.stages.leerroutes.commands import send_signal, wait_for_place
from wegwijs.stages.leerroutes.commands.afronden import finish_z
from wegwijs.stages.leerroutes.commands.eigen_school import ask_data, register_school
from wegwijs.stages.leerroutes.commands.fewer_hours import FewerHours, decide_fewer_hours
from wegwijs.stages.leerroutes.commands.talks import Agreed, Who, hold_talk
from wegwijs.stages.leerroutes.models import (
    Gevraagde,
    Inburgeringsaanbod,
    Schoolgegeven,
    Signaalsoort,
    Urengrond,
    Wachtreden,
)
from wegwijs.stages.leerroutes.quarters import Quarter
from wegwijs.stages.ontzorgen.commands.geldsignalen import Found, report_signal
from wegwijs.stages.ontzorgen.commands.handover import begin_handover
from wegwijs.stages.ontzorgen.commands.statement import send_statement
from wegwijs.stages.ontzorgen.commands.voorschot import Asked, ask_advance
from wegwijs.stages.ontzorgen.models import Geldsignaal
from wegwijs.stages.overdracht.coa_file import COA_FILE
from wegwijs.stages.overdracht.commands import (
    Day,
    Figure,
    begin_template,
    plan_regeldag,
    record_koppeling,
    set_taakstelling,
)
from wegwijs.stages.overdracht.halfyears import HalfYear
from wegwijs.stages.participatie.commands import Offer, add_place, offer_form, place_somebody
from wegwijs.stages.participatie.models import Taaleis
from wegwijs.stages.participatie.queries import Module
from wegwijs.stages.pip.commands import (
    Ground,
    decide_withdrawal,
    propose_withdrawal,
    send_pip,
    send_withdrawal,
)

# Other keys than UUIDs, by the name of the part of the address.
NOON = datetime(2026, 11, 20, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))


@dataclass(frozen=True)
class World:
    """``actors`` by job, in the order in which an address is tried; ``dossiers`` one at each step."""

    region: Region
    actors: Mapping[str, Actor]
    dossiers: tuple[Dossier, ...]


def build_world(region: Region) -> World:
    """Call inside a test's database."""
    steps = (
        _talking(region),
        _with_pip(region, established),
        _sent(region),
        _with_pip(region, drafted),
        _with_pip(region, offered),
        _on_the_way(region),
        _closed(region),
        _withdrawn(region),
        _taking_part(region),
        _learns(region),
        _ending(region),
        _in_the_onderwijsroute(region),
        _chose_a_school(region),
    )
    _post(region, steps[0])
    _files(region)
    _stand_in(region)
    _merged(region, steps[3])
    give_signal(
        steps[0], Signal(next(iter(Veiligheidssignaal.Soort)), next(iter(Veiligheidssignaal.Bron)), TODAY, "Verteld op kantoor"),
        by=region.regisseur,
    )  # fmt: skip
    record_hours(
        steps[0], Done(Soort.PVT, TODAY, 120, region.organisations["SDD"], "pvt"), by=region.regisseur
    )
    _referrals(region, steps[0])
    _groups(region, steps[0], steps[1])
    _guidance(region, steps)
    _money_plan(region, steps[1])
    receive_notification(
        region.dordrecht,
        message_id="b-1",
        event="SS101",
        bsn=None,
        v_nummer=2_899_999_999,
        registered_at=NOON,
    )
    privacy = _someone(region, "SDD", "privacy", Role.PRIVACY)
    manager = _someone(region, "SDD", "beheer", Role.BEHEER)
    second = _someone(region, "SDD", "beheer2", Role.BEHEER)
    make_key(
        region.organisations["Sagènn"], "Leerlingsysteem", by=manager, valid_to=TODAY + timedelta(days=20)
    )
    assert region.colleague.employee
    content = {
        "employee": region.colleague.employee.pk, "role": "teamleider", "gemeente": None, "valid_from": TODAY,
        "valid_to": None,
    }  # fmt: skip
    propose(Proposal.Act.ROLE, content, by=second, words="B. Jansen wordt teamleider")
    begin_emergency(
        steps[0].pk, gemeente="0505", by=region.outsider, reason=EmergencyAccess.Reason.DANGER,
        words="Belt in paniek, kan niet wachten",
    )  # fmt: skip
    for _ in range(3):
        record(by=region.colleague, action=Action.VIEW, kind="dossier", key=steps[6].pk, gemeente="0505")
    find_signs(TODAY.replace(day=1))
    begin_text(Section.PIP, by=second)
    offer_form(by=second, valid_from=TODAY, source="Staatsblad", file_name="f.pdf", content=b"%PDF-1.7")
    _housing(region)
    _pile(region)
    _buying(region)
    everything_once(region)
    _money(region, steps[0])
    actors = {
        "regisseur": region.regisseur, "teamlead": region.teamlead, "decider": region.decider,
        "administrator": region.administrator, "counsellor": region.counsellor, "privacy": privacy, "manager": manager,
        "watcher": _someone(region, "SDD", "aandacht", Role.AANDACHT), "receiver": receiver(region),
        "trainer": trainer(region),
        "coordinator": coordinator(region), "volunteer": volunteer(region),
        "coa": coa_worker(region), "buyer": buyer(region), "controller": controller(region),
        "school": school(region), "treasurer": treasurer(region),
    }  # fmt: skip
    return World(region, actors, steps)


def _money(region: Region, dossier: Dossier) -> None:
    """Whose money is kept and handed over: their own account, a signal, and a statement that was sent."""
    by = treasurer(region)
    with clock.frozen(date(2026, 10, 2)):
        row = ontzorgd_with_plan(region, dossier)
        received_money(region, row)
    own_account(region, row)
    begin_handover(row, by=by)
    report_signal(row, Found(Geldsignaal.Soort.SCHULD, TODAY), by=by)
    send_statement(row, date(2026, 10, 1), by=by, on=TODAY, channel=Letter.Channel.UITGEREIKT)


def _money_plan(region: Region, dossier: Dossier) -> None:
    """Ontzorgd, with an advance that waits for a second person."""
    asked_money = Asked(100_00, "De huurtoeslag komt later.", TODAY + timedelta(days=60), 50_00)
    ask_advance(ontzorgd(region, dossier), asked_money, by=treasurer(region))


def _housing(region: Region) -> None:
    """A taakstelling, and a template of the regeldagen."""
    figure = Figure(110, 4, "brief van de provincie", TODAY)
    set_taakstelling(region.dordrecht, HalfYear.of(TODAY), figure, by=region.teamlead)
    begin_template(region.dordrecht, by=region.teamlead)


def _buying(region: Region) -> None:
    """A tender with its paper, a lot that was announced, and a contract: called off on, an option, terms that wait."""
    by = buyer(region)
    of = tender(region)
    bids(region, lot(region, of))
    add_tender_file(of, by=by, title="Leidraad", file_name="leidraad.pdf", content=b"%PDF-1.7")
    made = contract(region)
    called_off(region, made)
    add_option(made, by=by, extends_to=date(2028, 12, 31), decide_by=date(2027, 6, 1))
    _invoices(region)
    _means(region)
    propose_terms(made, replace(TERMS, valid_from=date(2027, 1, 1)), by=by)


def _means(region: Region) -> None:
    """Money that was told, and costs outside contracts over two gemeenten."""
    told = FundingFacts(
        FundingSource.PRELIMINARY, 90_000_00, date(2026, 1, 1), date(2026, 12, 31), "beschikking 2026"
    )
    record_funding(region.dordrecht, told, by=controller(region))
    shared = {"0505": 3, "0642": 1}
    record_costs(
        CostFacts(CostKind.INTERPRETER, 1_250_00, TODAY, "tolken november", shared, "inwoners"),
        by=controller(region),
    )


def _learns(region: Region) -> Dossier:
    """Follows lessons at a school; another is asked for there, and a third waits."""
    of, dossier = course(region), learner(region)
    row = learning(region, dossier, of)
    followed(region, row, week(followed=600, unexcused=120, reason="werk"))
    Inburgeringsaanbod.objects.filter(pk=row.pk).update(began_on=date(2026, 3, 2))
    reported(region, row, Quarter(2026, 2))
    send_signal(row, Signaalsoort.UITVAL, "Komt al twee weken niet.", by=school(region))
    asked_place(region, learner(region), of)
    wait_for_place(learner(region), Wachtreden.GEEN_PLAATS, by=region.regisseur, on=TODAY)
    return dossier


def _invoices(region: Region) -> None:
    """One at each step: with a file to look at, to confirm, in the books."""
    row = started(region)
    exported(region, received(region, line(row)))
    back = line(row, unit_price=100_00, amount=100_00)
    decided(region, received(region, back, credit=True, due=None), note="afgesproken")
    received(region, line(row), content=b"<Invoice/>", file_name="factuur.xml")


def _taking_part(region: Region) -> Dossier:
    """The PVT is finished, the MAP is ready to be; placed at an employer."""
    dossier = make_dossier(region)
    finished(region, dossier, Module.PVT)
    offer = Offer("Bakkerij De Halm", "Dordrecht", "P. Vos", "", "Brood inpakken", 2, TODAY, None, Taaleis.A1)
    place = add_place(offer, by=region.regisseur)
    place_somebody(
        dossier, place, by=region.regisseur, valid_from=TODAY, valid_to=date(2026, 12, 18), hours=40
    )
    return dossier


def _ending(region: Region) -> Dossier:
    """The Z-route is finished, with fewer hours by decision, and DUO says that the duty was met: the certificate waits."""
    dossier = z_ready(region)
    less = FewerHours(Urengrond.BEPERKING, 100, "Leert daar Nederlands", rehabilitation=True)
    decide_fewer_hours(dossier, less, by=region.decider, on=TODAY)
    finish_z(dossier, by=region.regisseur)
    told = {"plichtig": False, "eind": TODAY.isoformat(), "reden_geen": "Inburgeringsplicht voldaan"}
    record_event(dossier, Kind.DUO_PLICHT, by=region.duo, on=TODAY, origin=Origin.DUO, payload=told)
    return dossier


def _in_the_onderwijsroute(region: Region) -> Dossier:
    """Its termijn ends soon, nothing was offered, a talk was held."""
    dossier = on_route(region, "O")
    agreed = (Agreed("Belt de school", Who.GEMEENTE, TODAY),)
    hold_talk(dossier, by=region.regisseur, on=TODAY, way=TalkPlace.KANTOOR, agreed=agreed)
    return dossier


def _chose_a_school(region: Region) -> Dossier:
    """Gets no offer, goes to a school of their own choice, and was asked how it goes."""
    dossier = on_route(region, "B", pip=date(2026, 3, 10), group=FAMILY)
    on = {"by": region.regisseur, "on": TODAY}
    row = register_school(dossier, "Taalhuis Zuid", "Rotterdam", since=date(2026, 9, 1), **on)  # type: ignore[arg-type]
    ask_data(row, Gevraagde.SCHOOL, [Schoolgegeven.VOORTGANG], "Voorbereiding van het gesprek", **on)  # type: ignore[arg-type]
    return dossier


def _pile(region: Region) -> None:
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


def _groups(region: Region, *dossiers: Dossier) -> None:
    """A group that came together this morning and will again next week; two have a place. The time after is called off."""
    with clock.frozen(TODAY - timedelta(days=14)):
        days = [half_day(region, TODAY), half_day(region, TODAY + timedelta(days=9), title="Geld")]
        made = group(region, *days, half_day(region, TODAY + timedelta(days=16), title="Wonen"))
        save_interpreter(InterpreterFacts("Tolk Maas", ("ar",), "0787708914"), by=region.teamlead)
    with clock.frozen(datetime.combine(TODAY, time(8), tzinfo=clock.AMSTERDAM)):
        for dossier in dossiers:
            enrol(made, dossier, by=region.regisseur)
    cancel_session(made.sessions.get(title="Wonen"), by=region.teamlead)


def _referrals(region: Region, dossier: Dossier) -> None:
    """One that a wijkteam took, which can be answered, and one to Buurtwerk."""
    taken = referred(dossier, region)
    referred(dossier, region, short="Buurtwerk")
    accept_referral(taken, by=receiver(region), on=TODAY)


def _guidance(region: Region, steps: tuple[Dossier, ...]) -> None:
    """An offer from which Dordrecht departs, a plan with a visit and a volunteer, and somebody without a plan yet."""
    offer(region)
    by, helper = coordinator(region), volunteer(region).employee
    assert helper
    visited(region, planned(region, steps[0], begins_on=TODAY), on=TODAY)
    assign_colleague(steps[0], helper, by=by, on=TODAY)
    guided(region, steps[3])
    depart(
        region.dordrecht,
        Begeleidingsdeel.GELD,
        240,
        by=manager(region),
        valid_from=TODAY,
        reason="het loket weg is",
    )


def _someone(region: Region, short: str, username: str, role: Role) -> Actor:
    employee = employ(
        region.organisations[short], username=username, name=f"{username.capitalize()} Werker",
        function=role.label, roles={role: ()}, valid_from=START,
    )  # fmt: skip
    actor = actor_of(employee.user, on=TODAY)
    assert actor
    return actor


def _talking(region: Region) -> Dossier:
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


def _with_pip(region: Region, as_far_as: Callable[..., Any]) -> Dossier:
    dossier = ready_dossier(region, bsn=None)
    as_far_as(region, dossier)
    return dossier


def _sent(region: Region) -> Dossier:
    dossier = ready_dossier(region, variant=Variant.GEZIN, bsn="999993653")
    send_pip(established(region, dossier), by=region.decider, on=TODAY)
    return dossier


def _withdrawn(region: Region) -> Dossier:
    dossier = ready_dossier(region, bsn=None)
    sent = send_pip(established(region, dossier), by=region.regisseur, on=TODAY)
    ground = Ground("intrekking", "Een fout in het plan.")
    ended = propose_withdrawal(sent, ground, by=region.regisseur, on=TODAY)
    send_withdrawal(decide_withdrawal(ended, by=region.decider, on=TODAY), by=region.regisseur, on=TODAY)
    return dossier


def _on_the_way(region: Region) -> Dossier:
    person = make_person(region.regisseur, voornamen="", geslachtsnaam="Suryani")
    dossier, _ = open_dossier_for(
        person,
        region.dordrecht,
        by=region.regisseur,
        on=date(2026, 11, 2),
        state=State.VOORLOPER,
        reason="test",
    )
    record_koppeling(dossier, by=region.regisseur, on=date(2026, 11, 2), location="azc Dronten")
    assert region.regisseur.employee
    assign_regisseur(dossier, region.regisseur.employee, by=region.teamlead, on=TODAY)
    return dossier


def _closed(region: Region) -> Dossier:
    dossier = make_dossier(region)
    close_dossier(dossier, by=region.regisseur, on=TODAY, reason="verhuisd")
    return dossier


def _stand_in(region: Region) -> None:
    """The regisseur will be away, and a colleague stands in."""
    assert region.regisseur.employee
    assert region.colleague.employee
    away = Wanted(
        Herverdeling.Soort.WAARNEMING,
        date(2026, 12, 1),
        date(2026, 12, 5),
        {"0505": region.colleague.employee},
    )
    redistribute(region.regisseur.employee, away, by=region.teamlead)


def _merged(region: Region, dossier: Dossier) -> None:
    """The dossier's person was entered twice."""
    double = make_dossier(region)
    close_dossier(double, by=region.regisseur, on=TODAY, reason="dubbel")
    merge_double(dossier.person, double.person, by=region.regisseur)


def _post(region: Region, dossier: Dossier) -> None:
    for subject in ("diploma", "verklaring van school"):
        register_post(
            dossier.gemeente, by=region.regisseur, received_on=TODAY, channel=IngekomenStuk.Channel.MAIL,
            sender="ROC Da Vinci", subject=subject, file_name="diploma.pdf", file_type="application/pdf", content=b"%PDF-1.7",
        )  # fmt: skip


def _files(region: Region) -> None:
    rows = b"v-nummer;achternaam;geboortedatum\n2811111111;Habte;1990-01-01\n"
    for _ in range(2):
        made = store_file(
            COA_FILE,
            region.dordrecht,
            file_name="coa.csv",
            content=rows,
            origin="COA",
            as_of=TODAY,
            by=region.regisseur,
        )
    map_columns(made, made.mapping, by=region.regisseur)
    work_on(made.pk)
