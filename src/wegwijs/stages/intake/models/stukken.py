"""Papers that somebody shows at the intake, seen or kept as a copy."""

import uuid

from django.db import models
from django.db.models import Q

from wegwijs.records import BI_9_9, Register
from wegwijs.stages.intake.models.intake import PURPOSE, BredeIntake


class IntakeStuk(models.Model):
    """One paper. ``content`` only where a copy is needed; taken away, the row stays without the file and its name.

    Nothing medical: what health means for learning stands in its blocks, and the paper stays with who brought it.
    """

    register = Register(
        "intake__dossier__gemeente", PURPOSE, "Wi 14(3); Bi 5.2(3)", BI_9_9, special=("about", "content")
    )

    class Soort(models.TextChoices):
        VERBLIJF = "verblijf", "verblijfsdocument of paspoort"
        DIPLOMA = "diploma", "diploma of cijferlijst"
        WAARDERING = "waardering", "diplomawaardering"
        WERK = "werk", "cv of papieren van werk"
        TAAL = "taal", "taalcertificaat"
        ANDERS = "anders", "iets anders"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    intake = models.ForeignKey(BredeIntake, on_delete=models.PROTECT, related_name="stukken")
    soort = models.CharField("soort", max_length=10, choices=Soort.choices)
    about = models.CharField("wat", max_length=80, blank=True)
    seen_on = models.DateField("gezien op")
    by = models.CharField("door", max_length=160)
    file_name = models.CharField("bestandsnaam", max_length=160, blank=True)
    content = models.BinaryField("bestand", null=True, blank=True)
    sha256 = models.CharField("controlegetal", max_length=64, blank=True)
    removed_on = models.DateField("verwijderd op", null=True, blank=True)
    removed_by = models.CharField("verwijderd door", max_length=160, blank=True)

    class Meta:
        ordering = ["seen_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["intake", "sha256"], condition=~Q(sha256=""), name="intakestuk_once"
            )
        ]

    def __str__(self) -> str:
        return self.get_soort_display()

    @property
    def title(self) -> str:
        """What it is, in words."""
        return self.about or self.get_soort_display()
