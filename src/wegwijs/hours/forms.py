"""Hours, taking them back, and whether they count."""

from typing import Any
from uuid import uuid4

from django import forms

from wegwijs.hours.commands import MOST_A_DAY
from wegwijs.hours.models import Soort
from wegwijs.organisations.models import Organisation
from wegwijs.ui import forms as ui
from wi2021.leerroutes import THEMAS_KNM, THEMAS_MAP

READERS = "Dit leest wie het dossier ziet. Schrijf niets over gezondheid of geloof."


def _key() -> str:
    return str(uuid4())


class HoursForm(ui.Form):
    """What was done, on which day, how long, by whom it was given."""

    soort = ui.RadioField(label="Waaraan besteed", choices=Soort.choices)
    on = ui.PastDateField(label="Datum")
    minutes = ui.DurationField(label="Duur", most=MOST_A_DAY)
    aanbieder = ui.ChoiceField(label="Gegeven door")
    theme = ui.ChoiceField(
        label="Thema", required=False, help_text="Alleen bij KNM en bij de MAP. Leeg: meer thema’s of geen."
    )
    practical = ui.CheckField(
        label="Dit was praktijk", required=False,
        help_text="Bij de MAP: gericht op praktische inzet op de arbeidsmarkt. Bij het PVT: een activiteit of excursie die een "
        "kernwaarde praktisch maakt.",
    )  # fmt: skip
    key = forms.CharField(widget=forms.HiddenInput, max_length=36, initial=_key)

    def __init__(self, *args: object, givers: list[Organisation], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.givers = {str(one.pk): one for one in givers}
        self.offer("aanbieder", ((key, one.name) for key, one in self.givers.items()), sole=True)
        themes = [
            ("KNM", [(theme, theme) for theme in THEMAS_KNM]),
            ("MAP", [(theme, theme) for theme in THEMAS_MAP]),
        ]
        self.fields["theme"].choices = [("", "geen"), *themes]  # type: ignore[attr-defined]


class ReasonForm(ui.Form):
    """Why something that was recorded is put right; ``label`` asks it."""

    reason = forms.CharField(max_length=160, help_text=READERS)

    def __init__(self, *args: object, label: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = label


class PeriodForm(ui.Form):
    """Of which days the totals are, both included."""

    since = ui.DateField(label="Vanaf")
    until = ui.DateField(label="Tot en met")

    def clean(self) -> dict[str, Any]:
        """A period that ends after it begins."""
        data = super().clean() or self.cleaned_data
        if data.get("since") and data.get("until") and data["until"] < data["since"]:
            self.add_error("until", "De einddatum ligt voor de begindatum. Verbeter de einddatum.")
        return data


class CountingForm(ui.Form):
    """Whether hours of before the PIP count, and why."""

    soort = ui.RadioField(label="Welke uren")
    counts = ui.YesNoField(label="Tellen deze uren mee?")
    why = ui.TextField(label="Motivering", readers=READERS, rows=3, max_length=240)

    def __init__(self, *args: object, kinds: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["soort"].choices = kinds  # type: ignore[attr-defined]
