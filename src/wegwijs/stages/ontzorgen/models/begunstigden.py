"""Whom money goes to. An account number counts only after a second person looked, a name was checked and a day passed."""

import uuid

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from wegwijs.dossiers.models import Dossier
from wegwijs.organisations.models import Employee, Gemeente
from wegwijs.records import BOOKS, ORGANISATION, Register, Versioned
from wegwijs.stages.ontzorgen.models.traject import BASIS, WHY

# What was asked for stays as it was asked; only the answer is written, once.
AS_ASKED = """
    IF TG_OP = 'DELETE' OR to_jsonb(NEW) - ARRAY['confirmed_by_id', 'confirmed_at', 'usable_from', 'refused_by_id', 'refused_at', 'refusal', 'told_at', 'piles']
        IS DISTINCT FROM to_jsonb(OLD) - ARRAY['confirmed_by_id', 'confirmed_at', 'usable_from', 'refused_by_id', 'refused_at', 'refusal', 'told_at', 'piles'] THEN
        RAISE EXCEPTION 'een gevraagde wijziging blijft zoals zij gevraagd is';
    END IF;
    IF OLD.confirmed_at IS NOT NULL AND NEW.confirmed_at IS DISTINCT FROM OLD.confirmed_at OR OLD.refused_at IS NOT NULL AND NEW.refused_at IS DISTINCT FROM OLD.refused_at
        OR OLD.usable_from IS NOT NULL AND NEW.usable_from IS DISTINCT FROM OLD.usable_from THEN
        RAISE EXCEPTION 'op deze wijziging is al beslist';
    END IF;
    IF NOT NEW.piles @> OLD.piles THEN
        RAISE EXCEPTION 'welke brieven over een nummer gingen, blijft bekend';
    END IF;
    RETURN NEW;
"""


# Blocking is done by one, at once; undone only when one asked for it and another agrees.
LET_IN_BY_TWO = """
    IF OLD.blocked_at IS NOT NULL AND NEW.blocked_at IS NULL AND (OLD.unblock_asked_by_id IS NULL OR OLD.unblock_refused_at IS NOT NULL
        OR NEW.unblocked_by_id IS NULL OR NEW.unblocked_by_id = OLD.unblock_asked_by_id
        OR NEW.unblock_asked_by_id IS DISTINCT FROM OLD.unblock_asked_by_id) THEN
        RAISE EXCEPTION 'een geblokkeerde ontvanger laten twee mensen weer toe';
    END IF;
    RETURN NEW;
"""


class Payee(Versioned):
    """Somebody who is paid. ``dossier``: the client's own account; nobody's else. Its account number is that of the newest change
    that counts (``PayeeChange.usable_from``); ``blocked``: nothing goes there, with why. To let them in
    again is asked by one (``unblock_asked_by``), and another agrees (``unblocked_by``) or says why not."""

    register = Register("gemeente", WHY, BASIS, BOOKS, executor_only=True)

    class Kind(models.TextChoices):
        LANDLORD = "verhuurder", "verhuurder"
        ENERGY = "energie", "energieleverancier"
        WATER = "water", "waterbedrijf"
        INSURER = "verzekeraar", "zorgverzekeraar"
        CLIENT = "client", "de cliënt zelf"
        PUBLIC = "overheid", "overheid"
        OTHER = "anders", "iemand anders"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField("soort", max_length=12, choices=Kind.choices)
    name = models.CharField("naam van de rekeninghouder", max_length=70)
    blocked_reason = models.CharField("waarom geblokkeerd", max_length=300, blank=True)
    blocked_at = models.DateTimeField("geblokkeerd", null=True, blank=True)
    unblock_reason = models.CharField("waarom weer toelaten", max_length=300, blank=True)
    unblock_asked_by = models.ForeignKey(
        Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    unblock_asked_at = models.DateTimeField("gevraagd", null=True, blank=True)
    unblock_refusal = models.CharField("waarom niet weer toelaten", max_length=300, blank=True)
    unblock_refused_by = models.ForeignKey(
        Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    unblock_refused_at = models.DateTimeField("afgewezen", null=True, blank=True)
    unblocked_by = models.ForeignKey(
        Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    unblocked_at = models.DateTimeField("weer toegelaten", null=True, blank=True)
    label = models.CharField("gemaakt door", max_length=160)
    made_at = models.DateTimeField("gemaakt")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(kind="client"), name="one_own_account_a_client"
            ),
            models.CheckConstraint(
                condition=Q(kind="client", dossier__isnull=False) | (~Q(kind="client") & Q(dossier=None)),
                name="own_account_of_somebody",
            ),
            models.CheckConstraint(
                condition=Q(blocked_at=None, blocked_reason="")
                | (Q(blocked_at__isnull=False) & ~Q(blocked_reason="")),
                name="payee_blocked_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(unblock_asked_by=None, unblock_asked_at=None, unblock_reason="")
                | (Q(unblock_asked_by__isnull=False, unblock_asked_at__isnull=False) & ~Q(unblock_reason="")),
                name="payee_let_in_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(unblock_refused_by=None, unblock_refused_at=None, unblock_refusal="")
                | (
                    Q(
                        unblock_asked_by__isnull=False,
                        unblock_refused_by__isnull=False,
                        unblock_refused_at__isnull=False,
                    )
                    & ~Q(unblock_refusal="")
                ),
                name="payee_not_let_in_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(unblocked_by=None, unblocked_at=None)
                | (
                    Q(
                        blocked_at=None,
                        unblock_asked_by__isnull=False,
                        unblock_refused_at=None,
                        unblocked_at__isnull=False,
                    )
                    & ~Q(unblocked_by=F("unblock_asked_by"))
                ),
                name="payee_let_in_by_two",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(name="let_in_by_two", when=pgtrigger.Before, operation=pgtrigger.Update, func=LET_IN_BY_TWO)
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def waits_to_be_let_in(self) -> bool:
        """Whether somebody asked to pay them again and a colleague is to say so as well."""
        asked = self.unblock_asked_by_id is not None and self.unblock_refused_at is None
        return self.blocked_at is not None and asked


class NameCheck(models.TextChoices):
    """What the bank says of the name with the account number."""

    MATCH = "klopt", "de naam klopt"
    CLOSE = "bijna", "de naam lijkt erop"
    NO_MATCH = "klopt_niet", "de naam klopt niet"
    UNKNOWN = "onbekend", "de bank kan het niet nagaan"


class PayeeChange(models.Model):
    """An account number that somebody wants to use. ``usable_from``: 24 hours after another confirmed it; ``told_at``: the client
    was told; of who is paid for several clients ``pile`` tells them by letter. ``of_staff``: it is an employee's own account."""

    register = Register("payee__gemeente", WHY, BASIS, BOOKS, executor_only=True)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    payee = models.ForeignKey(Payee, on_delete=models.PROTECT, related_name="changes")
    iban = models.CharField("rekeningnummer", max_length=34)
    name_check = models.CharField("naamcontrole", max_length=10, choices=NameCheck.choices)
    source = models.CharField("waar het nummer vandaan komt", max_length=160)
    of_staff = models.BooleanField("rekening van een medewerker", default=False)
    asked_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("gevraagd")
    confirmed_by = models.ForeignKey(
        Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField("bevestigd", null=True, blank=True)
    usable_from = models.DateTimeField("te gebruiken vanaf", null=True, blank=True)
    refused_by = models.ForeignKey(
        Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    refused_at = models.DateTimeField("afgewezen", null=True, blank=True)
    refusal = models.CharField("waarom afgewezen", max_length=300, blank=True)
    told_at = models.DateTimeField("cliënt bericht", null=True, blank=True)
    piles = ArrayField(models.UUIDField(), verbose_name="partijen brieven aan cliënten", default=list, blank=True)  # fmt: skip

    class Meta:
        ordering = ["-asked_at"]
        indexes = [models.Index(fields=["payee", "-usable_from"], name="account_of_payee")]
        constraints = [
            models.UniqueConstraint(
                fields=["payee"],
                condition=Q(confirmed_at=None, refused_at=None),
                name="one_open_change_a_payee",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("asked_by")),
                name="account_confirmed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, usable_from=None, confirmed_by=None)
                | Q(confirmed_by__isnull=False, usable_from__gt=F("confirmed_at")),
                name="account_after_a_hold",
            ),
            models.CheckConstraint(
                condition=Q(refused_at=None) | Q(confirmed_at=None), name="account_confirmed_or_refused"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="as_asked", when=pgtrigger.Before, operation=pgtrigger.Update | pgtrigger.Delete, func=AS_ASKED
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.payee}"


class StaffAccount(models.Model):
    """An account of an employee, as a fingerprint that can be compared and not read: nobody pays themselves unseen."""

    register = Register("", "voorkomen dat een medewerker aan zichzelf betaalt", "AVG 6(1)(e)", ORGANISATION)

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    fingerprint = models.CharField("vingerafdruk", max_length=64, unique=True)
    recorded_at = models.DateTimeField("vastgelegd")

    class Meta:
        ordering = ["employee__name"]

    def __str__(self) -> str:
        return f"{self.employee}"
