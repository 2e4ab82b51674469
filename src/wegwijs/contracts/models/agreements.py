"""A contract, its terms in versions, years that may be added, and which gemeenten share in it."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import F, Q

from wegwijs.contracts.models.tenders import Lot
from wegwijs.organisations.models import Employee, Gemeente, Organisation
from wegwijs.records import ORGANISATION, Register

WHY = "contracten voor leerroutes: wat is afgesproken, met wie en tegen welke prijs"
BASIS = "Wi 16; Bi 3.3, 3.10, 3.14"


class Contract(models.Model):
    """An agreement with a supplier. ``number`` is what invoices must say. What was agreed stands in its ``Terms``."""

    register = Register("", WHY, BASIS, ORGANISATION, personal=False)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField("contractnummer", max_length=40, unique=True)
    title = models.CharField("titel", max_length=120)
    supplier = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="contracts")
    buyer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, null=True, blank=True, related_name="contracts")
    starts_on = models.DateField("begint op")
    made_at = models.DateTimeField("vastgelegd")

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return self.number


class Result(models.TextChoices):
    """What the contract calls a result."""

    NONE = "geen", "geen resultaat afgesproken"
    COMPLETED = "afgerond", "het traject is afgerond zoals afgesproken"
    DIPLOMA = "diploma", "diploma of certificaat behaald"


class Absence(models.TextChoices):
    """Which missed hours are paid as if they were given to somebody."""

    ALL = "alle", "alle gemiste uren"
    LATE = "te_laat", "gemiste uren zonder tijdige afmelding"
    NONE = "geen", "geen gemiste uren"


class ExtraYear(models.Model):
    """An option: the contract may be made longer, to ``extends_to`` inclusive, if that is decided on ``decide_by`` at the latest.

    It is used by terms that name it; ``declined_on``: the day it was decided not to.
    """

    register = Register("", WHY, BASIS, ORGANISATION, personal=False)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="options")
    extends_to = models.DateField("verlengt tot en met")
    decide_by = models.DateField("beslissen vóór of op")
    declined_on = models.DateField("niet gebruikt, besloten op", null=True, blank=True)

    class Meta:
        ordering = ["extends_to"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "extends_to"], name="option_once"),
            models.CheckConstraint(
                condition=Q(decide_by__lt=F("extends_to")), name="option_decided_before_its_end"
            ),
        ]

    def __str__(self) -> str:
        return f"verlenging tot en met {self.extends_to:%d-%m-%Y}"


# What two people agreed on is fixed; only a version that waits may be decided.
GUARD = """
    IF TG_OP = 'DELETE' OR to_jsonb(NEW) - ARRAY['state', 'decided_by_id', 'decided_at']
            IS DISTINCT FROM to_jsonb(OLD) - ARRAY['state', 'decided_by_id', 'decided_at']
        OR OLD.state <> 'voorgelegd' THEN
        RAISE EXCEPTION 'voorwaarden van een contract veranderen niet: leg een nieuwe versie voor';
    END IF;
    RETURN NEW;
"""


class Terms(models.Model):
    """What was agreed from ``valid_from`` on, once a second person put it in force. A change is a new version; this one stays.

    ``last_day`` is inclusive. ``places``: how many may be in a course at the same time (None: no maximum). ``ceiling``: what may be
    committed in all, in cents (None: no maximum). ``started_minutes``: from so many minutes followed on a trajectory has started.
    ``completed_percent``: of the hours planned, followed. ``notice_hours``: who calls off earlier than that calls off in time.
    ``index_basis_points``: what prices rose by against the version before, in hundredths of a percent; ``for_running``:
    the prices of this version hold for who had already begun as well.
    """

    register = Register("", WHY, BASIS, ORGANISATION, personal=False)

    class State(models.TextChoices):
        OFFERED = "voorgelegd", "wacht op een collega"
        IN_FORCE = "vastgesteld", "vastgesteld"
        REJECTED = "vervallen", "vervallen"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="terms")
    number = models.PositiveSmallIntegerField("versie")
    state = models.CharField("stand", max_length=12, choices=State.choices, default=State.OFFERED)
    valid_from = models.DateField("geldt vanaf")
    last_day = models.DateField("tot en met")
    option = models.ForeignKey(ExtraYear, on_delete=models.PROTECT, null=True, blank=True, related_name="used_by")  # fmt: skip
    places = models.PositiveSmallIntegerField("plaatsen", null=True, blank=True)
    ceiling = models.PositiveBigIntegerField("plafond, in centen", null=True, blank=True)
    started_minutes = models.PositiveIntegerField("begonnen na, in minuten")
    completed_percent = models.PositiveSmallIntegerField("afgerond bij, in procent")
    result = models.CharField("resultaat", max_length=10, choices=Result.choices)
    absence = models.CharField("gemiste uren", max_length=10, choices=Absence.choices)
    notice_hours = models.PositiveSmallIntegerField("afmelden uren vooraf")
    index_basis_points = models.SmallIntegerField("prijswijziging", default=0)
    index_source = models.CharField("bron van de prijswijziging", max_length=120, blank=True)
    for_running = models.BooleanField("ook voor wie al begon", default=False)
    needs_keurmerk = models.BooleanField("keurmerk verplicht", default=True)
    why = models.CharField("wat verandert", max_length=240)
    made_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField("voorgelegd op")
    decided_by = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    decided_at = models.DateTimeField("beslist op", null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="terms_once"),
            models.UniqueConstraint(
                fields=["contract"], condition=Q(state="voorgelegd"), name="one_offered_terms"
            ),
            models.UniqueConstraint(
                fields=["contract", "valid_from"],
                condition=Q(state="vastgesteld"),
                name="one_terms_a_day",
            ),
            models.CheckConstraint(condition=Q(last_day__gte=F("valid_from")), name="terms_last_a_while"),
            models.CheckConstraint(condition=Q(completed_percent__range=(1, 100)), name="terms_percent"),
            models.CheckConstraint(
                condition=~Q(state="vastgesteld")
                | (Q(decided_by__isnull=False, decided_at__isnull=False) & ~Q(decided_by=F("made_by"))),
                name="terms_by_two_people",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="as_agreed",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=GUARD,
            )
        ]

    def __str__(self) -> str:
        return f"versie {self.number}"


class Share(models.Model):
    """A gemeente takes part in a contract, from the first day to the last, both inclusive; ``source`` is where that was decided."""

    register = Register("gemeente", WHY, BASIS, ORGANISATION, personal=False)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="shares")
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField("doet mee vanaf")
    valid_to = models.DateField("tot en met", null=True, blank=True)
    source = models.CharField("besluit", max_length=160)

    class Meta:
        ordering = ["gemeente__naam", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "gemeente", "valid_from"], name="share_once"),
            models.UniqueConstraint(
                fields=["contract", "gemeente"], condition=Q(valid_to=None), name="one_open_share"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="share_lasts_a_while"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gemeente} vanaf {self.valid_from:%d-%m-%Y}"
