"""What was called off on a contract, and the book of what that costs: committed, delivered, invoiced, paid."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import F, Q

from wegwijs.access.models import User
from wegwijs.contracts.models.agreements import Contract
from wegwijs.contracts.models.prices import Price
from wegwijs.organisations.models import Employee, Gemeente
from wegwijs.records import BOOKS, Register

WHY = "wat een contract kost: verplicht, geleverd, gefactureerd en betaald"
BASIS = "Wi 16, 40, 42; Bi 10.7"

# Whatever a command forgot: a closed month stays as it was.
OPEN_MONTH = """
    IF EXISTS (SELECT 1 FROM contracts_closedmonth WHERE month = date_trunc('month', NEW.booked_on)::date) THEN
        RAISE EXCEPTION 'deze maand is gesloten: boek in een maand die open is';
    END IF;
    RETURN NEW;
"""


class CallOff(models.Model):
    """One trajectory asked for under a contract, paid by this gemeente. For whom, only the room that called off knows: by ``source``.

    From ``starts_on`` to ``ends_on``, both inclusive (None: not ended). ``cancelled_on``: it never began, so it takes no place.
    """

    register = Register("gemeente", WHY, BASIS, BOOKS, personal=False)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="call_offs")
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    number = models.CharField("afroepnummer", max_length=24, unique=True)
    source = models.CharField("waarvoor", max_length=60, unique=True)
    starts_on = models.DateField("vanaf")
    ends_on = models.DateField("tot en met", null=True, blank=True)
    cancelled_on = models.DateField("afgezegd op", null=True, blank=True)
    made_at = models.DateTimeField("vastgelegd")

    class Meta:
        ordering = ["-starts_on"]
        indexes = [
            models.Index(
                fields=["contract"], condition=Q(ends_on=None, cancelled_on=None), name="call_offs_that_run"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="call_off_lasts_a_while"
            )
        ]

    def __str__(self) -> str:
        return self.number


class Movement(models.Model):
    """A line in the book of a contract, in cents; below zero takes away. Never edited: a mistake is put right by another line.

    ``on``: the day of the fact. ``booked_on``: the day it counts from, in a month that was still open. ``year``: the budget year
    that bears it. ``source_key``: the same fact sent twice is one line.
    """

    register = Register("call_off__gemeente", WHY, BASIS, BOOKS, personal=False)

    class Kind(models.TextChoices):
        COMMITTED = "verplicht", "verplicht"
        DELIVERED = "geleverd", "geleverd"
        INVOICED = "gefactureerd", "gefactureerd"
        PAID = "betaald", "betaald"

    id = models.BigAutoField(primary_key=True)
    call_off = models.ForeignKey(CallOff, on_delete=models.PROTECT, related_name="movements")
    kind = models.CharField("soort", max_length=12, choices=Kind.choices)
    cents = models.BigIntegerField("bedrag, in centen")
    on = models.DateField("op")
    booked_on = models.DateField("geboekt op")
    year = models.PositiveSmallIntegerField("jaar")
    price = models.ForeignKey(Price, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    source_key = models.CharField(max_length=100, editable=False)
    note = models.CharField("omschrijving", max_length=160)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    label = models.CharField("door", max_length=160)
    recorded_at = models.DateTimeField("vastgelegd")

    class Meta:
        ordering = ["-booked_on", "-id"]
        indexes = [
            # All that sums ask, so that no row is read for them.
            models.Index(
                fields=["call_off", "year", "kind", "booked_on"], include=["cents"], name="movements_summed"
            ),
            models.Index(
                fields=["year", "call_off"], include=["kind", "cents", "booked_on"], name="movements_of_year"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["call_off", "kind", "source_key"], name="movement_once"),
            models.CheckConstraint(condition=~Q(cents=0), name="movement_moves"),
            models.CheckConstraint(condition=Q(booked_on__gte=F("on")), name="movement_booked_later"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="open_month", when=pgtrigger.Before, operation=pgtrigger.Insert, func=OPEN_MONTH
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.cents}"


class ClosedMonth(models.Model):
    """A month in which nothing is booked any more; ``month`` is its first day. What comes later goes to the next open one."""

    register = Register("", WHY, BASIS, BOOKS, personal=False)

    month = models.DateField("maand", primary_key=True)
    closed_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField("gesloten")

    class Meta:
        ordering = ["-month"]
        constraints = [models.CheckConstraint(condition=Q(month__day=1), name="month_by_its_first_day")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.month:%m-%Y}"
