"""A talk that is planned: when, where, with whom. That it was held is recorded by the room whose talk it is."""

import uuid

from django.db import models
from django.db.models import Q

from wegwijs.dossiers.models.dossier import REGIE, Dossier
from wegwijs.organisations.models import Employee
from wegwijs.records import BI_9_9, Register, Versioned


class Afspraak(Versioned):
    """``at`` is a Dutch clock time; a cancelled one stays, so that calendars hear of it."""

    register = Register("dossier__gemeente", REGIE, "Wi 14, 17; Bi 5.2", BI_9_9)

    class Soort(models.TextChoices):
        DRIEGESPREK = "driegesprek", "driegesprek"
        INTAKE = "intake", "gesprek brede intake"
        VOORTGANG = "voortgang", "voortgangsgesprek"
        ANDERS = "anders", "ander gesprek"

    class Way(models.TextChoices):
        KANTOOR = "kantoor", "op kantoor"
        HUIS = "huisbezoek", "huisbezoek"
        OPVANG = "opvang", "in het azc"
        VIDEO = "video", "met beeld"
        TELEFOON = "telefoon", "telefoon"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="afspraken")
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="afspraken")
    soort = models.CharField("soort gesprek", max_length=12, choices=Soort.choices)
    on = models.DateField("datum")
    at = models.TimeField("tijd")
    minutes = models.PositiveSmallIntegerField("duur in minuten", default=60)
    way = models.CharField("hoe", max_length=10, choices=Way.choices)
    place = models.CharField("plaats", max_length=160, blank=True)
    counterpart = models.CharField("wie van een andere organisatie", max_length=80, blank=True)
    interpreter = models.BooleanField("met tolk", default=False)
    cancelled_at = models.DateTimeField("afgezegd", null=True, blank=True)
    changed_at = models.DateTimeField("gewijzigd")
    by = models.CharField("gepland door", max_length=160)

    class Meta:
        ordering = ["on", "at"]
        indexes = [
            models.Index(fields=["employee", "on"], condition=Q(cancelled_at=None), name="afspraak_planned"),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} {self.on:%d-%m-%Y}"
