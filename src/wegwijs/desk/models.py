"""What the desk itself keeps: the views that someone made of the lists."""

import uuid

from django.db import models

from wegwijs.access.models import User
from wegwijs.organisations.models import Employee, Gemeente
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


class TeamWeek(models.Model):
    """How the work of one regisseur in one gemeente stood on a Monday morning; kept as history, never made again."""

    register = Register("gemeente", "sturing op tijdigheid", "Wi 14-17; AVG 6(1)(e)", ORGANISATION)

    monday = models.DateField("maandag")
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    regisseur = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    open = models.PositiveIntegerField("open dossiers")
    late = models.PositiveIntegerField("te laat")
    this_week = models.PositiveIntegerField("deze week")
    at_risk = models.PositiveIntegerField("PIP dreigt te laat")
    silent = models.PositiveIntegerField("lang niets gehoord")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["monday", "gemeente", "regisseur"], name="one_week_a_regisseur", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return f"{self.monday:%d-%m-%Y} {self.gemeente_id}"
