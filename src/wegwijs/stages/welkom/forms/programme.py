"""The half-days with which groups begin: a list of which one at a time stands open, and presses that only change that list."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from wegwijs import clock
from wegwijs.errors import DomainError
from wegwijs.groups.commands import check_subject
from wegwijs.groups.forms.session import LONGEST, THEME_CHOICES
from wegwijs.hours.models import Soort
from wegwijs.organisations.models import OrganisationKind
from wegwijs.stages.welkom.standard import MINUTES, HalfDay
from wegwijs.ui import forms as ui

# More half-days than anybody plans.
MOST_DAYS = 24
GIVERS = (
    OrganisationKind.BEGELEIDING, OrganisationKind.UITVOERDER, OrganisationKind.AANBIEDER, OrganisationKind.WIJKTEAM,
)  # fmt: skip
PARTS = ("title", "soort", "giver", "theme", "minutes", "practical")
# A half-day isn't one without these; that is said when it is laid down.
NEEDED = ("title", "soort", "giver")
LEFT, UP, DOWN, READY, MORE = "weg", "omhoog", "omlaag", "klaar", "erbij"


@dataclass(frozen=True, slots=True)
class Part:
    """One half-day of the form. ``day``: as it is filled in (None: not whole yet); ``fields`` show while it is open."""

    number: int
    day: HalfDay | None
    title: str
    fields: tuple[BoundField, ...]
    open: bool
    first: bool
    last: bool


class ProgrammeForm(ui.Form):
    """The half-days of a programme, in their order. ``known``: as they are now; ``opened``: the number of the one that stands open."""

    valid_from = ui.DateField(label="Geldt vanaf", help_text="Voor groepen die op deze dag of later beginnen")
    source = forms.CharField(
        label="Besluit of afspraak", max_length=160, help_text="Waar dit is vastgelegd, met datum of nummer"
    )

    def __init__(self, *args: Any, known: Sequence[HalfDay], opened: int = 0, **kwargs: Any) -> None:
        sent: Mapping[str, Any] | None = args[0] if args else None
        self.known, self.opened = known, opened
        self.rows = range(1, (_count(sent) if sent is not None else len(known)) + 1)
        initial: dict[str, Any] = {"valid_from": clock.today()}
        for number, one in enumerate(known, start=1):
            initial |= {f"{part}-{number}": getattr(one, part) for part in PARTS}
        super().__init__(*args, initial=initial, **kwargs)
        for number in self.rows:
            for part, field in _half_day(number).items():
                field.needed_later = part in NEEDED  # type: ignore[attr-defined]
                self.fields[f"{part}-{number}"] = field

    def clean(self) -> dict[str, Any]:
        """A half-day has a subject, a kind and a giver, and a theme that goes with it; one of which nothing is filled in isn't there."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for n in self.rows:
            if not any(data.get(f"{part}-{n}") for part in PARTS) and not self._wrong(n):
                continue
            for part, words in (
                ("title", "Vul het onderwerp van dagdeel {} in, of haal dit dagdeel weg."),
                ("soort", "Kies bij dagdeel {} waaraan de uren worden besteed."),
                ("giver", "Kies bij dagdeel {} wie dit dagdeel geeft."),
            ):
                if f"{part}-{n}" in data and not data[f"{part}-{n}"]:
                    self.add_error(f"{part}-{n}", words.format(n))
            if data.get(f"soort-{n}") and f"theme-{n}" in data:
                soort, practical = Soort(data[f"soort-{n}"]), bool(data.get(f"practical-{n}"))
                try:
                    check_subject(soort, data[f"theme-{n}"], practical=practical, number=n)
                except DomainError as refusal:
                    self.add_error(refusal.field, str(refusal))
        return data

    def judge_only(self, number: int) -> None:
        """Forget what is wrong elsewhere: somebody is still at work. The half-day with this number stays open when it is wrong."""
        for name in list(self.errors):
            if not number or not name.endswith(f"-{number}"):
                del self.errors[name]
        if not self.errors and number == self.opened:
            self.opened = 0

    def days(self) -> list[HalfDay]:
        """What is filled in, in order."""
        return [day for n in self.rows if (day := self._day(n))]

    def parts(self) -> Iterator[Part]:
        """Each half-day, for the page; what is wrong stands open."""
        for n in self.rows:
            title = str(self[f"title-{n}"].value() or "Nieuw dagdeel")
            shown = tuple(self[f"{part}-{n}"] for part in PARTS)
            opened = n == self.opened or self._wrong(n)
            yield Part(n, self._day(n), title, shown, opened, n == self.rows[0], n == self.rows[-1])

    @property
    def full(self) -> bool:
        """Whether there can't be more half-days."""
        return len(self.rows) >= MOST_DAYS

    def _wrong(self, number: int) -> bool:
        """Only once everything was judged, or while it is: asking for the errors begins that."""
        return self.is_bound and any(f"{part}-{number}" in self.errors for part in PARTS)

    def _day(self, number: int) -> HalfDay | None:
        if not self.is_bound:
            return self.known[number - 1]
        # What was kept from before signing in again was not judged yet.
        self.is_valid()
        data = {part: self.cleaned_data.get(f"{part}-{number}") for part in PARTS}
        if not (data["title"] and data["soort"] and data["giver"]):
            return None
        return HalfDay(
            data["title"], Soort(data["soort"]), OrganisationKind(data["giver"]), data["theme"] or "",
            bool(data["practical"]), data["minutes"] or MINUTES,
        )  # fmt: skip


def stepped(sent: Mapping[str, str], known: Sequence[HalfDay], press: str) -> ProgrammeForm:
    """The form after a press that saves nothing: one half-day more or less, moved, or ready ("omhoog-3"). What was typed stays."""
    what, _, told = press.partition("-")
    number = int(told) if told.isdecimal() else 0
    rows = [{part: sent.get(f"{part}-{n}", "") for part in PARTS} for n in range(1, _count(sent) + 1)]
    opened, at = 0, number - 1
    if what == MORE and len(rows) < MOST_DAYS:
        rows.append(dict.fromkeys(PARTS, ""))
        opened = len(rows)
    elif 0 <= at < len(rows):
        if what == LEFT:
            del rows[at]
        elif what == READY:
            opened = number
        elif (other := at + {UP: -1, DOWN: 1}.get(what, 0)) in range(len(rows)):
            rows[at], rows[other] = rows[other], rows[at]
    data = {name: sent.get(name, "") for name in ("valid_from", "source")}
    for n, row in enumerate(rows, start=1):
        data |= {f"{part}-{n}": value for part, value in row.items() if value or part == "title"}
    form = ProgrammeForm(data, known=known, opened=opened)
    form.judge_only(number if what == READY else 0)
    if what == MORE:
        form.opened = opened
    return form


def _count(sent: Mapping[str, Any]) -> int:
    """How many half-days a page sent."""
    numbers = [int(found[1]) for name in sent if (found := re.fullmatch(r"title-(\d{1,2})", name))]
    return min(max(numbers, default=0), MOST_DAYS)


def _half_day(number: int) -> dict[str, forms.Field]:
    """The fields of one of them; which one it is stands in the label of the first, for who hears it."""
    return {
        "title": forms.CharField(label=f"Onderwerp van dagdeel {number}", max_length=80, required=False),
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
    }  # fmt: skip
