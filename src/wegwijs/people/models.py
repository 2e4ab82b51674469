"""Persons, households, addresses, languages: who someone is and how to reach them; never why we know them."""

import uuid

from django.db import models
from django.db.models import Func, Q, Value
from django.db.models.functions import Lower

from wegwijs.people.languages import language_name
from wegwijs.people.names import full_name, list_name, sort_key
from wegwijs.records import BI_9_9, Register, Versioned
from wegwijs.ui.partial_date import PartialDate

WHO = "vaststellen wie iemand is en hoe wij die bereiken"


class Source(models.TextChoices):
    """Where a fact comes from."""

    EIGEN = "eigen", "eigen waarneming"
    BRP = "brp", "BRP"
    DUO = "duo", "DUO"
    COA = "coa", "COA (TVS)"
    PERSOON = "persoon", "inburgeraar zelf"
    PARTNER = "partner", "partner"
    VORIG = "vorig", "vorig systeem"


class Household(models.Model):
    """People who live and move together; each member has obligations of their own."""

    register = Register("members__person__dossiers__gemeente", WHO, "Wi 14(3)(c)", BI_9_9)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("naam", max_length=120)

    def __str__(self) -> str:
        return self.name


class Person(Versioned):
    """A person with a BSN, a v-nummer or both; unknown parts of the birth date are 0 as in the BRP."""

    register = Register(
        "dossiers__gemeente",
        WHO,
        "Wi 36; Bi 9.1, 9.10",
        BI_9_9 + "; BSN, naam, adres en geboortedatum langer",
        stands_for="merged_into",
    )

    class Sex(models.TextChoices):
        MAN = "M", "man"
        VROUW = "V", "vrouw"
        ONBEKEND = "O", "onbekend"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    bsn = models.CharField("BSN", max_length=9, null=True, blank=True, unique=True)
    v_nummer = models.CharField("v-nummer", max_length=10, null=True, blank=True, unique=True)
    voornamen = models.CharField(max_length=200, blank=True)
    voorvoegsel = models.CharField(max_length=20, blank=True)
    geslachtsnaam = models.CharField("achternaam", max_length=200)
    sort_key = models.CharField(max_length=440, editable=False, db_index=True)
    birth_year = models.PositiveSmallIntegerField("geboortejaar", default=0)
    birth_month = models.PositiveSmallIntegerField("geboortemaand", default=0)
    birth_day = models.PositiveSmallIntegerField("geboortedag", default=0)
    sex = models.CharField("geslacht", max_length=1, choices=Sex.choices, default=Sex.ONBEKEND)
    source = models.CharField("bron", max_length=10, choices=Source.choices, default=Source.EIGEN)
    as_of = models.DateField("peildatum")
    phone = models.CharField("telefoon", max_length=22, blank=True)
    email = models.EmailField("e-mail", blank=True)
    protected = models.BooleanField("geheimhouding of veilig adres", default=False)
    safe_contact = models.CharField("veilig contact", max_length=200, blank=True)
    contact_safely = models.BooleanField("alleen via het veilige contact", default=False)
    interpreter_needed = models.BooleanField("tolk nodig", default=False)
    died_on = models.DateField("overleden op", null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged_from"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(bsn__isnull=False) | Q(v_nummer__isnull=False) | Q(merged_into__isnull=False),
                name="person_has_bsn_or_v_nummer",
            ),
        ]
        indexes = [models.Index(fields=["birth_year", "birth_month", "birth_day"])]

    def __str__(self) -> str:
        return full_name(self.voornamen, self.voorvoegsel, self.geslachtsnaam)

    @property
    def list_name(self) -> str:
        """ "Achternaam, Voornaam" as lists show it."""
        return list_name(self.voornamen, self.voorvoegsel, self.geslachtsnaam)

    @property
    def birth(self) -> PartialDate:
        """The birth date with its unknown parts."""
        return PartialDate(self.birth_year, self.birth_month or None, self.birth_day or None)

    def refresh_sort_key(self) -> None:
        """Derive the stored sort key from the name; commands call it before they save."""
        self.sort_key = sort_key(self.voornamen, self.geslachtsnaam)


class SearchWord(models.Model):
    """Two words of someone's name in one order, normalised and as they sound: what search looks through (``searching``)."""

    register = Register("person__dossiers__gemeente", "iemand terugvinden op naam", "Wi 36; Bi 9.1", BI_9_9)

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="search_words")
    word = models.CharField(max_length=60, db_collation="C")
    other = models.CharField(max_length=60, db_collation="C", blank=True)
    sound = models.CharField(max_length=40, db_collation="C", blank=True)
    other_sound = models.CharField(max_length=40, db_collation="C", blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["word", "other"]),
            models.Index(fields=["sound", "other_sound"]),
            models.Index(fields=["sound", "other"]),
        ]

    def __str__(self) -> str:
        return f"{self.word} {self.other}".strip()


class HouseholdMember(models.Model):
    """Someone belongs to a household from a day until (and including) another."""

    register = Register("person__dossiers__gemeente", WHO, "Wi 14(3)(c)", BI_9_9)

    class Part(models.TextChoices):
        HOOFD = "hoofd", "hoofdbewoner"
        PARTNER = "partner", "partner"
        KIND = "kind", "kind"
        ANDER = "ander", "ander"

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    part = models.CharField("rol in het huishouden", max_length=10, choices=Part.choices)
    valid_from = models.DateField("vanaf")
    valid_to = models.DateField("tot en met", null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.person} ({self.get_part_display()})"


class Child(models.Model):
    """A child without a dossier of its own: only what VVE asks (Wi 14(3)(d)); no BSN."""

    register = Register(
        "household__members__person__dossiers__gemeente", "VVE voor het kind", "Wi 14(3)(d)", BI_9_9
    )

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="children")
    first_name = models.CharField("voornaam", max_length=80)
    birth_year = models.PositiveSmallIntegerField("geboortejaar")

    def __str__(self) -> str:
        return self.first_name


class Address(models.Model):
    """Where someone lives or gets post, from a day; rows are added, never edited."""

    register = Register("person__dossiers__gemeente", WHO, "Wi 14; Awb 3:41", BI_9_9)

    class Kind(models.TextChoices):
        WOON = "woon", "woonadres"
        BRIEF = "brief", "briefadres"
        AZC = "azc", "opvang COA"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="addresses")
    kind = models.CharField("soort", max_length=5, choices=Kind.choices, default=Kind.WOON)
    street = models.CharField("straat", max_length=120)
    number = models.CharField("huisnummer", max_length=12)
    postcode = models.CharField(max_length=7)
    place = models.CharField("plaats", max_length=80)
    valid_from = models.DateField("vanaf")
    source = models.CharField("bron", max_length=10, choices=Source.choices)
    as_of = models.DateField("peildatum")
    # Small letters and digits only, kept by the database: by it the homes at a postcode are found, however it was typed.
    postcode_key = models.GeneratedField(
        expression=Func(
            Lower("postcode"), Value("[^a-z0-9]"), Value(""), Value("g"), function="regexp_replace"
        ),
        output_field=models.CharField(max_length=7),
        db_persist=True,
    )

    class Meta:
        ordering = ["-valid_from", "-id"]
        indexes = [models.Index(fields=["postcode_key"], name="address_at_postcode")]

    def __str__(self) -> str:
        return f"{self.street} {self.number}, {self.postcode} {self.place}"


class PersonLanguage(models.Model):
    """A language someone speaks; the contact language is the one we write and interpret in."""

    register = Register("person__dossiers__gemeente", WHO, "Wi 14(3); Awb 2:6", BI_9_9)

    class Level(models.TextChoices):
        MOEDERTAAL = "moedertaal", "moedertaal"
        GOED = "goed", "goed"
        BEETJE = "beetje", "een beetje"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="languages")
    code = models.CharField("taal", max_length=8)
    level = models.CharField("niveau", max_length=10, choices=Level.choices, default=Level.MOEDERTAAL)
    contact = models.BooleanField("contacttaal", default=False)

    class Meta:
        ordering = ["-contact", "code"]
        constraints = [
            models.UniqueConstraint(fields=["person", "code"], name="one_row_per_language"),
            models.UniqueConstraint(
                fields=["person"], condition=Q(contact=True), name="one_contact_language"
            ),
        ]

    def __str__(self) -> str:
        return f"{language_name(self.code)} ({self.get_level_display()})"


class Verblijfstitel(models.Model):
    """The residence title as the BRP gives it (RvIG table 56). The doelgroep is never derived from it."""

    register = Register(
        "person__dossiers__gemeente", "verblijfsrecht naast de doelgroep van DUO", "Wi 3, 13", BI_9_9
    )

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="verblijfstitels")
    code = models.CharField("aanduiding", max_length=2)
    begins_on = models.DateField("ingang")
    ends_on = models.DateField("einde", null=True, blank=True)
    source = models.CharField("bron", max_length=10, choices=Source.choices, default=Source.BRP)
    as_of = models.DateField("peildatum")

    class Meta:
        ordering = ["-begins_on"]

    def __str__(self) -> str:
        return self.code


class Referent(models.Model):
    """The referent of a gezinsmigrant: name and phone only; the BSN of the referent is not for us (0.3, P-06)."""

    register = Register(
        "person__dossiers__gemeente", "bereikbaarheid gezinsmigrant", "Wi 35; AVG 5(1)(c)", BI_9_9
    )

    class Relation(models.TextChoices):
        PARTNER = "partner", "partner"
        OUDER = "ouder", "ouder"
        KIND = "kind", "kind"
        ANDERS = "anders", "anders"

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="referent")
    name = models.CharField("naam", max_length=200)
    relation = models.CharField("relatie", max_length=60, choices=Relation.choices)
    phone = models.CharField("telefoon", max_length=22, blank=True)

    def __str__(self) -> str:
        return self.name


class Dubbel(models.Model):
    """Two entries that may be one person, by a rule; and what somebody who looked made of it. ``one`` has the lower key."""

    register = Register(
        "one__dossiers__gemeente",
        "één persoon staat er één keer in",
        "AVG 5(1)(d)",
        BI_9_9,
        executor_only=True,
    )

    class Rule(models.TextChoices):
        NAAM = "naam", "dezelfde naam en geboortedatum"
        NUMMERS = "nummers", "BSN en v-nummer kwamen samen binnen"

    class Verdict(models.TextChoices):
        OPEN = "open", "nog niet bekeken"
        TWEE = "twee", "twee personen"
        GEKOPPELD = "gekoppeld", "dezelfde persoon, niet samengevoegd"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    one = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    rule = models.CharField("waarom", max_length=8, choices=Rule.choices)
    verdict = models.CharField("oordeel", max_length=10, choices=Verdict.choices, default=Verdict.OPEN)
    found_at = models.DateTimeField("gevonden")
    decided_by = models.CharField("beoordeeld door", max_length=160, blank=True)
    decided_at = models.DateTimeField("beoordeeld", null=True, blank=True)

    class Meta:
        ordering = ["-found_at", "id"]
        constraints = [models.UniqueConstraint(fields=["one", "other"], name="double_once")]
        indexes = [models.Index(fields=["found_at"], condition=Q(verdict="open"), name="double_open")]

    def __str__(self) -> str:
        return self.get_rule_display()


class Samenvoeging(models.Model):
    """That ``dropped`` was merged into ``kept``, with what moved: enough to take it back. Numbers stand in the persons only."""

    register = Register(
        "kept__dossiers__gemeente",
        "één persoon staat er één keer in",
        "AVG 5(1)(d)",
        BI_9_9,
        special=("trace",),
        executor_only=True,
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="samenvoegingen")
    dropped = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    trace = models.JSONField("wat meeging")
    merged_at = models.DateTimeField("samengevoegd")
    by = models.CharField("door", max_length=160)
    undone_at = models.DateTimeField("teruggedraaid", null=True, blank=True)

    class Meta:
        ordering = ["-merged_at"]
        constraints = [
            models.UniqueConstraint(fields=["dropped"], condition=Q(undone_at=None), name="merged_once")
        ]

    def __str__(self) -> str:
        return f"{self.merged_at:%d-%m-%Y}"
