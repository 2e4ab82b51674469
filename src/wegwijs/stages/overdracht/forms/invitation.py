"""How the letter about a driegesprek goes out."""

from wegwijs.documents.models import Letter
from wegwijs.dossiers.forms.letter import SendForm
from wegwijs.ui import forms as ui


class InvitationForm(SendForm):
    """With how long the post takes: a talk in an azc is often soon."""

    channel = ui.RadioField(
        label="Hoe gaat de brief",
        choices=Letter.Channel.choices,
        help_text="Post is een paar dagen onderweg. Is het gesprek eerder, overhandig de brief dan of vraag COA dat te doen.",
    )
