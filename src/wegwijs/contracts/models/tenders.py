"""A tender, its lots, what happened with each, who offered, and the papers."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import F, Q

from wegwijs.access.models import User
from wegwijs.organisations.models import Organisation
from wegwijs.records import ORGANISATION, Register, Versioned

WHY = "inkoop van leerroutes: wat is gevraagd, aangeboden en gegund"
BASIS = "Wi 16; Aanbestedingswet 2012"


class Procedure(models.TextChoices):
    """How a tender is held."""

    SOCIAL = "sociaal", "sociale en andere specifieke diensten"
    OPEN = "openbaar", "openbaar"
    RESTRICTED = "niet_openbaar", "niet-openbaar"
    SEVERAL = "meervoudig", "meervoudig onderhands"
    SINGLE = "enkelvoudig", "enkelvoudig onderhands"
    NEGOTIATED = "onderhandeling", "onderhandeling zonder aankondiging"
    JOINED = "aangesloten", "aanbesteding van een andere regio, waarbij de regio aansluit"


class Tender(Versioned):
    """One tender. ``reference`` is its number at the place where it was announced; ``closes_on``: last day to offer, inclusive."""

    register = Register("", WHY, BASIS, ORGANISATION, personal=False)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField("titel", max_length=120)
    reference = models.CharField("kenmerk", max_length=60, unique=True)
    buyer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    procedure = models.CharField("procedure", max_length=16, choices=Procedure.choices)
    held_by = models.CharField("gehouden door", max_length=120)
    closes_on = models.DateField("inschrijven tot en met", null=True, blank=True)
    made_at = models.DateTimeField("vastgelegd")

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.title


class Lot(Versioned):
    """A part of a tender that is awarded by itself: so many persons a year, and what may be paid for one, in cents."""

    register = Register("", WHY, BASIS, ORGANISATION, personal=False)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tender = models.ForeignKey(Tender, on_delete=models.PROTECT, related_name="lots")
    number = models.PositiveSmallIntegerField("nummer")
    title = models.CharField("perceel", max_length=120)
    persons = models.PositiveSmallIntegerField("personen per jaar")
    budget = models.PositiveIntegerField("budget per traject, in centen")

    class Meta:
        ordering = ["tender", "number"]
        constraints = [models.UniqueConstraint(fields=["tender", "number"], name="lot_once_a_tender")]

    def __str__(self) -> str:
        return f"perceel {self.number}: {self.title}"


class Bid(models.Model):
    """What somebody offers for a lot: ``price`` for one trajectory, in cents. ``points``: what it scored, of a thousand."""

    register = Register("", WHY, BASIS, ORGANISATION, personal=False)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="bids")
    bidder = models.CharField("inschrijver", max_length=120)
    received_on = models.DateField("ontvangen op")
    price = models.PositiveIntegerField("prijs per traject, in centen")
    points = models.PositiveSmallIntegerField("punten", null=True, blank=True)
    note = models.CharField("toelichting", max_length=240, blank=True)

    class Meta:
        ordering = ["-points", "price", "received_on"]
        constraints = [models.UniqueConstraint(fields=["lot", "bidder"], name="bid_once_a_lot")]

    def __str__(self) -> str:
        return self.bidder


class LotStep(models.Model):
    """What happened with a lot on a day. The newest that wasn't taken back says where it stands."""

    register = Register("", WHY, BASIS, ORGANISATION, personal=False)

    class Kind(models.TextChoices):
        PUBLISHED = "gepubliceerd", "aangekondigd"
        CLOSED = "gesloten", "inschrijving gesloten"
        NO_BIDS = "geen", "geen inschrijvingen"
        NEGOTIATION = "onderhandeling", "in onderhandeling"
        PROVISIONAL = "voorlopig", "voorlopig gegund"
        AWARDED = "gegund", "gegund"
        WITHDRAWN = "ingetrokken", "ingetrokken"
        TAKEN_BACK = "hersteld", "stap hersteld"

    id = models.BigAutoField(primary_key=True)
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField("stap", max_length=16, choices=Kind.choices)
    on = models.DateField("op")
    bid = models.ForeignKey(Bid, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField("toelichting", max_length=240, blank=True)
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="reversed_by")  # fmt: skip
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    label = models.CharField("door", max_length=160)
    recorded_at = models.DateTimeField("vastgelegd")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="hersteld", reverses__isnull=False)
                | (~Q(kind="hersteld") & Q(reverses=None)),
                name="lot_step_takes_back_another",
            ),
            models.CheckConstraint(condition=~Q(reverses=F("id")), name="lot_step_not_itself"),
            models.CheckConstraint(
                condition=~Q(kind__in=("voorlopig", "gegund")) | Q(bid__isnull=False),
                name="lot_awarded_to_somebody",
            ),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on:%d-%m-%Y}"


class TenderFile(models.Model):
    """A paper of a tender, as it came."""

    register = Register("", WHY, BASIS, ORGANISATION, personal=False)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tender = models.ForeignKey(Tender, on_delete=models.PROTECT, related_name="files")
    title = models.CharField("omschrijving", max_length=120)
    file_name = models.CharField("bestand", max_length=120)
    content = models.BinaryField("inhoud")
    sha256 = models.CharField("kenmerk van het bestand (SHA-256)", max_length=64)
    label = models.CharField("door", max_length=160)
    added_at = models.DateTimeField("toegevoegd")

    class Meta:
        ordering = ["-added_at"]
        constraints = [models.UniqueConstraint(fields=["tender", "sha256"], name="tender_file_once")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.title
