"""Invoices: typed, judged line by line, paid; and the columns of the booking file."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from uuid import UUID

from django import forms

from wegwijs import clock
from wegwijs.contracts.commands import ColumnFacts, Decision, InvoiceFacts, LineFacts
from wegwijs.contracts.commands.invoices import vat_fits, vat_of
from wegwijs.contracts.models import BookingColumn, BookingField, InvoiceLine
from wegwijs.contracts.queries.verdicts import Verdict
from wegwijs.organisations.models import Organisation
from wegwijs.ui import forms as ui
from wegwijs.ui.format import euros
from wegwijs.ui.forms.base import BoundGroup

S = InvoiceLine.State
# So many lines at first, and with each press more, until no invoice on paper has them.
TYPED_LINES, MOST_LINES = 5, 60
COLUMNS = 8
# In hundredths of a percent. Lessons bear none; what comes with them may.
RATES = [("900", "9 procent"), ("2100", "21 procent")]
HUNDREDTH = Decimal("0.01")
AS_IS = "Staat het echt zo op de factuur? Kruis dat dan aan."


class DecideLinesForm(ui.Form):
    """What becomes of every line, filled in with what the product proposes or a person said before.

    A line that can't be accepted doesn't offer it.
    """

    def __init__(
        self, *args: Any, lines: Sequence[InvoiceLine], found: Mapping[UUID, Verdict], titles: Mapping[UUID, tuple[str, str]],
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.lines, self.titles = lines, titles
        for line in lines:
            said = found[line.pk]
            choices = [(S.ACCEPTED, "Akkoord"), (S.REFUSED, "Weiger"), (S.PARKED, "Zoek eerst uit")]
            self.fields[f"state-{line.pk}"] = ui.RadioField(
                label=f"Regel {line.number}",
                choices=[one for one in choices if said.may_accept or one[0] != S.ACCEPTED],
                initial=said.proposed if line.state == S.OPEN else line.state,
            )
            self.fields[f"note-{line.pk}"] = forms.CharField(
                label=f"Toelichting bij regel {line.number}", max_length=400, required=False, initial=line.note,
                help_text="Leest de aanbieder. Leeg: de reden die hierboven staat.",
            )  # fmt: skip

    def grouped(self) -> Iterator[BoundGroup]:
        """A group for each line, with what the product sees in it."""
        for line in self.lines:
            title, lead = self.titles[line.pk]
            yield BoundGroup(title, lead, (self[f"state-{line.pk}"], self[f"note-{line.pk}"]))

    def decisions(self) -> list[Decision]:
        """What was chosen."""
        data = self.cleaned_data
        return [
            Decision(one.pk, S(data[f"state-{one.pk}"]), data[f"note-{one.pk}"].strip()) for one in self.lines
        ]


class InvoiceForm(ui.Form):
    """An invoice on paper, typed over. A press that asks for more lines ("stap") keeps what was typed, judges nothing and is never right."""

    supplier = ui.ChoiceField(label="Aanbieder")
    number = forms.CharField(label="Factuurnummer", max_length=60)
    dated = ui.PastDateField(label="Factuurdatum")
    due = ui.DateField(label="Betalen vóór of op", required=False)
    credit = ui.CheckField(label="Dit is een creditnota", required=False)
    credited = forms.CharField(
        label="Verbetert factuur", required=False, max_length=60, help_text="Alleen bij een creditnota"
    )
    net = ui.MoneyField(label="Totaal zonder btw")
    vat = ui.MoneyField(label="Btw", required=False)
    as_is = ui.CheckField(label="De bedragen staan echt zo op de factuur", required=False)

    def __init__(self, *args: Any, suppliers: list[Organisation], **kwargs: Any) -> None:
        sent: Mapping[str, Any] = (args[0] if args else None) or {}
        self.grows = "stap" in sent
        known = max(TYPED_LINES, _count(sent)) + (TYPED_LINES if self.grows else 0)
        self.rows = range(1, min(known, MOST_LINES) + 1)
        super().__init__(*args, **kwargs)
        self.suppliers = {str(one.pk): one for one in suppliers}
        self.offer("supplier", [(key, one.name) for key, one in self.suppliers.items()])
        for at in self.rows:
            self.fields |= {f"{name}-{at}": one for name, one in _line_fields(at).items()}

    def grouped(self) -> Iterator[BoundGroup]:
        """The invoice itself, and its lines."""
        yield BoundGroup("Factuur", "", tuple(self[name] for name in self.base_fields))
        for at in self.rows:
            lead = "Vul alleen de regels in die er zijn" if at == 1 else ""
            yield BoundGroup(f"Regel {at}", lead, tuple(self[f"{name}-{at}"] for name in _line_fields(at)))

    @property
    def full(self) -> bool:
        """Whether there can't be more lines."""
        return len(self.rows) >= MOST_LINES

    def is_valid(self) -> bool:
        """Not while somebody is still at work."""
        return not self.grows and super().is_valid()

    def full_clean(self) -> None:
        """What is wrong is said when it is sent."""
        super().full_clean()
        if self.grows and self.is_bound:
            self.errors.clear()

    def clean(self) -> None:
        """A line is there whole or not at all; lines and total agree, unless the invoice itself is wrong."""
        data = self.cleaned_data
        for at in self.rows:
            if not self._filled(at):
                continue
            for name, words in (("quantity", "Vul in hoeveel."), ("price", "Vul de prijs in."), ("call_off", "Vul het afroepnummer in, of ‘geen’.")):  # fmt: skip
                if not data.get(f"{name}-{at}") and f"{name}-{at}" not in self.errors:
                    self.add_error(f"{name}-{at}", words)
            since, until = data.get(f"period_from-{at}"), data.get(f"period_to-{at}")
            if since and until and until < since:
                self.add_error(f"period_to-{at}", "De laatste dag ligt voor de eerste. Verbeter de laatste dag.")  # fmt: skip
        if self.errors:
            return
        total = sum(one.amount for one in self._lines())
        if not any(map(self._filled, self.rows)):
            self.add_error("call_off-1", "Vul ten minste één regel in.")
            return
        if data["as_is"]:
            return
        if total != data["net"]:
            self.add_error("net", f"De regels zijn samen {euros(total)}. Kijk na wat u overnam. {AS_IS}")
        if not vat_fits(self._lines(), data["vat"] or 0):
            self.add_error("vat", f"Bij de regels hoort {euros(vat_of(self._lines()))} btw. Kijk na wat u overnam. {AS_IS}")  # fmt: skip

    def _filled(self, at: int) -> bool:
        return any(self.cleaned_data.get(f"{name}-{at}") not in (None, "") for name in _line_fields(at))

    def _lines(self) -> list[LineFacts]:
        data = self.cleaned_data
        found = []
        for at in filter(self._filled, self.rows):
            quantity, price = int(data[f"quantity-{at}"] * 100), data[f"price-{at}"]
            amount = int((Decimal(quantity * price) / 100).quantize(Decimal(1), ROUND_HALF_UP))
            found.append(
                LineFacts(
                    str(at), data[f"description-{at}"] or "geen omschrijving", quantity, price, amount, (data[f"call_off-{at}"],),
                    period_from=data[f"period_from-{at}"], period_to=data[f"period_to-{at}"], vat_basis_points=int(data[f"rate-{at}"] or 0),
                )
            )  # fmt: skip
        return found

    def facts(self) -> InvoiceFacts:
        """What was filled in."""
        data = self.cleaned_data
        return InvoiceFacts(
            self.suppliers[data["supplier"]], data["number"], data["dated"], self._lines(), data["net"], data["vat"] or 0,
            due=data["due"], credit=data["credit"], credited=(data["credited"],) if data["credited"] else (),
        )  # fmt: skip


def _count(sent: Mapping[str, Any]) -> int:
    """How many lines a page sent."""
    return max(
        (int(found[1]) for name in sent if (found := re.fullmatch(r"call_off-(\d{1,2})", name))), default=0
    )


def _line_fields(at: int) -> dict[str, forms.Field]:
    return {
        "call_off": forms.CharField(label=f"Afroepnummer van regel {at}", max_length=24, required=False),
        "description": forms.CharField(label=f"Omschrijving van regel {at}", max_length=240, required=False),
        "quantity": forms.DecimalField(
            label=f"Aantal van regel {at}", required=False, localize=True, min_value=HUNDREDTH, max_digits=9, decimal_places=2
        ),
        "price": ui.MoneyField(label=f"Prijs van regel {at}", required=False),
        "rate": ui.ChoiceField(label=f"Btw van regel {at}", choices=RATES, required=False, empty="geen btw"),
        "period_from": ui.DateField(label=f"Eerste dag van regel {at}", required=False),
        "period_to": ui.DateField(label=f"Laatste dag van regel {at}", required=False),
    }  # fmt: skip


class PaidForm(ui.Form):
    """When it was paid."""

    on = ui.PastDateField(label="Betaald op")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"on": clock.today()})
        super().__init__(*args, **kwargs)


class ColumnsForm(ui.Form):
    """The columns of the booking file, in order; empty ones are left out."""

    def __init__(self, *args: Any, columns: Sequence[BookingColumn], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for at in range(1, COLUMNS + 1):
            known = columns[at - 1] if at <= len(columns) else None
            self.fields[f"title-{at}"] = forms.CharField(
                label=f"Kop van kolom {at}",
                max_length=60,
                required=False,
                initial=known.title if known else "",
            )
            self.fields[f"holds-{at}"] = ui.ChoiceField(
                label=f"Inhoud van kolom {at}", choices=BookingField.choices, required=False, empty="geen kolom",
                initial=known.holds if known else "",
            )  # fmt: skip
            self.fields[f"fixed-{at}"] = forms.CharField(
                label=f"Vaste waarde in kolom {at}", max_length=60, required=False, initial=known.fixed if known else ""
            )  # fmt: skip

    def grouped(self) -> Iterator[BoundGroup]:
        """A group for each column."""
        for at in range(1, COLUMNS + 1):
            fields = tuple(self[f"{name}-{at}"] for name in ("title", "holds", "fixed"))
            yield BoundGroup(f"Kolom {at}", "", fields)

    def clean(self) -> None:
        """A column has a head and says what it holds; only a fixed one has a value."""
        for at in range(1, COLUMNS + 1):
            title, holds, fixed = (
                self.cleaned_data.get(f"{name}-{at}", "") for name in ("title", "holds", "fixed")
            )
            if bool(title) != bool(holds):
                self.add_error(f"holds-{at}" if title else f"title-{at}", f"Vul bij kolom {at} de kop en de inhoud in, of geen van beide.")  # fmt: skip
            if fixed and holds != BookingField.FIXED:
                self.add_error(f"fixed-{at}", f"Kies bij kolom {at} ‘een vaste waarde’, of laat de waarde leeg.")  # fmt: skip

    def columns(self) -> list[ColumnFacts]:
        """What was filled in."""
        data = self.cleaned_data
        return [
            ColumnFacts(data[f"title-{at}"], BookingField(data[f"holds-{at}"]), data[f"fixed-{at}"])
            for at in range(1, COLUMNS + 1)
            if data[f"holds-{at}"]
        ]
