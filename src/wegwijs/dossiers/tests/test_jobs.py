"""What happens at night."""

from datetime import date

from support.region import Region
from wegwijs import clock
from wegwijs.dossiers.commands import record_event
from wegwijs.dossiers.jobs import check_deadlines
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Dossier
from wegwijs.jobs import run_due


def test_a_possibility_that_lapsed_is_marked_the_next_night(region: Region, dossier: Dossier) -> None:
    group = {"indeling": "Asielstatushouder", "gedetailleerd": "Asielstatushouder"}
    record_event(
        dossier, Kind.DUO_DOELGROEP, by=region.duo, on=date(2026, 9, 1), payload=group, origin=Origin.DUO
    )
    record_event(dossier, Kind.BIJSTAND_RECHT, by=region.regisseur, on=date(2026, 9, 15))
    before = set(dossier.termijnen.values_list("key", "state"))
    with clock.frozen(date(2027, 6, 1)):
        check_deadlines()
        run_due()
    assert set(dossier.termijnen.values_list("key", "state")) != before
