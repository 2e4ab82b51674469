"""A partner that is let into a dossier names which of its own people do the work, and takes the name back."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from wegwijs.access.actor import Actor
from wegwijs.access.queries import guides
from wegwijs.access.roles import Permission
from wegwijs.dossiers.commands.lifecycle import stop_access, tell_access
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Betrokkenheid, Dossier
from wegwijs.errors import DomainError
from wegwijs.organisations.models import Employee
from wegwijs.ui.format import day


@transaction.atomic
def assign_colleague(
    dossier: Dossier, employee: Employee, *, by: Actor, on: date, until: date | None = None
) -> Betrokkenheid:
    """``employee`` of the actor's own organisation works with this person from ``on`` until (and including) ``until``.

    For the purpose for which the organisation itself was let in, and no longer than that. Raises NotAllowed without the right
    there; DomainError when the organisation isn't involved, for who doesn't guide there that day, is named already, or when
    the period ends before it begins.
    """
    by.require(Permission.GUIDANCE_ASSIGN, dossier.gemeente_id)
    rows = Betrokkenheid.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=on),
        dossier=dossier,
        organisation=by.organisation,
        valid_from__lte=on,
    )
    known = list(rows.select_for_update(of=("self",)).order_by("valid_from", "pk"))
    whole = next((row for row in known if row.employee_id is None), None)
    if whole is None:
        raise DomainError(
            f"{by.organisation} is niet meer bij dit dossier betrokken. Vraag de regisseur van de gemeente."
        )
    if employee not in guides([by.organisation], dossier.gemeente_id, on=on):
        raise DomainError(
            f"{employee.name} begeleidt dan niet in deze gemeente. Kies een ander.", field="employee"
        )
    if any(row.employee_id == employee.pk for row in known):
        raise DomainError(f"{employee.name} is al toegewezen.", field="employee")
    if until and until < on:
        raise DomainError("De laatste dag ligt voor vandaag. Kies een latere dag.", field="until")
    last = min(filter(None, (until, whole.valid_to, employee.valid_to)), default=None)
    made = Betrokkenheid.objects.create(
        dossier=dossier, gemeente=dossier.gemeente, organisation=by.organisation, employee=employee, purpose=whole.purpose,
        basis=whole.basis, valid_from=on, valid_to=last, given_by=by.user,
    )  # fmt: skip
    through = f", tot en met {day(last)}" if last else ""
    tell_access(
        made, Kind.PARTNER_TOEGANG, by=by, on=on, summary=f"{by.organisation}: {employee.name}{through}"
    )
    return made


@transaction.atomic
def end_colleague(row: Betrokkenheid, *, by: Actor, on: date) -> None:
    """Who was named has ``on`` as last day; yesterday stops it at once.

    Raises NotAllowed without the right there; DomainError for another organisation's, for the whole organisation (the
    gemeente ends that), and when it ended before that day.
    """
    by.require(Permission.GUIDANCE_ASSIGN, row.dossier.gemeente_id)
    if row.organisation_id != by.organisation.pk or row.employee_id is None:
        raise DomainError("U beëindigt alleen wie uw organisatie zelf toewees.")
    stop_access(row, by=by, on=on)
