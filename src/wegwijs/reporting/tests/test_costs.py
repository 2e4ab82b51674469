"""What a trajectory and a result cost: of what is over, and nothing about one person."""

from datetime import date

import pytest

from support.contracts import called_off, contract, second
from support.region import TODAY, Region, someone
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Role
from wegwijs.contracts.commands import Fact, book_delivered, cancel_call_off, end_call_off
from wegwijs.contracts.models import Contract, Moment, Price
from wegwijs.reporting.presenters.costs import line
from wegwijs.reporting.queries import costs as queries
from wegwijs.reporting.queries.costs import FEWEST, Costs, total
from wegwijs.reporting.queries.trajectories import Breakdown, figures_of

pytestmark = pytest.mark.django_db
B = Breakdown


def costs(by: Actor, *, began: int, per: Breakdown = B.GEMEENTE) -> list[Costs]:
    with figures_of(by) as figures:
        return queries.costs(figures, began=began, by=per)


def over(region: Region, of: Contract, cents: int, *, result: bool = False) -> None:
    """A trajectory of before placements were kept, that ended."""
    row = called_off(region, of, cents=cents)
    price = Price.objects.get(terms__contract=of, moment=Moment.RESULT) if result else None
    book_delivered(row, Fact(cents, TODAY, "x", "les", price=price), by=region.regisseur)
    end_call_off(row, by=region.regisseur, last_day=TODAY)


def roomy(region: Region) -> Contract:
    return contract(region, places=None, ceiling=None)


def test_costs_are_of_what_is_over(region: Region) -> None:
    made = roomy(region)
    over(region, made, 3_000_00, result=True)
    over(region, made, 1_000_00)
    called_off(region, made)
    (one,) = costs(region.teamlead, began=0, per=B.PROVIDER)
    assert (one.begun, one.running, one.over, one.results, one.spent) == (3, 1, 2, 1, 4_000_00)
    shown = line(one)
    assert (shown.each, shown.result) == ("€ 2.000,00", "€ 4.000,00")


def test_who_never_began_costs_nothing(region: Region) -> None:
    row = called_off(region, roomy(region))
    cancel_call_off(row, by=region.regisseur, on=TODAY)
    assert costs(region.teamlead, began=0) == []


def test_a_year_holds_who_began_in_it(region: Region) -> None:
    called_off(region, roomy(region), on=date(2026, 9, 7))
    assert costs(region.teamlead, began=2025) == []
    assert len(costs(region.teamlead, began=2026)) == 1


def test_few_tell_nothing_to_who_sees_no_dossiers(region: Region) -> None:
    made = roomy(region)
    for _ in range(FEWEST - 1):
        over(region, made, 1_000_00)
    few = costs(second(region), began=0)
    assert few[0].withheld
    assert line(few[0]).each == "–"
    assert total([few[0], few[0]]) is None
    over(region, made, 1_000_00)
    assert line(costs(second(region), began=0)[0]).each == "€ 1.000,00"


def test_another_gemeente_sees_nothing(region: Region) -> None:
    over(region, roomy(region), 1_000_00)
    other = someone(region, "elders", Role.CONTROLLER, "SDD", "0642")
    assert costs(other, began=0) == []
