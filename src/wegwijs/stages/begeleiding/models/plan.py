"""The guidance of one person: a plan made from the offer, each change a version, and which part the hours went to."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import F, Q

from wegwijs.access.models import User
from wegwijs.dossiers.models import Contactmoment, Dossier
from wegwijs.hours.models import Uren
from wegwijs.organisations.models import Employee, Organisation
from wegwijs.records import BI_9_9, Register, Versioned
from wegwijs.stages.begeleiding.models.aanbod import Basisaanbod, Begeleidingsdeel

GUIDANCE = "maatschappelijke begeleiding: wat is afgesproken en wat is gedaan"


class Eindreden(models.TextChoices):
    """Why guidance ends. No choice says anything about health."""

    BEREIKT = "bereikt", "de doelen zijn bereikt"
    VOORBIJ = "voorbij", "de periode is voorbij"
    ANDER = "ander", "een andere organisatie gaat verder"
    GEEN_CONTACT = "geen_contact", "er is geen contact meer"
    WIL_NIET = "wil_niet", "de inburgeraar wil het niet meer"
    GESLOTEN = "gesloten", "het dossier is gesloten"


class Begeleidingsplan(Versioned):
    """What an organisation plans to do for somebody. ``version`` is the number of the newest ``Planversie``.

    ``offered``: minutes of the offer that held for the gemeente when it was made: that is what was agreed for the grant, also
    when the plan itself becomes longer or shorter. ``planned`` and ``ends_on``: of the newest version. ``begeleider``: who
    carries it out now. Days are inclusive.
    """

    register = Register("dossier__gemeente", GUIDANCE, "Wi 13", BI_9_9)

    class State(models.TextChoices):
        LOOPT = "loopt", "loopt"
        BEEINDIGD = "beeindigd", "beëindigd"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="begeleidingsplannen")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    begeleider = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    aanbod = models.ForeignKey(Basisaanbod, on_delete=models.PROTECT, related_name="+")
    offered = models.PositiveIntegerField("minuten volgens het aanbod")
    planned = models.PositiveIntegerField("minuten gepland")
    begins_on = models.DateField("begint op")
    ends_on = models.DateField("loopt tot en met")
    state = models.CharField("stand", max_length=10, choices=State.choices, default=State.LOOPT)
    ended_on = models.DateField("beëindigd op", null=True, blank=True)
    end_reason = models.CharField("waarom beëindigd", max_length=12, choices=Eindreden.choices, blank=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    label = models.CharField("gemaakt door", max_length=160)
    made_at = models.DateTimeField("gemaakt")

    class Meta:
        ordering = ["-begins_on", "-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(state="loopt"), name="one_running_guidance_plan"
            ),
            models.CheckConstraint(
                condition=Q(state="loopt", ended_on=None, end_reason="")
                | (Q(state="beeindigd", ended_on__isnull=False) & ~Q(end_reason="")),
                name="guidance_ends_with_day_and_reason",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("begins_on")), name="guidance_ends_after_it_begins"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "begins_on"], name="guidance_of_organisation")]

    def __str__(self) -> str:
        return f"begeleidingsplan vanaf {self.begins_on:%d-%m-%Y}"

    @property
    def is_running(self) -> bool:
        """Whether it goes on."""
        return self.state == self.State.LOOPT


class Planversie(models.Model):
    """A plan as it stood from a moment on. A change is a new version: what was stays readable."""

    register = Register("plan__dossier__gemeente", GUIDANCE, "Wi 13", BI_9_9)

    plan = models.ForeignKey(Begeleidingsplan, on_delete=models.PROTECT, related_name="versies")
    number = models.PositiveSmallIntegerField("versie")
    ends_on = models.DateField("loopt tot en met")
    why = models.CharField("waarom gewijzigd", max_length=200, blank=True)
    label = models.CharField("door", max_length=160)
    made_at = models.DateTimeField("vastgelegd")

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="guidance_version_once")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"versie {self.number}"


class Planregel(models.Model):
    """One part in a version of a plan: how long, and with what goal."""

    register = Register("versie__plan__dossier__gemeente", GUIDANCE, "Wi 13", BI_9_9, special=("goal",))

    versie = models.ForeignKey(Planversie, on_delete=models.PROTECT, related_name="regels")
    part = models.CharField("onderdeel", max_length=12, choices=Begeleidingsdeel.choices)
    minutes = models.PositiveIntegerField("minuten")
    goal = models.CharField("doel", max_length=160, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["versie", "part"], name="guidance_part_once")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.get_part_display()


class Begeleidingsuren(models.Model):
    """Which part of a plan a row of the hours ledger went to, and the contact it was.

    The hours themselves stand in the ledger only (docs/adr/0017); taken back there, they count for nothing here.
    """

    register = Register("plan__dossier__gemeente", GUIDANCE, "Wi 13", BI_9_9)

    uren = models.OneToOneField(Uren, on_delete=models.PROTECT, primary_key=True, related_name="begeleiding")
    plan = models.ForeignKey(Begeleidingsplan, on_delete=models.PROTECT, related_name="uren")
    part = models.CharField("onderdeel", max_length=12, choices=Begeleidingsdeel.choices)
    contact = models.OneToOneField(Contactmoment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.get_part_display()
