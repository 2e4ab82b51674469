"""A contact, a task, who handles it, who else sees it, why a BSN is shown."""

from typing import Any

from django import forms

from wegwijs import clock
from wegwijs.dossiers.choices import AddressReason, CloseReason, Purpose, RevealReason
from wegwijs.dossiers.models import Contactmoment, Dossier
from wegwijs.dossiers.queries import partners_for, regisseurs_for
from wegwijs.ui import forms as ui

READERS = "Collega’s en partners met toegang tot dit dossier lezen dit. Schrijf geen gezondheidsgegevens op."


class ContactForm(ui.Form):
    """A call, a visit or a message."""

    on = ui.PastDateField(label="Datum")
    way = ui.RadioField(label="Hoe", choices=Contactmoment.Way.choices)
    outgoing = ui.YesNoField(label="Nam u zelf contact op?")
    reached = ui.YesNoField(label="Hebt u de inburgeraar gesproken?")
    summary = ui.TextField(label="Waar ging het over", readers=READERS, rows=2, max_length=300)
    follow_up = forms.CharField(
        label="Vervolgtaak",
        required=False,
        max_length=120,
        help_text="Bijvoorbeeld: bel terug over de school",
    )
    follow_up_days = forms.IntegerField(
        label="Vervolg binnen hoeveel dagen", min_value=1, max_value=365, required=False
    )

    def __init__(self, *args: Any, follow_up_days: int, **kwargs: Any) -> None:
        self.days = follow_up_days
        initial = {"on": clock.today(), "way": "telefoon", "outgoing": True, "reached": True}
        super().__init__(*args, initial={**initial, "follow_up_days": follow_up_days}, **kwargs)

    def clean_follow_up_days(self) -> int:
        """The policy of the gemeente when left empty."""
        return int(self.cleaned_data["follow_up_days"] or self.days)


class TaskForm(ui.Form):
    """Something to do."""

    title = forms.CharField(label="Wat moet er gebeuren", max_length=120)
    why = forms.CharField(label="Waarom", max_length=240, required=False)
    due_on = ui.DateField(label="Uiterlijk", required=False)

    def clean_due_on(self) -> object:
        """Not a day that has gone."""
        day = self.cleaned_data["due_on"]
        if day and day < clock.today():
            raise forms.ValidationError("Deze dag is al voorbij. Kies vandaag of later.")
        return day


class RevealForm(ui.Form):
    """Why the BSN must be seen."""

    reason = ui.RadioField(label="Waarvoor hebt u het BSN nodig?", choices=RevealReason.choices)


class RevealAddressForm(ui.Form):
    """Why a protected address must be seen."""

    reason = ui.RadioField(label="Waarvoor hebt u het adres nodig?", choices=AddressReason.choices)


class AssignForm(ui.Form):
    """Who handles the dossier."""

    employee = ui.ChoiceField(label="Regisseur")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": dossier.version}, **kwargs)
        self.people = {str(e.pk): e for e in regisseurs_for(dossier)}
        self.offer("employee", ((pk, e.name) for pk, e in self.people.items()))
        self.initial["employee"] = str(dossier.regisseur_id or "")


class InvolveForm(ui.Form):
    """Which partner sees its slice, what for and until when."""

    organisation = ui.ChoiceField(label="Organisatie")
    purpose = ui.RadioField(label="Waarvoor", choices=Purpose.choices)
    until = ui.DateField(label="Tot en met", required=False, help_text="Leeg: zolang het dossier loopt")

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = {str(o.pk): o for o in partners_for(dossier)}
        self.offer("organisation", ((pk, o.name) for pk, o in self.organisations.items()))


class EndAccessForm(ui.Form):
    """The last day on which a partner sees its slice."""

    on = ui.DateField(
        label="Laatste dag met toegang", help_text="Met de datum van gisteren stopt de toegang meteen"
    )


class WithdrawForm(ui.Form):
    """Why a row of the timeline never should have been there."""

    reason = forms.CharField(label="Waarom klopt deze regel niet", max_length=120)


class CloseForm(ui.Form):
    """Why the gemeente itself closes a dossier; the end of the obligation comes from DUO."""

    on = ui.PastDateField(label="Gesloten op")
    reason = ui.RadioField(label="Waarom", choices=CloseReason.choices)


class ReopenForm(ui.Form):
    """Why a closed dossier goes on."""

    on = ui.PastDateField(label="Heropend op")
    reason = forms.CharField(label="Waarom", max_length=160)
