"""Talks that were held, on paper."""

from django.db import models

from wegwijs.records import BI_9_9, Register, Versioned
from wegwijs.stages.intake.models.intake import PURPOSE, BredeIntake
from wegwijs.stages.intake.models.oproepen import Oproep


class Gesprek(Versioned):
    """A talk that was held: the written record of INT-04."""

    register = Register("intake__dossier__gemeente", PURPOSE, "Bi 5.2(2)-(3)", BI_9_9, special=("report",))

    class Tolk(models.TextChoices):
        NIET = "niet", "niet nodig"
        TELEFOON = "telefoon", "tolk aan de telefoon"
        AANWEZIG = "aanwezig", "tolk aanwezig"
        ONTBRAK = "ontbrak", "nodig, maar er was geen tolk"

    intake = models.ForeignKey(BredeIntake, on_delete=models.PROTECT, related_name="gesprekken")
    number = models.PositiveSmallIntegerField("nummer")
    on = models.DateField("datum")
    way = models.CharField("wijze", max_length=10, choices=Oproep.Way.choices)
    interpreter = models.CharField("tolk", max_length=10, choices=Tolk.choices)
    alone = models.BooleanField("alleen gesproken")
    present = models.CharField("wie was er nog bij", max_length=160, blank=True)
    report = models.TextField("verslag", max_length=2000)
    by = models.CharField("door", max_length=160)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["intake", "number"], name="gesprek_number_once")]

    def __str__(self) -> str:
        return f"gesprek {self.number}"
