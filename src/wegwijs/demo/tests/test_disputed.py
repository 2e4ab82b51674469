"""The example region has an invoice that is settled half, and one that waits for the second pair of eyes."""

from datetime import date, timedelta

import pytest

from support.bills import delivered
from support.contracts import PRICES, buyer, called_off, contract, second
from support.region import TODAY, Region
from wegwijs import clock
from wegwijs.access.commands import employ
from wegwijs.access.roles import Role
from wegwijs.contracts.commands import confirm_invoice
from wegwijs.contracts.models import Contract, Invoice, InvoiceLine
from wegwijs.contracts.queries.invoices import waiting_for
from wegwijs.demo.staff import Staff
from wegwijs.demo.stories.disputed import disputed
from wegwijs.organisations.region import START

S = InvoiceLine.State
DAY = date(2026, 11, 27)


@pytest.mark.django_db
def test_one_is_settled_half_and_one_waits_for_somebody_else(region: Region) -> None:
    for number, short, people in (("DRE-2022-B1", "Sagènn", 3), ("DRE-2022-Z", "NLtraining", 2)):
        made = contract(region, short, places=None, ceiling=None, prices=PRICES)
        Contract.objects.filter(pk=made.pk).update(number=number)
        for _ in range(people):
            # As late as it can be: the line begins with the trajectory, not with the month.
            delivered(region, called_off(region, made, on=date(2026, 10, 5)), on=date(2026, 10, 26))
    by = second(region)
    employ(region.organisations["SDD"], username="dejong", name="S. de Jong", function="", roles={Role.INKOPER: ()}, valid_from=START)  # fmt: skip
    buyer(region)
    with clock.frozen(DAY + timedelta(days=3)):
        disputed(Staff(region.organisations))
    half, whole = (Invoice.objects.get(supplier__short=short) for short in ("Sagènn", "NLtraining"))
    assert (half.state, whole.state) == (Invoice.State.RECEIVED, Invoice.State.DECIDED)
    said = [(one.state, one.reason) for one in half.lines.order_by("position")]
    assert said == [(S.ACCEPTED, ""), (S.ACCEPTED, "prijs"), (S.REFUSED, "niet_geleverd"), (S.PARKED, "geen_afroep")]  # fmt: skip
    assert [one.reason for one in whole.lines.order_by("position")] == ["", "", "dubbel"]
    assert list(waiting_for(by).filter(state=Invoice.State.DECIDED)) == [whole]
    assert confirm_invoice(whole, by=by).state == Invoice.State.CONFIRMED
    assert TODAY < DAY
