"""Which alerts come by mail."""

from wegwijs.alerts.models import AlertKind
from wegwijs.ui import forms as ui


class MailForm(ui.Form):
    """What is not ticked stays on the screen only."""

    wanted = ui.MultipleChoiceField(
        label="Stuur mij elke werkdag een mail over", choices=AlertKind.choices, required=False
    )
