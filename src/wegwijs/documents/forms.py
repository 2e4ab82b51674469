"""What functional management fills in about the words of letters."""

from collections.abc import Mapping
from typing import Any

from django import forms

from wegwijs import clock
from wegwijs.documents.wording.sections import (
    ASKED_BY,
    LONGEST,
    OPTIONAL,
    Section,
    keys_of,
    must_stay,
    name_of,
    places_of,
)
from wegwijs.ui import forms as ui


class TextsForm(ui.Form):
    """Every paragraph of a section; one that can't be left out says which article asks it."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, section: Section, texts: Mapping[str, str], version: int, **kwargs: Any
    ) -> None:
        super().__init__(*args, initial={"version": version}, **kwargs)
        self.section = section
        for key in keys_of(section):
            words = texts.get(key, "")
            self.fields[key] = ui.TextField(
                label=name_of(key),
                readers=_hint(section, key),
                rows=1 + max(1, len(words) // 75),
                max_length=LONGEST,
                required=key not in OPTIONAL[section],
                error_messages={"required": f"Alinea ‘{name_of(key)}’: {must_stay(section, key)}"},
                initial=words,
            )

    def texts(self) -> dict[str, str]:
        """The paragraphs as they were sent."""
        return {key: self.cleaned_data[key] for key in keys_of(self.section)}


class OfferForm(ui.Form):
    """From which day on, and why."""

    valid_from = ui.DateField(label="Geldt vanaf", help_text="Brieven die vanaf deze dag worden gemaakt")
    why = forms.CharField(label="Waarom", max_length=160, help_text="Wat er anders is en waarom, in één zin")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"valid_from": clock.today()})
        super().__init__(*args, **kwargs)


def _hint(section: Section, key: str) -> str:
    places = ", ".join(f"{{{name}}}" for name in places_of(section, key))
    article = ASKED_BY[section].get(key)
    return " ".join(
        part
        for part in (
            f"Wegwijs vult in: {places}." if places else "",
            f"Moet blijven: {article}." if article else "",
            "Mag leeg." if key in OPTIONAL[section] else "",
        )
        if part
    )
