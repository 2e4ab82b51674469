"""Files with rows about people: kept as they came, what their columns hold, and what became of each row.

Knows no partner and no dossier: what a row means is said by the kind of file (``kinds``).
"""

import uuid

from django.db import models

from wegwijs.access.models import User
from wegwijs.organisations.models import Gemeente, Organisation
from wegwijs.records import BI_9_9, ORGANISATION, Register

READING = "gegevens overnemen uit een bestand"


class ImportFile(models.Model):
    """A file as it came. ``mapping`` maps a column of the file to one of our fields; ``origin`` is who made it.

    ``done`` rows of ``total`` were looked at in the phase that runs, ``taken`` of them are taken over now.
    ``as_of``: the day the file was made, and so the date of every fact in it that has none of its own.
    ``organisation``: the partner that sent it, which alone sees it (None: the executor did); a partner's file may be about several
    gemeenten, and stands under the first for which the partner works.
    """

    register = Register(
        "gemeente", READING, "Bi 9.1-9.4; Wi 35", BI_9_9, special=("content", "columns", "mapping"), shared_by="self"
    )  # fmt: skip

    class State(models.TextChoices):
        MAPPING = "kolommen", "kolommen kiezen"
        CHECK_DUE = "proef_klaar", "wacht op de proef"
        CHECKING = "proef", "proef loopt"
        CHECKED = "nagekeken", "nagekeken"
        WAITING = "wacht", "wacht op verwerking"
        RUNNING = "bezig", "bezig"
        STOPPED = "gestopt", "gestopt"
        DONE = "klaar", "klaar"
        UNDO_DUE = "terug_klaar", "wacht op terugdraaien"
        UNDOING = "terug", "wordt teruggedraaid"
        UNDONE = "teruggedraaid", "teruggedraaid"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("soort bestand", max_length=12)
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    file_name = models.CharField("bestandsnaam", max_length=160)
    origin = models.CharField("komt uit", max_length=60)
    content = models.BinaryField("bestand")
    columns = models.JSONField("kolommen", default=list)
    mapping = models.JSONField("veld bij elke kolom", default=dict)
    as_of = models.DateField("peildatum")
    uploaded_at = models.DateTimeField("aangeleverd")
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    label = models.CharField("door", max_length=160)
    state = models.CharField("stand", max_length=14, choices=State.choices, default=State.MAPPING)
    stop_asked = models.BooleanField("stoppen gevraagd", default=False)
    total = models.PositiveIntegerField("regels", default=0)
    done = models.PositiveIntegerField("gelezen", default=0)
    taken = models.PositiveIntegerField("overgenomen", default=0)
    finished_at = models.DateTimeField("klaar", null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["gemeente", "-uploaded_at"])]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.gemeente})"


class ImportRow(models.Model):
    """One line of a file as it stood there, and what became of it; ``line`` counts from 1, the header included.

    ``subject``: the key of what the row is about (a dossier), once known. ``new``: it was made for this row.
    ``notes``: what someone should see of it (see ``kinds.Note``). ``trace``: what is needed to undo it.
    """

    register = Register(
        "file__gemeente", READING, "Bi 9.1-9.4; Wi 35", BI_9_9, special=("cells", "notes", "trace")
    )

    class State(models.TextChoices):
        WAITING = "wacht", "wacht"
        READY = "kan", "kan worden overgenomen"
        TAKEN = "over", "overgenomen"
        REFUSED = "nee", "geweigerd"
        UNDONE = "terug", "teruggedraaid"
        KEPT = "blijft", "blijft staan"

    file = models.ForeignKey(ImportFile, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField("regel")
    cells = models.JSONField("velden zoals aangeleverd")
    state = models.CharField("stand", max_length=6, choices=State.choices, default=State.WAITING)
    new = models.BooleanField("nieuw", default=False)
    differs = models.BooleanField("er is een verschil", default=False)
    field = models.CharField("veld", max_length=120, blank=True)
    reason = models.CharField("reden", max_length=300, blank=True)
    remedy = models.CharField("wat u kunt doen", max_length=300, blank=True)
    notes = models.JSONField("bevindingen", default=list)
    subject = models.UUIDField("dossier", null=True, blank=True)
    trace = models.JSONField("om terug te draaien", default=dict)

    class Meta:
        ordering = ["line"]
        constraints = [models.UniqueConstraint(fields=["file", "line"], name="import_row_once_a_line")]
        indexes = [
            models.Index(fields=["file", "state", "line"], name="import_rows_by_state"),
            models.Index(
                fields=["file", "line"], condition=models.Q(differs=True), name="import_rows_differ"
            ),
        ]

    def __str__(self) -> str:
        return f"regel {self.line}"


class ColumnMeaning(models.Model):
    """What a column of that name held the last time: the first guess for the next file of this kind."""

    register = Register(
        "gemeente", "kolommen van bestanden herkennen", "AVG 6(1)(e)", ORGANISATION, personal=False
    )

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("soort bestand", max_length=12)
    column = models.CharField("kolom", max_length=80)
    key = models.CharField("veld", max_length=40)
    chosen_at = models.DateTimeField("gekozen")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "kind", "column"], name="one_meaning_a_column")
        ]

    def __str__(self) -> str:
        return f"{self.column} = {self.key}"
