"""Letters and decisions: drafted, fixed, sent; once sent never different."""

import uuid

import pgtrigger
from django.db import models

from wegwijs.access.models import User
from wegwijs.organisations.models import Gemeente
from wegwijs.people.languages import language_name
from wegwijs.people.models import Person
from wegwijs.records import BI_9_9, Register

# A letter that was sent while two entries were merged goes back to the one it was written for; nothing else of it ever changes.
_SENT = """
    IF to_jsonb(NEW) - 'person_id' = to_jsonb(OLD) - 'person_id' AND EXISTS (
        SELECT 1 FROM people_samenvoeging s
        WHERE s.kept_id = OLD.person_id AND s.dropped_id = NEW.person_id AND s.undone_at IS NOT NULL
    ) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Cannot update rows from % table: sent is sent', TG_TABLE_NAME;
"""
_FIXED = "OLD.state <> 'concept' AND OLD.content IS DISTINCT FROM NEW.content"


class Letter(models.Model):
    """A letter to one person. The content can change while it is a draft; the address is taken when it is sent.

    ``address_mark``: what the address was when the content was fixed, so that a move in between is noticed.
    ``copy_of``: the letter that came back, of which this one holds the same content.
    """

    register = Register(
        "gemeente", "brieven en besluiten", "Wi 14, 15; Awb 3:40-3:45", BI_9_9, special=("content",)
    )

    class State(models.TextChoices):
        CONCEPT = "concept", "concept"
        DEFINITIEF = "definitief", "definitief"
        VERZONDEN = "verzonden", "verzonden"
        INGETROKKEN = "ingetrokken", "ingetrokken"

    class Channel(models.TextChoices):
        POST = "post", "per post"
        UITGEREIKT = "uitgereikt", "persoonlijk overhandigd"
        VEILIG = "veilig", "via het veilige contact"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="letters")
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("soort", max_length=20)
    reference = models.CharField("kenmerk", max_length=30, db_index=True)
    title = models.CharField("onderwerp", max_length=160)
    content = models.JSONField("inhoud")
    state = models.CharField("stand", max_length=12, choices=State.choices, default=State.CONCEPT)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField("gemaakt")
    channel = models.CharField("wijze", max_length=12, choices=Channel.choices, blank=True)
    sent_on = models.DateField("verzonden op", null=True, blank=True)
    sent_by = models.CharField("verzonden door", max_length=160, blank=True)
    address_mark = models.CharField(max_length=64, blank=True, editable=False)
    copy_of = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="sent_again"
    )

    class Meta:
        ordering = ["-made_at"]
        triggers = [
            pgtrigger.Trigger(
                name="sent_is_sent",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state="verzonden"),
                func=_SENT,
            ),
            pgtrigger.Protect(
                name="fixed_content", operation=pgtrigger.Update, condition=pgtrigger.Condition(_FIXED)
            ),
            pgtrigger.Protect(
                name="kept", operation=pgtrigger.Delete, condition=~pgtrigger.Q(old__state="concept")
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Vertaling(models.Model):
    """The copy of a letter in the language of who gets it. The Dutch letter is the one that counts.

    ``version`` and ``checked`` (by a translator) as they stand on it; ``fixed`` together with the letter; the PDF as it
    left with the letter, empty before.
    """

    register = Register(
        "letter__gemeente", "brieven en besluiten", "Awb 3:41; Wi 14, 15", BI_9_9, special=("content", "pdf")
    )

    letter = models.OneToOneField(
        Letter, on_delete=models.CASCADE, primary_key=True, related_name="vertaling"
    )
    language = models.CharField("taal", max_length=3)
    version = models.CharField("versie", max_length=12)
    checked = models.BooleanField("nagekeken door een vertaler", default=False)
    content = models.JSONField("inhoud")
    fixed = models.BooleanField("ligt vast", default=False)
    pdf = models.BinaryField("PDF", default=b"")
    sha256 = models.CharField("controlegetal", max_length=64, blank=True)

    class Meta:
        triggers = [
            pgtrigger.Protect(
                name="fixed_content",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("OLD.fixed AND OLD.content IS DISTINCT FROM NEW.content"),
            ),
            pgtrigger.Protect(
                name="sent_is_sent", operation=pgtrigger.Update, condition=~pgtrigger.Q(old__sha256="")
            ),
            pgtrigger.Protect(
                name="kept", operation=pgtrigger.Delete, condition=pgtrigger.Q(old__fixed=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{language_name(self.language)}, versie {self.version}"

    @property
    def state_words(self) -> str:
        """What a page says of it."""
        checked = "nagekeken door een vertaler" if self.checked else "niet nagekeken door een vertaler"
        return f"vertaling in het {language_name(self.language)}, versie {self.version}, {checked}"


class LetterFile(models.Model):
    """The PDF as it left, byte for byte, with the address that stood on it."""

    register = Register(
        "letter__gemeente", "brieven en besluiten", "Awb 3:41; Archiefwet", BI_9_9, special=("pdf", "address")
    )

    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, primary_key=True, related_name="file")
    address = models.JSONField("adresregels")
    pdf = models.BinaryField("PDF")
    sha256 = models.CharField("controlegetal", max_length=64)

    class Meta:
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.sha256[:12]


class Retour(models.Model):
    """A letter that came back: nobody read it, whatever its date."""

    register = Register("letter__gemeente", "brieven en besluiten", "Awb 3:41", BI_9_9)

    class Reason(models.TextChoices):
        VERHUISD = "verhuisd", "verhuisd of onbekend op dit adres"
        ADRES = "adres", "het adres klopt niet"
        GEWEIGERD = "geweigerd", "geweigerd"
        NIET_OPGEHAALD = "niet_opgehaald", "niet opgehaald"

    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, primary_key=True, related_name="retour")
    came_back_on = models.DateField("terug op")
    reason = models.CharField("reden", max_length=16, choices=Reason.choices)
    noted_by = models.CharField("vastgelegd door", max_length=160)
    noted_at = models.DateTimeField("vastgelegd")

    class Meta:
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"terug op {self.came_back_on:%d-%m-%Y}"
