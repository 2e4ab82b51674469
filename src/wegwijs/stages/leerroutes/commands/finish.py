"""Lessons end: by the school, by the regisseur, or with the dossier; and that the result is there."""

from datetime import date, timedelta

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.contracts.commands import end_call_off, result_seen
from wegwijs.contracts.models import Moment
from wegwijs.contracts.queries.agreements import to_call_off
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import Conflict, DomainError
from wegwijs.stages.leerroutes.commands.answer import RECEIVE, save, theirs, to_regisseur, told
from wegwijs.stages.leerroutes.commands.duo import tell_offer
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
    """A dossier that closes on the day ``on`` ends its placement then, withdraws what has not begun, and takes it off the waiting list."""
    rows = Inburgeringsaanbod.objects.select_for_update(of=("self",)).filter(
        dossier=dossier, state__in=Inburgeringsaanbod.RUNNING
    )
    for row in rows.select_related("organisation", "cursus", "call_off"):
        row.dossier = dossier
        if row.state == S.BEGONNEN and row.began_on:
            last = max(on, row.began_on, row.lesweken.filter(stands=True).values_list("last_day", flat=True).first() or on)  # fmt: skip
            _end(row, dossier, Eindreden.GESLOTEN, min(last, clock.today()), by, CLOSE)
        else:
            withdrawn(row, "het dossier is gesloten", by=by, on=clock.today(), needs=CLOSE)
    Wachtplek.objects.filter(dossier=dossier, until=None).update(until=max(on, clock.today()))


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
