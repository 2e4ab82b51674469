"""Signals about lessons: sent by a school, derived by Wegwijs, taken up by the regisseur. One thing is told once."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.dossiers.commands import add_task, drop_task, record_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import DomainError
from wegwijs.organisations.policy import PolicyKey, policy
from wegwijs.stages.leerroutes.commands.answer import S, theirs, told
from wegwijs.stages.leerroutes.commands.offer import MAKE, said
from wegwijs.stages.leerroutes.models import (
    Inburgeringsaanbod,
    Lessignaal,
    Opvolging,
    Signaalantwoord,
    Signaalbron,
    Signaalsoort,
)
from wegwijs.ui.format import day


@dataclass(frozen=True, slots=True)
class Reason:
    """What a signal is of, where it comes from, in a sentence, and the key of what Wegwijs saw ("": somebody said so)."""

    soort: Signaalsoort
    source: Signaalbron
    explained: str
    cause: str = ""


@transaction.atomic
def send_signal(aanbod: Inburgeringsaanbod, soort: Signaalsoort, explained: str, *, by: Actor) -> Lessignaal:
    """A school tells the regisseur; of what Wegwijs saw itself the school's words take the place.

    Raises DomainError for who isn't the school's any more or follows no lessons, and when the school sent the same and nobody took it up yet.
    """
    with theirs(aanbod, by) as (row, dossier):
        if row.state != S.BEGONNEN:
            raise DomainError("Een signaal gaat over iemand die les volgt. Bel anders de regisseur.")
        today, words = clock.today(), explained.strip()
        stood = _open(row, soort)
        if stood and stood.source == Signaalbron.SCHOOL:
            raise DomainError(
                f"Dit signaal staat al open sinds {day(stood.on)}; de regisseur weet het. Bel de regisseur als er haast is.", field="soort"
            )  # fmt: skip
        if stood:
            stood.source, stood.explained, stood.label, stood.recorded_by = Signaalbron.SCHOOL, words, by.label, by.user  # fmt: skip
            stood.save(update_fields=["source", "explained", "label", "recorded_by"])
            _tell(row, dossier, stood, by, today)
            return stood
        return _make(row, dossier, Reason(soort, Signaalbron.SCHOOL, words), by, today)


def raise_signal(
    row: Inburgeringsaanbod, dossier: Dossier, reason: Reason, *, by: Actor, on: date
) -> Lessignaal | None:
    """What Wegwijs saw itself, of a row in hand; None when that is open already, or was told for the same cause before."""
    if _open(row, reason.soort) or row.signalen.filter(cause=reason.cause).exclude(cause="").exists():
        return None
    return _make(row, dossier, reason, by, on)


def reason_passed(row: Inburgeringsaanbod, dossier: Dossier, cause: str, *, by: Actor, on: date) -> bool:
    """The cause of an open signal of ours is gone: nobody needs to do anything. Whether there was one."""
    found = row.signalen.filter(cause=cause, taken_up_on=None, passed_on=None).exclude(source=Signaalbron.SCHOOL).first()  # fmt: skip
    if found is None:
        return False
    found.passed_on = on
    found.save(update_fields=["passed_on"])
    drop_task(dossier, _key(found), by=by, on=on)
    return True


@transaction.atomic
def take_up_signal(signaal: Lessignaal, what: Opvolging, why: str, *, by: Actor, on: date) -> Signaalantwoord:
    """What the regisseur did with it; the school sees the day only. Once more the same changes nothing.

    Raises NotAllowed without the right there; DomainError when it was taken up otherwise, and without why for what is no talk.
    """
    rows = Lessignaal.objects.select_for_update(of=("self",)).select_related("aanbod__dossier__regisseur", "aanbod__organisation")  # fmt: skip
    row = rows.get(pk=signaal.pk)
    by.require(MAKE, row.aanbod.gemeente_id)
    if not row.is_open:
        raise DomainError("Dit signaal is al opgepakt, of het speelt niet meer. Ververs de pagina.")
    words = why.strip()
    if not words and what is not Opvolging.GESPREK:
        raise DomainError("Schrijf op wat is afgesproken, of waarom er niets nodig is.", field="why")
    row.taken_up_on = on
    row.save(update_fields=["taken_up_on"])
    made = Signaalantwoord.objects.create(signaal=row, what=what, why=words, on=on, label=by.label)
    drop_task(row.aanbod.dossier, _key(row), by=by, on=on)
    record_event(
        row.aanbod.dossier, Kind.LESSIGNAAL_OPGEPAKT, by=by, on=on,
        payload=said(row.aanbod, signaal=str(row.pk), wat=what.value), summary=f"{row.get_soort_display()}: {what.label}",
    )  # fmt: skip
    return made


def signals_end(row: Inburgeringsaanbod, dossier: Dossier, *, by: Actor, on: date) -> None:
    """The lessons ended: what was open is no longer something to take up."""
    for one in row.signalen.filter(taken_up_on=None, passed_on=None):
        one.passed_on = on
        one.save(update_fields=["passed_on"])
        drop_task(dossier, _key(one), by=by, on=on)


def _open(row: Inburgeringsaanbod, soort: Signaalsoort) -> Lessignaal | None:
    return row.signalen.filter(soort=soort, taken_up_on=None, passed_on=None).first()


def _make(row: Inburgeringsaanbod, dossier: Dossier, reason: Reason, by: Actor, on: date) -> Lessignaal:
    made = Lessignaal.objects.create(
        aanbod=row, soort=reason.soort, source=reason.source, cause=reason.cause, on=on, explained=reason.explained,
        recorded_by=by.user, label=by.label, recorded_at=clock.now(),
    )  # fmt: skip
    _tell(row, dossier, made, by, on)
    days = policy(PolicyKey.FOLLOW_UP_DAYS, row.gemeente_id, on=on).value
    add_task(
        dossier, f"Signaal oppakken: {reason.soort.label}", why=f"gemeld door {Signaalbron(reason.source).label}",
        due_on=on + timedelta(days=days), link=reverse("leerroutes:progress", args=[dossier.pk]), source_key=_key(made),
    )  # fmt: skip
    return made


def _tell(row: Inburgeringsaanbod, dossier: Dossier, made: Lessignaal, by: Actor, on: date) -> None:
    words = f"{row.organisation}: {made.get_soort_display()} (gemeld door {made.get_source_display()})"
    told(row, dossier, Kind.LESSIGNAAL, by, on, words, signaal=str(made.pk), soort=made.soort)


def _key(row: Lessignaal) -> str:
    return f"signaal:{row.pk}"
