"""What an employee should know of: seen on the screen, and once a day as numbers in a mail."""

import uuid

from django.db import models
from django.db.models import Q

from wegwijs.organisations.models import Employee, Gemeente
from wegwijs.records import BI_9_9, ORGANISATION, Register


class AlertKind(models.TextChoices):
    """Why somebody is told."""

    LATE = "laat", "te laat"
    DUE = "nadert", "deze week af te ronden"
    ASSIGNED = "toegewezen", "nieuw toegewezen"
    REFUSED = "duo", "bericht aan DUO geweigerd of niet aangekomen"
    LESSONS = "lessen", "signaal over de lessen"
    SECOND = "tweede", "wacht op een tweede persoon"
    SAFETY = "veiligheid", "nieuw signaal over veiligheid"
    EMERGENCY = "noodtoegang", "noodtoegang te beoordelen"
    SIGN = "signaal", "signalen te beantwoorden"
    SILENT = "herinnering", "geen antwoord op uitnodigingen"
    KEY = "sleutel", "sleutel van een aanbieder loopt af"
    CONTRACT = "contract", "contract vraagt aandacht"
    MONEY = "geld", "geld van cliënten klopt niet"
    RUN = "run", "betaalrun wacht op uw handtekening"
    NUMBER = "nummer", "rekeningnummer wacht op een collega"
    LINE = "regel", "regel van de bank wacht op een collega"
    LET_IN = "toelaten", "weer toelaten van een ontvanger wacht op een collega"


# On the page what is late comes first, then what waits for somebody to act, and last what is only good to know.
LATE = (AlertKind.LATE,)
NEWS = (AlertKind.ASSIGNED,)
# What is not about a dossier that its reader works in: kept for who watches over the use of personal data.
OVERSIGHT = (AlertKind.EMERGENCY, AlertKind.SIGN)


class Alert(models.Model):
    """One thing for one employee; ``key`` keeps it single. ``gone_at``: its reason passed before anybody read it.

    About a dossier, or about a thing (``thing_id``): a group, a key, a contract, or of oversight (without a key: all of that kind).
    """

    # Who manages or buys works with no dossiers, so that no gemeente's rows show: what is about no dossier is their own.
    register = Register(
        "gemeente",
        "medewerkers op tijd laten handelen",
        "Wi 14-17; AVG 6(1)(e)",
        BI_9_9,
        told_while="dossier_id IS NULL",
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="alerts")
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("soort", max_length=12, choices=AlertKind.choices)
    key = models.CharField("sleutel", max_length=120)
    dossier_id = models.UUIDField("dossier", null=True, blank=True)
    thing_id = models.UUIDField("waarover anders", null=True, blank=True)
    on = models.DateField("datum")
    what = models.CharField("waarover", max_length=120, blank=True)
    made_at = models.DateTimeField("gemaakt")
    read_at = models.DateTimeField("gelezen", null=True, blank=True)
    gone_at = models.DateTimeField("vervallen", null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["employee", "key"], name="alert_once_by_key")]
        indexes = [
            models.Index(
                fields=["employee", "on", "id"], condition=Q(read_at=None, gone_at=None), name="alert_unread"
            ),
            models.Index(fields=["kind"], condition=Q(read_at=None, gone_at=None), name="alert_standing"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class AlertMute(models.Model):
    """A kind that an employee doesn't want in the mail; on the screen it stays."""

    register = Register("", "eigen keuze voor mail", "AVG 6(1)(e)", ORGANISATION, personal=False)

    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="muted_alerts")
    kind = models.CharField("soort", max_length=12, choices=AlertKind.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["employee", "kind"], name="alert_muted_once")]

    def __str__(self) -> str:
        return self.kind


class Digest(models.Model):
    """One mail to one employee on one day. The row is there before the mail goes, so that it never goes twice."""

    register = Register("", "dagelijkse mail met aantallen", "AVG 6(1)(e)", ORGANISATION, personal=False)

    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="+")
    on = models.DateField("dag")
    claimed_at = models.DateTimeField("begonnen")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["employee", "on"], name="one_digest_a_day")]

    def __str__(self) -> str:
        return f"{self.on:%d-%m-%Y}"
