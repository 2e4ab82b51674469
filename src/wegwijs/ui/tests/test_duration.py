"""Hours as people type them."""

import pytest
from django.core.exceptions import ValidationError

from wegwijs.ui.format import duration, hours
from wegwijs.ui.forms import DurationField

FIELD = DurationField(most=720)


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("2", 120),
        ("2,5", 150),
        ("2.25", 135),
        ("2:30", 150),
        ("0:05", 5),
        ("12 uur", 720),
        ("1,33", 80),
        ("", None),
    ],
)
def test_hours_are_read_as_they_are_written(typed: str, minutes: int | None) -> None:
    assert DurationField(most=720, required=False).clean(typed) == minutes


@pytest.mark.parametrize("typed", ["twee", "2:75", "-2", "2,555", "0", "12:01", "999999", "1 2", "²"])
def test_what_is_no_length_is_refused_with_an_example_or_the_range(typed: str) -> None:
    with pytest.raises(ValidationError):
        FIELD.clean(typed)


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [(150, "2,5"), (720, "12"), (0, "0"), (80, "1,33"), (-90, "-1,5"), (60_000, "1.000"), (3, "0,05")],
)
def test_minutes_are_shown_as_hours(minutes: int, shown: str) -> None:
    assert hours(minutes) == shown
    assert duration(minutes) == f"{shown} uur"
