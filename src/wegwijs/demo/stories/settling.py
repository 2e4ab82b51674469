"""Around a new home: driegesprekken to come, a regeldag tomorrow that is half prepared, one of last week, and help with money."""

from datetime import date, time, timedelta

from wegwijs import clock
from wegwijs.demo.staff import Staff
from wegwijs.demo.trajectory import after_weekend
from wegwijs.dossiers.commands import Planned, involve, plan_afspraak
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Afspraak, Dossier, State
from wegwijs.stages.ontzorgen.models import Ontzorging
from wegwijs.stages.overdracht.commands import (
    Day,
    Prepared,
    close_regeldag,
    fail,
    plan_regeldag,
    prepare_step,
    report_result,
    tick,
)
from wegwijs.stages.overdracht.models import Regeldag
from wegwijs.stages.overdracht.queries import TalkState, talked, to_hand_over
from wegwijs.stages.overdracht.regeldagen import household_dossiers

HERE = "0505"
# Where and when the steps of tomorrow are that somebody prepared.
PREPARED = {
    "bezichtiging": ("de heer Vos", time(9), ""),
    "brp": ("balie 4", time(10, 30), "Stadskantoor, Spuiboulevard 300"),
    "bijstand": ("mevrouw Bos", time(11, 30), "Spuiboulevard 298"),
    "bank": ("", time(13, 30), "Achterom 10"),
}
WAYS = ((Afspraak.Way.OPVANG, "azc Dronten"), (Afspraak.Way.VIDEO, ""))


def settling(staff: Staff) -> None:
    """In Dordrecht, by the regisseur and VluchtelingenWerk."""
    by = staff.actor("devries")
    _talks(staff)
    on_the_way = to_hand_over(by).filter(gemeente=HERE, fase="huisvesting").exclude(state=State.GESCHORST)
    coming = [one for one in on_the_way if one.gebeurtenissen.filter(kind=Kind.HUISVESTING).exists()]
    if coming:
        _tomorrow(staff, coming[-1])
    settled = Dossier.objects.filter(
        gemeente=HERE, state=State.OPEN, gebeurtenissen__kind=Kind.DRIEGESPREK
    ).exclude(gebeurtenissen__kind=Kind.OVERGENOMEN)
    last_week = after_weekend(clock.today() - timedelta(days=9))
    done = settled.filter(fase="intake", opened_on__lt=last_week).select_related(
        "person", "gemeente", "regisseur"
    )
    if lately := done.order_by("-opened_on", "pk").first():
        _last_week(staff, lately, last_week)
    _helped_with_money(staff)


def _talks(staff: Staff) -> None:
    """Of the two who wait longest."""
    by = staff.actor("devries")
    assert by.employee  # noqa: S101
    waiting = talked(to_hand_over(by).filter(gemeente=HERE), TalkState.ZONDER)
    for number, (dossier, (way, place)) in enumerate(zip(waiting[:2], WAYS, strict=False)):
        on = after_weekend(clock.today() + timedelta(days=2 + number))
        planned = Planned(
            by.employee, Afspraak.Soort.DRIEGESPREK, on, time(10 + number), 60, way, place, "L. Maas",
            dossier.person.interpreter_needed,
        )  # fmt: skip
        plan_afspraak(dossier, planned, by=by)


def _helped_with_money(staff: Staff) -> None:
    """VluchtelingenWerk guides whoever is ontzorgd, and so sees the plan; not of whom an address must stay secret."""
    by, guide = staff.actor("devries"), staff.actor("bakker").organisation
    rows = Dossier.objects.filter(gemeente=HERE, state=State.OPEN, person__protected=False, person__contact_safely=False)  # fmt: skip
    running = Ontzorging.objects.exclude(state=Ontzorging.State.KLAAR).values("dossier")
    alone = rows.filter(pk__in=running).exclude(betrokkenen__organisation=guide)
    for one in alone.select_related("person", "gemeente").order_by("number"):
        involve(
            one,
            guide,
            by=by,
            on=clock.today(),
            purpose="financiële zelfredzaamheid",
            basis="Pw 56a, Wi 13",
        )


def _planned(staff: Staff, dossier: Dossier, on: date) -> Regeldag:
    by, begeleider = staff.actor("devries"), staff.actor("bakker")
    together = household_dossiers(dossier, by)
    for one in together:
        if not one.betrokkenen.filter(organisation=begeleider.organisation).exists():
            involve(
                one, begeleider.organisation, by=by, on=clock.today(), purpose="maatschappelijke begeleiding",
                basis="Wi 13",
            )  # fmt: skip
    interpreter = any(one.person.interpreter_needed for one in together)
    return plan_regeldag(together, Day(on, time(9), begeleider.employee, interpreter), by=by)


def _tomorrow(staff: Staff, dossier: Dossier) -> None:
    made = _planned(staff, dossier, after_weekend(clock.today() + timedelta(days=1)))
    for step in made.stappen.filter(key__in=PREPARED):
        person, at, place = PREPARED[step.key]
        prepared = Prepared(step.title, step.body, person, at, place, step.papers)
        prepare_step(step, prepared, by=staff.actor("bakker"))
    tick(made.stappen.get(key="bezichtiging"), by=staff.actor("bakker"))


def _last_week(staff: Staff, dossier: Dossier, day: date) -> None:
    """All but one step done, by the volunteer as well; the registration was known already."""
    with clock.frozen(day - timedelta(days=6)):
        made = _planned(staff, dossier, day)
    with clock.frozen(day):
        vwn, by = staff.actor("bakker"), staff.actor("devries")
        for step in made.stappen.exclude(key__in=("brp", "bijstand", "huisarts")):
            tick(step, by=vwn)
        fail(made.stappen.get(key="huisarts"), by=vwn, reason="De praktijk neemt geen nieuwe patiënten aan")
        for key in ("brp", "bijstand"):
            report_result(made.stappen.get(key=key), [dossier], by=by, on=day, article_28=True)
        close_regeldag(made, by=vwn, dossiers=[dossier])
