"""Who is ontzorgd, from when to when, with whose consent, and what comes after."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import F, Q

from wegwijs.access.models import User
from wegwijs.dossiers.models import Dossier
from wegwijs.organisations.models import Employee
from wegwijs.records import BOOKS, Register, Versioned

WHY = "financieel ontzorgen: vaste lasten betalen uit de bijstand, en leren het zelf te doen"
BASIS = "Pw 56a; Wi 15(3); machtiging van de inburgeraar (D4, O-02)"


class Eindreden(models.TextChoices):
    """Why ontzorgen ends."""

    GEPLAND = "gepland", "de zes maanden zijn voorbij"
    BIJSTAND = "bijstand", "de bijstand is gestopt"
    VERHUISD = "verhuisd", "verhuisd naar een andere gemeente"
    AFSPRAAK = "afspraak", "in overleg eerder gestopt"
    OVERLEDEN = "overleden", "overleden"
    GESLOTEN = "gesloten", "het dossier is gesloten"


class Ontzorging(Versioned):
    """One person for whom the college pays. ``since``: the day the right to bijstand arose; ``last_day`` (inclusive): T-15 as it
    was on the day this was last looked at, or an agreed longer end (O-04) in ``agreed_until``.

    ``administrator``: who keeps it. ``decided_on``: of the decision that is attached to the PIP (O-03). ``partner``: how the
    duty of a partner stands to it, a judgement that a person gives with ``partner_reason`` (0.3). ``split_on``: the first day on which the
    household was no longer one; ``split_left``: this is who left. What was decided stands in ``split_account`` and the two after it.

    ``toeslagen``: the judgement whether toeslagen may come to our account (0.3 at O-02). ``capped``: the plan as it would be
    without the ends of bijstand that stand, while they cut something off (``commands/bijstand``).
    """

    register = Register("dossier__gemeente", WHY, BASIS, BOOKS, special=("capped",))

    class State(models.TextChoices):
        VOORBEREIDEN = "voorbereiden", "wordt voorbereid"
        LOOPT = "loopt", "loopt"
        AFBOUW = "afbouw", "wordt overgedragen"
        KLAAR = "klaar", "afgerond"

    class Partner(models.TextChoices):
        GEEN = "geen", "geen partner, of een partner zonder bijstand"
        OOK = "ook", "de partner heeft dezelfde plicht"
        NIET = "niet", "de partner heeft de plicht niet"

    class Toeslagen(models.TextChoices):
        ONZE = "onze", "op onze rekening, met de volmacht"
        EIGEN = "eigen", "op een rekening op naam van de cliënt"

    class Wie(models.TextChoices):
        DEZE = "deze", "dit huishouden"
        ANDER = "ander", "het andere huishouden"
        BEIDEN = "beiden", "allebei, ieder apart"
        GEEN = "geen", "geen van beide"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="ontzorgingen")
    administrator = models.ForeignKey(
        Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField("stand", max_length=12, choices=State.choices, default=State.VOORBEREIDEN)
    since = models.DateField("recht op bijstand vanaf")
    last_day = models.DateField("tot en met")
    agreed_until = models.DateField("langer, in overleg, tot en met", null=True, blank=True)
    agreed_reason = models.CharField("waarom langer", max_length=300, blank=True)
    decided_on = models.DateField("besluit van", null=True, blank=True)
    decision = models.CharField("kenmerk van het besluit", max_length=60, blank=True)
    partner = models.CharField("partner", max_length=4, choices=Partner.choices, blank=True)
    partner_reason = models.CharField("waarom", max_length=300, blank=True)
    partner_judged_by = models.CharField("beoordeeld door", max_length=160, blank=True)
    split_on = models.DateField("niet meer één huishouden vanaf", null=True, blank=True)
    split_left = models.BooleanField("is vertrokken", default=False)
    split_account = models.CharField("wie houdt de rekening", max_length=6, choices=Wie.choices, blank=True)
    split_rent = models.CharField("wie houdt de woning", max_length=6, choices=Wie.choices, blank=True)
    split_leefgeld = models.CharField(
        "wie krijgt het leefgeld", max_length=6, choices=Wie.choices, blank=True
    )
    split_reason = models.CharField("waarom zo", max_length=300, blank=True)
    split_judged_by = models.CharField("besloten door", max_length=160, blank=True)
    split_judged_at = models.DateTimeField("besloten", null=True, blank=True)
    toeslagen = models.CharField("toeslagen", max_length=5, choices=Toeslagen.choices, blank=True)
    toeslagen_reason = models.CharField("waarom zo", max_length=300, blank=True)
    toeslagen_judged_by = models.CharField("beoordeeld door", max_length=160, blank=True)
    toeslagen_judged_at = models.DateTimeField("beoordeeld", null=True, blank=True)
    capped = models.JSONField("wat het einde van de bijstand afkapte", null=True, blank=True)
    ended_on = models.DateField("geëindigd op", null=True, blank=True)
    end_reason = models.CharField("waarom geëindigd", max_length=10, choices=Eindreden.choices, blank=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    label = models.CharField("gemaakt door", max_length=160)
    made_at = models.DateTimeField("gemaakt")

    class Meta:
        ordering = ["-since", "-made_at"]
        indexes = [models.Index(fields=["state", "last_day"], name="ontzorging_by_end")]
        constraints = [
            models.UniqueConstraint(fields=["dossier"], condition=~Q(state="klaar"), name="one_running_ontzorging"),
            models.CheckConstraint(condition=Q(last_day__gte=F("since")), name="ontzorging_lasts_a_day"),
            models.CheckConstraint(
                condition=(~Q(state="klaar") & Q(ended_on=None, end_reason=""))
                | (Q(state="klaar", ended_on__isnull=False) & ~Q(end_reason="")),
                name="ontzorging_ends_with_day_and_reason",
            ),
            models.CheckConstraint(
                condition=Q(partner__in=("", "geen")) | ~Q(partner_reason=""), name="partner_judged_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(agreed_until=None) | ~Q(agreed_reason=""), name="longer_ontzorgen_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(split_judged_at=None, split_account="", split_rent="", split_leefgeld="", split_reason="")
                | (Q(split_on__isnull=False, split_judged_at__isnull=False) & ~Q(split_account="") & ~Q(split_rent="") & ~Q(split_leefgeld="") & ~Q(split_reason="")),
                name="split_decided_as_a_whole",
            ),
            models.CheckConstraint(
                condition=Q(toeslagen="", toeslagen_judged_at=None)
                | (Q(toeslagen_judged_at__isnull=False) & ~Q(toeslagen_reason="") & ~Q(toeslagen="")),
                name="toeslagen_judged_with_reason",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"ontzorgen vanaf {self.since:%d-%m-%Y}"

    @property
    def source(self) -> str:
        """Under which name the ledger keeps this person's money."""
        return f"ontzorging:{self.pk}"

    @property
    def split_undecided(self) -> bool:
        """Whether the household fell apart and nobody said who keeps what."""
        return self.split_on is not None and self.split_judged_at is None


class Machtiging(models.Model):
    """What the person signed for, and since when. The statutory costs ask one too, whatever else they do (D4)."""

    register = Register("ontzorging__dossier__gemeente", WHY, BASIS, BOOKS)

    class Waarvoor(models.TextChoices):
        VASTE_LASTEN = "vaste_lasten", "de vijf vaste lasten betalen"
        INKOMEN = "inkomen", "inkomen op de rekening van de SDD ontvangen"
        TOESLAGEN = "toeslagen", "toeslagen ontvangen en regelen (volmacht)"
        LEEFGELD = "leefgeld", "leefgeld per week uitbetalen"
        ANDERE = "andere", "andere rekeningen betalen, zoals telefoon"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ontzorging = models.ForeignKey(Ontzorging, on_delete=models.PROTECT, related_name="machtigingen")
    voor = models.CharField("waarvoor", max_length=12, choices=Waarvoor.choices)
    signed_on = models.DateField("getekend op")
    withdrawn_on = models.DateField("ingetrokken op", null=True, blank=True)
    reference = models.CharField("waar het stuk ligt", max_length=120)
    label = models.CharField("vastgelegd door", max_length=160)
    recorded_at = models.DateTimeField("vastgelegd")

    class Meta:
        ordering = ["voor", "-signed_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["ontzorging", "voor"], condition=Q(withdrawn_on=None), name="one_standing_machtiging"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("signed_on")),
                name="machtiging_withdrawn_afterwards",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_voor_display()}"


class Zelftaak(models.Model):
    """How far the person is with one task of money, on a day. Never changed: the newest counts."""

    register = Register("ontzorging__dossier__gemeente", WHY, BASIS, BOOKS)

    class Taak(models.TextChoices):
        POST = "post", "post openen en ordenen"
        BANK = "bank", "internetbankieren"
        BETALEN = "betalen", "rekeningen op tijd betalen"
        BUDGET = "budget", "weten wat er binnenkomt en uitgaat"
        TOESLAGEN = "toeslagen", "toeslagen aanvragen en wijzigen"
        ENERGIE = "energie", "stroom, gas en water regelen"
        VERZEKEREN = "verzekeren", "verzekeringen regelen"
        SPAREN = "sparen", "geld opzij zetten"

    class Niveau(models.TextChoices):
        NIET = "niet", "doet het nog niet"
        SAMEN = "samen", "samen met een begeleider"
        HULP = "hulp", "zelf, met hulp"
        ALLEEN = "alleen", "helemaal zelf"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ontzorging = models.ForeignKey(Ontzorging, on_delete=models.PROTECT, related_name="zelftaken")
    taak = models.CharField("taak", max_length=12, choices=Taak.choices)
    niveau = models.CharField("hoever", max_length=8, choices=Niveau.choices)
    on = models.DateField("op")
    label = models.CharField("vastgelegd door", max_length=160)
    recorded_at = models.DateTimeField("vastgelegd")

    class Meta:
        ordering = ["taak", "-on", "-recorded_at"]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.get_taak_display()}: {self.get_niveau_display()}"


class Geldsignaal(Versioned):
    """A debt, arrears, an attachment: something that asks more than paying the fixed costs. Nothing about health."""

    register = Register("ontzorging__dossier__gemeente", WHY, BASIS, BOOKS)

    class Soort(models.TextChoices):
        ACHTERSTAND = "achterstand", "betalingsachterstand"
        SCHULD = "schuld", "schuld"
        BESLAG = "beslag", "beslag op inkomen of rekening"
        INKOMEN = "inkomen", "inkomen dat wegvalt"
        FRAUDE = "misbruik", "iemand anders gebruikt het geld"

    class State(models.TextChoices):
        OPEN = "open", "open"
        SPECIALIST = "specialist", "bij de specialist"
        KLAAR = "klaar", "opgelost"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ontzorging = models.ForeignKey(Ontzorging, on_delete=models.PROTECT, related_name="signalen")
    soort = models.CharField("soort", max_length=12, choices=Soort.choices)
    party = models.CharField("van wie", max_length=80, blank=True)
    cents = models.BigIntegerField("bedrag, in centen", null=True, blank=True)
    since = models.DateField("sinds")
    note = models.CharField("toelichting", max_length=300, blank=True)
    state = models.CharField("stand", max_length=10, choices=State.choices, default=State.OPEN)
    outcome = models.CharField("wat is gedaan", max_length=300, blank=True)
    specialist = models.ForeignKey(
        Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    label = models.CharField("gemeld door", max_length=160)
    recorded_at = models.DateTimeField("gemeld")
    closed_on = models.DateField("opgelost op", null=True, blank=True)

    class Meta:
        ordering = ["state", "-since"]
        constraints = [
            models.CheckConstraint(condition=Q(cents=None) | Q(cents__gt=0), name="debt_above_zero"),
            models.CheckConstraint(
                condition=(Q(state="klaar", closed_on__isnull=False) & ~Q(outcome=""))
                | (~Q(state="klaar") & Q(closed_on=None)),
                name="money_signal_solved_with_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()}"


class Overdrachtsstap(models.Model):
    """One thing that must be done before the person does it alone. ``key`` tells it from the others of the same ontzorging."""

    register = Register("ontzorging__dossier__gemeente", WHY, BASIS, BOOKS)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ontzorging = models.ForeignKey(Ontzorging, on_delete=models.PROTECT, related_name="overdrachtsstappen")
    key = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField("volgorde")
    title = models.CharField("stap", max_length=120)
    kostenpost = models.ForeignKey(
        "Kostenpost", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    done_on = models.DateField("gedaan op", null=True, blank=True)
    done_by = models.CharField("door", max_length=160, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["ontzorging", "key"], name="handover_step_once"),
            models.CheckConstraint(
                condition=Q(done_on=None, done_by="") | (Q(done_on__isnull=False) & ~Q(done_by="")),
                name="handover_step_done_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.title
