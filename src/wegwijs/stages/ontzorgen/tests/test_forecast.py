"""Half a year ahead: to the cent what comes in less what goes out, the first hole, and what closes it."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from wegwijs.stages.ontzorgen.forecast import (
    WEEKS,
    In,
    Out,
    bridge_over,
    cause_of,
    hole_in,
    repayments,
    weeks_ahead,
)

MONDAY = date(2026, 11, 23)
END = MONDAY + timedelta(weeks=WEEKS) - timedelta(days=1)
CENTS = st.integers(1, 2_000_00)
DAYS = st.dates(MONDAY, END)
OUTS = st.lists(st.builds(Out, DAYS, CENTS, leefgeld=st.booleans()), max_size=40)


@st.composite
def incomes(draw: st.DrawFn) -> list[In]:
    found = []
    for on in draw(st.lists(DAYS, max_size=30)):
        low, cents, high = sorted(draw(st.tuples(CENTS, CENTS, CENTS)))
        found.append(In(on, low, cents, high, "inkomen"))
    return found


def monthly(cents: int, first: date, what: str = "bijstand") -> list[In]:
    """Every four weeks, which is near enough."""
    days = [first + timedelta(weeks=4 * turn) for turn in range(7)]
    return [In(on, cents, cents, cents, what, on == first) for on in days if on <= END]


@given(start=st.integers(0, 5_000_00), came=incomes(), went=OUTS)
def test_not_a_cent_is_made_or_lost(start: int, came: list[In], went: list[Out]) -> None:
    weeks = weeks_ahead(start, came, went, monday=MONDAY)
    assert len(weeks) == WEEKS
    out = sum(one.cents for one in went)
    assert weeks[-1].end == start + sum(one.cents for one in came) - out
    assert weeks[-1].end_low == start + sum(one.low for one in came) - out
    assert weeks[-1].end_high == start + sum(one.high for one in came) - out
    at = start
    for week in weeks:
        assert week.end == at + week.cents - week.out
        assert week.end_low <= week.end <= week.end_high
        assert week.least <= min(at, week.end)
        at = week.end


@given(start=st.integers(0, 5_000_00), came=incomes(), went=OUTS)
def test_the_hole_is_where_a_count_day_by_day_falls_below_zero(
    start: int, came: list[In], went: list[Out]
) -> None:
    at, first = start, None
    for place in range(WEEKS * 7):
        on = MONDAY + timedelta(days=place)
        at -= sum(one.cents for one in went if one.on == on)
        if at < 0 and first is None:
            first = on
        at += sum(one.cents for one in came if one.on == on)
    hole = hole_in(weeks_ahead(start, came, went, monday=MONDAY))
    if first is None:
        assert hole is None
    else:
        assert hole is not None
        assert hole.since <= first <= hole.since + timedelta(days=6)
        assert hole.deep > 0


@given(start=st.integers(0, 2_000_00), came=incomes(), went=OUTS)
def test_a_bridge_closes_the_hole_and_is_paid_back_to_the_cent(
    start: int, came: list[In], went: list[Out]
) -> None:
    found = bridge_over(start, came, went, monday=MONDAY, today=MONDAY, most=5_000_00)
    hole = hole_in(weeks_ahead(start, came, went, monday=MONDAY))
    if found is None:
        return
    assert hole is not None
    assert found.cents >= hole.deep
    back = repayments(found.cents, found.repay_cents, found.repay_from)
    assert sum(one.cents for one in back) == found.cents
    assert len(back) == found.months
    assert hole_in(weeks_ahead(start + found.cents, came, [*went, *back], monday=MONDAY)) is None


def test_toeslagen_that_come_after_eight_weeks_leave_a_hole_that_is_named() -> None:
    came = monthly(1_300_00, MONDAY) + monthly(400_00, MONDAY + timedelta(weeks=8), "huurtoeslag")
    went = [Out(MONDAY + timedelta(weeks=4 * turn), 1_200_00, "huur") for turn in range(7)]
    went += [
        Out(MONDAY + timedelta(weeks=turn, days=4), 60_00, "leefgeld", leefgeld=True) for turn in range(26)
    ]
    weeks = weeks_ahead(1_400_00, came, went, monday=MONDAY)
    hole = hole_in(weeks)
    assert hole is not None
    assert hole.since == MONDAY + timedelta(weeks=8)
    assert cause_of(hole, came, went) == "huurtoeslag"
    bridge = bridge_over(1_400_00, came, went, monday=MONDAY, today=MONDAY, most=5_000_00)
    assert bridge is not None
    assert bridge.cents % 100 == 0


def test_within_a_week_what_goes_out_on_monday_isnt_covered_by_what_comes_on_friday() -> None:
    weeks = weeks_ahead(
        0, [In(MONDAY + timedelta(days=4), 10, 10, 10)], [Out(MONDAY, 10)], monday=MONDAY, weeks=2
    )
    assert (weeks[0].end, weeks[0].least) == (0, -10)
    hole = hole_in(weeks)
    assert hole is not None
    assert (hole.weeks, hole.deep, hole.until) == (1, 10, MONDAY + timedelta(days=6))


def test_the_least_may_leave_a_hole_where_what_is_expected_does_not() -> None:
    came = [In(MONDAY, 0, 100, 100)]
    weeks = weeks_ahead(0, came, [Out(MONDAY + timedelta(days=1), 80)], monday=MONDAY)
    assert hole_in(weeks) is None
    assert hole_in(weeks, low=True) is not None


def test_no_bridge_over_what_never_comes_back() -> None:
    assert bridge_over(0, [], [Out(MONDAY, 100)], monday=MONDAY, today=MONDAY, most=5_000_00) is None
