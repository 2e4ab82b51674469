"""A decision of the college that somebody needs fewer course hours in the Z-route."""

import uuid

from django.db import models
from django.db.models import Q

from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.models.dossier import gemeente_of_dossier
from wegwijs.organisations.models import Gemeente
from wegwijs.records import BI_9_9, Register


class Urengrond(models.TextChoices):
    """On which ground, by the id of the rule."""

    BEPERKING = "R-Z-x", "een visuele of auditieve beperking, met revalidatie"
    ONDERWIJS = "R-Z-y", "vso, praktijkonderwijs of entree van voor het PIP"


class Urenbesluit(models.Model):
    """So many whole ``hours`` fewer; of one ground one decision ``stands``. Why stands here and never in the timeline: it may tell about
    health (Wi 37). ``followed_until``: last day of the earlier education."""

    register = Register(
        "gemeente", "minder cursusuren in de Z-route", "Wi 9; Bi 3.14(8)-(10)", BI_9_9, special=("ground", "why"),
        executor_only=True,
    )  # fmt: skip

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="urenbesluiten")
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+", editable=False)
    ground = models.CharField("grond", max_length=8, choices=Urengrond.choices)
    hours = models.PositiveSmallIntegerField("uren minder")
    followed_until = models.DateField("gevolgd tot en met", null=True, blank=True)
    why = models.CharField("motivering", max_length=600)
    on = models.DateField("besloten op")
    label = models.CharField("door", max_length=160)
    recorded_at = models.DateTimeField("vastgelegd")
    stands = models.BooleanField("geldt", default=True)

    class Meta:
        ordering = ["-recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "ground"], condition=Q(stands=True), name="hours_decision_stands_once"
            ),
            models.CheckConstraint(
                condition=~Q(ground="R-Z-y") | Q(followed_until__isnull=False), name="hours_of_education_have_an_end"
            ),
        ]  # fmt: skip
        triggers = [gemeente_of_dossier()]

    def __str__(self) -> str:
        return f"{self.hours} cursusuren minder"
