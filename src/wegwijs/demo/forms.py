"""Forms that exist in the trial region only."""

from django import forms

from wegwijs.demo.duo import NEW
from wegwijs.exchange.duo.codes import EVENTS
from wegwijs.ui import forms as ui


class DuoEventForm(ui.Form):
    """About whom DUO sends what."""

    who = forms.CharField(
        label="Over wie",
        max_length=20,
        initial=NEW,
        help_text="Een dossiernummer, zoals 2026-0505-0001. Iemand die Wegwijs nog niet kent: ‘nieuw’ voor een "
        "asielstatushouder, ‘nieuw gezin’ voor een gezinsmigrant",
    )
    event = ui.ChoiceField(
        label="Wat er gebeurt",
        choices=[(event.id, f"{event.id} {event.meaning}") for event in EVENTS.values()],
        initial="SS139",
    )
