"""An offer of a course to somebody, from asking a provider to the end of the lessons; and who waits for one."""

import uuid

from django.db import models
from django.db.models import F, Q

from wegwijs.contracts.models import CallOff
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.models.dossier import gemeente_of_dossier
from wegwijs.organisations.models import Gemeente, Organisation
from wegwijs.records import BI_9_9, Register, Versioned
from wegwijs.stages.leerroutes.models.cursus import BASIS, WHY, Cursus, Startniveau


class Geregeld(models.TextChoices):
    """How far something is without which somebody can't come: childcare, or the way there."""

    NIET_NODIG = "niet_nodig", "niet nodig"
    GEREGELD = "geregeld", "geregeld"
    NOG_NIET = "nog_niet", "nog niet geregeld"


class Afwijzing(models.TextChoices):
    """Why a provider has no place for somebody."""

    VOL = "vol", "de groep is vol"
    NIVEAU = "niveau", "het niveau past niet bij deze groep"
    DAGDELEN = "dagdelen", "de dagdelen passen niet"
    GEEN_DOCENT = "geen_docent", "er is geen docent"
    ANDERS = "anders", "een andere reden"


class Eindreden(models.TextChoices):
    """Why lessons ended."""

    AFGEROND = "afgerond", "de cursus is afgerond"
    GESTOPT = "gestopt", "de inburgeraar kwam niet meer"
    ANDERE_AANBIEDER = "andere", "gaat naar een andere aanbieder"
    ANDERE_ROUTE = "route", "gaat een andere leerroute volgen"
    AANBIEDER = "aanbieder", "de aanbieder stopt"
    GESLOTEN = "gesloten", "het traject eindigde (verhuizing, overlijden of geen plicht meer)"


class Inburgeringsaanbod(Versioned):
    """One place asked for, and what came of it (docs/adr/0026). ``call_off`` holds its seat and its money from the first moment.

    ``organisation`` reads this row for as long as it is ``shown``, and no other of the dossier. It is told no more than a school may
    know (P-03): ``name``, ``number`` of the dossier, ``intensity`` in hours over the whole termijn as the PIP says, and ``term_until``, the
    last day of the termijn, inclusive; the course says the leerroute. ``starts_on`` to ``ends_on``, both inclusive, is planned,
    with ``planned_minutes`` of lessons. ``gemeente`` is the dossier's: the policy of this table looks at no other.
    """

    register = Register("gemeente", WHY, BASIS, BI_9_9, shared_by="self", shared_while="shown")

    class State(models.TextChoices):
        GEVRAAGD = "gevraagd", "wacht op de aanbieder"
        AANGENOMEN = "aangenomen", "aangenomen"
        BEGONNEN = "begonnen", "volgt les"
        GEWEIGERD = "geweigerd", "geen plaats"
        INGETROKKEN = "ingetrokken", "ingetrokken"
        GEEINDIGD = "geeindigd", "geëindigd"

    RUNNING = (State.GEVRAAGD, State.AANGENOMEN, State.BEGONNEN)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+", editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    cursus = models.ForeignKey(Cursus, on_delete=models.PROTECT, related_name="aanbod")
    call_off = models.OneToOneField(CallOff, on_delete=models.PROTECT, related_name="+")
    state = models.CharField("stand", max_length=12, choices=State.choices, default=State.GEVRAAGD)
    shown = models.BooleanField("zichtbaar voor de aanbieder", default=True, editable=False)
    name = models.CharField("naam", max_length=240)
    number = models.CharField("dossiernummer", max_length=16)
    intensity = models.PositiveSmallIntegerField("uren volgens het PIP", null=True, blank=True)
    term_until = models.DateField("laatste dag van de termijn", null=True, blank=True)
    level = models.CharField("startniveau", max_length=4, choices=Startniveau.choices)
    childcare = models.CharField("kinderopvang", max_length=12, choices=Geregeld.choices)
    travel = models.CharField("reizen", max_length=12, choices=Geregeld.choices)
    starts_on = models.DateField("begint op")
    ends_on = models.DateField("tot en met")
    planned_minutes = models.PositiveIntegerField("geplande minuten")
    asked_on = models.DateField("gevraagd op")
    asked_label = models.CharField("gevraagd door", max_length=160)
    answer_by = models.DateField("antwoord uiterlijk op")
    answered_on = models.DateField("geantwoord op", null=True, blank=True)
    answered_label = models.CharField("geantwoord door", max_length=160, blank=True)
    refused = models.CharField("reden van weigeren", max_length=12, choices=Afwijzing.choices, blank=True)
    explained = models.CharField("toelichting", max_length=240, blank=True)
    began_on = models.DateField("eerste les", null=True, blank=True)
    ended_on = models.DateField("laatste dag", null=True, blank=True)
    ended = models.CharField("reden van einde", max_length=10, choices=Eindreden.choices, blank=True)
    result_on = models.DateField("resultaat op", null=True, blank=True)

    class Meta:
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(state__in=["gevraagd", "aangenomen", "begonnen"]),
                name="one_running_aanbod",
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="aanbod_lasts_a_while"),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended="") | (Q(ended_on__isnull=False, state="geeindigd") & ~Q(ended="")),
                name="aanbod_ended_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(state="begonnen") | Q(began_on__isnull=False), name="aanbod_began_on_a_day"
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["organisation", "state", "name"], condition=Q(shown=True), name="aanbod_shown"),
            models.Index(fields=["organisation", "name", "id"], condition=Q(shown=True), name="aanbod_by_name"),
            models.Index(fields=["dossier"], name="aanbod_of_dossier"),
        ]  # fmt: skip
        triggers = [gemeente_of_dossier()]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_state_display()})"

    @property
    def is_running(self) -> bool:
        """Whether it takes a seat."""
        return self.state in self.RUNNING


class Wachtreden(models.TextChoices):
    """Why somebody waits."""

    GEEN_PLAATS = "vol", "alle passende groepen zijn vol"
    GEEN_GROEP = "geen_groep", "er is geen groep die past bij route, niveau of dagdelen"
    GEWEIGERD = "geweigerd", "de aanbieder heeft geen plaats"
    OPVANG = "opvang", "er is nog geen kinderopvang"
    GEEN_CONTRACT = "contract", "er is geen contract voor deze leerroute"
    ANDERS = "anders", "een andere reden"


class Wachtplek(models.Model):
    """Somebody waits for a place, from ``since`` on; ``until`` is the day on which that ended (None: not yet)."""

    register = Register("gemeente", WHY, BASIS, BI_9_9)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+", editable=False)
    reason = models.CharField("reden", max_length=12, choices=Wachtreden.choices)
    explained = models.CharField("toelichting", max_length=240, blank=True)
    since = models.DateField("sinds")
    until = models.DateField("tot", null=True, blank=True)

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["dossier"], condition=Q(until=None), name="waits_once"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="waits_forward"),
        ]
        indexes = [
            models.Index(fields=["gemeente", "since"], condition=Q(until=None), name="waits_now"),
        ]
        triggers = [gemeente_of_dossier()]

    def __str__(self) -> str:
        return f"wacht sinds {self.since:%d-%m-%Y}"
