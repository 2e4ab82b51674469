"""What the desk itself keeps: the views that someone made of the lists."""

import uuid

from django.db import models

from wegwijs.access.models import User
from wegwijs.records import ORGANISATION, Register


class SavedView(models.Model):
    """A choice of filters under a name, for one employee. ``query`` is a query string of our own making: no personal data."""

    register = Register("", "eigen weergaven van lijsten", "AVG 6(1)(e)", ORGANISATION, personal=False)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField("naam", max_length=60)
    query = models.CharField("filters", max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="one_view_a_name")]

    def __str__(self) -> str:
        return self.name
