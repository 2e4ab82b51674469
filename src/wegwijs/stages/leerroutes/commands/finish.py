"""Lessons end: by the school, by the regisseur, or with the dossier; and that the result is there."""

from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.contracts.commands import end_call_off, result_seen
from wegwijs.contracts.models import Moment
from wegwijs.contracts.queries.agreements import to_call_off
from wegwijs.dossiers.commands import add_task
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import Conflict, DomainError
from wegwijs.stages.leerroutes.commands.answer import RECEIVE, save, theirs, to_regisseur, told
from wegwijs.stages.leerroutes.commands.duo import tell_offer
from wegwijs.stages.leerroutes.commands.lessons import take_week_back
from wegwijs.stages.leerroutes.commands.money import Purse
from wegwijs.stages.leerroutes.commands.offer import MAKE, locked, noted, withdrawn
from wegwijs.stages.leerroutes.commands.signalen import signals_end
from wegwijs.stages.leerroutes.models import Eindreden, Inburgeringsaanbod, Wachtplek
from wegwijs.ui.format import day

S = Inburgeringsaanbod.State
# So long after the end a school can still deliver weeks and look at what an invoice is about.
SEEN = timedelta(weeks=6)
# Who closes a dossier ends its placement, also DUO and Wegwijs itself, which place nobody.
CLOSE = Permission.DOSSIER_EDIT


@transaction.atomic
def end_lessons(aanbod: Inburgeringsaanbod, reason: Eindreden, *, by: Actor, last_day: date) -> None:
    """By the school. What was planned and isn't given is released; the regisseur gets a task.

    Raises DomainError for a day before the first lesson or to come, while lessons are on file of later, and for lessons that didn't begin.
    """
    with theirs(aanbod, by) as (row, dossier):
        _end(row, dossier, reason, last_day, by, RECEIVE)
        to_regisseur(row, dossier, f"Lessen bij {row.organisation} geëindigd: wat volgt?", clock.today())


@transaction.atomic
def end_placement(
    aanbod: Inburgeringsaanbod, reason: Eindreden, *, by: Actor, last_day: date, expected_version: int
) -> None:
    """The same by the regisseur: another school, another leerroute. Raises NotAllowed and Conflict as well."""
    row = locked(aanbod)
    by.require(MAKE, row.gemeente_id)
    if row.version != expected_version:
        raise Conflict(
            f"{row.organisation} heeft net iets met deze plaatsing gedaan.",
            theirs={"reason": row.get_state_display()}, version=row.version, what="Plaatsing",
        )  # fmt: skip
    _end(row, row.dossier, reason, last_day, by, MAKE)


def end_placement_with_dossier(dossier: Dossier, *, by: Actor, on: date) -> None:
    """A dossier that closes on the day ``on`` ends its placement then, withdraws what has not begun, and takes it off the waiting list.

    Lessons that stand after that day keep it open until the last of them; but of who died nothing can have been given since.
    """
    rows = Inburgeringsaanbod.objects.select_for_update(of=("self",)).filter(
        dossier=dossier, state__in=Inburgeringsaanbod.RUNNING
    )
    for row in rows.select_related("organisation", "cursus", "call_off"):
        row.dossier = dossier
        if row.state == S.BEGONNEN and row.began_on:
            died = dossier.person.died_on
            if died:
                _nothing_since(row, dossier, died, by)
            _end(row, dossier, Eindreden.GESLOTEN, _last_of(row, died, on), by, CLOSE)
        else:
            withdrawn(row, "het dossier is gesloten", by=by, on=clock.today(), needs=CLOSE)
    Wachtplek.objects.filter(dossier=dossier, until=None).update(until=max(on, clock.today()))


def _last_of(row: Inburgeringsaanbod, died: date | None, on: date) -> date:
    """The last day of lessons that end with the dossier, closed on the day ``on``."""
    assert row.began_on  # noqa: S101 - the caller looked
    week = row.lesweken.filter(stands=True).first()
    if died:
        return max(died, row.began_on, week.first_day if week else died)
    return min(max(on, row.began_on, week.last_day if week else on), clock.today())


def _nothing_since(row: Inburgeringsaanbod, dossier: Dossier, died: date, by: Actor) -> None:
    """Weeks after somebody died are taken back, their hours and their money; of what is invoiced the regisseur must ask a credit note."""
    purse, kept = _purse(row, by, CLOSE), 0
    weeks = row.lesweken.filter(stands=True, first_day__gt=died).select_related("hours__dossier")
    for week in weeks:
        try:
            with transaction.atomic():
                take_week_back(week, purse, by, f"inburgeraar overleden op {day(died)}")
                purse.milestones(week.last_day)
        except DomainError:
            kept += 1
    if kept:
        add_task(
            dossier, "Er staan lessen van na het overlijden, en die zijn al gefactureerd"[:120],
            why=f"{row.organisation} gaf lessen op van na {day(died)}. Vraag om een creditnota, en laat de weken herstellen.",
            due_on=clock.today(), link=reverse("leerroutes:place", args=[dossier.pk]), source_key=f"aanbod:overleden:{row.pk}",
        )  # fmt: skip


def _end(
    row: Inburgeringsaanbod, dossier: Dossier, reason: Eindreden, last_day: date, by: Actor, needs: Permission
) -> None:
    if row.state != S.BEGONNEN or row.began_on is None:
        raise DomainError(f"Er zijn geen lessen die kunnen eindigen: {row.get_state_display()}.")
    if not row.began_on <= last_day <= clock.today():
        raise DomainError(f"Kies een dag van {day(row.began_on)} tot en met vandaag.", field="last_day")
    later = row.lesweken.filter(stands=True, first_day__gt=last_day).order_by("first_day").first()
    if later:
        raise DomainError(
            f"Er staan lessen van de week van {day(later.first_day)}. Herstel die eerst, of kies een latere dag.", field="last_day"
        )  # fmt: skip
    row.state, row.ended, row.ended_on = S.GEEINDIGD, reason, last_day
    _purse(row, by, needs).completed()
    end_call_off(row.call_off, by=by, last_day=max(last_day, row.call_off.starts_on), needs=needs, finished=reason == Eindreden.AFGEROND)  # fmt: skip
    save(row)
    signals_end(row, dossier, by=by, on=clock.today())
    if last_day < row.ends_on:
        tell_offer(row, dossier)
    told(row, dossier, Kind.LES_BEEINDIGD, by, last_day, f"bij {row.organisation}: {reason.label}", reden=reason.value)  # fmt: skip


def _purse(row: Inburgeringsaanbod, by: Actor, needs: Permission) -> Purse:
    key = row.call_off.contract_id
    return Purse(row, to_call_off([key])[key], by=by, needs=needs)


@transaction.atomic
def record_result(aanbod: Inburgeringsaanbod, *, by: Actor, on: date) -> Inburgeringsaanbod:
    """What the contract calls a result is there, as the regisseur saw it: what is paid for it is delivered. Once more changes nothing.

    Raises NotAllowed; DomainError for a day to come or before the lessons began.
    """
    row = locked(aanbod)
    by.require(MAKE, row.gemeente_id)
    if row.result_on:
        return row
    if row.began_on is None or not row.began_on <= on <= clock.today():
        raise DomainError("Kies een dag na de eerste les, tot en met vandaag.", field="on")
    purse = _purse(row, by, MAKE)
    if terms := purse.terms(on):
        purse.reached(Moment.RESULT, yes=True, on=on, terms=terms)
    row.result_on = on
    save(row)
    result_seen(row.call_off, on)
    noted(row, by, f"resultaat bij {row.organisation} gezien op {day(on)}")
    return row


@transaction.atomic
def hide_old(today: date) -> int:
    """Six weeks after the last day a school reads nothing of somebody any more; returns of how many."""
    rows = Inburgeringsaanbod.objects.filter(shown=True, state=S.GEEINDIGD, ended_on__lt=today - SEEN)
    return rows.update(shown=False)
