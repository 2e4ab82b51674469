"""COA is asked to supply what the handover of somebody needs, until the move."""

import uuid

from django.db import models
from django.db.models import Q

from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.models.dossier import gemeente_of_dossier
from wegwijs.organisations.models import Gemeente, Organisation
from wegwijs.records import BI_9_9, Register
from wegwijs.stages.overdracht.models.profiel import HANDOVER


class Einde(models.TextChoices):
    """Why COA no longer sees somebody."""

    VERHUISD = "verhuisd", "de inburgeraar is verhuisd"
    GESLOTEN = "gesloten", "het dossier is gesloten"
    GESTOPT = "gestopt", "de gemeente stopte het"


class Aanlevering(models.Model):
    """Somebody whom COA linked to a gemeente, as COA's own desk knows of it (docs/adr/0021).

    COA sees the row for as long as it is ``shown``, and no other row of the dossier. ``gemeente`` is the dossier's: the policy of
    this table looks at no other.
    """

    register = Register(
        "gemeente", HANDOVER, "Wi 35(2); Bi 9.4(3)", BI_9_9, shared_by="self", shared_while="shown"
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="+")
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+", editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    location = models.CharField("opvanglocatie", max_length=80, blank=True)
    linked_on = models.DateField("gekoppeld op")
    shown = models.BooleanField("zichtbaar voor COA", default=True, editable=False)
    asked_label = models.CharField("gevraagd door", max_length=160)
    supplied_on = models.DateField("laatst aangeleverd", null=True, blank=True)
    ended_on = models.DateField("einde", null=True, blank=True)
    ended_because = models.CharField("waarom", max_length=10, choices=Einde.choices, blank=True)

    class Meta:
        ordering = ["linked_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(shown=True, ended_on=None) | Q(shown=False, ended_on__isnull=False),
                name="supply_shown_until_the_end",
            ),
            models.UniqueConstraint(fields=["dossier"], condition=Q(shown=True), name="one_supply_at_a_time"),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "gemeente", "linked_on"], condition=Q(shown=True), name="supply_to_do"
            ),
        ]
        triggers = [gemeente_of_dossier()]

    def __str__(self) -> str:
        return f"aanlevering vanaf {self.linked_on:%d-%m-%Y}"
