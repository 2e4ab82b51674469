"""A school of somebody's own choice, and a question for data."""

from django import forms

from wegwijs.stages.leerroutes.forms.placing import READERS
from wegwijs.stages.leerroutes.models import Gevraagde, Schoolgegeven, Vraaguitkomst
from wegwijs.ui import forms as ui


class SchoolForm(ui.Form):
    """Which school, and from when."""

    name = forms.CharField(label="School", max_length=120)
    place = forms.CharField(label="Plaats", max_length=60, required=False)
    since = ui.DateField(label="Vanaf")


class EndSchoolForm(ui.Form):
    """The last day there."""

    last_day = ui.PastDateField(label="Laatste dag")
    version = forms.IntegerField(widget=forms.HiddenInput)


class AskDataForm(ui.Form):
    """Of whom, what, and why."""

    who = ui.RadioField(label="Aan wie vraagt u het", choices=Gevraagde.choices)
    about = ui.MultipleChoiceField(label="Wat wilt u weten", choices=Schoolgegeven.choices)
    because = forms.CharField(
        label="Waarom is dit nodig",
        max_length=240,
        help_text=f"Bijvoorbeeld: voorbereiding van het voortgangsgesprek. {READERS}",
    )


class DataAnswerForm(ui.Form):
    """What came of it."""

    outcome = ui.RadioField(label="Wat kwam ervan", choices=Vraaguitkomst.choices)
    answer = forms.CharField(
        label="Antwoord", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=f"Alleen bij ‘beantwoord’: wat er is gezegd over voortgang, aanwezigheid of inspanning. {READERS}",
    )  # fmt: skip
