"""Sending e-invoices."""

from typing import Any

from wegwijs.exchange.invoices.parsing import MAX_BYTES
from wegwijs.organisations.models import Organisation
from wegwijs.ui import forms as ui


class UploadForm(ui.Form):
    """Which files, and who sends them where that can't be seen."""

    sent = ui.FilesField(label="Facturen", endings=(".xml",), max_bytes=MAX_BYTES)
    supplier = ui.ChoiceField(
        label="Aanbieder",
        required=False,
        empty="Staat op de factuur",
        help_text="Alleen nodig voor de eerste factuur van een aanbieder, als er geen contractnummer op staat",
    )

    def __init__(self, *args: Any, suppliers: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.suppliers = {str(one.pk): one for one in suppliers}
        named = [(key, one.name) for key, one in self.suppliers.items()]
        self.fields["supplier"].choices = [("", "Staat op de factuur"), *named]  # type: ignore[attr-defined]

    def chosen(self) -> Organisation | None:
        """Who was chosen."""
        return self.suppliers.get(self.cleaned_data.get("supplier") or "")
