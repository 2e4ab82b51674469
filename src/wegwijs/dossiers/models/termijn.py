"""Termijnen as rows: a projection of what ``wi2021`` derives from the timeline, for lists. Never typed by anyone."""

from django.db import models
from django.db.models import Q

from wegwijs.dossiers.models.dossier import REGIE, Dossier
from wegwijs.organisations.models import Employee, Gemeente
from wegwijs.records import BI_9_9, Register


class TermijnState(models.TextChoices):
    """Whether the obligation still stands."""

    OPEN = "open", "open"
    VOLDAAN = "voldaan", "voldaan"
    VERVALLEN = "vervallen", "vervallen"
    WACHT = "wacht", "wacht op een ander"


class TermijnRow(models.Model):
    """One obligation. ``nominal`` is the date by counting, ``last_day`` the date after the Algemene termijnenwet."""

    register = Register("gemeente", REGIE, "Wi 11, 14-17; Bi 5.3", BI_9_9, special=("why",))

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="termijnen")
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    regisseur = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, related_name="+")
    key = models.CharField("sleutel", max_length=60)
    soort = models.CharField(max_length=40)
    label = models.CharField("wat moet er gebeuren", max_length=120)
    aard = models.CharField(max_length=10)
    rule = models.CharField("regel", max_length=20)
    actor = models.CharField("wie", max_length=20)
    plicht = models.BooleanField("iemand moet iets doen", default=True)
    start = models.DateField("begint te lopen")
    nominal = models.DateField("nominale datum")
    last_day = models.DateField("uiterste datum")
    state = models.CharField("stand", max_length=10, choices=TermijnState.choices)
    met_on = models.DateField("voldaan op", null=True, blank=True)
    short = models.CharField("kort waarom", max_length=160)
    why = models.JSONField("waarom")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dossier", "key"], name="termijn_once_a_dossier")]
        indexes = [
            models.Index(
                fields=["gemeente", "last_day", "id"],
                name="termijn_open",
                condition=Q(state__in=["open", "wacht"]),
            ),
            models.Index(
                fields=["regisseur", "last_day", "id"],
                name="termijn_mine",
                condition=Q(state__in=["open", "wacht"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.last_day:%d-%m-%Y}"
