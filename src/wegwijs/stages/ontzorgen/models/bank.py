"""The bank account that clients' money stands on, its statements, and what each line of them turned out to be."""

import uuid

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from wegwijs.access.models import User
from wegwijs.ledger.models import Fund
from wegwijs.organisations.models import Employee, Gemeente
from wegwijs.records import BOOKS, Register
from wegwijs.stages.ontzorgen.models.betalingen import PaymentOrder
from wegwijs.stages.ontzorgen.models.plan import Inkomstenpost
from wegwijs.stages.ontzorgen.models.traject import BASIS, WHY, Ontzorging

# A line stays as the bank wrote it; only what it turned out to be is written. What nobody knew becomes something else when one said what it is and
# another confirms just that; money that was sent back is known by the statement on which it went. What two people said stays that.
_SAID = """ARRAY['outcome', 'order_id', 'inkomst_id', 'ontzorging_id', 'settled_by_id', 'settled_at', 'note', 'asked_times', 'asked_as',
        'asked_client_id', 'asked_orders', 'asked_reason', 'asked_by_id', 'asked_at', 'refusal', 'refused_by_id', 'refused_at']"""
AS_THE_BANK_WROTE = f"""
    IF TG_OP = 'DELETE' OR to_jsonb(NEW) - {_SAID}
        IS DISTINCT FROM to_jsonb(OLD) - {_SAID} THEN
        RAISE EXCEPTION 'een regel van een afschrift blijft zoals de bank hem schreef';
    END IF;
    IF OLD.outcome NOT IN ('uitzoeken', 'alarm') AND OLD.asked_by_id IS NOT NULL AND OLD.refused_at IS NULL AND OLD.outcome = OLD.asked_as
        AND NEW IS DISTINCT FROM OLD THEN
        RAISE EXCEPTION 'wat twee mensen van een regel zeiden, verandert niet meer';
    END IF;
    IF NEW.outcome <> OLD.outcome AND NOT (OLD.outcome = 'uitzoeken' AND NEW.outcome = 'teruggestuurd') AND (
        OLD.outcome NOT IN ('uitzoeken', 'alarm') OR OLD.asked_by_id IS NULL OR OLD.refused_at IS NOT NULL
        OR (NEW.asked_times, NEW.asked_as, NEW.asked_client_id, NEW.asked_orders, NEW.asked_by_id, NEW.refused_at)
            IS DISTINCT FROM (OLD.asked_times, OLD.asked_as, OLD.asked_client_id, OLD.asked_orders, OLD.asked_by_id, OLD.refused_at)
        OR NEW.settled_by_id IS NULL OR NEW.settled_by_id = OLD.asked_by_id OR NEW.outcome <> OLD.asked_as
        OR (NEW.outcome = 'inkomen' AND NEW.ontzorging_id IS DISTINCT FROM OLD.asked_client_id)
        OR (NEW.outcome = 'betaald' AND NOT coalesce(NEW.order_id = ANY (OLD.asked_orders), false))
    ) THEN
        RAISE EXCEPTION 'wat een regel is, zegt de een en bevestigt een ander';
    END IF;
    RETURN NEW;
"""


# Of what stood there before we began two people said what it is; after that it stays.
OPENING_STANDS = """
    IF OLD.begin_confirmed_by_id IS NOT NULL AND (NEW.begin_cents, NEW.begin_reason, NEW.begin_asked_by_id, NEW.begin_confirmed_by_id)
        IS DISTINCT FROM (OLD.begin_cents, OLD.begin_reason, OLD.begin_asked_by_id, OLD.begin_confirmed_by_id) THEN
        RAISE EXCEPTION 'een bevestigd beginsaldo verandert niet meer';
    END IF;
    RETURN NEW;
"""


class BankAccount(models.Model):
    """Where the money of a fund stands. ``begin_cents``: what stood there when the first statement begins, asked by one with
    ``begin_reason`` and confirmed by another; None: nothing."""

    register = Register("fund__gemeente", WHY, BASIS, BOOKS, executor_only=True)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    fund = models.OneToOneField(Fund, on_delete=models.PROTECT, related_name="+")
    iban = models.CharField("rekeningnummer", max_length=34, unique=True)
    name = models.CharField("naam van de rekening", max_length=70)
    opened_on = models.DateField("in gebruik vanaf")
    begin_cents = models.BigIntegerField("beginsaldo, in centen", null=True, blank=True)
    begin_reason = models.CharField("van wie dit geld is", max_length=300, blank=True)
    begin_asked_by = models.ForeignKey(
        Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    begin_asked_at = models.DateTimeField("vastgelegd", null=True, blank=True)
    begin_confirmed_by = models.ForeignKey(
        Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    begin_confirmed_at = models.DateTimeField("bevestigd", null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(begin_cents=None, begin_reason="", begin_asked_by=None, begin_confirmed_by=None)
                | (
                    Q(begin_cents__gt=0, begin_asked_by__isnull=False, begin_asked_at__isnull=False)
                    & ~Q(begin_reason="")
                ),
                name="opening_balance_explained",
            ),
            models.CheckConstraint(
                condition=Q(begin_confirmed_by=None, begin_confirmed_at=None)
                | (Q(begin_confirmed_at__isnull=False) & ~Q(begin_confirmed_by=F("begin_asked_by"))),
                name="opening_balance_by_two",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(name="opening_stands", when=pgtrigger.Before, operation=pgtrigger.Update, func=OPENING_STANDS)
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def begin(self) -> int:
        """With how many cents its first statement begins, as two people said."""
        return self.begin_cents or 0 if self.begin_confirmed_at else 0


class Statement(models.Model):
    """A statement of the bank, taken in once (``sha256`` of its file and its place in it). Balances in cents; ``closing_on``: until
    when they are known."""

    register = Register("account__fund__gemeente", WHY, BASIS, BOOKS, executor_only=True)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(BankAccount, on_delete=models.PROTECT, related_name="statements")
    sha256 = models.CharField("kenmerk van het bestand (SHA-256)", max_length=64)
    place = models.PositiveSmallIntegerField("hoeveelste in het bestand", default=0)
    number = models.CharField("nummer", max_length=35)
    opening = models.BigIntegerField("beginsaldo, in centen")
    closing = models.BigIntegerField("eindsaldo, in centen")
    opening_on = models.DateField("van")
    closing_on = models.DateField("tot en met")
    imported_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    imported_at = models.DateTimeField("ingelezen")

    class Meta:
        ordering = ["-closing_on", "-imported_at"]
        constraints = [models.UniqueConstraint(fields=["sha256", "place"], name="statement_once")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"afschrift {self.number} tot en met {self.closing_on:%d-%m-%Y}"


class StatementFile(models.Model):
    """The bytes of a file of statements, kept once."""

    register = Register("", WHY, BASIS, BOOKS, special=("content",))

    sha256 = models.CharField(max_length=64, primary_key=True)
    name = models.CharField("bestand", max_length=120)
    content = models.BinaryField("inhoud")

    class Meta:
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.name


class Afschriftbestand(models.Model):
    """A large file of statements that a worker reads. ``content`` is kept until that ended: what was taken in of it stands in
    ``StatementFile``. ``gemeente``: the first of whoever sent it of which an account is named in it; it may be about others as well.

    ``done`` of ``statements`` were passed by, with ``lines_done`` of ``lines``; ``tallies``: how many lines are what. These change in the transaction
    of a statement. ``step``, ``step_done`` and ``step_lines`` are written beside it: how far it is in the one at hand, of which nothing is in yet.
    """

    register = Register("gemeente", WHY, BASIS, BOOKS, special=("content", "tallies"), executor_only=True)

    class State(models.TextChoices):
        WAITING = "wacht", "wacht"
        READING = "bezig", "wordt gelezen"
        DONE = "klaar", "ingelezen"
        REFUSED = "geweigerd", "geweigerd"
        STOPPED = "gestopt", "gestopt"

    class Step(models.TextChoices):
        KNOW = "herkennen", "Regels herkennen"
        KEEP = "bewaren", "Regels bewaren"
        BOOK = "boeken", "Regels boeken"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField("kenmerk van het bestand (SHA-256)", max_length=64)
    name = models.CharField("bestand", max_length=120)
    content = models.BinaryField("inhoud")
    handed_in_at = models.DateTimeField("aangeleverd")
    handed_in_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    label = models.CharField("door", max_length=160)
    state = models.CharField("stand", max_length=9, choices=State.choices, default=State.WAITING)
    stop_asked = models.BooleanField("stoppen gevraagd", default=False)
    statements = models.PositiveIntegerField("afschriften", default=0)
    done = models.PositiveIntegerField("afschriften gelezen", default=0)
    lines = models.PositiveIntegerField("regels", default=0)
    lines_done = models.PositiveIntegerField("regels gelezen", default=0)
    tallies = models.JSONField("wat de regels zijn", default=dict)
    step = models.CharField("waar in het afschrift", max_length=9, choices=Step.choices, blank=True)
    step_done = models.PositiveIntegerField("regels tot zover", default=0)
    step_lines = models.PositiveIntegerField("nieuwe regels in het afschrift", default=0)
    reason = models.CharField("waarom niet", max_length=800, blank=True)
    finished_at = models.DateTimeField("klaar", null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["gemeente", "-handed_in_at"], name="bank_files_by_gemeente")]
        constraints = [models.UniqueConstraint(fields=["gemeente", "sha256"], name="bank_file_once")]

    def __str__(self) -> str:
        return self.name


# What a line that nobody knew can be, when two people say so.
_ASKED_AS = ("inkomen", "betaald", "kosten")


class StatementLine(models.Model):
    """Money that came (above zero) or went, in cents. ``key``: the same line in an overlapping statement is the same line.

    What it is when nobody knew is by two: ``asked_by`` says with a reason that it is ``asked_as`` (of ``asked_client``, or the payments
    ``asked_orders``), another settles it, or says why not (``refusal``); ``asked_times``: how often somebody said something.
    """

    register = Register("statement__account__fund__gemeente", WHY, BASIS, BOOKS, executor_only=True)

    class Outcome(models.TextChoices):
        PAID = "betaald", "een betaling van ons"
        RETURNED = "terug", "een betaling die terugkwam"
        INCOME = "inkomen", "inkomen van een cliënt"
        FUNDING = "voorschotgeld", "geld van de gemeente voor voorschotten"
        PARKED = "uitzoeken", "nog uit te zoeken"
        SENT_BACK = "teruggestuurd", "teruggestuurd"
        ALARM = "alarm", "weg zonder opdracht van ons"
        COSTS = "kosten", "kosten van de bank"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="lines")
    key = models.CharField(max_length=64, unique=True)
    position = models.PositiveIntegerField("regel")
    booked_on = models.DateField("geboekt op")
    cents = models.BigIntegerField("bedrag, in centen")
    counter_iban = models.CharField("tegenrekening", max_length=34, blank=True)
    counter_name = models.CharField("naam", max_length=70, blank=True)
    remittance = models.CharField("omschrijving", max_length=500, blank=True)
    end_to_end = models.CharField("kenmerk", max_length=35, blank=True)
    bank_reference = models.CharField("kenmerk van de bank", max_length=60, blank=True)
    return_reason = models.CharField("waarom terug", max_length=4, blank=True)
    outcome = models.CharField("wat het is", max_length=14, choices=Outcome.choices)
    order = models.ForeignKey(
        PaymentOrder, on_delete=models.PROTECT, null=True, blank=True, related_name="lines"
    )
    inkomst = models.ForeignKey(
        Inkomstenpost, on_delete=models.PROTECT, null=True, blank=True, related_name="lines"
    )
    ontzorging = models.ForeignKey(
        Ontzorging, on_delete=models.PROTECT, null=True, blank=True, related_name="lines"
    )
    settled_by = models.ForeignKey(
        Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField("uitgezocht", null=True, blank=True)
    note = models.CharField("toelichting", max_length=300, blank=True)
    asked_times = models.PositiveSmallIntegerField("hoe vaak iemand zei wat het is", default=0)
    asked_as = models.CharField(
        "wat het volgens iemand is", max_length=14, blank=True, choices=Outcome.choices
    )
    asked_client = models.ForeignKey(
        Ontzorging, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    asked_orders = ArrayField(models.UUIDField(), verbose_name="welke betalingen het volgens iemand zijn", default=list, blank=True)  # fmt: skip
    asked_reason = models.CharField("hoe die dat weet", max_length=300, blank=True)
    asked_by = models.ForeignKey(
        Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    asked_at = models.DateTimeField("gezegd", null=True, blank=True)
    refusal = models.CharField("waarom dat niet zo is", max_length=300, blank=True)
    refused_by = models.ForeignKey(
        Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    refused_at = models.DateTimeField("afgewezen", null=True, blank=True)

    class Meta:
        ordering = ["statement", "position"]
        indexes = [
            models.Index(fields=["outcome", "booked_on"], name="lines_by_outcome"),
            models.Index(fields=["ontzorging", "-booked_on"], name="lines_of_ontzorging"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(cents=0), name="line_of_something"),
            models.CheckConstraint(
                condition=~Q(outcome__in=("betaald", "terug")) | Q(order__isnull=False),
                name="line_of_an_order",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="inkomen") | Q(ontzorging__isnull=False), name="income_of_somebody"
            ),
            models.CheckConstraint(
                condition=Q(asked_times=0, asked_as="", asked_reason="", asked_by=None, asked_at=None)
                | (
                    Q(
                        asked_times__gt=0,
                        asked_as__in=_ASKED_AS,
                        asked_by__isnull=False,
                        asked_at__isnull=False,
                    )
                    & ~Q(asked_reason="")
                ),
                name="line_said_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(asked_as="inkomen", asked_client__isnull=False, asked_orders__len=0)
                | Q(asked_as="betaald", asked_client=None, asked_orders__len__gt=0)
                | Q(asked_as__in=("", "kosten"), asked_client=None, asked_orders__len=0),
                name="line_said_of_whom",
            ),
            models.CheckConstraint(
                condition=Q(refusal="", refused_by=None, refused_at=None)
                | (
                    Q(asked_by__isnull=False, refused_by__isnull=False, refused_at__isnull=False)
                    & ~Q(refusal="")
                ),
                name="line_refused_with_a_reason",
            ),
            models.CheckConstraint(
                condition=(~Q(outcome="kosten") & (Q(settled_by=None) | ~Q(outcome__in=_ASKED_AS)))
                | (
                    Q(asked_as=F("outcome"), asked_by__isnull=False, refused_at=None)
                    & Q(settled_by__isnull=False, settled_at__isnull=False)
                    & ~Q(settled_by=F("asked_by"))
                ),
                name="line_settled_by_two",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="as_written", when=pgtrigger.Before, operation=pgtrigger.Update | pgtrigger.Delete, func=AS_THE_BANK_WROTE
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.booked_on:%d-%m-%Y} {self.cents}"

    @property
    def waits(self) -> bool:
        """Whether somebody said what it is and a colleague is to say so as well."""
        open_ = self.outcome in (self.Outcome.PARKED, self.Outcome.ALARM)
        return open_ and self.asked_by_id is not None and self.refused_at is None
