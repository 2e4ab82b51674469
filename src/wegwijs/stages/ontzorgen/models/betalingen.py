"""Payments: what is proposed, released by two, handed to the bank once, and what became of it."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import F, Q

from wegwijs.organisations.models import Employee, Gemeente
from wegwijs.records import BOOKS, Register
from wegwijs.stages.ontzorgen.models.begunstigden import Payee
from wegwijs.stages.ontzorgen.models.plan import Kostenpost
from wegwijs.stages.ontzorgen.models.traject import BASIS, WHY, Ontzorging

# From the first signature on the content of a run stands; from the second its file and sums do.
RUN_STANDS = """
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'een betaalrun blijft bestaan';
    END IF;
    IF OLD.second_by_id IS NOT NULL AND (NEW.second_by_id, NEW.first_by_id, NEW.sha256, NEW.count, NEW.cents, NEW.msg_id, NEW.due_on)
        IS DISTINCT FROM (OLD.second_by_id, OLD.first_by_id, OLD.sha256, OLD.count, OLD.cents, OLD.msg_id, OLD.due_on) THEN
        RAISE EXCEPTION 'een vrijgegeven betaalrun verandert niet meer';
    END IF;
    IF OLD.handed_over_at IS NOT NULL AND NEW.handed_over_at IS DISTINCT FROM OLD.handed_over_at THEN
        RAISE EXCEPTION 'een betaalbestand gaat één keer naar de bank';
    END IF;
    RETURN NEW;
"""
# An order that was released stays what two people signed for.
ORDER_STANDS = """
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'een betaalopdracht blijft bestaan';
    END IF;
    IF OLD.state <> 'voorgesteld' AND to_jsonb(NEW) - ARRAY['state', 'dropped_because', 'executed_on', 'note', 'run_id']
        IS DISTINCT FROM to_jsonb(OLD) - ARRAY['state', 'dropped_because', 'executed_on', 'note', 'run_id'] THEN
        RAISE EXCEPTION 'een betaalopdracht in een run verandert niet meer';
    END IF;
    IF OLD.state IN ('vrijgegeven', 'uitgevoerd', 'terug') AND NEW.run_id IS DISTINCT FROM OLD.run_id THEN
        RAISE EXCEPTION 'een vrijgegeven opdracht hoort bij één run';
    END IF;
    RETURN NEW;
"""


class PaymentRun(models.Model):
    """Orders of a gemeente that go to the bank together on ``due_on``. Two different people sign; the second sees hash and sums.

    ``cents`` and ``count``: of its file. ``msg_id``: by which the bank knows the file, so that the same file never counts twice.
    """

    register = Register("gemeente", WHY, BASIS, BOOKS, executor_only=True)

    class State(models.TextChoices):
        DRAFT = "concept", "concept"
        SIGNED = "getekend", "wacht op een tweede handtekening"
        RELEASED = "vrijgegeven", "vrijgegeven"
        HANDED_OVER = "bij_bank", "naar de bank"
        DONE = "klaar", "verwerkt"
        WITHDRAWN = "ingetrokken", "ingetrokken"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    key = models.CharField("waarvoor", max_length=40)
    due_on = models.DateField("betaaldag")
    state = models.CharField("stand", max_length=12, choices=State.choices, default=State.DRAFT)
    made_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField("gemaakt")
    first_by = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    first_at = models.DateTimeField("eerste handtekening", null=True, blank=True)
    second_by = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    second_at = models.DateTimeField("tweede handtekening", null=True, blank=True)
    handed_over_by = models.ForeignKey(
        Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    handed_over_at = models.DateTimeField("naar de bank", null=True, blank=True)
    withdrawn_reason = models.CharField("waarom ingetrokken", max_length=300, blank=True)
    msg_id = models.CharField("kenmerk van het bestand (MsgId)", max_length=35, unique=True)
    sha256 = models.CharField("vingerafdruk (SHA-256)", max_length=64, blank=True)
    count = models.PositiveIntegerField("aantal betalingen", default=0)
    cents = models.BigIntegerField("totaal, in centen", default=0)

    class Meta:
        ordering = ["-due_on", "-made_at"]
        indexes = [models.Index(fields=["gemeente", "state", "-due_on"], name="runs_of_gemeente")]
        constraints = [
            # Started twice at once, there is one run.
            models.UniqueConstraint(
                fields=["gemeente", "key"], condition=~Q(state="ingetrokken"), name="one_run_a_key"
            ),
            models.CheckConstraint(
                condition=Q(second_by=None) | (Q(first_by__isnull=False) & ~Q(second_by=F("first_by"))),
                name="run_released_by_two",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("vrijgegeven", "bij_bank", "klaar"))
                | (
                    Q(second_by__isnull=False, second_at__isnull=False, count__gt=0, cents__gt=0)
                    & ~Q(sha256="")
                ),
                name="released_with_hash_and_sums",
            ),
            models.CheckConstraint(
                condition=~Q(state="bij_bank")
                | Q(handed_over_by__isnull=False, handed_over_at__isnull=False),
                name="handed_over_by_somebody",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="run_stands", when=pgtrigger.Before, operation=pgtrigger.Update | pgtrigger.Delete, func=RUN_STANDS
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"betaalrun {self.due_on:%d-%m-%Y}"


class PaymentFile(models.Model):
    """The bytes that two people signed for, and nothing else goes to the bank."""

    register = Register("run__gemeente", WHY, BASIS, BOOKS, special=("content",), executor_only=True)

    run = models.OneToOneField(PaymentRun, on_delete=models.PROTECT, primary_key=True, related_name="file")
    name = models.CharField("bestand", max_length=80)
    content = models.BinaryField("inhoud")

    class Meta:
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.name


class PaymentOrder(models.Model):
    """``cents`` of somebody's money to a payee on a day. Name and IBAN are a copy of the payee's when it was put in a run.

    ``kostenpost`` says why (none: paid out of the reserve, at the end), ``period`` for which day of it: each at most once.
    ``again``: the order that came back, and that this one pays anew.
    """

    register = Register("ontzorging__dossier__gemeente", WHY, BASIS, BOOKS, executor_only=True)

    class State(models.TextChoices):
        PROPOSED = "voorgesteld", "voorgesteld"
        IN_RUN = "in_run", "in een run"
        RELEASED = "vrijgegeven", "vrijgegeven"
        EXECUTED = "uitgevoerd", "betaald"
        RETURNED = "terug", "teruggekomen"
        DROPPED = "vervallen", "vervallen"

    class Dropped(models.TextChoices):
        """Why it won't be paid; ``note`` says it in full."""

        DECIDED = "besloten", "iemand besloot het"
        PLAN = "plan", "hoort niet meer bij het plan"
        COSTS = "kosten", "de kosten zijn gewijzigd"
        WITHHELD = "ingehouden", "al ingehouden op de bijstand"
        BIJSTAND = "bijstand", "de bijstand stopt"
        END = "einde", "het ontzorgen is voorbij"
        CLIENT = "client", "de cliënt betaalt zelf"
        RUN = "run", "de run is ingetrokken"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ontzorging = models.ForeignKey(Ontzorging, on_delete=models.PROTECT, related_name="opdrachten")
    kostenpost = models.ForeignKey(
        Kostenpost, on_delete=models.PROTECT, null=True, blank=True, related_name="opdrachten"
    )
    payee = models.ForeignKey(
        Payee, on_delete=models.PROTECT, null=True, blank=True, related_name="opdrachten"
    )
    name = models.CharField("naam", max_length=70, blank=True)
    iban = models.CharField("rekeningnummer", max_length=34, blank=True)
    cents = models.BigIntegerField("bedrag, in centen")
    due_on = models.DateField("betaaldag")
    period = models.DateField("voor welke dag")
    remittance = models.CharField("omschrijving", max_length=140)
    end_to_end = models.CharField("kenmerk (EndToEndId)", max_length=35, unique=True)
    run = models.ForeignKey(
        PaymentRun, on_delete=models.PROTECT, null=True, blank=True, related_name="opdrachten"
    )
    state = models.CharField("stand", max_length=12, choices=State.choices, default=State.PROPOSED)
    dropped_because = models.CharField("waarom vervallen", max_length=12, choices=Dropped.choices, blank=True)
    again = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="paid_anew_by"
    )
    executed_on = models.DateField("betaald op", null=True, blank=True)
    note = models.CharField("waarom", max_length=300, blank=True)
    label = models.CharField("voorgesteld door", max_length=160)
    made_at = models.DateTimeField("voorgesteld")

    class Meta:
        ordering = ["due_on", "made_at"]
        indexes = [
            models.Index(fields=["ontzorging", "-due_on"], name="orders_of_ontzorging"),
            models.Index(fields=["state", "due_on", "ontzorging", "id"], name="orders_by_state"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(cents__gt=0), name="order_above_zero"),
            models.UniqueConstraint(
                fields=["kostenpost", "period"],
                condition=Q(again=None) & ~Q(state="vervallen"),
                name="cost_paid_once_a_period",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("voorgesteld", "vervallen"))
                | (~Q(iban="") & ~Q(name="") & Q(run__isnull=False)),
                name="order_in_a_run_has_an_account",
            ),
            models.CheckConstraint(
                condition=~Q(state="uitgevoerd") | Q(executed_on__isnull=False), name="executed_on_a_day"
            ),
            models.CheckConstraint(
                condition=(Q(state="vervallen") & ~Q(dropped_because=""))
                | (~Q(state="vervallen") & Q(dropped_because="")),
                name="order_dropped_because",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="order_stands", when=pgtrigger.Before, operation=pgtrigger.Update | pgtrigger.Delete, func=ORDER_STANDS
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.end_to_end
