"""The regeldag: one household arranges in one day what a new home asks, step by step."""

import uuid

from django.db import models

from wegwijs.dossiers.models import Dossier
from wegwijs.organisations.models import Employee
from wegwijs.records import BI_9_9, Register, Versioned

SETTLING = "regeldag bij de vestiging in de gemeente"


class Regeldag(Versioned):
    """A day for a household, planned from the dossier of one of them; who comes along stands in ``meegaanden``.

    ``begeleider`` runs it (nobody yet: whoever may). ``at`` and ``until`` are Dutch clock times; in between, the time of who
    runs it and of who comes along is taken (see ``agenda``). ``number``: how many come along, for who
    doesn't see them all.
    """

    register = Register("dossier__gemeente", SETTLING, "Wi 13", BI_9_9)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="regeldagen")
    on = models.DateField("datum")
    at = models.TimeField("begint om")
    until = models.TimeField("klaar om")
    begeleider = models.ForeignKey(
        Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    interpreter = models.BooleanField("met tolk", default=False)
    number = models.PositiveSmallIntegerField("hoeveel mensen")
    closed_at = models.DateTimeField("afgesloten", null=True, blank=True)
    cancelled_at = models.DateTimeField("afgezegd", null=True, blank=True)
    cancel_reason = models.CharField("waarom afgezegd", max_length=160, blank=True)
    made_at = models.DateTimeField("gemaakt")
    by = models.CharField("gepland door", max_length=160)

    class Meta:
        ordering = ["on", "at"]
        indexes = [models.Index(fields=["on", "id"])]

    def __str__(self) -> str:
        return f"regeldag {self.on:%d-%m-%Y}"

    @property
    def source(self) -> str:
        """Under which name it takes people's time (docs/adr/0019)."""
        return f"regeldag:{self.pk}"


class Meegaande(models.Model):
    """Somebody of the household comes along, with an own dossier in the same gemeente."""

    register = Register("dossier__gemeente", SETTLING, "Wi 13", BI_9_9)

    regeldag = models.ForeignKey(Regeldag, on_delete=models.CASCADE, related_name="meegaanden")
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="meegaanden")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["regeldag", "dossier"], name="once_along_on_a_regeldag")
        ]

    def __str__(self) -> str:
        return f"{self.dossier}"


class Regelstap(models.Model):
    """One thing to arrange: where, with whom, what to bring, and what came of it.

    ``key`` is that of the standard list, empty for a step of one's own. ``result_on``: the day from which something holds
    (registered, bijstand). ``settled_by`` said last how it stands.
    """

    register = Register("regeldag__dossier__gemeente", SETTLING, "Wi 13", BI_9_9)

    class State(models.TextChoices):
        OPEN = "open", "nog te doen"
        GEDAAN = "gedaan", "gedaan"
        NIET = "niet", "niet gelukt"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    regeldag = models.ForeignKey(Regeldag, on_delete=models.CASCADE, related_name="stappen")
    key = models.CharField("soort", max_length=20, blank=True)
    position = models.PositiveSmallIntegerField("volgorde")
    title = models.CharField("stap", max_length=80)
    body = models.CharField("instantie", max_length=80, blank=True)
    person = models.CharField("wie helpt daar", max_length=80, blank=True)
    at = models.TimeField("tijd", null=True, blank=True)
    place = models.CharField("plaats", max_length=120, blank=True)
    phone = models.CharField("telefoon", max_length=22, blank=True)
    papers = models.CharField("meenemen", max_length=200, blank=True)
    state = models.CharField("stand", max_length=6, choices=State.choices, default=State.OPEN)
    reason = models.CharField("waarom niet", max_length=160, blank=True)
    result_on = models.DateField("vanaf", null=True, blank=True)
    settled_by = models.CharField("door", max_length=160, blank=True)
    settled_at = models.DateTimeField("wanneer", null=True, blank=True)

    class Meta:
        ordering = ["position", "title"]

    def __str__(self) -> str:
        return self.title
