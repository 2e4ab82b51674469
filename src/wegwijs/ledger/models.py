"""A transfer moves an amount above zero from one account to another; PostgreSQL itself writes its two entries and the balances.

What must always hold is held by the triggers and constraints below, whatever a command forgot (docs/adr/0030).
"""

import uuid

import pgtrigger
from django.db import models
from django.db.models import F, Q

from wegwijs.access.models import User
from wegwijs.organisations.models import Gemeente
from wegwijs.records import BOOKS, Register

WHY = "geld van en voor inburgeraars: van wie, waarheen en waarom"
BASIS = "Pw 56a; machtiging van de inburgeraar (D4, O-02)"

# What an entry says, as its hash takes it: none of it is typed by people but the key, which holds no bar.
SAYS = (
    "{entry}.account_id::text, {entry}.version, {entry}.transfer_id, {entry}.cents, {entry}.before, {entry}.after, "
    '{transfer}.key, {transfer}."on"::text, {transfer}.booked_on::text'
)
HASH = "encode(sha256(convert_to(concat_ws('|', {previous}, {says}), 'UTF8')), 'hex')"

# All accounts are locked in the order of their keys, so that two statements can't wait for each other. Each account is written once a
# statement, however many transfers it takes: PostgreSQL walks past every version that a transaction left behind.
POST = f"""
    PERFORM 1 FROM ledger_account WHERE id IN (SELECT giver_id FROM made UNION SELECT taker_id FROM made) ORDER BY id FOR UPDATE;
    IF EXISTS (SELECT 1 FROM made m JOIN ledger_account g ON g.id = m.giver_id JOIN ledger_account t ON t.id = m.taker_id WHERE g.fund_id <> t.fund_id) THEN
        RAISE EXCEPTION 'geld gaat niet van het ene potje naar het andere' USING ERRCODE = 'check_violation', CONSTRAINT = 'transfer_within_a_fund';
    END IF;
    IF EXISTS (SELECT 1 FROM made m JOIN ledger_account a ON a.id IN (m.giver_id, m.taker_id) WHERE a.closed_on IS NOT NULL) THEN
        RAISE EXCEPTION 'deze rekening is gesloten' USING ERRCODE = 'check_violation', CONSTRAINT = 'transfer_between_open_accounts';
    END IF;
    IF EXISTS (SELECT 1 FROM made m LEFT JOIN ledger_transfer o ON o.id = m.reverses_id WHERE m.reverses_id IS NOT NULL AND (o.giver_id <> m.taker_id
        OR o.taker_id <> m.giver_id OR o.cents <> m.cents OR o.reverses_id IS NOT NULL)) THEN
        RAISE EXCEPTION 'een terugboeking is het omgekeerde van de boeking' USING ERRCODE = 'check_violation', CONSTRAINT = 'reversal_is_the_reverse';
    END IF;
    FOR held IN SELECT a.id, a.kind, a.balance, a.version, a.head FROM ledger_account a
        WHERE a.id IN (SELECT giver_id FROM made UNION SELECT taker_id FROM made) ORDER BY a.id
    LOOP
        FOR side IN SELECT m.id, m.key, m."on", m.booked_on, CASE WHEN m.taker_id = held.id THEN m.cents ELSE -m.cents END AS cents
            FROM made m WHERE held.id IN (m.giver_id, m.taker_id) ORDER BY m.id
        LOOP
            INSERT INTO ledger_entry (account_id, version, transfer_id, cents, before, after, hash)
            SELECT e.account_id, e.version, e.transfer_id, e.cents, e.before, e.after,
                {HASH.format(previous="held.head", says=SAYS.format(entry="e", transfer="side"))}
            FROM (SELECT held.id, held.version + 1, side.id, side.cents, held.balance, held.balance + side.cents)
                AS e(account_id, version, transfer_id, cents, before, after)
            RETURNING hash, version, after INTO held.head, held.version, held.balance;
            IF held.balance < 0 AND held.kind NOT IN ('bank', 'voorschot', 'kosten') THEN
                RAISE EXCEPTION 'er staat niet genoeg op de rekening' USING ERRCODE = 'check_violation', CONSTRAINT = 'balance_not_below_zero';
            END IF;
            IF held.balance > 0 AND held.kind = 'bank' THEN
                RAISE EXCEPTION 'er staat niet genoeg op de rekening' USING ERRCODE = 'check_violation', CONSTRAINT = 'bank_holds_what_others_claim';
            END IF;
        END LOOP;
        UPDATE ledger_account SET balance = held.balance, version = held.version, head = held.head WHERE id = held.id;
    END LOOP;
    RETURN NULL;
"""  # noqa: S608 - texts of ours
# Only a transfer moves a balance; of an account nothing changes but its title, and that it closes.
BY_A_TRANSFER = """
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'een rekening blijft bestaan';
    END IF;
    IF pg_trigger_depth() < 2 AND to_jsonb(NEW) - ARRAY['title', 'closed_on'] IS DISTINCT FROM to_jsonb(OLD) - ARRAY['title', 'closed_on'] THEN
        RAISE EXCEPTION 'een saldo verandert alleen door een boeking';
    END IF;
    IF OLD.closed_on IS NOT NULL AND NEW.closed_on IS DISTINCT FROM OLD.closed_on THEN
        RAISE EXCEPTION 'een gesloten rekening blijft gesloten';
    END IF;
    RETURN NEW;
"""
WRITTEN_BY_A_TRANSFER = """
    IF TG_OP <> 'INSERT' OR pg_trigger_depth() < 2 THEN
        RAISE EXCEPTION 'een regel van een rekening ontstaat alleen door een boeking';
    END IF;
    RETURN NEW;
"""


class Fund(models.Model):
    """Money that is kept apart: of clients of a gemeente, or of that gemeente. Nothing goes from one to another within the ledger."""

    register = Register("gemeente", WHY, BASIS, BOOKS)

    class Kind(models.TextChoices):
        CLIENTS = "clienten", "geld van cliënten"
        GEMEENTE = "gemeente", "geld van de gemeente"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("soort", max_length=10, choices=Kind.choices)
    title = models.CharField("naam", max_length=80)

    class Meta:
        ordering = ["gemeente__naam", "kind"]
        constraints = [models.UniqueConstraint(fields=["gemeente", "kind"], name="one_fund_a_kind")]
        triggers = [pgtrigger.Protect(name="stays", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.title


class Account(models.Model):
    """Where money of a fund is. ``source``: for whom or what, only the room that opened it knows.

    ``balance`` in cents. All of a fund together are always zero: what stands at the bank is below zero here, since it is what the others
    may claim. So the sum of clients is what the bank holds, less what is in transit. ``version`` counts its entries; ``head`` is the hash of the last.
    """

    register = Register("fund__gemeente", WHY, BASIS, BOOKS)

    class Kind(models.TextChoices):
        CLIENT = "client", "cliënt"
        BANK = "bank", "bank"
        TRANSIT = "onderweg", "onderweg naar de bank"
        PARKED = "uitzoeken", "nog uit te zoeken"
        ADVANCE = "voorschot", "voorschotten"
        COSTS = "kosten", "kosten"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="accounts")
    kind = models.CharField("soort", max_length=10, choices=Kind.choices)
    title = models.CharField("naam", max_length=120)
    source = models.CharField("waarvoor", max_length=80)
    balance = models.BigIntegerField("saldo, in centen", default=0, editable=False)
    version = models.BigIntegerField(default=0, editable=False)
    head = models.CharField(max_length=64, default="", editable=False)
    opened_on = models.DateField("geopend op")
    closed_on = models.DateField("gesloten op", null=True, blank=True)

    class Meta:
        ordering = ["kind", "title"]
        constraints = [
            models.UniqueConstraint(fields=["fund", "source"], name="account_once_by_source"),
            models.CheckConstraint(
                condition=Q(balance__gte=0) | Q(kind__in=("bank", "voorschot", "kosten")), name="balance_not_below_zero"
            ),
            models.CheckConstraint(condition=Q(balance__lte=0) | ~Q(kind="bank"), name="bank_holds_what_others_claim"),
            models.CheckConstraint(condition=Q(closed_on=None) | Q(balance=0), name="closed_at_zero"),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Trigger(
                name="by_a_transfer", when=pgtrigger.Before, operation=pgtrigger.Update | pgtrigger.Delete, func=BY_A_TRANSFER
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class Transfer(models.Model):
    """``cents`` above zero went from ``giver`` to ``taker``. Never changed: a mistake is taken back by one that ``reverses`` it.

    ``on``: the day of the fact; ``booked_on``: the day it was written, from which it counts. ``key``: whoever says the same twice has one
    transfer; with other content it is an error.
    """

    register = Register("giver__fund__gemeente", WHY, BASIS, BOOKS)

    giver = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="given")
    taker = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="taken")
    cents = models.BigIntegerField("bedrag, in centen")
    on = models.DateField("op")
    booked_on = models.DateField("geboekt op")
    key = models.CharField("sleutel", max_length=100, unique=True)
    why = models.CharField("omschrijving", max_length=160)
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="reversed_by")  # fmt: skip
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    label = models.CharField("door", max_length=160)
    recorded_at = models.DateTimeField("vastgelegd")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(cents__gt=0), name="transfer_above_zero"),
            models.CheckConstraint(condition=~Q(giver=F("taker")), name="transfer_to_another"),
            models.CheckConstraint(condition=Q(on__lte=F("booked_on")), name="transfer_booked_later"),
            models.CheckConstraint(condition=~Q(key__contains="|"), name="transfer_key_without_bar"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="post",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                referencing=pgtrigger.Referencing(new="made"),  # type: ignore[no-untyped-call]
                declare=[("held", "RECORD"), ("side", "RECORD")],
                func=POST,
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.key


class Entry(models.Model):
    """What one transfer did to one account: balance before and after, and the ``version`` of the account that it made.

    ``hash`` is over this entry, its transfer and the hash before it, so that any statement can be proved again.
    """

    register = Register("account__fund__gemeente", WHY, BASIS, BOOKS)

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="entries", db_index=False)
    version = models.BigIntegerField()
    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="entries")
    cents = models.BigIntegerField("bedrag, in centen")
    before = models.BigIntegerField("saldo ervoor, in centen")
    after = models.BigIntegerField("saldo erna, in centen")
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["account", "version"], name="entry_a_version"),
            models.CheckConstraint(condition=Q(after=F("before") + F("cents")), name="entry_adds_up"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="written_by_a_transfer", when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete, func=WRITTEN_BY_A_TRANSFER,
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.cents}"


class Proof(models.Model):
    """That the whole ledger was proved again, and what was found. ``heads``: of each account that moved since the proof before, its version and hash,
    whose it is, and a hash over who wrote its transfers and why.

    A row cut off or rewritten since then no longer has the hash that stands here.
    """

    register = Register("", WHY, BASIS, BOOKS, personal=False)

    at = models.DateTimeField("wanneer")
    accounts = models.PositiveBigIntegerField("rekeningen")
    transfers = models.PositiveBigIntegerField("boekingen")
    findings = models.JSONField("bevindingen", default=list)
    heads = models.JSONField("koppen", default=dict)

    class Meta:
        ordering = ["-pk"]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.at:%d-%m-%Y}: {'niet heel' if self.findings else 'heel'}"
