"""How long something took, typed in hours and kept in minutes."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from wegwijs.ui.format import hours

# 2, 2,5 or 2.25 hours; or 2:30. A dot and a comma mean the same here: nobody teaches a thousand hours on a day.
DECIMAL = re.compile(r"(\d{1,3})(?:[.,](\d{1,2}))?(?:\s*u(?:ur)?)?")
CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)")
EXAMPLE = "In uren, bijvoorbeeld 2,5 of 2:30"


class DurationField(forms.Field):
    """A length of time above zero: 2,5 or 2:30. Gives whole minutes. ``most``: the most minutes that are taken."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        attrs = {"class": "ww-input--date", "inputmode": "decimal", "autocomplete": "off", "maxlength": 10}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        kwargs.setdefault("help_text", EXAMPLE)
        super().__init__(**kwargs)
        self.most = most

    def to_python(self, value: object) -> int | None:
        """Whole minutes; ValidationError with an example otherwise."""
        if value in self.empty_values:
            return None
        if isinstance(value, int):
            return value
        minutes = _minutes(str(value).strip().lower())
        if minutes is None:
            raise ValidationError("Schrijf de duur in uren, bijvoorbeeld 2,5 of 2:30.", "invalid")
        if not 0 < minutes <= self.most:
            raise ValidationError(
                f"Vul een duur in van meer dan nul tot en met {hours(self.most)} uur.", "range"
            )
        return minutes

    def prepare_value(self, value: object) -> object:
        """2,5 in the box."""
        return hours(value) if isinstance(value, int) else value


def _minutes(text: str) -> int | None:
    if found := CLOCK.fullmatch(text):
        return int(found[1]) * 60 + int(found[2])
    if found := DECIMAL.fullmatch(text):
        part = (found[2] or "0").ljust(2, "0")
        return int(found[1]) * 60 + round(int(part) * 60 / 100)
    return None
