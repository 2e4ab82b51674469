"""The hours ledger: every hour once, never edited; and what the college decided of hours from before the PIP."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import F, Q

from wegwijs.access.models import User
from wegwijs.dossiers.models import Dossier
from wegwijs.hours.kept import ADDED, MONTHS, REMOVED, TOTALS
from wegwijs.organisations.models import Gemeente, Organisation
from wegwijs.records import BI_9_9, Register
from wegwijs.totals import Kept, Total, kept_by
from wi2021.leerroutes import UrenSoort

WHY = "uren van PVT, MAP, taalles, KNM en participatie: wat is gedaan en wat telt mee"
BASIS = "Wi 6, 7-9, 34(1); Bi 3.1, 3.2, 3.14, 5.3(5), 5.5, 9.2"


class Soort(models.TextChoices):
    """What an hour was spent on; the codes are those of the law (``wi2021.leerroutes.UrenSoort``)."""

    PVT = UrenSoort.PVT.value, "participatieverklaringstraject (PVT)"
    MAP = UrenSoort.MAP.value, "module arbeidsmarkt en participatie (MAP)"
    NT2 = UrenSoort.NT2.value, "taalles (NT2)"
    KNM = UrenSoort.KNM.value, "kennis van de Nederlandse maatschappij (KNM)"
    PARTICIPATIE = UrenSoort.PARTICIPATIE.value, "participatie in de Z-route"
    PARTICIPATIEWET = UrenSoort.PARTICIPATIEWET.value, "activiteit van de Participatiewet"
    BEGELEIDING = UrenSoort.BEGELEIDING.value, "maatschappelijke begeleiding"
    FINANCIEEL = UrenSoort.FINANCIEEL.value, "financiële zelfredzaamheid"
    OVERIG = UrenSoort.OVERIG.value, "andere activiteit"


class Uren(models.Model):
    """Time that somebody took part in something on one day, or by ``until`` (inclusive) where only a week is known. A mistake is
    put right by a row that takes it back.

    ``minutes`` is below zero in a row that takes another back, which is then of the same day and kind. ``practical``: of the
    MAP aimed at practice on the labour market (MAP-01), of the PVT an activity or excursion on a kernwaarde (PVT-01).
    ``source_key`` marks what was sent once, so that sending it twice gives one row.
    """

    register = Register("dossier__gemeente", WHY, BASIS, BI_9_9)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # The index below begins with it.
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="uren", db_index=False)
    soort = models.CharField("soort", max_length=16, choices=Soort.choices)
    on = models.DateField("datum")
    until = models.DateField("tot en met", null=True, blank=True)
    minutes = models.SmallIntegerField("minuten")
    theme = models.CharField("thema", max_length=60, blank=True)
    practical = models.BooleanField("praktijk", default=False)
    aanbieder = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    source_key = models.CharField(max_length=80, editable=False)
    reverses = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="reversed_by"
    )
    reason = models.CharField("reden", max_length=160, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    label = models.CharField("door", max_length=160)
    recorded_at = models.DateTimeField("vastgelegd")

    class Meta:
        ordering = ["-on", "-recorded_at", "pk"]
        indexes = [
            models.Index(fields=["dossier", "-on", "-recorded_at"], name="hours_of_dossier"),
            # All that totals of a period ask, so that no row is read for them.
            models.Index(
                fields=["on"],
                include=["dossier", "aanbieder", "soort", "minutes", "practical"],
                name="hours_by_day",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "source_key"], name="hours_once_by_key"),
            models.CheckConstraint(
                condition=Q(reverses=None, minutes__gt=0) | Q(reverses__isnull=False, minutes__lt=0),
                name="hours_below_zero_take_back",
            ),
            models.CheckConstraint(condition=~Q(reverses=F("id")), name="hours_take_back_another"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("on")), name="hours_until_a_later_day"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="counted", level=pgtrigger.Statement, when=pgtrigger.After, operation=pgtrigger.Insert,
                referencing=pgtrigger.Referencing(new="made"), func=ADDED,  # type: ignore[no-untyped-call]
            ),
            pgtrigger.Trigger(
                name="counted_no_more", level=pgtrigger.Statement, when=pgtrigger.After, operation=pgtrigger.Delete,
                referencing=pgtrigger.Referencing(old="made"), func=REMOVED,  # type: ignore[no-untyped-call]
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.soort} {self.on:%d-%m-%Y}"


class HoursOfMonth(Kept):
    """What the hours of one dossier come to in a month (its first day), by who gave them and kind, in minutes: kept by PostgreSQL with every
    hour (docs/adr/0034). There is no row where all was taken back."""

    register = Register("dossier__gemeente", WHY, BASIS, BI_9_9)
    sums = ("minutes", "practical")
    counted = MONTHS

    # The constraint below begins with it.
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+", db_index=False)
    aanbieder = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    soort = models.CharField("soort", max_length=16, choices=Soort.choices)
    month = models.DateField("maand")
    minutes = models.IntegerField("minuten")
    practical = models.IntegerField("waarvan praktijk, in minuten")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "aanbieder", "soort", "month"], name="hours_of_month_once"
            )
        ]
        triggers = [kept_by("kept_by_hours")]

    def __str__(self) -> str:
        return f"{self.soort} {self.month:%m-%Y}"


class Per(models.TextChoices):
    """By what hours are added up."""

    ALLES = "alles", "gemeente, aanbieder en soort"
    GEMEENTE = "gemeente", "gemeente"
    AANBIEDER = "aanbieder", "aanbieder"
    SOORT = "soort", "soort"


class HoursTotal(Total):
    """What the hours of all dossiers of a gemeente come to in a month, of how many persons: the sum of all such rows, of which each write adds some
    and the night makes one (docs/adr/0034).

    ``per`` says which of ``aanbieder`` and ``soort`` are told apart. ``before``: the last month before it in which the same
    persons made such hours, so that of a period a person is counted in its first month alone. They name nobody.
    """

    register = Register("gemeente", WHY, BASIS, BI_9_9, personal=False)
    sums = ("minutes", "practical", "persons")
    counted = TOTALS

    per = models.CharField(max_length=10, choices=Per.choices)
    # The index below holds them all.
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+", db_index=False)
    aanbieder = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    soort = models.CharField("soort", max_length=16, choices=Soort.choices, blank=True)
    month = models.DateField("maand")
    before = models.DateField("eerder in", null=True)
    minutes = models.BigIntegerField("minuten")
    practical = models.BigIntegerField("waarvan praktijk, in minuten")
    persons = models.IntegerField("personen")

    class Meta:
        indexes = [
            models.Index(
                fields=["per", "month"], include=["gemeente", "aanbieder", "soort", "before", "minutes", "practical", "persons"],
                name="hours_totals_by_month",
            ),
        ]  # fmt: skip
        triggers = [kept_by("kept_by_hours")]

    def __str__(self) -> str:
        return f"{self.per} {self.month:%m-%Y}"


class Meetelling(models.Model):
    """What the college decided of an hour of before the PIP (MP-01): it counts, or it doesn't. The newest row holds."""

    register = Register("uren__dossier__gemeente", WHY, BASIS, BI_9_9)

    id = models.BigAutoField(primary_key=True)
    uren = models.ForeignKey(Uren, on_delete=models.PROTECT, related_name="meetellingen")
    telt = models.BooleanField("telt mee")
    why = models.CharField("motivering", max_length=240)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    label = models.CharField("door", max_length=160)
    decided_at = models.DateTimeField("besloten")

    class Meta:
        ordering = ["-id"]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return "telt mee" if self.telt else "telt niet mee"
