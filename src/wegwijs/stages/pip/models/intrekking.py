"""Taking back a PIP that the inburgeraar has: proposed, decided, sent. The termijn stays as it is (T-09, Wi 11(3))."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import Q

from wegwijs.documents.models import Letter
from wegwijs.organisations.models import Employee
from wegwijs.records import BI_9_9, Register, Versioned
from wegwijs.stages.pip.models.pip import PLAN, Pip

GUARD = """
    IF TG_OP = 'DELETE' THEN
        IF OLD.state <> 'voorgelegd' THEN
            RAISE EXCEPTION 'een besluit om in te trekken kan niet worden verwijderd';
        END IF;
        RETURN OLD;
    END IF;
    IF OLD.state <> 'voorgelegd' AND (
        to_jsonb(NEW) - ARRAY['state', 'version', 'sent_by_id', 'sent_on', 'channel']
            IS DISTINCT FROM to_jsonb(OLD) - ARRAY['state', 'version', 'sent_by_id', 'sent_on', 'channel']
        OR NEW.state = 'voorgelegd' OR OLD.state = 'verzonden'
    ) THEN
        RAISE EXCEPTION 'een besluit om in te trekken verandert niet';
    END IF;
    RETURN NEW;
"""


class Intrekking(Versioned):
    """Why a PIP that was made known no longer holds, who decided that, and the letter that says so.

    ``soort``: the body withdraws it itself, which is a decision with its own objection; or it was revoked in objection
    (Awb 7:11) or annulled by a court (Awb 8:72), which ``kenmerk`` and ``besloten_op`` name: then the letter only tells
    it. ``nieuw_voor``: by when, that day included, there must be a new plan; no law says it. A proposal that is dropped is deleted; the timeline keeps that it was made.
    """

    register = Register(
        "pip__dossier__gemeente", PLAN, "Wi 11(3), 15; Awb 7:11, 8:72", BI_9_9, special=("reden",)
    )

    class Soort(models.TextChoices):
        INTREKKING = "intrekking", "wij trekken het besluit zelf in"
        HERROEPING = "herroeping", "herroepen in een beslissing op bezwaar"
        VERNIETIGING = "vernietiging", "vernietigd door de rechter"

    class State(models.TextChoices):
        VOORGELEGD = "voorgelegd", "voorgelegd"
        BESLOTEN = "besloten", "besloten"
        VERZONDEN = "verzonden", "verzonden"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pip = models.OneToOneField(Pip, on_delete=models.PROTECT, related_name="intrekking")
    state = models.CharField("stand", max_length=12, choices=State.choices, default=State.VOORGELEGD)
    soort = models.CharField(max_length=14, choices=Soort.choices)
    reden = models.TextField(max_length=1000)
    kenmerk = models.CharField("kenmerk van de beslissing of uitspraak", max_length=60, blank=True)
    besloten_op = models.DateField("datum van de beslissing of uitspraak", null=True, blank=True)
    nieuw_voor = models.DateField("nieuw plan uiterlijk op", null=True, blank=True)
    proposed_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    proposed_on = models.DateField("voorgelegd op")
    decided_by = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    decided_on = models.DateField("dagtekening", null=True, blank=True)
    in_whose_name = models.CharField("in wiens naam", max_length=160, blank=True)
    mandate = models.CharField("bevoegdheid", max_length=160, blank=True)
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sent_by = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sent_on = models.DateField("verzonden op", null=True, blank=True)
    channel = models.CharField("wijze", max_length=12, choices=Letter.Channel.choices, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(soort="intrekking") | (~Q(kenmerk="") & Q(besloten_op__isnull=False)),
                name="withdrawal_names_the_other_decision",
            ),
            models.CheckConstraint(
                condition=Q(state="voorgelegd")
                | Q(decided_on__isnull=False, decided_by__isnull=False, letter__isnull=False)
                & ~Q(in_whose_name=""),
                name="decided_withdrawal_is_complete",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="decided",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=GUARD,
            )
        ]

    def __str__(self) -> str:
        return f"intrekking van {self.pip}"

    @property
    def is_own_decision(self) -> bool:
        """Whether this is a decision of the body itself, against which one may object."""
        return self.soort == self.Soort.INTREKKING
