"""What may be looked for in the audit."""

from typing import Any

from django import forms

from wegwijs.access.queries import accounts
from wegwijs.audit.models import Action
from wegwijs.ui import forms as ui


class SaveViewForm(ui.Form):
    """A name for the filters that stand in the address."""

    name = forms.CharField(
        label="Naam van de weergave", max_length=60, help_text="Bijvoorbeeld: Dordrecht, te laat"
    )


class AuditForm(ui.Form):
    """Every part is optional; together they narrow."""

    number = forms.CharField(
        label="Dossiernummer", required=False, max_length=20, help_text="Bijvoorbeeld 2026-0505-0412"
    )
    account = ui.ChoiceField(label="Medewerker", required=False, empty="iedereen")
    action = ui.ChoiceField(label="Handeling", required=False, empty="alles", choices=Action.choices)
    since = ui.DateField(label="Van", required=False)
    until = ui.DateField(label="Tot en met", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False
        self.fields["account"].choices = [("", "iedereen"), *accounts()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A period that runs forward."""
        asked = super().clean() or {}
        since, until = asked.get("since"), asked.get("until")
        if since and until and until < since:
            self.add_error("until", "Deze dag ligt voor het begin van de periode. Kies een latere dag.")
        return asked


class FeedForm(ui.Form):
    """What a calendar program gets."""

    with_termijnen = ui.CheckField(label="Ook de uiterste datums van mijn dossiers", required=False)
