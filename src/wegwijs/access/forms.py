"""Forms of beheer: a number of policy, an employee, a role, a last day."""

from datetime import date
from typing import Any, ClassVar

from django import forms

from wegwijs import clock
from wegwijs.access.commands.keys import LONGEST
from wegwijs.access.roles import EXPLAINED, ROLES_OF, Role, guarded
from wegwijs.organisations.models import Bevoegdheid, Gemeente, Jaargesprek, Organisation, OrganisationKind
from wegwijs.organisations.policy import PolicyText
from wegwijs.ui import forms as ui

REGION = "regio"


class PolicyForm(ui.Form):
    """A new number, from a day on, by a decision."""

    place = ui.ChoiceField(label="Voor welke gemeente")
    value = forms.IntegerField(label="Nieuwe waarde")
    valid_from = ui.DateField(label="Geldt vanaf")
    source = forms.CharField(
        label="Besluit of beleidsregel",
        max_length=160,
        help_text="Waar dit is vastgelegd, met datum of nummer",
    )

    def __init__(self, *args: Any, text: PolicyText, gemeenten: list[Gemeente], **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"valid_from": clock.today(), "place": REGION})
        super().__init__(*args, **kwargs)
        places = [(gemeente.code, gemeente.naam) for gemeente in gemeenten]
        self.fields["place"].choices = [(REGION, "Hele regio"), *places]  # type: ignore[attr-defined]
        if text.yes_or_no:
            self.fields["value"] = ui.YesNoField(
                label="Nieuwe waarde", error_messages={"required": "Kies bij ‘Nieuwe waarde’."}
            )
        else:
            self.fields["value"].help_text = f"Van {text.low} tot en met {text.high}, in {text.unit}"

    def clean_value(self) -> int:
        """The number; 1 for ja and 0 for nee."""
        return int(self.cleaned_data["value"])

    def clean_place(self) -> str | None:
        """The code of the gemeente; None for the region."""
        place: str = self.cleaned_data["place"]
        return None if place == REGION else place


class MandateForm(ui.Form):
    """A decision of the college, as it stands on paper."""

    number = forms.CharField(label="Kenmerk van het besluit", max_length=40)
    powers = ui.MultipleChoiceField(label="Wat mag worden beslist", choices=Bevoegdheid.choices)
    decided_on = ui.DateField(label="Besloten op")
    consent_on = ui.DateField(
        label="Werkgever stemde in op",
        required=False,
        help_text="Zonder instemming geeft het mandaat nog niets",
    )
    valid_from = ui.DateField(label="Geldig vanaf")
    valid_to = ui.DateField(label="Tot en met", required=False)

    def clean_powers(self) -> list[Bevoegdheid]:
        """The powers that were ticked."""
        return [Bevoegdheid(value) for value in self.cleaned_data["powers"]]


class DvoForm(ui.Form):
    """An agreement with a gemeente, as it was signed."""

    TASKS: ClassVar = [
        "regie",
        "brede intake",
        "PIP",
        "maatschappelijke begeleiding",
        "leerroutes",
        "ontzorgen",
    ]

    gemeente = ui.ChoiceField(label="Gemeente")
    signed_on = ui.DateField(label="Ondertekend op")
    tasks = ui.MultipleChoiceField(label="Wat de gemeente laat uitvoeren", choices=[(t, t) for t in TASKS])
    valid_from = ui.DateField(label="Geldig vanaf")
    valid_to = ui.DateField(label="Tot en met", required=False)

    def __init__(self, *args: Any, gemeenten: list[Gemeente], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("gemeente", ((g.code, g.naam) for g in gemeenten))


class GemeenteForm(ui.Form):
    """How others know the gemeente."""

    oin = forms.CharField(label="OIN", max_length=20, help_text="20 cijfers, uit het OIN-register van Logius")
    college_address = forms.CharField(
        label="Postadres van het college", max_length=200, required=False, help_text="Staat boven brieven"
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, gemeente: Gemeente, **kwargs: Any) -> None:
        names = ("oin", "college_address", "version")
        super().__init__(*args, initial={name: getattr(gemeente, name) for name in names}, **kwargs)


class ObjectionForm(ui.Form):
    """Where an objection goes: printed in each decision."""

    postal = forms.CharField(
        label="Postadres voor bezwaar", max_length=200, help_text="Op één regel: Postbus 8, 3300 AA Dordrecht"
    )
    digital = forms.CharField(
        label="Digitaal adres",
        max_length=200,
        required=False,
        help_text="Webadres of e-mailadres waar iemand bezwaar kan maken. Leeg als dat er niet is",
    )
    court = forms.CharField(
        label="Rechtbank", max_length=80, help_text="Waar iemand een voorlopige voorziening kan vragen"
    )
    valid_from = ui.DateField(
        label="Geldt vanaf", help_text="Besluiten die al verstuurd zijn veranderen niet"
    )


class TransferForm(ui.Form):
    """From when the executor's own board decides."""

    board = forms.CharField(
        label="Bestuur dat beslist", max_length=120, help_text="Zoals het in brieven staat: het bestuur van …"
    )
    valid_from = ui.DateField(label="Vanaf")


class KeyForm(ui.Form):
    """A key for the system of a provider."""

    organisation = ui.ChoiceField(label="Taalaanbieder")
    name = forms.CharField(
        label="Naam",
        max_length=60,
        help_text="Waaraan u hem herkent: het systeem en het jaar, zoals ‘Leerlingsysteem 2027’",
    )
    valid_to = ui.DateField(label="Geldig tot en met", help_text="Ten hoogste een jaar")

    def __init__(self, *args: Any, organisations: list[Organisation], **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"valid_to": clock.today() + LONGEST})
        super().__init__(*args, **kwargs)
        self.organisations = {str(row.pk): row for row in organisations}
        self.offer("organisation", ((key, row.name) for key, row in self.organisations.items()))


class EmployeeForm(ui.Form):
    """Someone who starts."""

    organisation = ui.ChoiceField(label="Organisatie")
    name = forms.CharField(
        label="Naam", max_length=120, help_text="Zoals collega’s en brieven die noemen: A. de Vries"
    )
    function = forms.CharField(label="Functie", max_length=80)
    username = forms.RegexField(
        label="Gebruikersnaam",
        regex=r"^[a-z0-9._-]{2,60}$",
        error_messages={
            "invalid": "Gebruik alleen kleine letters, cijfers, punt, streepje en laag streepje."
        },
    )
    email = forms.EmailField(
        label="E-mail van het werk",
        help_text="Hiermee herkent Wegwijs iemand die via de eigen organisatie aanmeldt",
    )
    phone = ui.PhoneField(label="Telefoon", required=False)
    volunteer = ui.YesNoField(label="Is dit een vrijwilliger?")
    valid_from = ui.DateField(label="In dienst vanaf")
    valid_to = ui.DateField(
        label="Laatste dag",
        required=False,
        help_text="Bij een vrijwilliger verplicht. Anders alleen als die al bekend is",
    )

    def __init__(self, *args: Any, organisations: list[Organisation], **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"valid_from": clock.today(), "volunteer": False})
        super().__init__(*args, **kwargs)
        self.organisations = {row.short: row for row in organisations}
        self.offer("organisation", ((o.short, o.name) for o in organisations))


class RoleForm(ui.Form):
    """A role, for which gemeente, and from when to when."""

    role = ui.RadioField(label="Rol")
    gemeente = ui.ChoiceField(label="Voor welke gemeente")
    valid_from = ui.DateField(label="Vanaf")
    valid_to = ui.DateField(label="Tot en met", required=False)

    def __init__(self, *args: Any, kind: str, gemeenten: list[Gemeente], **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"valid_from": clock.today(), "gemeente": REGION})
        super().__init__(*args, **kwargs)
        fitting = [role for role in Role if role in ROLES_OF[OrganisationKind(kind)]]
        self.fields["role"].choices = [(r.value, _explained(r)) for r in fitting]  # type: ignore[attr-defined]
        places = [(g.code, g.naam) for g in gemeenten]
        self.fields["gemeente"].choices = [(REGION, "Alle gemeenten van de organisatie"), *places]  # type: ignore[attr-defined]

    def clean_gemeente(self) -> str | None:
        """The code of the gemeente; None for all of them."""
        place: str = self.cleaned_data["gemeente"]
        return None if place == REGION else place


def _explained(role: Role) -> str:
    two = " Twee beheerders." if guarded(role) else ""
    return f"{role.label.capitalize()}. {EXPLAINED[role]}{two}"


class LastDayForm(ui.Form):
    """The last day of a role, an employment or a mandate."""

    on = ui.DateField(label="Laatste dag", help_text="Vanaf de dag erna werkt dit niet meer")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"on": clock.today()})
        super().__init__(*args, **kwargs)


class ReviewForm(ui.Form):
    """What came of the yearly talk with a volunteer."""

    on = ui.PastDateField(label="Gesprek op")
    outcome = ui.RadioField(label="Hoe gaat het verder", choices=Jaargesprek.Outcome.choices)
    last_day = ui.DateField(
        label="Laatste dag",
        help_text="Gaat de vrijwilliger door: de nieuwe laatste dag, binnen een jaar en een maand",
    )

    def __init__(self, *args: Any, last_day: date, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"on": clock.today(), "last_day": last_day})
        super().__init__(*args, **kwargs)


class ConsentForm(ui.Form):
    """When the employer consented."""

    on = ui.DateField(label="Werkgever stemde in op")
