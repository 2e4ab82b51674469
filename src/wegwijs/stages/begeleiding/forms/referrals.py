"""Refer somebody; take, refuse or answer a referral; stop it."""

from typing import Any

from django import forms

from wegwijs.dossiers.models import Dossier
from wegwijs.stages.begeleiding.commands import NO_GROUND, Wish
from wegwijs.stages.begeleiding.models import (
    Gegeven,
    Grondslag,
    Reden,
    Stopreden,
    Toestemmingswijze,
    Uitkomst,
    Weigering,
)
from wegwijs.stages.begeleiding.queries.referrals import receivers_for
from wegwijs.ui import forms as ui

FOR_RECEIVER = (
    "Wie de verwijzing ontvangt leest dit. Schrijf niets over gezondheid, geloof, asiel of inkomen op."
)
FOR_US = (
    "De regisseur leest dit. Schrijf geen BSN op, en over gezondheid alleen wat de inburgeraar wil delen."
)


class ReferForm(ui.Form):
    """To whom, why, on which ground, and what may be told. ``seen`` marks the preview that was looked at."""

    groups = (
        ui.Group("Mag dit?", ("basis", "consent_on", "consent_way"), "Zonder toestemming of wettelijke grond kunt u niet verwijzen."),
        ui.Group("Wat deelt u?", ("told",), "Kies alleen wat nodig is. BSN, gezondheid, asiel en inkomen gaan nooit mee."),
    )  # fmt: skip
    organisation = ui.ChoiceField(label="Naar wie")
    reason = ui.ChoiceField(label="Reden", choices=Reden.choices)
    question = ui.TextField(label="Wat vraagt u", readers=FOR_RECEIVER, rows=3, max_length=500)
    basis = ui.RadioField(
        label="Waarop rust de verwijzing", choices=Grondslag.choices, error_messages={"required": NO_GROUND}
    )
    consent_on = ui.PastDateField(
        label="Toestemming gegeven op",
        required=False,
        help_text="Alleen bij toestemming. Bijvoorbeeld 23-11-2026",
    )
    consent_way = ui.ChoiceField(
        label="Hoe is de toestemming gegeven",
        choices=Toestemmingswijze.choices,
        required=False,
        help_text="Alleen bij toestemming.",
    )
    told = ui.MultipleChoiceField(
        label="Gegevens", choices=Gegeven.choices, initial=[Gegeven.NAAM, Gegeven.CONTACTPERSOON]
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = {str(one.pk): one for one in receivers_for(dossier)}
        self.offer("organisation", ((key, one.name) for key, one in self.organisations.items()))

    def wish(self) -> Wish:
        """What was filled in, of a form that is right."""
        data = self.cleaned_data
        return Wish(
            self.organisations[data["organisation"]], data["reason"], data["question"], data["basis"],
            tuple(data["told"]), data["consent_on"], data["consent_way"],
        )  # fmt: skip


class RefuseForm(ui.Form):
    """Why it isn't taken."""

    reason = ui.RadioField(label="Waarom neemt u de verwijzing niet aan", choices=Weigering.choices)
    explained = ui.TextField(label="Toelichting", readers=FOR_US, rows=3, max_length=500, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


class AnswerForm(ui.Form):
    """What was found and what follows."""

    outcome = ui.RadioField(label="Hoe is het gegaan", choices=Uitkomst.choices)
    found = ui.TextField(label="Wat is er gevonden", readers=FOR_US, rows=4, max_length=1000)
    follows = ui.TextField(
        label="Wat volgt er", readers="De regisseur leest dit.", rows=3, max_length=500, required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class StopForm(ui.Form):
    """Why we stop it."""

    reason = ui.RadioField(label="Waarom stopt u de verwijzing")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # That a dossier closed is no choice: closing it says so.
        chosen = [(one.value, one.label) for one in Stopreden if one is not Stopreden.GESLOTEN]
        self.fields["reason"].choices = chosen  # type: ignore[attr-defined]
