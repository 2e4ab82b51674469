"""Signals of violence and the steps of the meldcode: apart from everything else of a dossier, for few people to see."""

import uuid

from django.db import models
from django.db.models import Q

from wegwijs.access.models import User
from wegwijs.dossiers.models import Dossier
from wegwijs.records import BI_9_9, Register, Versioned

WHY = "veiligheid van de inburgeraar: signaal en meldcode"
# Veilig Thuis may be told without consent (Wmo 2015, 5.2.6); the five steps stand in the meldcode that an organisation has.
BASIS = "AVG 6(1)(d)-(e), 9(2)(c) en (g); Wmo 2015 5.2.6"
KEPT = BI_9_9 + "; een afgesloten signaal eerder, zodra het voor de veiligheid niet meer nodig is"


class Veiligheidssignaal(Versioned):
    """What was seen or heard, by whom it was noted, and whether it is still looked after. Facts only; nothing is advised."""

    register = Register(
        "dossier__gemeente", WHY, BASIS, KEPT, special=("soort", "facts", "source"), executor_only=True
    )

    class Soort(models.TextChoices):
        HUISELIJK = "huiselijk", "huiselijk geweld"
        EER = "eer", "eergerelateerd geweld"
        UITBUITING = "uitbuiting", "uitbuiting of mensenhandel"

    class Bron(models.TextChoices):
        ZELF = "zelf", "de inburgeraar vertelde het"
        GEZIEN = "gezien", "zelf gezien of gehoord"
        PARTNER = "partner", "een partnerorganisatie"
        ANDER = "ander", "iemand anders"

    class Einde(models.TextChoices):
        VEILIG = "veilig", "de veiligheid is hersteld"
        OVERGEDRAGEN = "overgedragen", "overgedragen aan Veilig Thuis"
        NIET = "niet", "er bleek geen sprake van geweld"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    soort = models.CharField("soort", max_length=12, choices=Soort.choices)
    source = models.CharField("van wie", max_length=8, choices=Bron.choices)
    noticed_on = models.DateField("gezien of gehoord op")
    facts = models.TextField("wat is gezien of gehoord", max_length=1000)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    label = models.CharField("door", max_length=160)
    recorded_at = models.DateTimeField("vastgelegd")
    closed_on = models.DateField("afgesloten op", null=True, blank=True)
    ended = models.CharField("hoe afgesloten", max_length=12, choices=Einde.choices, blank=True)

    class Meta:
        ordering = ["-noticed_on", "-recorded_at"]
        indexes = [models.Index(fields=["noticed_on"], condition=Q(closed_on=None), name="signal_open")]

    def __str__(self) -> str:
        return f"signaal {self.noticed_on:%d-%m-%Y}"

    @property
    def is_open(self) -> bool:
        """Whether it is still looked after."""
        return self.closed_on is None


class Meldcodestap(models.Model):
    """A step of the meldcode that was taken: which outcome, when, by whom. A step may be taken more than once."""

    register = Register(
        "signaal__dossier__gemeente", WHY, BASIS, KEPT, special=("uitkomst",), executor_only=True
    )

    class Stap(models.IntegerChoices):
        SIGNALEN = 1, "Signalen in kaart brengen"
        OVERLEG = 2, "Overleggen met een collega, of Veilig Thuis raadplegen"
        GESPREK = 3, "Gesprek met de betrokkene"
        WEGEN = 4, "Wegen van het geweld"
        BESLISSEN = 5, "Beslissen: melden en hulp"

    class Uitkomst(models.TextChoices):
        VASTGELEGD = "1-vastgelegd", "signalen vastgelegd"
        COLLEGA = "2-collega", "overlegd met een collega"
        VEILIG_THUIS = "2-veilig-thuis", "Veilig Thuis geraadpleegd"
        GESPROKEN = "3-gesproken", "gesproken met de betrokkene"
        NIET_GESPROKEN = "3-niet", "niet gesproken: dat was niet veilig"
        ACUUT = "4-acuut", "gewogen: acute onveiligheid"
        STRUCTUREEL = "4-structureel", "gewogen: structurele onveiligheid"
        GEEN = "4-geen", "gewogen: geen onveiligheid"
        MELDING = "5-melding", "gemeld bij Veilig Thuis"
        HULP = "5-hulp", "hulp geboden of geregeld"
        MELDING_EN_HULP = "5-beide", "gemeld bij Veilig Thuis en hulp geregeld"
        NIETS = "5-geen", "niet gemeld en geen hulp"

    signaal = models.ForeignKey(Veiligheidssignaal, on_delete=models.PROTECT, related_name="stappen")
    uitkomst = models.CharField("stap en uitkomst", max_length=16, choices=Uitkomst.choices)
    on = models.DateField("datum")
    label = models.CharField("door", max_length=160)
    recorded_at = models.DateTimeField("vastgelegd")

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return self.get_uitkomst_display()

    @property
    def stap(self) -> "Meldcodestap.Stap":
        """Which of the five."""
        return Meldcodestap.Stap(int(self.uitkomst[0]))
