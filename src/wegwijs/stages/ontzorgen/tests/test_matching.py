"""What a line is laid beside: quickly, and the same as beside everything. Without a database."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wegwijs.stages.ontzorgen.models import Inkomstenpost, Ontzorging, PaymentOrder, StatementLine
from wegwijs.stages.ontzorgen.queries.known import AROUND, Expected, Known, Line, Payments
from wegwijs.stages.ontzorgen.queries.matching import CAME, MANY, WENT, recognise

TODAY = date(2026, 11, 23)
RABO, ING = "NL44RABO0123456789", "NL69INGB0123456789"
SENDERS = [
    "SDD", "Sociale Dienst Drechtsteden (SDD)", "Belastingdienst", f"Belastingdienst {RABO}", f"{RABO} {ING}", "NL69 INGB 0123 4567 89", "", "é",
]  # fmt: skip
L = StatementLine.Outcome


def expects(who: int, cents: int = 1_400_00, *, sender: str = "SDD", spread: int = 0, first: date = TODAY, last: date | None = None) -> Inkomstenpost:  # fmt: skip
    of = Ontzorging(pk=UUID(int=who), dossier_id=UUID(int=1000 + who))
    return Inkomstenpost(
        ontzorging=of, sender=sender, cents=cents, low=cents - spread, high=cents + spread, first_on=first, last_on=last
    )  # fmt: skip


def there(*incomes: Inkomstenpost) -> Known:
    return Known({}, Payments([]), Payments([]), Expected(incomes), Expected([]), frozenset())


days = st.integers(-70, 70).map(lambda n: TODAY + timedelta(days=n))
income = st.builds(
    expects, st.integers(1, 4), st.integers(1, 12), sender=st.sampled_from(SENDERS), spread=st.integers(0, 4), first=days, last=st.none() | days
)  # fmt: skip
line = st.builds(
    Line, days, st.integers(1, 12), st.sampled_from([RABO, ING, ""]), st.sampled_from(["sdd", "DE SDD BV", "BELASTINGDIENST TOESLAGEN", "", "!", "É"])
)  # fmt: skip


def fits(one: Inkomstenpost, line: Line) -> bool:
    """As the rule reads, without an index."""
    in_time = one.first_on - AROUND <= line.booked_on and not (one.last_on and line.booked_on > one.last_on + AROUND)  # fmt: skip
    numbers = [iban for iban in (RABO, ING) if iban in one.sender.replace(" ", "")]
    mine, theirs = ("".join(sign for sign in name.casefold() if sign in "abcdefghijklmnopqrstuvwxyz0123456789") for name in (one.sender, line.counter_name))  # fmt: skip
    alike = bool(mine and theirs) and (mine in theirs or theirs in mine)
    return in_time and one.low <= line.cents <= one.high and (line.counter_iban in numbers if numbers else alike)  # fmt: skip


@given(st.lists(income, max_size=8), line)
def test_of_all_that_is_expected_the_index_finds_what_fits_and_no_more(
    incomes: list[Inkomstenpost], line: Line
) -> None:
    expected = Expected(incomes)
    assert {id(one) for one in expected.fits(line)} == {id(one) for one in incomes if fits(one, line)}
    for who in range(1, 5):
        dossier = UUID(int=1000 + who)
        found = {id(one) for one in expected.fits(line, dossier)}
        assert found == {id(one) for one in incomes if one.ontzorging.dossier_id == dossier and fits(one, line)}  # fmt: skip


def test_of_what_one_client_expects_the_nearest_amount_is_it() -> None:
    near, far = expects(1, 1_390_00, spread=50_00), expects(1, 1_360_00, spread=50_00)
    found = recognise(Line(TODAY, 1_395_00, counter_name="SDD"), there(far, near))
    assert (found.outcome, found.income) == (L.INCOME, near)


@pytest.mark.parametrize(("clients", "words"), [(2, "past bij 2 cliënten"), (MANY, "past bij 10 of meer cliënten"), (50, "past bij 10 of meer cliënten")])  # fmt: skip
def test_money_that_more_clients_expect_is_nobodys_until_somebody_says(clients: int, words: str) -> None:
    found = recognise(
        Line(TODAY, 1_400_00, counter_name="SDD"), there(*(expects(n) for n in range(1, clients + 1)))
    )
    assert (found.outcome, found.note) == (L.PARKED, words)


def test_payments_are_found_by_account_amount_and_where_they_are_now() -> None:
    one, other = (PaymentOrder(iban=RABO, cents=5, state=PaymentOrder.State.RELEASED) for _ in range(2))
    payments = Payments([one, other])
    assert payments.like(RABO, 5, PaymentOrder.State.RELEASED) == [one, other]
    one.state = PaymentOrder.State.EXECUTED
    assert payments.like(RABO, 5, PaymentOrder.State.RELEASED) == [other]
    assert payments.like(RABO, 6, PaymentOrder.State.RELEASED) == payments.like(ING, 5, PaymentOrder.State.RELEASED) == []  # fmt: skip


@pytest.mark.parametrize("cents", [1, -1])
def test_what_no_rule_knows_is_never_booked_to_anybody(cents: int) -> None:
    found = recognise(Line(TODAY, cents), there())
    assert (found.outcome, found.ontzorging) == (L.PARKED if cents > 0 else L.ALARM, None)


@pytest.mark.parametrize("rule", [*WENT, *CAME])
def test_each_rule_says_what_it_goes_by(rule: object) -> None:
    assert (rule.__doc__ or "").endswith(".")
