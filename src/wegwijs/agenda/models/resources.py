"""Rooms to meet in and interpreters to ask: what can be taken besides people's own time."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower

from wegwijs.organisations.models import Gemeente
from wegwijs.records import ORGANISATION, Register, Versioned


class Room(Versioned):
    """A place where a group or a talk can be. ``last_day`` is inclusive; None: in use."""

    register = Register("gemeente", "ruimten voor groepen", "Wi 14, 17", ORGANISATION, personal=False)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    name = models.CharField("naam", max_length=60)
    address = models.CharField("adres", max_length=160)
    seats = models.PositiveSmallIntegerField("plaatsen")
    last_day = models.DateField("in gebruik tot en met", null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint("gemeente", Lower("name"), name="room_once_a_gemeente"),
        ]

    def __str__(self) -> str:
        return self.name


class Interpreter(Versioned):
    """Somebody who can be asked to interpret. ``languages`` are codes of ISO 639; ``last_day`` is inclusive."""

    register = Register("", "tolken vragen", "Awb 2:6; Bi 5.2", ORGANISATION)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("naam", max_length=80)
    languages = ArrayField(models.CharField(max_length=8), verbose_name="talen")
    phone = models.CharField("telefoon", max_length=22)
    last_day = models.DateField("te vragen tot en met", null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("name"), name="interpreter_once")]

    def __str__(self) -> str:
        return self.name

    def speaks(self, language: str) -> bool:
        """Whether this language (a code; "" is none in particular) can be asked of them."""
        return not language or language in self.languages
