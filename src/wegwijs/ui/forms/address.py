"""Where somebody can be reached."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from wegwijs.ui import format as dutch

POSTCODE = re.compile(r"[1-9]\d{3} (?!SA|SD|SS)[A-Z]{2}")
PHONE = re.compile(r"\+\d{8,15}|0\d{9}")


class PostcodeField(forms.CharField):
    """A Dutch postcode in any case and spacing. Gives 3311 AB."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "Bijvoorbeeld 3311 AB")
        kwargs.setdefault("widget", forms.TextInput(attrs={"class": "ww-input--date", "maxlength": 12}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        """The postcode; ValidationError with an example otherwise."""
        text: str = super().clean(value)
        if text in self.empty_values:
            return ""
        tidy = dutch.postcode(text)
        if not POSTCODE.fullmatch(tidy):
            raise ValidationError("Schrijf de postcode als 4 cijfers en 2 letters, bijvoorbeeld 3311 AB.")
        return tidy


class PhoneField(forms.CharField):
    """A telephone number, Dutch or with a country code. Gives digits only, with + before a country code."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "Bijvoorbeeld 06 12345678 of +31 6 12345678")
        attrs = {"class": "ww-input--number", "maxlength": 30, "inputmode": "tel", "autocomplete": "off"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        """The number; ValidationError with an example otherwise."""
        text: str = super().clean(value)
        if text in self.empty_values:
            return ""
        compact = re.sub(r"\(0\)|[\s().\-]", "", text)
        if compact.startswith("00"):
            compact = f"+{compact[2:]}"
        if not PHONE.fullmatch(compact):
            raise ValidationError(
                "Een telefoonnummer heeft 10 cijfers, of begint met + en de landcode. Bijvoorbeeld 06 12345678."
            )
        return compact
