"""Oproepen for the talks, each with its letter and what came of it."""

from django.db import models

from wegwijs.documents.models import Letter
from wegwijs.records import BI_9_9, Register
from wegwijs.stages.intake.models.intake import PURPOSE, BredeIntake


class Oproep(models.Model):
    """An oproep, or a warning with a repeated one. ``reply_by`` is the last day of its term, inclusive."""

    register = Register(
        "intake__dossier__gemeente", PURPOSE, "Wi 14(2), 22", BI_9_9, special=("verhindering", "reason")
    )

    class Way(models.TextChoices):
        KANTOOR = "kantoor", "gesprek op kantoor"
        HUIS = "huisbezoek", "huisbezoek"
        OPVANG = "opvang", "gesprek in het azc"
        VIDEO = "video", "gesprek met beeld"

    class Uitkomst(models.TextChoices):
        VERSCHENEN = "verschenen", "verschenen"
        MET_REDEN = "met_reden", "niet verschenen, met een goede reden"
        NIET = "niet_verschenen", "niet verschenen"
        ONVOLDOENDE = "onvoldoende", "verschenen, werkte onvoldoende mee"

    class Verhindering(models.TextChoices):
        ZIEK = "ziek", "ziek"
        ZORG = "zorg", "zorg voor kind of familie"
        WERK = "werk", "werk of school"
        AFSPRAAK = "afspraak", "andere afspraak die niet kon wachten"
        REIS = "reis", "kon er niet komen"
        BRIEF = "brief", "de brief kwam niet of te laat"
        ANDERS = "anders", "iets anders"

    intake = models.ForeignKey(BredeIntake, on_delete=models.PROTECT, related_name="oproepen")
    number = models.PositiveSmallIntegerField("nummer")
    warning = models.BooleanField("waarschuwing", default=False)
    sent_on = models.DateField("verzonden op")
    at = models.DateField("datum van de afspraak")
    time = models.TimeField("tijd")
    place = models.CharField("plaats", max_length=160)
    way = models.CharField("wijze", max_length=10, choices=Way.choices)
    reply_by = models.DateField("reageren tot en met")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField("uitkomst", max_length=16, choices=Uitkomst.choices, blank=True)
    outcome_on = models.DateField("uitkomst op", null=True, blank=True)
    verhindering = models.CharField("goede reden", max_length=10, choices=Verhindering.choices, blank=True)
    reason = models.CharField("uitleg", max_length=240, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["intake", "number"], name="oproep_number_once")]

    def __str__(self) -> str:
        return f"oproep {self.number}"
