"""Who saw and who changed which personal data: append-only, each row chained to the one before it."""

import pgtrigger
from django.db import models

from wegwijs.records import AUDIT, Register

CHAIN = """
    PERFORM pg_advisory_xact_lock(hashtextextended('audit:' || NEW.chain, 0));
    SELECT hash INTO NEW.previous FROM audit_auditrecord
        WHERE chain = NEW.chain ORDER BY id DESC LIMIT 1;
    NEW.previous := COALESCE(NEW.previous, '');
    NEW.hash := encode(sha256(convert_to(concat_ws('|', NEW.previous, NEW.chain, (NEW.at AT TIME ZONE 'UTC')::text, NEW.actor,
        NEW.organisation, NEW.action, NEW.subject_kind, NEW.subject_id, NEW.purpose, NEW.detail), 'UTF8')), 'hex');
    RETURN NEW;
"""


class Action(models.TextChoices):
    """What was done with personal data."""

    VIEW = "zien", "gezien"
    REVEAL = "tonen", "getoond (afgeschermd gegeven)"
    SEARCH = "zoeken", "gezocht"
    CHANGE = "wijzigen", "gewijzigd"
    EXPORT = "uitvoeren", "uitgevoerd (brief, bestand, bericht)"


class AuditRecord(models.Model):
    """One act on personal data. Never a BSN, a name or a note in it: only keys and what kind of act it was."""

    register = Register("chain", "controle op gebruik van persoonsgegevens", "Bi 9.11; AVG 5(2), 32", AUDIT)

    at = models.DateTimeField("wanneer")
    chain = models.CharField("gemeente", max_length=4, default="-")
    actor_user = models.BigIntegerField("account")
    actor = models.CharField("wie", max_length=160)
    organisation = models.CharField("organisatie", max_length=30)
    action = models.CharField("handeling", max_length=12, choices=Action.choices)
    subject_kind = models.CharField("soort gegeven", max_length=40)
    subject_id = models.CharField("sleutel", max_length=64)
    purpose = models.CharField("doel", max_length=120)
    detail = models.CharField("bijzonderheid", max_length=200, blank=True)
    previous = models.CharField(max_length=64, editable=False, default="")
    hash = models.CharField(max_length=64, editable=False, default="")

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "-at"]),
            models.Index(fields=["chain", "id"]),
            models.Index(fields=["actor_user", "-at"]),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(name="chain", when=pgtrigger.Before, operation=pgtrigger.Insert, func=CHAIN),
        ]

    def __str__(self) -> str:
        return f"{self.at:%d-%m-%Y %H:%M} {self.actor} {self.action} {self.subject_kind}"
