"""What stays hidden until somebody says what for: first the record, then the answer, in one transaction."""

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.dossiers.models import Dossier
from wegwijs.people.models import Address
from wegwijs.people.queries import address_on


@transaction.atomic
def reveal_bsn(dossier: Dossier, *, by: Actor, reason: str) -> str:
    """The BSN of the dossier's person, after recording who asked for it and why. Never stored anywhere else."""
    by.require(Permission.BSN_SHOW, dossier.gemeente_id)
    _revealed(dossier, by, f"bsn: {reason}")
    return dossier.person.bsn or ""


@transaction.atomic
def reveal_address(dossier: Dossier, *, by: Actor, reason: str) -> Address | None:
    """Where someone with a protected address lives now, after recording who asked for it and why."""
    by.require(Permission.SAFE_ADDRESS_SHOW, dossier.gemeente_id)
    _revealed(dossier, by, f"beschermd adres: {reason}")
    return address_on(dossier.person, clock.today())


def _revealed(dossier: Dossier, by: Actor, detail: str) -> None:
    record(
        by=by,
        action=Action.REVEAL,
        kind="dossier",
        key=dossier.pk,
        gemeente=dossier.gemeente_id,
        detail=detail,
    )
