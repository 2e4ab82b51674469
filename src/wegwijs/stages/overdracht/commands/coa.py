"""Ask COA to supply what a handover needs, and end it at the move."""

from datetime import date

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.dossiers.models import Dossier, Gebeurtenis
from wegwijs.errors import DomainError
from wegwijs.organisations.models import Organisation
from wegwijs.rowsecurity.scope import entered, of_gemeente
from wegwijs.stages.overdracht.models import Aanlevering, Einde
from wegwijs.stages.overdracht.supplies import coa_of, has_moved, is_move


def ask_when_linked(dossier: Dossier, *, by: Actor, on: date, location: str) -> None:
    """COA linked somebody: its desk gets them, once. Nothing when nobody can say which organisation of COA it is, when COA was
    asked before, or after the move."""
    known = Aanlevering.objects.filter(dossier=dossier)
    if location and known.filter(shown=True).update(location=location):
        return
    if not dossier.is_open or known.exists() or has_moved(dossier):
        return
    organisation = coa_of(dossier.gemeente_id, location)
    if organisation:
        _ask(dossier, organisation, by=by, on=on, location=location)


@transaction.atomic
def ask_coa(
    dossier: Dossier, organisation: Organisation, *, by: Actor, on: date, location: str
) -> Aanlevering:
    """Ask an organisation of COA by hand; the one that is asked already, when there is one.

    Raises DomainError for a dossier that is closed, or of somebody who moved.
    """
    by.require(Permission.OVERDRACHT_RECORD, dossier.gemeente_id)
    if not dossier.is_open:
        raise DomainError("Dit dossier is gesloten. Heropen het eerst.")
    if has_moved(dossier):
        raise DomainError("Deze inburgeraar woont al in de gemeente. COA levert niets meer aan.")
    known = Aanlevering.objects.filter(dossier=dossier, shown=True).first()
    return known or _ask(dossier, organisation, by=by, on=on, location=location)


def _ask(dossier: Dossier, organisation: Organisation, *, by: Actor, on: date, location: str) -> Aanlevering:
    made = Aanlevering.objects.create(
        dossier=dossier, gemeente_id=dossier.gemeente_id, organisation=organisation, location=location[:80], linked_on=on,
        asked_label=by.label,
    )  # fmt: skip
    _note(made, by, "COA gevraagd aan te leveren")
    return made


@transaction.atomic
def stop_asking(dossier: Dossier, *, by: Actor) -> None:
    """COA no longer sees this person, from now on. Nothing when it didn't."""
    by.require(Permission.OVERDRACHT_RECORD, dossier.gemeente_id)
    _end(dossier, Einde.GESTOPT, by=by)


def end_at_close(dossier: Dossier, *, by: Actor, on: date) -> None:
    """A dossier that closes on the day ``on`` ends it."""
    _end(dossier, Einde.GESLOTEN, by=by)


def end_at_move(event: Gebeurtenis, *, by: Actor) -> None:
    """What happened may be the move: then it ends, in the same transaction, whoever reported it."""
    if is_move(event):
        _end(event.dossier, Einde.VERHUISD, by=by)


def _end(dossier: Dossier, because: Einde, *, by: Actor) -> None:
    # Who reports the move may be a partner, to whom these rows don't show.
    with entered(of_gemeente(dossier.gemeente_id)):
        rows = list(Aanlevering.objects.select_for_update(of=("self",)).filter(dossier=dossier, shown=True))
        for row in rows:
            row.shown, row.ended_on, row.ended_because = False, clock.today(), because
            row.save()
            _note(row, by, f"aanlevering door COA: {because.label}")


def _note(row: Aanlevering, by: Actor, what: str) -> None:
    record(
        by=by, action=Action.CHANGE, kind="dossier", key=row.dossier_id, gemeente=row.gemeente_id, detail=what
    )
