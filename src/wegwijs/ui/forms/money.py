"""Amounts of money, typed in euros and kept in cents."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from wegwijs.ui import format as dutch

# Thousands with a dot, two decimals after a comma. 12.50 is refused: it could mean twelve and a half or 1250.
AMOUNT = re.compile(r"(?P<sign>-?)(?P<whole>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<part>\d{2}|-))?")
# A billion euros: more than any region has.
LONGEST = len("1.000.000.000")


class MoneyInput(forms.TextInput):
    """A box for euros that shows whole cents as 1.234,56."""

    def format_value(self, value: object) -> str | None:
        """Cents as euros; what was typed comes back as typed."""
        return (
            dutch.euros(value).removeprefix("€ ") if isinstance(value, int) else super().format_value(value)
        )


class MoneyField(forms.Field):
    """An amount such as 1.234,56 or 70. Gives whole cents. ``negative`` allows amounts below zero."""

    def __init__(self, *, negative: bool = False, **kwargs: Any) -> None:
        attrs = {"class": "ww-input--money", "inputmode": "decimal", "autocomplete": "off", "maxlength": 20}
        kwargs.setdefault("widget", MoneyInput(attrs=attrs))
        kwargs.setdefault("help_text", "In euro’s, bijvoorbeeld 1.234,56")
        super().__init__(**kwargs)
        self.negative = negative

    def to_python(self, value: object) -> int | None:
        """Whole cents; ValidationError with an example otherwise."""
        if value in self.empty_values:
            return None
        if isinstance(value, int):
            return value
        found = AMOUNT.fullmatch(re.sub(r"[\s€]", "", str(value)))
        if not found:
            raise ValidationError("Schrijf het bedrag met een komma voor de centen, bijvoorbeeld 1.234,56.")
        if len(found["whole"]) > LONGEST:
            raise ValidationError("Dit bedrag is te groot. Kijk na of er een cijfer te veel staat.")
        part = found["part"] or "-"
        cents = int(found["whole"].replace(".", "")) * 100 + (0 if part == "-" else int(part))
        if found["sign"] and cents and not self.negative:
            raise ValidationError("Vul een bedrag in dat niet onder nul is.")
        return -cents if found["sign"] else cents

    def has_changed(self, initial: object, data: object) -> bool:
        """Whether another amount was typed, however it is written."""
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True
