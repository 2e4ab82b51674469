"""What a provider says of one week of somebody's lessons."""

import uuid

from django.db import models
from django.db.models import F, Q

from wegwijs.access.models import User
from wegwijs.hours.models import Soort, Uren
from wegwijs.records import BI_9_9, Register
from wegwijs.stages.leerroutes.models.aanbod import Inburgeringsaanbod
from wegwijs.stages.leerroutes.models.cursus import BASIS, WHY

# What a school gives.
LESSOORTEN = (Soort.NT2, Soort.KNM, Soort.PARTICIPATIE)


class Verzuimreden(models.TextChoices):
    """What is known of missed lessons without leave. No choice says anything about health."""

    ONBEKEND = "onbekend", "reden niet bekend"
    TE_LAAT = "te_laat", "te laat afgemeld"
    WERK = "werk", "werkte"
    KIND = "kind", "zorgde voor een kind"
    VERVOER = "vervoer", "had geen vervoer"


class Lesweek(models.Model):
    """Minutes offered, followed, excused and unexcused from ``first_day`` to ``last_day``, both inclusive: within one week and one year.

    ``stands``: what holds now; a row that was put right stays and stands no longer. ``hours``: the row of the ledger.
    ``source_key`` is the same when the same is sent again.
    """

    register = Register("aanbod__gemeente", WHY, BASIS, BI_9_9)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    aanbod = models.ForeignKey(Inburgeringsaanbod, on_delete=models.PROTECT, related_name="lesweken")
    soort = models.CharField("soort", max_length=16, choices=[(one.value, one.label) for one in LESSOORTEN])
    first_day = models.DateField("van")
    last_day = models.DateField("tot en met")
    offered = models.PositiveSmallIntegerField("aangeboden minuten")
    followed = models.PositiveSmallIntegerField("gevolgde minuten")
    excused = models.PositiveSmallIntegerField("afgemelde minuten")
    unexcused = models.PositiveSmallIntegerField("verzuimde minuten")
    reason = models.CharField("reden van verzuim", max_length=12, choices=Verzuimreden.choices, blank=True)
    stands = models.BooleanField("geldt", default=True)
    hours = models.ForeignKey(Uren, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    label = models.CharField("door", max_length=160)
    recorded_at = models.DateTimeField("vastgelegd")

    class Meta:
        ordering = ["-first_day", "soort", "-recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["aanbod", "soort", "first_day"], condition=Q(stands=True), name="week_stands_once"
            ),
            models.CheckConstraint(
                condition=Q(offered=F("followed") + F("excused") + F("unexcused")), name="week_adds_up"
            ),
            models.CheckConstraint(
                condition=Q(unexcused__gt=0) | Q(reason=""), name="week_reason_of_what_was_missed"
            ),
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="week_has_days"),
        ]
        indexes = [models.Index(fields=["first_day", "soort"], condition=Q(stands=True), name="weeks_that_stand")]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_soort_display()} vanaf {self.first_day:%d-%m-%Y}"
