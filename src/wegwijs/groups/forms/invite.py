"""How one invitation goes out."""

from typing import Any

from django import forms

from wegwijs.documents.models import Letter
from wegwijs.ui import forms as ui


class InviteForm(ui.Form):
    """``address`` is the mark of the address that the page shows; ``by_hand``: post can't go there."""

    address = forms.CharField(widget=forms.HiddenInput, required=False)
    channel = ui.RadioField(label="Hoe gaat de brief", choices=Letter.Channel.choices)

    def __init__(self, *args: Any, mark: str = "", by_hand: bool = False, **kwargs: Any) -> None:
        channel = Letter.Channel.UITGEREIKT if by_hand else Letter.Channel.POST
        super().__init__(*args, initial={"address": mark, "channel": channel}, **kwargs)
