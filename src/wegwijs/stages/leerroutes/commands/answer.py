"""What a school does: take somebody, refuse, say when lessons began.

A school sees the row and nothing of the dossier; its right is proved by the row itself, locked under its own scope. What then follows
in the dossier is written as the gemeente of that row.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import transaction
from django.urls import reverse

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.contracts.commands import cancel_call_off, move_start
from wegwijs.dossiers.commands import add_task, record_event
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import DomainError
from wegwijs.rowsecurity.scope import entered, of_gemeente
from wegwijs.stages.leerroutes.commands.duo import tell_offer
from wegwijs.stages.leerroutes.commands.offer import said
from wegwijs.stages.leerroutes.models import Afwijzing, Geregeld, Inburgeringsaanbod
from wegwijs.stages.leerroutes.queries.aanbod import received
from wegwijs.ui.format import day

S = Inburgeringsaanbod.State
RECEIVE = Permission.PLACEMENT_RECEIVE


@transaction.atomic
def accept_place(aanbod: Inburgeringsaanbod, *, by: Actor, on: date, starts_on: date) -> None:
    """There is a place from ``starts_on``: now the inburgeraar has an offer (T-13). Once more changes nothing.

    Raises DomainError when it is no longer the school's, the day lies outside the course, or contract or keurmerk don't hold then.
    """
    with theirs(aanbod, by) as (row, dossier):
        if row.state == S.AANGENOMEN:
            return
        _waits_for_answer(row)
        if not row.cursus.starts_on <= starts_on <= row.cursus.last_day:
            raise DomainError(
                f"De cursus duurt van {day(row.cursus.starts_on)} tot en met {day(row.cursus.last_day)}. Kies een dag daarin.",
                field="starts_on",
            )
        move_start(row.call_off, by=by, on=starts_on, needs=RECEIVE)
        row.state, row.answered_on, row.answered_label, row.starts_on = S.AANGENOMEN, on, by.label, starts_on
        save(row)
        told(
            row, dossier, Kind.AANBOD, by, on, f"bij {row.organisation}, {row.cursus.name}, vanaf {day(starts_on)}"
        )  # fmt: skip
        tell_offer(row, dossier)
        to_regisseur(row, dossier, f"{row.organisation} heeft plaats: vertel het de inburgeraar", on)


@transaction.atomic
def refuse_place(
    aanbod: Inburgeringsaanbod, reason: Afwijzing, explained: str, *, by: Actor, on: date
) -> None:
    """There is no place: seat and money are free, the school sees it no longer, and the regisseur gets a task."""
    with theirs(aanbod, by) as (row, dossier):
        _waits_for_answer(row)
        cancel_call_off(row.call_off, by=by, on=on, needs=RECEIVE)
        row.state, row.shown, row.refused, row.explained = S.GEWEIGERD, False, reason, explained.strip()
        row.answered_on, row.answered_label = on, by.label
        save(row)
        told(
            row, dossier, Kind.AANMELDING_GEWEIGERD, by, on, f"bij {row.organisation}: {reason.label}", reden=reason.value
        )  # fmt: skip
        to_regisseur(row, dossier, f"{row.organisation} heeft geen plaats: zoek een andere", on)


@transaction.atomic
def begin_lessons(aanbod: Inburgeringsaanbod, *, by: Actor, on: date) -> None:
    """The day of the first lesson. Raises DomainError for a day to come or outside the course, twice on other days, while childcare or
    travel isn't arranged, and when contract or keurmerk don't hold that day.
    """
    with theirs(aanbod, by) as (row, dossier):
        if row.state == S.BEGONNEN and row.began_on == on:
            return
        if row.state != S.AANGENOMEN:
            raise DomainError(f"Dat kan niet: deze inburgeraar {row.get_state_display()}.")
        if on > clock.today() or not row.cursus.starts_on <= on <= row.cursus.last_day:
            raise DomainError(
                f"Kies een dag tot en met vandaag, van {day(row.cursus.starts_on)} tot en met {day(row.cursus.last_day)}.", field="on"
            )  # fmt: skip
        open_things = [
            what for what, how in (("kinderopvang", row.childcare), ("reizen", row.travel)) if how == Geregeld.NOG_NIET
        ]  # fmt: skip
        if open_things:
            raise DomainError(
                f"Nog niet geregeld: {' en '.join(open_things)}. Vraag de regisseur dat eerst te regelen.",
                field="on",
            )
        _begins(row, by, on)
        row.state, row.began_on = S.BEGONNEN, on
        save(row)
        told(row, dossier, Kind.LES_BEGONNEN, by, on, f"bij {row.organisation}, {row.cursus.name}")


def _begins(row: Inburgeringsaanbod, by: Actor, on: date) -> None:
    """A keurmerk may be lost since the place was asked (Wi 16)."""
    try:
        move_start(row.call_off, by=by, on=on, needs=RECEIVE)
    except DomainError as refused:
        raise DomainError(refused.message, field="on") from refused


@contextmanager
def theirs(aanbod: Inburgeringsaanbod, by: Actor) -> Iterator[tuple[Inburgeringsaanbod, Dossier]]:
    """The row and its dossier, to write in as the gemeente: after the row showed itself to the actor's own scope."""
    rows = received(by).select_for_update(of=("self",)).select_related("organisation", "cursus", "call_off")
    row = rows.filter(pk=aanbod.pk).first()
    if row is None:
        raise DomainError("Deze aanmelding is niet meer voor u: zij is ingetrokken of al beantwoord.")
    by.require(RECEIVE, row.gemeente_id)
    with entered(of_gemeente(row.gemeente_id)):
        dossier = Dossier.objects.select_related("person", "gemeente", "regisseur").get(pk=row.dossier_id)
        yield row, dossier


def _waits_for_answer(row: Inburgeringsaanbod) -> None:
    if row.state != S.GEVRAAGD:
        raise DomainError(f"Hierop is al geantwoord: {row.get_state_display()}.")


def save(row: Inburgeringsaanbod) -> None:
    """With a new version."""
    row.version += 1
    row.save()


def told(
    row: Inburgeringsaanbod, dossier: Dossier, kind: Kind, by: Actor, on: date, summary: str, **more: str
) -> None:
    """A line in the timeline, by the school or by the executor."""
    record_event(
        dossier, kind, by=by, on=on, payload=said(row, **more), summary=summary[:240],
        origin=Origin.EIGEN if by.sees_all else Origin.PARTNER,
    )  # fmt: skip


def to_regisseur(row: Inburgeringsaanbod, dossier: Dossier, title: str, on: date) -> None:
    """A task that leads to the placement."""
    add_task(
        dossier, title[:120], why="De school heeft geantwoord.", due_on=on,
        link=reverse("leerroutes:place", args=[dossier.pk]), source_key=f"aanbod:{row.pk}:{row.state}",
    )  # fmt: skip
