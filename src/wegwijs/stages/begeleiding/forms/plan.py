"""A plan, a contact with its hours, the end, and who is named."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django import forms

from wegwijs import clock
from wegwijs.dossiers.models import Contactmoment
from wegwijs.hours.commands import MOST_A_DAY
from wegwijs.organisations.models import Employee
from wegwijs.stages.begeleiding.commands import Agreed, Visit, Wanted
from wegwijs.stages.begeleiding.commands.offer import MOST_A_PART
from wegwijs.stages.begeleiding.models import Begeleidingsdeel, Begeleidingsplan, Eindreden, Planregel
from wegwijs.stages.begeleiding.queries.offer import Offer
from wegwijs.ui import forms as ui

READERS = (
    "Dit lezen uw collega’s bij dit dossier en de regisseur van de gemeente. Schrijf geen BSN op, "
    "en niets over gezondheid, geloof of de asielprocedure."
)
USUAL = timedelta(days=547)


def _choose(form: ui.Form, people: Iterable[Employee]) -> dict[str, Employee]:
    found = {str(one.pk): one for one in people}
    named = [(key, f"{one.name}, vrijwilliger" if one.volunteer else one.name) for key, one in found.items()]
    form.offer("begeleider" if "begeleider" in form.fields else "employee", named)
    return found


class _PlanForm(ui.Form):
    """Who, until when, and of each part how long and with what goal."""

    begeleider = ui.ChoiceField(label="Begeleider")

    def __init__(self, *args: Any, people: Iterable[Employee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = _choose(self, (one for one in people if not one.volunteer))
        for part in Begeleidingsdeel:
            self.fields[f"minutes_{part.value}"] = ui.DurationField(
                label=f"Uren: {part.label}",
                most=MOST_A_PART,
                required=False,
                help_text="In uren. Leeg: niet in dit plan",
            )
            self.fields[f"goal_{part.value}"] = forms.CharField(
                label=f"Doel: {part.label}", max_length=160, required=False
            )
        self.groups = tuple(  # type: ignore[misc]  # of this form only
            ui.Group(part.label.capitalize(), (f"minutes_{part.value}", f"goal_{part.value}"))
            for part in Begeleidingsdeel
        )

    def wanted(self) -> Wanted:
        """What was filled in."""
        data = self.cleaned_data
        parts = {
            part: Agreed(data[f"minutes_{part.value}"] or 0, data[f"goal_{part.value}"].strip())
            for part in Begeleidingsdeel
        }
        return Wanted(self.people[data["begeleider"]], data["ends_on"], parts)


class MakePlanForm(_PlanForm):
    """A new plan, filled in beforehand with what the gemeente offers."""

    begins_on = ui.DateField(label="Begint op")
    ends_on = ui.DateField(
        label="Loopt tot en met", help_text="De verwachte laatste dag. U kunt die later wijzigen"
    )

    def __init__(self, *args: Any, offer: Offer, me: Employee | None, **kwargs: Any) -> None:
        today = clock.today()
        known = {f"minutes_{one.part.value}": one.minutes or None for one in offer.parts}
        initial = {
            "begins_on": today, "ends_on": today + USUAL, "begeleider": str(me.pk) if me else "", **known
        }  # fmt: skip
        super().__init__(*args, initial=initial, **kwargs)


class ChangePlanForm(_PlanForm):
    """The plan as it stands, to change."""

    ends_on = ui.DateField(label="Loopt tot en met")
    why = forms.CharField(label="Waarom wijzigt u het plan", max_length=200, help_text=READERS)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, plan: Begeleidingsplan, lines: Mapping[Begeleidingsdeel, Planregel], **kwargs: Any
    ) -> None:
        initial: dict[str, Any] = {
            "begeleider": str(plan.begeleider_id), "ends_on": plan.ends_on, "version": plan.version
        }  # fmt: skip
        for part, row in lines.items():
            initial |= {f"minutes_{part.value}": row.minutes, f"goal_{part.value}": row.goal}
        super().__init__(*args, initial=initial, **kwargs)


class EndPlanForm(ui.Form):
    """Why guidance ends, and on which day."""

    on = ui.PastDateField(label="Laatste dag van de begeleiding")
    reason = ui.RadioField(label="Waarom")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, plan: Begeleidingsplan, **kwargs: Any) -> None:
        super().__init__(*args, initial={"on": clock.today(), "version": plan.version}, **kwargs)
        # That a dossier closed is no choice: closing it says so.
        chosen = [(one.value, one.label) for one in Eindreden if one is not Eindreden.GESLOTEN]
        self.fields["reason"].choices = chosen  # type: ignore[attr-defined]


def _key() -> str:
    return str(uuid4())


class VisitForm(ui.Form):
    """A contact or visit: how long, for which part, what about."""

    on = ui.PastDateField(label="Datum")
    minutes = ui.DurationField(label="Duur", most=MOST_A_DAY)
    part = ui.RadioField(label="Waarvoor")
    way = ui.RadioField(label="Hoe", choices=Contactmoment.Way.choices)
    reached = ui.YesNoField(label="Hebt u de inburgeraar gesproken?")
    summary = ui.TextField(label="Waar ging het over", readers=READERS, rows=2, max_length=300)
    follow_up = forms.CharField(
        label="Wat moet u nog doen",
        required=False,
        max_length=120,
        help_text="Wordt een taak voor uzelf, over zeven dagen",
    )
    key = forms.CharField(widget=forms.HiddenInput, max_length=36, initial=_key)

    def __init__(self, *args: Any, parts: Iterable[Begeleidingsdeel], **kwargs: Any) -> None:
        initial = {"on": clock.today(), "way": Contactmoment.Way.BEZOEK, "reached": True}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["part"].choices = [(part.value, part.label) for part in parts]  # type: ignore[attr-defined]

    def visit(self) -> Visit:
        """What was filled in."""
        data = self.cleaned_data
        return Visit(
            data["on"], data["minutes"], Begeleidingsdeel(data["part"]), Contactmoment.Way(data["way"]), data["reached"],
            data["summary"], data["key"], data["follow_up"],
        )  # fmt: skip


class NameForm(ui.Form):
    """Who works with this person, and until when."""

    employee = ui.ChoiceField(label="Begeleider of vrijwilliger")
    until = ui.DateField(
        label="Tot en met",
        required=False,
        help_text="Leeg: zolang uw organisatie bij dit dossier is betrokken",
    )

    def __init__(self, *args: Any, people: Iterable[Employee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = _choose(self, people)
