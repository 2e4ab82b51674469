"""Versions of the official form with the participatieverklaring; Wegwijs has no text of its own (PVT-02)."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import Q

from wegwijs.organisations.models import Employee, Organisation
from wegwijs.records import ORGANISATION, Register

GUARD = """
    IF TG_OP = 'DELETE' OR to_jsonb(NEW) - ARRAY['state', 'decided_by_id', 'decided_at']
            IS DISTINCT FROM to_jsonb(OLD) - ARRAY['state', 'decided_by_id', 'decided_at']
        OR OLD.state <> 'voorgelegd' THEN
        RAISE EXCEPTION 'een versie van de participatieverklaring verandert niet: leg een nieuwe voor';
    END IF;
    RETURN NEW;
"""


class Verklaringstekst(models.Model):
    """One version of the form, as functional management got it from the source that it names; ``sha256`` of its file.

    It counts from ``valid_from`` once a second person put it in force. The file never changes: the database refuses it.
    """

    register = Register(
        "", "het formulier dat bij de ondertekening gold", "Wi 6(8); Bi 3.1(6)", ORGANISATION, personal=False
    )

    class State(models.TextChoices):
        VOORGELEGD = "voorgelegd", "wacht op een collega"
        VASTGESTELD = "vastgesteld", "vastgesteld"
        VERVALLEN = "vervallen", "vervallen"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField("versie")
    state = models.CharField("stand", max_length=12, choices=State.choices, default=State.VOORGELEGD)
    valid_from = models.DateField("geldig vanaf")
    source = models.CharField("bron", max_length=200)
    file_name = models.CharField("bestand", max_length=120)
    content = models.BinaryField("formulier")
    sha256 = models.CharField("kenmerk van het bestand (SHA-256)", max_length=64)
    made_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField("voorgelegd op")
    decided_by = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    decided_at = models.DateTimeField("vastgesteld op", null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="verklaring_version_once"),
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(state="voorgelegd"), name="one_offered_verklaring"
            ),
            models.CheckConstraint(
                condition=~Q(state="vastgesteld") | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="verklaring_decided_by_somebody",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="as_it_came",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=GUARD,
            )
        ]

    def __str__(self) -> str:
        return f"participatieverklaring, versie {self.number}"
