"""Percentages, kept in hundredths of a percent."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

SHAPE = re.compile(r"(?P<sign>-?)(?P<whole>\d{1,3})(?:,(?P<part>\d{1,2}))?%?")
FULL = 100_00


def shown(value: int) -> str:
    """340 as "3,4"; -50 as "-0,5"."""
    whole, part = divmod(abs(value), 100)
    tail = f",{part:02d}".rstrip("0") if part else ""
    return f"{'-' if value < 0 else ''}{whole}{tail}"


class PercentInput(forms.TextInput):
    """A box for a percentage that shows hundredths as 3,4."""

    def format_value(self, value: object) -> str | None:
        """What was typed comes back as typed."""
        return shown(value) if isinstance(value, int) else super().format_value(value)


class PercentField(forms.Field):
    """A percentage such as 3,4. Gives hundredths of a percent. ``negative`` allows less than nothing."""

    def __init__(self, *, negative: bool = False, **kwargs: Any) -> None:
        attrs = {"class": "ww-input--date", "inputmode": "decimal", "autocomplete": "off", "maxlength": 8}
        kwargs.setdefault("widget", PercentInput(attrs=attrs))
        kwargs.setdefault("help_text", "In procent, bijvoorbeeld 3,4")
        super().__init__(**kwargs)
        self.negative = negative

    def to_python(self, value: object) -> int | None:
        """Hundredths of a percent; ValidationError with an example otherwise."""
        if value in self.empty_values:
            return None
        if isinstance(value, int):
            return value
        found = SHAPE.fullmatch(re.sub(r"\s", "", str(value)))
        if not found:
            raise ValidationError("Schrijf het percentage met een komma, bijvoorbeeld 3,4.")
        hundredths = int(found["whole"]) * 100 + int((found["part"] or "").ljust(2, "0"))
        if hundredths > FULL:
            raise ValidationError("Vul een percentage van ten hoogste 100 in.")
        if found["sign"] and not self.negative:
            raise ValidationError("Vul een percentage in dat niet onder nul is.")
        return -hundredths if found["sign"] else hundredths

    def has_changed(self, initial: object, data: object) -> bool:
        """Whether another percentage was typed, however it is written."""
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True
