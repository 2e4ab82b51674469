"""Whose secret address this is."""

import hashlib

from django.http import Http404

from wegwijs import clock
from wegwijs.access.actor import Actor, actor_of
from wegwijs.access.models import User
from wegwijs.agenda.models import CalendarFeed


def hash_of(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def feed_of(user: User) -> CalendarFeed | None:
    """The secret address that an account has now."""
    return CalendarFeed.objects.filter(user=user, revoked_at=None).first()


def feed_by_secret(secret: str) -> tuple[CalendarFeed, Actor]:
    """The feed and the actor behind a secret. Raises Http404 when it was revoked, or its owner has no access today."""
    feed = CalendarFeed.objects.filter(secret_hash=hash_of(secret), revoked_at=None).first()
    user = User.objects.get(pk=feed.user_id) if feed else None
    actor = actor_of(user, on=clock.today()) if user else None
    if feed is None or actor is None:
        raise Http404
    return feed, actor
