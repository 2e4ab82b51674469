"""A place in a group, or on its waiting list."""

import uuid

from django.db import models
from django.db.models import Q

from wegwijs.dossiers.models import Dossier
from wegwijs.groups.models.group import BASIS, WHY, Group
from wegwijs.records import BI_9_9, Register


class Leaving(models.TextChoices):
    """Why somebody left a group. No choice says anything about health."""

    KLAAR = "klaar", "de groep is klaar"
    ANDERE_GROEP = "andere_groep", "gaat naar een andere groep"
    ANDERE_DAG = "andere_dag", "de dagen passen niet"
    WERK = "werk", "werk of opleiding"
    NIET_MEER = "niet_meer", "hoeft of wil niet meer meedoen"
    GESLOTEN = "gesloten", "het dossier is gesloten"
    VERVALLEN = "vervallen", "de groep gaat niet door"


class Enrolment(models.Model):
    """``placed_at`` None: on the waiting list, in the order of ``asked_at``. ``left_on`` is the first day without a place.

    ``secret_hash`` is kept of the secret address at which somebody says whether they come ("": none was made).
    """

    register = Register("dossier__gemeente", WHY, BASIS, BI_9_9)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="enrolments")
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="enrolments")
    asked_at = models.DateTimeField("aangemeld")
    placed_at = models.DateTimeField("geplaatst", null=True, blank=True)
    left_on = models.DateField("uit de groep sinds", null=True, blank=True)
    leaving = models.CharField("reden", max_length=14, choices=Leaving.choices, blank=True)
    by = models.CharField("aangemeld door", max_length=160)
    secret_hash = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "dossier"], condition=Q(left_on=None), name="one_place_a_group"
            ),
            models.UniqueConstraint(
                fields=["secret_hash"], condition=~Q(secret_hash=""), name="enrolment_by_secret"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group} ({'plaats' if self.placed_at else 'wachtlijst'})"
