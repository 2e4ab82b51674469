"""What a body that decides is known by outside: its OIN at DUO, its address on letters, where an objection goes."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.errors import Conflict, DomainError, NotAllowed
from wegwijs.organisations.models import Bezwaaradres, Gemeente

OIN_DIGITS = 20


@transaction.atomic
def correct_gemeente(
    gemeente: Gemeente, *, by: Actor, oin: str, college_address: str, expected_version: int
) -> None:
    """Write down the OIN and the address. Raises DomainError when the OIN isn't one or belongs to another gemeente,
    Conflict when someone else wrote since ``expected_version``."""
    by.require(Permission.SETTINGS_VIEW, gemeente.pk)
    if not by.sees_all:
        raise NotAllowed("De gegevens van een gemeente wijzigt alleen de uitvoerder.")
    if not (oin.isascii() and oin.isdigit() and len(oin) == OIN_DIGITS):
        raise DomainError(
            f"Een OIN heeft {OIN_DIGITS} cijfers. Neem het over uit het OIN-register.", field="oin"
        )
    if Gemeente.objects.exclude(pk=gemeente.pk).filter(oin=oin).exists():
        raise DomainError("Een andere gemeente heeft dit OIN al. Kijk het na.", field="oin")
    current = Gemeente.objects.select_for_update().get(pk=gemeente.pk)
    if current.version != expected_version:
        raise Conflict(
            "Een collega heeft deze gegevens net gewijzigd.",
            theirs={"oin": current.oin, "college_address": current.college_address},
            version=current.version,
            what=current.naam,
        )
    current.oin, current.college_address = oin, college_address
    current.version += 1
    current.save(update_fields=["oin", "college_address", "version"])
    record(
        by=by,
        action=Action.CHANGE,
        kind="gemeente",
        key=gemeente.pk,
        gemeente=gemeente.pk,
        detail="OIN en adres",
    )


@transaction.atomic
def set_objection_address(
    gemeente: Gemeente | None, *, by: Actor, postal: str, digital: str, court: str, valid_from: date
) -> Bezwaaradres:
    """From ``valid_from`` objections go here: to the college of ``gemeente``, or (None) to the actor's own board.

    The address before ends the day before; letters that were sent keep what they said. The same first day corrects.
    Raises DomainError for a day before the address that stands there already.
    """
    by.require(Permission.SETTINGS_VIEW, gemeente.pk if gemeente else None)
    if not by.sees_all:
        raise NotAllowed("Het adres voor bezwaar wijzigt alleen de uitvoerder.")
    body = {"gemeente": gemeente} if gemeente else {"organisation": by.organisation}
    rows = Bezwaaradres.objects.select_for_update().filter(**body)
    later = rows.filter(valid_from__gt=valid_from).order_by("valid_from").last()
    if later:
        raise DomainError(
            f"Er staat al een adres dat geldt vanaf {later.valid_from:%d-%m-%Y}. Kies die dag of later.",
            field="valid_from",
        )
    rows.filter(Q(valid_to=None) | Q(valid_to__gte=valid_from), valid_from__lt=valid_from).update(
        valid_to=valid_from - timedelta(days=1)
    )
    made, _ = rows.update_or_create(
        **body,
        valid_from=valid_from,
        defaults={"postal": postal, "digital": digital, "court": court, "valid_to": None},
    )
    record(
        by=by,
        action=Action.CHANGE,
        kind="gemeente" if gemeente else "organisatie",
        key=gemeente.pk if gemeente else by.organisation.pk,
        gemeente=gemeente.pk if gemeente else None,
        detail=f"adres voor bezwaar vanaf {valid_from:%d-%m-%Y}",
    )
    return made
