"""The form of a block, made from its definition."""

from typing import Any

from django import forms

from wegwijs.stages.intake.blocks import Soort, Veld, velden
from wegwijs.ui import forms as ui
from wi2021.intake import Onderdeel


class BlockForm(ui.Form):
    """One block. Nothing is required to save: what is missing stays on the list of what the law asks."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self,
        *args: Any,
        onderdeel: Onderdeel,
        variant: str,
        answers: dict[str, Any],
        version: int,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, initial={**answers, "version": version}, **kwargs)
        self.velden = velden(onderdeel, variant)
        for veld in self.velden:
            field = _field(veld)
            field.needed_later = veld.required  # type: ignore[attr-defined]
            self.fields[veld.name] = field

    def answers(self) -> dict[str, Any]:
        """What was answered, as it is stored."""
        return {v.name: self.cleaned_data.get(v.name) for v in self.velden}


def _field(veld: Veld) -> forms.Field:
    common: dict[str, Any] = {"label": veld.label, "help_text": veld.hint, "required": False}
    match veld.soort:
        case Soort.ONE:
            return ui.RadioField(choices=veld.offered, widget=_radios(veld), **common)
        case Soort.MANY:
            return ui.MultipleChoiceField(choices=veld.offered, **common)
        case Soort.YES_NO:
            return ui.YesNoField(widget=_radios(veld), **common)
        case Soort.NUMBER:
            return forms.IntegerField(min_value=0, max_value=veld.top, **common)
        case Soort.TEXT:
            return ui.TextField(label=veld.label, readers=veld.hint, required=False, rows=2, max_length=400)


def _radios(veld: Veld) -> forms.RadioSelect:
    """Short choices stand beside each other."""
    short = sum(len(label) + 6 for _, label in veld.offered) <= 72
    return forms.RadioSelect(attrs={"data-row": ""} if short else {})
