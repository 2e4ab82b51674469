"""What COA gave about someone, field by field."""

from django.db import models

from wegwijs.dossiers.models import Dossier
from wegwijs.imports.models import ImportRow
from wegwijs.people.models import Source
from wegwijs.records import BI_9_9, Register

HANDOVER = "warme overdracht van COA naar de gemeente"


class ProfielVeld(models.Model):
    """One value of the klantprofiel, from a source on a day. A newer value is a new row; rows are never changed."""

    register = Register("dossier__gemeente", HANDOVER, "Bi 9.4(2)-(3)", BI_9_9)

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="profielvelden")
    key = models.CharField("veld", max_length=30)
    value = models.CharField("waarde", max_length=200)
    source = models.CharField("bron", max_length=10, choices=Source.choices, default=Source.COA)
    as_of = models.DateField("peildatum")
    recorded_at = models.DateTimeField("vastgelegd")
    by = models.CharField("door", max_length=160)
    row = models.ForeignKey(ImportRow, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["dossier", "key", "-as_of", "-id"])]

    def __str__(self) -> str:
        return self.key
