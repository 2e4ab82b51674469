"""Sending statements of the bank."""

from wegwijs.exchange.bank.guarded import MAX_BYTES
from wegwijs.ui import forms as ui
from wegwijs.ui.forms.files import LARGEST


class UploadForm(ui.Form):
    """Which file, and whether it is only looked at."""

    sent = ui.FileField(label="Afschrift van de bank", max_bytes=min(MAX_BYTES, LARGEST))
    only_look = ui.CheckField(label="Eerst alleen bekijken, nog niet inlezen", required=False)
