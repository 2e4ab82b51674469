"""Ask for a place, arrange what somebody needs, withdraw, end; and the waiting list."""

from typing import Any

from django import forms

from wegwijs import clock
from wegwijs.stages.leerroutes.models import Cursus, Dagdeel, Eindreden, Geregeld, Startniveau, Wachtreden
from wegwijs.ui import forms as ui

READERS = "De regisseurs lezen dit. Schrijf niets over gezondheid op."


class WishForm(ui.Form):
    """What somebody can and needs, to find a course with; everything may stay open."""

    niveau = ui.ChoiceField(
        label="Startniveau", choices=Startniveau.choices, required=False, empty="elk niveau"
    )
    dagdelen = ui.MultipleChoiceField(
        label="Kan op", choices=Dagdeel.choices, required=False, help_text="Niets gekozen: elk dagdeel."
    )
    opvang = ui.CheckField(label="Kinderopvang bij de school is nodig", required=False)


class AskForm(ui.Form):
    """From which day, and how far childcare and travel are."""

    starts_on = ui.DateField(label="Begint op", help_text="De eerste dag waarop de inburgeraar kan komen.")
    childcare = ui.RadioField(label="Kinderopvang", choices=Geregeld.choices)
    travel = ui.RadioField(label="Reizen naar de school", choices=Geregeld.choices)

    def __init__(self, *args: Any, cursus: Cursus, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("starts_on", max(cursus.starts_on, clock.today()))


class ArrangeForm(ui.Form):
    """How far childcare and travel are now."""

    childcare = ui.RadioField(label="Kinderopvang", choices=Geregeld.choices)
    travel = ui.RadioField(label="Reizen naar de school", choices=Geregeld.choices)
    version = forms.IntegerField(widget=forms.HiddenInput)


class WithdrawForm(ui.Form):
    """Why it doesn't go on."""

    reason = forms.CharField(label="Waarom", max_length=120, help_text=READERS)
    version = forms.IntegerField(widget=forms.HiddenInput)


class EndForm(ui.Form):
    """The last day and why. ``closing`` says the dossier itself."""

    last_day = ui.PastDateField(label="Laatste dag")
    reason = ui.RadioField(
        label="Waarom eindigen de lessen",
        choices=[(one.value, one.label) for one in Eindreden if one is not Eindreden.GESLOTEN],
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ResultForm(ui.Form):
    """The day on which the result was there."""

    on = ui.PastDateField(label="Resultaat gezien op")


class WaitForm(ui.Form):
    """Why somebody waits."""

    reason = ui.RadioField(label="Waarom wacht de inburgeraar", choices=Wachtreden.choices)
    explained = forms.CharField(label="Toelichting", max_length=240, required=False, help_text=READERS)


class WaitNoLongerForm(ui.Form):
    """Why somebody comes off the list without a place."""

    reason = forms.CharField(label="Waarom", max_length=120, help_text=READERS)
