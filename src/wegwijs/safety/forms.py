"""A signal, a step of the meldcode, and the end of a signal."""

from django import forms

from wegwijs import clock
from wegwijs.safety.models import Meldcodestap, Veiligheidssignaal
from wegwijs.ui import forms as ui

READERS = "Alleen de aandachtsfunctionaris leest dit. Schrijf op wat is gezien of gehoord, niet wat u denkt."


def _today() -> object:
    return clock.today()


class SignalForm(ui.Form):
    """What is known, and how someone is reached safely."""

    groups = (
        ui.Group("Veilig contact", ("unsafe_address", "safe_contact"), "Dit zien ook collega’s die schrijven, bellen of een afspraak maken."),
    )  # fmt: skip
    soort = ui.RadioField(label="Waar gaat het om", choices=Veiligheidssignaal.Soort.choices)
    source = ui.RadioField(label="Hoe weet u dit", choices=Veiligheidssignaal.Bron.choices)
    noticed_on = ui.PastDateField(label="Gezien of gehoord op", initial=_today)
    facts = ui.TextField(label="Wat is gezien of gehoord", readers=READERS, rows=4, max_length=1000)
    unsafe_address = ui.YesNoField(label="Is post of bezoek op het adres onveilig?")
    safe_contact = forms.CharField(
        label="Hoe bereiken wij deze persoon veilig", max_length=200, required=False,
        help_text="Bijvoorbeeld: alleen bellen tussen 9 en 12 uur. Leeg: wat al bekend is, blijft staan.",
    )  # fmt: skip


class StepForm(ui.Form):
    """A step with its outcome."""

    uitkomst = ui.ChoiceField(label="Stap en uitkomst")
    on = ui.PastDateField(label="Datum", initial=_today)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(one.value), f"{one.value[0]}. {one.label}") for one in Meldcodestap.Uitkomst]
        self.offer("uitkomst", named)


class EndForm(ui.Form):
    """Why it is no longer looked after."""

    ended = ui.RadioField(label="Waarom", choices=Veiligheidssignaal.Einde.choices)
    on = ui.PastDateField(label="Afgesloten op", initial=_today)
    address_safe = ui.YesNoField(
        label="Is post en bezoek op het adres weer veilig?",
        help_text="Nee: de waarschuwing bij brieven en afspraken blijft.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
