"""What goes out, what comes in, and an advance."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms

from wegwijs import clock
from wegwijs.stages.ontzorgen.commands.plan import Bill, Expected
from wegwijs.stages.ontzorgen.commands.voorschot import Asked
from wegwijs.stages.ontzorgen.forecast import Bridge
from wegwijs.stages.ontzorgen.forms.traject import READERS
from wegwijs.stages.ontzorgen.models import (
    Betaalwijze,
    Inkomensoort,
    Inkomstenpost,
    Interval,
    Kostenpost,
    Kostensoort,
    Payee,
)
from wegwijs.stages.ontzorgen.moments import moments
from wegwijs.ui import forms as ui


def next_on(row: Kostenpost | Inkomstenpost) -> date:
    """The first day from today on that something falls, so that a change keeps its rhythm."""
    today = clock.today()
    falls = moments(row.first_on, row.interval, since=today, until=today + timedelta(days=400))
    return next(falls, max(today, row.first_on))


class CostForm(ui.Form):
    """One cost; of one that stands its kind is fixed, and the day is from when the change counts."""

    soort = ui.ChoiceField(label="Welke kosten", choices=Kostensoort.choices)
    cents = ui.MoneyField(label="Bedrag")
    interval = ui.ChoiceField(
        label="Hoe vaak", choices=Interval.choices, required=False, empty="Gewoon",
        help_text="Gewoon: leefgeld per week, andere kosten per maand",
    )  # fmt: skip
    first_on = ui.DateField(label="Eerste keer op")
    last_on = ui.DateField(label="Tot en met", required=False, help_text="Leeg: zolang het ontzorgen duurt")
    wijze = ui.RadioField(label="Wie betaalt", choices=Betaalwijze.choices)
    payee = ui.ChoiceField(label="Aan wie", required=False)
    payee_name = forms.CharField(
        label="Of een nieuwe ontvanger", max_length=70, required=False,
        help_text="De naam van de rekeninghouder. Het rekeningnummer komt er met twee personen bij. Leefgeld gaat naar de cliënt zelf",
    )  # fmt: skip
    reference = forms.CharField(
        label="Kenmerk", max_length=35, required=False, help_text="Wat de ontvanger nodig heeft, zoals een klantnummer"
    )  # fmt: skip
    reason = ui.TextField(
        label="Waarom zo", readers=READERS, rows=2, max_length=300, required=False,
        help_text="Nodig als de cliënt een vaste last zelf betaalt, en bij kosten die de wet niet noemt.",
    )  # fmt: skip
    groups = (
        ui.Group("Kosten", ("soort", "cents", "interval", "first_on", "last_on")),
        ui.Group("Betalen", ("wijze", "payee", "payee_name", "reference", "reason")),
    )

    def __init__(
        self, *args: Any, payees: Iterable[Payee], cost: Kostenpost | None = None, **kwargs: Any
    ) -> None:
        initial: dict[str, Any] = {"wijze": Betaalwijze.WIJ}
        if cost:
            initial = {
                "soort": cost.soort, "cents": cost.cents, "interval": cost.interval,
                "first_on": next_on(cost), "last_on": cost.last_on, "wijze": cost.wijze,
                "payee": str(cost.payee_id or ""), "reference": cost.reference, "reason": cost.reason,
            }  # fmt: skip
        super().__init__(*args, initial={**initial, **kwargs.pop("initial", {})}, **kwargs)
        self.payees = {str(one.pk): one for one in payees}
        self.cost = cost
        self.offer(
            "payee", ((key, f"{one.name}, {one.get_kind_display()}") for key, one in self.payees.items())
        )
        if cost:
            del self.fields["soort"]
            self.fields["first_on"].label = "Geldt vanaf"
            self.fields["first_on"].help_text = "De dag waarop de kosten voor het eerst zo betaald worden"

    def bill(self) -> Bill:
        """What was filled in."""
        data = self.cleaned_data
        soort = Kostensoort(self.cost.soort if self.cost else data["soort"])
        usual = Interval.WEEK if soort is Kostensoort.LEEFGELD else Interval.MAAND
        return Bill(
            soort, data["cents"], Interval(data["interval"]) if data["interval"] else usual, data["first_on"],
            Betaalwijze(data["wijze"]), self.payees.get(data["payee"]), data["payee_name"], data["reference"],
            data["reason"], data["last_on"],
        )  # fmt: skip


class IncomeForm(ui.Form):
    """Income that is expected; the least and the most where that isn't sure."""

    soort = ui.ChoiceField(label="Welk inkomen", choices=Inkomensoort.choices)
    sender = forms.CharField(
        label="Wie betaalt", max_length=70, help_text="Zoals het op het afschrift staat, bijvoorbeeld Belastingdienst"
    )  # fmt: skip
    cents = ui.MoneyField(label="Verwacht bedrag")
    low = ui.MoneyField(label="Minstens", required=False, help_text="Leeg: het verwachte bedrag")
    high = ui.MoneyField(label="Hoogstens", required=False, help_text="Leeg: het verwachte bedrag")
    interval = ui.ChoiceField(label="Hoe vaak", choices=Interval.choices)
    first_on = ui.DateField(
        label="Eerste keer verwacht op", help_text="Een toeslag komt soms pas na 13 weken"
    )
    last_on = ui.DateField(label="Tot en met", required=False)
    here = ui.YesNoField(label="Komt het op onze rekening?")
    groups = (
        ui.Group("Inkomen", ("soort", "sender", "here")),
        ui.Group("Bedrag", ("cents", "low", "high")),
        ui.Group("Wanneer", ("interval", "first_on", "last_on")),
    )

    def __init__(self, *args: Any, income: Inkomstenpost | None = None, **kwargs: Any) -> None:
        initial: dict[str, Any] = {"here": True, "interval": Interval.MAAND}
        if income:
            initial = {
                name: getattr(income, name)
                for name in (
                    "soort",
                    "sender",
                    "cents",
                    "low",
                    "high",
                    "interval",
                    "last_on",
                    "here",
                    "version",
                )
            } | {"first_on": next_on(income)}
        super().__init__(*args, initial=initial, **kwargs)
        self.income = income
        if income:
            self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput)
            del self.fields["soort"]
            self.fields["first_on"].label = "Geldt vanaf"
            self.fields["first_on"].help_text = "De dag waarop dit voor het eerst zo verwacht wordt"

    def expected(self) -> Expected:
        """What was filled in."""
        data = self.cleaned_data
        cents = data["cents"]
        low, high = (cents if data[name] is None else data[name] for name in ("low", "high"))
        return Expected(
            Inkomensoort(self.income.soort if self.income else data["soort"]), data["sender"], cents, low, high, Interval(data["interval"]), data["first_on"],
            data["here"], data["last_on"],
        )  # fmt: skip


class EndForm(ui.Form):
    """The last day of a cost."""

    last_on = ui.DateField(label="Laatste dag", help_text="Daarna wordt het niet meer betaald of verwacht")

    def __init__(self, *args: Any, version: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, initial={"last_on": clock.today(), "version": version}, **kwargs)
        if version is not None:
            self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput)


class AdvanceForm(ui.Form):
    """Ask for an advance, filled in with what the forecast proposes."""

    cents = ui.MoneyField(label="Voorschot")
    reason = ui.TextField(label="Welk gat overbrugt dit", readers=READERS, rows=2, max_length=300)
    inkomst = ui.ChoiceField(label="Wacht op", required=False, empty="Niets in het bijzonder")
    repay_from = ui.DateField(label="Terugbetalen vanaf")
    repay_cents = ui.MoneyField(label="Per maand terug")

    def __init__(
        self, *args: Any, bridge: Bridge | None, reason: str, incomes: Iterable[Inkomstenpost], **kwargs: Any
    ) -> None:
        proposed = (
            {"cents": bridge.cents, "repay_from": bridge.repay_from, "repay_cents": bridge.repay_cents}
            if bridge
            else {}
        )
        super().__init__(*args, initial={"reason": reason, **proposed}, **kwargs)
        self.incomes = {str(one.pk): one for one in incomes}
        choices = [(key, f"{one.get_soort_display()} van {one.sender}") for key, one in self.incomes.items()]
        self.fields["inkomst"].choices = [("", "Niets in het bijzonder"), *choices]  # type: ignore[attr-defined]

    def asked(self) -> Asked:
        """What was filled in."""
        data = self.cleaned_data
        return Asked(
            data["cents"], data["reason"], data["repay_from"], data["repay_cents"], self.incomes.get(data["inkomst"])
        )  # fmt: skip


class DecideForm(ui.Form):
    """Another person allows it or not."""

    grant = ui.YesNoField(label="Komt het voorschot er?")
    reason = ui.TextField(label="Waarom zo", readers=READERS, rows=2, max_length=300, required=False)
