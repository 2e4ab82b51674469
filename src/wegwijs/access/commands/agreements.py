"""What a gemeente has the executor carry out: a DVO begins and ends (M22). It gives no power to decide."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from wegwijs.access.actor import Actor
from wegwijs.access.commands.two import require_two
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.organisations.models import Dienstverleningsovereenkomst, Employee, Gemeente


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was signed; ``valid_to`` is the last day."""

    signed_on: date
    tasks: list[str]
    valid_from: date
    valid_to: date | None = None


def check_dvo(gemeente: str, agreed: Agreed, *, by: Actor) -> None:
    """Raises DomainError for a DVO that ends before it begins, without tasks, or beside one that runs then."""
    _require(by)
    if not agreed.tasks:
        raise DomainError("Kies wat de gemeente laat uitvoeren.", field="tasks")
    if agreed.valid_to and agreed.valid_to < agreed.valid_from:
        raise DomainError("De laatste dag ligt voor de eerste. Kies een latere dag.", field="valid_to")
    if agreed.valid_from < agreed.signed_on:
        raise DomainError(
            "Een overeenkomst begint niet voor de dag van ondertekening. Kies een latere dag.",
            field="valid_from",
        )
    beside = Dienstverleningsovereenkomst.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=agreed.valid_from), gemeente=gemeente, organisation=by.organisation
    )
    if agreed.valid_to:
        beside = beside.filter(valid_from__lte=agreed.valid_to)
    if beside.exists():
        raise DomainError(
            "In deze periode loopt al een overeenkomst met deze gemeente. Beëindig die eerst.",
            field="valid_from",
        )


@transaction.atomic
def record_dvo(
    gemeente: str, agreed: Agreed, *, by: Actor, proposed_by: Employee | None
) -> Dienstverleningsovereenkomst:
    """From its first day on the executor works for the gemeente. Raises NotAllowed without a second person."""
    check_dvo(gemeente, agreed, by=by)
    require_two(by, proposed_by)
    made = Dienstverleningsovereenkomst.objects.create(
        gemeente=Gemeente.objects.get(pk=gemeente),
        organisation=by.organisation,
        signed_on=agreed.signed_on,
        tasks=agreed.tasks,
        valid_from=agreed.valid_from,
        valid_to=agreed.valid_to,
    )
    _note(by, made, "vastgelegd")
    return made


@transaction.atomic
def end_dvo(dvo: Dienstverleningsovereenkomst, *, by: Actor, on: date) -> None:
    """The last day is ``on``; from the next day on the executor sees nothing of the gemeente. Raises DomainError."""
    _require(by)
    if on < dvo.valid_from:
        raise DomainError(
            f"Deze overeenkomst begint pas op {dvo.valid_from:%d-%m-%Y}. Kies een latere dag.", field="on"
        )
    if dvo.valid_to and dvo.valid_to <= on:
        raise DomainError(
            f"Deze overeenkomst eindigt al na {dvo.valid_to:%d-%m-%Y}. Kies een eerdere dag.", field="on"
        )
    dvo.valid_to = on
    dvo.save(update_fields=["valid_to"])
    _note(by, dvo, f"eindigt na {on:%d-%m-%Y}")


def _require(by: Actor) -> None:
    by.require(Permission.SETTINGS_VIEW)
    if not by.sees_all:
        raise NotAllowed("Overeenkomsten met gemeenten legt alleen de uitvoerder vast.")


def _note(by: Actor, dvo: Dienstverleningsovereenkomst, what: str) -> None:
    record(
        by=by, action=Action.CHANGE, kind="dvo", key=dvo.pk, gemeente=dvo.gemeente_id, detail=f"DVO {what}"
    )
