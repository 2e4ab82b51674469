"""What COA fills in at its own desk, and asking COA to do so."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from wegwijs.organisations.models import Organisation
from wegwijs.stages.overdracht.forms.steps import field_of
from wegwijs.stages.overdracht.profile import COA_SUPPLIES, VELDEN
from wegwijs.ui import forms as ui
from wi2021.intake import coa_may_share

TITLES: Mapping[str, str] = {"gezin": "Gezin", "voorinburgering": "Voorinburgering", "taal": "Taal"}


class SupplyForm(ui.Form):
    """COA's part of the klantprofiel: only what it may share has a field, and each heading says on which article.

    ``notes``: what is known of a field, by its key. What is left empty stays as it was.
    """

    groups: ClassVar[tuple[ui.Group, ...]] = tuple(
        ui.Group(TITLES[key], keys, coa_may_share(key).uitleg[0]) for key, keys in COA_SUPPLIES.items()
    )

    def __init__(self, *args: Any, notes: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for keys in COA_SUPPLIES.values():
            for key in keys:
                field = field_of(VELDEN[key])
                field.help_text = notes.get(key, "")
                self.fields[key] = field

    def clean(self) -> dict[str, Any]:
        """Sending nothing at all is a slip."""
        if not self.errors and not any(value not in (None, "") for value in self.cleaned_data.values()):
            raise forms.ValidationError("Vul ten minste één gegeven in.")
        return self.cleaned_data

    def values(self) -> dict[str, str]:
        """What was filled in, as text."""
        return {key: str(value) for key, value in self.cleaned_data.items() if value not in (None, "")}


class AskCoaForm(ui.Form):
    """Which organisation of COA supplies, and where it houses the person."""

    organisation = ui.ChoiceField(label="Welke organisatie")
    location = forms.CharField(label="Opvanglocatie", max_length=80, required=False)

    def __init__(self, *args: Any, organisations: list[Organisation], location: str, **kwargs: Any) -> None:
        self.organisations = {str(one.pk): one for one in organisations}
        first = next(iter(self.organisations)) if len(organisations) == 1 else ""
        super().__init__(*args, initial={"organisation": first, "location": location}, **kwargs)
        self.offer("organisation", ((key, one.name) for key, one in self.organisations.items()))

    def chosen(self) -> Organisation:
        """The organisation."""
        return self.organisations[self.cleaned_data["organisation"]]
