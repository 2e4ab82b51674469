"""Dates and times as people type them."""

import re
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from wegwijs import clock
from wegwijs.ui.format import MONTHS, day
from wegwijs.ui.partial_date import PartialDate

EXAMPLE = "Bijvoorbeeld 23-11-2026"
CENTURY_TURN = 70  # two digits: 69 is 2069, 70 is 1970
ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
NUMBERS = re.compile(r"(?P<day>\d{1,2})[-/. ]+(?P<month>\d{1,2})[-/. ]+(?P<year>\d{4}|\d{2})")
WORDS = re.compile(r"(?P<day>\d{1,2})[-/. ]*(?P<month>[a-z]+)[-/. ]*(?P<year>\d{4}|\d{2})")
DIGITS = re.compile(r"(?P<day>\d{2})(?P<month>\d{2})(?P<year>\d{4})")
CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?(?: *uur)?")


def read(text: str, *, short_years: bool = True) -> tuple[int, int, int] | None:
    """Year, month and day in a text; None when it isn't written as a date. They may not exist together."""
    tidy = " ".join(text.lower().split())
    for pattern in (ISO, NUMBERS, WORDS, DIGITS):
        if found := pattern.fullmatch(tidy):
            month = _month(found["month"])
            if month is None or (len(found["year"]) == 2 and not short_years):
                return None
            return _year(found["year"]), month, int(found["day"])
    return None


def _month(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    if text == "mrt":
        return 3
    matches = [place for place, name in enumerate(MONTHS, 1) if len(text) >= 3 and name.startswith(text)]
    return matches[0] if matches else None


def _year(text: str) -> int:
    value = int(text)
    if len(text) == 4:
        return value
    return value + (2000 if value < CENTURY_TURN else 1900)


class DateInput(forms.TextInput):
    """A short text box; browsers' own date pickers differ too much and refuse what people paste."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", "maxlength": 30, "class": "ww-input--date", **(attrs or {})})

    def format_value(self, value: object) -> str | None:
        """A date as 23-11-2026; what was typed comes back as typed."""
        if isinstance(value, PartialDate):
            return str(value) if value.year else None
        return day(value) if isinstance(value, date) else super().format_value(value)


class DateField(forms.Field):
    """A day: 23-11-2026, 23/11/2026, 23.11.26, 2026-11-23, 23112026 or 23 nov 2026. Gives a ``date``."""

    widget = DateInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", EXAMPLE)
        super().__init__(**kwargs)

    def to_python(self, value: object) -> date | None:
        """The date; ValidationError when it isn't written as one or doesn't exist."""
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value
        found = read(str(value))
        if found is None:
            raise ValidationError("Schrijf de datum als dag-maand-jaar, bijvoorbeeld 23-11-2026.", "invalid")
        try:
            return date(*found)
        except ValueError:
            raise ValidationError(
                f"{value} bestaat niet. Kijk de dag, de maand en het jaar na.", "invalid"
            ) from None

    def has_changed(self, initial: object, data: object) -> bool:
        """Whether another day was typed, however it is written."""
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class PastDateField(DateField):
    """A day that has come: today or earlier. ``future`` is what a later one is refused with, and says what to do.

    Refused here and not only by the command, so that it is said together with what else is wrong on the form.
    """

    def __init__(
        self, *, future: str = "Deze dag ligt in de toekomst. Vul vandaag of eerder in.", **kwargs: Any
    ) -> None:
        self.future = future
        super().__init__(**kwargs)

    def validate(self, value: object) -> None:
        """Raises ValidationError when it is missing, or for a day after today."""
        super().validate(value)
        if isinstance(value, date) and value > clock.today():
            raise ValidationError(self.future, "future")


class PartialDateField(forms.Field):
    """A birth date that may be partly unknown: 00-00-1985 or 00-03-1985. Gives a ``PartialDate``, never one after today.

    The year needs four digits, since 26 can be a child or a centenarian.
    """

    widget = DateInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "Bijvoorbeeld 14-06-1988. Dag of maand onbekend? Schrijf 00-00-1985")
        super().__init__(**kwargs)

    def to_python(self, value: object) -> PartialDate | None:
        """The date; ValidationError when it isn't written as one or doesn't exist."""
        if value in self.empty_values:
            return None
        if isinstance(value, PartialDate):
            return value
        found = read(str(value), short_years=False)
        if found is None:
            raise ValidationError(
                "Schrijf de datum als dag-maand-jaar met vier cijfers voor het jaar, bijvoorbeeld 14-06-1988.",
                "invalid",
            )
        year, month, in_month = found
        try:
            return PartialDate(year, month or None, in_month or None)
        except ValueError:
            raise ValidationError(
                f"{value} bestaat niet. Schrijf 00 voor een dag of maand die onbekend is.", "invalid"
            ) from None

    def validate(self, value: object) -> None:
        """Raises ValidationError when it is missing, or for somebody who isn't born yet."""
        super().validate(value)
        if isinstance(value, PartialDate) and value.earliest() > clock.today():
            raise ValidationError(
                "De geboortedatum ligt in de toekomst. Verbeter de geboortedatum.", "future"
            )

    def has_changed(self, initial: object, data: object) -> bool:
        """Whether another date was typed, however it is written."""
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class TimeField(forms.Field):
    """A time of day: 14:05, 14.05 or 14. Gives a ``time``."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "class": "ww-input--date", "maxlength": 10})

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "Bijvoorbeeld 14:05")
        super().__init__(**kwargs)

    def to_python(self, value: object) -> time | None:
        """The time; ValidationError when it isn't one."""
        if value in self.empty_values:
            return None
        if isinstance(value, time):
            return value
        found = CLOCK.fullmatch(str(value).strip().lower())
        try:
            if found:
                return time(int(found["hour"]), int(found["minute"] or 0))
        except ValueError:
            pass
        raise ValidationError("Schrijf de tijd als uren:minuten, bijvoorbeeld 14:05.", "invalid")

    def prepare_value(self, value: object) -> object:
        """14:05 in the box, without seconds."""
        return f"{value:%H:%M}" if isinstance(value, time) else value
