"""Who was there: four choices for each, large enough for a thumb."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.forms import BoundField

from wegwijs.groups.commands import Mark
from wegwijs.groups.models import Absence, Attendance, Presence
from wegwijs.people.languages import language_name
from wegwijs.ui import forms as ui

# A second button that fills in what was left open, so that only who is missing needs a tap.
REST = "rest"
SHORT = {
    Presence.AANWEZIG: "Aanwezig",
    Presence.LAAT: "Te laat",
    Presence.AFGEMELD: "Afgemeld",
    Presence.AFWEZIG: "Afwezig",
}
LATE_DEFAULT = 15
LATEST = 240


@dataclass(frozen=True, slots=True)
class Row:
    """One person on the page. ``note`` says the language and what was answered to the invitation."""

    name: str
    note: str
    by: str
    presence: BoundField
    late: BoundField
    reason: BoundField
    seen: BoundField


class AttendanceForm(ui.Form):
    """For each person what was seen when the page was opened, and what it is now.

    ``mine``: what is chosen here for whom a colleague registered something else (by the key of the row), so that saving again
    is enough.
    """

    def __init__(
        self, *args: Any, expected: Sequence[Attendance], mine: Mapping[UUID, Mark] | None = None, **kwargs: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.expected, self.mine = expected, mine or {}
        for one in expected:
            for name, field in _fields(one, self.mine.get(one.pk)).items():
                self.fields[f"{name}-{one.pk}"] = field
            # A person has a heading of its own; the label is for who hears it.
            self.initial[f"seen-{one.pk}"] = one.presence

    def rows(self) -> Iterator[Row]:
        """In the order of names."""
        for one in self.expected:
            presence, late, reason, seen = (
                self[f"{part}-{one.pk}"] for part in ("presence", "late", "reason", "seen")
            )
            by = one.label if one.presence else ""
            if one.pk in self.mine and by:
                by = f"{by}: {one.get_presence_display()}"
            yield Row(one.name, _note(one), by, presence, late, reason, seen)

    def marks(self, *, rest: bool) -> list[Mark]:
        """What to register; ``rest``: who was left open was there."""
        data = self.cleaned_data
        found = []
        for one in self.expected:
            presence = data[f"presence-{one.pk}"] or (Presence.AANWEZIG.value if rest else "")
            late = data[f"late-{one.pk}"]
            minutes = LATE_DEFAULT if late is None else late
            found.append(Mark(one.pk, presence, data[f"seen-{one.pk}"], minutes, data[f"reason-{one.pk}"]))
        return found


def _fields(one: Attendance, mine: Mark | None) -> dict[str, forms.Field]:
    chosen = mine or one
    return {
        "presence": ui.RadioField(
            label=one.name, choices=list(SHORT.items()), required=False, initial=chosen.presence
        ),
        "late": forms.IntegerField(
            label="Hoeveel minuten te laat", min_value=1, max_value=LATEST, required=False,
            initial=chosen.late or LATE_DEFAULT,
        ),
        "reason": ui.ChoiceField(
            label="Reden", choices=Absence.choices, required=False, empty="niet bekend", initial=chosen.reason
        ),
        "seen": ui.ChoiceField(choices=Presence.choices, required=False, empty="", widget=forms.HiddenInput),
    }  # fmt: skip


def _note(one: Attendance) -> str:
    said = {
        "komt": "komt",
        "komt_niet": f"zei niet te komen: {one.get_reply_reason_display() or 'zonder reden'}",
    }
    return ", ".join(
        filter(None, (language_name(one.language) if one.language else "", said.get(one.reply, "")))
    )
