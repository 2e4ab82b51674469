"""The dossiers of a regisseur go to a colleague, many at once: for a period or for good."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from wegwijs.access.models import User, Waarneming
from wegwijs.dossiers.models.dossier import REGIE, Dossier, Fase, Variant
from wegwijs.organisations.models import Employee, Gemeente
from wegwijs.records import BI_9_9, Register


class Herverdeling(models.Model):
    """One batch: from whom, to whom, in one gemeente. A worker carries it out on ``valid_from``, a few dossiers at a time.

    ``ended_on``: the day on which a waarneming that had begun was ended early, the first without it; ``ended_by``: by whom.

    ``fase`` and ``variant`` narrow a batch for good; empty takes every open dossier.
    """

    register = Register("gemeente", REGIE, "Wi 14-17", BI_9_9)

    class Soort(models.TextChoices):
        WAARNEMING = "waarneming", "waarneming: voor een periode"
        BLIJVEND = "blijvend", "blijvend: een nieuwe regisseur"

    class State(models.TextChoices):
        WACHT = "wacht", "wacht"
        LOOPT = "loopt", "loopt"
        KLAAR = "klaar", "klaar"
        TERUG_GEVRAAGD = "terug_gevraagd", "wordt teruggedraaid"
        TERUG_LOOPT = "terug_loopt", "wordt teruggedraaid"
        TERUG = "terug", "teruggedraaid"
        BEEINDIGD = "beeindigd", "beëindigd"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    soort = models.CharField("wat", max_length=12, choices=Soort.choices)
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    giver = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    taker = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    fase = models.CharField(max_length=12, choices=Fase.choices, blank=True)
    variant = models.CharField(max_length=10, choices=Variant.choices, blank=True)
    valid_from = models.DateField("vanaf")
    valid_to = models.DateField("tot en met", null=True, blank=True)
    waarneming = models.OneToOneField(
        Waarneming, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    state = models.CharField("stand", max_length=14, choices=State.choices, default=State.WACHT)
    stopped_because = models.CharField("gestopt omdat", max_length=200, blank=True)
    total = models.PositiveIntegerField("dossiers")
    requested_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    label = models.CharField("door", max_length=160)
    requested_at = models.DateTimeField("gevraagd")
    finished_at = models.DateTimeField("klaar", null=True, blank=True)
    ended_on = models.DateField("beëindigd op", null=True, blank=True)
    ended_by = models.CharField("beëindigd door", max_length=160, blank=True)

    class Meta:
        ordering = ["-requested_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | (Q(soort="waarneming") & ~Q(ended_by="")),
                name="waarneming_ended_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="beeindigd") | Q(ended_on__isnull=False),
                name="herverdeling_ended_on_a_day",
            ),
        ]
        indexes = [
            models.Index(
                fields=["valid_from"],
                condition=Q(state__in=["wacht", "loopt", "terug_gevraagd", "terug_loopt"]),
                name="herverdeling_due",
            ),
            models.Index(fields=["taker", "finished_at"], name="herverdeling_taker"),
        ]

    def __str__(self) -> str:
        return f"{self.giver} → {self.taker}"


class HerverdeeldDossier(models.Model):
    """One dossier of a batch: its line in the timeline, and which tasks and talks went along, to be put back."""

    register = Register("dossier__gemeente", REGIE, "Wi 14-17", BI_9_9, executor_only=True)

    class State(models.TextChoices):
        VERDEELD = "verdeeld", "verdeeld"
        TERUG = "terug", "teruggezet"
        BLEEF = "bleef", "bleef staan"

    herverdeling = models.ForeignKey(Herverdeling, on_delete=models.CASCADE, related_name="lines")
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="herverdeeld")
    event = models.BigIntegerField("regel in de tijdlijn")
    tasks = ArrayField(models.UUIDField(), verbose_name="taken die meegingen", default=list)
    talks = ArrayField(models.UUIDField(), verbose_name="afspraken die meegingen", default=list)
    done_at = models.DateTimeField("verdeeld")
    state = models.CharField("stand", max_length=8, choices=State.choices, default=State.VERDEELD)
    reason = models.CharField("waarom", max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["herverdeling", "dossier"], name="once_in_a_herverdeling")
        ]

    def __str__(self) -> str:
        return self.get_state_display()
