"""The small forms: a day, a reason, a way of sending."""

from typing import Any

from django import forms

from wegwijs.documents.models import Letter
from wegwijs.ui import forms as ui


class EstablishForm(ui.Form):
    """The dagtekening, and that someone looked."""

    on = ui.DateField(label="Dagtekening", help_text="De dag van het besluit, niet later dan vandaag")
    read = ui.CheckField(label="Ik heb het plan en de brief gelezen en neem dit besluit")


class ReasonForm(ui.Form):
    """Why something is given back or withdrawn."""

    reason = forms.CharField(
        label="Reden", max_length=400, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Collega's die aan dit dossier werken lezen dit",
    )  # fmt: skip


class WithdrawForm(ReasonForm):
    """Why, and from which day."""

    on = ui.DateField(label="Datum")


class SendForm(ui.Form):
    """When and how the decision is made known."""

    on = ui.DateField(label="Datum van verzenden of overhandigen")
    channel = ui.RadioField(label="Hoe", choices=Letter.Channel.choices)

    def __init__(self, *args: Any, protected: bool, may_safe: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        away = {Letter.Channel.POST} if protected else {Letter.Channel.VEILIG}
        if not may_safe:
            away.add(Letter.Channel.VEILIG)
        choices = [(c.value, c.label) for c in Letter.Channel if c not in away]
        self.fields["channel"].choices = choices  # type: ignore[attr-defined]
