"""Contracts, terms, options, gemeenten that take part, keurmerken."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.db import models

from wegwijs import clock
from wegwijs.contracts.commands import ContractFacts, KeurmerkFacts, PriceFacts, TermsFacts
from wegwijs.contracts.models import (
    Absence,
    ExtraYear,
    Keurmerk,
    Lot,
    Moment,
    PriceForm,
    Result,
    Terms,
)
from wegwijs.organisations.models import Gemeente, Organisation
from wegwijs.ui import forms as ui
from wegwijs.ui.format import capital, month_name

# Half a year of full days.
MOST_STARTED = 1000 * 60
# The boxes for prices: the name of each, and what it is a price for.
PRICES: dict[str, tuple[PriceForm, Moment, str]] = {
    "at_start": (PriceForm.TRAJECTORY, Moment.STARTED, "Per traject, als het begonnen is"),
    "halfway": (PriceForm.TRAJECTORY, Moment.HALFWAY, "Per traject, halverwege de geplande uren"),
    "at_end": (PriceForm.TRAJECTORY, Moment.COMPLETED, "Per traject, als het is afgerond"),
    "an_hour": (PriceForm.HOUR, Moment.HOUR, "Per uur les"),
    "at_result": (PriceForm.RESULT, Moment.RESULT, "Per resultaat"),
    "bonus": (PriceForm.BONUS, Moment.RESULT, "Bonus bij een snel resultaat"),
}


class TermsFields(ui.Form):
    """What is agreed. Boxes left empty: no such price."""

    valid_from = ui.DateField(label="Geldt vanaf")
    last_day = ui.DateField(label="Loopt tot en met")
    option = ui.ChoiceField(label="Met verlenging", required=False)
    places = forms.IntegerField(
        label="Plaatsen",
        required=False,
        min_value=1,
        max_value=9999,
        help_text="Tegelijk bezet. Leeg: geen maximum",
    )
    ceiling = ui.MoneyField(label="Plafond", required=False, help_text="In euro’s, voor alles samen. Leeg: geen plafond")  # fmt: skip
    for_running = ui.CheckField(label="Nieuwe prijzen gelden ook voor wie al begon", required=False)
    index = ui.PercentField(
        label="Prijswijziging",
        required=False,
        negative=True,
        help_text="In procent ten opzichte van de vorige versie",
    )
    index_source = forms.CharField(
        label="Bron van de prijswijziging",
        required=False,
        max_length=120,
        help_text="Bijvoorbeeld een index van het CBS",
    )
    started = ui.DurationField(
        label="Begonnen vanaf", most=MOST_STARTED, help_text="Zo veel uren les gevolgd, bijvoorbeeld 3"
    )
    completed_percent = forms.IntegerField(
        label="Afgerond bij", min_value=1, max_value=100, help_text="Procent van de geplande uren gevolgd"
    )
    result = ui.RadioField(label="Resultaat", choices=Result.choices)
    absence = ui.RadioField(label="Gemiste uren die worden betaald", choices=Absence.choices)
    notice_hours = forms.IntegerField(
        label="Afmelden", min_value=0, max_value=336, help_text="Zo veel uren van tevoren is op tijd"
    )
    needs_keurmerk = ui.CheckField(label="De aanbieder moet een keurmerk hebben", required=False)
    why = forms.CharField(
        label="Wat spreekt u af", max_length=240, help_text="In één zin, voor wie dit beoordeelt"
    )

    groups: ClassVar[tuple[ui.Group, ...]] = (
        ui.Group("Looptijd", ("valid_from", "last_day", "option")),
        ui.Group("Prijzen", (*PRICES, "bonus_months"), "Vul in wat er betaald wordt; de rest blijft leeg."),
        ui.Group("Prijswijziging", ("index", "index_source", "for_running")),
        ui.Group("Ruimte", ("places", "ceiling")),
        ui.Group("Wat telt", ("started", "completed_percent", "result", "absence", "notice_hours", "needs_keurmerk")),
        ui.Group("Voor wie beoordeelt", ("why",)),
    )  # fmt: skip

    def __init__(
        self, *args: Any, terms: Terms | None = None, options: list[ExtraYear] | None = None, **kwargs: Any
    ) -> None:
        kwargs["initial"] = {**_known(terms), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        for name, (_, _, label) in PRICES.items():
            self.fields[name] = ui.MoneyField(label=label, required=False)
        self.fields["bonus_months"] = forms.IntegerField(
            label="Bonus binnen",
            required=False,
            min_value=1,
            max_value=60,
            help_text="Zo veel maanden na het begin",
        )
        self.options = {str(one.pk): one for one in options or ()}
        if self.options:
            named = [(key, capital(str(one))) for key, one in self.options.items()]
            self.fields["option"].choices = [("", "Geen"), *named]  # type: ignore[attr-defined]
        else:
            del self.fields["option"]

    def clean(self) -> None:
        """A bonus says within how many months, and the reverse."""
        data = self.cleaned_data
        if bool(data.get("bonus")) != bool(data.get("bonus_months")) and not {"bonus", "bonus_months"} & self.errors.keys():  # fmt: skip
            self.add_error("bonus_months", "Vul bij een bonus het bedrag en het aantal maanden in, of geen van beide.")  # fmt: skip
        for name in PRICES:
            if data.get(name) == 0:
                self.add_error(name, "Laat dit leeg als hier niets voor betaald wordt.")

    def terms(self) -> TermsFacts:
        """What was filled in."""
        data = self.cleaned_data
        prices = [
            PriceFacts(form, moment, data[name], data["bonus_months"] if name == "bonus" else None)
            for name, (form, moment, _) in PRICES.items()
            if data[name]
        ]
        return TermsFacts(
            data["valid_from"], data["last_day"], prices, places=data["places"], ceiling=data["ceiling"],
            started_minutes=data["started"], completed_percent=data["completed_percent"], result=Result(data["result"]),
            absence=Absence(data["absence"]), notice_hours=data["notice_hours"], why=data["why"],
            index_basis_points=data["index"] or 0, index_source=data["index_source"], for_running=data["for_running"],
            needs_keurmerk=data["needs_keurmerk"], option=self.options.get(data.get("option") or ""),
        )  # fmt: skip


def _known(terms: Terms | None) -> dict[str, Any]:
    if terms is None:
        return {"needs_keurmerk": True, "notice_hours": 24, "completed_percent": 80}
    names = (
        "last_day",
        "places",
        "ceiling",
        "completed_percent",
        "result",
        "absence",
        "notice_hours",
        "needs_keurmerk",
    )
    known = {name: getattr(terms, name) for name in names} | {"started": terms.started_minutes}
    held = {(one.form, one.moment): one for one in terms.prices.all()}
    for name, (form, moment, _) in PRICES.items():
        if price := held.get((form, moment)):
            known[name] = price.cents
            if name == "bonus":
                known["bonus_months"] = price.within_months
    return known


class TermsForm(TermsFields):
    """A new version, filled in with what holds now."""


class ContractForm(TermsFields):
    """A contract with its first terms."""

    number = forms.CharField(label="Contractnummer", max_length=40, help_text="Staat ook op elke factuur")
    title = forms.CharField(label="Titel", max_length=120)
    supplier = ui.ChoiceField(label="Aanbieder")
    lot = ui.ChoiceField(label="Perceel", required=False)

    groups = (ui.Group("Contract", ("number", "title", "supplier", "lot")), *TermsFields.groups)

    def __init__(self, *args: Any, suppliers: list[Organisation], lots: list[Lot], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.suppliers = {str(one.pk): one for one in suppliers}
        self.lots = {str(one.pk): one for one in lots}
        self.fields["supplier"].choices = [("", "Kies"), *((k, v.name) for k, v in self.suppliers.items())]  # type: ignore[attr-defined]
        named = [(key, f"{one.tender}, {one}") for key, one in self.lots.items()]
        self.fields["lot"].choices = [("", "Niet uit een aanbesteding"), *named]  # type: ignore[attr-defined]
        del self.fields["index"], self.fields["index_source"], self.fields["for_running"]

    def contract(self) -> ContractFacts:
        """Which contract."""
        data = self.cleaned_data
        return ContractFacts(
            data["number"], data["title"], self.suppliers[data["supplier"]], data["valid_from"],
            self.lots.get(data["lot"]),
        )  # fmt: skip

    def terms(self) -> TermsFacts:
        """Its first terms: nothing changed in price yet."""
        self.cleaned_data |= {"index": None, "index_source": "", "for_running": False}
        return super().terms()


class OptionForm(ui.Form):
    """The contract may be made longer."""

    extends_to = ui.DateField(label="Verlengt tot en met")
    decide_by = ui.DateField(label="Beslissen vóór of op")


class ShareForm(ui.Form):
    """A gemeente joins."""

    gemeente = ui.ChoiceField(label="Gemeente")
    valid_from = ui.DateField(label="Doet mee vanaf")
    source = forms.CharField(label="Besluit", max_length=160, help_text="Waar dit is vastgelegd, met datum of nummer")  # fmt: skip

    def __init__(self, *args: Any, gemeenten: list[Gemeente], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gemeenten = {one.code: one for one in gemeenten}
        named = [(code, one.naam) for code, one in self.gemeenten.items()]
        self.fields["gemeente"].choices = [("", "Kies"), *named]  # type: ignore[attr-defined]


class LastDayForm(ui.Form):
    """Until when a gemeente takes part."""

    last_day = ui.DateField(label="Doet mee tot en met")


class KeurmerkForm(ui.Form):
    """What a supplier holds."""

    kind = ui.RadioField(label="Keurmerk", choices=Keurmerk.Kind.choices)
    number = forms.CharField(label="Instellingsnummer", max_length=20)
    valid_from = ui.DateField(label="Geldig vanaf")
    valid_to = ui.DateField(label="Geldig tot en met")
    checked_on = ui.PastDateField(label="Nagekeken op")
    source = forms.CharField(label="Waar nagekeken", max_length=160, help_text="Bijvoorbeeld het register van DUO")  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"checked_on": clock.today()})
        super().__init__(*args, **kwargs)

    def facts(self) -> KeurmerkFacts:
        """What was filled in."""
        data = self.cleaned_data
        return KeurmerkFacts(
            Keurmerk.Kind(data["kind"]), data["number"], data["valid_from"], data["valid_to"], data["checked_on"],
            data["source"],
        )  # fmt: skip


class KeurmerkEndForm(ui.Form):
    """A supplier loses it earlier."""

    last_day = ui.DateField(label="Geldig tot en met")
    why = forms.CharField(label="Waarom", max_length=160)


class AsOfForm(ui.Form):
    """On which day sums are asked."""

    op = ui.DateField(label="Stand op", required=False)


class Verdict(models.TextChoices):
    """What a second person says of terms."""

    RIGHT = "ja", "Klopt: stel de voorwaarden vast"
    WRONG = "nee", "Klopt niet: deze versie vervalt"


class DecideForm(ui.Form):
    """A second person decides."""

    accept = ui.RadioField(label="Uw oordeel", choices=Verdict.choices)


class CloseForm(ui.Form):
    """Which month is closed."""

    month = ui.RadioField(label="Maand")
    sure = ui.CheckField(label="Alles wat in deze maand hoort, is geboekt")

    def __init__(self, *args: Any, months: list[date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["month"].choices = [(one.isoformat(), month_name(one)) for one in months]  # type: ignore[attr-defined]
