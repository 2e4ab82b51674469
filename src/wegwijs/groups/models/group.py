"""A group and its sessions: when, where, by whom, and what their hours are spent on. No row here is about an inburgeraar."""

import uuid

from django.db import models
from django.db.models import Q

from wegwijs.agenda.models import Interpreter, Room
from wegwijs.agenda.slots import Slot
from wegwijs.hours.models import Soort
from wegwijs.organisations.models import Employee, Gemeente, Organisation
from wegwijs.records import ORGANISATION, Register, Versioned

WHY = "groepen van het welkomstprogramma en het PVT plannen"
BASIS = "Wi 6, 14, 17; Bi 3.1"


class Programme(models.TextChoices):
    """What a group follows."""

    WELKOM = "welkom", "welkomstprogramma"
    PVT = "pvt", "participatieverklaringstraject (PVT)"


class Level(models.TextChoices):
    """How much Dutch a group speaks."""

    ALFA = "alfa", "leert lezen en schrijven"
    BEGIN = "begin", "nog geen Nederlands"
    A1 = "a1", "een beetje Nederlands (A1)"
    A2 = "a2", "eenvoudig Nederlands (A2)"
    GEMENGD = "gemengd", "gemengd"


class Group(Versioned):
    """``capacity`` is how many have a place; who comes after waits. ``language``: in which it is explained ("": only Dutch).

    ``gemeente`` is where it is held; people of other gemeenten may have a place.
    """

    register = Register("gemeente", WHY, BASIS, ORGANISATION, personal=False)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    programme = models.CharField("programma", max_length=8, choices=Programme.choices)
    name = models.CharField("naam", max_length=60)
    level = models.CharField("niveau", max_length=8, choices=Level.choices)
    language = models.CharField("uitleg ook in", max_length=8, blank=True)
    capacity = models.PositiveSmallIntegerField("plaatsen")
    made_at = models.DateTimeField("gemaakt")
    cancelled_at = models.DateTimeField("gaat niet door sinds", null=True, blank=True)

    class Meta:
        ordering = ["-made_at"]
        indexes = [models.Index(fields=["gemeente", "made_at"], name="group_by_gemeente")]

    def __str__(self) -> str:
        return self.name


class Session(Versioned):
    """One half-day. ``at`` is a Dutch clock time, ``minutes`` how long it lasts and how much goes into the ledger.

    ``organisation`` gives it, ``trainer`` and ``assistant`` are its people (None: nobody yet). ``place`` is where, when it is
    in no room of ours. ``practical``: an activity that makes something practical, as PVT and MAP ask.
    """

    register = Register("group__gemeente", WHY, BASIS, ORGANISATION, personal=False)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="sessions")
    on = models.DateField("datum")
    at = models.TimeField("tijd")
    minutes = models.PositiveSmallIntegerField("duur in minuten")
    title = models.CharField("onderwerp", max_length=80)
    soort = models.CharField("waaraan besteed", max_length=16, choices=Soort.choices)
    theme = models.CharField("thema", max_length=80, blank=True)
    practical = models.BooleanField("praktijk", default=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    trainer = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    assistant = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    room = models.ForeignKey(Room, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    place = models.CharField("plaats", max_length=160, blank=True)
    interpreter = models.ForeignKey(
        Interpreter, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    changed_at = models.DateTimeField("gewijzigd")
    cancelled_at = models.DateTimeField("gaat niet door sinds", null=True, blank=True)

    class Meta:
        ordering = ["on", "at"]
        indexes = [
            models.Index(fields=["on", "at"], condition=Q(cancelled_at=None), name="session_by_day"),
            models.Index(fields=["organisation", "on"], condition=Q(cancelled_at=None), name="session_of"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.on:%d-%m-%Y}"

    @property
    def slot(self) -> Slot:
        """When it is."""
        return Slot(self.on, self.at, self.minutes)

    @property
    def manned(self) -> bool:
        """Whether somebody gives it who still works on that day."""
        return self.trainer is not None and self.works(self.trainer)

    def works(self, one: Employee) -> bool:
        """Whether this employee works on the day."""
        return one.valid_to is None or one.valid_to >= self.on

    @property
    def source(self) -> str:
        """Under which name it takes rooms and people's time (docs/adr/0019)."""
        return f"bijeenkomst:{self.pk}"
