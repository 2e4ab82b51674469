"""One trajectory of one person in one gemeente, and which partners are involved in it."""

import uuid
from datetime import date

import pgtrigger
from django.db import models
from django.db.models import Q

from wegwijs.access.models import User
from wegwijs.organisations.models import Employee, Gemeente, Organisation
from wegwijs.people.models import Person
from wegwijs.records import BI_9_9, Register, Versioned

# Where nothing is due: such dossiers stand last in every list.
NOTHING_DUE = date(9999, 12, 31)

REGIE = "uitvoering en regie van de inburgering"


class Variant(models.TextChoices):
    """The process followed; follows DUO's indeling, never the residence title."""

    ASIEL = "asiel", "asiel"
    GEZIN = "gezin", "gezin en overig"
    ONBEKEND = "onbekend", "nog niet bekend"


class State(models.TextChoices):
    """Whether the obligation runs."""

    VOORLOPER = "voorloper", "voorloper"
    OPEN = "open", "open"
    GESCHORST = "geschorst", "geschorst"
    GESLOTEN = "gesloten", "gesloten"


class Fase(models.TextChoices):
    """How far the trajectory is: a projection of the timeline."""

    OVERDRACHT = "overdracht", "Overdracht"
    HUISVESTING = "huisvesting", "Huisvesting"
    INTAKE = "intake", "Brede intake"
    PIP = "pip", "PIP"
    LEERROUTE = "leerroute", "Leerroute"
    AFGEROND = "afgerond", "Afgerond"


class NextStep(models.TextChoices):
    """The first step towards the PIP that is still to be taken: a projection of the timeline."""

    OPROEP = "oproep", "de oproep voor de brede intake"
    GESPREK = "gesprek", "het eerste gesprek"
    TOETS = "toets", "de leerbaarheidstoets"
    INTAKE = "intake", "het afronden van de brede intake"
    PIP = "pip", "het opstellen van het PIP"
    VASTSTELLEN = "vaststellen", "het vaststellen van het PIP"


class Dossier(Versioned):
    """A trajectory. What happened stands in its timeline; these columns are what lists need of it."""

    register = Register("gemeente", REGIE, "Wi 14-17, 35", BI_9_9, shared_by="betrokkenen")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField("dossiernummer", max_length=16, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="dossiers")
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="dossiers")
    regisseur = models.ForeignKey(
        Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="dossiers"
    )
    variant = models.CharField(max_length=10, choices=Variant.choices, default=Variant.ONBEKEND)
    state = models.CharField("stand", max_length=10, choices=State.choices, default=State.OPEN)
    fase = models.CharField(max_length=12, choices=Fase.choices, default=Fase.OVERDRACHT)
    route = models.CharField("leerroute", max_length=1, blank=True)
    closed_reason = models.CharField("reden van sluiten", max_length=200, blank=True)
    opened_on = models.DateField("geopend op")
    closed_on = models.DateField("gesloten op", null=True, blank=True)
    next_on = models.DateField("eerstvolgende datum", default=NOTHING_DUE, editable=False)
    next_termijn = models.ForeignKey(
        "dossiers.TermijnRow", on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )

    waits = models.BooleanField("wacht op een ander", default=False, editable=False)
    pip_on = models.DateField("uiterste datum PIP", null=True, editable=False)
    next_step = models.CharField(
        "eerstvolgende stap naar het PIP", max_length=12, choices=NextStep.choices, blank=True, editable=False
    )

    contact_on = models.DateField("laatste contact", null=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "gemeente"],
                condition=~Q(state="gesloten"),
                name="one_open_dossier_a_gemeente",
            ),
        ]
        indexes = [
            # What the badges and tiles count: each index holds all that a count asks, so that no row is read for it.
            models.Index(
                fields=["gemeente", "fase", "id"],
                include=["state"],
                condition=~Q(state="gesloten"),
                name="dossier_open",
            ),
            models.Index(
                fields=["gemeente", "id"],
                include=["fase"],
                condition=Q(state="voorloper"),
                name="dossier_voorloper",
            ),
            models.Index(
                fields=["gemeente", "next_on", "id"], condition=~Q(state="gesloten"), name="dossier_due"
            ),
            models.Index(
                fields=["regisseur", "next_on", "id"],
                include=["gemeente", "variant", "fase", "route", "waits"],
                condition=~Q(state="gesloten"),
                name="dossier_mine",
            ),
            models.Index(
                fields=["next_on", "id"],
                include=["gemeente", "regisseur", "variant", "fase", "route", "waits"],
                condition=~Q(state="gesloten"),
                name="dossier_next",
            ),
            models.Index(
                fields=["next_on", "id"],
                include=["gemeente", "regisseur", "variant", "fase", "route"],
                condition=Q(waits=True) & ~Q(state="gesloten"),
                name="dossier_waits",
            ),
            models.Index(
                fields=["contact_on", "id"], condition=~Q(state="gesloten"), name="dossier_contact_on"
            ),
            models.Index(
                fields=["pip_on", "id"],
                include=["gemeente", "regisseur", "variant", "fase", "route", "next_step"],
                condition=Q(pip_on__isnull=False) & ~Q(state="gesloten"),
                name="dossier_pip_on",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        """Whether work goes on in it."""
        return self.state != State.GESLOTEN


def gemeente_of_dossier() -> pgtrigger.Trigger:
    """Keeps the column ``gemeente`` of a row that hangs on a dossier equal to the dossier's."""
    return pgtrigger.Trigger(
        name="gemeente_of_dossier",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func="SELECT gemeente_id INTO NEW.gemeente_id FROM dossiers_dossier WHERE id = NEW.dossier_id; RETURN NEW;",
    )


class Betrokkenheid(models.Model):
    """A partner organisation (or one of its people) sees its slice of a dossier, for a purpose and a period.

    ``gemeente`` is the dossier's: the dossier's policy reads these rows, so theirs can't read the dossier.
    """

    register = Register("gemeente", "toegang van partners", "Wi 35; AVG 6(1)(e)", BI_9_9, shared_by="self")

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="betrokkenen")
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+", editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="betrokkenheden")
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    purpose = models.CharField("doel", max_length=160)
    basis = models.CharField("grondslag", max_length=120)
    valid_from = models.DateField("vanaf")
    valid_to = models.DateField("tot en met", null=True, blank=True)
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["organisation", "dossier"])]
        triggers = [gemeente_of_dossier()]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.purpose}"
