"""Signs of looking without work for it, each answered by the privacy officer."""

import uuid

from django.db import models
from django.db.models import Q

from wegwijs.organisations.models import Employee, Gemeente
from wegwijs.records import AUDIT, Register


class Sign(models.Model):
    """One sign in one month: which account looked at which dossier, by their keys only.

    ``account`` is 0 where it is about many people and one dossier, ``dossier`` is None where it is about one account and many
    dossiers. ``number``: how often, how many dossiers, or how many people. A sign accuses nobody: it asks for an answer.
    """

    register = Register(
        "gemeente", "toezicht op gebruik van persoonsgegevens", "AVG 5(2), 32; BIO2 8.15", AUDIT
    )

    class Rule(models.TextChoices):
        """What made it stand out."""

        SURNAME = "achternaam", "zelfde achternaam als de medewerker"
        ELSEWHERE = "elders", "gemeente waarvoor de medewerker niet werkt"
        NO_WORK = "geen_werk", "vaak gekeken zonder taak, regie of wijziging"
        REVEALED = "getoond", "afgeschermd gegeven getoond zonder taak, regie of wijziging"
        MANY = "veel", "veel verschillende dossiers in een uur"
        CROWD = "drukte", "veel mensen keken zonder werk in het dossier"
        SAMPLE = "steekproef", "steekproef"

    class Answer(models.TextChoices):
        """What the privacy officer found."""

        EXPLAINED = "verklaard", "verklaard"
        ASKED = "onderzoeken", "wordt onderzocht"
        WRONG = "onrechtmatig", "onrechtmatig"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    month = models.DateField("maand")
    rule = models.CharField("waarom", max_length=12, choices=Rule.choices)
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    account = models.BigIntegerField("account", default=0)
    dossier = models.UUIDField("dossier", null=True, blank=True)
    number = models.PositiveIntegerField("hoe vaak")
    first_at = models.DateTimeField("eerste keer")
    last_at = models.DateTimeField("laatste keer")
    answer = models.CharField("antwoord", max_length=12, choices=Answer.choices, blank=True)
    because = models.CharField("waarom", max_length=500, blank=True)
    answered_by = models.ForeignKey(
        Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField("beantwoord", null=True, blank=True)

    class Meta:
        ordering = ["-month", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["month", "rule", "gemeente", "account", "dossier"],
                name="sign_once_a_month",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(answer="") | (~Q(because="") & Q(answered_by__isnull=False)),
                name="sign_answered_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["gemeente"], condition=Q(answer=""), name="sign_open")]

    def __str__(self) -> str:
        return f"{self.month:%m-%Y} {self.get_rule_display()}"
