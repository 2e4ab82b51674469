"""The answers of the blocks."""

from django.db import models

from wegwijs.records import BI_9_9, Register, Versioned
from wegwijs.stages.intake.models.intake import PURPOSE, BredeIntake
from wi2021.intake import EISEN, Onderdeel


class IntakeBlok(Versioned):
    """The answers of one block; ``answers`` follows the definitions in ``blocks``."""

    register = Register(
        "intake__dossier__gemeente", PURPOSE, "Wi 14(3); Bi 5.2(1)", BI_9_9, special=("answers",)
    )

    intake = models.ForeignKey(BredeIntake, on_delete=models.PROTECT, related_name="blokken")
    onderdeel = models.CharField(max_length=30, choices=[(o.value, EISEN[o].label) for o in Onderdeel])
    answers = models.JSONField("antwoorden", default=dict)
    complete = models.BooleanField("volledig", default=False)
    filled_on = models.DateField("ingevuld op")
    filled_by = models.CharField("door", max_length=160)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["intake", "onderdeel"], name="block_once_an_intake")]

    def __str__(self) -> str:
        return self.onderdeel
