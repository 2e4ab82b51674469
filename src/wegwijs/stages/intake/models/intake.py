"""The brede intake itself, and the notice of the right to talk alone."""

from django.db import models

from wegwijs.dossiers.models import Dossier
from wegwijs.records import BI_9_9, Register, Versioned

PURPOSE = "brede intake"


class BredeIntake(Versioned):
    """When it began and ended, and the notice of the right to talk alone (INT-03)."""

    register = Register("dossier__gemeente", PURPOSE, "Wi 14; Bi 5.2", BI_9_9, special=("fewer_talks_why",))

    class Alleen(models.TextChoices):
        ALLEEN = "alleen", "wil alleen praten"
        SAMEN = "samen", "wil iemand erbij"
        WISSELEND = "wisselend", "soms alleen, soms samen"

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="intake", primary_key=True)
    started_on = models.DateField("begonnen op")
    completed_on = models.DateField("voltooid op", null=True, blank=True)
    in_absence = models.BooleanField("in afwezigheid", default=False)
    fewer_talks_why = models.CharField("waarom minder gesprekken", max_length=240, blank=True)
    alone_noted_on = models.DateField("gewezen op recht op individueel gesprek", null=True, blank=True)
    alone_choice = models.CharField("keuze", max_length=10, choices=Alleen.choices, blank=True)

    def __str__(self) -> str:
        return f"intake {self.dossier_id}"
