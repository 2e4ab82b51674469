"""The form that every page uses: groups with a heading, and errors that say what to do."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.forms import BoundField, Field
from django.http import QueryDict

from wegwijs.ui.format import day, duration
from wegwijs.ui.forms.duration import DurationField

NOT_WHOLE = "Deze pagina kwam niet heel aan. Laad haar opnieuw en verstuur haar nog een keer."


@dataclass(frozen=True, slots=True)
class Group:
    """Fields under one heading. ``lead`` is one sentence under it; ``fields`` are names, in order."""

    title: str
    fields: tuple[str, ...]
    lead: str = ""


@dataclass(frozen=True, slots=True)
class BoundGroup:
    """A group with the fields it shows."""

    title: str
    lead: str
    fields: tuple[BoundField, ...]


class Form(forms.Form):
    """A form with Dutch errors. ``groups`` (may be empty) orders the fields under headings.

    Fields that no group names come first, without a heading.
    """

    groups: ClassVar[tuple[Group, ...]] = ()
    use_required_attribute = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def full_clean(self) -> None:
        """Judge everything; by now each field is there, with the label that it shows."""
        for name, field in self.fields.items():
            _say_what_is_missing(name, field)
        super().full_clean()

    def grouped(self) -> Iterator[BoundGroup]:
        """The visible fields, group by group."""
        named = {name for group in self.groups for name in group.fields}
        loose = tuple(field for field in self.visible_fields() if field.name not in named)
        if loose:
            yield BoundGroup("", "", loose)
        for group in self.groups:
            shown = tuple(self[name] for name in group.fields if name in self.fields)
            if shown:
                yield BoundGroup(group.title, group.lead, shown)

    def offer(self, name: str, choices: Iterable[tuple[str, str]], *, sole: bool = False) -> None:
        """Fill a list that depends on who asks or about whom. ``sole``: where there is one choice it is made already."""
        field, rows = self.fields[name], list(choices)
        assert isinstance(field, forms.ChoiceField), f"{name} is a list to choose from"  # noqa: S101
        field.choices = rows if sole and len(rows) == 1 else [("", "Kies"), *rows]

    def words(self, name: str) -> tuple[str, str]:
        """The label of a field and what was filled in, as a page shows it beside the answer of someone else."""
        return str(self[name].label), in_words(self.fields[name], self.cleaned_data.get(name))


def in_words(field: Field, value: object) -> str:
    """A cleaned value as people read it: the words of a choice, ja or nee, 23-11-2026, 09:30, 2,5 uur; empty for nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, date):
        return day(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(field, DurationField) and isinstance(value, int):
        return duration(value)
    named = {str(code): str(label) for code, label in getattr(field, "choices", ())}
    values = value if isinstance(value, list | tuple) else [value]
    return ", ".join(named.get(str(one), str(one)) for one in values)


def show_instead(form: forms.BaseForm, name: str, value: str, *, untick: str = "") -> None:
    """Put another value in a hidden field of a form that was sent, and take a tick away that was about the old one."""
    if not isinstance(form.data, QueryDict) or form.data.get(name) == value:
        return
    data = form.data.copy()
    data[name] = value
    data.pop(untick, None)
    form.data = data


def _say_what_is_missing(name: str, field: Field) -> None:
    """Replace Django's general messages by some that name the field, unless the field has its own."""
    if isinstance(field, forms.IntegerField) and field.label and not field.widget.is_hidden:
        _say_what_fits(field.label, field)
    general = Field.default_error_messages["required"]
    if field.error_messages.get("required") != general:
        return
    if field.widget.is_hidden:
        field.error_messages["required"] = NOT_WHOLE
        return
    label = field.label or name.replace("_", " ").capitalize()
    chosen = isinstance(field, forms.ChoiceField) or (
        isinstance(field, forms.BooleanField) and isinstance(field.widget, forms.CheckboxInput)
    )
    field.error_messages["required"] = f"Kies bij ‘{label}’." if chosen else f"Vul ‘{label}’ in."


def _say_what_fits(label: object, field: Field) -> None:
    """A number that is too large or too small names its field and what does fit."""
    for validator in field.validators:
        if type(validator) is MaxValueValidator:
            validator.message = f"Vul bij ‘{label}’ hoogstens {validator.limit_value} in."
        elif type(validator) is MinValueValidator:
            validator.message = f"Vul bij ‘{label}’ ten minste {validator.limit_value} in."
