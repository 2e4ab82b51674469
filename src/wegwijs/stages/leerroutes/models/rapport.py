"""What a school says each quarter of how far somebody is: a level for each skill, tests, what it expects and advises."""

import uuid

from django.db import models
from django.db.models import Q

from wegwijs.access.models import User
from wegwijs.records import BI_9_9, Register
from wegwijs.stages.leerroutes.models.aanbod import Inburgeringsaanbod
from wegwijs.stages.leerroutes.models.cursus import BASIS, WHY


class Vaardigheid(models.TextChoices):
    """The four skills, by DUO's code."""

    LEZEN = "LE", "lezen"
    LUISTEREN = "LU", "luisteren"
    SCHRIJVEN = "SC", "schrijven"
    SPREKEN = "SP", "spreken"

    @property
    def column(self) -> str:
        """Of the report, where its level stands."""
        return self.value.lower()


# Only these two have levels of somebody who learns to read and write.
LETTERS = (Vaardigheid.LEZEN, Vaardigheid.SCHRIJVEN)


class Taalniveau(models.TextChoices):
    """How far somebody is with a skill, lowest first: by the ERK, and for who learns to read and write by the Raamwerk
    Alfabetisering NT2, of which Alfa C lies beside A1."""

    ONDER_A1 = "A0", "onder A1"
    ALFA_A = "alfa_a", "Alfa A"
    ALFA_B = "alfa_b", "Alfa B"
    ALFA_C = "alfa_c", "Alfa C"
    A1 = "A1", "A1"
    A2 = "A2", "A2"
    B1 = "B1", "B1"
    B2 = "B2", "B2"

    @property
    def rank(self) -> int:
        """Its place from below."""
        return list(Taalniveau).index(self)


ALFA = (Taalniveau.ALFA_A, Taalniveau.ALFA_B, Taalniveau.ALFA_C)


class Verwachting(models.TextChoices):
    """Whether the level of the PIP is within reach."""

    HAALT = "ja", "haalt het niveau van het PIP binnen de termijn"
    LATER = "later", "haalt het niveau, maar later dan de termijn"
    HAALT_NIET = "nee", "haalt het niveau niet"
    ONBEKEND = "onbekend", "nog niet te zeggen"


class Advies(models.TextChoices):
    """What the school thinks should happen."""

    DOORGAAN = "doorgaan", "zo doorgaan"
    MEER_LES = "meer_les", "meer lesuren"
    ANDERE_GROEP = "groep", "een andere groep of een ander dagdeel"
    OEFENEN = "oefenen", "meer oefenen buiten de les, zoals met een taalmaatje"
    HOGER = "hoger", "een hogere route of een hoger niveau"
    LAGER = "lager", "een andere route of een lager niveau"
    GESPREK = "gesprek", "een gesprek met de regisseur"


class Toetsuitslag(models.TextChoices):
    """How a test of the school went."""

    GEHAALD = "gehaald", "gehaald"
    NIET_GEHAALD = "niet", "niet gehaald"


class Voortgangsrapport(models.Model):
    """Of one placement over the quarter that begins on ``quarter``. ``le`` to ``sp``: the level of each skill, "" where nothing is known.

    ``number``: 1, and one more each time it was put right; only the newest ``stands``, the earlier stay. ``expected_on``: by when the
    level of the PIP is expected.
    """

    register = Register("aanbod__gemeente", WHY, BASIS, BI_9_9)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    aanbod = models.ForeignKey(Inburgeringsaanbod, on_delete=models.PROTECT, related_name="rapporten")
    quarter = models.DateField("kwartaal vanaf")
    number = models.PositiveSmallIntegerField("versie", default=1)
    stands = models.BooleanField("geldt", default=True)
    le = models.CharField("lezen", max_length=6, choices=Taalniveau.choices, blank=True)
    lu = models.CharField("luisteren", max_length=6, choices=Taalniveau.choices, blank=True)
    sc = models.CharField("schrijven", max_length=6, choices=Taalniveau.choices, blank=True)
    sp = models.CharField("spreken", max_length=6, choices=Taalniveau.choices, blank=True)
    expected = models.CharField("verwachting", max_length=8, choices=Verwachting.choices)
    expected_on = models.DateField("verwacht op", null=True, blank=True)
    advice = models.CharField("advies", max_length=8, choices=Advies.choices)
    remarks = models.CharField("opmerking", max_length=300, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    label = models.CharField("door", max_length=160)
    recorded_at = models.DateTimeField("vastgelegd")

    class Meta:
        ordering = ["-quarter", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["aanbod", "quarter"], condition=Q(stands=True), name="report_stands_once"
            ),
            models.UniqueConstraint(fields=["aanbod", "quarter", "number"], name="report_number_once"),
            models.CheckConstraint(
                condition=~(Q(le="") & Q(lu="") & Q(sc="") & Q(sp="")), name="report_says_a_level"
            ),
        ]

    def __str__(self) -> str:
        return f"rapport over het kwartaal vanaf {self.quarter:%d-%m-%Y}"

    def level(self, skill: Vaardigheid) -> Taalniveau | None:
        """Of one skill; None where the school didn't say."""
        value = getattr(self, skill.column)
        return Taalniveau(value) if value else None


class Toetsresultaat(models.Model):
    """A test of the school itself, taken on a day; exams come from DUO."""

    register = Register("rapport__aanbod__gemeente", WHY, BASIS, BI_9_9)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    rapport = models.ForeignKey(Voortgangsrapport, on_delete=models.CASCADE, related_name="toetsen")
    on = models.DateField("afgenomen op")
    skill = models.CharField("vaardigheid", max_length=2, choices=Vaardigheid.choices)
    name = models.CharField("toets", max_length=60)
    result = models.CharField("uitslag", max_length=8, choices=Toetsuitslag.choices)

    class Meta:
        ordering = ["on", "skill", "pk"]

    def __str__(self) -> str:
        return f"{self.name}, {self.get_skill_display()}: {self.get_result_display()}"
