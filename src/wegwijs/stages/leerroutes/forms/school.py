"""What a school fills in: an answer, the first lesson, the end, a course."""

from collections.abc import Sequence
from typing import Any

from django import forms

from wegwijs import clock
from wegwijs.contracts.models import Contract
from wegwijs.imports.forms import FileForm
from wegwijs.stages.leerroutes.commands import CourseFacts
from wegwijs.stages.leerroutes.models import (
    Afwijzing,
    Cursus,
    Dagdeel,
    Eindreden,
    Inburgeringsaanbod,
    Route,
    Startniveau,
)
from wegwijs.ui import forms as ui

READERS = "De regisseur leest dit. Schrijf niets over gezondheid op."
MOST_WEEK = 40 * 60


class AcceptForm(ui.Form):
    """From which day there is a place."""

    starts_on = ui.DateField(label="De inburgeraar kan beginnen op")

    def __init__(self, *args: Any, row: Inburgeringsaanbod, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("starts_on", row.starts_on)


class RefuseForm(ui.Form):
    """Why there is no place."""

    reason = ui.RadioField(label="Waarom is er geen plaats", choices=Afwijzing.choices)
    explained = forms.CharField(label="Toelichting", max_length=240, required=False, help_text=READERS)


class BeginForm(ui.Form):
    """The day of the first lesson."""

    on = ui.PastDateField(label="Eerste les op")


class LeaveForm(ui.Form):
    """The last day and why."""

    last_day = ui.PastDateField(label="Laatste dag")
    reason = ui.RadioField(
        label="Waarom eindigen de lessen",
        choices=[
            (one.value, one.label)
            for one in (
                Eindreden.AFGEROND,
                Eindreden.GESTOPT,
                Eindreden.AANBIEDER,
                Eindreden.ANDERE_AANBIEDER,
            )
        ],
    )


class LessonFileForm(FileForm):
    """A file of a school: of today, under the first gemeente that the school works for, since it may be about several."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["gemeente"], self.fields["as_of"]
        self.fields["file"].help_text = "CSV, Excel (.xlsx) of JSON, tot 10 MB"

    def clean(self) -> dict[str, Any]:
        """With what wasn't asked."""
        data = super().clean() or self.cleaned_data
        return {**data, "gemeente": min(self.gemeenten), "as_of": clock.today()}


class CourseForm(ui.Form):
    """A course as it stands, or a new one; the contract of a course doesn't change."""

    groups = (
        ui.Group("Waar en wanneer", ("town", "postcode", "dagdelen", "childcare")),
        ui.Group("Hoe lang en hoeveel", ("starts_on", "last_day", "weekly_minutes", "seats")),
    )
    contract = ui.ChoiceField(label="Contract")
    name = forms.CharField(label="Naam van de cursus", max_length=80)
    route = ui.ChoiceField(label="Leerroute", choices=Route.choices)
    level = ui.ChoiceField(label="Startniveau", choices=Startniveau.choices)
    town = forms.CharField(label="Plaats", max_length=60)
    postcode = ui.PostcodeField(label="Postcode van de school")
    dagdelen = ui.MultipleChoiceField(label="Dagdelen met les", choices=Dagdeel.choices)
    childcare = ui.CheckField(label="Er is kinderopvang bij de school", required=False)
    starts_on = ui.DateField(label="Eerste lesdag")
    last_day = ui.DateField(label="Laatste lesdag")
    weekly_minutes = ui.DurationField(label="Uren les per week", most=MOST_WEEK)
    seats = forms.IntegerField(label="Plaatsen", min_value=1, max_value=60)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, contracts: Sequence[Contract] = (), course: Cursus | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.contracts = {str(one.pk): one for one in contracts}
        if course:
            del self.fields["contract"]
            self.initial = {name: getattr(course, name) for name in (*CourseFacts.__slots__, "version")}
        else:
            self.offer(
                "contract", ((key, f"{one.number}: {one.title}") for key, one in self.contracts.items())
            )

    def facts(self) -> CourseFacts:
        """What was filled in, of a form that is right."""
        data = self.cleaned_data
        return CourseFacts(
            **{n: data[n] for n in CourseFacts.__slots__} | {"dagdelen": tuple(data["dagdelen"])}
        )
