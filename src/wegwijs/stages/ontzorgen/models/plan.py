"""The money plan: what goes out, what comes in, what is bridged, and what the benefits administration says."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import F, Q

from wegwijs.organisations.models import Employee
from wegwijs.records import BOOKS, Register, Versioned
from wegwijs.stages.ontzorgen.models.begunstigden import Payee
from wegwijs.stages.ontzorgen.models.traject import BASIS, WHY, Ontzorging


class Interval(models.TextChoices):
    """How often."""

    WEEK = "week", "per week"
    VIER_WEKEN = "vier_weken", "per vier weken"
    MAAND = "maand", "per maand"
    KWARTAAL = "kwartaal", "per kwartaal"
    JAAR = "jaar", "per jaar"
    EENMAAL = "eenmaal", "één keer"


class Kostensoort(models.TextChoices):
    """What is paid. The first six are those of Pw 56a(2): stroom and gas often come from one supplier in one bill."""

    HUUR = "huur", "huur"
    GAS = "gas", "gas"
    WATER = "water", "water"
    STROOM = "stroom", "stroom"
    ENERGIE = "energie", "stroom en gas samen"
    ZORG = "zorg", "zorgverzekering"
    LEEFGELD = "leefgeld", "leefgeld"
    TELEFOON = "telefoon", "telefoon en internet"
    VERZEKERING = "verzekering", "andere verzekering"
    BELASTING = "belasting", "gemeentelijke belasting"
    KINDEREN = "kinderen", "school en kinderen"
    AFLOSSING = "aflossing", "aflossing van een schuld"
    ANDERS = "anders", "iets anders"


STATUTORY = (
    Kostensoort.HUUR, Kostensoort.GAS, Kostensoort.WATER, Kostensoort.STROOM, Kostensoort.ENERGIE, Kostensoort.ZORG,
)  # fmt: skip


class Betaalwijze(models.TextChoices):
    """Who pays a cost, today."""

    WIJ = "wij", "de SDD betaalt"
    BRON = "bron", "ingehouden op de bijstand en al betaald"
    ZELF = "zelf", "de cliënt betaalt zelf"


class Kostenpost(models.Model):
    """A cost from ``first_on`` on, in cents each ``interval``. Never edited but for its end: another amount, payee or way is a new
    row that ``replaces`` this one from its own first day.

    ``reason``: why a statutory cost is not paid by the college (a deviation, O-07) or another one is. ``last_on`` is inclusive.
    """

    register = Register("ontzorging__dossier__gemeente", WHY, BASIS, BOOKS)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ontzorging = models.ForeignKey(Ontzorging, on_delete=models.PROTECT, related_name="kosten")
    soort = models.CharField("soort", max_length=12, choices=Kostensoort.choices)
    payee = models.ForeignKey(Payee, on_delete=models.PROTECT, null=True, blank=True, related_name="kosten")
    cents = models.BigIntegerField("bedrag, in centen")
    interval = models.CharField("hoe vaak", max_length=10, choices=Interval.choices)
    first_on = models.DateField("eerste keer")
    last_on = models.DateField("tot en met", null=True, blank=True)
    reference = models.CharField("kenmerk voor de ontvanger", max_length=35, blank=True)
    wijze = models.CharField("wie betaalt", max_length=4, choices=Betaalwijze.choices)
    reason = models.CharField("waarom zo", max_length=300, blank=True)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    label = models.CharField("door", max_length=160)
    recorded_at = models.DateTimeField("vastgelegd")

    class Meta:
        ordering = ["soort", "-first_on"]
        indexes = [models.Index(fields=["ontzorging", "last_on"], name="costs_of_ontzorging")]
        constraints = [
            models.CheckConstraint(condition=Q(cents__gt=0), name="cost_above_zero"),
            # One that was replaced before it began, ends before it begins.
            models.CheckConstraint(
                condition=Q(soort__in=[*STATUTORY], wijze__in=("wij", "bron"))
                | Q(soort="leefgeld")
                | ~Q(reason=""),
                name="deviation_with_reason",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="stays", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()}"


class Inkomensoort(models.TextChoices):
    """Where money comes from."""

    BIJSTAND = "bijstand", "bijstand"
    ZORGTOESLAG = "zorgtoeslag", "zorgtoeslag"
    HUURTOESLAG = "huurtoeslag", "huurtoeslag"
    KINDGEBONDEN = "kgb", "kindgebonden budget"
    KINDERBIJSLAG = "kinderbijslag", "kinderbijslag"
    LOON = "loon", "loon"
    ANDERS = "anders", "iets anders"


class Inkomstenpost(Versioned):
    """Income that is expected: in cents each ``interval``, at least ``low`` and at most ``high``.

    ``here``: it comes to the account of the SDD. ``redirected_on``: the day its payer was told of that account, for the
    checklist of the regeldag. ``sender``: the name and, when it is known, the IBAN it comes from, by which a statement is matched.
    """

    register = Register("ontzorging__dossier__gemeente", WHY, BASIS, BOOKS)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ontzorging = models.ForeignKey(Ontzorging, on_delete=models.PROTECT, related_name="inkomsten")
    soort = models.CharField("soort", max_length=14, choices=Inkomensoort.choices)
    sender = models.CharField("wie betaalt", max_length=70)
    cents = models.BigIntegerField("verwacht bedrag, in centen")
    low = models.BigIntegerField("minstens, in centen")
    high = models.BigIntegerField("hoogstens, in centen")
    interval = models.CharField("hoe vaak", max_length=10, choices=Interval.choices)
    first_on = models.DateField("eerste keer verwacht")
    last_on = models.DateField("tot en met", null=True, blank=True)
    here = models.BooleanField("komt op de rekening van de SDD", default=True)
    redirected_on = models.DateField("rekeningnummer gewijzigd op", null=True, blank=True)
    label = models.CharField("door", max_length=160)
    recorded_at = models.DateTimeField("vastgelegd")

    class Meta:
        ordering = ["soort", "first_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(low__gte=0, cents__gte=F("low"), high__gte=F("cents"), high__gt=0), name="income_in_its_range"
            ),
            models.CheckConstraint(
                condition=Q(last_on=None) | Q(last_on__gte=F("first_on")), name="income_ends_after_it_begins"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_soort_display()}"


class Uitkeringsmaand(models.Model):
    """What the benefits administration says of one month, in cents: the norm, what it withheld and paid itself, what comes here.

    A correction is a new row: the newest of a month counts. ``withheld`` maps a Kostensoort to cents: those are not paid again.
    """

    register = Register(
        "ontzorging__dossier__gemeente", WHY, BASIS, BOOKS, special=("withheld",), executor_only=True
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ontzorging = models.ForeignKey(Ontzorging, on_delete=models.PROTECT, related_name="maanden")
    month = models.DateField("maand, de eerste dag")
    norm = models.BigIntegerField("norm, in centen")
    gross = models.BigIntegerField("toegekend, in centen")
    withheld = models.JSONField("ingehouden en betaald", default=dict)
    net = models.BigIntegerField("naar de rekening van de SDD, in centen")
    by_file = models.BooleanField("uit een bestand", default=False)
    label = models.CharField("door", max_length=160)
    recorded_at = models.DateTimeField("vastgelegd")

    class Meta:
        ordering = ["-month", "-recorded_at"]
        indexes = [models.Index(fields=["ontzorging", "-month", "-recorded_at"], name="benefit_months")]
        constraints = [
            models.CheckConstraint(
                condition=Q(norm__gte=0, gross__gte=0, net__gte=0), name="benefit_not_below_zero"
            ),
            models.CheckConstraint(condition=Q(net__lte=F("gross")), name="benefit_net_within_gross"),
            models.CheckConstraint(condition=Q(month__day=1), name="benefit_month_begins_on_the_first"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"bijstand {self.month:%m-%Y}"


class Voorschot(Versioned):
    """An advance that bridges income that comes late. Asked by one, allowed by another; paid back in ``repay_cents`` each month from
    ``repay_from`` on. What is still owed the ledger knows (``source``). One that still waits when the ontzorging ends, lapses: nobody
    decided, and nobody will."""

    register = Register("ontzorging__dossier__gemeente", WHY, BASIS, BOOKS, executor_only=True)

    class State(models.TextChoices):
        GEVRAAGD = "gevraagd", "wacht op een tweede persoon"
        TOEGEKEND = "toegekend", "toegekend"
        GEWEIGERD = "geweigerd", "niet toegekend"
        AFGELOST = "afgelost", "terugbetaald"
        VERVALLEN = "vervallen", "vervallen: het ontzorgen eindigde"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ontzorging = models.ForeignKey(Ontzorging, on_delete=models.PROTECT, related_name="voorschotten")
    inkomst = models.ForeignKey(
        Inkomstenpost, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    cents = models.BigIntegerField("bedrag, in centen")
    reason = models.CharField("waarom", max_length=300)
    repay_from = models.DateField("terugbetalen vanaf")
    repay_cents = models.BigIntegerField("per maand, in centen")
    state = models.CharField("stand", max_length=10, choices=State.choices, default=State.GEVRAAGD)
    asked_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("gevraagd")
    decided_by = models.ForeignKey(
        Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField("beslist", null=True, blank=True)
    decision_reason = models.CharField("waarom zo beslist", max_length=300, blank=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(cents__gt=0, repay_cents__gt=0, repay_cents__lte=F("cents")), name="advance_and_repayment_above_zero"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")), name="advance_decided_by_another"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("gevraagd", "vervallen"), decided_by=None)
                | (~Q(state__in=("gevraagd", "vervallen")) & Q(decided_by__isnull=False)),
                name="advance_decided_by_somebody",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"voorschot {self.asked_at:%d-%m-%Y}"

    @property
    def source(self) -> str:
        """Under which name the ledger keeps what is owed."""
        return f"voorschot:{self.pk}"
