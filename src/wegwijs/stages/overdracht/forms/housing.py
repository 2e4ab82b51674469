"""What is filled in about homes: a step of a household, and what a gemeente must do."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import models

from wegwijs import clock
from wegwijs.dossiers.forms.facts import HousingForm
from wegwijs.dossiers.models import Dossier
from wegwijs.stages.overdracht.commands import Figure
from wegwijs.stages.overdracht.halfyears import HalfYear
from wegwijs.stages.overdracht.models import Taakstelling
from wegwijs.ui import forms as ui

# Half-years that a figure can be given for, from the present one.
FROM, UNTIL = -2, 2
MOST = 9999


class HouseForm(HousingForm):
    """A step towards a home, for everybody of the household who goes to live there. ``dossiers``: theirs, in this gemeente."""

    members = ui.MultipleChoiceField(
        label="Voor wie", help_text="Leden van het huishouden met een open dossier in deze gemeente"
    )
    field_order = ("members", "on", "stap", "reden", "plaats")

    def __init__(self, *args: Any, dossiers: Sequence[Dossier], **kwargs: Any) -> None:
        self.dossiers = {str(one.pk): one for one in dossiers}
        super().__init__(*args, initial={"members": list(self.dossiers), "on": clock.today()}, **kwargs)
        choices = [(key, f"{one.person}, dossier {one.number}") for key, one in self.dossiers.items()]
        self.fields["members"].choices = choices  # type: ignore[attr-defined]

    def chosen(self) -> list[Dossier]:
        """The dossiers of whom it holds for."""
        return [self.dossiers[key] for key in self.cleaned_data["members"]]


class Over(models.TextChoices):
    """What stood over from the half-year before."""

    NIETS = "niets", "niets"
    ACHTERSTAND = "achterstand", "achterstand: zij moeten nog een woning krijgen"
    VOORSPRONG = "voorsprong", "voorsprong: zij kregen al een woning"


class TaakstellingForm(ui.Form):
    """How many people a gemeente must house. ``known``: the figure that counts now, of the half-year that is shown."""

    period = ui.ChoiceField(label="Halfjaar")
    number = forms.IntegerField(label="Aantal te huisvesten personen", min_value=0, max_value=MOST)
    over = ui.RadioField(
        label="Wat stond over van het halfjaar ervoor", choices=Over.choices, initial=Over.NIETS
    )
    stood_over = forms.IntegerField(
        label="Hoeveel personen stonden over", min_value=0, max_value=MOST, required=False,
        help_text="Alleen bij een achterstand of voorsprong",
    )  # fmt: skip
    source = forms.CharField(
        label="Waar staat dit cijfer",
        max_length=160,
        help_text="Bijvoorbeeld: brief van de provincie, met het kenmerk",
    )
    source_on = ui.PastDateField(label="Cijfer van")

    def __init__(self, *args: Any, period: HalfYear, known: Taakstelling | None, **kwargs: Any) -> None:
        super().__init__(*args, initial={"period": period.code, **_known(known)}, **kwargs)
        now = HalfYear.of(clock.today())
        offered = sorted({period, *(now.moved(step) for step in range(FROM, UNTIL + 1))})
        self.fields["period"].choices = [(one.code, one.label) for one in offered]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Something that stands over has a number."""
        data = self.cleaned_data
        if data.get("over") in (Over.ACHTERSTAND, Over.VOORSPRONG) and not data.get("stood_over"):
            self.add_error("stood_over", "Vul in hoeveel personen overstonden.")
        return data

    def half_year(self) -> HalfYear:
        """For when it is."""
        found = HalfYear.read(self.cleaned_data["period"])
        assert found  # noqa: S101 one of the choices
        return found

    def figure(self) -> Figure:
        """What was filled in."""
        data = self.cleaned_data
        sign = {Over.ACHTERSTAND.value: 1, Over.VOORSPRONG.value: -1}.get(data["over"], 0)
        return Figure(data["number"], sign * (data["stood_over"] or 0), data["source"], data["source_on"])


def _known(row: Taakstelling | None) -> dict[str, Any]:
    if row is None:
        return {}
    over = Over.ACHTERSTAND if row.stood_over > 0 else Over.VOORSPRONG if row.stood_over else Over.NIETS
    return {
        "number": row.number, "over": over, "stood_over": abs(row.stood_over) or None, "source": row.source,
        "source_on": row.source_on,
    }  # fmt: skip
