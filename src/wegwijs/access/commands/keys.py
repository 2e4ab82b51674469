"""Make, use and revoke keys of the systems of providers (docs/adr/0027)."""

import logging
import secrets
from datetime import date, timedelta

from django.core.cache import cache
from django.db import transaction
from django.db.models import Q

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.commands.signing import Stranger
from wegwijs.access.models import AccessKey, User
from wegwijs.access.queries.keys import account_name, hash_of, key_or_404, providers, standing
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.errors import DomainError
from wegwijs.organisations.models import Organisation
from wegwijs.ui.format import day

log = logging.getLogger(__name__)
# Recognised by who looks for secrets that leaked into code.
PREFIX = "wegwijs_"
SECRET_BYTES = 32
LONGEST = timedelta(days=365)
AT_ONCE = 2
A_MINUTE = timedelta(minutes=1)
SAY_AGAIN = 15 * 60


@transaction.atomic
def make_key(organisation: Organisation, name: str, *, by: Actor, valid_to: date) -> str:
    """A new secret, shown once. Two keys may stand beside each other, so that a system can change over.

    Raises NotAllowed, and DomainError for an organisation that isn't the actor's or no provider, a day that is past or over a year away, a
    third key, and a name that is in use.
    """
    by.require(Permission.SETTINGS_VIEW)
    today = clock.today()
    # The row is held so that two managers at once can't make a third.
    found = providers(by).select_for_update().filter(pk=organisation.pk).first()
    if found is None:
        raise DomainError(
            "Voor deze organisatie maakt u geen sleutel. Kies een taalaanbieder.", field="organisation"
        )
    if not today <= valid_to <= today + LONGEST:
        raise DomainError(
            f"Een sleutel geldt ten hoogste een jaar. Kies een dag tot en met {day(today + LONGEST)}.",
            field="valid_to",
        )
    stand = list(standing(today).filter(organisation=found).values_list("name", flat=True))
    if len(stand) >= AT_ONCE:
        raise DomainError(
            f"{found.name} heeft al {AT_ONCE} sleutels. Trek er eerst een in.", field="organisation"
        )
    if name.strip().casefold() in {one.casefold() for one in stand}:
        raise DomainError("Deze naam is al in gebruik bij een andere sleutel. Kies een andere.", field="name")
    user, new = User.objects.get_or_create(username=account_name(found), defaults={"system_of": found})
    if new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    secret = PREFIX + secrets.token_urlsafe(SECRET_BYTES)
    made = AccessKey.objects.create(
        organisation=found, name=name.strip(), secret_hash=hash_of(secret), made_by=by.employee, made_at=clock.now(),
        valid_to=valid_to,
    )  # fmt: skip
    _note(by, made, f"gemaakt voor {found.short}, geldig tot en met {valid_to:%d-%m-%Y}")
    return secret


@transaction.atomic
def revoke_key(key: AccessKey, *, by: Actor) -> None:
    """It opens nothing from now on. Once more changes nothing."""
    by.require(Permission.SETTINGS_VIEW)
    found = key_or_404(by, key.pk)
    if AccessKey.objects.filter(pk=found.pk, revoked_at=None).update(revoked_at=clock.now()):
        _note(by, found, f"ingetrokken ({found.organisation.short})")


def note_use(key: AccessKey) -> None:
    """When it was used last, right to the minute: no row is written for each of a hundred questions."""
    now = clock.now()
    unseen = Q(used_at=None) | Q(used_at__lt=now - A_MINUTE)
    AccessKey.objects.filter(unseen, pk=key.pk).update(used_at=now)


def note_refused(key: AccessKey, why: str, address: str) -> None:
    """Somebody knocked with a key that opens nothing: told in the audit, though not for each knock."""
    log.warning("key %s refused from %s: %s", key.pk, address, why)
    if cache.add(f"wegwijs.access:key:{key.pk}:refused", value=True, timeout=SAY_AGAIN):
        record(by=Stranger(purpose="koppeling van een aanbieder"), action=Action.VIEW, kind="sleutel", key=key.pk, detail=f"geweigerd: {why}")  # fmt: skip


def _note(by: Actor, key: AccessKey, detail: str) -> None:
    record(by=by, action=Action.CHANGE, kind="sleutel", key=key.pk, detail=detail)
