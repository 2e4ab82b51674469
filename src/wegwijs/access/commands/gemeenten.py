"""What a gemeente is known by outside: its OIN at DUO and the address of its college on letters."""

from django.db import transaction

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.organisations.models import Gemeente

OIN_DIGITS = 20


@transaction.atomic
def correct_gemeente(gemeente: Gemeente, *, by: Actor, oin: str, college_address: str) -> None:
    """Write down the OIN and the address. Raises DomainError when the OIN isn't one or belongs to another gemeente."""
    by.require(Permission.SETTINGS_VIEW, gemeente.pk)
    if not by.sees_all:
        raise NotAllowed("De gegevens van een gemeente wijzigt alleen de uitvoerder.")
    if not (oin.isascii() and oin.isdigit() and len(oin) == OIN_DIGITS):
        raise DomainError(
            f"Een OIN heeft {OIN_DIGITS} cijfers. Neem het over uit het OIN-register.", field="oin"
        )
    if Gemeente.objects.exclude(pk=gemeente.pk).filter(oin=oin).exists():
        raise DomainError("Een andere gemeente heeft dit OIN al. Kijk het na.", field="oin")
    gemeente.oin, gemeente.college_address = oin, college_address
    gemeente.save(update_fields=["oin", "college_address"])
    record(
        by=by,
        action=Action.CHANGE,
        kind="gemeente",
        key=gemeente.pk,
        gemeente=gemeente.pk,
        detail="OIN en adres",
    )
