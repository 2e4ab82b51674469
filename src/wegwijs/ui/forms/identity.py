"""Numbers that point to one person. Marked secret: the browser keeps no copy of what was typed."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from stdnum.nl import bsn

DIGITS_IN_BSN = 9
DIGITS_IN_V_NUMMER = 10


def number_input() -> forms.TextInput:
    """A box for digits that browsers neither remember nor complete."""
    return forms.TextInput(
        attrs={
            "autocomplete": "off",
            "inputmode": "numeric",
            "maxlength": 20,
            "class": "ww-input--number",
            "data-secret": True,
        }
    )


def digits_of(value: str) -> str:
    """The text without spaces, dots and dashes."""
    return "".join(character for character in value if character not in " .-\u00a0")


class _DigitsField(forms.CharField):
    """A number of so many ``digits``, spaces allowed; ``wrong`` says what to do with any other."""

    digits: ClassVar[int]
    wrong: ClassVar[str]

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", f"{self.digits} cijfers")
        kwargs.setdefault("widget", number_input())
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        """The digits, "" for none; ValidationError with what to do otherwise."""
        text: str = super().clean(value)
        if text in self.empty_values:
            return ""
        digits = digits_of(text)
        if not (digits.isascii() and digits.isdigit() and len(digits) == self.digits):
            raise ValidationError(self.wrong)
        return digits


class BsnField(_DigitsField):
    """A burgerservicenummer: nine digits that pass the elfproef, spaces allowed. Gives the nine digits."""

    digits = DIGITS_IN_BSN
    wrong = "Een BSN heeft 9 cijfers. Neem het over van de kennisgeving of het paspoort."

    def clean(self, value: Any) -> str:
        """The nine digits; ValidationError with what to do otherwise."""
        digits = super().clean(value)
        if digits and not bsn.is_valid(digits):
            raise ValidationError("Dit BSN klopt niet: er is een cijfer verwisseld of verkeerd. Kijk het na.")
        return digits


class VNummerField(_DigitsField):
    """A v-nummer of the IND: ten digits. Gives the ten digits."""

    digits = DIGITS_IN_V_NUMMER
    wrong = "Een v-nummer heeft 10 cijfers. Neem het over van het verblijfsdocument."
