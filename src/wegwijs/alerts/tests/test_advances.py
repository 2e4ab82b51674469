"""An advance that waits is told to who may decide on it, and not to who asked."""

import pytest

from support.plans import funded, running, second, treasurer
from support.region import TODAY, Region
from wegwijs.access.actor import Actor
from wegwijs.alerts.commands import gather
from wegwijs.alerts.models import Alert, AlertKind
from wegwijs.stages.ontzorgen.commands.voorschot import Asked, ask_advance, decide_advance

pytestmark = pytest.mark.django_db


def told(who: Actor) -> bool:
    rows = Alert.objects.filter(employee=who.employee, kind=AlertKind.SECOND, gone_at=None)
    return rows.filter(what="voorschot beslissen").exists()


def test_an_advance_is_told_until_somebody_decides(region: Region) -> None:
    by, other = treasurer(region), second(region)
    funded(region, 500_00)
    row = ask_advance(running(region), Asked(100_00, "De huurtoeslag komt later.", TODAY.replace(month=12), 50_00), by=by)  # fmt: skip
    gather(on=TODAY)
    assert told(region.teamlead)
    assert told(other)
    assert not told(by)
    assert not told(region.regisseur)
    decide_advance(row, by=region.teamlead, grant=True)
    gather(on=TODAY)
    assert not told(region.teamlead)
