"""The example region bought B1 and Z, and got no bids for mbo."""

import pytest

from support.region import TODAY, Region
from wegwijs import clock
from wegwijs.access.commands import employ
from wegwijs.access.roles import Role
from wegwijs.contracts.models import Contract, Terms
from wegwijs.contracts.presenters.tenders import lot_lines
from wegwijs.contracts.queries.money import closed_until
from wegwijs.contracts.queries.tenders import tenders
from wegwijs.demo.staff import Staff
from wegwijs.demo.stories.buying import buying, close_months
from wegwijs.organisations.region import START


@pytest.mark.django_db
def test_two_lots_were_awarded_one_failed_and_months_are_closed(region: Region) -> None:
    for name, short, role in (
        ("vermeer", "SCD", Role.INKOPER),
        ("dejong", "SCD", Role.INKOPER),
        ("hendriks", "SDD", Role.CONTROLLER),
    ):
        employ(region.organisations[short], username=name, name=name, function="", roles={role: ()}, valid_from=START)  # fmt: skip
    with clock.frozen(TODAY.replace(year=2027, month=3)):
        staff = Staff(region.organisations)
        buying(staff, ["0505"])
        close_months(staff)
        stands = sorted(one.stand.label.split(" aan ")[0] for one in lot_lines(tenders()))
    assert stands == ["gegund", "gegund", "in onderhandeling", "inschrijving gesloten"]
    assert Contract.objects.count() == 2
    assert Terms.objects.filter(state=Terms.State.OFFERED).count() == 1
    assert closed_until()
