"""Whom is paid: who, on which account number, and what a second person says of it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import models

from wegwijs.dossiers.models import Dossier
from wegwijs.organisations.models import Employee, Gemeente
from wegwijs.stages.ontzorgen.commands.payees import NumberFacts, PayeeFacts
from wegwijs.stages.ontzorgen.models import NameCheck, Payee
from wegwijs.ui import forms as ui

IBAN = "Zoals op de bankpas of de rekening, bijvoorbeeld NL91 ABNA 0417 1643 00"


class PayeeForm(ui.Form):
    """Somebody new to pay."""

    gemeente = ui.ChoiceField(label="Gemeente")
    kind = ui.ChoiceField(label="Soort", choices=Payee.Kind.choices)
    name = forms.CharField(label="Naam van de rekeninghouder", max_length=70)
    dossier = forms.CharField(
        label="Dossiernummer",
        required=False,
        max_length=16,
        help_text="Alleen voor de eigen rekening van een cliënt",
    )

    def __init__(self, *args: Any, gemeenten: Iterable[Gemeente], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gemeenten = {one.pk: one for one in gemeenten}
        self.offer("gemeente", [(key, one.naam) for key, one in self.gemeenten.items()])

    def clean(self) -> None:
        """The number of a dossier is one that is there."""
        number = self.cleaned_data.get("dossier")
        self.of = (
            Dossier.objects.filter(number__iexact=number, gemeente__in=self.gemeenten).first()
            if number
            else None
        )
        if number and self.of is None:
            self.add_error("dossier", "Dit dossiernummer is niet gevonden. Kijk het na.")

    def facts(self) -> PayeeFacts:
        """What was filled in."""
        data = self.cleaned_data
        return PayeeFacts(self.gemeenten[data["gemeente"]], Payee.Kind(data["kind"]), data["name"].strip(), self.of)  # fmt: skip


class NumberForm(ui.Form):
    """An account number that another confirms."""

    iban = forms.CharField(label="Rekeningnummer (IBAN)", max_length=42, help_text=IBAN)
    name_check = ui.RadioField(
        label="Wat zegt de bank van de naam bij dit nummer?",
        choices=NameCheck.choices,
        help_text="Kijk dit na in het scherm van de bank",
    )
    source = forms.CharField(
        label="Waar komt dit nummer vandaan?",
        max_length=160,
        help_text="Bijvoorbeeld: huurcontract van 3 november. Klopt de naam niet, schrijf dan op waarom het nummer toch goed is.",
    )

    def facts(self) -> NumberFacts:
        """What was filled in."""
        data = self.cleaned_data
        return NumberFacts(data["iban"], NameCheck(data["name_check"]), data["source"].strip())


class Answer(models.TextChoices):
    """What a second person says of a number."""

    YES = "ja", "Ja, bevestig het"
    NO = "nee", "Nee, wijs het af"


class DecideNumberForm(ui.Form):
    """What the second person says."""

    answer = ui.RadioField(label="Is dit nummer goed?", choices=Answer.choices)  # fmt: skip
    reason = forms.CharField(
        label="Waarom niet?", max_length=300, required=False, help_text="Alleen als u het afwijst"
    )

    def __init__(self, *args: Any, own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if own:
            self.fields["answer"].choices = [(Answer.NO, "Neem mijn vraag terug")]  # type: ignore[attr-defined]

    def clean(self) -> None:
        """Who refuses says why."""
        data = self.cleaned_data
        if data.get("answer") == Answer.NO and not data.get("reason"):
            self.add_error("reason", "Schrijf op waarom u het nummer afwijst.")


class BlockForm(ui.Form):
    """Why nothing goes there any more, or why it may again."""

    reason = forms.CharField(label="Waarom?", max_length=300)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, version: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = version


class DecideForm(ui.Form):
    """What the second person says of what one asked; who asked may take it back. ``version``: which question they saw."""

    answer = ui.RadioField(label="Klopt dit?", choices=Answer.choices)
    reason = forms.CharField(
        label="Waarom niet?", max_length=300, required=False, help_text="Alleen als u het niet bevestigt"
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    without_reason = "Schrijf op waarom dit niet zo is."

    def __init__(self, *args: Any, own: bool, version: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = version
        if own:
            answer, reason = self.fields["answer"], self.fields["reason"]
            answer.label, answer.choices = "Wat wilt u?", [(Answer.NO, "Neem mijn vraag terug")]  # type: ignore[attr-defined]
            reason.label, reason.help_text, reason.required = "Waarom?", "", True

    def clean(self) -> None:
        """Who doesn't confirm says why."""
        data = self.cleaned_data
        if data.get("answer") == Answer.NO and not data.get("reason"):
            self.add_error("reason", self.without_reason)


class DecideUnblockForm(DecideForm):
    """Whether somebody who was blocked may be paid again."""

    answer = ui.RadioField(label="Mag er weer betaald worden?", choices=Answer.choices)
    without_reason = "Schrijf op waarom deze ontvanger geblokkeerd blijft."


class StaffAccountForm(ui.Form):
    """The own account of an employee, of which only a fingerprint is kept."""

    employee = ui.ChoiceField(label="Medewerker")
    iban = forms.CharField(
        label="Eigen rekeningnummer", max_length=42,
        help_text="Wegwijs bewaart het nummer niet, alleen een vingerafdruk om mee te vergelijken",
    )  # fmt: skip

    def __init__(self, *args: Any, employees: Iterable[Employee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.employees = {str(one.pk): one for one in employees}
        self.offer("employee", [(key, one.name) for key, one in self.employees.items()])

    def chosen(self) -> Employee:
        """Whose it is."""
        return self.employees[self.cleaned_data["employee"]]
