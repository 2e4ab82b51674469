"""One half-day: when, about what, by whom, where."""

from collections.abc import Sequence
from typing import Any

from django import forms

from wegwijs.agenda.models import Interpreter, Room
from wegwijs.groups.commands import SessionFacts
from wegwijs.groups.models import Session
from wegwijs.hours.models import Soort
from wegwijs.organisations.models import Employee, Organisation
from wegwijs.people.languages import language_name
from wegwijs.ui import forms as ui
from wi2021.leerroutes import THEMAS_KNM, THEMAS_MAP

LONGEST = 8 * 60
THEME_CHOICES: Sequence[Any] = [
    ("", "geen"), ("KNM", [(t, t) for t in THEMAS_KNM]), ("MAP", [(t, t) for t in THEMAS_MAP]),
]  # fmt: skip


class SessionForm(ui.Form):
    """A session, new or as it is. ``people``: who can give it; ``givers``: their organisations; ``language``: of the group."""

    groups = (
        ui.Group("Wanneer en waar", ("on", "at", "minutes", "room", "place")),
        ui.Group("Waarover", ("title", "soort", "theme", "practical")),
        ui.Group("Door wie", ("organisation", "trainer", "assistant", "interpreter")),
    )

    on = ui.DateField(label="Datum")
    at = ui.TimeField(label="Begint om")
    minutes = ui.DurationField(
        label="Duur",
        most=LONGEST,
        help_text="Zo lang gaat ook het urenboek in, zonder pauzes die niet meetellen",
    )
    room = ui.ChoiceField(label="Ruimte", required=False)
    place = forms.CharField(
        label="Plaats",
        required=False,
        max_length=160,
        help_text="Alleen als het niet in een van deze ruimten is",
    )
    title = forms.CharField(label="Onderwerp", max_length=80)
    soort = ui.ChoiceField(label="Waaraan worden de uren besteed", choices=Soort.choices)
    theme = ui.ChoiceField(label="Thema", required=False, help_text="Alleen bij KNM en bij de MAP")
    practical = ui.CheckField(
        label="Dit is praktijk", required=False, help_text="Bij het PVT of de MAP: een activiteit of excursie"
    )
    organisation = ui.ChoiceField(label="Gegeven door")
    trainer = ui.ChoiceField(label="Trainer", required=False, empty="nog niet bekend")
    assistant = ui.ChoiceField(label="Tweede trainer", required=False, empty="geen")
    interpreter = ui.ChoiceField(label="Tolk", required=False, empty="geen")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        people: Sequence[Employee],
        givers: Sequence[Organisation],
        rooms: Sequence[Room],
        interpreters: Sequence[Interpreter],
        session: Session | None = None,
        language: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, initial=_initial(session), **kwargs)
        self.people = {str(one.pk): one for one in people}
        self.givers = {str(one.pk): one for one in givers}
        self.rooms = {str(one.pk): one for one in rooms}
        self.interpreters = {str(one.pk): one for one in interpreters}
        named = [(key, f"{one.name} ({one.organisation.short})") for key, one in self.people.items()]
        choices: dict[str, Sequence[Any]] = {
            "room": [
                ("", "ergens anders"),
                *((k, f"{r.name} ({r.seats} plaatsen)") for k, r in self.rooms.items()),
            ],
            "theme": THEME_CHOICES,
            "organisation": [("", "Kies"), *((key, one.name) for key, one in self.givers.items())],
            "trainer": [("", "nog niet bekend"), *named],
            "assistant": [("", "geen"), *named],
            "interpreter": [
                ("", "geen"),
                *((key, _spoken(one, language)) for key, one in self.interpreters.items()),
            ],
        }
        for name, found in choices.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]

    def facts(self) -> SessionFacts:
        """What was filled in."""
        data = self.cleaned_data
        return SessionFacts(
            on=data["on"],
            at=data["at"],
            minutes=data["minutes"],
            title=data["title"],
            soort=Soort(data["soort"]),
            organisation=self.givers[data["organisation"]],
            trainer=self.people.get(data["trainer"]),
            assistant=self.people.get(data["assistant"]),
            room=self.rooms.get(data["room"]),
            place="" if data["room"] else data["place"],
            interpreter=self.interpreters.get(data["interpreter"]),
            theme=data["theme"],
            practical=data["practical"],
        )


def _initial(session: Session | None) -> dict[str, Any]:
    if session is None:
        return {}
    keys = ("room", "organisation", "trainer", "assistant", "interpreter")
    found: dict[str, Any] = {name: str(getattr(session, f"{name}_id") or "") for name in keys}
    plain = ("on", "at", "minutes", "place", "title", "soort", "theme", "practical", "version")
    return found | {name: getattr(session, name) for name in plain}


def _spoken(one: Interpreter, asked: str) -> str:
    lacks = "" if one.speaks(asked) else f": spreekt geen {language_name(asked)}"
    return f"{one.name} ({', '.join(map(language_name, one.languages))}){lacks}"
