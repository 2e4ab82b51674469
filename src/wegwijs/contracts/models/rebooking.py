"""Which call-offs are booked anew since terms with other prices came into force for them."""

from django.db import models
from django.db.models import Q

from wegwijs.contracts.models.agreements import Terms
from wegwijs.contracts.models.money import BASIS, WHY, CallOff
from wegwijs.records import BOOKS, Register


class Rebooking(models.Model):
    """A call-off for which a version holds that came into force later: what is committed and delivered follows its prices.

    ``done_at`` None: it waits. ``owed``: so many cents more were invoiced than would be delivered at the new prices; until the supplier gives that
    back by a credit note nothing is booked.
    """

    register = Register("call_off__gemeente", WHY, BASIS, BOOKS, personal=False)

    terms = models.ForeignKey(Terms, on_delete=models.PROTECT, related_name="rebookings")
    call_off = models.ForeignKey(CallOff, on_delete=models.PROTECT, related_name="rebookings")
    done_at = models.DateTimeField("geboekt", null=True, blank=True)
    owed = models.PositiveBigIntegerField("eerst terug te vragen, in centen", default=0)

    class Meta:
        ordering = ["terms", "id"]
        constraints = [
            models.UniqueConstraint(fields=["terms", "call_off"], name="rebooked_once"),
            models.CheckConstraint(condition=Q(owed=0) | Q(done_at=None), name="rebooked_or_owed"),
        ]
        indexes = [models.Index(fields=["call_off"], condition=Q(done_at=None), name="rebookings_that_wait")]

    def __str__(self) -> str:
        return f"{self.call_off}, {self.terms}"
