"""Talks that were held, on paper."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from wegwijs.records import BI_9_9, Register, Versioned
from wegwijs.stages.intake.models.intake import PURPOSE, BredeIntake
from wegwijs.stages.intake.models.oproepen import Oproep
from wi2021.intake import Onderdeel


class Gesprek(Versioned):
    """A talk that was held: the written record of INT-04."""

    register = Register(
        "intake__dossier__gemeente", PURPOSE, "Bi 5.2(2)-(3)", BI_9_9, special=("report", "corrected_why")
    )

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
    topics = ArrayField(
        models.CharField(max_length=30, choices=[(o.value, o.name) for o in Onderdeel]),
        verbose_name="besproken onderdelen",
        default=list,
        blank=True,
    )
    report = models.TextField("verslag", max_length=2000)
    by = models.CharField("door", max_length=160)
    corrected_why = models.CharField("waarom verbeterd", max_length=200, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["intake", "number"], name="gesprek_number_once")]

    def __str__(self) -> str:
        return f"gesprek {self.number}"
