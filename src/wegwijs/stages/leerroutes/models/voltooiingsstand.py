"""How far somebody is with what the law asks, and how long there still is: a projection for lists, as termijnen are."""

from datetime import date

from django.db import models
from django.db.models import Q

from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.models.dossier import gemeente_of_dossier
from wegwijs.organisations.models import Gemeente
from wegwijs.records import BI_9_9, Register

# The day of what has none: such rows stand last.
NEVER = date(9999, 12, 31)


class Voltooiingsstand(models.Model):
    """Of a dossier with a PIP in force; also of one that closed because the duty was met, until the proof was handed over.

    ``parts``: [part, stand] in the order of the law, in the words of ``wi2021.leerroutes.Stand``; ``to_do``: how many of them are
    open. ``ends_on``: last day of the inburgeringstermijn, ``ground`` why DUO extended it. ``passed``: language parts passed.
    ``talk_on``: when the next talk that the PIP fixes would be; NEVER when there is none. ``met_on``: DUO says the duty was met.
    """

    register = Register(
        "gemeente", "zien wie bijna klaar is en wie in tijdnood komt", "Wi 6-9, 11, 12; Bi 5.3(4)", BI_9_9,
        special=("parts",),
    )  # fmt: skip

    dossier = models.OneToOneField(
        Dossier, on_delete=models.CASCADE, primary_key=True, related_name="voltooiingsstand"
    )
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+", editable=False)
    route = models.CharField("leerroute", max_length=1)
    group = models.CharField("doelgroep", max_length=40, blank=True)
    parts = models.JSONField("onderdelen", default=list)
    to_do = models.PositiveSmallIntegerField("nog te doen", default=0)
    ends_on = models.DateField("einde van de termijn", default=NEVER)
    ground = models.CharField("grond van de verlenging", max_length=200, blank=True)
    pip_on = models.DateField("dagtekening van het PIP")
    offered_on = models.DateField("aanbod", null=True)
    passed = models.PositiveSmallIntegerField("taalonderdelen gehaald", default=0)
    talks = models.PositiveSmallIntegerField("gesprekken gevoerd", default=0)
    talks_agreed = models.PositiveSmallIntegerField("gesprekken in het PIP", default=0)
    talk_on = models.DateField("volgend gesprek", default=NEVER)
    met_on = models.DateField("plicht voldaan", null=True)

    class Meta:
        indexes = [
            models.Index(fields=["ends_on", "dossier"], name="voltooiing_end"),
            models.Index(fields=["talk_on", "dossier"], name="voltooiing_talk"),
            # Who still needs a place: few, however many there are.
            models.Index(
                fields=["gemeente"],
                condition=Q(offered_on=None, met_on=None),
                name="voltooiing_without_offer",
            ),
        ]
        triggers = [gemeente_of_dossier()]

    def __str__(self) -> str:
        return f"voltooiing van {self.dossier_id}"
