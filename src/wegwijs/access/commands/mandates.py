"""Who may decide in the name of a college: recorded from the decision on paper, with the employer's consent, until it ends."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from wegwijs.access.actor import Actor
from wegwijs.access.commands.two import require_two
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.organisations.models import Bevoegdheid, Employee, Mandaatbesluit, Overdrachtsbesluit
from wi2021.grondslag import Artikel, Regeling

CONSENT = Artikel(Regeling.AWB, "10:4", "1")


@dataclass(frozen=True, slots=True)
class Mandate:
    """What the decision says. ``consent_on`` is empty until the employer consented; ``valid_to`` is inclusive."""

    number: str
    powers: Collection[Bevoegdheid]
    decided_on: date
    valid_from: date
    consent_on: date | None = None
    valid_to: date | None = None


def check_mandate(gemeente: str, mandate: Mandate, *, by: Actor) -> None:
    """Raises DomainError for a mandate without powers, one that works before it was decided, or a number used already."""
    _require(by, gemeente)
    if not mandate.powers:
        raise DomainError("Kies wat het college laat beslissen.", field="powers")
    if mandate.valid_from < mandate.decided_on:
        raise DomainError(
            "Een mandaat werkt niet voor de dag van het besluit. Kies een latere dag.", field="valid_from"
        )
    if mandate.valid_to and mandate.valid_to < mandate.valid_from:
        raise DomainError("De laatste dag ligt voor de eerste. Kies een latere dag.", field="valid_to")
    if Mandaatbesluit.objects.filter(gemeente=gemeente, number=mandate.number).exists():
        raise DomainError("Dit kenmerk staat er al bij deze gemeente. Kijk het na.", field="number")


@transaction.atomic
def record_mandate(
    gemeente: str, mandate: Mandate, *, by: Actor, proposed_by: Employee | None
) -> Mandaatbesluit:
    """Record that the college of ``gemeente`` gave the actor's organisation these powers.

    Raises what ``check_mandate`` raises, and NotAllowed when nobody else proposed it.
    """
    check_mandate(gemeente, mandate, by=by)
    require_two(by, proposed_by)
    made = Mandaatbesluit.objects.create(
        gemeente_id=gemeente,
        organisation=by.organisation,
        number=mandate.number,
        powers=sorted(power.value for power in mandate.powers),
        decided_on=mandate.decided_on,
        consent_on=mandate.consent_on,
        valid_from=mandate.valid_from,
        valid_to=mandate.valid_to,
    )
    _note(by, made, "vastgelegd")
    return made


def check_consent(mandate: Mandaatbesluit, *, by: Actor) -> None:
    """Raises DomainError when the employer consented before."""
    _require(by, mandate.gemeente_id)
    if mandate.consent_on:
        raise DomainError(
            f"De werkgever stemde al in op {mandate.consent_on:%d-%m-%Y}.", field="on", artikel=CONSENT
        )


@transaction.atomic
def record_consent(mandate: Mandaatbesluit, *, by: Actor, on: date, proposed_by: Employee | None) -> None:
    """The employer consented on ``on`` (Awb 10:4); until then the mandate gives nothing.

    Raises DomainError when it did before, NotAllowed when nobody else proposed it.
    """
    check_consent(mandate, by=by)
    require_two(by, proposed_by)
    mandate.consent_on = on
    mandate.save(update_fields=["consent_on"])
    _note(by, mandate, f"instemming {on:%d-%m-%Y}")


@transaction.atomic
def end_mandate(mandate: Mandaatbesluit, *, by: Actor, on: date) -> None:
    """The mandate's last day is ``on``. Raises DomainError when it ended before."""
    _require(by, mandate.gemeente_id)
    if mandate.valid_to and mandate.valid_to <= on:
        raise DomainError(
            f"Dit mandaat eindigt al na {mandate.valid_to:%d-%m-%Y}. Kies een eerdere dag.", field="on"
        )
    if on < mandate.valid_from:
        raise DomainError(
            f"Dit mandaat begint pas op {mandate.valid_from:%d-%m-%Y}. Kies een latere dag.", field="on"
        )
    mandate.valid_to = on
    mandate.save(update_fields=["valid_to"])
    _note(by, mandate, f"eindigt na {on:%d-%m-%Y}")


def check_transfer(gemeente: str, *, by: Actor) -> None:
    """Raises DomainError when the transfer was laid down already."""
    _require(by, gemeente)
    if Overdrachtsbesluit.objects.filter(gemeente=gemeente, organisation=by.organisation).exists():
        raise DomainError("De overdracht van deze gemeente staat er al.", field="valid_from")


@transaction.atomic
def record_transfer(
    gemeente: str, *, by: Actor, board: str, valid_from: date, proposed_by: Employee | None
) -> Overdrachtsbesluit:
    """From ``valid_from`` the board decides in its own name (Wi 18).

    Raises DomainError when that was laid down already, NotAllowed when nobody else proposed it.
    """
    check_transfer(gemeente, by=by)
    require_two(by, proposed_by)
    made = Overdrachtsbesluit.objects.create(
        gemeente_id=gemeente, organisation=by.organisation, board=board, valid_from=valid_from
    )
    record(
        by=by, action=Action.CHANGE, kind="mandaat", key=made.pk, gemeente=gemeente,
        detail=f"overdracht vanaf {valid_from:%d-%m-%Y}",
    )  # fmt: skip
    return made


def _require(by: Actor, gemeente: str) -> None:
    by.require(Permission.SETTINGS_VIEW, gemeente)
    if not by.sees_all:
        raise NotAllowed("Mandaten legt alleen de uitvoerder vast.")


def _note(by: Actor, mandate: Mandaatbesluit, what: str) -> None:
    record(
        by=by, action=Action.CHANGE, kind="mandaat", key=mandate.pk, gemeente=mandate.gemeente_id,
        detail=f"{mandate.number} {what}",
    )  # fmt: skip
