"""Make, use and revoke a secret address."""

import secrets

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.models import User
from wegwijs.agenda.models import CalendarFeed
from wegwijs.agenda.queries.feed import hash_of
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action

SECRET_BYTES = 32


@transaction.atomic
def make_feed(*, by: Actor, with_termijnen: bool) -> str:
    """A new secret for the actor's own calendar, shown once; an earlier one ends at once."""
    User.objects.select_for_update(of=("self",)).get(pk=by.user.pk)
    _revoke(by)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    feed = CalendarFeed.objects.create(
        user=by.user, secret_hash=hash_of(secret), with_termijnen=with_termijnen, made_at=clock.now()
    )
    record(by=by, action=Action.CHANGE, kind="agenda", key=feed.pk, detail="geheim adres gemaakt")
    return secret


@transaction.atomic
def revoke_feed(*, by: Actor) -> None:
    """End the actor's secret address; without one nothing changes."""
    if _revoke(by):
        record(by=by, action=Action.CHANGE, kind="agenda", key=by.user.pk, detail="geheim adres ingetrokken")


def _revoke(by: Actor) -> int:
    return CalendarFeed.objects.filter(user=by.user, revoked_at=None).update(revoked_at=clock.now())


@transaction.atomic
def use_feed(feed: CalendarFeed, *, by: Actor) -> None:
    """A calendar program fetched it: recorded as taken out, since dossier numbers stand in it."""
    CalendarFeed.objects.filter(pk=feed.pk).update(used_at=clock.now())
    record(by=by, action=Action.EXPORT, kind="agenda", key=feed.pk, detail="agenda opgehaald")
