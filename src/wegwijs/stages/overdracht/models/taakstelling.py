"""How many people a gemeente must house in half a year."""

import pgtrigger
from django.db import models

from wegwijs.organisations.models import Gemeente
from wegwijs.records import ORGANISATION, Register


class Half(models.IntegerChoices):
    """Half of a year."""

    FIRST = 1, "eerste helft"
    SECOND = 2, "tweede helft"


class Taakstelling(models.Model):
    """The figure for a gemeente and half-year, as a source gave it on a day. A corrected figure is a new row; the one
    recorded last counts, and rows are never changed.

    ``number``: persons to house. ``stood_over``: persons of the half-year before who are still to be housed (achterstand);
    below zero: housed ahead (voorsprong).
    """

    register = Register(
        "gemeente", "huisvesten van vergunninghouders", "Huisvestingswet 2014, artikel 28-29", ORGANISATION, personal=False
    )  # fmt: skip

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="taakstellingen")
    year = models.PositiveSmallIntegerField("jaar")
    half = models.PositiveSmallIntegerField("helft", choices=Half.choices)
    number = models.PositiveIntegerField("te huisvesten personen")
    stood_over = models.IntegerField("stond over")
    source = models.CharField("bron", max_length=160)
    source_on = models.DateField("cijfer van")
    recorded_at = models.DateTimeField("vastgelegd")
    by = models.CharField("door", max_length=160)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["gemeente", "year", "half", "-id"], name="taakstelling_newest")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.gemeente_id} {self.year}-{self.half}: {self.number}"
