"""Homes for who COA linked: a taakstelling of every gemeente, households at each step, a template of the regeldag, COA's own part."""

from collections.abc import Collection
from datetime import date, time, timedelta

from wegwijs import clock
from wegwijs.demo.staff import Staff
from wegwijs.documents.models import Letter
from wegwijs.dossiers.choices import HouseRefusal, HouseStep
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Afspraak, Dossier, State
from wegwijs.organisations.models import Gemeente
from wegwijs.stages.overdracht.commands import (
    Arranged,
    Figure,
    begin_template,
    change_template_step,
    record_huisvesting,
    set_taakstelling,
    supply_profile,
)
from wegwijs.stages.overdracht.commands.invitation import send_invitation
from wegwijs.stages.overdracht.halfyears import HalfYear
from wegwijs.stages.overdracht.models import Sjabloonstap
from wegwijs.stages.overdracht.queries import to_hand_over
from wegwijs.stages.overdracht.regeldagen import household_dossiers
from wegwijs.stages.overdracht.sjablonen import template_on
from wegwijs.stages.overdracht.supplies import supplies

HERE = "0505"
# Invented, in proportion to how many people live there: persons to house, and what stood over.
TASKS = {
    "0482": (21, 3), "0505": (118, -6), "0523": (19, 0), "0531": (31, 5), "0590": (32, -2), "0610": (25, 4), "0642": (44, 0),
}  # fmt: skip
S = HouseStep
# How far the households are that wait longest: each step with how many weeks ago.
WALKS: tuple[tuple[tuple[HouseStep, int], ...], ...] = (
    ((S.GEZOCHT, 5),),
    ((S.GEZOCHT, 6), (S.BESCHIKBAAR, 1)),
    ((S.BESCHIKBAAR, 4), (S.AANGEBODEN, 2)),
    ((S.AANGEBODEN, 5), (S.GEWEIGERD, 4), (S.AANGEBODEN, 1)),
    ((S.BESCHIKBAAR, 6), (S.AANGEBODEN, 5), (S.GEACCEPTEERD, 3)),
    ((S.AANGEBODEN, 7), (S.GEACCEPTEERD, 6), (S.SLEUTEL, 2), (S.VERHUISD, 1)),
)
OFFICES = {
    "brp": Arranged("Inschrijven in de gemeente", "gemeente, burgerzaken", "Stadskantoor, Spuiboulevard 300", "14 078", "Verblijfsdocument, huurcontract, geboorteakte en huwelijksakte als u die hebt", time(10, 30)),
    "bijstand": Arranged("Bijstand aanvragen", "Sociale Dienst Drechtsteden", "Spuiboulevard 298", "078 000 00 00", "Verblijfsdocument, huurcontract, bankpas", time(11, 30)),
}  # fmt: skip
SUPPLIED = {
    "gezinsgrootte": "4",
    "nareizigers": "nee",
    "taalniveau": "op weg naar A1",
    "gealfabetiseerd": "ja",
}


def housing(staff: Staff, gemeenten: Collection[str]) -> None:
    """By the team lead, the regisseurs and COA."""
    _tasks(staff, gemeenten)
    if HERE in gemeenten:
        _offices(staff)
    for code in sorted(gemeenten):
        _homes(staff, code)
    if HERE in gemeenten:
        _letters(staff)
        _supplied(staff)


def _tasks(staff: Staff, gemeenten: Collection[str]) -> None:
    by, now = staff.actor("visser"), HalfYear.of(clock.today())
    for gemeente in Gemeente.objects.filter(pk__in=gemeenten):
        number, over = TASKS[gemeente.code]
        for period, more in ((now.moved(-1), 4), (now, 0)):
            figure = Figure(number - more, over, "voorbeeldcijfer, verzonnen", period.first)
            set_taakstelling(gemeente, period, figure, by=by)


def _offices(staff: Staff) -> None:
    """Dordrecht says where things are arranged."""
    by, gemeente = staff.actor("visser"), Gemeente.objects.get(pk=HERE)
    with clock.frozen(clock.today() - timedelta(days=40)):
        made = begin_template(gemeente, by=by)
    for key, arranged in OFFICES.items():
        current = template_on(HERE, clock.today()) or made
        step = Sjabloonstap.objects.get(sjabloon=current, key=key)
        change_template_step(step, arranged, by=by, expected_version=current.version)


def _homes(staff: Staff, code: str) -> None:
    by, today = staff.regisseur(code), clock.today()
    waiting = to_hand_over(by).filter(gemeente=code).exclude(state=State.GESCHORST)
    linked = [one for one in waiting if getattr(one, "linked_on", None)]
    fresh = [one for one in linked if not one.gebeurtenissen.filter(kind=Kind.HUISVESTING).exists()]
    for dossier, walk in zip(fresh[1:], WALKS, strict=False):
        for step, weeks in walk:
            _stepped(staff, dossier, step, today - timedelta(weeks=weeks), code)


def _stepped(staff: Staff, dossier: Dossier, step: HouseStep, on: date, code: str) -> None:
    by = staff.regisseur(code)
    refusal = HouseRefusal.GROOTTE if step is S.GEWEIGERD else None
    record_huisvesting(household_dossiers(dossier, by), by=by, on=on, step=step, place="", refusal=refusal)


def _letters(staff: Staff) -> None:
    """Of the planned talks the first is invited to; the other still waits for its letter."""
    by, today = staff.actor("devries"), clock.today()
    rows = Afspraak.objects.filter(
        dossier__gemeente=HERE, soort=Afspraak.Soort.DRIEGESPREK, cancelled_at=None, on__gte=today
    ).select_related("dossier__person", "dossier__gemeente", "dossier__regisseur")
    if talk := rows.order_by("on", "at").first():
        send_invitation(talk.dossier, talk, by=by, on=today, channel=Letter.Channel.UITGEREIKT)


def _supplied(staff: Staff) -> None:
    """COA filled in a part of whom it linked last."""
    coa = staff.actor("maas")
    if row := supplies(coa).filter(gemeente=HERE).last():
        supply_profile(row, SUPPLIED, by=coa, on=clock.today())
