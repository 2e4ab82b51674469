"""What a gemeente has to spend, and what it spends beside its contracts."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import F, Q

from wegwijs.access.models import User
from wegwijs.organisations.models import Gemeente
from wegwijs.records import BOOKS, Register

WHY = "waaruit een gemeente de inburgering betaalt, en wat zij daaraan besteedt"
BASIS = "Wi 40-42; Bi 10.1-10.8"


class FundingSource(models.TextChoices):
    """Where money comes from. The first four belong to the uitkering of one calendar year (F-07)."""

    PRELIMINARY = "voorlopig", "uitkering, voorlopig"
    FINAL = "definitief", "uitkering, definitief"
    RESERVE = "reserve", "reserve uit het jaar ervoor"
    SHORTAGE = "tekort", "tekort uit het jaar ervoor"
    OWN = "eigen", "eigen middelen van de gemeente"
    OTHER = "ander", "andere bijdrage"


OF_A_YEAR = (FundingSource.PRELIMINARY, FundingSource.FINAL, FundingSource.RESERVE, FundingSource.SHORTAGE)


class TakenBack(models.Model):
    """A line of money that is never edited: ``reverses`` takes another back, and both stay."""

    reverses = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="reversed_by"
    )
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    label = models.CharField("door", max_length=160)
    recorded_at = models.DateTimeField("vastgelegd")

    class Meta:
        abstract = True


class FundingLine(TakenBack):
    """Money for inburgering, in cents, to be spent from ``first_day`` to ``last_day``, both inclusive.

    ``cents`` is below zero for a shortage, and for what takes a line back. ``document`` is the decision in which it was told.
    """

    register = Register("gemeente", WHY, BASIS, BOOKS, personal=False)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    source = models.CharField("soort geld", max_length=12, choices=FundingSource.choices)
    cents = models.BigIntegerField("bedrag, in centen")
    first_day = models.DateField("te besteden vanaf")
    last_day = models.DateField("tot en met")
    document = models.CharField("besluit of brief", max_length=160)

    class Meta:
        ordering = ["-first_day", "gemeente__naam", "recorded_at"]
        indexes = [models.Index(fields=["gemeente", "first_day"], name="funding_of_gemeente")]
        constraints = [
            models.CheckConstraint(condition=~Q(cents=0), name="funding_is_something"),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="funding_lasts_a_while"
            ),
            models.CheckConstraint(
                condition=~Q(source__in=[*OF_A_YEAR])
                | Q(first_day__month=1, first_day__day=1, last_day__month=12, last_day__day=31, last_day__year=F("first_day__year")),
                name="uitkering_of_one_year",
            ),
        ]  # fmt: skip
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.get_source_display()} {self.first_day.year}"


class CostKind(models.TextChoices):
    """What is paid outside contracts. The uitkering isn't meant for execution (F-07)."""

    INTAKE = "intake", "brede intake en toets"
    INTERPRETER = "tolk", "tolken en vertalingen"
    GUIDANCE = "begeleiding", "maatschappelijke begeleiding"
    TRAVEL = "reis", "reiskosten"
    CHILDCARE = "opvang", "kinderopvang"
    EXECUTION = "uitvoering", "uitvoeringskosten"
    OTHER = "anders", "iets anders"


class OtherCost(TakenBack):
    """Money spent on a day outside contracts, in cents; below zero takes back. What gemeenten pay together is a line for each, of one ``batch``.

    ``weight``: its part in the key by which a batch was split (1 for what is one gemeente's).
    """

    register = Register("gemeente", WHY, BASIS, BOOKS, personal=False)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    batch = models.UUIDField(default=uuid.uuid4, editable=False)
    kind = models.CharField("waarvoor", max_length=12, choices=CostKind.choices)
    cents = models.BigIntegerField("bedrag, in centen")
    on = models.DateField("op")
    weight = models.PositiveIntegerField("deel in de sleutel", default=1)
    key = models.CharField("verdeelsleutel", max_length=80, blank=True)
    note = models.CharField("omschrijving", max_length=160)

    class Meta:
        ordering = ["-on", "gemeente__naam", "recorded_at"]
        indexes = [models.Index(fields=["gemeente", "on"], name="other_costs_of_gemeente")]
        constraints = [models.CheckConstraint(condition=~Q(cents=0), name="other_cost_is_something")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on:%d-%m-%Y}"
