"""What is filled in for the template of a gemeente's regeldagen."""

from collections.abc import Iterable
from typing import Any

from django import forms

from wegwijs.stages.overdracht.commands import Arranged
from wegwijs.stages.overdracht.forms.regeldag import OfficePhoneField
from wegwijs.stages.overdracht.models import Sjabloonstap
from wegwijs.stages.overdracht.sjablonen import DayStep
from wegwijs.ui import forms as ui

OWN = "eigen"


class TemplateStepForm(ui.Form):
    """Where a step is arranged, when and with which papers. ``version``: of the template that was seen."""

    title = forms.CharField(label="Wat moet er gebeuren", max_length=80)
    at = ui.TimeField(label="Gewone tijd", required=False, help_text="Leeg: per regeldag af te spreken")
    body = forms.CharField(label="Bij welke instantie", max_length=80, required=False)
    place = forms.CharField(label="Plaats", max_length=120, required=False, help_text="Straat of gebouw")
    phone = OfficePhoneField(label="Telefoon van de instantie", required=False)
    papers = forms.CharField(label="Wat moeten zij meenemen", max_length=200, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def __init__(self, *args: Any, step: Sjabloonstap | None = None, version: int = 0, **kwargs: Any) -> None:
        known = {name: getattr(step, name) for name in Arranged.__slots__} if step else {}
        super().__init__(*args, initial={**known, "version": version}, **kwargs)

    def arranged(self) -> Arranged:
        """What was filled in."""
        return Arranged(**{name: self.cleaned_data[name] for name in Arranged.__slots__})


class TemplateAddForm(TemplateStepForm):
    """A step of one's own, or a standard step that was left out. ``left``: those."""

    key = ui.RadioField(label="Welke stap", initial=OWN)
    field_order = ("key", "title")

    def __init__(self, *args: Any, left: Iterable[DayStep], **kwargs: Any) -> None:
        self.left = {step.key: step for step in left}
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False
        self.fields["title"].help_text = "Alleen bij een eigen stap"
        choices = [(OWN, "een eigen stap"), *((key, step.title) for key, step in self.left.items())]
        self.fields["key"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A step of one's own needs a name; a standard step has one, and brings its body and papers."""
        data = self.cleaned_data
        step = self.left.get(data.get("key", ""))
        if step:
            data["title"] = data.get("title") or step.title
            data["body"] = data.get("body") or step.body
            data["papers"] = data.get("papers") or step.papers
        elif not data.get("title"):
            self.add_error("title", "Vul in wat er moet gebeuren.")
        return data

    def chosen(self) -> str:
        """The key of the standard step; empty for one of one's own."""
        return "" if self.cleaned_data["key"] == OWN else str(self.cleaned_data["key"])
