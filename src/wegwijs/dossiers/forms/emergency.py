"""Which dossier can't wait, and why."""

from django import forms

from wegwijs.access.models import EmergencyAccess
from wegwijs.ui import forms as ui

READERS = "De privacyfunctionaris leest dit. Noem geen namen en geen gezondheidsgegevens."


class EmergencyForm(ui.Form):
    """A dossier of another gemeente."""

    number = forms.CharField(label="Dossiernummer", max_length=20, help_text="Bijvoorbeeld 2026-0505-0412")
    reason = ui.RadioField(label="Waarom kan het niet wachten?", choices=EmergencyAccess.Reason.choices)
    because = ui.TextField(label="Wat is er aan de hand", readers=READERS, rows=3, max_length=500)
