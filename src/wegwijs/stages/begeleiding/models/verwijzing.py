"""A referral of somebody to a wijkteam or Buurtwerk: what is asked, on which ground, and what exactly is told."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from wegwijs.access.models import User
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.models.dossier import gemeente_of_dossier
from wegwijs.organisations.models import Gemeente, Organisation
from wegwijs.records import BI_9_9, Register, Versioned


class Reden(models.TextChoices):
    """Why somebody is referred. No choice says anything about health, belief, origin or income."""

    VRAAG = "vraag", "uitzoeken wat nodig is (vraagverheldering)"
    ADMINISTRATIE = "administratie", "post, formulieren en regelzaken"
    OPVOEDEN = "opvoeden", "opvoeden en school van de kinderen"
    GEZIN = "gezin", "steun voor het gezin"
    NETWERK = "netwerk", "mensen leren kennen in de buurt"
    MEEDOEN = "meedoen", "meedoen: sport, vrijwilligerswerk of een activiteit"
    WONEN = "wonen", "wonen en de buren"
    DAGELIJKS = "dagelijks", "zelfstandig leven van dag tot dag"


class Grondslag(models.TextChoices):
    """On which ground data go to the receiver."""

    TOESTEMMING = "toestemming", "toestemming van de inburgeraar (AVG 6(1)(a))"
    WMO = "wmo", "melding van een behoefte aan ondersteuning (Wmo 2015 2.3.2)"
    JEUGDWET = "jeugdwet", "hulp voor een kind in het gezin (Jeugdwet 2.3)"


class Toestemmingswijze(models.TextChoices):
    """How somebody consented."""

    MONDELING = "mondeling", "mondeling, in een gesprek"
    OP_PAPIER = "papier", "op papier, met handtekening"
    BERICHT = "bericht", "per mail of bericht"


class Gegeven(models.TextChoices):
    """What may be told, group by group. There is no group with a BSN, health, asylum or income: those never go along."""

    NAAM = "naam", "naam en geboortejaar"
    TELEFOON = "telefoon", "telefoonnummer"
    TAAL = "taal", "taal, en of een tolk nodig is"
    ADRES = "adres", "adres"
    HUISHOUDEN = "huishouden", "met wie iemand woont, zonder namen"
    CONTACTPERSOON = "contactpersoon", "wie het wijkteam bij ons kan bellen"


class Weigering(models.TextChoices):
    """Why the receiver doesn't take it."""

    GEEN_PLAATS = "geen_plaats", "wij hebben nu geen plaats"
    NIET_VOOR_ONS = "niet_voor_ons", "deze vraag is niet voor ons"
    NIET_BEREIKT = "niet_bereikt", "wij kregen geen contact"
    WIL_NIET = "wil_niet", "de inburgeraar wil dit niet"


class Uitkomst(models.TextChoices):
    """How it went, as the receiver says."""

    OPGELOST = "opgelost", "de vraag is opgelost"
    HELPT = "helpt", "wij helpen verder"
    ANDER = "ander", "een andere organisatie helpt verder"
    GEEN_VRAAG = "geen_vraag", "er bleek geen hulpvraag"


class Stopreden(models.TextChoices):
    """Why we stop it ourselves."""

    NIET_NODIG = "niet_nodig", "hulp is niet meer nodig"
    TOESTEMMING = "toestemming", "de inburgeraar trekt de toestemming in"
    VERGISSING = "vergissing", "de verwijzing was een vergissing"
    GESLOTEN = "gesloten", "het dossier is gesloten"


class Verwijzing(Versioned):
    """One referral. ``shared`` is what the receiver reads, as it was on the day of sending (docs/adr/0018).

    The receiver sees the row for as long as it is ``shown``, and no other row of the dossier. ``gemeente`` is the
    dossier's: the policy of this table looks at no other.
    """

    register = Register(
        "gemeente",
        "verwijzen naar wijkteam of buurtwerk, met alleen wat daarvoor nodig is",
        "AVG 6(1)(a) of (e); Wmo 2015 2.3.2; Jeugdwet 2.3",
        BI_9_9,
        special=("shared", "question", "explained", "found", "follows"),
        shared_by="self",
        shared_while="shown",
    )

    class State(models.TextChoices):
        VERSTUURD = "verstuurd", "verstuurd"
        GEACCEPTEERD = "geaccepteerd", "aangenomen"
        GEWEIGERD = "geweigerd", "niet aangenomen"
        TERUGGEGEVEN = "teruggegeven", "beantwoord"
        INGETROKKEN = "ingetrokken", "ingetrokken"
        BEEINDIGD = "beeindigd", "beëindigd"

    RUNNING = (State.VERSTUURD, State.GEACCEPTEERD)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+", editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField("reden", max_length=16, choices=Reden.choices)
    question = models.TextField("vraag", max_length=500)
    basis = models.CharField("grondslag", max_length=12, choices=Grondslag.choices)
    consent_on = models.DateField("toestemming op", null=True, blank=True)
    consent_way = models.CharField(
        "toestemming gegeven", max_length=10, choices=Toestemmingswijze.choices, blank=True
    )
    groups = ArrayField(models.CharField(max_length=16, choices=Gegeven.choices), verbose_name="gegevens")
    shared = models.JSONField("wat de ontvanger leest")
    state = models.CharField("stand", max_length=14, choices=State.choices, default=State.VERSTUURD)
    shown = models.BooleanField("zichtbaar voor de ontvanger", default=True, editable=False)
    sent_on = models.DateField("verstuurd op")
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    sent_label = models.CharField("verstuurd door", max_length=160)
    accepted_on = models.DateField("aangenomen op", null=True, blank=True)
    accepted_label = models.CharField("aangenomen door", max_length=160, blank=True)
    reminded_on = models.DateField("herinnerd op", null=True, blank=True)
    ended_on = models.DateField("klaar op", null=True, blank=True)
    ended_label = models.CharField("afgerond door", max_length=160, blank=True)
    refused = models.CharField("reden van weigeren", max_length=14, choices=Weigering.choices, blank=True)
    explained = models.TextField("toelichting", max_length=500, blank=True)
    outcome = models.CharField("uitkomst", max_length=12, choices=Uitkomst.choices, blank=True)
    found = models.TextField("wat is gevonden", max_length=1000, blank=True)
    follows = models.TextField("wat volgt", max_length=500, blank=True)
    stopped = models.CharField("reden van stoppen", max_length=12, choices=Stopreden.choices, blank=True)

    class Meta:
        ordering = ["-sent_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(shown=True, state__in=["verstuurd", "geaccepteerd"])
                | (Q(shown=False) & ~Q(state__in=["verstuurd", "geaccepteerd"])),
                name="referral_shown_while_running",
            ),
            models.CheckConstraint(
                condition=~Q(basis="toestemming") | (Q(consent_on__isnull=False) & ~Q(consent_way="")),
                name="referral_consent_has_day_and_way",
            ),
            models.UniqueConstraint(
                fields=["dossier", "organisation"], condition=Q(shown=True), name="one_running_referral"
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "gemeente", "sent_on"],
                condition=Q(shown=True),
                name="referral_to_do",
            ),
        ]
        triggers = [gemeente_of_dossier()]

    def __str__(self) -> str:
        return f"{self.get_reason_display()} ({self.get_state_display()})"

    @property
    def is_running(self) -> bool:
        """Whether the receiver still sees it."""
        return self.state in self.RUNNING
