"""What is taken, from when to when, and for which appointment (docs/adr/0019)."""

from django.db import models
from django.db.models import F, Q

from wegwijs.agenda.models.resources import Interpreter, Room
from wegwijs.organisations.models import Employee
from wegwijs.people.models import Person
from wegwijs.records import BI_9_9, ORGANISATION, Register


class Taken(models.Model):
    """From ``starts`` (inclusive) to ``ends`` (exclusive), for the appointment ``source``.

    Two with the same ``party`` and the same ``starts`` don't clash: a household talks together. "" is nobody's party.
    """

    source = models.CharField("afspraak", max_length=60)
    party = models.CharField("gezelschap", max_length=60, blank=True)
    starts = models.DateTimeField("van")
    ends = models.DateTimeField("tot")

    class Meta:
        abstract = True


class Claim(Taken):
    """A room, an interpreter or an employee is taken: exactly one of the three."""

    register = Register("", "dubbele afspraken voorkomen", "AVG 6(1)(e)", ORGANISATION)

    room = models.ForeignKey(Room, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    interpreter = models.ForeignKey(
        Interpreter, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    employee = models.ForeignKey(
        Employee, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="claim_takes_time"),
            models.CheckConstraint(
                condition=Q(room__isnull=False, interpreter=None, employee=None)
                | Q(room=None, interpreter__isnull=False, employee=None)
                | Q(room=None, interpreter=None, employee__isnull=False),
                name="claim_takes_one_thing",
            ),
            models.UniqueConstraint(
                fields=["source", "room", "interpreter", "employee"], nulls_distinct=False, name="claim_once"
            ),
        ]
        indexes = [
            models.Index(fields=["room", "ends"], condition=Q(room__isnull=False), name="claim_room"),
            models.Index(
                fields=["interpreter", "ends"],
                condition=Q(interpreter__isnull=False),
                name="claim_interpreter",
            ),
            models.Index(
                fields=["employee", "ends"], condition=Q(employee__isnull=False), name="claim_employee"
            ),
        ]

    def __str__(self) -> str:
        return self.source


class PersonClaim(Taken):
    """Somebody who inburgert is expected somewhere."""

    register = Register("person__dossiers__gemeente", "dubbele afspraken voorkomen", "AVG 6(1)(e)", BI_9_9)

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="person_claim_takes_time"),
            models.UniqueConstraint(fields=["source", "person"], name="person_claim_once"),
        ]
        indexes = [models.Index(fields=["person", "ends"], name="claim_person")]

    def __str__(self) -> str:
        return self.source
