"""Tenders, lots, bids, steps, papers."""

from typing import Any

from django import forms

from wegwijs import clock
from wegwijs.contracts.commands import BidFacts, LotFacts, TenderFacts
from wegwijs.contracts.commands.tenders import NEXT, TO_SOMEBODY
from wegwijs.contracts.models import Bid, Lot, LotStep, Procedure, Tender
from wegwijs.ui import forms as ui

MOST_PERSONS = 5000


class TenderForm(ui.Form):
    """What is asked of the market; ``version`` is the one that was seen (0: new)."""

    title = forms.CharField(label="Titel", max_length=120)
    reference = forms.CharField(
        label="Kenmerk", max_length=60, help_text="Het nummer waaronder de aanbesteding bekend is"
    )
    procedure = ui.ChoiceField(label="Procedure", choices=Procedure.choices)
    held_by = forms.CharField(
        label="Gehouden door", max_length=120, help_text="Ook als dat een andere regio is, waarbij u aansluit"
    )
    closes_on = ui.DateField(label="Inschrijven tot en met", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)

    def __init__(self, *args: Any, tender: Tender | None = None, **kwargs: Any) -> None:
        names = ("title", "reference", "procedure", "held_by", "closes_on", "version")
        initial = {name: getattr(tender, name) for name in names} if tender else {}
        super().__init__(*args, initial=initial, **kwargs)

    def facts(self) -> TenderFacts:
        """What was filled in."""
        data = self.cleaned_data
        return TenderFacts(
            data["title"],
            data["reference"],
            Procedure(data["procedure"]),
            data["held_by"],
            data["closes_on"],
        )


class LotForm(ui.Form):
    """A part that is awarded by itself."""

    number = forms.IntegerField(label="Nummer", min_value=1, max_value=99)
    title = forms.CharField(label="Wat", max_length=120, help_text="Bijvoorbeeld ‘B1-route’")
    persons = forms.IntegerField(label="Personen per jaar", min_value=1, max_value=MOST_PERSONS)
    budget = ui.MoneyField(label="Budget per traject")
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)

    def __init__(self, *args: Any, lot: Lot | None = None, **kwargs: Any) -> None:
        names = ("number", "title", "persons", "budget", "version")
        initial = {name: getattr(lot, name) for name in names} if lot else {}
        super().__init__(*args, initial=initial, **kwargs)

    def facts(self) -> LotFacts:
        """What was filled in."""
        data = self.cleaned_data
        return LotFacts(data["number"], data["title"], data["persons"], data["budget"])


class BidForm(ui.Form):
    """What somebody offers."""

    bidder = forms.CharField(label="Inschrijver", max_length=120)
    received_on = ui.PastDateField(label="Ontvangen op")
    price = ui.MoneyField(label="Prijs per traject")
    points = forms.IntegerField(
        label="Punten",
        required=False,
        min_value=0,
        max_value=1000,
        help_text="Van de 1.000, als er is beoordeeld",
    )
    note = forms.CharField(label="Toelichting", required=False, max_length=240)

    def facts(self) -> BidFacts:
        """What was filled in."""
        data = self.cleaned_data
        return BidFacts(data["bidder"], data["received_on"], data["price"], data["points"], data["note"])


class StepForm(ui.Form):
    """What happened with a lot: only what may follow on where it stands."""

    kind = ui.RadioField(label="Wat is er gebeurd")
    on = ui.PastDateField(label="Op")
    bid = ui.ChoiceField(label="Gegund aan", required=False)
    note = forms.CharField(label="Toelichting", required=False, max_length=240)

    def __init__(self, *args: Any, stands: LotStep | None, bids: list[Bid], **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"on": clock.today()})
        super().__init__(*args, **kwargs)
        before = LotStep.Kind(stands.kind) if stands else None
        self.bids = {str(one.pk): one for one in bids}
        self.fields["kind"].choices = [(one.value, one.label) for one in NEXT[before]]  # type: ignore[attr-defined]
        if self.bids:
            named = [(key, one.bidder) for key, one in self.bids.items()]
            self.fields["bid"].choices = [("", "Niemand"), *named]  # type: ignore[attr-defined]
        else:
            del self.fields["bid"]

    def clean(self) -> None:
        """An award is to somebody."""
        kind = self.cleaned_data.get("kind")
        if kind in TO_SOMEBODY and not self.chosen():
            where = "bid" if "bid" in self.fields else "kind"
            self.add_error(
                where, "Kies aan wie is gegund. Leg eerst het aanbod vast als dat er nog niet staat."
            )

    def chosen(self) -> Bid | None:
        """The bid that was chosen."""
        return self.bids.get(self.cleaned_data.get("bid") or "")


class WhyForm(ui.Form):
    """Why something is taken back."""

    why = forms.CharField(label="Waarom", max_length=200)


class TenderFileForm(ui.Form):
    """A paper."""

    title = forms.CharField(label="Wat is het", max_length=120)
    file = ui.FileField(label="Bestand", endings=(".pdf", ".docx", ".xlsx", ".csv"))


class WhatIfForm(ui.Form):
    """What a lot would cost with few people; nothing of it is kept."""

    fixed = ui.MoneyField(
        label="Vaste kosten van een groep", help_text="Docent, ruimte en begeleiding, in euro’s"
    )
    each = ui.MoneyField(label="Kosten per deelnemer", help_text="Boeken, toetsen en dergelijke, in euro’s")
    size = forms.IntegerField(label="Grootste groep", min_value=1, max_value=60)
    finish = ui.PercentField(
        label="Wie begint en ook afmaakt", help_text="In procent; wie stopt, kost ook plaats en geld"
    )

    def clean_finish(self) -> int:
        """Somebody must finish."""
        share: int = self.cleaned_data["finish"]
        if not share:
            raise forms.ValidationError("Vul een percentage boven nul in.")
        return share
