"""The grid of a week: a row for each participant, four times and a reason; usable with the keyboard alone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django import forms

from wegwijs.hours.models import Soort
from wegwijs.stages.leerroutes.commands import WeekFacts
from wegwijs.stages.leerroutes.models import Inburgeringsaanbod, Lesweek, Verzuimreden
from wegwijs.ui import forms as ui
from wegwijs.ui.format import hours

MOST = 7 * 12 * 60
# A second button that fills in what was left empty, so that only who missed something needs typing.
REST = "rest"
PARTS = ("offered", "followed", "excused", "unexcused")
MISSED = PARTS[2:]
LABELS = {
    "offered": "Aangeboden",
    "followed": "Gevolgd",
    "excused": "Afgemeld",
    "unexcused": "Gemist zonder afmelding",
}


NO_REASON = "geen"
TIME = {
    "class": "ww-grid__time",
    "inputmode": "decimal",
    "autocomplete": "off",
    "maxlength": 6,
    "placeholder": " ",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One control: its name, what stands in it (as typed, where something was), and what is wrong with that."""

    name: str
    value: object
    errors: Sequence[str]


@dataclass(frozen=True, slots=True)
class Row:
    """One participant. ``times``: the four, in the order of ``PARTS``."""

    aanbod: Inburgeringsaanbod
    times: tuple[Cell, ...]
    reason: Cell
    seen: Cell
    by: str


class WeekForm(ui.Form):
    """``standing``: what is on file of each, by the key of the placement. ``usual``: lessons of a week, offered to a row that is empty.

    There are fields only where something was sent: to show what is on file hundreds of fields would be made for nothing.
    """

    reasons: ClassVar[list[tuple[str, str]]] = [("", NO_REASON), *Verzuimreden.choices]

    def __init__(
        self, *args: Any, people: Sequence[Inburgeringsaanbod], standing: Mapping[UUID, Lesweek], soort: Soort, on: date,
        mine: Mapping[UUID, WeekFacts] | None = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.people, self.standing, self.soort, self.on, self.mine = people, standing, soort, on, mine or {}
        if self.is_bound:
            for one in people:
                self._add(one)

    def _add(self, one: Inburgeringsaanbod) -> None:
        for part in PARTS:
            self.fields[f"{part}-{one.pk}"] = LessonTime(
                label=f"{LABELS[part]}: {one.name}", most=MOST, required=False, initial=self._known(part, one)
            )
        self.fields[f"reason-{one.pk}"] = ui.ChoiceField(
            label=f"Reden: {one.name}", choices=Verzuimreden.choices, required=False, empty=NO_REASON,
            initial=self._known("reason", one) or "",
        )  # fmt: skip
        self.fields[f"seen-{one.pk}"] = forms.UUIDField(
            required=False, widget=forms.HiddenInput, initial=self._known("seen", one)
        )

    def _known(self, part: str, one: Inburgeringsaanbod) -> Any:
        """What is on file, or what somebody typed just now beside what a colleague wrote."""
        row = self.standing.get(one.pk)
        if part == "seen":
            return row.pk if row else None
        chosen = self.mine.get(one.pk) or row
        known = getattr(chosen, part) if chosen else None
        # Nothing missed is an empty box: then no reason is asked for on a phone.
        return known or None if part in MISSED else known

    def rows(self) -> Iterator[Row]:
        """In the order of names."""
        for one in self.people:
            row = self.standing.get(one.pk)
            times = tuple(self._cell(part, one) for part in PARTS)
            yield Row(
                one, times, self._cell("reason", one), self._cell("seen", one), row.label if row else ""
            )

    def _cell(self, part: str, one: Inburgeringsaanbod) -> Cell:
        name = f"{part}-{one.pk}"
        if self.is_bound:
            return Cell(name, self.data.get(name), [str(one) for one in self.errors.get(name, ())])
        known = self._known(part, one)
        return Cell(name, hours(known) if isinstance(known, int) else known, ())

    def clean(self) -> dict[str, Any]:
        """What was offered is what was followed and missed together; of an empty offer that sum is taken."""
        data = super().clean() or self.cleaned_data
        for one in self.people:
            offered, *others = (data.get(f"{part}-{one.pk}") for part in PARTS)
            total = sum(part or 0 for part in others)
            if offered is None:
                data[f"offered-{one.pk}"] = total
            elif any(f"{part}-{one.pk}" in self.errors for part in PARTS):
                continue
            elif offered != total:
                self.add_error(
                    f"offered-{one.pk}",
                    f"{one.name}: aangeboden is niet gelijk aan gevolgd, afgemeld en gemist samen. Kijk de vier getallen na.",
                )
            if data.get(f"reason-{one.pk}") and not data.get(f"unexcused-{one.pk}"):
                self.add_error(
                    f"reason-{one.pk}", f"{one.name}: een reden hoort bij uren die zonder afmelding zijn gemist. Kies geen reden."
                )  # fmt: skip
        return data

    def weeks(self, *, rest: bool) -> list[tuple[Inburgeringsaanbod, WeekFacts]]:
        """What to write down, of a form that is right; ``rest``: who was left empty followed every lesson of the course."""
        data = self.cleaned_data
        found = []
        for one in self.people:
            offered, followed, excused, unexcused = (data.get(f"{part}-{one.pk}") or 0 for part in PARTS)
            if rest and not offered and self.standing.get(one.pk) is None:
                offered = followed = one.cursus.weekly_minutes
            facts = WeekFacts(
                self.soort, self.on, offered, followed, excused, unexcused, data[f"reason-{one.pk}"],
                seen=data[f"seen-{one.pk}"],
            )  # fmt: skip
            found.append((one, facts))
        return found


class LessonTime(ui.DurationField):
    """A length of time that may be nothing: 0 or 2,5 or 2:30. The heading of the column names it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs=TIME), help_text="", **kwargs)

    def to_python(self, value: object) -> int | None:
        """Nothing as well."""
        return 0 if str(value).strip() in {"0", "0,0", "0:00"} else super().to_python(value)
