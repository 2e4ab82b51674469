"""Money of three thousand households: a statement of twenty thousand lines, half a year ahead of each, a run of five thousand payments."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

HOUSEHOLDS, LINES, PAYMENTS, EACH = 3_000, 20_000, 5_000, 500


@dataclass(frozen=True)
class Timed:
    """``count`` of something in ``seconds``; ``goal``: how many a second at least."""

    what: str
    count: int
    seconds: float
    goal: int

    @property
    def a_second(self) -> float:
        """How many a second."""
        return self.count / self.seconds

    @property
    def good(self) -> bool:
        """Whether the goal was met."""
        return self.a_second >= self.goal


def money(households: int = HOUSEHOLDS, lines: int = LINES, payments: int = PAYMENTS) -> list[Timed]:
    """In the gemeente of the example's own ontzorgen, after its last statement. As many households as there are dossiers for."""
    from wegwijs import clock
    from wegwijs.access.actor import actor_of
    from wegwijs.access.models import User
    from wegwijs.organisations.models import Gemeente
    from wegwijs.rowsecurity.scope import EVERYTHING, entered

    today = clock.today()
    with entered(EVERYTHING):
        by, other = (actor_of(User.objects.get(username=name), on=today) for name in ("bos", "vos"))
        gemeente = Gemeente.objects.get(pk="0505")
        made = _households(households, by, today)
        keys = [key for key, _ in made]
        return [
            _statement(gemeente, [number for _, number in made], lines, by, today),
            _half_a_year_ahead(keys, today),
            _run(gemeente, keys, payments, by, other, today),
        ]


def _statement(gemeente: Any, numbers: Sequence[str], lines: int, by: Any, today: date) -> Timed:
    """One statement of the bank, of which nine in ten lines say whose they are."""
    from wegwijs.demo.bank import ExampleBank
    from wegwijs.exchange.bank.intake import facts_of
    from wegwijs.stages.ontzorgen.commands.runs import account_of
    from wegwijs.stages.ontzorgen.commands.statements import take_in
    from wegwijs.stages.ontzorgen.queries.statements import newest

    account = account_of(gemeente)
    last = newest(account)
    bank = ExampleBank(account.iban, number=1_000, lines=1_000_000)
    bank.balance = bank.told = last.closing if last else 0
    for n in range(lines):
        words = f"dossier {numbers[n % len(numbers)]}" if n % 10 else "onbekend"
        bank.comes(1_400_00 + n, today, iban="NL44RABO0123456789", name="Sociale Dienst Drechtsteden", words=words)  # fmt: skip
    file = facts_of(*bank.tells(today))
    return Timed("regels van een afschrift", lines, _timed(lambda: take_in(file, by=by)), 500)


def _half_a_year_ahead(keys: Sequence[Any], today: date) -> Timed:
    from wegwijs.stages.ontzorgen.queries.forecast_facts import forecast_of, known

    def ahead() -> None:
        for at in range(0, len(keys), EACH):
            for facts in known(keys[at : at + EACH], today=today).values():
                forecast_of(facts, today=today)

    return Timed("huishoudens een half jaar vooruit", len(keys), _timed(ahead), 200)


def _run(gemeente: Any, keys: Sequence[Any], payments: int, by: Any, other: Any, today: date) -> Timed:
    """Proposed, put together, signed by two and handed over to the bank: so many payments of all that fall due tomorrow."""
    from wegwijs.stages.ontzorgen.commands.proposals import propose
    from wegwijs.stages.ontzorgen.commands.runs import RunKind, hand_over, make_run, release, sign_first
    from wegwijs.stages.ontzorgen.models import PaymentOrder

    on = today + timedelta(days=1)
    ours = PaymentOrder.objects.filter(ontzorging__in=keys)

    def run() -> None:
        propose(gemeente, since=today, until=on, by=by)
        proposed = ours.filter(state=PaymentOrder.State.PROPOSED)
        PaymentOrder.objects.filter(pk__in=proposed.order_by("pk").values("pk")[payments:]).update(
            state=PaymentOrder.State.DROPPED, dropped_because=PaymentOrder.Dropped.DECIDED, note="bench"
        )
        signed = sign_first(make_run(gemeente, on, RunKind.MONTH, by=by), by=by)
        hand_over(release(signed, signed.sha256, by=other), by=by)

    seconds = _timed(run)
    paid = ours.filter(state=PaymentOrder.State.RELEASED).count()
    return Timed("betalingen van voorstel tot bij de bank", paid, seconds, 100)


def _households(many: int, by: Any, today: date) -> list[tuple[Any, str]]:
    """Plans of two bills and bijstand for as many dossiers: key and number of the dossier."""
    from wegwijs import clock
    from wegwijs.dossiers.models import Dossier
    from wegwijs.stages.ontzorgen.models import (
        Inkomstenpost,
        Kostenpost,
        Machtiging,
        Ontzorging,
        Payee,
    )
    from wegwijs.stages.ontzorgen.queries.payees import usable

    rows = Dossier.objects.filter(gemeente="0505", ontzorgingen=None).order_by("number")[:many]
    payee = next(
        one for one in Payee.objects.filter(gemeente="0505", dossier=None) if usable(one, at=clock.now())
    )
    common = {"label": by.label}
    made = Ontzorging.objects.bulk_create(
        Ontzorging(
            dossier=one, administrator=by.employee, state="loopt", since=today - timedelta(days=30),
            last_day=today + timedelta(days=150), made_by=by.user, made_at=clock.now(), **common,
        )
        for one in rows
    )  # fmt: skip
    Machtiging.objects.bulk_create(
        Machtiging(ontzorging=one, voor="vaste_lasten", signed_on=one.since, reference="bench", recorded_at=clock.now(), **common)
        for one in made
    )  # fmt: skip
    on = today + timedelta(days=1)
    Kostenpost.objects.bulk_create(
        Kostenpost(
            ontzorging=one, soort=soort, payee=payee, cents=cents, interval="maand", first_on=on, wijze="wij",
            recorded_at=clock.now(), **common,
        )
        for one in made
        for soort, cents in (("huur", 550_00), ("zorg", 148_00))
    )  # fmt: skip
    Inkomstenpost.objects.bulk_create(
        Inkomstenpost(
            ontzorging=one, soort="bijstand", sender="Sociale Dienst Drechtsteden", cents=1_400_00, low=1_000_00, high=2_000_00,
            interval="maand", first_on=today - timedelta(days=25), recorded_at=clock.now(), **common,
        )
        for one in made
    )  # fmt: skip
    return [(one.pk, one.dossier.number) for one in made]


def _timed(act: Callable[[], object]) -> float:
    started = time.monotonic()
    act()
    return time.monotonic() - started
