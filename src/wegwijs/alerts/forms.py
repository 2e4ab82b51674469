"""Which alerts come by mail."""

from collections.abc import Iterable
from typing import Any

from wegwijs.alerts.models import AlertKind
from wegwijs.ui import forms as ui


class MailForm(ui.Form):
    """What is not ticked stays on the screen only. ``kinds``: what this employee can be told."""

    wanted = ui.MultipleChoiceField(label="Stuur mij elke werkdag een mail over", required=False)

    def __init__(self, *args: Any, kinds: Iterable[AlertKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wanted"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]
