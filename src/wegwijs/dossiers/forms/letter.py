"""How one letter goes out."""

from typing import Any

from django import forms

from wegwijs.documents.models import Letter
from wegwijs.dossiers.envelope import Envelope
from wegwijs.people.models import Person
from wegwijs.ui import forms as ui


class SendForm(ui.Form):
    """``address`` is the mark of the address that the page shows. Where post can't go or isn't safe, it is handed over."""

    address = forms.CharField(widget=forms.HiddenInput, required=False)
    channel = ui.RadioField(label="Hoe gaat de brief", choices=Letter.Channel.choices)

    def __init__(self, *args: Any, person: Person, where: Envelope, **kwargs: Any) -> None:
        by_hand = not where.mark or person.contact_safely
        channel = Letter.Channel.UITGEREIKT if by_hand else Letter.Channel.POST
        super().__init__(*args, initial={"address": where.mark, "channel": channel}, **kwargs)
