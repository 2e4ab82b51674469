"""The clock of the worker is an hour off from that of the web process: over midnight, the end of a month and a year, and both changes of the hour.

One pays and the other takes in what the bank says of it, each in a process of its own and by its own clock; then the clocks are right and all is asked
again. A day that hasn't come yet for one of them may be refused, and nothing more.
"""

import os
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest

from faults.counted import sums_hold, whole
from support.figures import saw
from support.killing import run
from support.ontzorgen import ontzorgd, second, treasurer
from support.payments import OTHER, OURS, STAYS, WEEK, account, bijstand, landlord, rent
from support.region import TODAY, Region, build_region
from wegwijs import clock
from wegwijs.demo.bank import ExampleBank
from wegwijs.errors import DomainError
from wegwijs.exchange.bank.intake import facts_of
from wegwijs.ledger.models import Fund
from wegwijs.ledger.queries import held
from wegwijs.rowsecurity.scope import EVERYTHING, entered
from wegwijs.stages.ontzorgen.commands.proposals import propose
from wegwijs.stages.ontzorgen.commands.runs import RunKind, hand_over, make_run, release, sign_first
from wegwijs.stages.ontzorgen.commands.statements import FileFacts, take_in
from wegwijs.stages.ontzorgen.models import (
    Interval,
    PaymentFile,
    PaymentOrder,
    PaymentRun,
    Statement,
    StatementLine,
)

O, R = PaymentOrder.State, PaymentRun.State  # noqa: E741 - as the enumerations they stand for
HOUR = timedelta(hours=1)
Act = Callable[[datetime], None]
FIRST_YEAR = 2027
# `make faults` takes every kind of night; in `make test` these.
SHORT = ("eind van de maand", "voor de zomertijd")
EVERY = os.environ.get("WEGWIJS_FAULT_NIGHTS") == "all"


def last_sunday(year: int, month: int) -> datetime:
    """At midnight: the day on which the hour changes."""
    last = datetime(year, month, 31, tzinfo=clock.AMSTERDAM)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def nights(year: int) -> dict[str, datetime]:
    """What the right clock says, in this year or one of the two after it: a day has one run, so each night has a day of its own."""
    spring, autumn = last_sunday(year, 3), last_sunday(year, 10)
    return {
        "voor middernacht": spring.replace(month=5, day=13, hour=23, minute=30),
        "na middernacht": spring.replace(month=6, day=17, hour=0, minute=30),
        "eind van de maand": spring.replace(month=3, day=1, hour=23, minute=30) - timedelta(days=1),
        "begin van de maand": spring.replace(month=8, day=1, hour=0, minute=30),
        "oudejaarsavond": spring.replace(month=12, day=31, hour=23, minute=30),
        "voor de zomertijd": spring.replace(hour=1, minute=30),
        "na de zomertijd": last_sunday(year + 1, 3).replace(hour=3, minute=30),
        "nacht voor de zomertijd": last_sunday(year + 2, 3).replace(hour=23, minute=30) - timedelta(days=1),
        "het uur dat twee keer komt": autumn.replace(hour=2, minute=30),
        "datzelfde uur, de tweede keer": last_sunday(year + 1, 10).replace(hour=2, minute=30, fold=1),
    }


class Offices:
    """Web process and worker, a client whose rent falls due each week, and the bank, whose day is the true one."""

    def __init__(self, region: Region) -> None:
        self.region, self.bank = region, ExampleBank(OURS)
        with clock.frozen(TODAY), entered(EVERYTHING):
            account(region)
            self.of = ontzorgd(region, last_day=STAYS)
            bijstand(self.of)
            self.payee = landlord(region)
            self.by, self.other = treasurer(region), second(region)
        self.told: list[FileFacts] = []

    def begins(self, moment: datetime) -> None:
        """Something falls due on the bank's own day, and there is money for it."""
        on = day_of(moment)
        with clock.frozen(moment), entered(EVERYTHING):
            rent(self.of, self.payee, WEEK, interval=Interval.EENMAAL, first_on=on)
        words = f"dossier {self.of.dossier.number}"
        self.bank.comes(1_400_00, on, iban=OTHER, name="Sociale Dienst Drechtsteden", words=words)
        self.tells(moment)

    def bank_takes(self, moment: datetime) -> None:
        """Every file that was handed over, again and again; and tells what it did."""
        with entered(EVERYTHING):
            for file in PaymentFile.objects.filter(run__handed_over_at__isnull=False):
                self.bank.takes(bytes(file.content), day_of(moment))
        self.tells(moment)

    def tells(self, moment: datetime) -> None:
        """What came and went, if anything did, on the bank's own day."""
        if self.bank.entries:
            self.told.append(facts_of(*self.bank.tells(day_of(moment))))

    def pays(self, moment: datetime) -> None:
        """From proposal to the file, by this clock."""
        with clock.frozen(moment), entered(EVERYTHING):
            today = clock.today()
            propose(self.region.dordrecht, since=today - timedelta(days=8), until=today, by=self.by)
            made = make_run(self.region.dordrecht, today, RunKind.ALL, by=self.by)
            for act in (
                lambda: sign_first(made, by=self.by),
                lambda: release(made, PaymentRun.objects.get(pk=made.pk).sha256, by=self.other),
                lambda: hand_over(made, by=self.by),
            ):
                tried(act)

    def reads(self, moment: datetime) -> None:
        """Every statement, by this clock."""
        with clock.frozen(moment), entered(EVERYTHING):
            for file in self.told[-4:]:
                tried(lambda file=file: take_in(file, by=self.by))  # type: ignore[misc]

    def holds(self, moment: datetime) -> None:
        """The money, by this clock too; what both can't see yet is still to come."""
        with clock.frozen(moment), entered(EVERYTHING):
            sums_hold()
            fund = Fund.objects.get(gemeente=self.region.dordrecht, kind=Fund.Kind.CLIENTS)
            assert held(fund, on=clock.today()).adds_up


def day_of(moment: datetime) -> date:
    """In Amsterdam."""
    return moment.astimezone(clock.AMSTERDAM).date()


def tried(act: Callable[[], object]) -> bool:
    """Whether it was done; a refusal is an answer."""
    try:
        act()
    except DomainError:
        return False
    return True


@pytest.fixture
def offices(transactional_db: None) -> Offices:
    with clock.frozen(TODAY):
        return Offices(build_region())


def test_an_hour_off_makes_or_loses_nothing(offices: Offices) -> None:
    ways = [(off, wrong) for off in (-HOUR, HOUR) for wrong in (offices.pays, offices.reads)]
    found = sorted(
        (moment, name, off, wrong)
        for place, (off, wrong) in enumerate(ways)
        for name, moment in nights(FIRST_YEAR + 3 * place).items()
        if EVERY or name in SHORT
    )
    for moment, name, off, wrong in found:
        one_night(offices, name, moment, off, wrong)
    with entered(EVERYTHING):
        whole()
        placed = list(PaymentOrder.objects.exclude(state=O.DROPPED).values_list("kostenpost", "period"))
        assert len(placed) == len(set(placed)), "no day is paid twice"
        assert not StatementLine.objects.filter(outcome=StatementLine.Outcome.ALARM).exists()
        paid = PaymentOrder.objects.filter(state=O.EXECUTED).count()
    assert paid == len(found), "each night's rent went, once"
    saw(
        "nachten waarin de ene klok een uur mis is", len(found), f"niets mis; {paid} betalingen, elk één keer"
    )


def one_night(offices: Offices, name: str, moment: datetime, off: timedelta, wrong: Act) -> None:
    """``wrong``: who goes by the clock that is off."""
    now = moment.astimezone(UTC)
    clocks: dict[Act, datetime] = {
        act: now + off if act == wrong else now for act in (offices.pays, offices.reads)
    }
    offices.begins(moment)
    for act in (offices.reads, offices.pays, offices.reads):
        assert run(partial(act, clocks[act])), name
        offices.holds(clocks[act])
        offices.bank_takes(moment)
    # The clocks are right again, and all is asked once more.
    later = now + 2 * HOUR
    for act in (offices.reads, offices.pays, offices.reads):
        assert run(partial(act, later)), name
        offices.holds(later)
        offices.bank_takes(later)
    with entered(EVERYTHING):
        assert Statement.objects.count() == len(offices.told), name
        waits = PaymentOrder.objects.exclude(state__in=(O.EXECUTED, O.DROPPED)).values_list("state", "note")
        assert not waits, (name, off, wrong, list(waits))
