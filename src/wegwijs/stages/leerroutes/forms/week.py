"""The grid of a week: a row for each participant, four times and a reason; usable with the keyboard alone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.forms import BoundField

from wegwijs.hours.models import Soort
from wegwijs.stages.leerroutes.commands import WeekFacts
from wegwijs.stages.leerroutes.models import Inburgeringsaanbod, Lesweek, Verzuimreden
from wegwijs.ui import forms as ui

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


@dataclass(frozen=True, slots=True)
class Row:
    """One participant. ``times``: the four, each with the heading of its column."""

    aanbod: Inburgeringsaanbod
    times: tuple[tuple[str, BoundField], ...]
    reason: BoundField
    seen: BoundField
    by: str


class WeekForm(ui.Form):
    """``standing``: what is on file of each, by the key of the placement. ``usual``: lessons of a week, offered to a row that is empty."""

    def __init__(
        self, *args: Any, people: Sequence[Inburgeringsaanbod], standing: Mapping[UUID, Lesweek], soort: Soort, on: date,
        mine: Mapping[UUID, WeekFacts] | None = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.people, self.standing, self.soort, self.on, self.mine = people, standing, soort, on, mine or {}
        for one in people:
            self._add(one, standing.get(one.pk))

    def _add(self, one: Inburgeringsaanbod, row: Lesweek | None) -> None:
        chosen: Lesweek | WeekFacts | None = self.mine.get(one.pk) or row
        for part in PARTS:
            # Nothing missed is an empty box: then no reason is asked for on a phone.
            known = getattr(chosen, part) if chosen else None
            self.fields[f"{part}-{one.pk}"] = LessonTime(
                label=f"{LABELS[part]}: {one.name}", most=MOST, required=False,
                initial=known or None if part in MISSED else known,
            )  # fmt: skip
        self.fields[f"reason-{one.pk}"] = ui.ChoiceField(
            label=f"Reden: {one.name}", choices=Verzuimreden.choices, required=False, empty="geen",
            initial=chosen.reason if chosen else "",
        )  # fmt: skip
        self.fields[f"seen-{one.pk}"] = forms.UUIDField(
            required=False, widget=forms.HiddenInput, initial=row.pk if row else None
        )

    def rows(self) -> Iterator[Row]:
        """In the order of names."""
        for one in self.people:
            row = self.standing.get(one.pk)
            times = tuple((LABELS[part], self[f"{part}-{one.pk}"]) for part in PARTS)
            yield Row(one, times, self[f"reason-{one.pk}"], self[f"seen-{one.pk}"], row.label if row else "")

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
        attrs = {
            "class": "ww-grid__time",
            "inputmode": "decimal",
            "autocomplete": "off",
            "maxlength": 6,
            "placeholder": " ",
        }
        super().__init__(widget=forms.TextInput(attrs=attrs), help_text="", **kwargs)

    def to_python(self, value: object) -> int | None:
        """Nothing as well."""
        return 0 if str(value).strip() in {"0", "0,0", "0:00"} else super().to_python(value)
