"""What a counsellor brings in."""

from wegwijs.stages.intake.models import Inbreng
from wegwijs.ui import forms as ui


class InputForm(ui.Form):
    """What a counsellor brings in."""

    daily_life = ui.RadioField(label="Hoe gaat het dagelijks leven", choices=Inbreng.Indruk.choices)
    language = ui.RadioField(label="Hoe gaat het oefenen van Nederlands", choices=Inbreng.Indruk.choices)
    helps = ui.TextField(
        label="Wat helpt deze persoon",
        readers="De regisseur leest dit, en de inburgeraar mag het lezen. Geen gezondheidsgegevens.",
        rows=3,
        max_length=400,
    )
    worries = ui.TextField(
        label="Waar loopt iemand tegenaan",
        readers="De regisseur leest dit, en de inburgeraar mag het lezen. Geen gezondheidsgegevens.",
        rows=3,
        max_length=400,
        required=False,
    )
