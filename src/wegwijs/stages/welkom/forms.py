"""A new group, and the half-days with which groups begin."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from wegwijs import clock
from wegwijs.agenda.models import Room
from wegwijs.errors import DomainError
from wegwijs.groups.commands import GroupFacts, check_subject
from wegwijs.groups.forms import LevelFields
from wegwijs.groups.forms.session import LONGEST, THEME_CHOICES
from wegwijs.groups.models import Group, Level, Programme
from wegwijs.hours.models import Soort
from wegwijs.organisations.models import Gemeente, OrganisationKind
from wegwijs.stages.welkom.commands import Rhythm, Start
from wegwijs.stages.welkom.standard import MINUTES, HalfDay
from wegwijs.ui import forms as ui
from wegwijs.ui.format import capital

# More half-days than anybody plans; so many empty ones stand under those that are known.
MOST_DAYS, EMPTY = 24, 2
GIVERS = (
    OrganisationKind.BEGELEIDING, OrganisationKind.UITVOERDER, OrganisationKind.AANBIEDER, OrganisationKind.WIJKTEAM,
)  # fmt: skip
_PARTS = ("title", "soort", "giver", "theme", "minutes", "practical", "place")


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


class ProgrammeForm(ui.Form):
    """The half-days of a programme, each with its place in the order; without a subject it isn't one. ``known``: as they are now."""

    valid_from = ui.DateField(label="Geldt vanaf", help_text="Voor groepen die op deze dag of later beginnen")
    source = forms.CharField(
        label="Besluit of afspraak", max_length=160, help_text="Waar dit is vastgelegd, met datum of nummer"
    )

    def __init__(self, *args: Any, known: Sequence[HalfDay], **kwargs: Any) -> None:
        sent: Mapping[str, Any] = (args[0] if args else None) or {}
        typed = [int(found[1]) for name in sent if (found := re.fullmatch(r"title-(\d{1,2})", name))]
        self.rows = range(1, min(max(len(known) + EMPTY, *typed, 1), MOST_DAYS) + 1)
        initial: dict[str, Any] = {"valid_from": clock.today()}
        for number, one in enumerate(known, start=1):
            initial |= {
                f"title-{number}": one.title, f"soort-{number}": one.soort, f"giver-{number}": one.giver,
                f"theme-{number}": one.theme, f"minutes-{number}": one.minutes, f"practical-{number}": one.practical,
            }  # fmt: skip
        super().__init__(*args, initial=initial, **kwargs)
        for number in self.rows:
            for part, field in _half_day(number).items():
                self.fields[f"{part}-{number}"] = field
        # Of this form only: how many there are differs.
        self.groups = (  # type: ignore[misc]
            *(ui.Group(f"Dagdeel {n}", tuple(f"{part}-{n}" for part in _PARTS)) for n in self.rows),
            ui.Group("Vanaf wanneer", ("valid_from", "source")),
        )

    def clean(self) -> dict[str, Any]:
        """A half-day with a subject has a kind and a giver, and a theme that goes with it."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for n in self.rows:
            if not data.get(f"title-{n}"):
                continue
            for part, words in (
                ("soort", "waaraan de uren worden besteed"),
                ("giver", "wie dit dagdeel geeft"),
            ):
                if f"{part}-{n}" in data and not data[f"{part}-{n}"]:
                    self.add_error(f"{part}-{n}", f"Kies bij dagdeel {n} {words}.")
            if data.get(f"soort-{n}") and f"theme-{n}" in data:
                soort, practical = Soort(data[f"soort-{n}"]), bool(data.get(f"practical-{n}"))
                try:
                    check_subject(soort, data[f"theme-{n}"], practical=practical, number=n)
                except DomainError as refusal:
                    self.add_error(refusal.field, str(refusal))
        return data

    def days(self) -> list[HalfDay]:
        """What was filled in, in the order that was asked; of two at one place the upper one comes first."""
        data = self.cleaned_data
        filled = [n for n in self.rows if data[f"title-{n}"]]
        return [
            HalfDay(
                data[f"title-{n}"], Soort(data[f"soort-{n}"]), OrganisationKind(data[f"giver-{n}"]), data[f"theme-{n}"],
                data[f"practical-{n}"], data[f"minutes-{n}"] or MINUTES,
            )
            for n in sorted(filled, key=lambda n: (data[f"place-{n}"] or n, n))
        ]  # fmt: skip


def _half_day(number: int) -> dict[str, forms.Field]:
    """The fields of one of them; which one it is stands in the heading above, and in the label for who hears it."""
    return {
        "title": forms.CharField(
            label=f"Onderwerp van dagdeel {number}", max_length=80, required=False,
            help_text="Maak dit leeg als dit dagdeel vervalt",
        ),
        "soort": ui.ChoiceField(label="Waaraan worden de uren besteed", choices=Soort.choices, required=False, empty="Kies"),
        "giver": ui.ChoiceField(
            label="Gegeven door", choices=[(one.value, one.label) for one in GIVERS], required=False, empty="Kies"
        ),
        "theme": ui.ChoiceField(
            label="Thema", choices=THEME_CHOICES[1:], required=False, empty="geen",
            help_text="Alleen bij KNM en bij de MAP",
        ),
        "minutes": ui.DurationField(label="Duur", most=LONGEST, required=False, help_text="In uren. Leeg: 2,5 uur"),
        "practical": ui.CheckField(label="Dit is praktijk", required=False),
        "place": forms.IntegerField(
            label="Wordt dagdeel", min_value=1, max_value=MOST_DAYS, required=False, initial=number,
            help_text="Een ander nummer verplaatst dit dagdeel",
        ),
    }  # fmt: skip
