"""Rooms and interpreters."""

from collections.abc import Sequence
from typing import Any

from django import forms

from wegwijs.agenda.commands import InterpreterFacts, RoomFacts
from wegwijs.agenda.models import Interpreter, Room
from wegwijs.organisations.models import Gemeente
from wegwijs.people.languages import LANGUAGES
from wegwijs.ui import forms as ui

MOST_SEATS = 500


class RoomForm(ui.Form):
    """A room; ``version`` is the one that was seen."""

    gemeente = ui.ChoiceField(label="Gemeente")
    name = forms.CharField(label="Naam", max_length=60)
    address = forms.CharField(label="Adres", max_length=160, help_text="Staat in de uitnodiging")
    seats = forms.IntegerField(label="Plaatsen", min_value=1, max_value=MOST_SEATS)
    last_day = ui.DateField(label="In gebruik tot en met", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, gemeenten: Sequence[Gemeente], room: Room | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, initial=_initial(room, ("name", "address", "seats")), **kwargs)
        if room:
            self.initial["gemeente"] = room.gemeente_id
        choices = [(one.code, one.naam) for one in gemeenten]
        self.fields["gemeente"].choices = choices if len(choices) == 1 else [("", "Kies"), *choices]  # type: ignore[attr-defined]

    def facts(self) -> RoomFacts:
        """What was filled in."""
        data = self.cleaned_data
        return RoomFacts(data["gemeente"], data["name"], data["address"], data["seats"], data["last_day"])


class InterpreterForm(ui.Form):
    """An interpreter; ``version`` is the one that was seen."""

    name = forms.CharField(label="Naam", max_length=80, help_text="Van de tolk of het tolkenbureau")
    languages = ui.MultipleChoiceField(
        label="Talen", choices=[(one.code, one.name) for one in LANGUAGES.values() if one.code != "nl"]
    )
    phone = ui.PhoneField(label="Telefoon")
    last_day = ui.DateField(label="Te vragen tot en met", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, interpreter: Interpreter | None = None, **kwargs: Any) -> None:
        super().__init__(*args, initial=_initial(interpreter, ("name", "languages", "phone")), **kwargs)

    def facts(self) -> InterpreterFacts:
        """What was filled in."""
        data = self.cleaned_data
        return InterpreterFacts(data["name"], tuple(data["languages"]), data["phone"], data["last_day"])


def _initial(row: Room | Interpreter | None, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in (*names, "last_day", "version")} if row else {}
