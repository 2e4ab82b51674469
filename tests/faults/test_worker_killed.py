"""Workers that are killed at any moment while runs, releases and statements go on, each started twice; statements come twice and in any order.

When somebody dies is drawn by chance and not counted out, as in the tests beside this one: here several are at work at once, so a death falls
in the middle of what others do. After each round the money is counted, and what was acknowledged must be there.
"""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

import pytest
from django.db import transaction

from faults.counted import sums_hold, whole
from support.figures import saw
from support.killing import Working
from support.ontzorgen import second, treasurer
from support.payments import OTHER, OURS, account, benefit, household
from support.region import TODAY, Region, build_region
from wegwijs import clock
from wegwijs.demo.bank import ExampleBank
from wegwijs.errors import DomainError
from wegwijs.exchange.bank.intake import facts_of
from wegwijs.exchange.bank.pain_reading import read
from wegwijs.rowsecurity.scope import EVERYTHING, entered
from wegwijs.stages.ontzorgen.commands.proposals import propose
from wegwijs.stages.ontzorgen.commands.runs import RunKind, hand_over, make_run, put_in, release, sign_first
from wegwijs.stages.ontzorgen.commands.statements import FileFacts, take_in
from wegwijs.stages.ontzorgen.models import (
    Interval,
    PaymentFile,
    PaymentOrder,
    PaymentRun,
    Statement,
)

# `make faults` lets many more die.
DEATHS = int(os.environ.get("WEGWIJS_FAULT_RANDOM", "6"))
Tell = Callable[[str], None]
R = PaymentRun.State
SEED = 11
# So often a week somebody dies, before it is let go on.
ROUNDS = 3


@dataclass
class Office:
    """Three people who are ontzorgd, a bank, and what was acknowledged to whoever waits outside."""

    region: Region
    random: Random = field(default_factory=lambda: Random(SEED))  # noqa: S311 - to be played again
    bank: ExampleBank = field(default_factory=lambda: ExampleBank(OURS))
    today: date = TODAY
    told: list[FileFacts] = field(default_factory=list)
    acknowledged: set[str] = field(default_factory=set)
    deaths: dict[str, int] = field(default_factory=lambda: {"inlezen": 0, "betalen": 0})
    started = 0
    seconds = 1.0
    twice = 0

    def prepare(self) -> None:
        """Once."""
        with clock.frozen(TODAY), entered(EVERYTHING):
            account(self.region)
            weekly = Interval.WEEK
            self.people = [household(self.region, n, 200_00 + n, interval=weekly) for n in range(3)]
            self.by, self.other = treasurer(self.region), second(self.region)

    def week_begins(self) -> None:
        """Three statements of the bank: of who gets income, of what was paid last week, of what came back of it."""
        for n, of in enumerate(self.people):
            self.bank.comes(
                benefit(n), self.today, iban=OTHER, name="Sociale Dienst Drechtsteden", words=f"dossier {of.dossier.number}"
            )  # fmt: skip
            self.told.append(facts_of(*self.bank.tells(self.today)))

    def week_ends(self) -> None:
        """The bank gets every file twice, and carries it out once."""
        for content in self._files():
            self.bank.takes(content, self.today)
            assert self.bank.takes(content, self.today) == []
            self.twice += 1
        self.told.append(facts_of(*self.bank.tells(self.today)))
        paid = [one for content in self._files() for one in read(content).orders]
        if self.random.random() < 0.5 and paid:
            back = self.random.choice(paid)
            self.bank.sends_back(
                back.end_to_end_id, back.cents, self.today, iban=back.iban, name=back.name, code="AC04"
            )
            self.told.append(facts_of(*self.bank.tells(self.today)))
        self.today += timedelta(days=7)

    def _files(self) -> list[bytes]:
        rows = PaymentFile.objects.filter(run__state__in=(R.HANDED_OVER, R.DONE), run__due_on=self.today)
        return [bytes(content) for content in rows.values_list("content", flat=True)]

    def reads(self, tell: Tell) -> None:
        """Every statement that the bank told lately, twice and in any order; what doesn't follow yet comes again."""
        mixed = Random(time.monotonic_ns())  # noqa: S311 - each process another
        left = self.told[-6:] * 2
        while left:
            mixed.shuffle(left)
            later = []
            for file in left:
                try:
                    with clock.frozen(self.today), entered(EVERYTHING):
                        take_in(file, by=self.by)
                    tell(f"afschrift {file.sha256}")
                except DomainError:
                    later.append(file)
            assert len(later) < len(left), "one of them follows"
            left = later

    def pays(self, tell: Tell) -> None:
        """Proposals, a run, two signatures, the file; each of which the other process may have done before."""
        with clock.frozen(self.today), entered(EVERYTHING):
            propose(self.region.dordrecht, since=self.today, until=self.today, by=self.by)
            run = make_run(self.region.dordrecht, self.today, RunKind.ALL, by=self.by)
            tell(f"run {run.pk}")
            for act in (self._put_in, self._sign, self._release, self._hand_over):
                try:
                    act(PaymentRun.objects.get(pk=run.pk), tell)
                except DomainError:
                    continue

    def _put_in(self, run: PaymentRun, _: Tell) -> None:
        # For whom the money came after the run was made.
        waits = PaymentOrder.objects.filter(state=PaymentOrder.State.PROPOSED, due_on__lte=self.today)
        put_in(run, list(waits.values_list("pk", flat=True)), by=self.by)

    def _sign(self, run: PaymentRun, _: Tell) -> None:
        sign_first(run, by=self.by)

    def _release(self, run: PaymentRun, tell: Tell) -> None:
        release(run, run.sha256, by=self.other)
        tell(f"vrij {run.pk}")

    def _hand_over(self, run: PaymentRun, tell: Tell) -> None:
        hand_over(run, by=self.by)
        tell(f"bij de bank {run.pk}")

    def round(self, *, killed: bool) -> None:
        """Two of each at once. Who waits outside keeps what it heard."""
        began = time.monotonic()
        acts = [("inlezen", self.reads), ("betalen", self.pays)] * 2
        working = [(what, Working(act), self.random.random()) for what, act in acts]
        self.started += len(working)
        for what, one, share in sorted(working, key=lambda one: one[2]):
            # One of four is left alone, so that the others meet somebody.
            if killed and share < 0.75:
                time.sleep(max(0.0, began + share * self.seconds - time.monotonic()))
                self.deaths[what] += one.kill()
            else:
                assert one.ended()
            self.acknowledged.update(one.heard)
        if not killed:
            self.seconds = time.monotonic() - began

    def holds(self) -> None:
        """Every sum, and everything that was acknowledged."""
        with transaction.atomic(), entered(EVERYTHING):
            read_in = sums_hold()
            have = {f"afschrift {sha256}" for sha256 in Statement.objects.values_list("sha256", flat=True)}
            for run in PaymentRun.objects.all():
                have.add(f"run {run.pk}")
                if run.state in (R.RELEASED, R.HANDED_OVER, R.DONE):
                    have.add(f"vrij {run.pk}")
                if run.handed_over_at:
                    have.add(f"bij de bank {run.pk}")
            assert self.acknowledged <= have, "what was acknowledged is there"
            done = set(Statement.objects.values_list("sha256", flat=True))
            unread = sum(
                one.cents
                for file in self.told
                if file.sha256 not in done
                for made in file.statements
                for one in made.lines
            )
            assert read_in + unread + sum(one.cents for one in self.bank.entries) == self.bank.balance
            twice = PaymentOrder.objects.exclude(state=PaymentOrder.State.DROPPED).order_by()
            costs = list(twice.filter(again=None).values_list("kostenpost", "period"))
            assert len(costs) == len(set(costs)), "each cost is paid once a week"


@pytest.fixture
def office(transactional_db: None) -> Office:
    with clock.frozen(TODAY):
        made = Office(build_region())
    made.prepare()
    return made


def test_whoever_dies_whenever_leaves_nothing_half(office: Office) -> None:
    weeks = 0
    while sum(office.deaths.values()) < DEATHS:
        office.week_begins()
        # The first week nobody dies, and tells how long a round is.
        for _ in range(ROUNDS if weeks else 0):
            office.round(killed=True)
            office.holds()
        # A rerun finishes it: the first reads what came, the second pays from it.
        for _ in range(2):
            office.round(killed=False)
            office.holds()
        with entered(EVERYTHING):
            assert Statement.objects.count() == len(office.told)
            assert PaymentRun.objects.get(due_on=office.today).state == R.HANDED_OVER
            office.week_ends()
        weeks += 1
    office.round(killed=False)
    office.holds()
    with entered(EVERYTHING):
        whole()
        paid = PaymentOrder.objects.exclude(executed_on=None).count()
    assert paid, "it is about money that went"
    for what, deaths in office.deaths.items():
        saw(f"workers op een willekeurig moment gedood bij het {what}", deaths)
    saw(
        "workers gestart, elk werk door twee tegelijk",
        office.started,
        f"niets mis; {weeks} weken met elk één run, {paid} betalingen uitgevoerd",
    )
    saw("afschriften twee keer gebracht aan elk van die twee, door elkaar", len(office.told))
    saw("betaalbestanden twee keer naar de bank gebracht", office.twice)
