"""Every kind of field takes any text: it gives something that can be stored, or says in Dutch what to write instead."""

from collections.abc import Callable

import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from support.naughty import naughty
from wegwijs.people.names import list_name, plain, sort_key
from wegwijs.ui import forms as ui

CHOICES = [("a", "A"), ("b", "B")]
FIELDS: dict[str, Callable[[], forms.Field]] = {
    "text": lambda: forms.CharField(max_length=200, required=False),
    "free": lambda: ui.TextField(readers="", required=False),
    "number": lambda: forms.IntegerField(min_value=0, max_value=3000, required=False),
    "email": lambda: forms.EmailField(required=False),
    "bsn": lambda: ui.BsnField(required=False),
    "v-nummer": lambda: ui.VNummerField(required=False),
    "date": lambda: ui.DateField(required=False),
    "birth": lambda: ui.PartialDateField(required=False),
    "time": lambda: ui.TimeField(required=False),
    "money": lambda: ui.MoneyField(required=False),
    "postcode": lambda: ui.PostcodeField(required=False),
    "phone": lambda: ui.PhoneField(required=False),
    "choice": lambda: ui.ChoiceField(choices=CHOICES, required=False),
    "radio": lambda: ui.RadioField(choices=CHOICES, required=False),
    "yes or no": lambda: ui.YesNoField(required=False),
}


ENGLISH = ("Enter ", "Select ", "Ensure ", "This ", "Null ")


def cleaned(field: forms.Field, text: str) -> tuple[object, list[str]]:
    """What the field makes of a text, or its messages."""
    try:
        return field.clean(text), []
    except ValidationError as refused:
        return None, refused.messages


def taken(field: forms.Field, text: str) -> None:
    """Fit to store (no NUL in it, no number that a column can't hold), or refused in Dutch."""
    value, said = cleaned(field, text)
    assert not [message for message in said if message.startswith(ENGLISH)]
    assert "\x00" not in str(value)
    if isinstance(value, int) and not isinstance(value, bool):
        assert abs(value) < 2**63


@pytest.mark.parametrize("kind", FIELDS)
def test_a_field_takes_the_whole_list(kind: str) -> None:
    field = FIELDS[kind]()
    for text in naughty():
        taken(field, text)


@pytest.mark.parametrize("kind", FIELDS)
@given(text=st.text())
def test_a_field_takes_any_text(kind: str, text: str) -> None:
    taken(FIELDS[kind](), text)


@given(voornamen=st.text(), geslachtsnaam=st.text())
def test_a_name_of_any_letters_can_be_sorted_and_found(voornamen: str, geslachtsnaam: str) -> None:
    key = sort_key(voornamen, geslachtsnaam)
    assert len(key) <= 440
    assert plain(key) == key
    assert geslachtsnaam in list_name(voornamen, "", geslachtsnaam)


@pytest.mark.parametrize("text", naughty(), ids=range(len(naughty())))
def test_the_list_can_be_a_name(text: str) -> None:
    assert plain(sort_key(text, text)) == sort_key(text, text)
