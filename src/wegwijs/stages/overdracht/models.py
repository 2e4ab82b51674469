"""What COA gave about someone, field by field, and the files it came in."""

import uuid

from django.db import models

from wegwijs.access.models import User
from wegwijs.dossiers.models import Dossier
from wegwijs.organisations.models import Gemeente
from wegwijs.people.models import Source
from wegwijs.records import BI_9_9, Register

HANDOVER = "warme overdracht van COA naar de gemeente"


class ProfielImport(models.Model):
    """A file with klantprofielen, kept as it came. ``mapping`` maps a column of the file to one of our fields.

    ``done`` rows of ``total`` were read, ``taken`` of them taken over.
    """

    register = Register(
        "gemeente", HANDOVER, "Bi 9.4(2)-(3)", BI_9_9, special=("content", "columns", "mapping")
    )

    class State(models.TextChoices):
        MAPPING = "kolommen", "kolommen kiezen"
        WAITING = "wacht", "wacht op verwerking"
        RUNNING = "bezig", "bezig"
        STOPPED = "gestopt", "gestopt"
        DONE = "klaar", "klaar"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField("bestandsnaam", max_length=160)
    content = models.BinaryField("bestand")
    columns = models.JSONField("kolommen", default=list)
    mapping = models.JSONField("veld bij elke kolom", default=dict)
    as_of = models.DateField("peildatum")
    uploaded_at = models.DateTimeField("aangeleverd")
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    label = models.CharField("door", max_length=160)
    state = models.CharField("stand", max_length=8, choices=State.choices, default=State.MAPPING)
    stop_asked = models.BooleanField("stoppen gevraagd", default=False)
    total = models.PositiveIntegerField("regels", default=0)
    done = models.PositiveIntegerField("gelezen", default=0)
    taken = models.PositiveIntegerField("overgenomen", default=0)
    finished_at = models.DateTimeField("klaar", null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["gemeente", "-uploaded_at"])]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.gemeente})"


class ImportRij(models.Model):
    """One line of a file as it stood there, and what became of it; ``line`` counts from 1, the header included."""

    register = Register("upload__gemeente", HANDOVER, "Bi 9.4(2)-(3)", BI_9_9, special=("cells",))

    class State(models.TextChoices):
        WAITING = "wacht", "wacht"
        TAKEN = "over", "overgenomen"
        REFUSED = "nee", "geweigerd"

    upload = models.ForeignKey(ProfielImport, on_delete=models.CASCADE, related_name="rijen")
    line = models.PositiveIntegerField("regel")
    cells = models.JSONField("velden zoals aangeleverd")
    state = models.CharField("stand", max_length=5, choices=State.choices, default=State.WAITING)
    field = models.CharField("veld", max_length=120, blank=True)
    reason = models.CharField("reden", max_length=300, blank=True)
    remedy = models.CharField("wat u kunt doen", max_length=300, blank=True)
    dossier = models.ForeignKey(Dossier, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["line"]
        constraints = [models.UniqueConstraint(fields=["upload", "line"], name="one_row_a_line")]

    def __str__(self) -> str:
        return f"regel {self.line}"


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
    row = models.ForeignKey(ImportRij, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["dossier", "key", "-as_of", "-id"])]

    def __str__(self) -> str:
        return self.key
