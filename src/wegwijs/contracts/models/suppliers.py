"""What shows that a school may give courses: its keurmerk, or recognised under the education laws."""

import uuid

from django.db import models
from django.db.models import F, Q

from wegwijs.organisations.models import Organisation
from wegwijs.records import ORGANISATION, Register


class Keurmerk(models.Model):
    """A supplier holds it from the first day to the last, both inclusive; ``checked_on``: when somebody looked it up in ``source``."""

    register = Register("", "mag deze school de leerroute geven", "Wi 16; Bi 3.3, 3.14", ORGANISATION, personal=False)  # fmt: skip

    class Kind(models.TextChoices):
        BOW = "bow", "Blik op Werk, Keurmerk Inburgeren"
        TST = "tst", "erkend voor het taalschakeltraject"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    supplier = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="keurmerken")
    kind = models.CharField("keurmerk", max_length=4, choices=Kind.choices)
    number = models.CharField("instellingsnummer", max_length=20)
    valid_from = models.DateField("geldig vanaf")
    valid_to = models.DateField("geldig tot en met")
    checked_on = models.DateField("nagekeken op")
    source = models.CharField("waar nagekeken", max_length=160)
    ended_why = models.CharField("eerder geëindigd omdat", max_length=160, blank=True)

    class Meta:
        ordering = ["-valid_to"]
        constraints = [
            models.UniqueConstraint(fields=["supplier", "kind", "valid_from"], name="keurmerk_once"),
            models.CheckConstraint(condition=Q(valid_to__gte=F("valid_from")), name="keurmerk_lasts_a_while"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"
