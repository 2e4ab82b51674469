"""A school of somebody's own choice, and what was asked of it: for who gets no offer of the gemeente (Wi 16; P-03, E64)."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.models.dossier import gemeente_of_dossier
from wegwijs.organisations.models import Gemeente
from wegwijs.records import BI_9_9, Register, Versioned
from wegwijs.stages.leerroutes.models.cursus import BASIS, WHY

ON_REQUEST = "Wi 35(3); Bi 9.2(3)-(4)"


class EigenSchool(Versioned):
    """Which school somebody chose and pays, from ``since`` to ``until``, both inclusive (None: still). No offer and no money of the gemeente."""

    register = Register("gemeente", WHY, BASIS, BI_9_9)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+", editable=False)
    name = models.CharField("school", max_length=120)
    place = models.CharField("plaats", max_length=60, blank=True)
    since = models.DateField("sinds")
    until = models.DateField("tot en met", null=True, blank=True)
    label = models.CharField("vastgelegd door", max_length=160)

    class Meta:
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["dossier"], condition=Q(until=None), name="one_own_school"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="own_school_forward"
            ),
        ]
        triggers = [gemeente_of_dossier()]

    def __str__(self) -> str:
        return f"{self.name}, {self.place}" if self.place else self.name


class Gevraagde(models.TextChoices):
    """Who is asked."""

    SCHOOL = "school", "de school"
    INBURGERAAR = "inburgeraar", "de inburgeraar zelf"


class Schoolgegeven(models.TextChoices):
    """What may be asked of a school or of who goes there (Bi 9.2(3)); nothing about health."""

    VOORTGANG = "voortgang", "voortgang"
    AANWEZIGHEID = "aanwezigheid", "aanwezigheid"
    INSPANNING = "inspanning", "inspanning"


class Vraaguitkomst(models.TextChoices):
    """How a question ended."""

    BEANTWOORD = "beantwoord", "beantwoord"
    GEEN_ANTWOORD = "geen_antwoord", "geen antwoord gekregen"
    INGETROKKEN = "ingetrokken", "ingetrokken: niet meer nodig"


class Gegevensvraag(models.Model):
    """One question for data about somebody who goes to a school of their own choice: never by itself, always for a reason.

    ``answer`` is what was said, in words of who recorded it. ``ended`` is "" while it is open.
    """

    register = Register("gemeente", WHY, ON_REQUEST, BI_9_9)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+", editable=False)
    school = models.ForeignKey(EigenSchool, on_delete=models.PROTECT, related_name="vragen")
    asked_of = models.CharField("gevraagd aan", max_length=12, choices=Gevraagde.choices)
    about = ArrayField(models.CharField(max_length=14, choices=Schoolgegeven.choices), verbose_name="over")
    because = models.CharField("waarom", max_length=240)
    asked_on = models.DateField("gevraagd op")
    asked_label = models.CharField("gevraagd door", max_length=160)
    answer_by = models.DateField("antwoord uiterlijk op")
    ended = models.CharField("uitkomst", max_length=14, choices=Vraaguitkomst.choices, blank=True)
    ended_on = models.DateField("antwoord op", null=True, blank=True)
    answer = models.CharField("antwoord", max_length=500, blank=True)

    class Meta:
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "asked_of"], condition=Q(ended=""), name="asked_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended="", ended_on=None) | (~Q(ended="") & Q(ended_on__isnull=False)),
                name="question_ended_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(ended="beantwoord") | ~Q(answer=""), name="answered_with_words"
            ),
        ]
        triggers = [gemeente_of_dossier()]

    def __str__(self) -> str:
        return f"vraag aan {self.get_asked_of_display()} van {self.asked_on:%d-%m-%Y}"
