"""What the college judged and decided about the leerbaarheidstoets; who may see health may see this."""

from django.db import models
from django.db.models import Q

from wegwijs.records import BI_9_9, Register
from wegwijs.stages.intake.models.intake import PURPOSE, BredeIntake


class ToetsBesluit(models.Model):
    """A judgement (INT-07), an exemption (INT-06, INT-07) or a leaving out after a move (INT-08); taken back, it stays.

    Ground and motive are health data: they stand nowhere else, and the timeline only says whether the toets goes on.
    """

    register = Register(
        "intake__dossier__gemeente",
        PURPOSE,
        "Wi 14(6), 15(4), 37",
        BI_9_9,
        special=("soort", "grond", "motief", "withdrawn_why"),
    )

    class Soort(models.TextChoices):
        KAN = "kan", "kan de toets maken"
        KAN_NIET = "kan_niet", "kan de toets niet maken"
        ONTHEVEN = "ontheven", "ontheven van de toets"
        OVERGESLAGEN = "overgeslagen", "vorige gemeente stelde een leerroute vast"

    class Grond(models.TextChoices):
        VISUEEL = "visueel", "visuele beperking"
        AUDITIEF = "auditief", "auditieve beperking"

    intake = models.ForeignKey(BredeIntake, on_delete=models.PROTECT, related_name="toetsbesluiten")
    soort = models.CharField("wat", max_length=14, choices=Soort.choices)
    on = models.DateField("besloten op")
    by = models.CharField("door", max_length=160)
    grond = models.CharField("grond", max_length=10, choices=Grond.choices, blank=True)
    motief = models.CharField("motief", max_length=400, blank=True)
    vorige_gemeente = models.CharField("vorige gemeente", max_length=80, blank=True)
    vorige_pip_op = models.DateField("PIP van de vorige gemeente", null=True, blank=True)
    withdrawn_on = models.DateField("teruggenomen op", null=True, blank=True)
    withdrawn_by = models.CharField("teruggenomen door", max_length=160, blank=True)
    withdrawn_why = models.CharField("waarom teruggenomen", max_length=400, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["intake", "soort"], condition=Q(withdrawn_on=None), name="toetsbesluit_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.on:%d-%m-%Y}"
