"""What is proposed to change in the PIP."""

from typing import Any

from wegwijs.stages.leerroutes.commands.adjust import Wanted
from wegwijs.stages.leerroutes.queries.adjust import Allowed, Change, Standing
from wegwijs.stages.pip.models import Wisselgrond
from wegwijs.ui import forms as ui

GROUNDS = [(one.value, one.label) for one in Wisselgrond if one is not Wisselgrond.BEZWAAR]


class AdjustForm(ui.Form):
    """A change that the law leaves open now, with its ground and why. What can't be now isn't offered, but refused when sent."""

    change = ui.RadioField(label="Wat verandert er", choices=Change.choices)
    ground = ui.RadioField(
        label="Waarom wisselt de route",
        choices=GROUNDS,
        required=False,
        help_text="Niet bij afschalen naar A2",
    )
    why = ui.TextField(
        label="Wat is er veranderd", readers="De inburgeraar leest dit in de brief.", rows=3, max_length=1000
    )
    judgement = ui.TextField(
        label="Uw oordeel", readers="Alleen medewerkers lezen dit.", rows=3, max_length=1000, required=False,
        help_text="Nodig bij afschalen, en in een bijzonder geval.",
    )  # fmt: skip
    effort = ui.CheckField(
        label="Bij afschalen: de inburgeraar heeft zich voldoende ingespannen", required=False
    )

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {one.change: f"{one.change.label}: {one.allowed.label}" for one in standing.options}
        self.fields["change"].choices = [(change.value, text) for change, text in words.items()]  # type: ignore[attr-defined]
        if all(one.change is not Change.A2 or one.allowed is Allowed.NEE for one in standing.options):
            self.fields["effort"].help_text = "Afschalen kan nu niet."

    def wanted(self) -> Wanted:
        """What was filled in."""
        data = self.cleaned_data
        return Wanted(
            Change(data["change"]), data["why"], Wisselgrond(data["ground"]) if data["ground"] else None, data["judgement"],
            data["effort"],
        )  # fmt: skip
