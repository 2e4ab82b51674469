"""A new group."""

from collections.abc import Sequence
from typing import Any

from wegwijs.agenda.models import Room
from wegwijs.groups.commands import GroupFacts
from wegwijs.groups.forms import LevelFields
from wegwijs.groups.models import Group, Level, Programme
from wegwijs.organisations.models import Gemeente
from wegwijs.stages.welkom.commands import Rhythm, Start
from wegwijs.ui import forms as ui
from wegwijs.ui.format import capital


class StartForm(LevelFields):
    """After which example, where, when, for whom. ``earlier``: groups after which it can be made."""

    groups = (
        ui.Group("Welke dagdelen", ("example", "with_trainers")),
        ui.Group("Wanneer en waar", ("gemeente", "first", "at", "rhythm", "room")),
        ui.Group("Voor wie", ("name", "level", "language", "capacity")),
    )

    example = ui.RadioField(label="Begin met")
    with_trainers = ui.CheckField(
        label="Met dezelfde trainers en tolk",
        required=False,
        help_text="Alleen als u een eerdere groep kiest",
    )
    gemeente = ui.ChoiceField(label="Gemeente waar de groep samenkomt")
    first = ui.DateField(label="Eerste keer", help_text="Feestdagen worden overgeslagen")
    at = ui.TimeField(label="Begint om", initial="09:30")
    rhythm = ui.RadioField(
        label="Hoe vaak",
        choices=Rhythm.choices,
        initial=Rhythm.WEEK,
    )
    room = ui.ChoiceField(label="Ruimte", required=False, empty="nog niet bekend")

    def __init__(
        self,
        *args: Any,
        gemeenten: Sequence[Gemeente],
        rooms: Sequence[Room],
        earlier: Sequence[Group],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.earlier = {str(one.pk): one for one in earlier}
        self.rooms = {str(one.pk): one for one in rooms}
        standard = [
            (programme.value, f"{capital(programme.label)}, zoals het programma is op de eerste dag")
            for programme in Programme
        ]
        places = [(one.code, one.naam) for one in gemeenten]
        named = [
            (key, f"{one.name} ({one.gemeente.naam}, {one.seats} plaatsen)")
            for key, one in self.rooms.items()
        ]
        self._choose(
            "example", [*standard, *((key, f"Zoals {one.name}") for key, one in self.earlier.items())]
        )
        self._choose("gemeente", places if len(places) == 1 else [("", "Kies"), *places])
        self._choose("room", [("", "nog niet bekend"), *named])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def facts(self) -> GroupFacts:
        """For whom the group is."""
        data, after = self.cleaned_data, self.after()
        programme = Programme(after.programme if after else data["example"])
        return GroupFacts(
            data["gemeente"],
            programme,
            data["name"],
            Level(data["level"]),
            data["language"],
            data["capacity"],
        )

    def after(self) -> Group | None:
        """The earlier group that was chosen; None: the programme."""
        return self.earlier.get(self.cleaned_data["example"])

    def start(self) -> Start:
        """When and where."""
        data = self.cleaned_data
        return Start(data["first"], data["at"], self.rooms.get(data["room"]), Rhythm(data["rhythm"]))
