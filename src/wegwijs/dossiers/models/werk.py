"""Daily work on a dossier: tasks, contacts and incoming post."""

import uuid

from django.db import models
from django.db.models import Q

from wegwijs.access.models import User
from wegwijs.dossiers.models.dossier import REGIE, Dossier
from wegwijs.organisations.models import Employee, Gemeente
from wegwijs.records import BI_9_9, Register


class Taak(models.Model):
    """Something to do, with why; made by a person or by a command (then ``source_key`` keeps it single)."""

    register = Register("dossier__gemeente", REGIE, "Wi 17(1)", BI_9_9)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="taken")
    title = models.CharField("taak", max_length=120)
    why = models.CharField("waarom", max_length=240, blank=True)
    due_on = models.DateField("uiterlijk", null=True, blank=True)
    assigned_to = models.ForeignKey(
        Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="taken"
    )
    link = models.CharField("pagina", max_length=200, blank=True)
    source_key = models.CharField(max_length=120, blank=True, editable=False)
    created_at = models.DateTimeField("gemaakt")
    done_on = models.DateField("gedaan op", null=True, blank=True)
    done_by = models.CharField("gedaan door", max_length=160, blank=True)

    class Meta:
        ordering = ["due_on", "created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "source_key"],
                condition=~Q(source_key="") & Q(done_on=None),
                name="task_once_by_key",
            ),
        ]
        indexes = [
            models.Index(fields=["assigned_to", "due_on"], condition=Q(done_on=None), name="task_open"),
        ]

    def __str__(self) -> str:
        return self.title


class Contactmoment(models.Model):
    """A call, a visit, a message: recorded in twenty seconds."""

    register = Register("dossier__gemeente", REGIE, "Wi 17(1)", BI_9_9)

    class Way(models.TextChoices):
        TELEFOON = "telefoon", "telefoon"
        BEZOEK = "bezoek", "huisbezoek"
        KANTOOR = "kantoor", "op kantoor"
        BERICHT = "bericht", "bericht of app"
        MAIL = "mail", "e-mail"

    # The index below begins with it; one of its own would be written for nothing.
    dossier = models.ForeignKey(
        Dossier, on_delete=models.CASCADE, related_name="contactmomenten", db_index=False
    )
    on = models.DateField("datum")
    way = models.CharField("wijze", max_length=10, choices=Way.choices)
    outgoing = models.BooleanField("wij namen contact op")
    reached = models.BooleanField("gesproken")
    summary = models.CharField("waar ging het over", max_length=300)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    organisation = models.CharField("organisatie", max_length=30)
    recorded_at = models.DateTimeField("vastgelegd")
    follow_up = models.ForeignKey(Taak, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-on", "-id"]
        indexes = [models.Index(fields=["dossier", "-on", "-id"])]

    def __str__(self) -> str:
        return f"{self.on:%d-%m-%Y} {self.get_way_display()}"


class IngekomenStuk(models.Model):
    """Incoming post or mail: first registered, then filed to a dossier and, where something must happen, a task."""

    register = Register("gemeente", "post registreren", "Archiefwet; Awb 2:14", BI_9_9, special=("content",))

    class Channel(models.TextChoices):
        POST = "post", "post"
        MAIL = "mail", "e-mail"
        BALIE = "balie", "afgegeven"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    received_on = models.DateField("ontvangen op")
    channel = models.CharField("kanaal", max_length=6, choices=Channel.choices)
    sender = models.CharField("afzender", max_length=120)
    subject = models.CharField("onderwerp", max_length=160)
    file_name = models.CharField("bestandsnaam", max_length=160, blank=True)
    file_type = models.CharField("bestandssoort", max_length=60, blank=True)
    content = models.BinaryField("bestand", null=True, blank=True)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, null=True, blank=True, related_name="post")
    task = models.ForeignKey(Taak, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    registered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField("geregistreerd")
    filed_at = models.DateTimeField("toegevoegd aan dossier", null=True, blank=True)

    class Meta:
        ordering = ["received_on"]
        indexes = [
            models.Index(fields=["gemeente", "received_on"], condition=Q(dossier=None), name="post_unfiled")
        ]

    def __str__(self) -> str:
        return self.subject
