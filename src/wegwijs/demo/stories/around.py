"""What happens around the trajectories: a colleague who is away, an emergency, a look without a task, a signal of violence,
referrals to partners in the neighbourhood, guidance by VluchtelingenWerk, groups, places at employers, how the leerroutes were bought, invoices that don't fit."""

from collections.abc import Callable, Collection
from datetime import timedelta

from wegwijs import clock, jobs
from wegwijs.access.commands import judge_emergency
from wegwijs.access.models import EmergencyAccess
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.demo.staff import Staff
from wegwijs.demo.stories.buying import buying, close_months
from wegwijs.demo.stories.disputed import disputed
from wegwijs.demo.stories.groups import groups
from wegwijs.demo.stories.guidance import guidance
from wegwijs.demo.stories.history import history
from wegwijs.demo.stories.housing import housing
from wegwijs.demo.stories.lessons import lessons
from wegwijs.demo.stories.money import money
from wegwijs.demo.stories.particular import particular
from wegwijs.demo.stories.places import places
from wegwijs.demo.stories.referrals import referrals
from wegwijs.demo.stories.reports import reports
from wegwijs.demo.stories.settling import settling
from wegwijs.dossiers.commands import Wanted, open_in_emergency, redistribute
from wegwijs.dossiers.jobs import pick_up_herverdelingen
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Fase, Herverdeling, State
from wegwijs.oversight.commands import find_signs, month_before
from wegwijs.people.doubles import find_doubles
from wegwijs.safety.commands import Signal, give_signal, take_step
from wegwijs.safety.models import Meldcodestap, Veiligheidssignaal

HERE, AWAY_IN = "0505", "0642"
LOOKS = 5
Why = EmergencyAccess.Reason
Say = Callable[[str], None]


def around(staff: Staff, gemeenten: Collection[str], say: Say = lambda step: None) -> None:
    """Whatever needs dossiers to happen in: mostly in Dordrecht, where most of them are. ``say`` hears how far it is."""
    find_doubles()
    if AWAY_IN in gemeenten:
        _away(staff)
    say("  begeleiding en groepen ...")
    guidance(staff, gemeenten)
    if HERE in gemeenten:
        _watched(staff)
        settling(staff)
        groups(staff)
        places(staff)
    housing(staff, gemeenten)
    say("  drie jaar inkoop, lessen en facturen ...")
    buying(staff, gemeenten)
    history(staff, gemeenten)
    close_months(staff)
    lessons(staff, gemeenten)
    say("  rapporten, budget en wat vandaag wacht ...")
    reports(staff)
    disputed(staff)
    particular(staff, gemeenten)
    money(staff, gemeenten)
    jobs.run_due()


def _watched(staff: Staff) -> None:
    running = list(
        Dossier.objects.filter(gemeente=HERE, state=State.OPEN)
        .exclude(gebeurtenissen__kind=Kind.OVERGENOMEN)
        .select_related("person", "gemeente")
        .order_by("number")
    )
    talked = [dossier for dossier in running if dossier.fase == Fase.INTAKE]
    _emergencies(staff, running[0], running[1])
    _looked_without_a_task(staff, running[2])
    _signal_of_violence(staff, talked[0])
    # Neither of who has a signal: of them no address or number may be shared, and the story would not be told.
    referrals(staff, [dossier for dossier in running[3:] if dossier.pk != talked[0].pk])


def _emergencies(staff: Staff, judged: Dossier, waiting: Dossier) -> None:
    """One that the privacy officer judged, and one of this morning."""
    with clock.frozen(clock.today() - timedelta(days=12)):
        words = "De inburgeraar staat aan de balie in Papendrecht en is dakloos."
        opened = open_in_emergency(judged.number, by=staff.actor("deboer"), reason=Why.COUNTER, words=words)
        record(
            by=staff.actor("deboer").in_emergency(), action=Action.VIEW, kind="dossier", key=judged.pk, gemeente=HERE,
            detail="dossier",
        )  # fmt: skip
    with clock.frozen(clock.today() - timedelta(days=11)):
        judge_emergency(
            opened, by=staff.actor("willems"), judgement=EmergencyAccess.Judgement.RIGHT,
            because="De opvang bevestigt dat de inburgeraar die dag een slaapplek zocht.",
        )  # fmt: skip
    words = "De school belt: het kind is niet opgehaald en niemand neemt op."
    open_in_emergency(waiting.number, by=staff.actor("yildiz"), reason=Why.DANGER, words=words)


def _looked_without_a_task(staff: Staff, dossier: Dossier) -> None:
    """Last month a colleague looked again and again where nothing was to be done."""
    month = month_before(clock.today())
    for number in range(LOOKS):
        with clock.frozen(month + timedelta(days=6 + number)):
            record(
                by=staff.actor("elamrani"), action=Action.VIEW, kind="dossier", key=dossier.pk, gemeente=HERE,
                detail="dossier",
            )  # fmt: skip
    find_signs(month)


def _signal_of_violence(staff: Staff, dossier: Dossier) -> None:
    """Given by the regisseur, two steps of the meldcode taken."""
    day = clock.today() - timedelta(days=5)
    with clock.frozen(day):
        signal = Signal(
            Veiligheidssignaal.Soort.HUISELIJK, Veiligheidssignaal.Bron.ZELF, day,
            "Vertelde in het gesprek zonder partner dat die haar telefoon afpakt en haar niet alleen naar buiten laat.",
            safe_contact="Alleen bellen op maandagochtend, dan is zij op de taalles.",
        )  # fmt: skip
        given = give_signal(dossier, signal, by=staff.actor("devries"))
    with clock.frozen(day + timedelta(days=1)):
        take_step(given, Meldcodestap.Uitkomst.VEILIG_THUIS, by=staff.actor("brouwer"), on=clock.today())


def _away(staff: Staff) -> None:
    """A regisseur goes on leave; a colleague stands in."""
    giver, taker = staff.actor("yildiz").employee, staff.actor("deboer").employee
    assert giver  # noqa: S101
    assert taker  # noqa: S101
    first = clock.today()
    wanted = Wanted(Herverdeling.Soort.WAARNEMING, first, first + timedelta(days=11), {AWAY_IN: taker})
    redistribute(giver, wanted, by=staff.actor("visser"))
    pick_up_herverdelingen()
