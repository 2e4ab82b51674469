"""What a household of a gemeente arranges on a regeldag: the steps that a new day begins with."""

import uuid

from django.db import models

from wegwijs.organisations.models import Gemeente
from wegwijs.records import ORGANISATION, Register, Versioned

TEMPLATE = "regeldagen van een gemeente inrichten"


class Regelsjabloon(Versioned):
    """The steps of a gemeente from a day on. The newest that has begun counts; changes of one day are one row.

    ``version`` counts every change of the gemeente's template, over all its rows. A gemeente without rows has the standard steps.
    """

    register = Register("gemeente", TEMPLATE, "Wi 13", ORGANISATION, personal=False)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="regelsjablonen")
    valid_from = models.DateField("geldig vanaf")
    changed_at = models.DateTimeField("gewijzigd")
    by = models.CharField("door", max_length=160)

    class Meta:
        ordering = ["-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "valid_from"], name="one_regelsjabloon_a_day"),
        ]

    def __str__(self) -> str:
        return f"regeldagsjabloon {self.gemeente_id} vanaf {self.valid_from:%d-%m-%Y}"


class Sjabloonstap(models.Model):
    """One step: where it is arranged, with which papers. ``key`` is that of the standard list, empty for a step of one's own;
    ``at`` a Dutch clock time."""

    register = Register("sjabloon__gemeente", TEMPLATE, "Wi 13", ORGANISATION, personal=False)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sjabloon = models.ForeignKey(Regelsjabloon, on_delete=models.CASCADE, related_name="stappen")
    key = models.CharField("soort", max_length=20, blank=True)
    position = models.PositiveSmallIntegerField("volgorde")
    title = models.CharField("stap", max_length=80)
    body = models.CharField("instantie", max_length=80, blank=True)
    place = models.CharField("plaats", max_length=120, blank=True)
    phone = models.CharField("telefoon", max_length=22, blank=True)
    papers = models.CharField("meenemen", max_length=200, blank=True)
    at = models.TimeField("tijd", null=True, blank=True)

    class Meta:
        ordering = ["position", "title"]

    def __str__(self) -> str:
        return self.title
