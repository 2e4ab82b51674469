"""A signal that lessons don't go well, or better than planned; and what the regisseur did with it."""

import uuid

from django.db import models
from django.db.models import Q

from wegwijs.access.models import User
from wegwijs.records import BI_9_9, Register
from wegwijs.stages.leerroutes.models.aanbod import Inburgeringsaanbod
from wegwijs.stages.leerroutes.models.cursus import BASIS, WHY


class Signaalsoort(models.TextChoices):
    """What it is a signal of."""

    STAGNATIE = "stagnatie", "komt niet verder"
    UITVAL = "uitval", "dreigt uit te vallen"
    HOGER = "hoger", "kan een hogere route of een hoger niveau aan"
    LAGER = "lager", "deze route of dit niveau is te hoog"


class Signaalbron(models.TextChoices):
    """Where it came from."""

    SCHOOL = "school", "de school"
    UREN = "uren", "Wegwijs, uit de lessen"
    RAPPORT = "rapport", "Wegwijs, uit de rapporten"


class Lessignaal(models.Model):
    """Open until the regisseur took it up, or until its reason passed; of one kind at most one is open.

    ``cause``: of what Wegwijs derived the key of the reason, so that the same isn't told twice; "" for what a school sent.
    ``explained``: in the words of the school, or a fixed sentence of ours. A school reads the row, and so that it was taken up; what was
    done stands in ``Signaalantwoord``.
    """

    register = Register("aanbod__gemeente", WHY, BASIS, BI_9_9)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    aanbod = models.ForeignKey(Inburgeringsaanbod, on_delete=models.PROTECT, related_name="signalen")
    soort = models.CharField("soort", max_length=10, choices=Signaalsoort.choices)
    source = models.CharField("bron", max_length=8, choices=Signaalbron.choices)
    cause = models.CharField("oorzaak", max_length=40, blank=True)
    on = models.DateField("gezien op")
    explained = models.CharField("toelichting", max_length=300, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    label = models.CharField("door", max_length=160)
    recorded_at = models.DateTimeField("vastgelegd")
    taken_up_on = models.DateField("opgepakt op", null=True, blank=True)
    passed_on = models.DateField("niet meer aan de orde sinds", null=True, blank=True)

    class Meta:
        ordering = ["-on", "-recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["aanbod", "soort"], condition=Q(taken_up_on=None, passed_on=None), name="signal_open_once"
            ),
            models.UniqueConstraint(fields=["aanbod", "cause"], condition=~Q(cause=""), name="signal_cause_once"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["aanbod"], condition=Q(taken_up_on=None, passed_on=None), name="signals_open")]  # fmt: skip

    def __str__(self) -> str:
        return self.get_soort_display()

    @property
    def is_open(self) -> bool:
        """Whether somebody must still do something with it."""
        return self.taken_up_on is None and self.passed_on is None


class Opvolging(models.TextChoices):
    """What was done with a signal."""

    GESPREK = "gesprek", "er komt een gesprek"
    AFSPRAAK = "afspraak", "er is iets afgesproken"
    GEEN = "geen", "er is niets nodig"


class Signaalantwoord(models.Model):
    """What the regisseur did with a signal; no school reads it."""

    register = Register("signaal__aanbod__gemeente", WHY, BASIS, BI_9_9, executor_only=True)

    signaal = models.OneToOneField(Lessignaal, on_delete=models.PROTECT, primary_key=True, related_name="antwoord")  # fmt: skip
    what = models.CharField("wat is er gedaan", max_length=8, choices=Opvolging.choices)
    why = models.CharField("toelichting", max_length=300, blank=True)
    on = models.DateField("op")
    label = models.CharField("door", max_length=160)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(what="gesprek") | ~Q(why=""), name="signal_answer_says_why")
        ]

    def __str__(self) -> str:
        return self.get_what_display()
