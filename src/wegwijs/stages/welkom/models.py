"""The half-days of a programme as the region laid them down, in versions."""

import pgtrigger
from django.db import models

from wegwijs.access.models import User
from wegwijs.groups.models import Programme
from wegwijs.hours.models import Soort
from wegwijs.organisations.models import OrganisationKind
from wegwijs.records import ORGANISATION, Register

PURPOSE = "het welkomstprogramma en het PVT van de regio"
BASIS = "Wi 6, 14, 17; Bi 3.1"


def _stays() -> pgtrigger.Protect:
    """What was laid down isn't edited: a later version takes its place."""
    return pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)


class Programmaversie(models.Model):
    """The half-days of a programme for groups that begin on ``valid_from`` or later, until a later version begins.

    Of two that begin on the same day the one that was laid down last holds.
    """

    register = Register("", PURPOSE, BASIS, ORGANISATION, personal=False)

    programme = models.CharField("programma", max_length=8, choices=Programme.choices)
    valid_from = models.DateField("geldt vanaf")
    source = models.CharField("besluit of afspraak", max_length=160)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    label = models.CharField("door", max_length=160)
    made_at = models.DateTimeField("vastgelegd")

    class Meta:
        ordering = ["programme", "-valid_from", "-id"]
        triggers = [_stays()]

    def __str__(self) -> str:
        return f"{self.get_programme_display()} vanaf {self.valid_from:%d-%m-%Y}"


class Dagdeel(models.Model):
    """One half-day of a version. ``giver`` is the kind of organisation that gives it; ``practical`` as PVT and MAP ask."""

    register = Register("", PURPOSE, BASIS, ORGANISATION, personal=False)

    versie = models.ForeignKey(Programmaversie, on_delete=models.PROTECT, related_name="dagdelen")
    position = models.PositiveSmallIntegerField("volgorde")
    title = models.CharField("onderwerp", max_length=80)
    soort = models.CharField("waaraan besteed", max_length=16, choices=Soort.choices)
    giver = models.CharField("gegeven door", max_length=16, choices=OrganisationKind.choices)
    theme = models.CharField("thema", max_length=80, blank=True)
    practical = models.BooleanField("praktijk", default=False)
    minutes = models.PositiveSmallIntegerField("duur in minuten")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["versie", "position"], name="dagdeel_position_once"),
            models.CheckConstraint(condition=models.Q(minutes__gt=0), name="dagdeel_takes_time"),
        ]
        triggers = [_stays()]

    def __str__(self) -> str:
        return self.title
