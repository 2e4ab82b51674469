"""A group, and who is in it."""

from collections.abc import Sequence
from typing import Any

from django import forms

from wegwijs.groups.commands import GroupFacts
from wegwijs.groups.models import Group, Leaving, Level, Programme
from wegwijs.people.languages import LANGUAGES
from wegwijs.ui import forms as ui

SPOKEN = [
    ("", "alleen Nederlands"),
    *((one.code, one.name) for one in LANGUAGES.values() if one.code != "nl"),
]
MOST_PLACES = 60


class LevelFields(ui.Form):
    """For whom a group is, and how many."""

    name = forms.CharField(label="Naam", max_length=60, help_text="Bijvoorbeeld ‘Welkom 12, Arabisch’")
    level = ui.RadioField(label="Niveau Nederlands", choices=Level.choices, initial=Level.BEGIN)
    language = ui.ChoiceField(
        label="Uitleg ook in", required=False, help_text="De taal die de trainer of een tolk spreekt"
    )
    capacity = forms.IntegerField(
        label="Plaatsen", min_value=1, max_value=MOST_PLACES, initial=15,
        help_text="Wie daarna wordt aangemeld, komt op de wachtlijst",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = SPOKEN  # type: ignore[attr-defined]


class GroupForm(LevelFields):
    """Other facts of a group that is there; ``version`` is the one that was seen."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        self.group = group
        initial = {
            name: getattr(group, name) for name in ("name", "level", "language", "capacity", "version")
        }
        super().__init__(*args, initial=initial, **kwargs)

    def facts(self) -> GroupFacts:
        """What was filled in."""
        data, group = self.cleaned_data, self.group
        return GroupFacts(
            group.gemeente_id, Programme(group.programme), data["name"], Level(data["level"]), data["language"],
            data["capacity"],
        )  # fmt: skip


class MembersForm(ui.Form):
    """Who gets a place, of those who could. ``choices``: keys of dossiers with their words."""

    members = ui.MultipleChoiceField(
        label="Wie komt in de groep", help_text="Wie het langst wacht staat bovenaan"
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["members"].choices = choices  # type: ignore[attr-defined]


class PlaceForm(ui.Form):
    """In which group somebody gets a place. ``choices``: keys of groups with their words."""

    group = ui.RadioField(label="Welke groep")

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = choices  # type: ignore[attr-defined]


class LeaveForm(ui.Form):
    """Why somebody leaves a group."""

    reason = ui.RadioField(
        label="Reden",
        choices=[one for one in Leaving.choices if one[0] not in (Leaving.GESLOTEN, Leaving.VERVALLEN)],
    )
