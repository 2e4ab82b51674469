"""The timeline: append-only, each row a fact with its date, its source and who recorded it."""

from datetime import date
from typing import Any, Protocol

import pgtrigger
from django.db import models
from django.db.models import Q

from wegwijs.access.models import User
from wegwijs.dossiers.kinds import DAILY, Kind, Origin
from wegwijs.dossiers.models.dossier import REGIE, Dossier
from wegwijs.records import BI_9_9, Register


class Happening(Protocol):
    """What the folds of a timeline read of a row; a mass recomputation brings plain tuples of the same shape."""

    @property
    def pk(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def on(self) -> date: ...
    @property
    def payload(self) -> dict[str, Any]: ...


class Gebeurtenis(models.Model):
    """Something that happened. A correction is a new row that ``supersedes`` the old one; nothing is edited."""

    register = Register("dossier__gemeente", REGIE, "Wi 14-17, 35; Bi 9.1-9.4", BI_9_9, special=("payload",))

    # The indexes below begin with it; one of its own would be written for nothing.
    dossier = models.ForeignKey(
        Dossier, on_delete=models.PROTECT, related_name="gebeurtenissen", db_index=False
    )
    kind = models.CharField("wat", max_length=24, choices=Kind.choices)
    on = models.DateField("datum van het feit")
    recorded_at = models.DateTimeField("vastgelegd")
    by_user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    by = models.CharField("door", max_length=160)
    organisation = models.CharField("organisatie", max_length=30)
    origin = models.CharField("bron", max_length=12, choices=Origin.choices, default=Origin.EIGEN)
    payload = models.JSONField("inhoud", default=dict)
    summary = models.CharField("in één zin", max_length=240, blank=True)
    dedupe_key = models.CharField(max_length=120, blank=True, editable=False)
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )

    class Meta:
        ordering = ["-on", "-id"]
        indexes = [
            models.Index(fields=["dossier", "-on", "-id"]),
            # What the page of a dossier reads whole; of the daily lines the newest, and by whom they are: nothing of it
            # grows with those lines.
            models.Index(fields=["dossier"], condition=~Q(kind__in=DAILY), name="event_of_process"),
            models.Index(fields=["dossier", "-on", "-id"], condition=Q(kind__in=DAILY), name="event_daily"),
            models.Index(
                fields=["dossier", "organisation"], condition=Q(kind__in=DAILY), name="event_daily_by"
            ),
            # What another room must tell a partner, found without reading every timeline.
            models.Index(
                fields=["id"], condition=Q(kind=Kind.TOETS_OVERGESLAGEN), name="event_toets_left_out"
            ),
            # What DUO refused, for the list of plans to put right.
            models.Index(
                fields=["dossier"],
                condition=Q(kind=Kind.PIP_BIJ_DUO, payload__stand="geweigerd"),
                name="event_pip_refused",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "dedupe_key"], condition=~Q(dedupe_key=""), name="event_once_by_key"
            ),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.on:%d-%m-%Y} {self.get_kind_display()}"
