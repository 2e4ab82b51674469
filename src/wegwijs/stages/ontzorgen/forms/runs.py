"""Proposals and runs: until when, on which day, which orders, and why not."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from django import forms

from wegwijs import clock
from wegwijs.organisations.models import Gemeente
from wegwijs.stages.ontzorgen.commands.runs import RunKind
from wegwijs.ui import forms as ui

AHEAD = timedelta(days=14)


class _ChosenForm(ui.Form):
    gemeente = ui.ChoiceField(label="Gemeente")

    def __init__(self, *args: Any, gemeenten: Iterable[Gemeente], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gemeenten = {one.pk: one for one in gemeenten}
        self.offer("gemeente", [(key, one.naam) for key, one in self.gemeenten.items()])
        if len(self.gemeenten) == 1:
            self.fields["gemeente"].initial = next(iter(self.gemeenten))

    def chosen(self) -> Gemeente:
        """Whose clients."""
        return self.gemeenten[self.cleaned_data["gemeente"]]


class ProposeForm(_ChosenForm):
    """Until which day."""

    AHEAD = AHEAD
    until = ui.DateField(label="Wat betaald moet worden tot en met")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].initial = clock.today() + AHEAD


class RunForm(_ChosenForm):
    """A run for a day."""

    due_on = ui.DateField(label="Betaaldag")
    kind = ui.RadioField(label="Wat gaat erin", choices=RunKind.choices, initial=RunKind.ALL)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"].initial = clock.today()


class PutInForm(ui.Form):
    """Which proposals go into a run."""

    orders = ui.MultipleChoiceField(label="Betalingen")

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["orders"].choices = list(choices)  # type: ignore[attr-defined]


class ReasonForm(ui.Form):
    """Why."""

    reason = forms.CharField(label="Waarom?", max_length=300)


class AgainForm(ui.Form):
    """On which day it is paid anew."""

    on = ui.DateField(label="Betaaldag")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = clock.today()
