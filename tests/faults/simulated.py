"""A region with a bank beside it, in which one thing after another happens at random; after each step the money is counted.

Everything is drawn from one seed, so a step that breaks something can be played again. The bank keeps its own books: it knows only the
files that were handed over to it and what others sent, and tells it in statements.
"""

from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, time, timedelta
from random import Random

from faults.counted import Kept
from support.ontzorgen import second, treasurer
from support.payments import CLIENTS, GEMEENTES, LANDLORD, OTHER, OURS, account, benefit, household, own_money
from support.region import TODAY, Region
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.demo.bank import ExampleBank
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.exchange.bank.intake import facts_of
from wegwijs.exchange.bank.pain_reading import read
from wegwijs.exchange.bank.payment import Order
from wegwijs.stages.ontzorgen.commands import blocking, payees, proposals, runs, settle
from wegwijs.stages.ontzorgen.commands.statements import FileFacts, take_in
from wegwijs.stages.ontzorgen.models import (
    NameCheck,
    Payee,
    PaymentOrder,
    PaymentRun,
    StatementLine,
)
from wegwijs.stages.ontzorgen.queries.statements import ASKED

O, R, L = PaymentOrder.State, PaymentRun.State, StatementLine.Outcome  # noqa: E741 - as the enumerations they stand for
# So long the moments of a day follow on each other, a thousand a second.
BRIEF = timedelta(minutes=20)
# What comes back does so within days; among so many payments.
RECENT = 300
NUMBERS = (LANDLORD, CLIENTS, OTHER, "NL39RABO0300065264", "NL69INGB0123456789")


ORDER = {
    PaymentRun: ("due_on", "key", "made_at"),
    PaymentOrder: ("due_on", "cents", "ontzorging__dossier__number", "made_at"),
    Payee: ("name", "made_at"),
    StatementLine: ("booked_on", "cents", "position"),
}


class Simulation:
    """``people`` who are ontzorgd in Dordrecht; ``step`` does one thing. ``done`` counts what happened, ``refused`` what
    wasn't allowed, ``beside`` what went along with it."""

    def __init__(self, region: Region, seed: int, kept: Kept, people: int = 5) -> None:
        self.region, self.bank, self.today, self.kept = region, ExampleBank(OURS), TODAY, kept
        self.random = Random(seed)  # noqa: S311 - to be played again
        self.done: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.why: Counter[str] = Counter()
        self.beside: Counter[str] = Counter()
        self.staff = (treasurer(region), second(region))
        # What was carried out and can come back; every order that the bank ever had; its statements, and those that nobody read yet.
        self.paid: dict[str, Order] = {}
        self.had: set[str] = set()
        self.told: list[FileFacts] = []
        self.unread: list[FileFacts] = []
        self.moment = timedelta()
        account(region)
        own_money(region)
        self.people = [household(region, n, 500_00 + n * 11, iban=NUMBERS[n % 2]) for n in range(people)]
        self.acts: dict[str, tuple[int, Callable[[], object]]] = {
            "inkomen": (6, self._income),
            "onbekend geld": (2, self._stranger),
            "geld voor voorschotten": (1, self._funding),
            "voorstellen": (4, self._propose),
            "run": (6, self._make_run),
            "erin": (4, self._put_in),
            "eruit": (2, self._take_out),
            "eerste handtekening": (8, self._sign),
            "handtekening eraf": (1, self._unsign),
            "tweede handtekening": (9, self._release),
            "naar de bank": (9, self._hand_over),
            "intrekken": (2, self._withdraw),
            "afschrift": (8, self._statement),
            "oud afschrift opnieuw": (3, self._old_statement),
            "afschriften door elkaar": (2, self._shuffled),
            "terug van de bank": (4, self._return),
            "opnieuw betalen": (3, self._again),
            "nummer vragen": (1, self._ask),
            "nummer beslissen": (2, self._decide),
            "blokkeren": (1, self._block),
            "uitzoeken": (3, self._settle),
            "kosten beslissen": (2, self._decide_costs),
            "vervallen": (1, self._drop),
            "kosten van de bank": (1, self._costs),
            "een dag verder": (5, self._day),
        }

    def step(self) -> str:
        """One thing, and its name. What is refused changes nothing; every other error is a fault."""
        names = list(self.acts)
        (name,) = self.random.choices(names, [self.acts[one][0] for one in names])
        with self._now(self._off()):
            try:
                self.acts[name][1]()
                self.done[name] += 1
            except (DomainError, NotAllowed) as refusal:
                self.refused[name] += 1
                self.why[f"{name}: {refusal}"[:160]] += 1
            self.holds()
        return name

    def holds(self) -> None:
        """Every sum, and that what the bank told was read or waits to be read."""
        read_in = self.kept.holds()
        unread = sum(one.cents for file in self.unread for made in file.statements for one in made.lines)
        assert read_in + unread + sum(one.cents for one in self.bank.entries) == self.bank.balance, (
            "no statement is lost"
        )

    def _off(self) -> int:
        """Now and then the clock is an hour off, on the other side of midnight: by so many days."""
        off = self.random.choices((0, -1, 1), (18, 1, 1))[0]
        if off:
            self.beside["met een klok die een uur mis is, over middernacht"] += 1
        return off

    def _now(self, off: int = 0) -> AbstractContextManager[None]:
        """A moment of the day that never came before. Half past eleven of yesterday and half past midnight of tomorrow are an hour off."""
        self.moment += timedelta(milliseconds=1)
        hour = {-1: time(23, 30), 0: time(12), 1: time(0, 30)}[off]
        today = self.today + timedelta(days=off)
        return clock.frozen(datetime.combine(today, hour, clock.AMSTERDAM) + self.moment % BRIEF)

    def _who(self) -> Actor:
        return self.random.choice(self.staff)

    def _one(self, rows: object) -> object:
        # By what happened and not by keys, which differ each time: one seed is one story.
        found = list(rows.order_by(*ORDER[rows.model])[:40])  # type: ignore[attr-defined]
        if not found:
            raise DomainError("er is er geen")
        return self.random.choice(found)

    def _run(self, *states: PaymentRun.State) -> PaymentRun:
        rows = PaymentRun.objects.filter(state__in=states)
        # Mostly one in which something goes on.
        if self.random.random() < 0.9:
            rows = rows.filter(
                opdrachten__isnull=False, due_on__gte=self.today - timedelta(days=2)
            ).distinct()
        return self._one(rows)  # type: ignore[return-value]

    def _order(self, *states: PaymentOrder.State) -> PaymentOrder:
        return self._one(PaymentOrder.objects.filter(state__in=states))  # type: ignore[return-value]

    # What others do.

    def _income(self) -> None:
        place = self.random.randrange(len(self.people))
        of = self.people[place]
        cents = benefit(place) + self.random.randint(-100_00, 100_00)
        self._comes(cents, OTHER, "Sociale Dienst Drechtsteden", f"dossier {of.dossier.number}")

    def _stranger(self) -> None:
        cents = self.random.randint(1, 90_000)
        self._comes(cents, NUMBERS[4], "Onbekend", "zie brief")

    def _funding(self) -> None:
        cents = self.random.randint(1, 50_000)
        self._comes(cents, GEMEENTES, "Gemeente Dordrecht", "voorschotten")

    def _costs(self) -> None:
        if self.bank.balance < 500:
            raise DomainError("er staat te weinig")
        self._comes(-self.random.randint(1, 4), "", "", "kosten")

    def _return(self) -> None:
        told = {entry.end_to_end_id for entry in self.bank.entries}
        executed = [code for code in list(self.paid)[-RECENT:] if code not in told]
        if not executed:
            raise DomainError("er is niets betaald")
        order = self.paid.pop(self.random.choice(executed))
        self.bank.sends_back(
            order.end_to_end_id, order.cents, self.today, iban=order.iban, name=order.name, code="AC04"
        )

    def _comes(self, cents: int, iban: str, name: str, words: str) -> None:
        self.bank.comes(cents, self.today, iban=iban, name=name, words=words)

    def _day(self) -> None:
        self.today += timedelta(days=1)

    # What the office does.

    def _propose(self) -> None:
        proposals.propose(
            self.region.dordrecht,
            since=self.today - timedelta(days=7),
            until=self.today + timedelta(days=3),
            by=self._who(),
        )

    def _make_run(self) -> None:
        kind = self.random.choice(list(runs.RunKind))
        on = self.today + timedelta(days=self.random.randint(0, 2))
        runs.make_run(self.region.dordrecht, on, kind, by=self._who())

    def _put_in(self) -> None:
        runs.put_in(self._run(R.DRAFT, R.SIGNED, R.RELEASED), [self._order(O.PROPOSED).pk], by=self._who())

    def _take_out(self) -> None:
        runs.take_out(self._order(O.IN_RUN, O.RELEASED), by=self._who())

    def _sign(self) -> None:
        runs.sign_first(self._run(R.DRAFT, R.SIGNED), by=self._who())

    def _unsign(self) -> None:
        runs.unsign(self._run(R.SIGNED, R.RELEASED), by=self._who())

    def _release(self) -> None:
        run = self._run(R.SIGNED, R.RELEASED)
        shown = run.sha256 if self.random.random() < 0.9 else "0" * 64
        runs.release(run, shown, by=self._who())

    def _hand_over(self) -> None:
        run = self._run(R.RELEASED, R.HANDED_OVER, R.SIGNED)
        file = runs.hand_over(run, by=self._who())
        new = self.bank.takes(bytes(file.content), self.today)
        if not new:
            self.beside["hetzelfde betaalbestand nog eens naar de bank"] += 1
        orders = read(bytes(file.content)).orders if new else ()
        for order in sorted(orders, key=lambda one: (one.name, one.cents, one.remittance)):
            assert order.end_to_end_id not in self.had, "one order in two files"
            self.had.add(order.end_to_end_id)
            self.paid[order.end_to_end_id] = order
        assert self.bank.balance >= 0, "paid from money that isn't there"

    def _withdraw(self) -> None:
        runs.withdraw(self._run(*R), "proef", by=self._who())

    def _statement(self) -> None:
        self.unread.append(self._tells())
        while self.unread:
            with self._now():
                take_in(self.unread[0], by=self._who())
            self.unread.pop(0)

    def _tells(self) -> FileFacts:
        self.told.append(facts_of(*self.bank.tells(self.today)))
        return self.told[-1]

    def _old_statement(self) -> None:
        if not self.told:
            raise DomainError("er is er geen")
        old = self.random.choice(self.told[-30:])
        if old not in self.unread:
            self.beside["hetzelfde afschrift nog eens ingelezen"] += 1
        take_in(old, by=self._who())
        self.unread = [one for one in self.unread if one.sha256 != old.sha256]

    def _shuffled(self) -> None:
        """One later than the next is refused; the next is read the next time."""
        self.unread += [self._tells()]
        self._income()
        self.unread += [self._tells()]
        self.beside["een later afschrift vóór een eerder"] += 1
        take_in(self.unread[-1], by=self._who())
        self.unread.pop()

    def _again(self) -> None:
        proposals.pay_again(self._order(O.RETURNED), by=self._who(), on=self.today)

    def _ask(self) -> None:
        payee = self._one(Payee.objects.all())
        assert isinstance(payee, Payee)
        facts = payees.NumberFacts(self.random.choice(NUMBERS), NameCheck.MATCH, "brief")
        payees.ask_number(payee, facts, by=self._who())

    def _decide(self) -> None:
        payee = self._one(
            Payee.objects.filter(changes__confirmed_at=None, changes__refused_at=None, changes__isnull=False)
        )
        assert isinstance(payee, Payee)
        change = payee.changes.filter(confirmed_at=None, refused_at=None).get()
        if self.random.random() < 0.7:
            payees.confirm_number(change, by=self._who())
        else:
            payees.refuse_number(change, "proef", by=self._who())

    def _block(self) -> None:
        payee = self._one(Payee.objects.all())
        assert isinstance(payee, Payee)
        if payee.waits_to_be_let_in and self.random.random() < 0.7:
            blocking.confirm_unblock(payee, by=self._who(), version=payee.version)
        elif payee.waits_to_be_let_in:
            blocking.refuse_unblock(payee, "proef", by=self._who(), version=payee.version)
        elif payee.blocked_at:
            blocking.ask_unblock(payee, "proef", by=self._who(), version=payee.version)
        else:
            blocking.block_payee(payee, "proef", by=self._who(), version=payee.version)

    def _settle(self) -> None:
        line = self._one(StatementLine.objects.filter(outcome__in=(L.PARKED, L.ALARM)))
        assert isinstance(line, StatementLine)
        act = self.random.choice(("geven", "terug", "kosten"))
        if act == "geven":
            settle.ask_client(line, self.random.choice(self.people), "proef", by=self._who())
        elif act == "terug":
            settle.send_back(line, "proef", by=self._who())
            self._comes(-line.cents, line.counter_iban, line.counter_name, "terug")
        else:
            settle.ask_costs(line, "proef", by=self._who())

    def _decide_costs(self) -> None:
        line = self._one(StatementLine.objects.filter(ASKED))
        assert isinstance(line, StatementLine)
        # Now and then somebody looks at a question that was asked anew.
        times = line.asked_times - (self.random.random() < 0.1)
        if self.random.random() < 0.7:
            settle.confirm_line(line, times, by=self._who())
        else:
            settle.refuse_line(line, "proef", times, by=self._who())

    def _drop(self) -> None:
        proposals.drop_order(self._order(O.PROPOSED, O.IN_RUN), "proef", by=self._who())
