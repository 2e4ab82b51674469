"""What is paid, and when."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import Q

from wegwijs.contracts.models.agreements import BASIS, WHY, Terms
from wegwijs.records import ORGANISATION, Register


class PriceForm(models.TextChoices):
    """What a price is for."""

    TRAJECTORY = "traject", "een traject"
    HOUR = "uur", "een uur les"
    RESULT = "resultaat", "een resultaat"
    BONUS = "bonus", "een bonus"


class Moment(models.TextChoices):
    """When it may be invoiced."""

    STARTED = "begonnen", "als het traject begonnen is"
    HALFWAY = "helft", "halverwege de geplande uren"
    COMPLETED = "afgerond", "als het traject afgerond is"
    RESULT = "resultaat", "als het resultaat er is"
    HOUR = "uur", "per geleverd uur"


# Which moments fit which form.
FITS: dict[PriceForm, tuple[Moment, ...]] = {
    PriceForm.TRAJECTORY: (Moment.STARTED, Moment.HALFWAY, Moment.COMPLETED),
    PriceForm.HOUR: (Moment.HOUR,),
    PriceForm.RESULT: (Moment.RESULT,),
    PriceForm.BONUS: (Moment.RESULT, Moment.COMPLETED),
}


class Price(models.Model):
    """One price under a version of the terms, in cents. The price of a trajectory may be paid in parts: a row for each.

    ``within_months``: a bonus only for a result within so many months since the start.
    """

    register = Register("", WHY, BASIS, ORGANISATION, personal=False)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    terms = models.ForeignKey(Terms, on_delete=models.PROTECT, related_name="prices")
    form = models.CharField("waarvoor", max_length=10, choices=PriceForm.choices)
    moment = models.CharField("wanneer", max_length=10, choices=Moment.choices)
    cents = models.PositiveIntegerField("bedrag, in centen")
    within_months = models.PositiveSmallIntegerField("binnen maanden", null=True, blank=True)

    class Meta:
        ordering = ["form", "moment"]
        constraints = [
            models.UniqueConstraint(fields=["terms", "form", "moment"], name="price_once"),
            models.CheckConstraint(condition=Q(cents__gt=0), name="price_above_zero"),
            models.CheckConstraint(
                condition=Q(form="uur", moment="uur") | (~Q(form="uur") & ~Q(moment="uur")),
                name="price_of_an_hour_by_the_hour",
            ),
            models.CheckConstraint(
                condition=Q(within_months=None) | Q(form="bonus"), name="only_a_bonus_is_in_time"
            ),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.get_form_display()}, {self.get_moment_display()}"
