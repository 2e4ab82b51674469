"""The offer of the region, where a gemeente departs from it."""

from typing import Any

from django import forms
from django.db import models

from wegwijs import clock
from wegwijs.organisations.models import Gemeente
from wegwijs.stages.begeleiding.commands.offer import MOST_A_PART
from wegwijs.stages.begeleiding.models import Begeleidingsdeel
from wegwijs.ui import forms as ui

SCALE = "In uren, bijvoorbeeld 4 of 2,5. Leeg: dit hoort er niet bij"


class Difference(models.TextChoices):
    """How a gemeente departs."""

    MORE = "meer", "meer uren dan de regio"
    LESS = "minder", "minder uren dan de regio"
    SAME = "gelijk", "weer zoals de regio"


class OfferForm(ui.Form):
    """Hours of each part, from a day on."""

    valid_from = ui.DateField(label="Geldt vanaf")
    source = forms.CharField(
        label="Besluit of afspraak", max_length=160, help_text="Waar dit is vastgelegd, met datum of nummer"
    )

    def __init__(self, *args: Any, known: dict[Begeleidingsdeel, int], **kwargs: Any) -> None:
        initial = {"valid_from": clock.today(), **{part.value: known.get(part) for part in Begeleidingsdeel}}
        super().__init__(*args, initial=initial, **kwargs)
        for part in Begeleidingsdeel:
            self.fields[part.value] = ui.DurationField(
                label=part.label.capitalize(), most=MOST_A_PART, required=False, help_text=SCALE
            )
        # Of this form only: the parts come first.
        self.order_fields([*(part.value for part in Begeleidingsdeel), "valid_from", "source"])

    def minutes(self) -> dict[Begeleidingsdeel, int]:
        """What was filled in, in minutes."""
        return {part: self.cleaned_data[part.value] or 0 for part in Begeleidingsdeel}


class DepartForm(ui.Form):
    """One part in one gemeente, and why."""

    gemeente = ui.ChoiceField(label="Gemeente")
    part = ui.ChoiceField(label="Onderdeel", choices=Begeleidingsdeel.choices)
    more = ui.RadioField(label="Wat is er anders", choices=Difference.choices)
    minutes = ui.DurationField(
        label="Verschil", most=MOST_A_PART, required=False, help_text="In uren, bijvoorbeeld 4 of 2,5"
    )
    reason = forms.CharField(
        label="Waarom",
        max_length=200,
        help_text="Dit staat naast het aanbod van de regio, voor iedereen die het ziet",
    )
    valid_from = ui.DateField(label="Geldt vanaf")

    def __init__(self, *args: Any, gemeenten: list[Gemeente], **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"valid_from": clock.today()})
        super().__init__(*args, **kwargs)
        self.gemeenten = {one.code: one for one in gemeenten}
        self.offer("gemeente", ((code, one.naam) for code, one in self.gemeenten.items()))

    def clean(self) -> None:
        """More or less asks how much."""
        data = self.cleaned_data
        if (
            data.get("more") in (Difference.MORE, Difference.LESS)
            and "minutes" not in self.errors
            and not data.get("minutes")
        ):
            self.add_error("minutes", "Vul in hoeveel uren het verschil is.")

    def signed(self) -> int:
        """The difference in minutes; below zero is less."""
        minutes: int = self.cleaned_data["minutes"] or 0
        return {Difference.MORE: minutes, Difference.LESS: -minutes}.get(self.cleaned_data["more"], 0)
