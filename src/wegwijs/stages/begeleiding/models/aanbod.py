"""What maatschappelijke begeleiding is offered: one version for the region, and where a gemeente departs from it and why."""

import pgtrigger
from django.db import models

from wegwijs.access.models import User
from wegwijs.organisations.models import Gemeente
from wegwijs.records import ORGANISATION, Register

OFFER = "aanbod van maatschappelijke begeleiding"


class Begeleidingsdeel(models.TextChoices):
    """A part of the guidance. A gemeente that asks for something of its own asks for it under ``EIGEN``, with its reason."""

    KENNISMAKING = "kennismaking", "kennismaken en een plan maken"
    WONING = "woning", "de woning inrichten"
    ZORG = "zorg", "huisarts, zorg en verzekering"
    KINDEREN = "kinderen", "school en opvang van de kinderen"
    GELD = "geld", "geld, post en formulieren"
    INSTANTIES = "instanties", "de weg naar instanties"
    BUURT = "buurt", "wegwijs in de buurt, mensen leren kennen"
    MEEDOEN = "meedoen", "werk, school en meedoen"
    AFRONDEN = "afronden", "afronden en overdragen"
    EIGEN = "eigen", "wat deze gemeente er zelf bij vraagt"


def _stays() -> pgtrigger.Protect:
    """What was laid down isn't edited: a later row takes its place."""
    return pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)


class Basisaanbod(models.Model):
    """A version of the offer of the whole region, from a day on; it holds until a later one begins.

    Of two that begin on the same day the one that was laid down last holds.
    """

    register = Register("", OFFER, "Wi 13", ORGANISATION, personal=False)

    id = models.BigAutoField(primary_key=True)
    valid_from = models.DateField("geldt vanaf")
    source = models.CharField("besluit of afspraak", max_length=160)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    label = models.CharField("door", max_length=160)
    made_at = models.DateTimeField("vastgelegd")

    class Meta:
        ordering = ["-valid_from", "-id"]
        triggers = [_stays()]

    def __str__(self) -> str:
        return f"basisaanbod vanaf {self.valid_from:%d-%m-%Y}"


class Aanbodregel(models.Model):
    """How long one part takes in a version. A part without a row isn't in it."""

    register = Register("", OFFER, "Wi 13", ORGANISATION, personal=False)

    aanbod = models.ForeignKey(Basisaanbod, on_delete=models.PROTECT, related_name="regels")
    part = models.CharField("onderdeel", max_length=12, choices=Begeleidingsdeel.choices)
    minutes = models.PositiveIntegerField("minuten")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["aanbod", "part"], name="offer_part_once"),
            models.CheckConstraint(condition=models.Q(minutes__gt=0), name="offer_part_takes_time"),
        ]
        triggers = [_stays()]

    def __str__(self) -> str:
        return self.get_part_display()


class Aanbodafwijking(models.Model):
    """A gemeente asks for more or less of one part than the region offers, from a day on, and says why.

    ``minutes`` is the difference: below zero is less, zero ends an earlier one. Of two from the same day the last laid down
    holds. It stays when the region's offer changes.
    """

    register = Register("gemeente", OFFER, "Wi 13", ORGANISATION, personal=False)

    id = models.BigAutoField(primary_key=True)
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    part = models.CharField("onderdeel", max_length=12, choices=Begeleidingsdeel.choices)
    minutes = models.IntegerField("verschil in minuten")
    reason = models.CharField("waarom", max_length=200)
    valid_from = models.DateField("geldt vanaf")
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    label = models.CharField("door", max_length=160)
    made_at = models.DateTimeField("vastgelegd")

    class Meta:
        ordering = ["gemeente", "part", "-valid_from", "-id"]
        triggers = [_stays()]

    def __str__(self) -> str:
        return f"{self.gemeente}: {self.get_part_display()}"
