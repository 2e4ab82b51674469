"""A region in which every address opens for somebody, and a way to find for whom and with which keys."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

from django.apps import apps
from django.conf import settings
from django.test import Client
from django.urls import URLResolver, get_resolver

from support.groups import group, half_day, trainer
from support.guidance import coordinator, guided, manager, planned, visited, volunteer
from support.guidance import offered as offer
from support.intake import begun, call, fill_all
from support.modules import finished
from support.pages import PageForm, forms_of
from support.pips import drafted, established, offered, ready_dossier
from support.referrals import receiver, referred
from support.region import START, TODAY, Region, make_dossier, make_person
from wegwijs import clock
from wegwijs.access.actor import Actor, actor_of
from wegwijs.access.commands import begin_emergency, employ, propose
from wegwijs.access.models import EmergencyAccess, Proposal
from wegwijs.access.roles import Role
from wegwijs.access.views.beheer import KEYS
from wegwijs.agenda.commands import InterpreterFacts, save_interpreter
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.documents.commands import begin_text
from wegwijs.documents.commands.batches import make_batch, send_batch
from wegwijs.documents.wording.sections import Section
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
    redistribute,
    register_post,
)
from wegwijs.dossiers.forms.facts import FACTS
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import (
    Afspraak,
    Contactmoment,
    Dossier,
    Gebeurtenis,
    Herverdeling,
    IngekomenStuk,
    State,
    Variant,
)
from wegwijs.exchange.duo.commands.receive import receive_notification
from wegwijs.groups.commands import enrol
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
from wegwijs.stages.intake.blocks import BLOCKS
from wegwijs.stages.intake.commands import add_stuk, give_input, wait_for_third
from wegwijs.stages.intake.commands.blocks import Indrukken
from wegwijs.stages.intake.commands.stukken import Stuk
from wegwijs.stages.intake.commands.waiting import Wacht
from wegwijs.stages.intake.models import Inbreng, IntakeStuk, Oproep, WachtOpDerde
from wegwijs.stages.intake.pile import OPROEPEN, Hours, asked
from wegwijs.stages.overdracht.coa_file import COA_FILE
from wegwijs.stages.overdracht.commands import Day, plan_regeldag, record_koppeling
from wegwijs.stages.participatie.queries import Module
from wegwijs.stages.pip.commands import (
    Ground,
    decide_withdrawal,
    propose_withdrawal,
    send_pip,
    send_withdrawal,
)

# Other keys than UUIDs, by the name of the part of the address.
PARTS: Mapping[str, tuple[str, ...]] = {
    "code": ("0505", "404"),
    "number": ("1", "2"),
    "versie": ("1",),
    "kind": tuple(FACTS),
    "section": ("pip",),
    "module": tuple(Module),
    "key": (*KEYS, *(onderdeel.value for onderdeel in BLOCKS)),
}
# A calendar program knows its own address by a secret and gets no page; so does who was invited to a group.
NOT_OURS = (".well-known/", "aanmelden/", "ui/", "toegang/", "duo/v1/", "agenda/adres/", "antwoord/")
NOON = datetime(2026, 11, 20, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))


@dataclass(frozen=True)
class World:
    """``actors`` by job, in the order in which an address is tried; ``dossiers`` one at each step."""

    region: Region
    actors: Mapping[str, Actor]
    dossiers: tuple[Dossier, ...]


@dataclass(frozen=True)
class Place:
    """An address that opens for someone, who signed in once; whatever a test undoes, that session stays."""

    pattern: str
    address: str
    actor: Actor
    session: str

    def browser(self) -> Client:
        """A new browser in which that someone is signed in."""
        made = Client()
        made.cookies[settings.SESSION_COOKIE_NAME] = self.session
        return made


def addresses(resolver: Any = None, before: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every pattern of ours with its converters."""
    for pattern in (resolver or get_resolver()).url_patterns:
        here = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, here)
        elif not here.startswith(NOT_OURS):
            yield here, pattern.pattern.converters


@cache
def patterns() -> tuple[str, ...]:
    """Every pattern of ours, once."""
    return tuple(sorted({pattern for pattern, _ in addresses()}))


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
    _pile(region)
    actors = {
        "regisseur": region.regisseur, "teamlead": region.teamlead, "decider": region.decider,
        "administrator": region.administrator, "counsellor": region.counsellor, "privacy": privacy, "manager": manager,
        "watcher": _someone(region, "SDD", "aandacht", Role.AANDACHT), "receiver": receiver(region),
        "trainer": trainer(region),
        "coordinator": coordinator(region), "volunteer": volunteer(region),
    }  # fmt: skip
    return World(region, actors, steps)


def _taking_part(region: Region) -> Dossier:
    """The PVT is finished, the MAP is ready to be."""
    dossier = make_dossier(region)
    finished(region, dossier, Module.PVT)
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
    """A group that came together this morning and will again next week; two have a place."""
    with clock.frozen(TODAY - timedelta(days=14)):
        days = [half_day(region, TODAY), half_day(region, TODAY + timedelta(days=9), title="Geld")]
        made = group(region, *days)
        save_interpreter(InterpreterFacts("Tolk Maas", ("ar",), "0787708914"), by=region.teamlead)
    for dossier in dossiers:
        enrol(made, dossier, by=region.regisseur)


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
    plan_regeldag([dossier], Day(date(2026, 12, 2), time(9)), by=by, keys=("brp", "bijstand", "bank"))
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


def places(world: World, *, most: int = 2) -> list[Place]:
    """For every pattern at most ``most`` addresses (of one that ends in a word: each), for who comes in first."""
    browsers = {job: browser_of(actor) for job, actor in world.actors.items()}
    keys = _keys(world)
    found = []
    for pattern in patterns():
        left = len(PARTS["key"]) if "<slug:" in pattern else most
        for address in _candidates(pattern, keys):
            job = _who_comes_in(browsers, address)
            if job:
                session = browsers[job].cookies[settings.SESSION_COOKIE_NAME].value
                found.append(Place(pattern, address, world.actors[job], session))
                left -= 1
            if not left:
                break
    return found


def _who_comes_in(browsers: Mapping[str, Client], address: str) -> str:
    """Who gets the page; else who is led elsewhere or finds the address of a button (405)."""
    second = ""
    for job, browser in browsers.items():
        status = browser.get(address).status_code
        if status == 200:
            return job
        if status in (302, 405):
            second = second or job
    return second


def browser_of(actor: Actor) -> Client:
    """The browser of someone who signed in."""
    browser = Client()
    browser.force_login(actor.user, backend="django.contrib.auth.backends.ModelBackend")
    return browser


def _keys(world: World) -> Mapping[str, list[str]]:
    """Keys of rows by the name of their table, and of the dossiers of this world in their order."""
    found = {
        model.__name__: [str(pk) for pk in model._default_manager.values_list("pk", flat=True)[:8]]
        for model in apps.get_models()
        if model.__module__.startswith("wegwijs.")
    }
    found["Dossier"] = [str(d.pk) for d in world.dossiers]
    typed_over = Gebeurtenis.objects.filter(kind=Kind.BRP_INSCHRIJVING, dossier=world.dossiers[0])
    found["Gebeurtenis"] = [str(pk) for pk in typed_over.values_list("pk", flat=True)]
    found["Person"] = [str(d.person_id) for d in world.dossiers]
    return found


# Of which table the keys in an address are, by the beginning of the address; elsewhere ``pk`` is a dossier's.
TABLES: Mapping[str, str] = {
    "team/herverdeling/": "Herverdeling",
    "personen/": "Person",
    "dossiers/post/": "IngekomenStuk",
    "bestanden/": "ImportFile",
    "duo/berichten/in/": "InboundMessage",
    "duo/berichten/uit/": "OutboundMessage",
    "duo/portaal/": "OutboundMessage",
    "beheer/bevestigen/": "Proposal",
    "toezicht/noodtoegang/": "EmergencyAccess",
    "toezicht/signalen/": "Sign",
    "documenten/teksten/": "Brieftekst",
    "documenten/partij/": "LetterBatch",
    "regeldagen/": "Regeldag",
    "groepen/dossier/": "Dossier",
    "groepen/": "Group",
}
NAMED: Mapping[str, str] = {
    "other": "Person",
    "task_pk": "Taak",
    "letter_pk": "Letter",
    "row_pk": "WachtOpDerde",
    "employee_pk": "Employee",
    "role_pk": "RoleAssignment",
    "mandate_pk": "Mandaatbesluit",
    "dvo_pk": "Dienstverleningsovereenkomst",
    "afspraak_pk": "Afspraak",
    "stap_pk": "Regelstap",
    "merge_pk": "Samenvoeging",
    "signal_pk": "Veiligheidssignaal",
    "uren_pk": "Uren",
    "referral_pk": "Verwijzing",
    "session_pk": "Session",
    "enrolment_pk": "Enrolment",
    "room_pk": "Room",
    "interpreter_pk": "Interpreter",
    "event": "Gebeurtenis",
    "partner": "Betrokkenheid",
}


# Of which table a ``row_pk`` is where it is another.
ROWS: Mapping[str, str] = {"rol/": "RoleAssignment", "stuk/": "IntakeStuk"}


def _candidates(pattern: str, keys: Mapping[str, list[str]]) -> Iterator[str]:
    """Addresses of a pattern, the likeliest first."""
    pieces = pattern.split("<")
    choices = []
    for piece in pieces[1:]:
        name = piece.split(":", 1)[1].split(">", 1)[0]
        table = next((t for start, t in TABLES.items() if pattern.startswith(start)), "Dossier")
        table = NAMED.get(name, table)
        if name == "row_pk":
            table = next((t for part, t in ROWS.items() if part in pattern), table)
        choices.append(PARTS.get(name) or keys[table])
    for values in product(*choices):
        address = pieces[0]
        for value, piece in zip(values, pieces[1:], strict=True):
            address += value + piece.split(">", 1)[1]
        yield f"/{address}"


def forms_in(opened: list[Place]) -> Iterator[tuple[Place, PageForm]]:
    """Every form of the product with the place it stands in."""
    for place in opened:
        answer = place.browser().get(place.address)
        if answer.status_code == 200 and "html" in answer.headers["Content-Type"]:
            for form in forms_of(answer.content.decode(), place.address):
                yield place, form
