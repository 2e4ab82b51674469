"""What is asked with a file of an older system."""

from django import forms

from wegwijs.imports.forms import FileForm


class CaseloadForm(FileForm):
    """The file, and which system it comes from: that name stands beside every fact."""

    origin = forms.CharField(
        label="Uit welk systeem",
        max_length=60,
        help_text="Deze naam staat straks bij elk gegeven, bijvoorbeeld ‘Regiesysteem 2022’",
    )
    field_order = ("gemeente", "origin", "as_of", "file")
