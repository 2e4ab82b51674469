"""Many letters of one kind, written and sent by the worker."""

import uuid

from django.db import models

from wegwijs.access.models import User
from wegwijs.documents.models.letters import Letter
from wegwijs.organisations.models import Gemeente
from wegwijs.records import BI_9_9, Register

SENDING = "brieven versturen"


class LetterBatch(models.Model):
    """A pile of letters for one gemeente, asked by ``made_by``, in whose name they go. ``kind``: see ``batches``."""

    register = Register("gemeente", SENDING, "Wi 14, 15; Awb 3:41", BI_9_9)

    class State(models.TextChoices):
        WAITING = "wacht", "wacht"
        RUNNING = "bezig", "bezig"
        STOPPED = "gestopt", "gestopt"
        DONE = "klaar", "klaar"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("soort", max_length=12)
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    label = models.CharField("door", max_length=160)
    made_at = models.DateTimeField("gemaakt")
    state = models.CharField("stand", max_length=8, choices=State.choices, default=State.WAITING)
    stop_asked = models.BooleanField("stoppen gevraagd", default=False)
    finished_at = models.DateTimeField("klaar", null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["gemeente", "-made_at"])]

    def __str__(self) -> str:
        return f"{self.kind} ({self.gemeente})"


class BatchLetter(models.Model):
    """One letter of a pile: about which dossier, what is to be said (``plan``), and what became of it.

    ``address_mark``: the address as it was when the pile was made; another one stops the letter.
    """

    register = Register("batch__gemeente", SENDING, "Wi 14, 15; Awb 3:41", BI_9_9, special=("plan",))

    class State(models.TextChoices):
        WAITING = "wacht", "wacht"
        SENT = "verzonden", "verzonden"
        STOPPED = "niet", "niet verzonden"

    batch = models.ForeignKey(LetterBatch, on_delete=models.CASCADE, related_name="items")
    place = models.PositiveIntegerField("volgnummer")
    subject = models.UUIDField("dossier")
    plan = models.JSONField("wat er in komt", default=dict)
    address_mark = models.CharField(max_length=64, blank=True, editable=False)
    state = models.CharField("stand", max_length=10, choices=State.choices, default=State.WAITING)
    reason = models.CharField("reden", max_length=400, blank=True)
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "place"], name="batch_letter_place"),
            models.UniqueConstraint(fields=["batch", "subject"], name="batch_letter_once_a_subject"),
        ]
        indexes = [models.Index(fields=["batch", "state", "place"], name="batch_letters_by_state")]

    def __str__(self) -> str:
        return f"brief {self.place}"
