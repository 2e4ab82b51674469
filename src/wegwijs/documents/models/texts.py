"""The words of a part of the letters, in versions."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import F, Q

from wegwijs.documents.wording.sections import TITLES, Section, whole
from wegwijs.organisations.models import Employee, Organisation
from wegwijs.records import ORGANISATION, Register, Versioned


class Brieftekst(Versioned):
    """A version of the words of a section, for the letters of an organisation. What the application brings is version 1.

    ``texts`` maps the paragraphs that differ from what the application brings to their Dutch words; ``paragraphs`` are
    all. In force from ``valid_from`` (inclusive) until a newer one is; a
    second person puts it in force.
    """

    register = Register("", "de woorden van brieven", "Awb 3:45-3:47; Wi 15", ORGANISATION, personal=False)

    class State(models.TextChoices):
        CONCEPT = "concept", "concept"
        VOORGELEGD = "voorgelegd", "wacht op een collega"
        VASTGESTELD = "vastgesteld", "vastgesteld"
        VERVALLEN = "vervallen", "vervallen"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    section = models.CharField("onderdeel", max_length=10, choices=[(s.value, TITLES[s]) for s in Section])
    number = models.PositiveIntegerField("versie")
    texts = models.JSONField("teksten")
    state = models.CharField("stand", max_length=12, choices=State.choices, default=State.CONCEPT)
    valid_from = models.DateField("geldt vanaf", null=True, blank=True)
    why = models.CharField("waarom", max_length=160, blank=True)
    made_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField("gemaakt")
    decided_by = models.ForeignKey(
        Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField("vastgesteld", null=True, blank=True)

    class Meta:
        ordering = ["section", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "section", "number"], name="brieftekst_number"),
            models.UniqueConstraint(
                fields=["organisation", "section"],
                condition=Q(state__in=["concept", "voorgelegd"]),
                name="brieftekst_one_open",
            ),
            models.CheckConstraint(
                condition=~Q(state="vastgesteld")
                | (Q(valid_from__isnull=False) & Q(decided_by__isnull=False) & ~Q(decided_by=F("made_by"))),
                name="brieftekst_takes_two",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="fixed", operation=pgtrigger.Update, condition=pgtrigger.Q(old__state="vastgesteld")
            ),
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.get_section_display()}, versie {self.number}"

    @property
    def paragraphs(self) -> dict[str, str]:
        """Every paragraph as letters are written with this version."""
        return whole(Section(self.section), self.texts)

    @property
    def is_open(self) -> bool:
        """Whether it is still in the making."""
        return self.state in (self.State.CONCEPT, self.State.VOORGELEGD)
