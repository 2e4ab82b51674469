"""One small region in which every page has something to show; made once, never changed."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from pages.states.files import Files, files_of
from pages.states.world_messages import Messages, messages_of
from pages.states.world_people import Dossiers, dossiers_of, double_of
from support import duo
from support.intake import begun
from support.region import TODAY, Region, build_region, make_dossier, someone
from wegwijs.access.actor import Actor
from wegwijs.access.commands import begin_emergency, make_key, propose
from wegwijs.access.models import EmergencyAccess, Proposal, User
from wegwijs.access.roles import Role
from wegwijs.alerts.commands import gather
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.documents.commands import begin_text
from wegwijs.documents.commands.batches import make_batch
from wegwijs.documents.models import Brieftekst, LetterBatch
from wegwijs.documents.wording.sections import Section
from wegwijs.dossiers.models import Dossier
from wegwijs.organisations.models import Gemeente
from wegwijs.oversight.commands import find_signs
from wegwijs.oversight.models import Sign
from wegwijs.people.commands import (
    add_address,
)
from wegwijs.people.models import Address, Person, Source
from wegwijs.stages.intake.models import BredeIntake, Oproep, WachtOpDerde
from wegwijs.stages.intake.pile import OPROEPEN, Hours, asked
from wegwijs.stages.overdracht import commands as overdracht
from wegwijs.stages.overdracht.models import Regeldag
from wegwijs.stages.overdracht.regeldagen import household_dossiers


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
    made = dossiers_of(region)
    second = _named(region, "SDD", "debruin", "M. de Bruin", Role.BEHEER)
    make_key(
        region.organisations["Sagènn"], "Leerlingsysteem", by=second, valid_to=TODAY + timedelta(days=20)
    )
    gather(on=TODAY)
    return World(
        region,
        made,
        messages_of(region, made),
        files_of(region, made.waiting),
        administrator=_named(region, "SDD", "kok", "R. Kok", Role.BEHEER),
        second=second,
        proposal=_proposal(region, second),
        draft_text=begin_text(Section.PIP, by=second),
        regeldag=_regeldag(region, made),
        pile=_pile(region),
        privacy=_named(region, "SDD", "willems", "T. Willems", Role.PRIVACY),
        elsewhere=_named(region, "SDD", "peters", "J. Peters", Role.PRIVACY, "0590"),
        emergency=begin_emergency(
            made.sent.pk,
            gemeente="0505",
            by=region.outsider,
            reason=EmergencyAccess.Reason.COUNTER,
            words="Staat aan de balie en heeft haast",
        ),
        sign=_sign(region, made.sent),
        watcher=_named(region, "SDD", "brouwer", "G. Brouwer", Role.AANDACHT),
        teacher=_named(region, "Sagènn", "vandijk", "C. van Dijk", Role.DOCENT),
        buyer=_named(region, "SCD", "vermeer", "B. Vermeer", Role.INKOPER),
        stranger=User.objects.create_user("vreemd"),
        double=double_of(region, made.fresh),
    )


def _named(region: Region, at: str, username: str, name: str, role: Role, *gemeenten: str) -> Actor:
    return someone(region, username, role, at, *gemeenten, name=name, phone="0787708910")


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
    wanted = overdracht.Day(date(2026, 11, 27), time(9), region.counsellor.employee, interpreter=True)
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


def intake_of(dossier: Dossier) -> BredeIntake:
    """The intake of a dossier that has one."""
    return BredeIntake.objects.select_related("dossier").get(dossier=dossier)


def wait_of(dossier: Dossier) -> WachtOpDerde:
    """What its intake waits for."""
    return intake_of(dossier).wachten.get()
