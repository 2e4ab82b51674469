"""Self-reliance, signals, months, handover and end."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from wegwijs import clock
from wegwijs.organisations.models import Employee
from wegwijs.stages.ontzorgen.commands.endings import CHOSEN
from wegwijs.stages.ontzorgen.commands.geldsignalen import Found
from wegwijs.stages.ontzorgen.commands.months import MonthFacts
from wegwijs.stages.ontzorgen.models import (
    Geldsignaal,
    Kostensoort,
    Ontzorging,
    Uitkeringsmaand,
    Zelftaak,
)
from wegwijs.stages.ontzorgen.month_file import WITHHELD
from wegwijs.stages.ontzorgen.queries.handover import Usable
from wegwijs.stages.ontzorgen.queries.months import last_of
from wegwijs.ui import forms as ui
from wegwijs.ui.format import capital, month_name

READERS = "Dit lezen de administrateur en de begeleider van deze persoon. Schrijf geen BSN op, en niets over gezondheid."


class LevelsForm(ui.Form):
    """How far somebody is with each task, on a day; filled in with how far they were."""

    on = ui.PastDateField(label="Op welke dag")

    def __init__(self, *args: Any, known: Mapping[Zelftaak.Taak, Zelftaak], **kwargs: Any) -> None:
        levels = {taak.value: row.niveau for taak, row in known.items()}
        super().__init__(*args, initial={"on": clock.today(), **levels}, **kwargs)
        for taak in Zelftaak.Taak:
            self.fields[taak.value] = ui.RadioField(
                label=capital(taak.label), choices=Zelftaak.Niveau.choices, required=False
            )

    def levels(self) -> dict[Zelftaak.Taak, Zelftaak.Niveau]:
        """What was chosen."""
        chosen = {taak: self.cleaned_data.get(taak.value) for taak in Zelftaak.Taak}
        return {taak: Zelftaak.Niveau(level) for taak, level in chosen.items() if level}


class SignalForm(ui.Form):
    """Something that asks more than paying the fixed costs."""

    soort = ui.RadioField(label="Wat is er", choices=Geldsignaal.Soort.choices)
    since = ui.PastDateField(label="Sinds wanneer")
    party = forms.CharField(
        label="Van wie",
        max_length=80,
        required=False,
        help_text="Bijvoorbeeld de deurwaarder of de verhuurder",
    )
    cents = ui.MoneyField(label="Bedrag", required=False, help_text="In euro’s. Leeg: niet bekend")
    note = ui.TextField(label="Toelichting", readers=READERS, rows=2, max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"since": clock.today()}, **kwargs)

    def found(self) -> Found:
        """What was filled in."""
        data = self.cleaned_data
        return Found(
            Geldsignaal.Soort(data["soort"]), data["since"], data["party"], data["cents"], data["note"]
        )


class EscalateForm(ui.Form):
    """Which specialist goes on with it."""

    employee = ui.ChoiceField(label="Specialist", help_text="Krijgt vandaag een taak")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, signal: Geldsignaal, people: Iterable[Employee], **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": signal.version}, **kwargs)
        self.people = {str(one.pk): one for one in people}
        self.offer("employee", [(key, f"{one.name}, {one.function}") for key, one in self.people.items()])


class SolveForm(ui.Form):
    """What was done about it."""

    outcome = ui.TextField(label="Wat is gedaan", readers=READERS, rows=2, max_length=300)
    on = ui.PastDateField(label="Opgelost op")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, signal: Geldsignaal, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": signal.version, "on": clock.today()}, **kwargs)


class MonthForm(ui.Form):
    """What the benefits administration says of a month, typed over."""

    month = ui.ChoiceField(label="Maand")
    norm = ui.MoneyField(label="Norm")
    gross = ui.MoneyField(label="Toegekend")
    net = ui.MoneyField(label="Naar de rekening van de SDD")

    def __init__(
        self, *args: Any, row: Ontzorging, last: Uitkeringsmaand | None, months: Sequence[date], **kwargs: Any
    ) -> None:
        initial: dict[str, Any] = {"month": months[-1].isoformat() if months else ""}
        if last:
            initial |= {"norm": last.norm, "gross": last.gross, "net": last.net, **last.withheld}
        super().__init__(*args, initial=initial, **kwargs)
        self.offer("month", [(one.isoformat(), month_name(one)) for one in months])
        for soort in WITHHELD:
            self.fields[soort.value] = ui.MoneyField(
                label=f"Ingehouden: {soort.label}", required=False, help_text="Leeg: niets ingehouden"
            )
        names = tuple(soort.value for soort in WITHHELD)
        self.groups = (  # type: ignore[misc]  # of this form only
            ui.Group("Uitkering", ("month", "norm", "gross", "net")),
            ui.Group("Ingehouden en al betaald", names),
        )

    def facts(self) -> MonthFacts:
        """What was filled in."""
        data = self.cleaned_data
        withheld = {Kostensoort(soort): data[soort.value] or 0 for soort in WITHHELD}
        return MonthFacts(
            date.fromisoformat(data["month"]), data["norm"], data["gross"], data["net"], withheld
        )


def months_for(row: Ontzorging) -> list[date]:
    """The months that can be typed over: from the first to the next one, or to the last of what ended."""
    end = row.ended_on or last_of(clock.today())
    following = last_of(end).toordinal() + 1
    last = end if row.ended_on else date.fromordinal(following)
    found, month = [], row.since.replace(day=1)
    while month <= last:
        found.append(month)
        month = date.fromordinal(last_of(month).toordinal() + 1)
    return found[-14:]


class DoneForm(ui.Form):
    """On which day a step of the handover was done."""

    on = ui.PastDateField(label="Gedaan op")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"on": clock.today()}, **kwargs)


class ReleaseForm(ui.Form):
    """From which day somebody does it alone."""

    on = ui.DateField(label="Vanaf welke dag doet de cliënt dit zelf")
    set_up = ui.CheckField(label="De cliënt heeft dit zelf ingesteld, of samen met een begeleider")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"on": clock.today()}, **kwargs)


class PayOutForm(ui.Form):
    """To which account what is left goes. The number itself is for the page of payments."""

    payee = ui.ChoiceField(label="Naar welke rekening")

    def __init__(self, *args: Any, accounts: Iterable[Usable], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.accounts = {str(one.payee.pk): one.payee for one in accounts}
        self.offer("payee", [(key, one.name) for key, one in self.accounts.items()], sole=True)


class FinishForm(ui.Form):
    """The last day of the ontzorgen."""

    on = ui.PastDateField(label="Laatste dag van het ontzorgen")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, row: Ontzorging, **kwargs: Any) -> None:
        super().__init__(*args, initial={"on": clock.today(), "version": row.version}, **kwargs)


class EndForm(FinishForm):
    """Ended before its time."""

    reason = ui.RadioField(
        label="Waarom stopt het eerder", choices=[(one.value, one.label) for one in CHOSEN]
    )


class StatementsForm(ui.Form):
    """Of which month and gemeente the statements go out."""

    gemeente = ui.ChoiceField(label="Gemeente")
    month = ui.ChoiceField(label="Maand")

    def __init__(
        self, *args: Any, gemeenten: Mapping[str, str], months: Sequence[date], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("gemeente", list(gemeenten.items()), sole=True)
        self.offer("month", [(one.isoformat(), month_name(one)) for one in months])
