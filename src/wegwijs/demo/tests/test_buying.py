"""The example region bought B1 and Z, got no bids for mbo, and pays what is followed."""

import pytest

from support.pips import established, ready_dossier
from support.region import TODAY, Region
from wegwijs import clock
from wegwijs.access.commands import employ
from wegwijs.access.roles import Role
from wegwijs.contracts.models import CallOff, Contract, Terms
from wegwijs.contracts.presenters.tenders import lot_lines
from wegwijs.contracts.queries.money import cells, closed_until, summed
from wegwijs.contracts.queries.tenders import tenders
from wegwijs.demo.staff import Staff
from wegwijs.demo.stories.buying import buying
from wegwijs.organisations.region import START


@pytest.mark.django_db
def test_two_lots_were_awarded_one_failed_and_trajectories_are_paid(region: Region) -> None:
    for name, short, role in (
        ("vermeer", "SCD", Role.INKOPER),
        ("dejong", "SCD", Role.INKOPER),
        ("hendriks", "SDD", Role.CONTROLLER),
        ("elamrani", "SDD", Role.REGISSEUR),
    ):
        employ(region.organisations[short], username=name, name=name, function="", roles={role: ()}, valid_from=START)  # fmt: skip
    established(region, ready_dossier(region, bsn=None))
    with clock.frozen(TODAY.replace(year=2027, month=3)):
        buying(Staff(region.organisations), ["0505"])
        stands = sorted(one.stand.label.split(" aan ")[0] for one in lot_lines(tenders()))
        sums = summed(cells({"0505"}, on=clock.today()))
    assert stands == ["gegund", "gegund", "in onderhandeling", "inschrijving gesloten"]
    assert Contract.objects.count() == 2
    assert Terms.objects.filter(state=Terms.State.OFFERED).count() == 1
    assert CallOff.objects.count() == 1
    assert sums.committed > sums.delivered > 0
    assert closed_until()
