"""Keys of the systems of providers: who manages them, and whose key this is."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from wegwijs.access.actor import Actor, actor_of
from wegwijs.access.models import AccessKey, RoleAssignment, User
from wegwijs.access.queries.beheer import organisations_of
from wegwijs.access.roles import PERMISSIONS, Permission
from wegwijs.organisations.models import Employee, Organisation, OrganisationKind
from wegwijs.organisations.queries import gemeenten_served

# So long before its end a key is told of.
ENDS_SOON = timedelta(days=30)
SHOWN = 100


def hash_of(secret: str) -> str:
    """What is kept of a secret: it is long and drawn by lot, so that a plain hash can't be guessed back."""
    return hashlib.sha256(secret.encode()).hexdigest()


def account_name(organisation: Organisation) -> str:
    """The name of the account under which the keys of an organisation act; nobody signs in with it."""
    return f"koppeling-{organisation.pk}"


def providers(actor: Actor) -> QuerySet[Organisation]:
    """Organisations for which the actor may make a key."""
    return organisations_of(actor).filter(kind=OrganisationKind.AANBIEDER).order_by("name")


def keys(actor: Actor) -> list[AccessKey]:
    """Keys of those organisations, the newest first. One statement."""
    rows = AccessKey.objects.filter(organisation__in=providers(actor)).select_related(
        "organisation", "made_by"
    )
    return list(rows[:SHOWN])


def key_or_404(actor: Actor, pk: UUID) -> AccessKey:
    """One of them. Raises Http404."""
    rows = AccessKey.objects.filter(organisation__in=providers(actor)).select_related("organisation")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def standing(on: date) -> QuerySet[AccessKey]:
    """Keys that open something on a day."""
    return AccessKey.objects.filter(revoked_at=None, valid_to__gte=on)


def key_with(secret: str) -> AccessKey | None:
    """The key with this secret, also when it opens nothing any more."""
    return AccessKey.objects.filter(secret_hash=hash_of(secret)).select_related("organisation").first()


def actor_with(key: AccessKey, *, on: date) -> Actor | None:
    """Who acts with a key that opens something on a day; the audit names the key."""
    if key.revoked_at or key.valid_to < on:
        return None
    user = User.objects.filter(username=account_name(key.organisation)).first()
    actor = actor_of(user, on=on) if user else None
    return replace(actor, label=f"{key.name}, {key.organisation.short}") if actor else None


def running_out(on: date) -> Iterator[tuple[AccessKey, str, int]]:
    """Keys that end soon with nothing made after them: each with the code of a gemeente and an employee who can make another."""
    rows = list(standing(on).select_related("organisation").order_by("valid_to"))
    last = {row.organisation_id: row.valid_to for row in rows}
    ending = [
        row for row in rows if row.valid_to <= on + ENDS_SOON and last[row.organisation_id] == row.valid_to
    ]
    for row in ending:
        theirs = set(gemeenten_served(row.organisation, on=on))
        for manager in _managers(row.organisation, on):
            where = sorted(theirs & set(gemeenten_served(manager.organisation, on=on)))
            if where:
                yield row, where[0], manager.pk


def _managers(organisation: Organisation, on: date) -> list[Employee]:
    """Who can make a key for an organisation: functional management of the executor, and its own."""
    roles = [role for role, may in PERMISSIONS.items() if Permission.SETTINGS_VIEW in may]
    held = RoleAssignment.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=on), role__in=roles, valid_from__lte=on
    )
    works = Q(organisation=organisation) | Q(organisation__kind=OrganisationKind.UITVOERDER)
    rows = Employee.objects.filter(works, pk__in=held.values("employee")).select_related("organisation")
    return list(rows.order_by("pk"))
