"""Choosing rather than typing, and the one box for free text."""

from typing import Any

from django import forms

UNKNOWN = "Deze keuze is er niet meer. Kies opnieuw."


class ChoiceField(forms.ChoiceField):
    """One of many, in a list that folds open. An optional one starts with an empty line."""

    def __init__(self, *, empty: str = "Kies", **kwargs: Any) -> None:
        choices = kwargs.pop("choices", ())
        if not callable(choices):
            choices = [("", empty), *choices]
        super().__init__(choices=choices, **kwargs)
        self.error_messages["invalid_choice"] = UNKNOWN


class RadioField(forms.ChoiceField):
    """One of a few, all in sight."""

    widget = forms.RadioSelect

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.error_messages["invalid_choice"] = UNKNOWN


class MultipleChoiceField(forms.MultipleChoiceField):
    """Any number of a few, all in sight."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.error_messages["invalid_choice"] = UNKNOWN


class YesNoField(forms.TypedChoiceField):
    """Ja or nee. Gives True or False, and None when not answered."""

    widget = forms.RadioSelect

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("choices", [("ja", "Ja"), ("nee", "Nee")])
        super().__init__(coerce=_truth, empty_value=None, **kwargs)
        self.error_messages["invalid_choice"] = UNKNOWN

    def prepare_value(self, value: object) -> object:
        """True and False as the words in the choices."""
        return {True: "ja", False: "nee"}.get(value, value) if isinstance(value, bool) else value


def _truth(value: str) -> bool:
    return value == "ja"


class CheckField(forms.BooleanField):
    """One box to tick, with its sentence beside it."""


class TextField(forms.CharField):
    """Free text over more lines. ``readers`` says who will read it and stands under the label."""

    def __init__(self, *, readers: str, rows: int = 4, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        kwargs.setdefault("max_length", 4000)
        hint = kwargs.pop("help_text", "")
        super().__init__(help_text=f"{hint} {readers}".strip(), **kwargs)
