"""Who saw and who changed which personal data: append-only, each row chained to the one before it."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models

from wegwijs.records import AUDIT, Register

# What a row says, as its hash takes it. A bar within a text is written otherwise than the bar between two: else words could
# move from one column to the next without a trace.
_TEXTS = ("actor", "organisation", "action", "subject_kind", "subject_id", "purpose", "detail")
SAYS = "chain, (at AT TIME ZONE 'UTC')::text, actor_user, " + ", ".join(
    rf"replace(replace({text}, '\', '\\'), '|', '\|')" for text in _TEXTS
)

# Rows are chained when their transaction commits, under one short lock: a long import of one gemeente holds up nobody who
# looks at a dossier, and two transactions that write to two chains in another order can't wait for each other.
LINK = f"""
    PERFORM pg_advisory_xact_lock(hashtextextended('audit', 0));
    SELECT place, hash INTO last FROM audit_auditrecord
        WHERE chain = NEW.chain AND place IS NOT NULL ORDER BY place DESC LIMIT 1;
    UPDATE audit_auditrecord SET
        place = COALESCE(last.place, 0) + 1,
        previous = COALESCE(last.hash, ''),
        hash = encode(sha256(convert_to(concat_ws('|', COALESCE(last.hash, ''), COALESCE(last.place, 0) + 1, {SAYS}),
            'UTF8')), 'hex')
        WHERE id = NEW.id;
    RETURN NULL;
"""  # noqa: S608 - texts of ours


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
    place = models.BigIntegerField("plaats in de keten", null=True, editable=False)
    previous = models.CharField(max_length=64, editable=False, default="")
    hash = models.CharField(max_length=64, editable=False, default="")

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "-at"]),
            models.Index(fields=["chain", "id"]),
            models.Index(fields=["actor_user", "-at"]),
        ]
        constraints = [models.UniqueConstraint(fields=["chain", "place"], name="one_row_a_place")]
        triggers = [
            pgtrigger.Protect(name="no_delete", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="no_update", operation=pgtrigger.Update, condition=pgtrigger.Condition("OLD.hash <> ''")
            ),
            pgtrigger.Trigger(
                name="link",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                declare=[("last", "RECORD")],
                func=LINK,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%d-%m-%Y %H:%M} {self.actor} {self.action} {self.subject_kind}"


class ChainCheck(models.Model):
    """One check of one chain. ``last_id`` and ``last_hash`` anchor its end: rows cut off later are missed at the next.

    ``broken``: at most twenty ids of rows that were changed, or before which a row is missing.
    """

    register = Register("chain", "controle op het logboek", "BIO2 8.15.05, 8.15.06", AUDIT, personal=False)

    at = models.DateTimeField("wanneer")
    chain = models.CharField("gemeente", max_length=4)
    rows = models.PositiveBigIntegerField("regels")
    last_id = models.BigIntegerField("laatste regel", default=0)
    last_hash = models.CharField(max_length=64, blank=True)
    broken = ArrayField(models.BigIntegerField(), verbose_name="gebroken", default=list)

    class Meta:
        indexes = [models.Index(fields=["chain", "-id"])]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.chain} {self.at:%d-%m-%Y %H:%M}: {'gebroken' if self.broken else 'heel'}"
