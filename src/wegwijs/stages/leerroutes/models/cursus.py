"""A course that a provider gives under a contract: what it is for, where and when, and how many fit."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from wegwijs.contracts.models import Contract
from wegwijs.records import ORGANISATION, Register, Versioned
from wi2021.facts import Leerroute

WHY = "leerroutes: wie waar les krijgt, hoeveel uren en met welk resultaat"
BASIS = "Wi 7-9, 16, 17; Bi 3.3-3.14, 5.5, 9.3"


class Startniveau(models.TextChoices):
    """With which level of Dutch somebody fits in."""

    ALFA = "alfa", "leert lezen en schrijven (alfabetisering)"
    A0 = "a0", "begint met Nederlands"
    A1 = "a1", "A1"
    A2 = "a2", "A2"


class Dagdeel(models.TextChoices):
    """Half a day on which lessons are given."""

    MA_OCHTEND = "ma1", "maandagochtend"
    MA_MIDDAG = "ma2", "maandagmiddag"
    MA_AVOND = "ma3", "maandagavond"
    DI_OCHTEND = "di1", "dinsdagochtend"
    DI_MIDDAG = "di2", "dinsdagmiddag"
    DI_AVOND = "di3", "dinsdagavond"
    WO_OCHTEND = "wo1", "woensdagochtend"
    WO_MIDDAG = "wo2", "woensdagmiddag"
    WO_AVOND = "wo3", "woensdagavond"
    DO_OCHTEND = "do1", "donderdagochtend"
    DO_MIDDAG = "do2", "donderdagmiddag"
    DO_AVOND = "do3", "donderdagavond"
    VR_OCHTEND = "vr1", "vrijdagochtend"
    VR_MIDDAG = "vr2", "vrijdagmiddag"
    VR_AVOND = "vr3", "vrijdagavond"


class Route(models.TextChoices):
    """The leerroute by DUO's code."""

    B1 = Leerroute.B1.value, Leerroute.B1.naam
    ONDERWIJS = Leerroute.ONDERWIJS.value, Leerroute.ONDERWIJS.naam
    Z = Leerroute.Z.value, Leerroute.Z.naam


class Cursus(Versioned):
    """From ``starts_on`` to ``last_day``, both inclusive. ``weekly_minutes`` of lessons a week; ``seats``: how many fit.

    ``closed_on``: the day since which nobody can be placed any more.
    """

    register = Register("", WHY, BASIS, ORGANISATION, personal=False)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="+")
    name = models.CharField("naam", max_length=80)
    route = models.CharField("leerroute", max_length=1, choices=Route.choices)
    level = models.CharField("startniveau", max_length=4, choices=Startniveau.choices)
    postcode = models.CharField("postcode", max_length=7)
    town = models.CharField("plaats", max_length=60)
    dagdelen = ArrayField(models.CharField(max_length=3, choices=Dagdeel.choices), verbose_name="dagdelen")
    childcare = models.BooleanField("kinderopvang bij de school", default=False)
    starts_on = models.DateField("begint op")
    last_day = models.DateField("tot en met")
    weekly_minutes = models.PositiveSmallIntegerField("minuten per week")
    seats = models.PositiveSmallIntegerField("plaatsen")
    closed_on = models.DateField("gesloten sinds", null=True, blank=True)

    class Meta:
        ordering = ["starts_on", "name"]
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gt=F("starts_on")), name="course_lasts_a_while"),
            models.UniqueConstraint(fields=["contract", "name", "starts_on"], name="course_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.town}"
