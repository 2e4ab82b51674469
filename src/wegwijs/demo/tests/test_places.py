"""The example region has places with people, one who left, and some who learn."""

import pytest

from support.pips import established, ready_dossier
from support.region import TODAY, Region
from wegwijs import clock
from wegwijs.demo.staff import Staff
from wegwijs.demo.stories.places import PLACES, places
from wegwijs.hours.models import Soort, Uren
from wegwijs.stages.participatie.models import Plaatsing, Urenstand
from wegwijs.stages.participatie.queries.places import seats


@pytest.mark.django_db
def test_people_work_somebody_left_and_a_place_is_full(region: Region) -> None:
    for _ in range(6):
        established(region, ready_dossier(region, bsn=None))
    with clock.frozen(TODAY.replace(year=2027)):
        places(Staff(region.organisations))
        found, _ = seats()
    assert len(found) == len(PLACES)
    assert {one.free for one in found} >= {0, 1}
    assert Plaatsing.objects.filter(ended="werk").count() == 1
    assert Urenstand.objects.filter(les_made__gt=0).count() == 2
    assert Uren.objects.filter(soort=Soort.MAP, practical=True).exists()
