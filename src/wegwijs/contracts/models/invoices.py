"""Invoices of suppliers as they came, what was decided about each line, and how they go to the books of the gemeente."""

import uuid
from datetime import date

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from wegwijs.contracts.models.money import CallOff
from wegwijs.contracts.models.prices import Price
from wegwijs.organisations.models import Employee, Organisation
from wegwijs.records import BOOKS, ORGANISATION, Register

WHY = "facturen van aanbieders: is geleverd wat gevraagd wordt, en één keer"
BASIS = "Wi 16, 40, 42; AVG 6(1)(e)"

# What came stays as it came, and who decided about a line does not confirm the invoice.
AS_IT_CAME = """
    IF TG_OP = 'DELETE' OR to_jsonb(NEW) - ARRAY['state', 'confirmed_by_id', 'confirmed_at', 'run_id', 'paid_on']
        IS DISTINCT FROM to_jsonb(OLD) - ARRAY['state', 'confirmed_by_id', 'confirmed_at', 'run_id', 'paid_on'] THEN
        RAISE EXCEPTION 'een factuur blijft zoals hij kwam';
    END IF;
    IF NEW.confirmed_by_id IS NOT NULL AND EXISTS (
        SELECT 1 FROM contracts_invoiceline WHERE invoice_id = NEW.id AND decided_by_id = NEW.confirmed_by_id) THEN
        RAISE EXCEPTION 'wie een regel beoordeelde, bevestigt de factuur niet';
    END IF;
    RETURN NEW;
"""
# Only the verdict of a line changes, and only until the invoice is confirmed.
ONLY_DECIDED = """
    IF TG_OP = 'DELETE' OR to_jsonb(NEW) - ARRAY['state', 'reason', 'note', 'price_id', 'decided_by_id', 'decided_at']
        IS DISTINCT FROM to_jsonb(OLD) - ARRAY['state', 'reason', 'note', 'price_id', 'decided_by_id', 'decided_at']
        OR EXISTS (SELECT 1 FROM contracts_invoice WHERE id = OLD.invoice_id AND confirmed_by_id IS NOT NULL) THEN
        RAISE EXCEPTION 'een regel van een factuur blijft zoals hij kwam, en na bevestigen ook wat is besloten';
    END IF;
    RETURN NEW;
"""


class BookingRun(models.Model):
    """Confirmed invoices that went to the books of an organisation together. The files are made of it again whenever they are asked."""

    register = Register("", WHY, BASIS, BOOKS, personal=False)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    buyer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField("gemaakt")

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"boekbestand van {self.made_at:%d-%m-%Y}"


class Invoice(models.Model):
    """An invoice or credit note of a supplier, in cents of its ``currency``; of a credit note every amount is below zero.

    ``net`` is without VAT. ``findings``: sentences that say why it was refused before any line was looked at. ``iban`` and ``kvk``
    as it says itself. ``buyer``: who received it. ``gemeenten``: codes of those that pay for a trajectory that it names, fixed as the lines are. ``run``: with which others it went to the books.
    """

    register = Register("", WHY, BASIS, BOOKS)

    class Way(models.TextChoices):
        UPLOAD = "bestand", "als e-factuur"
        TYPED = "ingevuld", "met de hand ingevuld"

    class State(models.TextChoices):
        RECEIVED = "ontvangen", "te beoordelen"
        DECIDED = "beoordeeld", "te bevestigen"
        CONFIRMED = "bevestigd", "bevestigd"
        EXPORTED = "geboekt", "naar de boekhouding"
        REFUSED = "geweigerd", "geweigerd"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    supplier = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invoices")
    buyer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    number = models.CharField("factuurnummer", max_length=60)
    dated = models.DateField("factuurdatum")
    due = models.DateField("betalen vóór of op", null=True, blank=True)
    currency = models.CharField("munt", max_length=3)
    net = models.BigIntegerField("zonder btw, in centen")
    vat = models.BigIntegerField("btw, in centen")
    credit = models.BooleanField("creditnota", default=False)
    credits = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="credited_by")  # fmt: skip
    gemeenten = ArrayField(models.CharField(max_length=4), default=list, editable=False)
    iban = models.CharField("rekening", max_length=34, blank=True)
    kvk = models.CharField("KvK-nummer", max_length=8, blank=True)
    way = models.CharField("hoe ontvangen", max_length=10, choices=Way.choices)
    sha256 = models.CharField("kenmerk van het bestand (SHA-256)", max_length=64, null=True, unique=True)  # noqa: DJ001 - none for what was typed
    findings = ArrayField(models.CharField(max_length=400), verbose_name="waarom geweigerd", default=list)
    state = models.CharField("stand", max_length=10, choices=State.choices, default=State.RECEIVED)
    received_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField("ontvangen")
    confirmed_by = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    confirmed_at = models.DateTimeField("bevestigd", null=True, blank=True)
    run = models.ForeignKey(BookingRun, on_delete=models.PROTECT, null=True, blank=True, related_name="invoices")  # fmt: skip
    paid_on = models.DateField("betaald op", null=True, blank=True)

    class Meta:
        ordering = ["-received_at", "-number"]
        indexes = [
            models.Index(fields=["state", "-received_at", "-number"], name="invoices_by_state"),
        ]
        constraints = [
            # One that was refused may come again, mended, under its own number.
            models.UniqueConstraint(
                fields=["supplier", "number"], condition=~Q(state="geweigerd"), name="invoice_once"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("bevestigd", "geboekt"))
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="invoice_confirmed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="geweigerd") | Q(credit=False, net__gte=0) | Q(credit=True, net__lte=0),
                name="invoice_or_credit",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="as_it_came", when=pgtrigger.Before, operation=pgtrigger.Update | pgtrigger.Delete, func=AS_IT_CAME
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number


class InvoiceFile(models.Model):
    """The file of an e-invoice, byte for byte."""

    register = Register("", WHY, BASIS, BOOKS, special=("content",))

    invoice = models.OneToOneField(Invoice, on_delete=models.PROTECT, primary_key=True, related_name="file")
    name = models.CharField("bestand", max_length=120)
    content = models.BinaryField("inhoud")

    class Meta:
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.name


class Reason(models.TextChoices):
    """Why a line can't be accepted just like that."""

    CURRENCY = "munt", "andere munt dan de euro"
    NO_CONTRACT = "geen_contract", "de aanbieder heeft geen contract"
    NO_CALL_OFF = "geen_afroep", "noemt geen afroep die wij kennen"
    OTHER_SUPPLIER = "andere_aanbieder", "de afroep is van een andere aanbieder"
    SUM = "rekenfout", "aantal keer prijs is niet het bedrag"
    CREDITS_UNKNOWN = "onbekende_factuur", "noemt geen factuur die wij kennen"
    CREDITS_TOO_MUCH = "te_veel_terug", "meer terug dan gefactureerd is"
    MOVED = "verhuisd", "van na een verhuizing"
    CREDIT_EARLIER = "te_vroeg", "van vóór de factuur die zij verbetert"
    AFTER_END = "na_einde", "na het einde van het traject"
    BEFORE_START = "voor_begin", "vóór het begin van het traject"
    NOT_DELIVERED = "niet_geleverd", "er is niets geleverd"
    TWICE = "dubbel", "al eerder gefactureerd"
    MORE = "te_veel", "meer dan er geleverd is"
    PRICE = "prijs", "andere prijs dan afgesproken"
    OTHER = "anders", "om een andere reden"


class InvoiceLine(models.Model):
    """One line as it came: ``quantity`` in hundredths, ``unit_price`` and ``amount`` in cents without VAT; below zero gives back.

    The period is from the first day to the last, both inclusive. ``reason``: what the product saw; ``note``: what a person said of it.
    ``price``: which price of the contract it asks, set with the verdict.
    """

    register = Register("", WHY, BASIS, BOOKS)

    class State(models.TextChoices):
        OPEN = "open", "nog niet beoordeeld"
        ACCEPTED = "akkoord", "akkoord"
        REFUSED = "geweigerd", "geweigerd"
        PARKED = "uitgesteld", "uitgezocht"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField("volgorde")
    number = models.CharField("regelnummer", max_length=20)
    description = models.CharField("omschrijving", max_length=240)
    call_off = models.ForeignKey(CallOff, on_delete=models.PROTECT, null=True, blank=True, related_name="invoice_lines")  # fmt: skip
    quantity = models.BigIntegerField("aantal, in honderdsten")
    unit_price = models.BigIntegerField("prijs, in centen")
    amount = models.BigIntegerField("bedrag, in centen")
    vat_basis_points = models.PositiveSmallIntegerField("btw, in honderdsten van een procent", default=0)
    period_from = models.DateField("van", null=True, blank=True)
    period_to = models.DateField("tot en met", null=True, blank=True)
    state = models.CharField("stand", max_length=10, choices=State.choices, default=State.OPEN)
    reason = models.CharField("wat er niet klopt", max_length=20, choices=Reason.choices, blank=True)
    note = models.CharField("toelichting", max_length=400, blank=True)
    price = models.ForeignKey(Price, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_by = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    decided_at = models.DateTimeField("beoordeeld", null=True, blank=True)

    class Meta:
        ordering = ["position"]
        indexes = [models.Index(fields=["call_off"], condition=Q(state="akkoord"), name="lines_accepted")]
        constraints = [
            models.UniqueConstraint(fields=["invoice", "position"], name="invoice_line_once"),
            models.CheckConstraint(
                condition=Q(state="open") | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="invoice_line_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="akkoord") | Q(call_off__isnull=False), name="invoice_line_of_a_call_off"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("geweigerd", "uitgesteld")) | ~Q(note=""),
                name="invoice_line_refused_with_words",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="only_decided", when=pgtrigger.Before, operation=pgtrigger.Update | pgtrigger.Delete, func=ONLY_DECIDED
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"regel {self.number}"

    @property
    def asked_on(self) -> date:
        """The day on which it counts in the book: the last of its period, and never after the invoice."""
        return min(self.period_to or self.invoice.dated, self.invoice.dated)


class BookingField(models.TextChoices):
    """What a column of the booking file can hold."""

    INVOICE = "factuurnummer", "factuurnummer"
    DATED = "factuurdatum", "factuurdatum"
    DUE = "vervaldatum", "vervaldatum"
    SUPPLIER = "aanbieder", "naam van de aanbieder"
    KVK = "kvk", "KvK-nummer van de aanbieder"
    IBAN = "iban", "rekening van de aanbieder"
    CONTRACT = "contract", "contractnummer"
    CALL_OFF = "afroep", "afroepnummer"
    GEMEENTE = "gemeente", "gemeentecode"
    YEAR = "boekjaar", "boekjaar"
    NET = "bedrag", "bedrag zonder btw"
    VAT = "btw", "btw"
    FIXED = "vast", "een vaste waarde"


class BookingColumn(models.Model):
    """A column of the booking file that an organisation gives its books; ``fixed``: what stands in every row of it."""

    register = Register("", WHY, BASIS, ORGANISATION, personal=False)

    buyer = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="booking_columns")
    position = models.PositiveSmallIntegerField("volgorde")
    title = models.CharField("kop", max_length=60)
    holds = models.CharField("inhoud", max_length=14, choices=BookingField.choices)
    fixed = models.CharField("vaste waarde", max_length=60, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["buyer", "position"], name="booking_column_once"),
            models.CheckConstraint(
                condition=Q(holds="vast") | Q(fixed=""), name="only_a_fixed_column_is_fixed"
            ),
        ]

    def __str__(self) -> str:
        return self.title
