"""How a letter about the driegesprek goes out."""

from typing import Any

from django import forms

from wegwijs import clock
from wegwijs.documents.models import Letter
from wegwijs.people.models import Person
from wegwijs.people.queries import is_shielded
from wegwijs.ui import forms as ui


class InvitationForm(ui.Form):
    """``address`` is the mark of the address that the page shows."""

    address = forms.CharField(widget=forms.HiddenInput, required=False)
    channel = ui.RadioField(
        label="Hoe gaat de brief",
        choices=Letter.Channel.choices,
        help_text="Post is een paar dagen onderweg. Is het gesprek eerder, overhandig de brief dan of vraag COA dat te doen.",
    )

    def __init__(self, *args: Any, person: Person, mark: str, **kwargs: Any) -> None:
        by_hand = not mark or person.contact_safely or is_shielded(person, clock.today())
        channel = Letter.Channel.UITGEREIKT if by_hand else Letter.Channel.POST
        super().__init__(*args, initial={"address": mark, "channel": channel}, **kwargs)
