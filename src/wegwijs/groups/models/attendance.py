"""One person at one session: asked to come, what they answered, and whether they were there (docs/adr/0019)."""

import uuid

from django.db import models
from django.db.models import Q

from wegwijs.access.models import User
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.models.dossier import gemeente_of_dossier
from wegwijs.groups.models.group import BASIS, Session
from wegwijs.hours.models import Uren
from wegwijs.organisations.models import Gemeente, Organisation
from wegwijs.records import BI_9_9, Register


class Reply(models.TextChoices):
    """What somebody answers to an invitation."""

    KOMT = "komt", "komt"
    KOMT_NIET = "komt_niet", "komt niet"


class Presence(models.TextChoices):
    """What a trainer registers."""

    AANWEZIG = "aanwezig", "aanwezig"
    LAAT = "laat", "te laat"
    AFGEMELD = "afgemeld", "afgemeld, met reden"
    AFWEZIG = "afwezig", "afwezig zonder reden"


class Absence(models.TextChoices):
    """Why somebody can't come. No choice says anything about health: that is nobody's business here."""

    AFSPRAAK = "afspraak", "heeft een andere afspraak"
    KIND = "kind", "zorgt voor een kind"
    WERK = "werk", "werkt of heeft les"
    VERVOER = "vervoer", "heeft geen vervoer"
    PRIVE = "prive", "persoonlijke reden"


class Known(models.TextChoices):
    """Of somebody who was expected at a session that was called off: whether they know."""

    OPEN = "open", "weet het nog niet"
    BRIEF = "brief", "met een brief"
    VERTELD = "verteld", "verteld"


# Who belongs at a session: is expected, or was registered and is no longer shown to who gave it.
EXPECTED = Q(shown=True) | ~Q(presence="")


class Attendance(models.Model):
    """``organisation`` gives the session and sees this row while it is ``shown``, and no other of the dossier.

    ``name`` and ``language`` are what a trainer reads. ``late`` is in minutes and not in the ledger. ``hours`` is the row of the
    ledger that stands for it. ``off`` is "" for who wasn't expected when the session was called off. ``gemeente`` is the dossier's: the policy of this table looks at no other.
    """

    register = Register(
        "gemeente",
        "wie uitgenodigd is voor een bijeenkomst en wie er was",
        BASIS,
        BI_9_9,
        shared_by="self",
        shared_while="shown",
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="attendances")
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="+")
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+", editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    shown = models.BooleanField("zichtbaar voor wie de bijeenkomst geeft", default=True, editable=False)
    name = models.CharField("naam", max_length=240)
    language = models.CharField("taal", max_length=8, blank=True)
    invited_on = models.DateField("uitgenodigd op", null=True, blank=True)
    reminded_on = models.DateField("herinnerd op", null=True, blank=True)
    reply = models.CharField("antwoord", max_length=10, choices=Reply.choices, blank=True)
    reply_reason = models.CharField("reden van niet komen", max_length=8, choices=Absence.choices, blank=True)
    replied_at = models.DateTimeField("geantwoord", null=True, blank=True)
    off = models.CharField("weet van de afzegging", max_length=8, choices=Known.choices, blank=True)
    off_told_on = models.DateField("weet het sinds", null=True, blank=True)
    presence = models.CharField("aanwezigheid", max_length=8, choices=Presence.choices, blank=True)
    late = models.PositiveSmallIntegerField("minuten te laat", default=0)
    reason = models.CharField("reden", max_length=8, choices=Absence.choices, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    label = models.CharField("geregistreerd door", max_length=160, blank=True)
    recorded_at = models.DateTimeField("geregistreerd", null=True, blank=True)
    hours = models.ForeignKey(Uren, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "dossier"], name="attendance_once"),
            models.CheckConstraint(
                condition=Q(late=0) | Q(presence="laat"), name="attendance_late_when_late"
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "session"], condition=Q(shown=True), name="attendance_shown")
        ]
        triggers = [gemeente_of_dossier()]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_presence_display() or 'nog niet geregistreerd'})"
