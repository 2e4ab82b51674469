"""The official form of the participatieverklaring."""

from django import forms

from wegwijs.ui import forms as ui


class FormFileForm(ui.Form):
    """A version: its file, from when it counts, and where it was got."""

    file = ui.FileField(label="Het officiële formulier", endings=(".pdf",))
    valid_from = ui.DateField(label="Geldig vanaf")
    source = forms.CharField(
        label="Bron",
        max_length=200,
        help_text="Waar u het formulier ophaalde en wanneer, bijvoorbeeld het Staatsblad met nummer",
    )
