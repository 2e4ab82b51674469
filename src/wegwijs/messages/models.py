"""Raw messages: what came in is stored before anything is done with it; what must go out is a row until it is taken."""

import uuid

from django.db import models
from django.db.models import Q

from wegwijs.organisations.models import Gemeente
from wegwijs.records import BI_9_9, Register

EXCHANGE = "gegevens uitwisselen met ketenpartners"


class InboundMessage(models.Model):
    """A message as it arrived. Unique by the partner's own id and by content: repeats change nothing."""

    register = Register("gemeente", EXCHANGE, "Bi 9.1-9.6", BI_9_9, special=("payload", "raw"))

    class State(models.TextChoices):
        RECEIVED = "ontvangen", "ontvangen"
        HANDLED = "verwerkt", "verwerkt"
        KEPT = "bewaard", "bewaard"
        FAILED = "mislukt", "niet gelukt"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partner = models.CharField("partner", max_length=10)
    message_id = models.CharField("berichtnummer", max_length=64)
    kind = models.CharField("soort", max_length=40)
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    payload = models.JSONField("inhoud")
    raw = models.TextField("zoals ontvangen", blank=True)
    content_hash = models.CharField(max_length=64, editable=False)
    occurred_at = models.DateTimeField("tijdstip bij de afzender", null=True, blank=True)
    received_at = models.DateTimeField("ontvangen")
    state = models.CharField("stand", max_length=10, choices=State.choices, default=State.RECEIVED)
    attempts = models.PositiveSmallIntegerField("pogingen", default=0)
    faults = models.PositiveSmallIntegerField("brak af in Wegwijs", default=0)
    handled_at = models.DateTimeField("verwerkt", null=True, blank=True)
    outcome = models.CharField("uitkomst", max_length=300, blank=True)
    dossier_id = models.UUIDField("dossier", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partner", "message_id"], name="inbound_once_by_id"),
            models.UniqueConstraint(fields=["partner", "content_hash"], name="inbound_once_by_content"),
        ]
        indexes = [
            models.Index(
                fields=["partner", "received_at"],
                name="inbound_open",
                condition=~Q(state__in=["verwerkt", "bewaard"]),
            ),
            models.Index(fields=["partner", "-received_at", "-id"], name="inbound_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.partner} {self.kind} {self.received_at:%d-%m-%Y %H:%M}"


class OutboundMessage(models.Model):
    """A message that must reach a partner; written in the transaction of the act, sent by a worker, once per key.

    ``message_id`` stays the same in every attempt, so that the partner can tell a repeat; after a refusal a new try
    is a new message and gets another. ``next_attempt_at`` is when a message that did not arrive is tried again.
    """

    register = Register("gemeente", EXCHANGE, "Bi 9.2, 9.3", BI_9_9, special=("payload",))

    class State(models.TextChoices):
        QUEUED = "klaar", "klaar om te versturen"
        ACCEPTED = "aanvaard", "aanvaard"
        REFUSED = "geweigerd", "geweigerd"
        FAILED = "mislukt", "niet aangekomen"
        DONE_BY_HAND = "overgenomen", "overgenomen in het portaal"
        DROPPED = "vervallen", "niet meer nodig"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partner = models.CharField("partner", max_length=10)
    kind = models.CharField("soort", max_length=40)
    key = models.CharField("sleutel", max_length=120, unique=True)
    message_id = models.UUIDField("berichtnummer", default=uuid.uuid4)
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    dossier_id = models.UUIDField("dossier", null=True, blank=True, db_index=True)
    payload = models.JSONField("inhoud")
    created_at = models.DateTimeField("gemaakt")
    state = models.CharField("stand", max_length=12, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField("pogingen", default=0)
    faults = models.PositiveSmallIntegerField("brak af in Wegwijs", default=0)
    last_attempt_at = models.DateTimeField("laatste poging", null=True, blank=True)
    next_attempt_at = models.DateTimeField("volgende poging", null=True, blank=True)
    answer = models.CharField("antwoord", max_length=600, blank=True)
    settled_at = models.DateTimeField("afgehandeld", null=True, blank=True)
    settled_by = models.CharField("afgehandeld door", max_length=160, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["partner", "created_at"], name="outbound_open", condition=Q(settled_at=None)
            ),
            models.Index(
                fields=["partner", "created_at"], name="outbound_refused", condition=Q(state="geweigerd")
            ),
            models.Index(fields=["partner", "-created_at", "-id"], name="outbound_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.partner} {self.kind} {self.state}"
