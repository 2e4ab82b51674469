"""What others bring in, and what is waited for."""

import uuid

from django.db import models
from django.db.models import Q

from wegwijs.records import BI_9_9, Register
from wegwijs.stages.intake.models.intake import PURPOSE, BredeIntake


class Inbreng(models.Model):
    """What a partner who guides the person brings in for the intake."""

    register = Register(
        "intake__dossier__gemeente",
        "inbreng voor de brede intake",
        "Wi 13, 14, 35",
        BI_9_9,
        special=("helps", "worries"),
    )

    class Indruk(models.TextChoices):
        GOED = "goed", "gaat goed"
        WISSELEND = "wisselend", "gaat wisselend"
        MOEILIJK = "moeilijk", "gaat moeilijk"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    intake = models.ForeignKey(BredeIntake, on_delete=models.PROTECT, related_name="inbrengen")
    organisation = models.CharField("organisatie", max_length=30)
    on = models.DateField("datum")
    by = models.CharField("door", max_length=160)
    daily_life = models.CharField("dagelijks leven", max_length=10, choices=Indruk.choices)
    language = models.CharField("Nederlands oefenen", max_length=10, choices=Indruk.choices)
    helps = models.CharField("wat helpt", max_length=400)
    worries = models.CharField("waar loopt iemand tegenaan", max_length=400, blank=True)

    class Meta:
        ordering = ["-on"]

    def __str__(self) -> str:
        return f"inbreng van {self.organisation}"


class WachtOpDerde(models.Model):
    """Information of someone else that is waited for; when the PIP can't do without it, T-03 gives two weeks more.

    ``what`` is what everybody who sees the termijn may read; what it is about, of whom and why it is needed can tell
    about health and stays here.
    """

    register = Register(
        "intake__dossier__gemeente",
        PURPOSE,
        "Bi 5.3(2)",
        BI_9_9,
        special=("soort", "about", "party", "motive"),
    )

    class Soort(models.TextChoices):
        DIPLOMA = "diploma", "diplomawaardering"
        TOETS = "toets", "uitslag van de leerbaarheidstoets"
        COA = "coa", "gegevens van COA"
        GEMEENTE = "gemeente", "gegevens van de vorige gemeente"
        SCHOOL = "school", "gegevens van een school of werkgever"
        MEDISCH = "medisch", "medisch advies"
        ANDERS = "anders", "iets anders"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    intake = models.ForeignKey(BredeIntake, on_delete=models.PROTECT, related_name="wachten")
    soort = models.CharField("waarop", max_length=10, choices=Soort.choices)
    about = models.CharField("waarover", max_length=80, blank=True)
    what = models.CharField("wat", max_length=80)
    party = models.CharField("bij wie", max_length=80)
    asked_on = models.DateField("gevraagd op")
    necessary = models.BooleanField("het PIP kan redelijkerwijs niet zonder")
    motive = models.CharField("waarom", max_length=400, blank=True)
    received_on = models.DateField("ontvangen op", null=True, blank=True)

    class Meta:
        ordering = ["asked_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["intake", "what"], condition=Q(received_on=None), name="waiting_once_for_a_thing"
            )
        ]

    def __str__(self) -> str:
        return self.what
