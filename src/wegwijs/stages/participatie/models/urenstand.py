"""How far somebody's hours are beside what the PIP plans: a projection for lists, as termijnen are (ADR 0022)."""

from datetime import date

from django.db import models

from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.models.dossier import gemeente_of_dossier
from wegwijs.organisations.models import Gemeente
from wegwijs.records import BI_9_9, Register

# From when somebody is behind who isn't, or of whom it can't be said: such rows stand last.
NEVER = date(9999, 12, 31)


class Plandeel(models.TextChoices):
    """What a PIP plans in hours."""

    PVT = "pvt", "PVT"
    MAP = "map", "MAP"
    LES = "les", "lesuren"


def _planned() -> "models.PositiveIntegerField[int | None, int | None]":
    return models.PositiveIntegerField("volgens het PIP", null=True)


def _made() -> "models.IntegerField[int, int]":
    return models.IntegerField("gemaakt", default=0)


def _behind() -> "models.DateField[date, date]":
    return models.DateField("achter vanaf", default=NEVER)


class Urenstand(models.Model):
    """Of an open dossier with a PIP in force. Minutes; ``planned`` is None where the PIP names no hours.

    ``begin`` and ``end``: first and last day of the inburgeringstermijn, both included; None while not known. ``behind``: the
    first day on which, spread evenly over that term, more should be made than is; NEVER when finished or not to be said.
    ``first_behind`` is the earliest of the three. ``undecided``: minutes of before the PIP that nobody decided on (MP-01).
    """

    register = Register(
        "gemeente", "zien wie achterloopt op de uren van het PIP", "Wi 14, 15; Bi 5.3", BI_9_9
    )

    dossier = models.OneToOneField(
        Dossier, on_delete=models.CASCADE, primary_key=True, related_name="urenstand"
    )
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+", editable=False)
    begin = models.DateField("begin van de termijn", null=True)
    end = models.DateField("einde van de termijn", null=True)
    pvt_planned, map_planned, les_planned = _planned(), _planned(), _planned()
    pvt_made, map_made, les_made = _made(), _made(), _made()
    pvt_behind, map_behind, les_behind = _behind(), _behind(), _behind()
    pvt_done = models.BooleanField("PVT afgerond", default=False)
    map_done = models.BooleanField("MAP afgerond", default=False)
    map_needed = models.BooleanField("MAP nodig", default=True)
    in_wegwijs = models.BooleanField("het PIP staat in Wegwijs", default=True)
    undecided = models.PositiveIntegerField("nog niet beslist", default=0)
    last_on = models.DateField("laatste uur", null=True)
    first_behind = models.DateField("achter vanaf", default=NEVER)

    class Meta:
        indexes = [
            models.Index(fields=["first_behind", "dossier"], name="urenstand_behind"),
            models.Index(fields=["pvt_behind", "dossier"], name="urenstand_pvt"),
            models.Index(fields=["map_behind", "dossier"], name="urenstand_map"),
            models.Index(fields=["les_behind", "dossier"], name="urenstand_les"),
        ]
        triggers = [gemeente_of_dossier()]

    def __str__(self) -> str:
        return f"uren van {self.dossier_id}"
