"""Places at employers and with volunteers for the MAP and for participation in the Z-route, and who was placed there (Wi 6(1)(b), 6(6), 9; Bi 3.2, 3.14)."""

import uuid
from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from wegwijs.access.models import User
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.models.dossier import gemeente_of_dossier
from wegwijs.organisations.models import Gemeente
from wegwijs.records import BI_9_9, ORGANISATION, Register, Versioned

WHY, BASIS = (
    "plaatsen bij werkgevers en vrijwilligers voor MAP en Z-route",
    "Wi 6(1)(b), 6(6), 9; Bi 3.2, 3.14",
)


class Taaleis(models.TextChoices):
    """How much Dutch a place asks."""

    GEEN = "geen", "geen Nederlands nodig"
    A1 = "A1", "A1: losse woorden"
    A2 = "A2", "A2: eenvoudige zinnen"
    B1 = "B1", "B1: een gewoon gesprek"


class Werksoort(models.TextChoices):
    """What kind of place it is."""

    WERKGEVER = "werkgever", "bij een werkgever"
    VRIJWILLIG = "vrijwillig", "vrijwilligerswerk"


class Weekdag(models.TextChoices):
    """A day of the week on which somebody works."""

    MA = "ma", "maandag"
    DI = "di", "dinsdag"
    WO = "wo", "woensdag"
    DO = "do", "donderdag"
    VR = "vr", "vrijdag"
    ZA = "za", "zaterdag"
    ZO = "zo", "zondag"


class Plaatsingsdoel(models.TextChoices):
    """What the hours of a placement count for."""

    MAP = "map", "praktijk van de MAP"
    Z = "z", "participatie in de Z-route"


class Plaatsingseinde(models.TextChoices):
    """Why a placement ended before its last day."""

    KLAAR = "klaar", "de uren zijn gemaakt"
    WERK = "werk", "de inburgeraar kreeg werk"
    PAST_NIET = "past_niet", "de plaats past niet"
    WERKGEVER = "werkgever", "de werkgever stopt ermee"
    VERGISSING = "vergissing", "de plaatsing was een vergissing"
    GESLOTEN = "gesloten", "het dossier is gesloten"


class Werkgever(Versioned):
    """An employer that offers places; ``contact`` and ``phone`` of whom one calls there."""

    register = Register("", WHY, BASIS, ORGANISATION)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("werkgever", max_length=120, unique=True)
    place = models.CharField("plaats", max_length=80)
    contact = models.CharField("contactpersoon", max_length=120, blank=True)
    phone = models.CharField("telefoon", max_length=22, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Werkplek(Versioned):
    """Work of one kind at an employer: ``seats`` at once, from a day up to and including another (None: until further notice).

    ``days``: on which there is work (none: by agreement); ``postcode`` of where it is, "" when not known.
    """

    register = Register("", WHY, BASIS, ORGANISATION, personal=False)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    werkgever = models.ForeignKey(Werkgever, on_delete=models.PROTECT, related_name="werkplekken")
    work = models.CharField("soort werk", max_length=120)
    seats = models.PositiveSmallIntegerField("aantal plaatsen")
    valid_from = models.DateField("vanaf")
    valid_to = models.DateField("tot en met", null=True, blank=True)
    level = models.CharField("taal", max_length=4, choices=Taaleis.choices)
    travel = models.CharField("reis", max_length=160, blank=True)
    soort = models.CharField(
        "soort plaats", max_length=10, choices=Werksoort.choices, default=Werksoort.WERKGEVER
    )
    days = ArrayField(
        models.CharField(max_length=2, choices=Weekdag.choices),
        verbose_name="dagen",
        default=list,
        blank=True,
    )
    postcode = models.CharField("postcode", max_length=7, blank=True)

    class Meta:
        ordering = ["werkgever__name", "work", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(seats__gt=0), name="werkplek_has_a_seat"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="werkplek_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.work}, {self.werkgever}"


class Plaatsing(models.Model):
    """Somebody at a place, from a day up to and including another. ``hours``: agreed in all, whole hours; ``days`` and ``weekly_minutes``: on which
    days and how much a week, where that was agreed.

    ``off``: ended before it began, so it never held a seat.
    """

    register = Register(
        "gemeente", "iemand plaatsen voor de MAP of de participatie van de Z-route", BASIS, BI_9_9
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="plaatsingen")
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+", editable=False)
    werkplek = models.ForeignKey(Werkplek, on_delete=models.PROTECT, related_name="plaatsingen")
    valid_from = models.DateField("vanaf")
    valid_to = models.DateField("tot en met")
    hours = models.PositiveSmallIntegerField("afgesproken uren")
    doel = models.CharField(
        "telt voor", max_length=3, choices=Plaatsingsdoel.choices, default=Plaatsingsdoel.MAP
    )
    days = ArrayField(
        models.CharField(max_length=2, choices=Weekdag.choices),
        verbose_name="dagen",
        default=list,
        blank=True,
    )
    weekly_minutes = models.PositiveSmallIntegerField("minuten per week", null=True, blank=True)
    off = models.BooleanField("ging niet door", default=False)
    ended = models.CharField("beëindigd omdat", max_length=12, choices=Plaatsingseinde.choices, blank=True)
    placed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    label = models.CharField("door", max_length=160)

    class Meta:
        ordering = ["-valid_from", "pk"]
        indexes = [
            models.Index(fields=["werkplek", "valid_to"], condition=Q(off=False), name="plaatsing_at_place")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")), name="plaatsing_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=Q(hours__gt=0), name="plaatsing_has_hours"),
        ]
        triggers = [gemeente_of_dossier()]

    def __str__(self) -> str:
        return f"{self.werkplek}, {self.valid_from:%d-%m-%Y}"

    @property
    def key(self) -> str:
        """How the keys of the hours in the ledger begin that were made there."""
        return f"plek:{self.pk}:"

    def runs_on(self, on: date) -> bool:
        """Whether somebody is there on a day."""
        return not self.off and self.valid_from <= on <= self.valid_to
