"""What a gemeente has to spend, and what is spent outside contracts."""

from typing import Any, ClassVar

from django import forms

from wegwijs import clock
from wegwijs.contracts.commands import CostFacts, FundingFacts
from wegwijs.contracts.models import CostKind, FundingSource
from wegwijs.organisations.models import Gemeente
from wegwijs.ui import forms as ui
from wegwijs.ui.format import capital

MOST_WEIGHT = 1_000_000


class FundingForm(ui.Form):
    """One amount that was told to one gemeente."""

    gemeente = ui.ChoiceField(label="Gemeente")
    source = ui.ChoiceField(
        label="Soort geld", choices=[(one.value, capital(one.label)) for one in FundingSource]
    )
    cents = ui.MoneyField(label="Bedrag")
    first_day = ui.DateField(label="Te besteden vanaf")
    last_day = ui.DateField(label="Tot en met")
    document = forms.CharField(
        label="Besluit of brief",
        max_length=160,
        help_text="Kenmerk en datum, zodat een collega het terugvindt",
    )

    groups: ClassVar[tuple[ui.Group, ...]] = (
        ui.Group("Welk geld", ("gemeente", "source", "cents")),
        ui.Group(
            "Waarvoor", ("first_day", "last_day"), "Een uitkering, reserve of tekort hoort bij één kalenderjaar."
        ),
        ui.Group("Waar het staat", ("document",)),
    )  # fmt: skip

    def __init__(self, *args: Any, gemeenten: dict[str, Gemeente], **kwargs: Any) -> None:
        year = clock.today().year
        kwargs["initial"] = {
            "first_day": clock.today().replace(month=1, day=1),
            "last_day": clock.today().replace(year=year, month=12, day=31),
            **kwargs.get("initial", {}),
        }
        super().__init__(*args, **kwargs)
        self.gemeenten = gemeenten
        self.fields["gemeente"].choices = [(code, one.naam) for code, one in gemeenten.items()]  # type: ignore[attr-defined]

    def clean_cents(self) -> int:
        """Something."""
        return _above_zero(self.cleaned_data["cents"])

    def facts(self) -> FundingFacts:
        """What was filled in."""
        data = self.cleaned_data
        return FundingFacts(
            FundingSource(data["source"]), data["cents"], data["first_day"], data["last_day"], data["document"]
        )  # fmt: skip


class CostForm(ui.Form):
    """One amount, over one or more gemeenten: a box for the number of each."""

    kind = ui.ChoiceField(label="Waarvoor", choices=[(one.value, capital(one.label)) for one in CostKind])
    cents = ui.MoneyField(label="Bedrag")
    on = ui.PastDateField(label="Gemaakt op")
    note = forms.CharField(
        label="Omschrijving", max_length=160, help_text="Bijvoorbeeld het nummer van de factuur. Noem geen namen van inburgeraars."
    )  # fmt: skip
    key = forms.CharField(
        label="Verdeelsleutel",
        max_length=80,
        required=False,
        help_text="Bijvoorbeeld: inburgeraars op 1 januari. Leeg als één gemeente alles betaalt.",
    )

    def __init__(self, *args: Any, gemeenten: dict[str, Gemeente], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.boxes = {code: f"deel_{code}" for code in gemeenten}
        for code, gemeente in gemeenten.items():
            self.fields[self.boxes[code]] = forms.IntegerField(
                label=gemeente.naam, required=False, min_value=0, max_value=MOST_WEIGHT
            )
        self.groups = (  # type: ignore[misc]
            ui.Group("De kosten", ("kind", "cents", "on", "note")),
            ui.Group(
                "Wie betaalt", ("key", *self.boxes.values()),
                "Vul per gemeente het aantal van de sleutel in. Betaalt één gemeente alles, vul daar dan 1 in.",
            ),
        )  # fmt: skip

    def clean_cents(self) -> int:
        """Something."""
        return _above_zero(self.cleaned_data["cents"])

    def facts(self) -> CostFacts:
        """What was filled in."""
        data = self.cleaned_data
        weights = {code: data[box] or 0 for code, box in self.boxes.items()}
        return CostFacts(
            CostKind(data["kind"]), data["cents"], data["on"], data["note"], weights, data["key"]
        )


def _above_zero(cents: int) -> int:
    if not cents:
        raise forms.ValidationError("Vul een bedrag boven nul in.")
    return cents
