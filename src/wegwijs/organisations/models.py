"""Municipalities, the organisations that work for them, their people, and who may decide in whose name."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from wegwijs.records import ORGANISATION, Register, Versioned


class Gemeente(Versioned):
    """A municipality: its college is the controller of its dossiers (Wi 1(1)). Key: the RvIG code, "0505"."""

    register = Register("code", "bevoegd college per dossier", "Wi 1(1)", ORGANISATION, personal=False)

    code = models.CharField("gemeentecode", primary_key=True, max_length=4)
    naam = models.CharField(max_length=80, unique=True)
    oin = models.CharField("OIN", max_length=20, unique=True)
    valid_from = models.DateField("geldig vanaf")
    valid_to = models.DateField("geldig tot en met", null=True, blank=True)
    college_address = models.CharField("postadres van het college", max_length=200, blank=True)

    class Meta:
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam

    @property
    def college(self) -> str:
        """The body that decides, as letters name it."""
        return f"het college van burgemeester en wethouders van {self.naam}"


class OrganisationKind(models.TextChoices):
    """What an organisation does in the chain."""

    UITVOERDER = "uitvoerder", "uitvoerder"
    BEGELEIDING = "begeleiding", "maatschappelijke begeleiding"
    AANBIEDER = "aanbieder", "taalaanbieder"
    WIJKTEAM = "wijkteam", "sociaal wijkteam of buurtwerk"
    COA = "coa", "COA"
    INKOOP = "inkoop", "inkoop"
    GEMEENTE = "gemeente", "gemeente"
    RIJK = "rijk", "landelijke uitvoerder"


class Organisation(models.Model):
    """An organisation in the chain: SDD, VluchtelingenWerk, a provider, a wijkteam, COA, DUO."""

    register = Register("", "ketenpartners", "Wi 18, 35", ORGANISATION, personal=False)

    name = models.CharField("naam", max_length=120, unique=True)
    short = models.CharField("korte naam", max_length=30, unique=True)
    kind = models.CharField("soort", max_length=20, choices=OrganisationKind.choices)
    place = models.CharField("plaats", max_length=80, blank=True)
    gemeenten = models.ManyToManyField(Gemeente, blank=True, related_name="organisations")
    valid_from = models.DateField("geldig vanaf")
    valid_to = models.DateField("geldig tot en met", null=True, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.short


class Employee(models.Model):
    """Someone who works for an organisation, paid or as a volunteer."""

    register = Register("", "wie handelt", "AVG 6(1)(e)", ORGANISATION)

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="employees")
    name = models.CharField("naam", max_length=120)
    function = models.CharField("functie", max_length=80)
    email = models.EmailField("e-mail")
    phone = models.CharField("telefoon", max_length=22, blank=True)
    volunteer = models.BooleanField("vrijwilliger", default=False)
    valid_from = models.DateField("in dienst vanaf")
    valid_to = models.DateField("tot en met", null=True, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Jaargesprek(models.Model):
    """A talk with a volunteer, at least once a year: goes on or stops (BIO2 5.18)."""

    register = Register("", "toegang van vrijwilligers: elk jaar opnieuw nagaan", "BIO2 5.18", ORGANISATION)

    class Outcome(models.TextChoices):
        DOOR = "door", "gaat door"
        STOPT = "stopt", "stopt"

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="jaargesprekken")
    on = models.DateField("gesprek op")
    outcome = models.CharField("uitkomst", max_length=6, choices=Outcome.choices)
    last_day = models.DateField("laatste dag")
    held_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("vastgelegd")

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.employee}, {self.on:%d-%m-%Y}"


class Dienstverleningsovereenkomst(models.Model):
    """DVO: what a gemeente has an organisation carry out, and from when to when (M22). It gives no power to decide."""

    register = Register(
        "gemeente", "opdracht aan de uitvoerder", "Wi 18; Awb 10:1", ORGANISATION, personal=False
    )

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="dvos")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="dvos")
    signed_on = models.DateField("ondertekend op")
    tasks = ArrayField(models.CharField(max_length=40), verbose_name="taken")
    valid_from = models.DateField("geldig vanaf")
    valid_to = models.DateField("geldig tot en met", null=True, blank=True)

    class Meta:
        ordering = ["gemeente", "valid_from"]

    def __str__(self) -> str:
        return f"DVO {self.gemeente} {self.valid_from:%d-%m-%Y}"


class Bevoegdheid(models.TextChoices):
    """A power of the college that can be mandated."""

    PIP_VASTSTELLEN = "pip", "PIP vaststellen"
    TOETS_ONTHEFFEN = "toets", "ontheffen van de leerbaarheidstoets"


class Mandaatbesluit(models.Model):
    """The college's decision that someone may decide in its name (Awb 10:1-10:5); needs the employer's consent."""

    register = Register(
        "gemeente", "wie beslist namens het college", "Awb 10:1-10:5", ORGANISATION, personal=False
    )

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="mandaten")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="mandaten")
    number = models.CharField("kenmerk", max_length=40)
    powers = ArrayField(
        models.CharField(max_length=20, choices=Bevoegdheid.choices), verbose_name="bevoegdheden"
    )
    decided_on = models.DateField("besloten op")
    consent_on = models.DateField("instemming werkgever op", null=True, blank=True)
    valid_from = models.DateField("geldig vanaf")
    valid_to = models.DateField("geldig tot en met", null=True, blank=True)

    class Meta:
        ordering = ["gemeente", "valid_from"]

    def __str__(self) -> str:
        return f"mandaat {self.number}"


class Overdrachtsbesluit(models.Model):
    """From this date the board of an openbaar lichaam decides itself instead of the college (Wi 18)."""

    register = Register("gemeente", "wie beslist", "Wi 18", ORGANISATION, personal=False)

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="overdrachten")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="overdrachten")
    board = models.CharField("bestuur", max_length=120)
    valid_from = models.DateField("vanaf")

    class Meta:
        ordering = ["gemeente", "valid_from"]

    def __str__(self) -> str:
        return f"{self.board} vanaf {self.valid_from:%d-%m-%Y}"


class Bezwaaradres(models.Model):
    """Where an objection to a body that decides is sent: the college of a gemeente, or the board of an organisation.

    ``postal`` is one line; ``digital`` a web or mail address, empty while there is none. ``court``: the rechtbank
    whose voorzieningenrechter may be asked (Awb 6:4(1), 8:7, 8:81). ``valid_to`` is inclusive.
    """

    register = Register("gemeente", "bezwaarclausule", "Awb 3:45, 6:4", ORGANISATION, personal=False)

    gemeente = models.ForeignKey(
        Gemeente, on_delete=models.PROTECT, related_name="bezwaaradressen", null=True, blank=True
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="bezwaaradressen", null=True, blank=True
    )
    postal = models.CharField("postadres voor bezwaar", max_length=200)
    digital = models.CharField("digitaal", max_length=200, blank=True)
    court = models.CharField("rechtbank", max_length=80)
    valid_from = models.DateField("geldig vanaf")
    valid_to = models.DateField("geldig tot en met", null=True, blank=True)

    class Meta:
        ordering = ["valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(gemeente__isnull=False, organisation__isnull=True)
                | Q(gemeente__isnull=True, organisation__isnull=False),
                name="objection_address_of_one_body",
            ),
            models.UniqueConstraint(fields=["gemeente", "valid_from"], name="objection_address_gemeente_day"),
            models.UniqueConstraint(
                fields=["organisation", "valid_from"], name="objection_address_board_day"
            ),
        ]

    def __str__(self) -> str:
        return self.postal


class Beleid(models.Model):
    """A number of local policy, dated; no gemeente means the whole region (M23). Keys stand in ``policy.keys``."""

    register = Register("gemeente", "beleidsregels", "Wi 14; Bi 5.2", ORGANISATION, personal=False)

    gemeente = models.ForeignKey(
        Gemeente, on_delete=models.PROTECT, related_name="beleid", null=True, blank=True
    )
    key = models.CharField("regel", max_length=40)
    value = models.PositiveIntegerField("waarde")
    source = models.CharField("bron", max_length=160)
    valid_from = models.DateField("geldig vanaf")
    valid_to = models.DateField("geldig tot en met", null=True, blank=True)

    class Meta:
        ordering = ["key", "gemeente", "valid_from"]

    def __str__(self) -> str:
        return f"{self.key}={self.value}"
