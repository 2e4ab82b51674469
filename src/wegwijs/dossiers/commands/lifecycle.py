"""Open, assign, suspend, resume and close a dossier, and let partners in."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.agenda.commands import follow
from wegwijs.dossiers.commands.afspraken import call_of, cancel_planned
from wegwijs.dossiers.commands.events import record_event
from wegwijs.dossiers.commands.work import drop_task
from wegwijs.dossiers.endings import end_all
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Betrokkenheid, Dossier, Gebeurtenis, State, Variant
from wegwijs.errors import Conflict, DomainError
from wegwijs.organisations.models import Employee, Gemeente, Organisation
from wegwijs.people.models import Person


@transaction.atomic
def open_dossier_for(
    person: Person,
    gemeente: Gemeente,
    *,
    by: Actor,
    on: date,
    variant: Variant = Variant.ONBEKEND,
    state: State = State.OPEN,
    reason: str,
    origin: Origin = Origin.EIGEN,
) -> tuple[Dossier, bool]:
    """The open dossier of a person in a gemeente: (new one, True), or (the one that runs already, False).

    ``state`` VOORLOPER is for someone who began before DUO's kennisgeving (law 0.3, M25).
    Raises NotAllowed without the permission to open dossiers there.
    """
    by.require(Permission.DOSSIER_OPEN, gemeente.code)
    Person.objects.select_for_update().get(pk=person.pk)
    running = Dossier.objects.filter(person=person, gemeente=gemeente).exclude(state=State.GESLOTEN).first()
    if running:
        return running, False
    dossier = Dossier.objects.create(
        number=_next_number(gemeente, on.year),
        person=person,
        gemeente=gemeente,
        variant=variant,
        state=state,
        opened_on=on,
    )
    kind = Kind.VOORLOPER_GESTART if state == State.VOORLOPER else Kind.DOSSIER_GEOPEND
    record_event(
        dossier,
        kind,
        by=by,
        on=on,
        payload={"variant": variant, "reden": reason},
        summary=reason,
        origin=origin,
    )
    return dossier, True


def _next_number(gemeente: Gemeente, year: int) -> str:
    """ "2026-0505-0412": year, gemeente, a serial number within the two; the gemeente row is the lock."""
    Gemeente.objects.select_for_update().get(pk=gemeente.pk)
    prefix = f"{year}-{gemeente.code}-"
    last = (
        Dossier.objects.filter(number__startswith=prefix)
        .order_by("-number")
        .values_list("number", flat=True)
        .first()
    )
    serial = int(last.rsplit("-", 1)[1]) + 1 if last else 1
    return f"{prefix}{serial:04d}"


@transaction.atomic
def assign_regisseur(
    dossier: Dossier,
    employee: Employee,
    *,
    by: Actor,
    on: date,
    expected_version: int | None = None,
    batch: str = "",
) -> Gebeurtenis:
    """Give the dossier to a regisseur; open termijnen move to the new handler's list. Returns the line of the timeline.

    ``batch``: the key of the herverdeling it is part of, when many dossiers go at once. Raises Conflict when someone else assigned it since ``expected_version`` (None: don't compare).
    """
    by.require(Permission.DOSSIER_EDIT, dossier.gemeente_id)
    current = Dossier.objects.select_for_update(of=("self",)).select_related("regisseur").get(pk=dossier.pk)
    if expected_version is not None and current.version != expected_version:
        raise Conflict(
            "Een collega heeft net een regisseur gekozen.",
            theirs={"employee": current.regisseur.name if current.regisseur else ""},
            version=current.version,
            what="Regisseur",
        )
    dossier.regisseur = employee
    dossier.version = current.version + 1
    dossier.save(update_fields=["regisseur", "version"])
    follow(call_of(dossier), employee)
    return record_event(
        dossier,
        Kind.REGISSEUR_TOEGEWEZEN,
        by=by,
        on=on,
        payload={"naam": employee.name, **({"herverdeling": batch} if batch else {})},
        summary=employee.name,
    )


@transaction.atomic
def withdraw_regisseur(dossier: Dossier, *, by: Actor) -> None:
    """Nobody follows the dossier any more: the assignment was a mistake. Its line in the timeline is the caller's."""
    by.require(Permission.DOSSIER_EDIT, dossier.gemeente_id)
    dossier.regisseur = None
    dossier.version += 1
    dossier.save(update_fields=["regisseur", "version"])
    follow(call_of(dossier), None)


@transaction.atomic
def close_dossier(
    dossier: Dossier, *, by: Actor, on: date, reason: str, origin: Origin = Origin.EIGEN
) -> Gebeurtenis:
    """Close: the obligation ended, or the person falls under the 2013 act (TRA-01). Closing twice changes nothing.

    What is planned is cancelled, and what other rooms have running for it ends with it (``endings``).
    """
    closed = _event(
        dossier, Kind.DOSSIER_GESLOTEN, by=by, on=on, payload={"reden": reason}, reason=reason, origin=origin
    )
    cancel_planned(dossier, by=by)
    end_all(dossier, by=by, on=on)
    return closed


def suspend_dossier(
    dossier: Dossier, *, by: Actor, on: date, reason: str, origin: Origin = Origin.EIGEN
) -> Gebeurtenis:
    """A temporary vrijstelling: the obligation rests (Wi 4(1)(d))."""
    payload = {"reden": reason, "geschorst": True}
    return _event(dossier, Kind.DOSSIER_GESLOTEN, by=by, on=on, payload=payload, reason=reason, origin=origin)


def resume_dossier(
    dossier: Dossier, *, by: Actor, on: date, reason: str, origin: Origin = Origin.EIGEN
) -> Gebeurtenis:
    """The obligation runs again.

    Raises DomainError for a closed dossier when another one of this person is open in the gemeente.
    """
    others = Dossier.objects.filter(person=dossier.person_id, gemeente=dossier.gemeente_id)
    other = others.exclude(state=State.GESLOTEN).exclude(pk=dossier.pk).first()
    if other:
        raise DomainError(
            f"Deze persoon heeft in {dossier.gemeente} al een open dossier: {other}. Ga daarin verder."
        )
    return _event(
        dossier, Kind.DOSSIER_HEROPEND, by=by, on=on, payload={"reden": reason}, reason=reason, origin=origin
    )


def _event(
    dossier: Dossier, kind: Kind, *, by: Actor, on: date, payload: dict[str, Any], reason: str, origin: Origin
) -> Gebeurtenis:
    by.require(Permission.DOSSIER_EDIT, dossier.gemeente_id)
    return record_event(dossier, kind, by=by, on=on, payload=payload, summary=reason, origin=origin)


@transaction.atomic
def set_gemeente_registration(
    dossier: Dossier, *, by: Actor, on: date, article_28: bool, origin: Origin = Origin.EIGEN
) -> Gebeurtenis:
    """The person is registered in the BRP of the dossier's gemeente since ``on``.

    ``article_28``: the gemeente is the one where an asylum permit holder is housed under art. 28
    Huisvestingswet; that registration starts T-02 when DUO's kennisgeving came before it.
    """
    by.require(Permission.DOSSIER_EDIT, dossier.gemeente_id)
    drop_task(dossier, "brp*", by=by, on=on)
    return record_event(
        dossier,
        Kind.BRP_INSCHRIJVING,
        by=by,
        on=on,
        payload={"gemeente": dossier.gemeente_id, "artikel_28": article_28},
        summary=f"ingeschreven in {dossier.gemeente}",
        origin=origin,
        dedupe_key=f"brp:{dossier.gemeente_id}:{on.isoformat()}",
    )


@transaction.atomic
def involve(
    dossier: Dossier,
    organisation: Organisation,
    *,
    by: Actor,
    on: date,
    purpose: str,
    basis: str,
    employee: Employee | None = None,
    until: date | None = None,
) -> Betrokkenheid:
    """Let a partner see its slice of the dossier from ``on`` until (and including) ``until``.

    Raises DomainError when the partner doesn't work for this gemeente, or when the period ends before it begins.
    """
    by.require(Permission.DOSSIER_EDIT, dossier.gemeente_id)
    if not organisation.gemeenten.filter(pk=dossier.gemeente_id).exists():
        raise DomainError(f"{organisation} werkt niet voor {dossier.gemeente}. Kies een andere organisatie.")
    if until and until < on:
        raise DomainError("De einddatum ligt voor de begindatum. Verbeter de einddatum.", field="until")
    row, new = Betrokkenheid.objects.get_or_create(
        dossier=dossier,
        organisation=organisation,
        employee=employee,
        valid_to=until,
        purpose=purpose,
        defaults={
            "gemeente": dossier.gemeente,
            "basis": basis,
            "valid_from": on,
            "given_by": by.user,
        },
    )
    if new:
        tell_access(row, Kind.PARTNER_TOEGANG, by=by, on=on, summary=f"{organisation}: {purpose}")
    return row


@transaction.atomic
def end_involvement(row: Betrokkenheid, *, by: Actor, on: date) -> None:
    """The partner's last day is ``on``; yesterday stops it at once, also for who is signed in.

    With the access of an organisation that of whom it named itself ends too. Raises DomainError when it ended before that day.
    """
    by.require(Permission.DOSSIER_EDIT, row.dossier.gemeente_id)
    stop_access(row, by=by, on=on)
    if row.employee_id is None:
        named = Betrokkenheid.objects.filter(dossier=row.dossier, organisation=row.organisation)
        for one in (
            named.exclude(employee=None).exclude(valid_to__lte=on).select_related("organisation", "employee")
        ):
            one.dossier = row.dossier
            stop_access(one, by=by, on=on)


def stop_access(row: Betrokkenheid, *, by: Actor, on: date) -> None:
    """The row's last day is ``on``, and the timeline says so. Raises DomainError when it ended before that day."""
    if row.valid_to and row.valid_to <= on:
        raise DomainError(
            f"Deze toegang eindigt al na {row.valid_to:%d-%m-%Y}. Kies een eerdere dag.", field="on"
        )
    row.valid_to = max(on, row.valid_from - timedelta(days=1))
    row.save(update_fields=["valid_to"])
    whose = f"{row.organisation}, {row.employee.name}" if row.employee else str(row.organisation)
    until = f"{whose}: laatste dag {row.valid_to:%d-%m-%Y}"
    tell_access(row, Kind.PARTNER_EINDE, by=by, on=clock.today(), summary=until)


def tell_access(row: Betrokkenheid, kind: Kind, *, by: Actor, on: date, summary: str) -> None:
    """A line in the timeline about who may see a slice of the dossier."""
    payload = {"organisatie": row.organisation.short, "doel": row.purpose}
    origin = Origin.EIGEN if by.sees_all else Origin.PARTNER
    record_event(
        row.dossier, kind, by=by, on=min(on, clock.today()), payload=payload, summary=summary, origin=origin
    )


@transaction.atomic
def report_fact(
    dossier: Dossier,
    kind: Kind,
    *,
    by: Actor,
    on: date,
    payload: dict[str, Any],
    summary: str,
    origin: Origin,
) -> Gebeurtenis:
    """A fact of COA, the Participatiewet or the person that an employee types over, true from the day ``on``."""
    by.require(Permission.DOSSIER_EDIT, dossier.gemeente_id)
    return record_event(dossier, kind, by=by, on=on, payload=payload, summary=summary, origin=origin)
