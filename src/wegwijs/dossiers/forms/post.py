"""Incoming post: what came in, and to which dossier it belongs."""

from typing import Any

from django import forms

from wegwijs import clock
from wegwijs.documents.models import Retour
from wegwijs.dossiers.models import IngekomenStuk
from wegwijs.organisations.models import Gemeente
from wegwijs.ui import forms as ui

ENDINGS = (".pdf", ".png", ".jpg", ".jpeg", ".txt", ".eml")


class PostForm(ui.Form):
    """One letter, mail or thing handed over."""

    gemeente = ui.ChoiceField(label="Gemeente")
    received_on = ui.PastDateField(label="Ontvangen op")
    channel = ui.RadioField(label="Hoe kwam het binnen", choices=IngekomenStuk.Channel.choices)
    sender = forms.CharField(label="Afzender", max_length=120)
    subject = forms.CharField(label="Onderwerp", max_length=160)
    file = ui.FileField(label="Bestand", required=False, endings=ENDINGS)

    def __init__(self, *args: Any, gemeenten: list[Gemeente], **kwargs: Any) -> None:
        super().__init__(*args, initial={"received_on": clock.today(), "channel": "post"}, **kwargs)
        self.gemeenten = {g.code: g for g in gemeenten}
        self.offer("gemeente", ((g.code, g.naam) for g in gemeenten), sole=True)


class FileForm(ui.Form):
    """To which dossier, and what must happen with it. ``number`` may also be what one searches by: then one chooses."""

    number = forms.CharField(
        label="Dossiernummer, of naam, BSN of v-nummer",
        max_length=100,
        help_text="Bijvoorbeeld 2026-0505-0412. Bij een naam kiest u daarna het dossier.",
    )
    task = forms.CharField(
        label="Wat moet er mee gebeuren",
        max_length=120,
        required=False,
        help_text="Leeg: niets, alleen bewaren",
    )


class MoveForm(ui.Form):
    """The right dossier of post that was filed to a wrong one; ``number`` as for filing."""

    number = forms.CharField(label="Nummer van het juiste dossier, of naam, BSN of v-nummer", max_length=100)
    reason = forms.CharField(label="Wat ging er mis", max_length=120)


class ReturnForm(ui.Form):
    """A letter that the post brought back."""

    on = ui.PastDateField(label="Wanneer kwam de brief terug")
    reason = ui.RadioField(label="Waarom", choices=Retour.Reason.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"on": clock.today()}, **kwargs)
