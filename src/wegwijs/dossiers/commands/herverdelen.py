"""Move a colleague's dossiers at once: for a period (waarneming), or for good; and put them back where nobody worked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F

from wegwijs import clock
from wegwijs.access.actor import Actor, actor_of
from wegwijs.access.models import Waarneming
from wegwijs.access.roles import Permission
from wegwijs.agenda.commands import follow, hand_over
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.dossiers.commands.afspraken import call_of, source_of
from wegwijs.dossiers.commands.events import correct_event, record_event, withdraw_event
from wegwijs.dossiers.commands.lifecycle import assign_regisseur
from wegwijs.dossiers.herverdelen import handed, planned_talks, regisseurs, waiting, works_in
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Afspraak, Dossier, Gebeurtenis, HerverdeeldDossier, Herverdeling, Taak
from wegwijs.errors import DomainError
from wegwijs.organisations.models import Employee
from wegwijs.ui.format import day

BATCH = 20
ONE_DAY = timedelta(days=1)
Soort, State, Line = Herverdeling.Soort, Herverdeling.State, HerverdeeldDossier.State
OVER = (State.KLAAR, State.TERUG, State.BEEINDIGD)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What moves from a day. ``valid_to`` (inclusive) is for a waarneming only; ``takers``: by code of a gemeente."""

    soort: Herverdeling.Soort
    valid_from: date
    valid_to: date | None
    takers: Mapping[str, Employee]
    fase: str = ""
    variant: str = ""


@transaction.atomic
def redistribute(giver: Employee, wanted: Wanted, *, by: Actor) -> list[Herverdeling]:
    """Note what must move, a batch a gemeente; a worker carries each out on its first day.

    Raises NotAllowed without the right to assign there; DomainError for a day that has gone, a period that ends before
    it begins, a colleague without the role there in the whole period, or a waarneming that overlaps another.
    """
    _check_period(wanted)
    able = regisseurs(by, on=wanted.valid_from, until=wanted.valid_to)
    made = []
    for code, taker in wanted.takers.items():
        by.require(Permission.ASSIGN, code)
        if taker == giver:
            raise DomainError("Kies een ander dan de collega zelf.", field="taker")
        if not works_in(able.get(taker, ()), code):
            raise DomainError(cannot(taker, code, wanted), field="taker")
        made.append(_note(giver, taker, code, wanted, by))
    if not made:
        raise DomainError(
            "Er is niets te verdelen. Kies een collega die in deze gemeente regisseur is.", field="taker"
        )
    return made


def cannot(taker: Employee, place: str, wanted: Wanted) -> str:
    """Why a colleague can't take over in a gemeente."""
    until = f" tot en met {day(wanted.valid_to)}" if wanted.valid_to else ""
    return f"{taker.name} is vanaf {day(wanted.valid_from)}{until} geen regisseur in {place}."


def _check_period(wanted: Wanted) -> None:
    if wanted.valid_from < clock.today():
        raise DomainError("Deze dag is al voorbij. Kies vandaag of later.", field="valid_from")
    if wanted.soort == Soort.BLIJVEND:
        return
    if wanted.valid_to is None:
        raise DomainError("Vul in tot en met welke dag de collega waarneemt.", field="valid_to")
    if wanted.valid_to < wanted.valid_from:
        raise DomainError("De laatste dag ligt voor de eerste. Kies een latere dag.", field="valid_to")


def _note(giver: Employee, taker: Employee, code: str, wanted: Wanted, by: Actor) -> Herverdeling:
    for_good = wanted.soort == Soort.BLIJVEND
    fase, variant = (wanted.fase, wanted.variant) if for_good else ("", "")
    batch = Herverdeling.objects.create(
        soort=wanted.soort, gemeente_id=code, giver=giver, taker=taker, fase=fase, variant=variant,
        valid_from=wanted.valid_from, valid_to=None if for_good else wanted.valid_to,
        waarneming=None if for_good else _stand_in(giver, taker, code, wanted),
        total=handed(giver, [code], fase=fase, variant=variant).count(),
        requested_by=by.user, label=by.label, requested_at=clock.now(),
    )  # fmt: skip
    _audit(batch, by, f"{wanted.soort.value}: {batch.total} dossiers")
    return batch


def _stand_in(giver: Employee, taker: Employee, code: str, wanted: Wanted) -> Waarneming:
    """From its first day on the stand-in's lists hold the work; a dossier that comes later as well."""
    Employee.objects.select_for_update().get(pk=giver.pk)
    known = Waarneming.objects.filter(
        absent=giver, gemeente=code, valid_from__lte=wanted.valid_to, valid_to__gte=wanted.valid_from
    )
    if other := known.select_related("stand_in").first():
        raise DomainError(
            f"{other.stand_in.name} neemt al waar van {day(other.valid_from)} tot en met {day(other.valid_to)}. "
            "Stop die waarneming eerst, of kies een andere periode.",
            field="valid_from",
        )
    _there(taker, code, wanted)
    return Waarneming.objects.create(
        absent=giver, stand_in=taker, gemeente_id=code, valid_from=wanted.valid_from, valid_to=wanted.valid_to
    )  # type: ignore[misc]  # a waarneming has a last day: looked at before


def _there(taker: Employee, code: str, wanted: Wanted) -> None:
    """Raises DomainError when somebody else stands in for the stand-in: then nobody would do the work."""
    away = Waarneming.objects.filter(
        absent=taker, gemeente=code, valid_from__lte=wanted.valid_to, valid_to__gte=wanted.valid_from
    )
    if found := away.select_related("stand_in").first():
        raise DomainError(
            f"{taker.name} is zelf weg van {day(found.valid_from)} tot en met {day(found.valid_to)}; dan neemt "
            f"{found.stand_in.name} waar. Kies een ander, of een andere periode.",
            field="taker",
        )


@transaction.atomic
def undo_redistribution(batch: Herverdeling, *, by: Actor) -> None:
    """Ask to put back what nobody worked on since. A waarneming that began before today is ended instead: it keeps the days
    that were, yesterday becomes its last, and who ended it is kept. Raises DomainError when it isn't done yet, or for a
    waarneming that is over.
    """
    by.require(Permission.ASSIGN, batch.gemeente_id)
    current = (
        Herverdeling.objects.select_for_update(of=("self",)).select_related("waarneming").get(pk=batch.pk)
    )
    if current.state not in (State.KLAAR, State.WACHT):
        raise DomainError("Hier wordt nu aan gewerkt, of het is al teruggedraaid. Ververs de pagina.")
    if current.valid_to and current.valid_to < clock.today():
        raise DomainError("Deze waarneming is voorbij. Er is niets te stoppen.")
    if current.waarneming:
        _stop(current, current.waarneming, by)
    waited = current.state == State.WACHT
    current.state = _undone(current) if waited else State.TERUG_GEVRAAGD
    current.requested_by, current.finished_at = by.user, clock.now() if waited else None
    current.save(update_fields=["state", "requested_by", "finished_at"])
    _audit(current, by, "beëindigen" if current.ended_on else "terugdraaien")


def _undone(batch: Herverdeling) -> Herverdeling.State:
    return State.BEEINDIGD if batch.ended_on else State.TERUG


def _stop(batch: Herverdeling, stands_in: Waarneming, by: Actor) -> None:
    if batch.valid_from < clock.today():
        batch.ended_on, batch.ended_by = clock.today(), by.label
        batch.valid_to = stands_in.valid_to = clock.today() - ONE_DAY
        stands_in.save(update_fields=["valid_to"])
        batch.save(update_fields=["valid_to", "ended_on", "ended_by"])
    else:
        batch.waarneming = None
        batch.save(update_fields=["waarneming"])
        stands_in.delete()


def carry_out(pk: UUID) -> None:
    """The worker's part: all that waits in a batch. Running twice, or again after being killed, changes nothing twice."""
    while _some(pk):
        pass


@transaction.atomic
def _some(pk: UUID) -> bool:
    """Do a few dossiers; whether there is more to do."""
    rows = Herverdeling.objects.select_for_update(of=("self",))
    batch = rows.select_related("gemeente", "giver", "taker", "requested_by").get(pk=pk)
    on = clock.today()
    if batch.valid_from > on or batch.state in OVER:
        return False
    by = actor_of(batch.requested_by, on=on)
    back = batch.state in (State.TERUG_GEVRAAGD, State.TERUG_LOOPT)
    if by is None or not by.may(Permission.ASSIGN, batch.gemeente_id):
        return _end(batch, back, "Wie dit vroeg, mag dit niet meer. Laat een collega het opnieuw vragen.")
    receiver = batch.giver if back else batch.taker
    if not (back and batch.soort == Soort.WAARNEMING) and not works_in(
        regisseurs(by, on=on).get(receiver, ()), batch.gemeente_id
    ):
        return _end(batch, back, f"{receiver.name} is geen regisseur meer in {batch.gemeente}.")
    batch.state = State.TERUG_LOOPT if back else State.LOOPT
    batch.save(update_fields=["state"])
    done = _back_some(batch, by) if back else _move_some(batch, by)
    return True if done else _end(batch, back, "")


def _end(batch: Herverdeling, back: bool, because: str) -> bool:
    batch.state = _undone(batch) if back and (not because or batch.ended_on) else State.KLAAR
    batch.stopped_because, batch.finished_at = because, clock.now()
    batch.save(update_fields=["state", "stopped_because", "finished_at"])
    return False


def _move_some(batch: Herverdeling, by: Actor) -> bool:
    rows = waiting(batch).select_for_update(of=("self",)).select_related("gemeente", "person")
    found = list(rows[:BATCH])
    for dossier in found:
        line = HerverdeeldDossier(herverdeling=batch, dossier=dossier)
        if batch.soort == Soort.WAARNEMING:
            line.event = _tell(batch, dossier, by).pk
        else:
            _take_along(line, batch)
            line.event = assign_regisseur(
                dossier, batch.taker, by=by, on=clock.today(), batch=str(batch.pk)
            ).pk
        line.done_at = clock.now()
        line.save()
    return bool(found)


def _tell(batch: Herverdeling, dossier: Dossier, by: Actor) -> Gebeurtenis:
    payload, said = _said(batch)
    return record_event(dossier, Kind.WAARNEMING, by=by, on=clock.today(), payload=payload, summary=said)


def _said(batch: Herverdeling) -> tuple[dict[str, str], str]:
    """What a line of the timeline holds of a waarneming, and its sentence."""
    first, last = batch.valid_from, batch.valid_to or batch.valid_from
    payload = {
        "naam": batch.taker.name, "voor": batch.giver.name, "van": first.isoformat(), "tot": last.isoformat(),
        "herverdeling": str(batch.pk),
    }  # fmt: skip
    return (
        payload,
        f"{batch.taker.name} neemt waar voor {batch.giver.name} van {day(first)} tot en met {day(last)}",
    )


def _take_along(line: HerverdeeldDossier, batch: Herverdeling) -> None:
    """The open tasks and the talks to come of who had the dossier."""
    tasks = Taak.objects.filter(dossier=line.dossier, assigned_to=batch.giver, done_on=None)
    talks = planned_talks(line.dossier, batch.giver, since=clock.today())
    line.tasks, line.talks = [list(rows.values_list("pk", flat=True)) for rows in (tasks, talks)]
    _hand_on(line, batch.giver, batch.taker)


def _hand_on(line: HerverdeeldDossier, giver: Employee, taker: Employee) -> None:
    """What the line names and still is with ``giver``."""
    Taak.objects.filter(pk__in=line.tasks, assigned_to=giver, done_on=None).update(assigned_to=taker)
    talks = Afspraak.objects.filter(pk__in=line.talks, employee=giver, cancelled_at=None)
    hand_over([source_of(row) for row in talks], giver=giver, taker=taker)
    talks.update(employee=taker, version=F("version") + 1, changed_at=clock.now())


def _back_some(batch: Herverdeling, by: Actor) -> bool:
    rows = batch.lines.filter(state=Line.VERDEELD).select_related("dossier__gemeente", "dossier__person")
    found = list(rows[:BATCH])
    for line in found:
        line.reason = _why_not(line, batch)
        line.state = Line.BLEEF if line.reason else Line.TERUG
        if not line.reason:
            _put_back(line, batch, by)
        line.save(update_fields=["state", "reason"])
    return bool(found)


def _why_not(line: HerverdeeldDossier, batch: Herverdeling) -> str:
    """Why a dossier stays where it is; "" when it can go back."""
    dossier = Dossier.objects.select_for_update(of=("self",)).get(pk=line.dossier_id)
    if not dossier.is_open:
        return "Het dossier is gesloten."
    if batch.ended_on:
        return ""
    if batch.soort == Soort.BLIJVEND and dossier.regisseur_id != batch.taker_id:
        return "Het dossier kreeg intussen een andere regisseur."
    since = Gebeurtenis.objects.filter(dossier=dossier, pk__gt=line.event, by_user__system_of=None)
    made = Taak.objects.filter(dossier=dossier, created_at__gt=line.done_at, source_key="")
    planned = Afspraak.objects.filter(dossier=dossier, changed_at__gt=line.done_at)
    if since.exists() or made.exists() or planned.exists():
        return "Er is intussen aan het dossier gewerkt."
    return ""


def _put_back(line: HerverdeeldDossier, batch: Herverdeling, by: Actor) -> None:
    """As it was before, and the line in the timeline withdrawn."""
    dossier = line.dossier
    if batch.soort == Soort.BLIJVEND:
        _hand_on(line, batch.taker, batch.giver)
        Dossier.objects.filter(pk=dossier.pk).update(regisseur=batch.giver, version=F("version") + 1)
        dossier.refresh_from_db(fields=["regisseur", "version"])
        follow(call_of(dossier), batch.giver)
    event = Gebeurtenis.objects.get(pk=line.event)
    event.dossier = dossier
    # The days before were: the line stays, with another last day.
    if batch.ended_on:
        payload, said = _said(batch)
        correct_event(
            event, by=by, on=event.on, payload=payload, summary=said, reason="waarneming eerder gestopt"
        )
    else:
        withdraw_event(event, by=by, reason="herverdeling teruggedraaid")


def _audit(batch: Herverdeling, by: Actor, what: str) -> None:
    record(
        by=by, action=Action.CHANGE, kind="herverdeling", key=batch.pk, gemeente=batch.gemeente_id,
        detail=f"{what}, van {batch.giver_id} naar {batch.taker_id}",
    )  # fmt: skip
