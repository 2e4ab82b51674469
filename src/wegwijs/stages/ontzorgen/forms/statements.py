"""Lines that nobody knew, accounts of our own, and the day of a stand."""

from collections.abc import Iterable
from typing import Any

from django import forms

from wegwijs.ledger.models import Fund
from wegwijs.organisations.models import Gemeente
from wegwijs.stages.ontzorgen.forms.payees import Answer
from wegwijs.stages.ontzorgen.models import Ontzorging, PaymentOrder
from wegwijs.ui import forms as ui
from wegwijs.ui.format import day, euros

# Of somebody whose ontzorgen is over it may go on to themselves as well.
BACK = {
    False: "Het moet terug naar de afzender",
    True: "Het gaat terug naar de afzender, of door naar de eigen rekening van de cliënt",
}


class SettleForm(ui.Form):
    """What a line is: of money that came whose it is, of money that went which payment it was."""

    what = ui.RadioField(label="Wat is het?")
    ontzorging = ui.ChoiceField(label="Van welke cliënt?", required=False, empty="Geen")
    order = ui.ChoiceField(label="Welke betaling van ons?", required=False, empty="Geen")
    together = ui.MultipleChoiceField(label="Welke betalingen zitten in dit bedrag?", required=False)
    note = forms.CharField(label="Toelichting", max_length=300, help_text="Hoe u dit weet, en wie het zei")

    def __init__(self, *args: Any, came: bool, former: bool = False, clients: Iterable[Ontzorging], orders: Iterable[PaymentOrder], parts: Iterable[PaymentOrder] = (), **kwargs: Any) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        if came:
            choices = [("geven", "Inkomen van een cliënt"), ("terug", BACK[former]), ("kosten", "Rente of een herstel van de bank")]  # fmt: skip
            del self.fields["order"], self.fields["together"]
        else:
            choices = [
                ("opdracht", "Toch een betaling van ons"),
                ("meer", "Meer betalingen van ons in één bedrag"),
                ("kosten", "Kosten van de bank"),
            ]
            del self.fields["ontzorging"]
        self.fields["what"].choices = choices  # type: ignore[attr-defined]
        self.clients = {str(one.pk): one for one in clients}
        self.orders = {str(one.pk): one for one in orders}
        if came:
            self.offer("ontzorging", [(key, f"{one.dossier} {one.dossier.person}") for key, one in self.clients.items()])  # fmt: skip
        else:
            self.offer("order", [(key, _of(one)) for key, one in self.orders.items()])
            if not self.orders:
                del self.fields["order"]
                choices = choices[1:]
                self.fields["what"].choices = choices  # type: ignore[attr-defined]
            self.parts = {str(one.pk): one for one in parts}
            self.fields["together"].choices = [(key, _of(one)) for key, one in self.parts.items()]  # type: ignore[attr-defined]
            if len(self.parts) < 2:
                del self.fields["together"]
                self.fields["what"].choices = [one for one in choices if one[0] != "meer"]  # type: ignore[attr-defined]

    def clean(self) -> None:
        """What is chosen has its client or payment."""
        data = self.cleaned_data
        if data.get("what") == "geven" and not data.get("ontzorging"):
            self.add_error("ontzorging", "Kies van wie dit geld is.")
        if data.get("what") == "opdracht" and not data.get("order"):
            self.add_error("order", "Kies welke betaling dit was.")
        if data.get("what") == "meer" and not data.get("together"):
            self.add_error("together", "Kies welke betalingen dit waren.")


def _of(one: PaymentOrder) -> str:
    return f"{day(one.due_on)} {euros(one.cents)} {one.name}, dossier {one.ontzorging.dossier}"


class AccountForm(ui.Form):
    """Where money stands."""

    gemeente = ui.ChoiceField(label="Gemeente")
    kind = ui.RadioField(label="Wat staat erop?", choices=Fund.Kind.choices)
    iban = forms.CharField(label="Rekeningnummer (IBAN)", max_length=42)
    name = forms.CharField(
        label="Naam van de rekening", max_length=70, help_text="Zoals de bank haar kent: deze naam staat in het betaalbestand"
    )  # fmt: skip

    def __init__(self, *args: Any, gemeenten: Iterable[Gemeente], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gemeenten = {one.pk: one for one in gemeenten}
        self.offer("gemeente", [(key, one.naam) for key, one in self.gemeenten.items()])


class OpeningForm(ui.Form):
    """With how much the first statement begins, and of whom that is."""

    cents = ui.MoneyField(label="Beginsaldo van het eerste afschrift")
    reason = forms.CharField(
        label="Van wie is dit geld?", max_length=300, help_text="Hoe u dit weet, bijvoorbeeld: lijst van de oude administratie van 20 november"
    )  # fmt: skip


class ConfirmOpeningForm(ui.Form):
    """What the second person says of it."""

    answer = ui.RadioField(label="Klopt dit beginsaldo?", choices=Answer.choices)


class GiveOpeningForm(ui.Form):
    """Of whom a part of it is."""

    ontzorging = ui.ChoiceField(label="Van welke cliënt?")
    cents = ui.MoneyField(label="Bedrag")

    def __init__(self, *args: Any, clients: Iterable[Ontzorging], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clients = {str(one.pk): one for one in clients}
        self.offer(
            "ontzorging", [(key, f"{one.dossier} {one.dossier.person}") for key, one in self.clients.items()]
        )


class DayForm(ui.Form):
    """Of which day the stand is asked."""

    dag = ui.PastDateField(label="Stand aan het eind van")
