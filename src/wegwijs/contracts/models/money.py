"""What was called off on a contract, and the book of what that costs: committed, delivered, invoiced, paid."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import F, Q

from wegwijs.access.models import User
from wegwijs.contracts.kept import BALANCED, BALANCES, CALLED, CALLED_NO_MORE, CALLED_OTHERWISE
from wegwijs.contracts.models.agreements import Contract
from wegwijs.contracts.models.prices import Price
from wegwijs.organisations.models import Employee, Gemeente
from wegwijs.records import BOOKS, Register
from wegwijs.totals import Kept, kept_by

WHY = "wat een contract kost: verplicht, geleverd, gefactureerd en betaald"
BASIS = "Wi 16, 40, 42; Bi 10.7"

# Whatever a command forgot: a closed month stays as it was.
OPEN_MONTH = """
    IF EXISTS (SELECT 1 FROM contracts_closedmonth WHERE month = date_trunc('month', NEW.booked_on)::date) THEN
        RAISE EXCEPTION 'deze maand is gesloten: boek in een maand die open is';
    END IF;
    RETURN NEW;
"""


def _told(name: str, on: pgtrigger.Operation, func: str, **rows: str) -> pgtrigger.Trigger:
    """Once for all rows of a statement, since totals are added to."""
    return pgtrigger.Trigger(
        name=name, level=pgtrigger.Statement, when=pgtrigger.After, operation=on,
        referencing=pgtrigger.Referencing(**rows), func=func,  # type: ignore[no-untyped-call]
    )  # fmt: skip


class CallOff(models.Model):
    """One trajectory asked for under a contract, paid by this gemeente. For whom, only the room that called off knows: by ``source``.

    From ``starts_on`` to ``ends_on``, both inclusive (None: not ended). ``cancelled_on``: it never began, so it takes no place.
    ``cents``: what it was called off for. What figures tell call-offs apart by, as who called off says it (docs/adr/0033): ``until``, the planned last day, inclusive; ``subject``,
    what it is for ("" where nobody said); ``cohort``, a year; ``finished`` as agreed, and ``result_on``.
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
    cents = models.BigIntegerField("afgeroepen voor, in centen", default=0, editable=False)
    until = models.DateField("gepland tot en met", null=True, editable=False)
    subject = models.CharField("onderwerp", max_length=12, blank=True, editable=False)
    cohort = models.PositiveSmallIntegerField("cohort", null=True, editable=False)
    finished = models.BooleanField("afgerond zoals afgesproken", default=False, editable=False)
    result_on = models.DateField("resultaat op", null=True, editable=False)
    made_at = models.DateTimeField("vastgelegd")

    class Meta:
        ordering = ["-starts_on"]
        indexes = [
            # Which begin after a day, and which end then: all that counts of a contract ask, so that no row is read for them.
            models.Index(
                fields=["contract", "starts_on"], include=["gemeente", "ends_on", "cancelled_on"], name="call_offs_by_beginning",
            ),
            models.Index(
                fields=["contract", "ends_on"], include=["gemeente", "starts_on", "cancelled_on"], name="call_offs_by_end",
            ),
            # What a place was called off for in the last year.
            models.Index(fields=["starts_on"], include=["gemeente", "subject", "cents"], name="call_offs_by_day"),
            models.Index(
                fields=["contract"], condition=Q(ends_on=None, cancelled_on=None), name="call_offs_that_run"
            ),
        ]  # fmt: skip
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="call_off_lasts_a_while"
            )
        ]
        # What is kept beside it stands with its contract and gemeente.
        triggers = [
            pgtrigger.Protect(
                name="stays_where_it_is", operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__contract__df=pgtrigger.F("new__contract")) | pgtrigger.Q(old__gemeente__df=pgtrigger.F("new__gemeente")),
            ),
            _told("called", pgtrigger.Insert, CALLED, new="made"),
            _told("called_otherwise", pgtrigger.Update, CALLED_OTHERWISE, old="gone", new="made"),
            _told("called_no_more", pgtrigger.Delete, CALLED_NO_MORE, old="gone"),
        ]  # fmt: skip

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
            # What was booked since a day, newest first: all that sums of the past ask, so that no row is read for them.
            models.Index(
                fields=["booked_on", "id"], include=["call_off", "year", "kind", "cents", "on"], name="movements_by_day",
            ),
        ]  # fmt: skip
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
            _told("balanced", pgtrigger.Insert, BALANCED, new="made"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.cents}"


class Balance(Kept):
    """What the lines of one call-off for one budget year come to, in cents: kept by PostgreSQL with every line (docs/adr/0033).

    ``contract`` and ``gemeente`` are those of the call-off, which never change. ``at_end`` and ``at_result``: of what was delivered, what was paid for an end
    and for a result.
    """

    register = Register("call_off__gemeente", WHY, BASIS, BOOKS, personal=False)
    sums = ("committed", "delivered", "invoiced", "paid", "at_end", "at_result")
    counted = BALANCES.format(lines="contracts_movement")

    # The constraints and indexes below begin with them, or hold them.
    call_off = models.ForeignKey(CallOff, on_delete=models.PROTECT, related_name="balances", db_index=False)
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="+", db_index=False)
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField("jaar")
    committed = models.BigIntegerField("verplicht, in centen")
    delivered = models.BigIntegerField("geleverd, in centen")
    invoiced = models.BigIntegerField("gefactureerd, in centen")
    paid = models.BigIntegerField("betaald, in centen")
    at_end = models.BigIntegerField("waarvan bij het einde, in centen", default=0)
    at_result = models.BigIntegerField("waarvan bij een resultaat, in centen", default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call_off", "year"], name="balance_once")]
        indexes = [
            models.Index(
                fields=["contract", "gemeente", "year"], include=["committed", "delivered", "invoiced", "paid"],
                name="balances_of_contract",
            ),
            models.Index(
                fields=["year", "call_off"], include=["committed", "delivered", "invoiced", "paid"], name="balances_of_year",
            ),
        ]  # fmt: skip
        triggers = [kept_by("kept_by_lines")]

    def __str__(self) -> str:
        return f"{self.call_off} {self.year}"


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
