"""Statements of the bank: each taken in once, in order, every line booked in the same transaction."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import uuid4

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.errors import DomainError
from wegwijs.ledger.models import Fund
from wegwijs.stages.ontzorgen.commands.alone import alone
from wegwijs.stages.ontzorgen.commands.asking import ask_about_batch, ask_about_late
from wegwijs.stages.ontzorgen.commands.booking import begin_with, book_lines, books, closed_among
from wegwijs.stages.ontzorgen.commands.payees import employee_of
from wegwijs.stages.ontzorgen.models import (
    Afschriftbestand,
    BankAccount,
    PaymentOrder,
    PaymentRun,
    Statement,
    StatementFile,
    StatementLine,
)
from wegwijs.stages.ontzorgen.queries.batches import unfolded
from wegwijs.stages.ontzorgen.queries.known import Known, Line, known
from wegwijs.stages.ontzorgen.queries.matching import Match, recognise
from wegwijs.stages.ontzorgen.queries.statements import newest
from wegwijs.ui.format import day, euros

EDIT = Permission.MONEY_EDIT
O, R, L = PaymentOrder.State, PaymentRun.State, StatementLine.Outcome  # noqa: E741
Step = Afschriftbestand.Step
KIND = "afschrift"
AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class StatementFacts:
    """One statement as the bank wrote it; balances in cents."""

    iban: str
    number: str
    opening: int
    opening_on: date
    closing: int
    closing_on: date
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class FileFacts:
    """A file of statements, with its bytes and their hash."""

    name: str
    sha256: str
    content: bytes
    statements: Sequence[StatementFacts]


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came of a file: ``made``: the statements that were new; ``outcomes``: how many lines are what."""

    made: list[Statement]
    outcomes: Counter[str]

    @property
    def lines(self) -> int:
        """How many lines were new."""
        return self.outcomes.total()


class Stopped(Exception):
    """Somebody asked to stop: what is being written is taken back."""


class Watch:
    """Who looks on while a file is taken in. By itself nobody does."""

    def begins(self) -> None:
        """At the beginning of the transaction of each statement."""

    def at(self, step: str, line: int, lines: int) -> None:
        """Every so many lines of a step (``Afschriftbestand.Step``) within a statement. Raises Stopped when somebody asked for that."""

    def passed(self, count: int, lines: int, outcomes: Counter[str]) -> None:
        """The last of the transaction of a statement: so many of the file were passed by, with so many lines; ``outcomes``: of what was new in this
        one. Raises Stopped when somebody asked for that before."""


UNWATCHED = Watch()


def take_in(file: FileFacts, *, by: Actor, watch: Watch = UNWATCHED) -> TakenIn:
    """Every statement of a file, the oldest first and each in a transaction of its own; what was taken in before adds nothing.

    Raises NotAllowed; DomainError for an account that isn't ours, days to come, and when a statement before this one lacks; Stopped when who watches says so.
    What came before it in the file stays taken in.
    """
    by.require(EDIT)
    employee_of(by)
    done = TakenIn([], Counter())
    placed = sorted(
        enumerate(file.statements), key=lambda one: (one[1].opening_on, one[1].closing_on, one[0])
    )
    lines = 0
    for count, (place, facts) in enumerate(placed, start=1):
        lines += len(facts.lines)
        try:
            with transaction.atomic():
                watch.begins()
                watch.passed(count, lines, _take_in(file, place, facts, done, by, watch))
        except DomainError as refusal:
            if not done.made:
                raise
            raise DomainError(
                f"{len(done.made)} van de {len(file.statements)} afschriften zijn ingelezen. Daarna: {refusal}"
            ) from refusal
    return done


def _take_in(
    file: FileFacts, place: int, facts: StatementFacts, done: TakenIn, by: Actor, watch: Watch
) -> Counter[str]:
    """What its new lines are."""
    account = account_or_refuse(facts.iban, by)
    alone(f"afschrift:{account.pk}")
    if Statement.objects.filter(sha256=file.sha256, place=place).exists():
        return Counter()
    last = newest(account)
    overlaps = last is not None and facts.opening_on <= last.closing_on
    facts = replace(facts, lines=unfolded(account.fund.gemeente_id, facts.lines, overlaps=overlaps))
    fresh = _fresh(account, facts)
    if last and not fresh and facts.closing_on <= last.closing_on:
        return Counter()
    if facts.closing_on > clock.today():
        raise DomainError(f"Dit afschrift loopt tot en met {day(facts.closing_on)}. Die dag komt nog. Vraag de bank om een afschrift tot en met vandaag.")  # fmt: skip
    StatementFile.objects.get_or_create(
        sha256=file.sha256, defaults={"name": file.name[-120:], "content": file.content}
    )
    # Each a little later than the one before, also when the clock stands still: in this order they follow on each other.
    at = max(clock.now(), last.imported_at + timedelta(microseconds=1)) if last else clock.now()
    made = Statement.objects.create(
        account=account, sha256=file.sha256, place=place, number=facts.number[:35], opening=facts.opening, closing=facts.closing,
        opening_on=facts.opening_on, closing_on=facts.closing_on, imported_by=employee_of(by), imported_at=at,
    )  # fmt: skip
    if last is None and account.begin:
        begin_with(account, facts.opening_on, by=by)
    outcomes = _write(made, fresh, by, watch)
    done.outcomes.update(outcomes)
    done.made.append(made)
    code = account.fund.gemeente_id
    record(by=by, action=Action.CHANGE, kind=KIND, key=made.pk, gemeente=code, detail=f"{len(fresh)} regels ingelezen")  # fmt: skip
    return outcomes


def account_or_refuse(iban: str, by: Actor) -> BankAccount:
    """The account of clients' money with this number. Raises DomainError when it isn't one of ours."""
    rows = BankAccount.objects.filter(iban=iban, fund__gemeente__in=by.gemeenten(EDIT)).select_related("fund__gemeente")  # fmt: skip
    found = rows.first()
    if found is None:
        raise DomainError(f"Rekening {iban} is hier niet bekend. Kies een afschrift van een rekening die u heeft vastgelegd, of leg de rekening eerst vast.")  # fmt: skip
    if found.fund.kind != Fund.Kind.CLIENTS:
        raise DomainError(f"Rekening {iban} is van de gemeente zelf. Lees alleen afschriften in van de rekening met geld van cliënten.")  # fmt: skip
    return found


def _fresh(account: BankAccount, facts: StatementFacts) -> list[tuple[int, str, Line]]:
    """Place, key and line of what wasn't there yet. Raises DomainError when the balance before it isn't ours."""
    keyed = _keyed(account, facts.lines, Counter())
    there = _there(key for _, key, _ in keyed)
    fresh = [one for one in keyed if one[1] not in there]
    last = newest(account)
    before = last.closing if last else account.begin
    alike = last is not None and _goes_on(account, last, facts)
    # Of days that are known already, and nothing new: a copy.
    if last and not fresh and facts.closing_on <= last.closing_on and not alike:
        return []
    if before + sum(line.cents for _, _, line in fresh) == facts.closing:
        return fresh
    if alike:
        # Two lines that are alike, on either side of a border within a day.
        seen = Counter({_base(account, line): _known_times(account, line) for _, key, line in keyed if key in there})  # fmt: skip
        return _keyed(account, facts.lines, seen)
    if last and not fresh and facts.closing_on <= last.closing_on:
        return []
    raise DomainError(_lacks(account, last, facts))


def _goes_on(account: BankAccount, last: Statement, facts: StatementFacts) -> bool:
    """Whether it follows on the last one within the same day, and is no copy of one that is there: lines that the bank gives no mark of its own
    may be like those before it."""
    if facts.opening != last.closing or facts.closing == facts.opening or facts.opening_on < last.closing_on:
        return False
    if any(line.bank_reference for line in facts.lines):
        return False
    same = Statement.objects.filter(account=account, closing_on=facts.closing_on, number=facts.number[:35])
    return not same.filter(opening=facts.opening, closing=facts.closing).exists()


def _there(keys: object) -> set[str]:
    found: set[str] = set()
    every = list(keys)  # type: ignore[call-overload]
    for at in range(0, len(every), 5 * AT_ONCE):
        rows = StatementLine.objects.filter(key__in=every[at : at + 5 * AT_ONCE])
        found.update(rows.values_list("key", flat=True))
    return found


def _base(account: BankAccount, line: Line) -> str:
    parts = (
        account.iban, line.booked_on.isoformat(), line.cents, line.bank_reference, line.end_to_end, line.counter_iban,
        line.counter_name, line.remittance, line.return_reason,
    )  # fmt: skip
    return "\x1f".join(map(str, parts))


def _key(base: str, time: int) -> str:
    return hashlib.sha256(f"{base}\x1f{time}".encode()).hexdigest()


def _keyed(account: BankAccount, lines: Sequence[Line], seen: Counter[str]) -> list[tuple[int, str, Line]]:
    """The same line in an overlapping statement has the same key; the second of two that are alike has another."""
    found = []
    for position, line in enumerate(lines, start=1):
        base = _base(account, line)
        found.append((position, _key(base, seen[base]), line))
        seen[base] += 1
    return found


def _known_times(account: BankAccount, line: Line) -> int:
    base, time = _base(account, line), 0
    while StatementLine.objects.filter(key=_key(base, time)).exists():
        time += 1
    return time


def _lacks(account: BankAccount, last: Statement | None, facts: StatementFacts) -> str:
    if last is None:
        return _begins_otherwise(account, facts)
    if facts.opening_on > last.closing_on:
        since = last.closing_on + timedelta(days=1)
        return (
            f"Er ontbreekt een afschrift. Het laatste loopt tot en met {day(last.closing_on)} en eindigt op {euros(last.closing)}; dit begint op "
            f"{day(facts.opening_on)} met {euros(facts.opening)}. Lees eerst het afschrift vanaf {day(since)} in."
        )
    return (
        f"Dit afschrift past niet op het vorige. Dat eindigde op {day(last.closing_on)} met {euros(last.closing)}; dit begint met "
        f"{euros(facts.opening)} en eindigt met {euros(facts.closing)}. Vraag de bank om een afschrift van hele dagen."
    )


def _begins_otherwise(account: BankAccount, facts: StatementFacts) -> str:
    said = f"Dit is het eerste afschrift van deze rekening en het begint met {euros(facts.opening)}. "
    if account.begin:
        return f"{said}Vastgelegd is een beginsaldo van {euros(account.begin)}. Lees eerst het afschrift in dat daarmee begint."
    if facts.opening < 0:
        return f"{said}Een rekening met geld van cliënten staat nooit rood. Bel de bank."
    if account.begin_asked_by_id:
        return f"{said}Dat beginsaldo wacht op een collega: laat die het bevestigen bij Bankrekeningen. Lees daarna dit bestand opnieuw in."
    return (
        f"{said}Wegwijs begint bij nul. Lees eerst het afschrift in waarmee de rekening begon, of leg bij Bankrekeningen het beginsaldo vast: "
        "van wie dit geld is, met een collega die het bevestigt."
    )


def _write(made: Statement, fresh: list[tuple[int, str, Line]], by: Actor, watch: Watch) -> Counter[str]:
    there = known(made.account.fund.gemeente_id, [line for _, _, line in fresh])
    # What went out first, so that what came back in the same statement finds its payment.
    matches: dict[str, Match] = {}
    for way in (-1, 1):
        for _, key, line in fresh:
            if line.cents * way > 0:
                if len(matches) % AT_ONCE == 0:
                    watch.at(Step.KNOW, len(matches), len(fresh))
                matches[key] = recognise(line, there)
                _moved_on(matches[key], line, there)
    _none_to_closed(made, matches)
    rows = [_row(made, position, key, line, matches[key]) for position, key, line in fresh]
    for at in range(0, len(rows), AT_ONCE):
        watch.at(Step.KEEP, at, len(rows))
        StatementLine.objects.bulk_create(rows[at : at + AT_ONCE])
    _orders_moved(matches.values())
    book_lines(rows, by=by, before=lambda count: watch.at(Step.BOOK, count, len(rows)))
    _ask(rows, fresh, matches)
    return Counter(one.outcome for one in rows)


def _ask(rows: list[StatementLine], fresh: list[tuple[int, str, Line]], matches: Mapping[str, Match]) -> None:
    about = {key: line.run for _, key, line in fresh if line.run}
    runs = PaymentRun.objects.select_related("handed_over_by").in_bulk(list(about.values())) if about else {}
    for row in rows:
        if after := matches[row.key].after:
            ask_about_late(row, after)
        if row.outcome == L.ALARM and row.key in about:
            ask_about_batch(row, runs[about[row.key]])


def _none_to_closed(made: Statement, matches: dict[str, Match]) -> None:
    """What would go to an account that closed while we looked is parked: neither the line nor the file is lost."""
    whose = {one.ontzorging.pk: one.ontzorging for one in matches.values() if one.ontzorging}
    closed = closed_among(whose.values(), held=books(made.account.fund.gemeente))
    for key, one in matches.items():
        if one.outcome in (L.INCOME, L.RETURNED) and one.ontzorging and one.ontzorging.pk in closed:
            matches[key] = Match(
                L.PARKED, order=one.order, note="de rekening van de cliënt is gesloten", after=one.ontzorging
            )


def _moved_on(match: Match, line: Line, there: Known) -> None:
    order = match.order
    if match.back is not None:
        match.back.outcome = L.SENT_BACK
    if order is None:
        return
    # One row, wherever it was found.
    there.by_code.setdefault(order.end_to_end, order)
    if match.outcome == L.PAID:
        order.state, order.executed_on = O.EXECUTED, line.booked_on
        there.executed.add(order)
    elif match.outcome in (L.RETURNED, L.PARKED):
        order.state, order.note = O.RETURNED, f"terug van de bank {line.return_reason}".strip()


def _row(made: Statement, position: int, key: str, line: Line, match: Match) -> StatementLine:
    return StatementLine(
        pk=uuid4(), statement=made, key=key, position=position, booked_on=line.booked_on, cents=line.cents,
        counter_iban=line.counter_iban[:34], counter_name=line.counter_name[:70], remittance=line.remittance[:500],
        end_to_end=line.end_to_end[:35], bank_reference=line.bank_reference[:60], return_reason=line.return_reason[:4],
        outcome=match.outcome, order=match.order, inkomst=match.income, ontzorging=match.ontzorging or match.after, note=match.note[:300],
    )  # fmt: skip


def _orders_moved(matches: object) -> None:
    found = list(matches)  # type: ignore[call-overload]
    orders = {one.order.pk: one.order for one in found if one.order is not None}
    PaymentOrder.objects.bulk_update(orders.values(), ["state", "executed_on", "note"], batch_size=AT_ONCE)
    back = [one.back for one in found if one.back is not None]
    StatementLine.objects.bulk_update(back, ["outcome"], batch_size=AT_ONCE)
    runs_over({one.run_id for one in orders.values() if one.run_id})


def runs_over(runs: object) -> None:
    """A run is over when each of its orders was paid or came back."""
    rows = PaymentRun.objects.filter(pk__in=list(runs), state=R.HANDED_OVER)  # type: ignore[call-overload]
    rows.exclude(opdrachten__state=O.RELEASED).update(state=R.DONE)
