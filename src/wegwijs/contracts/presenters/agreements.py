"""Contracts in words: what holds, what it costs, and what asks for attention."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from wegwijs.contracts.models import (
    Contract,
    ExtraYear,
    Keurmerk,
    Moment,
    Movement,
    Price,
    Share,
    Terms,
)
from wegwijs.contracts.queries.agreements import (
    QUARTER,
    BookedAnew,
    in_force,
    offered,
    open_options,
    terms_on,
)
from wegwijs.contracts.queries.money import Cell, Sums, summed
from wegwijs.ui.format import capital, day, duration, euros, number
from wegwijs.ui.forms.percent import shown as percent
from wegwijs.ui.parts import Fact

if TYPE_CHECKING:
    from wegwijs.contracts.queries.agreements import ContractPageRow, ContractRow

# How long before an end it is shown as coming; a choice of this product.
SOON = timedelta(days=183)
MARK_SOON = timedelta(days=91)


@dataclass(frozen=True, slots=True)
class Amounts:
    """Sums in euros; ``parts``: for a bar, paid, invoiced, delivered and committed, each with its share of the longest in percent."""

    committed: str
    delivered: str
    invoiced: str
    paid: str
    remaining: str


def facts_of_money(sums: Amounts) -> list[tuple[str, str]]:
    """The same one below the other."""
    return [
        ("Verplicht", sums.committed), ("Geleverd", sums.delivered), ("Gefactureerd", sums.invoiced), ("Betaald", sums.paid),
        ("Nog te betalen", sums.remaining),
    ]  # fmt: skip


def amounts(sums: Sums) -> Amounts:
    """In euros."""
    return Amounts(*map(euros, (sums.committed, sums.delivered, sums.invoiced, sums.paid, sums.remaining)))


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that asks for attention."""

    text: str
    severity: str


def notices(contract: "ContractRow", today: date) -> list[Notice]:
    """What will end, what waits, what lacks: most urgent first."""
    found = []
    versions = in_force(contract)
    terms = terms_on(contract, today) or (versions[0] if versions else None)
    if offered(contract):
        found.append(Notice("nieuwe voorwaarden wachten op een collega", "soon"))
    if terms is None:
        return [*found, Notice("nog geen voorwaarden vastgesteld", "late")]
    last = versions[-1].last_day
    if last < today:
        found.append(Notice(f"afgelopen op {day(last)}", "neutral"))
    elif last <= today + SOON:
        found.append(Notice(f"loopt af op {day(last)}", "soon"))
    found += _options(open_options(contract, versions), today)
    if terms.needs_keurmerk and last >= today:
        found += _mark(contract, max(today, contract.starts_on))
    if last >= today and not contract.takes_part:
        found.append(Notice("geen gemeente doet mee", "late"))
    return sorted(found, key=lambda one: ("late", "soon", "neutral").index(one.severity))


def told_anew(contract: Contract, found: BookedAnew) -> list[Notice]:
    """How far money is booked at new prices, and what the supplier must give back first."""
    told = []
    if found.owed:
        asked = ", ".join(f"{number_} ({euros(cents)})" for number_, cents in sorted(found.owed.items()))
        told.append(
            Notice(
                f"er is meer gefactureerd dan tegen de nieuwe prijs is geleverd. Vraag {contract.supplier} om een creditnota voor {asked}. Is die bevestigd, dan "
                "wordt de nieuwe prijs vanzelf geboekt",
                "late",
            )
        )
    if found.waits:
        done = found.all - found.waits - len(found.owed)
        told.append(
            Notice(
                f"de nieuwe prijzen worden geboekt: klaar voor {number(done)} van {number(found.all)} trajecten",
                "soon",
            )
        )
    return told


def concerns(terms: Terms, trajectories: int, today: date) -> str:
    """What a version does to trajectories for which money was booked already; "" where there are none."""
    if not trajectories:
        return ""
    whom = (
        "1 traject dat al is afgeroepen"
        if trajectories == 1
        else f"{number(trajectories)} trajecten die al zijn afgeroepen"
    )
    if terms.valid_from > today:
        return f"Deze versie geldt ook voor {whom}. Wat verplicht is, wordt opnieuw geboekt."
    return (
        f"Deze versie geldt vanaf {day(terms.valid_from)} ook voor {whom}. Wat sinds die dag is geleverd, wordt tegen de nieuwe prijs geboekt. "
        "Wat is gefactureerd, blijft staan: de aanbieder kan het verschil factureren, of moet het teruggeven met een creditnota."
    )


def _options(options: Iterable[ExtraYear], today: date) -> list[Notice]:
    return [
        Notice(
            f"beslis vóór {day(one.decide_by)} over de {one}",
            "late" if one.decide_by < today else "soon",
        )
        for one in options
        if one.decide_by <= today + SOON
    ]


def _mark(contract: "ContractRow", on: date) -> list[Notice]:
    until, supplier = contract.mark_until, contract.supplier
    if until is None:
        return [Notice(f"{supplier} heeft geen keurmerk: niemand kan beginnen", "late")]
    if until <= on + MARK_SOON:
        return [Notice(f"keurmerk van {supplier} geldt tot en met {day(until)}", "soon")]
    return []


@dataclass(frozen=True, slots=True)
class ContractLine:
    """A contract in the list."""

    contract: Contract
    period: str
    price: str
    places: str
    full: bool
    amounts: Amounts
    notices: tuple[Notice, ...]
    severity: str


def lines(rows: "Iterable[ContractRow]", found: Sequence[Cell], today: date) -> list[ContractLine]:
    """As a contract stands today."""
    return [_line(one, found, today) for one in rows]


def _line(contract: "ContractRow", found: Sequence[Cell], today: date) -> ContractLine:
    now = contract.runs
    versions = in_force(contract)
    terms = terms_on(contract, today) or (versions[0] if versions else None)
    told = tuple(notices(contract, today))
    full = bool(terms and terms.places and now >= terms.places)
    return ContractLine(
        contract=contract,
        period=f"{day(contract.starts_on)} tot en met {day(versions[-1].last_day)}" if versions else f"vanaf {day(contract.starts_on)}",
        price=price_words(terms) if terms else "nog niet vastgesteld",
        places=f"{number(now)} van {number(terms.places)}" if terms and terms.places else number(now),
        full=full,
        amounts=amounts(summed(one for one in found if one.contract == contract.pk)),
        notices=told,
        severity=told[0].severity if told and told[0].severity != "neutral" else "",
    )  # fmt: skip


def price_words(terms: Terms) -> str:
    """ "€ 5.600,00 per traject", "€ 14,50 per uur"; of a version that was read with its contract."""
    whole: int = getattr(terms, "whole")  # noqa: B009 - an annotation
    hour: int = getattr(terms, "hour")  # noqa: B009
    said = [f"{euros(whole)} per traject" if whole else "", f"{euros(hour)} per uur" if hour else ""]
    return " en ".join(filter(None, said)) or "niet afgesproken"


def price_lines(terms: Terms) -> list[tuple[str, str]]:
    """In the order in which they come to be paid."""
    order = list(Moment)
    return [
        price_line(one) for one in sorted(terms.prices.all(), key=lambda one: order.index(Moment(one.moment)))
    ]


def price_line(price: Price) -> tuple[str, str]:
    """For what, and how much."""
    until = f", binnen {price.within_months} maanden" if price.within_months else ""
    return f"{capital(price.get_form_display())}, {price.get_moment_display()}{until}", euros(price.cents)


def terms_facts(terms: Terms) -> list[Fact]:
    """What was agreed, as facts."""
    return [
        Fact("Geldt", f"vanaf {day(terms.valid_from)}; het contract loopt tot en met {day(terms.last_day)}"),
        Fact("Plaatsen", number(terms.places) if terms.places else "geen maximum"),
        Fact("Plafond", euros(terms.ceiling) if terms.ceiling is not None else "geen plafond"),
        Fact("Begonnen", f"na {duration(terms.started_minutes)} les"),
        Fact("Afgerond", f"bij {terms.completed_percent} procent van de geplande uren"),
        Fact("Resultaat", terms.get_result_display()),
        Fact("Betaalde gemiste uren", f"{terms.get_absence_display()}; afmelden {terms.notice_hours} uur van tevoren is op tijd"),
        Fact("Keurmerk", "verplicht" if terms.needs_keurmerk else "niet verplicht"),
        *([Fact("Prijswijziging", f"{percent(terms.index_basis_points)} procent, {terms.index_source}; {_running(terms)}")] if terms.index_basis_points else []),
    ]  # fmt: skip


def _running(terms: Terms) -> str:
    return "ook voor wie al begon" if terms.for_running else "alleen voor wie daarna begint"


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the terms."""

    title: str
    note: str
    price: str
    stand: str
    severity: str


def version(terms: Terms, holds: Terms | None, today: date) -> Version:
    """Who made it, who decided, and whether it holds now."""
    decided = f", {terms.get_state_display()} door {terms.decided_by}" if terms.decided_by else ""
    stand, severity = terms.get_state_display(), "neutral"
    if terms.state == Terms.State.OFFERED:
        severity = "soon"
    elif terms.state == Terms.State.IN_FORCE:
        if holds and terms.pk == holds.pk:
            stand, severity = "geldt nu", "in-time"
        else:
            stand = "komt nog" if terms.valid_from > today else "geweest"
    return Version(
        f"Versie {terms.number}, vanaf {day(terms.valid_from)}: {terms.why}",
        f"gemaakt door {terms.made_by}{decided}",
        price_words(terms),
        stand,
        severity,
    )


def changes(new: Terms, old: Terms | None) -> list[tuple[str, str, str, bool]]:
    """What a version that waits would change: what, now, then, and whether they differ."""
    then = {one.label: one.value for one in terms_facts(new)} | dict(price_lines(new))
    now = {one.label: one.value for one in terms_facts(old)} | dict(price_lines(old)) if old else {}  # fmt: skip
    labels = [*then, *(label for label in now if label not in then)]
    return [
        (label, now.get(label, "–"), then.get(label, "–"), now.get(label) != then.get(label))
        for label in labels
    ]


def share_line(share: Share, today: date) -> tuple[Share, str, str]:
    """A gemeente, since when, and whether it takes part now."""
    until = f" tot en met {day(share.valid_to)}" if share.valid_to else ""
    stand = "doet mee" if share.valid_from <= today and (not share.valid_to or share.valid_to >= today) else (
        "komt nog" if share.valid_from > today else "geweest"
    )  # fmt: skip
    return share, f"vanaf {day(share.valid_from)}{until} · {share.source}", stand


def option_line(option: ExtraYear, used: bool) -> tuple[ExtraYear, str, str]:
    """An option: until when, by when to decide, and what was decided."""
    stand = (
        "gebruikt" if used else f"niet gebruikt ({day(option.declined_on)})" if option.declined_on else "open"
    )
    return option, f"beslissen vóór of op {day(option.decide_by)}", stand


def mark_line(mark: Keurmerk, today: date) -> tuple[Keurmerk, str, str, str]:
    """A keurmerk: its period and where it was looked up, and whether it holds."""
    note = f"nummer {mark.number} · {day(mark.valid_from)} tot en met {day(mark.valid_to)} · nagekeken op {day(mark.checked_on)}: {mark.source}"
    if mark.ended_why:
        note += f" · eerder geëindigd: {mark.ended_why}"
    if mark.valid_to < today:
        return mark, note, "verlopen", "neutral"
    if mark.valid_from > today:
        return mark, note, "komt nog", "neutral"
    soon = mark.valid_to <= today + MARK_SOON
    return mark, note, "verloopt binnenkort" if soon else "geldig", "soon" if soon else "in-time"


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """Sums of one contract, gemeente and year."""

    contract: str
    supplier: str
    lot: str
    gemeente: str
    year: int
    amounts: Amounts
    sums: Sums


def money_lines(found: Iterable[Cell], contracts: Mapping[UUID, Contract]) -> list[MoneyLine]:
    """By contract, gemeente and year."""
    made = [
        MoneyLine(
            str(contract), str(contract.supplier), capital(str(contract.lot)) if contract.lot else "",
            one.place, one.year, amounts(one.sums), one.sums,
        )
        for one in found
        if (contract := contracts.get(one.contract))
    ]  # fmt: skip
    return sorted(made, key=lambda one: (one.contract, one.gemeente, one.year))


def settled_apart(found: Iterable[Cell], year: int) -> tuple[list[Cell], Sums | None]:
    """What a page shows line by line, and the sum of earlier years of which nothing is left to pay."""
    rows = list(found)
    done = [one for one in rows if one.year < year and not one.sums.remaining]
    return [one for one in rows if one not in done], summed(done) if done else None


def ahead(contract: "ContractPageRow", terms: Terms | None, sums: Sums, today: date) -> list[Fact]:
    """What the next three months will ask: as much as the last three, as far as that was called off."""
    left = max(0, sums.committed - sums.delivered)
    places = f" van {number(terms.places)} plaatsen" if terms and terms.places else ""
    return [
        Fact("Loopt nu", f"{number(contract.runs)}{places}"),
        Fact("Afgeroepen, nog niet geleverd", euros(left)),
        Fact("Geleverd in de laatste drie maanden", euros(contract.lately)),
        Fact("Verwacht", f"{euros(max(0, min(contract.lately, left)))} tot en met {day(today + QUARTER)}"),
    ]  # fmt: skip


HEADER = ("Contract", "Aanbieder", "Perceel", "Gemeente", "Jaar", "Verplicht", "Geleverd", "Gefactureerd", "Betaald", "Nog te betalen")  # fmt: skip


def money_cells(line: MoneyLine) -> tuple[object, ...]:
    """As a row of a file."""
    return (
        line.contract, line.supplier, line.lot, line.gemeente, line.year,
        *(_plain(cents) for cents in (line.sums.committed, line.sums.delivered, line.sums.invoiced, line.sums.paid, line.sums.remaining)),
    )  # fmt: skip


def _plain(cents: int) -> str:
    return euros(cents).removeprefix("€ ")


def movement_line(row: Movement) -> tuple[str, str, str, str, str]:
    """When, what, for which call-off, how much; and on which day it counts when that is another."""
    later = (
        f"geboekt op {day(row.booked_on)}: de maand van {day(row.on)} was gesloten"
        if row.booked_on != row.on
        else ""
    )
    return (
        day(row.on),
        f"{capital(row.get_kind_display())}: {row.note}",
        f"{row.call_off}, {row.call_off.gemeente}",
        euros(row.cents),
        later,
    )
