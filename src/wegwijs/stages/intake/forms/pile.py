"""Oproepen that go out together: for whom, and when the talks can be."""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.db import models

from wegwijs import clock
from wegwijs.dossiers.models import Dossier
from wegwijs.stages.intake.listing import warns
from wegwijs.stages.intake.models import Oproep
from wegwijs.stages.intake.pile import Hours
from wegwijs.ui import forms as ui
from wegwijs.ui.format import weekday


class Which(models.TextChoices):
    """Who of the list gets an oproep."""

    CHOSEN = "gekozen", "alleen wie ik aankruis"
    ALL = "alle", "iedereen in deze lijst, ook wie een waarschuwing krijgt"


class PileForm(ui.Form):
    """One place and way; each gets a time of its own, in the order of the list.

    Invitations are ticked, warnings aren't: a warning is a formal step. ``shown`` holds the keys that the page showed:
    everybody is everybody on that page.
    """

    groups: ClassVar[tuple[ui.Group, ...]] = (
        ui.Group("De gesprekken", ("first", "begin", "end", "minutes", "beside", "way", "place")),
        ui.Group("Voor wie", ("which", "dossiers"), "Wie het eerst aan de beurt is, staat bovenaan"),
    )
    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    first = ui.DateField(label="Eerste dag")
    begin = ui.TimeField(label="Van")
    end = ui.TimeField(label="Tot")
    minutes = forms.IntegerField(label="Minuten voor elk gesprek", min_value=10, max_value=240)
    beside = forms.IntegerField(
        label="Gesprekken tegelijk",
        min_value=1,
        max_value=20,
        help_text="Hoeveel regisseurs gesprekken voeren",
    )
    way = ui.RadioField(label="Hoe", choices=Oproep.Way.choices)
    place = forms.CharField(
        label="Plaats", max_length=160, help_text="Bijvoorbeeld Spuiboulevard 300, Dordrecht"
    )
    which = ui.RadioField(
        label="Wie krijgen een oproep",
        choices=Which.choices,
    )
    dossiers = ui.MultipleChoiceField(
        label="Dossiers", required=False, help_text="Uitnodigingen zijn aangekruist, waarschuwingen niet"
    )

    def __init__(self, *args: Any, waiting: Sequence[Dossier], by_post: date, **kwargs: Any) -> None:
        """``by_post``: the first day of a talk whose oproep goes by post today."""
        warned = {row.pk for row in waiting if warns(row, clock.today())}
        self.showing = ",".join(str(row.pk) for row in waiting)
        kwargs.setdefault(
            "initial",
            {
                "begin": "09:00",
                "end": "17:00",
                "minutes": 60,
                "beside": 1,
                "way": "kantoor",
                "which": Which.CHOSEN.value,
                "dossiers": [str(row.pk) for row in waiting if row.pk not in warned],
                "shown": self.showing,
            },
        )
        super().__init__(*args, **kwargs)
        self.waiting = waiting
        said = f"Op zijn vroegst {weekday(by_post)}. Wegwijs slaat weekend en feestdagen over"
        self.fields["first"].help_text = said
        self.fields["dossiers"].choices = [  # type: ignore[attr-defined]
            (
                str(row.pk),
                f"{row.person.list_name}, {row.number}{', waarschuwing' if row.pk in warned else ''}",
            )
            for row in waiting
        ]

    def hours(self) -> Hours:
        """When the talks can be."""
        data = self.cleaned_data
        return Hours(data["first"], data["begin"], data["end"], data["minutes"], data["beside"])

    def chosen(self) -> list[Dossier]:
        """The dossiers that still wait, in the order of the list."""
        data = self.cleaned_data
        keys = set(data["shown"].split(",") if data["which"] == Which.ALL else data["dossiers"])
        return [row for row in self.waiting if str(row.pk) in keys]
