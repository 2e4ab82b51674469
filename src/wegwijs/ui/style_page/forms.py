"""A form with every field there is."""

from typing import ClassVar

from wegwijs.ui import forms as ui

CHOICES = [("b1", "B1-route"), ("onderwijs", "Onderwijsroute"), ("z", "Zelfredzaamheidsroute")]


class ExampleForm(ui.Form):
    """Nothing is done with it."""

    groups: ClassVar[tuple[ui.Group, ...]] = (
        ui.Group(
            "Persoon",
            ("bsn", "v_nummer", "birth", "postcode", "phone"),
            "Neem de gegevens over van de kennisgeving.",
        ),
        ui.Group("Gesprek", ("held_on", "at", "interpreter", "route", "present", "provider")),
        ui.Group("Overig", ("amount", "file", "note", "agreed")),
    )

    bsn = ui.BsnField(label="BSN")
    v_nummer = ui.VNummerField(label="V-nummer", required=False)
    birth = ui.PartialDateField(label="Geboortedatum")
    postcode = ui.PostcodeField(label="Postcode")
    phone = ui.PhoneField(label="Telefoon", required=False)
    held_on = ui.DateField(label="Datum van het gesprek")
    at = ui.TimeField(label="Tijd", required=False)
    interpreter = ui.YesNoField(label="Was er een tolk?")
    route = ui.RadioField(label="Leerroute", choices=CHOICES)
    present = ui.MultipleChoiceField(
        label="Wie waren erbij?",
        choices=[("regisseur", "Regisseur"), ("coa", "COA"), ("vwn", "VluchtelingenWerk")],
        required=False,
        help_text="Kies iedereen die erbij was",
    )
    provider = ui.ChoiceField(
        label="Taalaanbieder", choices=[("a", "Taalhuis Proef"), ("b", "School Voorbeeld")]
    )
    amount = ui.MoneyField(label="Bedrag", required=False)
    file = ui.FileField(label="Bijlage", endings=(".pdf", ".png"), required=False)
    note = ui.TextField(label="Afspraak", readers="De inburgeraar leest dit ook.", required=False)
    agreed = ui.CheckField(label="Ik heb dit met de inburgeraar besproken")
