"""What a forecast needs to know of somebody, read for many people in one statement, and the forecast that follows from it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from json import loads
from typing import Any
from uuid import UUID

from django.db import connection

from wegwijs.stages.ontzorgen.forecast import (
    WEEK,
    WEEKS,
    Bridge,
    Hole,
    In,
    Out,
    Week,
    bridge_over,
    cause_of,
    hole_in,
    monday_of,
    moved_to,
    repayments,
    weeks_ahead,
)
from wegwijs.stages.ontzorgen.models import Inkomensoort, Kostensoort, Ontzorging
from wegwijs.stages.ontzorgen.moments import moments
from wegwijs.stages.ontzorgen.queries.late import GRACE, UNSEEN, days
from wegwijs.stages.ontzorgen.queries.plans import due_among

# No advance is larger, so no bridge is either.
MOST_ADVANCE = 5_000_00
EARLY = {"week": 3}
PAST = 26


@dataclass(frozen=True, slots=True)
class KnownCost:
    """A cost of the plan."""

    pk: str
    soort: str
    cents: int
    interval: str
    first_on: date
    last_on: date | None
    wijze: str


@dataclass(frozen=True, slots=True)
class KnownIncome:
    """Income of the plan that comes to us. ``seen``: the day of the newest line of a statement that is it; ``unseen``: the last day on
    which it was expected, when no line is that."""

    pk: str
    soort: str
    sender: str
    cents: int
    low: int
    high: int
    interval: str
    first_on: date
    last_on: date | None
    seen: date | None
    unseen: date | None

    @property
    def what(self) -> str:
        """As a page names it."""
        return Inkomensoort(self.soort).label


@dataclass(frozen=True, slots=True)
class KnownAdvance:
    """An advance of which something is owed; ``done``: the months that were paid back."""

    owed: int
    repay_cents: int
    repay_from: date
    done: frozenset[date]


@dataclass(frozen=True, slots=True)
class Known:
    """Of one person. ``paid``: which days of which cost left the account; ``open_orders``: cents of payments that still must."""

    pk: UUID
    state: str
    last: date
    balance: int
    costs: tuple[KnownCost, ...]
    incomes: tuple[KnownIncome, ...]
    months: Mapping[date, Mapping[str, int]]
    nets: Mapping[date, int]
    paid: frozenset[tuple[str, date]]
    open_orders: tuple[tuple[date, int, str], ...]
    advances: tuple[KnownAdvance, ...]


_READ = f"""
SELECT o.id, o.state, coalesce(o.ended_on, greatest(o.last_day, o.agreed_until)),
    coalesce((SELECT a.balance FROM ledger_account a WHERE a.source = 'ontzorging:' || o.id), 0),
    (SELECT coalesce(jsonb_agg(jsonb_build_array(k.id, k.soort, k.cents, k.interval, k.first_on, k.last_on, k.wijze)), '[]')
        FROM ontzorgen_kostenpost k WHERE k.ontzorging_id = o.id AND k.wijze <> 'zelf'
        AND (k.last_on IS NULL OR k.last_on >= %(monday)s)),
    (SELECT coalesce(jsonb_agg(jsonb_build_array(i.id, i.soort, i.sender, i.cents, i.low, i.high, i.interval, i.first_on, i.last_on,
        (SELECT max(l.booked_on) FROM ontzorgen_statementline l WHERE l.inkomst_id = i.id AND l.outcome = 'inkomen')) ORDER BY i.id), '[]')
        FROM ontzorgen_inkomstenpost i WHERE i.ontzorging_id = o.id AND i.here AND (i.last_on IS NULL OR i.last_on > %(news)s)),
    (SELECT coalesce(jsonb_object_agg(u.id, u.expected), '{{}}') FROM ({UNSEEN} AND o.id = any(%(keys)s)) u WHERE u.ontzorging_id = o.id),
    (SELECT coalesce(jsonb_agg(jsonb_build_array(m.month, m.withheld, m.net) ORDER BY m.recorded_at, m.id), '[]')
        FROM ontzorgen_uitkeringsmaand m WHERE m.ontzorging_id = o.id AND m.month >= %(month)s),
    (SELECT coalesce(jsonb_agg(jsonb_build_array(p.kostenpost_id, p.period)), '[]') FROM ontzorgen_paymentorder p
        WHERE p.ontzorging_id = o.id AND p.state IN ('vrijgegeven', 'uitgevoerd') AND p.kostenpost_id IS NOT NULL AND p.period >= %(month)s),
    (SELECT coalesce(jsonb_agg(jsonb_build_array(p.period, p.cents, coalesce(k.soort, ''))), '[]') FROM ontzorgen_paymentorder p
        LEFT JOIN ontzorgen_kostenpost k ON k.id = p.kostenpost_id
        WHERE p.ontzorging_id = o.id AND (p.period < %(monday)s OR p.kostenpost_id IS NULL) AND (p.state IN ('voorgesteld', 'in_run')
            OR p.state = 'terug' AND NOT EXISTS (SELECT 1 FROM ontzorgen_paymentorder n WHERE n.again_id = p.id))),
    (SELECT coalesce(jsonb_agg(jsonb_build_array(-a.balance, v.repay_cents, v.repay_from,
        (SELECT coalesce(jsonb_agg(split_part(t.key, ':af:', 2)), '[]') FROM ledger_transfer t WHERE t.taker_id = a.id
            AND t.key LIKE 'voorschot:' || v.id || ':af:%%')) ORDER BY v.repay_from), '[]')
        FROM ontzorgen_voorschot v JOIN ledger_account a ON a.source = 'voorschot:' || v.id
        WHERE v.ontzorging_id = o.id AND v.state = 'toegekend')
FROM ontzorgen_ontzorging o WHERE o.id = any(%(keys)s)
"""  # noqa: S608 - texts of ours


# Of everybody whose plan runs in some gemeenten, or of those whose money one employee keeps.
_OF_ALL = _READ.replace(
    "any(%(keys)s)",
    """any(ARRAY(SELECT w.id FROM ontzorgen_ontzorging w JOIN dossiers_dossier d ON d.id = w.dossier_id WHERE w.state <> 'klaar'
        AND d.gemeente_id = any(%(scope)s::text[]) AND (%(me)s::bigint IS NULL OR w.administrator_id = %(me)s::bigint)))""",
)


def known(keys: Iterable[UUID], *, today: date) -> dict[UUID, Known]:
    """Of these people, as it stands now. One statement, for who may see payments and balances."""
    found = list(keys)
    return _asked(_READ, today, keys=found) if found else {}


def known_of_all(scope: Iterable[str], me: int | None, *, today: date) -> dict[UUID, Known]:
    """The same of everybody whose plan runs in these gemeenten (codes); with ``me`` only those whose money that employee keeps. One statement."""
    return _asked(_OF_ALL, today, scope=sorted(scope), me=me)


def _asked(text: str, today: date, **whose: object) -> dict[UUID, Known]:
    monday = monday_of(today)
    params: dict[str, Any] = {
        **days(today), "monday": monday, "month": min(monday, today).replace(day=1), **whose,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(text, params)
        return {row[0]: _known(*row) for row in cursor.fetchall()}


def _known(pk: UUID, state: str, last: date, balance: int, *told: object) -> Known:
    costs, incomes, unseen, months, paid, waiting, advances = map(_read, told)
    return Known(
        pk, state, last, balance,
        tuple(
            KnownCost(key, soort, cents, interval, _day(first), _perhaps(end), wijze)
            for key, soort, cents, interval, first, end, wijze in costs
        ),
        tuple(
            KnownIncome(
                key, soort, sender, cents, low, high, interval, _day(first), _perhaps(end), _perhaps(seen),
                _perhaps(unseen.get(key)),
            )
            for key, soort, sender, cents, low, high, interval, first, end, seen in incomes
        ),
        {_day(month): withheld for month, withheld, _ in months},
        {_day(month): net for month, _, net in months},
        frozenset((key, _day(period)) for key, period in paid),
        tuple((_day(period), cents, soort) for period, cents, soort in waiting),
        tuple(KnownAdvance(owed, each, _day(since), frozenset(map(_day, done))) for owed, each, since, done in advances),
    )  # fmt: skip


def _read(value: object) -> Any:  # noqa: ANN401 - whatever JSON holds
    """What the driver gives as text or read already."""
    if isinstance(value, str):
        return loads(value)
    return value


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _perhaps(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@dataclass(frozen=True, slots=True)
class Forecast:
    """Half a year ahead. ``balance``: what stands there today; ``hole`` with what is expected, ``hole_low`` with the least; ``late``: income
    that didn't come, with the day it was expected."""

    today: date
    balance: int
    weeks: tuple[Week, ...]
    hole: Hole | None
    hole_low: Hole | None
    cause: str
    bridge: Bridge | None
    late: tuple[tuple[KnownIncome, date], ...]


def forecast_of(facts: Known, *, today: date, weeks: int = WEEKS) -> Forecast:
    """What follows from it. Pure."""
    monday = monday_of(today)
    end = monday + weeks * WEEK - timedelta(days=1)
    incomes, costs = list(_incomes(facts, today, end)), list(_costs(facts, today, end))
    found = weeks_ahead(facts.balance, incomes, costs, monday=monday, weeks=weeks)
    hole, hole_low = hole_in(found), hole_in(found, low=True)
    named = hole or hole_low
    bridge = (
        bridge_over(facts.balance, incomes, costs, monday=monday, today=today, most=MOST_ADVANCE, weeks=weeks)
        if hole
        else None
    )
    late = tuple(
        (one, one.unseen)
        for one in facts.incomes
        if one.unseen and one.unseen <= today - timedelta(days=GRACE)
    )
    return Forecast(
        today, facts.balance, tuple(found), hole, hole_low, cause_of(named, incomes, costs) if named else "", bridge, late
    )  # fmt: skip


def _incomes(facts: Known, today: date, end: date) -> Iterator[In]:
    """From now on; what was expected before today and was not seen may still come this week, and in the worst case doesn't."""
    until = min(end, facts.last)
    prepared = facts.state == Ontzorging.State.VOORBEREIDEN
    for one in facts.incomes:
        first = one.seen is None
        if one.unseen and not prepared:
            late = one.unseen <= today - timedelta(days=GRACE)
            low, cents, high = _amounts(one, one.unseen, facts)
            yield In(today, 0 if late else low, cents, high, one.what, first)
        since = today if prepared else today + timedelta(days=1)
        early = timedelta(days=EARLY.get(one.interval, 10))
        for on in moments(one.first_on, one.interval, since=since, until=until, last=one.last_on):
            if one.seen is None or on - early > one.seen:
                yield In(on, *_amounts(one, on, facts), one.what, first and on == one.first_on)


def _amounts(one: KnownIncome, on: date, facts: Known) -> tuple[int, int, int]:
    """Of bijstand the benefits administration knows to the cent what comes here, once it said so of that month."""
    net = facts.nets.get(on.replace(day=1)) if one.soort == Inkomensoort.BIJSTAND else None
    alone = sum(row.soort == Inkomensoort.BIJSTAND for row in facts.incomes) == 1
    if net is not None and alone and one.interval == "maand":
        return net, net, net
    return one.low, one.cents, one.high


def _costs(facts: Known, today: date, end: date) -> Iterator[Out]:
    prepared = facts.state == Ontzorging.State.VOORBEREIDEN
    since = today if prepared else monday_of(today)
    for cost, on, cents, _ in due_among(facts.costs, facts.months, since, min(end, facts.last)):
        if (cost.pk, on) not in facts.paid:
            yield moved_to(_out(on, cents, cost.soort), today)
    for period, cents, soort in facts.open_orders:
        yield moved_to(_out(period, cents, soort), today)
    for advance in facts.advances:
        for one in repayments(advance.owed, advance.repay_cents, advance.repay_from, done=advance.done):
            yield moved_to(one, today)


def _out(on: date, cents: int, soort: str) -> Out:
    what = Kostensoort(soort).label if soort else "uitbetaling"
    return Out(on, cents, what, leefgeld=soort == Kostensoort.LEEFGELD)


@dataclass(frozen=True, slots=True)
class PastWeek:
    """A week that went by: what the plan expected, what came and went, and what stood there at its end. In cents."""

    monday: date
    expected: int
    came: int
    planned: int
    went: int
    end: int


_WENT = """
SELECT date_trunc('week', t.booked_on)::date, (sum(e.cents) FILTER (WHERE e.cents > 0))::bigint,
    (-sum(e.cents) FILTER (WHERE e.cents < 0))::bigint,
    (array_agg(e.after ORDER BY e.version DESC))[1]
FROM ledger_entry e JOIN ledger_transfer t ON t.id = e.transfer_id JOIN ledger_account a ON a.id = e.account_id
WHERE a.source = %(source)s GROUP BY 1 ORDER BY 1
"""


def past_weeks(ontzorging: Ontzorging, costs: Iterable[Any], incomes: Iterable[Any], *, today: date) -> list[PastWeek]:  # fmt: skip
    """The weeks since it began that are over, at most half a year, oldest first; costs and income are those of the plan. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_WENT, {"source": ontzorging.source})
        booked = {monday: (came or 0, went or 0, end) for monday, came, went, end in cursor.fetchall()}
    monday = monday_of(today)
    first = max(monday_of(ontzorging.since), monday - PAST * WEEK)
    if first >= monday:
        return []
    ahead = weeks_ahead(
        0,
        [
            In(on, row.low, row.cents, row.high)
            for row in incomes
            if row.here
            for on in moments(row.first_on, row.interval, since=first, until=monday, last=row.last_on)
        ],
        [Out(on, cents) for _, on, cents, _ in due_among(costs, {}, first, monday - timedelta(days=1))],
        monday=first,
        weeks=(monday - first).days // 7,
    )
    end = next((booked[at][2] for at in sorted(booked, reverse=True) if at < first), 0)
    found = []
    for week in ahead:
        came, went, end = booked.get(week.monday, (0, 0, end))
        found.append(PastWeek(week.monday, week.cents, came, week.out, went, end))
    return found
