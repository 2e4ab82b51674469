"""What happened to the people of a file since it was taken over: DUO's messages, and the work of the regisseurs."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from wegwijs import clock, jobs
from wegwijs.access.actor import Actor
from wegwijs.demo import duo
from wegwijs.demo.caseload.days import Case
from wegwijs.demo.names import partner_of
from wegwijs.demo.staff import BY_PORTAL, Staff
from wegwijs.demo.trajectory.walk import after_weekend
from wegwijs.dossiers.commands import NewHome, move_household, record_contact
from wegwijs.dossiers.models import Contactmoment, Dossier
from wegwijs.people.commands import (
    PersonFacts,
    add_child,
    create_person,
    share_household,
    update_person,
)
from wegwijs.people.models import HouseholdMember, Source
from wegwijs.stages.intake.commands import start_intake

CALLED = (
    "Gebeld hoe de lessen gaan.",
    "Gebeld over de overgang naar Wegwijs: het dossier klopt.",
    "Op kantoor geweest met een brief van de school.",
)


CHILDREN = (("Yara", 2014), ("Adam", 2017), ("Nour", 2019), ("Elias", 2023))


@dataclass(frozen=True, slots=True)
class Scene:
    """Somebody in a dossier, and who acts on the day ``on``, at which the clock stands. ``place``: which row of the file."""

    case: Case
    place: int
    dossier: Dossier
    by: Actor
    on: date


def _called(scene: Scene) -> None:
    _call(scene, "")


def _asked(scene: Scene) -> None:
    _call(scene, "Terugbellen over de uren bij de taalschool")


def _call(scene: Scene, follow_up: str) -> None:
    record_contact(
        scene.dossier, by=scene.by, on=scene.on, way=Contactmoment.Way.TELEFOON, outgoing=True, reached=True,
        summary=CALLED[scene.place % len(CALLED)], follow_up=follow_up,
    )  # fmt: skip


def _began(scene: Scene) -> None:
    start_intake(scene.dossier, by=scene.by, on=scene.on)


def _hid(scene: Scene) -> None:
    """Where this person lives is for nobody any more (geheimhouding)."""
    who, person = scene.case.who, scene.dossier.person
    facts = PersonFacts(
        geslachtsnaam=who.geslachtsnaam, birth=who.birth, bsn=person.bsn, v_nummer=person.v_nummer,
        voornamen=who.voornamen, sex=who.sex, phone=person.phone, interpreter_needed=person.interpreter_needed,
        protected=True, safe_contact="Alleen bellen, na 17 uur.",
    )  # fmt: skip
    update_person(
        person, facts, by=scene.by, expected_version=person.version, source=Source.PERSOON, as_of=scene.on
    )


def _shared(scene: Scene) -> None:
    """A partner without a dossier, and children: with four of them six live there."""
    partner, part = partner_of(scene.case.who), HouseholdMember.Part.PARTNER
    facts = PersonFacts(
        geslachtsnaam=partner.geslachtsnaam, birth=partner.birth, v_nummer=partner.v_nummer, voornamen=partner.voornamen,
        sex=partner.sex,
    )  # fmt: skip
    other = create_person(facts, by=scene.by, source=Source.PERSOON, as_of=scene.on, not_the_same=True)
    share_household(scene.dossier.person, other, by=scene.by, part=part, on=scene.on)
    for name, year in CHILDREN[scene.place // 10 % len(CHILDREN) :]:
        add_child(scene.dossier.person, by=scene.by, first_name=name, birth_year=year)


def _moved(scene: Scene) -> None:
    """Left for a gemeente that nobody here works for."""
    home = NewHome("Lijnbaan", str(scene.place), "3012 AB", "Rotterdam", scene.on, Source.BRP, gemeente=None)
    move_household([scene.dossier], home, by=scene.by)


ACTS: Mapping[str, Callable[[Scene], None]] = {
    "contact": _called, "follow_up": _asked, "begin": _began, "hide": _hid, "share": _shared, "move": _moved,
}  # fmt: skip


def live_on(cases: Sequence[Case], gemeente: str, left: date, staff: Staff) -> None:
    """Everything until today, in the order of the days; on each the workers do what came of it."""
    told = sorted(_told(cases, gemeente, left))
    for on in sorted({day for day, _, _ in told}):
        with clock.frozen(on):
            for _, place, act in (row for row in told if row[0] == on):
                _happen(cases[place], place, act, gemeente, on, staff)
            jobs.run_due()


def _told(cases: Sequence[Case], gemeente: str, left: date) -> Iterator[tuple[date, int, str]]:
    for place, case in enumerate(cases):
        for since in case.since:
            on = after_weekend(left + timedelta(days=since.days))
            of_duo = since.act not in ACTS
            if on <= clock.today() and not (of_duo and gemeente in BY_PORTAL):
                yield on, place, since.act


def _happen(case: Case, place: int, act: str, gemeente: str, on: date, staff: Staff) -> None:
    """Nothing, to somebody whose row was refused: a namesake of whom the same is known."""
    rows = Dossier.objects.select_related("person", "gemeente")
    dossier = rows.filter(gemeente=gemeente, **_numbered(case)).first()
    if dossier is None:
        return
    if act in ACTS:
        ACTS[act](Scene(case, place, dossier, staff.regisseur(gemeente), on))
    else:
        duo.happens(case.who.bsn, act, on=on)


def _numbered(case: Case) -> dict[str, str]:
    return {"person__bsn": case.who.bsn} if case.known_to_duo else {"person__v_nummer": case.who.v_nummer}
