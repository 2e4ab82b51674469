"""A secret address by which someone's own calendar program reads appointments."""

import uuid

from django.db import models
from django.db.models import Q

from wegwijs.access.models import User
from wegwijs.records import ORGANISATION, Register


class CalendarFeed(models.Model):
    """One secret address of one account. Only a hash of the secret is kept; who lost it makes another."""

    register = Register("", "eigen agenda op een ander apparaat", "AVG 6(1)(e), 32", ORGANISATION)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="calendar_feeds")
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    with_termijnen = models.BooleanField("ook uiterste datums", default=False)
    made_at = models.DateTimeField("gemaakt")
    used_at = models.DateTimeField("laatst opgehaald", null=True, blank=True)
    revoked_at = models.DateTimeField("ingetrokken", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(revoked_at=None), name="one_calendar_feed_a_user"
            )
        ]

    def __str__(self) -> str:
        return f"agenda {self.made_at:%d-%m-%Y}"
