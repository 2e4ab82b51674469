"""The PIP with its versions, its goals and the decisions of the Participatiewet that belong to it.

Once established a version never changes: the database refuses it. A change is a new version (Bi 5.3(6)).
"""

import uuid

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from wegwijs.documents.models import Letter
from wegwijs.dossiers.models import Dossier
from wegwijs.organisations.models import Employee
from wegwijs.records import BI_9_9, Register, Versioned
from wegwijs.stages.pip.library import Hulp, Leefgebied

PLAN = "persoonlijk plan inburgering en participatie vaststellen en uitvoeren"


class State(models.TextChoices):
    """How far a version is."""

    CONCEPT = "concept", "concept"
    AANGEBODEN = "aangeboden", "voorgelegd"
    VASTGESTELD = "vastgesteld", "vastgesteld"
    VERZONDEN = "verzonden", "verzonden"
    VERNIETIGD = "vernietigd", "ingetrokken"


OPEN = (State.CONCEPT, State.AANGEBODEN)
DECIDED = (State.VASTGESTELD, State.VERZONDEN)


class Route(models.TextChoices):
    """The leerroute by DUO's code."""

    B1 = "B", "B1-route"
    ONDERWIJS = "O", "Onderwijsroute"
    Z = "Z", "Z-route"


class Niveau(models.TextChoices):
    """Language level in the PIP."""

    A2 = "A2", "A2"
    B1 = "B1", "B1"


class Alfabetisering(models.TextChoices):
    """Literacy education by DUO's code."""

    NVT = "NVT", "niet nodig"
    ANDERS_ANALFABEET = "AA", "ja: kan lezen en schrijven in een ander schrift"
    ANALFABEET = "A", "ja: kan nog niet lezen en schrijven"


class Wisselgrond(models.TextChoices):
    """Why the route differs from the one in the version before (Wi 17(2))."""

    TE_WEINIG = "te_weinig", "minder voortgang dan verwacht, ondanks voldoende inspanning"
    MEER = "meer", "meer voortgang dan verwacht"
    BIJZONDER = "bijzonder", "bijzondere individuele omstandigheden"
    BEZWAAR = "bezwaar", "beslissing op bezwaar of beroep"


class Examen(models.TextChoices):
    """What someone in the Z-route may want to take as an exam (Bi 3.14(7))."""

    LEZEN = "lezen", "lezen op A2"
    LUISTEREN = "luisteren", "luisteren op A2"
    SCHRIJVEN = "schrijven", "schrijven op A2"
    SPREKEN = "spreken", "spreken op A2"
    KNM = "KNM", "Kennis van de Nederlandse Maatschappij"


# What may still change in a version that was established: its way to the inburgeraar, and its annulment.
_AFTER = ("state", "version", "sent_by_id", "sent_on", "channel", "annulled_by_id", "annulled_on", "annulled_reason")  # fmt: skip

GUARD_PIP = f"""
    IF OLD.state IN ('vastgesteld', 'verzonden', 'vernietigd') THEN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'een vastgesteld PIP kan niet worden verwijderd';
        END IF;
        IF to_jsonb(NEW) - ARRAY{list(_AFTER)} IS DISTINCT FROM to_jsonb(OLD) - ARRAY{list(_AFTER)}
            OR NEW.state IN ('concept', 'aangeboden')
            OR (OLD.state = 'vernietigd' AND NEW IS DISTINCT FROM OLD)
            OR (OLD.state = 'verzonden' AND (NEW.state = 'vastgesteld' OR NEW.sent_on IS DISTINCT FROM OLD.sent_on)) THEN
            RAISE EXCEPTION 'een vastgesteld PIP verandert niet: maak een nieuwe versie';
        END IF;
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
"""
GUARD_PART = """
    IF EXISTS (SELECT 1 FROM pip_pip WHERE state IN ('vastgesteld', 'verzonden', 'vernietigd')
        AND id = CASE WHEN TG_OP = 'INSERT' THEN NEW.pip_id ELSE OLD.pip_id END) THEN
        RAISE EXCEPTION 'een vastgesteld PIP verandert niet: maak een nieuwe versie';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
"""


def part_guard() -> pgtrigger.Trigger:
    """What belongs to an established PIP stays as it was."""
    return pgtrigger.Trigger(
        name="established",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=GUARD_PART,
    )


class Pip(Versioned):
    """One version of someone's PIP. Hours are whole hours over the whole term; ``established_on`` is the dagtekening.

    ``wens_onderwijs``: in the intake the person said to want mbo, hbo or wo (Wi 8). ``jong_kind``: whether there
    is a child for whom VVE can be, None while not known. ``oordeel``: why, where the law asks a judgement.
    ``ondersteuning``: kinds of support and guidance (Wi 15(1)(b)), with one explanation.
    """

    register = Register(
        "dossier__gemeente",
        PLAN,
        "Wi 15; Bi 5.3",
        BI_9_9,
        special=("motivering", "oordeel", "hulp_toelichting", "motief_afwijking", "wisselmotief"),
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="pips")
    versie = models.PositiveSmallIntegerField("versie")
    state = models.CharField("stand", max_length=12, choices=State.choices, default=State.CONCEPT)

    leerroute = models.CharField(max_length=1, choices=Route.choices, blank=True)
    niveau = models.CharField(max_length=2, choices=Niveau.choices, blank=True)
    alfabetisering = models.CharField(
        max_length=3, choices=Alfabetisering.choices, default=Alfabetisering.NVT
    )
    intensiteit_uren = models.PositiveSmallIntegerField("intensiteit van de leerroute", null=True, blank=True)
    pvt_uren = models.PositiveSmallIntegerField("uren PVT", null=True, blank=True)
    map_uren = models.PositiveSmallIntegerField("uren MAP", null=True, blank=True)
    jong_kind = models.BooleanField("jong kind", null=True, blank=True)
    vve_afspraak = models.CharField("afspraak over VVE", max_length=400, blank=True)
    voortgangsgesprekken = models.PositiveSmallIntegerField(
        "aantal voortgangsgesprekken", null=True, blank=True
    )
    examens_z_route = ArrayField(
        models.CharField(max_length=10, choices=Examen.choices), default=list, blank=True
    )
    ondersteuning = ArrayField(
        models.CharField(max_length=20, choices=Hulp.choices), default=list, blank=True
    )
    hulp_toelichting = models.TextField("toelichting bij de hulp", max_length=600, blank=True)
    wil_lening_alfabetisering = models.BooleanField("wil een lening voor alfabetisering", default=False)
    verplichting_alfabetisering = models.BooleanField("verplicht tot alfabetisering", default=False)
    mag_opleiding_afmaken = models.BooleanField("mag een opleiding afmaken", default=False)
    wens_onderwijs = models.BooleanField("wil een opleiding volgen", default=False)
    motivering = models.TextField(max_length=2000, blank=True)
    motief_afwijking = models.TextField("waarom anders dan de toets", max_length=1000, blank=True)
    oordeel = models.TextField("oordeel", max_length=1000, blank=True)
    wisselgrond = models.CharField("grond voor wisselen", max_length=12, choices=Wisselgrond.choices, blank=True)  # fmt: skip
    wisselmotief = models.TextField("uitleg bij het wisselen", max_length=1000, blank=True)
    afschaal_uren = models.PositiveSmallIntegerField("uren voor het afschalen", null=True, blank=True)
    afschaal_inspanning = models.BooleanField("voldoende inspanning voor het afschalen", default=False)
    contact = models.ForeignKey(
        Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="contactpersoon"
    )  # fmt: skip

    prepared_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    prepared_on = models.DateField("opgesteld op")
    offered_by = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    offered_on = models.DateField("voorgelegd op", null=True, blank=True)
    returned_reason = models.CharField("teruggegeven omdat", max_length=400, blank=True)
    established_by = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    established_on = models.DateField("dagtekening", null=True, blank=True)
    in_whose_name = models.CharField("in wiens naam", max_length=160, blank=True)
    mandate = models.CharField("bevoegdheid", max_length=160, blank=True)
    sent_by = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sent_on = models.DateField("verzonden op", null=True, blank=True)
    channel = models.CharField("wijze", max_length=12, choices=Letter.Channel.choices, blank=True)
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    annulled_by = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    annulled_on = models.DateField("ingetrokken op", null=True, blank=True)
    annulled_reason = models.CharField("ingetrokken omdat", max_length=400, blank=True)

    class Meta:
        ordering = ["-versie"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "versie"], name="pip_version_once"),
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(state__in=["concept", "aangeboden"]), name="one_open_pip"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["concept", "aangeboden", "vernietigd"])
                | Q(established_on__isnull=False, established_by__isnull=False, letter__isnull=False)
                & ~Q(in_whose_name=""),
                name="established_pip_is_complete",
            ),
        ]
        indexes = [
            models.Index(
                fields=["state"],
                condition=Q(state__in=["concept", "aangeboden", "vastgesteld"]),
                name="pip_to_do",
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="established",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=GUARD_PIP,
            )
        ]

    def __str__(self) -> str:
        return f"PIP versie {self.versie}"

    @property
    def is_open(self) -> bool:
        """Whether it is still being made."""
        return self.state in OPEN


class Doel(models.Model):
    """A goal, in the first person as the inburgeraar reads it; ``sleutel`` is empty when it was worded freely."""

    register = Register("pip__dossier__gemeente", PLAN, "Wi 15(1)", BI_9_9, special=("tekst",))

    pip = models.ForeignKey(Pip, on_delete=models.CASCADE, related_name="doelen")
    leefgebied = models.CharField(max_length=20, choices=Leefgebied.choices)
    sleutel = models.CharField("uit de lijst", max_length=40, blank=True)
    tekst = models.CharField("doel", max_length=240)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["pip", "tekst"], name="goal_once_a_pip")]
        triggers = [part_guard()]

    def __str__(self) -> str:
        return self.tekst


class Pwbesluit(models.Model):
    """A decision of the Participatiewet that forms one whole with the PIP (Wi 15(3))."""

    register = Register("pip__dossier__gemeente", PLAN, "Wi 15(3); Pw 56a", BI_9_9)

    class Soort(models.TextChoices):
        PARTICIPATIE = "participatie", "rechten en plichten over participatie"
        ONTZORGEN = "ontzorgen", "verplichting om mee te werken aan ontzorgen (artikel 56a)"

    pip = models.ForeignKey(Pip, on_delete=models.CASCADE, related_name="pw_besluiten")
    soort = models.CharField(max_length=14, choices=Soort.choices)
    kenmerk = models.CharField(max_length=60)
    datum = models.DateField("datum van het besluit")

    class Meta:
        ordering = ["soort"]
        constraints = [models.UniqueConstraint(fields=["pip", "soort"], name="pw_decision_once_a_pip")]
        triggers = [part_guard()]

    def __str__(self) -> str:
        return f"{self.get_soort_display()}, {self.kenmerk}"
