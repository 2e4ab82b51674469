"""Payments in words: whom, how much, when and why; what a bank said; and whether it all adds up."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from wegwijs.access.actor import Actor
from wegwijs.stages.ontzorgen.files import bank
from wegwijs.stages.ontzorgen.models import (
    Kostensoort,
    PaymentOrder,
    PaymentRun,
    Statement,
    StatementLine,
)
from wegwijs.stages.ontzorgen.queries.due import Payable
from wegwijs.stages.ontzorgen.queries.runs import MOST, Changed, Proposals
from wegwijs.ui.format import amounts_together, capital, day, euros, moment, number, together
from wegwijs.ui.parts import Fact

O, R, L = PaymentOrder.State, PaymentRun.State, StatementLine.Outcome  # noqa: E741
SEVERITY = {
    R.DRAFT: "soon", R.SIGNED: "soon", R.RELEASED: "soon", R.HANDED_OVER: "in-time", R.DONE: "done", R.WITHDRAWN: "neutral",
    O.PROPOSED: "neutral", O.IN_RUN: "soon", O.EXECUTED: "done", O.RETURNED: "late", O.DROPPED: "neutral",
    L.PAID: "done", L.INCOME: "done", L.FUNDING: "done", L.PARKED: "soon", L.ALARM: "late", L.SENT_BACK: "neutral", L.COSTS: "neutral",
}  # fmt: skip
_DIGITS = re.compile(r"(?<!\d)\d{9}(?!\d)")
_ELEVEN = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def readable(iban: str) -> str:
    """In groups of four."""
    return " ".join(iban[at : at + 4] for at in range(0, len(iban), 4))


def without_bsn(text: str) -> str:
    """What somebody wrote to the bank, with what may be a BSN left out."""
    return _DIGITS.sub(lambda found: "*********" if _may_be_bsn(found[0]) else found[0], text)


def _may_be_bsn(digits: str) -> bool:
    return sum(int(one) * weight for one, weight in zip(digits, _ELEVEN, strict=True)) % 11 == 0


def proposed_words(found: Proposals) -> str:
    """How many payments are proposed, and of how much together."""
    if found.uncounted:
        return f"meer dan {number(MOST)} betalingen; in een betaalrun staat het totaal"
    return f"{number(found.number)} {'betaling' if found.number == 1 else 'betalingen'}, samen {euros(found.cents)}"


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One payment."""

    key: UUID
    what: str
    who: str
    dossier: str
    dossier_pk: UUID
    amount: str
    due: str
    iban: str
    stand: str
    severity: str
    note: str
    again: bool
    proposed: bool
    payee: UUID | None


def order_row(one: PaymentOrder) -> OrderRow:
    """Whose, for what, to whom."""
    what = one.kostenpost.get_soort_display() if one.kostenpost else "reserve"
    note = amounts_together(one.note)
    if one.state == O.RETURNED and (code := one.note.rpartition(" ")[2]).isalnum() and code.isupper():
        came = bank().came_back(code)
        note = f"{came.why} {capital(came.follow)}."
    return OrderRow(
        one.pk, capital(what), one.name or (one.payee.name if one.payee else "nog geen ontvanger"), str(one.ontzorging.dossier),
        one.ontzorging.dossier_id, euros(one.cents), day(one.due_on), readable(one.iban), one.get_state_display(),
        SEVERITY.get(O(one.state), "in-time"), note, one.state == O.RETURNED, one.state == O.PROPOSED, one.payee_id,
    )  # fmt: skip


def choice(one: PaymentOrder) -> tuple[str, str]:
    """A proposal to choose."""
    row = order_row(one)
    return str(one.pk), f"{row.due}: {row.amount} {row.what.lower()}, {row.who}, dossier {row.dossier}"


@dataclass(frozen=True, slots=True)
class DueRow:
    """What can't be paid yet."""

    what: str
    dossier: str
    amount: str
    due: str
    reason: str


def due_row(one: Payable) -> DueRow:
    """With why."""
    what = Kostensoort(one.cost.soort).label
    return DueRow(capital(what), str(one.cost.ontzorging.dossier), euros(one.cents), day(one.on), one.reason)


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run of the list."""

    key: UUID
    title: str
    note: str
    count: str
    total: str
    stand: str
    severity: str


def run_row(run: PaymentRun) -> RunRow:
    """Of a run that was read with ``queries.runs_listed``."""
    orders, total = getattr(run, "orders", run.count), getattr(run, "total", run.cents) or 0
    return RunRow(
        run.pk, f"{day(run.due_on)}", f"{run.gemeente}, {run.msg_id}", number(orders), euros(total),
        run.get_state_display(), SEVERITY[R(run.state)],
    )  # fmt: skip


def run_facts(run: PaymentRun, orders: Sequence[PaymentOrder]) -> list[Fact]:
    """What two people sign for, and who did."""
    found = [
        Fact("Gemeente", str(run.gemeente)),
        Fact("Betaaldag", day(run.due_on)),
        Fact("Aantal", number(run.count or len(orders))),
        Fact("Totaal", euros(run.cents or sum(one.cents for one in orders))),
        Fact("Kenmerk", run.msg_id),
        Fact("Gemaakt", f"{moment(run.made_at)} door {run.made_by}"),
    ]
    if run.sha256:
        found.insert(4, Fact("Vingerafdruk", run.sha256))
    for label, at, who in (
        ("Eerste handtekening", run.first_at, run.first_by),
        ("Tweede handtekening", run.second_at, run.second_by),
        ("Naar de bank", run.handed_over_at, run.handed_over_by),
    ):
        if at:
            found.append(Fact(label, f"{moment(at)} door {who}"))
    if run.withdrawn_reason:
        found.append(Fact("Ingetrokken", run.withdrawn_reason))
    return found


@dataclass(frozen=True, slots=True)
class Acts:
    """What who looks can do with a run, and what it waits for."""

    words: str
    first: bool = False
    second: bool = False
    unsign: bool = False
    fill: bool = False
    file: bool = False
    withdraw: bool = False


def otherwise(line: StatementLine | None) -> tuple[UUID, str] | None:
    """The key of the sum that the bank booked instead of a run, and what is odd about it."""
    return (line.pk, capital(amounts_together(line.note))) if line else None


def acts(run: PaymentRun, actor: Actor) -> Acts:
    """By where it stands; who signed first can't sign second."""
    match R(run.state):
        case R.DRAFT:
            return Acts("Kijk de betalingen na. Met uw handtekening staat de inhoud vast.", first=True, fill=True, withdraw=True)  # fmt: skip
        case R.SIGNED:
            mine = actor.employee is not None and run.first_by_id == actor.employee.pk
            words = "Wacht op een collega: u zette de eerste handtekening." if mine else "Kijk aantal, totaal en vingerafdruk na, en geef vrij."  # fmt: skip
            return Acts(words, second=not mine, unsign=True, withdraw=True)
        case R.RELEASED:
            return Acts("Vrijgegeven door twee mensen. Haal het bestand op en lever het aan bij de bank.", file=True, withdraw=True)  # fmt: skip
        case R.HANDED_OVER:
            return Acts("Bij de bank. Het afschrift zegt straks wat betaald is.", file=True)
        case R.DONE:
            return Acts("Alles is betaald of teruggekomen.", file=True)
        case R.WITHDRAWN:
            return Acts("Ingetrokken: niets hiervan is betaald.")


Paid = tuple[str, str]


def difference(one: Changed) -> tuple[str, Paid | None, Paid | None, str]:
    """What, then and now as amount and number, and what is different about it."""
    some = one.now or one.before
    assert some  # noqa: S101 - one of both is there
    what = some.kostenpost.get_soort_display() if some.kostenpost else "reserve"
    title = f"{capital(what)}, dossier {some.ontzorging.dossier}"
    then, now = ((euros(row.cents), readable(row.iban)) if row else None for row in (one.before, one.now))
    said = [
        words
        for words, holds in (
            ("nieuw", one.before is None),
            ("weg", one.now is None),
            ("ander bedrag", one.amount),
            ("ander rekeningnummer", one.account),
        )
        if holds
    ]
    return title, then, now, " en ".join(said)


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of a statement."""

    key: UUID
    on: str
    who: str
    words: str
    amount: str
    what: str
    severity: str
    note: str
    dossier: str
    open: bool
    back: bool


def line_row(one: StatementLine) -> LineRow:
    """What the bank wrote, and what it turned out to be."""
    waits = one.outcome == L.PARKED and one.settled_at is not None
    note = amounts_together(f"gaat terug: {one.note}" if waits else one.note)
    if one.waits and one.asked_at:
        note = f"wacht op een collega: {L(one.asked_as).label}, zegt {one.asked_by} op {moment(one.asked_at)}: {one.asked_reason}"
    if one.outcome == L.RETURNED and one.return_reason:
        note = bank().came_back(one.return_reason).why
    return LineRow(
        one.pk, day(one.booked_on), one.counter_name or "geen naam", without_bsn(one.remittance), euros(one.cents),
        one.get_outcome_display(), SEVERITY.get(L(one.outcome), "late"), note,
        str(one.ontzorging.dossier) if one.ontzorging else "", one.outcome in (L.ALARM, L.PARKED), one.outcome == L.RETURNED,
    )  # fmt: skip


def line_facts(one: StatementLine) -> list[Fact]:
    """Everything the bank wrote."""
    return [
        Fact("Geboekt op", day(one.booked_on)),
        Fact("Bedrag", euros(one.cents)),
        Fact("Tegenrekening", readable(one.counter_iban) or "niet genoemd"),
        Fact("Naam", one.counter_name or "niet genoemd"),
        Fact("Omschrijving", without_bsn(one.remittance) or "geen"),
        Fact(
            "Wat Wegwijs ervan zegt",
            f"{one.get_outcome_display()}{f': {amounts_together(one.note)}' if one.note else ''}",
        ),
    ]


def asked_facts(one: StatementLine, orders: Sequence[PaymentOrder] = ()) -> list[Fact]:
    """Who said that it is what, when and why; and what another said of that. ``orders``: the payments it is of, with their dossier."""
    if one.asked_at is None:
        return []
    found = [Fact("Wat het is", capital(L(one.asked_as).label))]
    if one.asked_client:
        found.append(Fact("Van", f"{one.asked_client.dossier.person}, dossier {one.asked_client.dossier}"))
    if orders:
        found.append(Fact("Betaling" if len(orders) == 1 else "Betalingen", "; ".join(map(_paid_words, orders))))  # fmt: skip
    found += [
        Fact("Reden", one.asked_reason),
        Fact("Gezegd", f"{moment(one.asked_at)} door {one.asked_by}"),
    ]
    if one.refused_at:
        own = one.refused_by_id == one.asked_by_id
        found.append(Fact("Teruggenomen" if own else "Afgewezen", f"{moment(one.refused_at)} door {one.refused_by}: {one.refusal}"))  # fmt: skip
    elif one.waits:
        found.append(Fact("Bevestigd", "nog niet: een collega bevestigt het", "soon"))
    elif one.outcome == one.asked_as and one.settled_at:
        found.append(Fact("Bevestigd", f"{moment(one.settled_at)} door {one.settled_by}"))
    return found


def _paid_words(one: PaymentOrder) -> str:
    return f"{day(one.due_on)} {together(euros(one.cents))} aan {one.name}, dossier {one.ontzorging.dossier}"


def statement_row(one: Statement) -> tuple[UUID, str, str, str, str, str, int]:
    """Key, until when, account, opening, closing, lines, and how many wait."""
    return (
        one.pk, day(one.closing_on), f"{one.account.fund.gemeente}, nummer {one.number or '–'}", euros(one.opening),
        euros(one.closing), number(getattr(one, "all_lines", 0)), getattr(one, "waits", 0),
    )  # fmt: skip


def tallies(counted: Mapping[str, int]) -> str:
    """ "12 keer een betaling van ons, 3 keer inkomen van een cliënt"."""
    return ", ".join(f"{number(n)} keer {L(what).label}" for what, n in counted.items())
